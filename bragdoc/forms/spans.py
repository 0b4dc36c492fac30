"""From one day to another."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [
        MinValueValidator(FIRST_DAY, "The first day there is here is 1 January 1970."),
        MaxValueValidator(LAST_DAY, "The last day there is here is 31 December 2100."),
    ]


def settle_span(form):
    """Let a single day end where it began, and refuse an end before the beginning."""
    cleaned = form.cleaned_data
    starts_on = cleaned.get("starts_on")
    if not starts_on or "ends_on" not in cleaned:
        return
    cleaned["ends_on"] = cleaned["ends_on"] or starts_on
    if cleaned["ends_on"] < starts_on:
        form.add_error("ends_on", "This is before the day it began.")
