"""When a person is reminded, and when not."""

from datetime import timedelta

from django import forms

from bragdoc.forms.spans import DayField, settle_span
from bragdoc.models import Pause, ReminderPlan

LONGEST_PAUSE = timedelta(days=366)


class ReminderPlanForm(forms.ModelForm):
    at = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": "Write a time of day, such as 15:00."},
    )

    class Meta:
        model = ReminderPlan
        fields = ["weekday", "at", "by_mail"]
        labels = {"weekday": "Day", "by_mail": "Remind me by e-mail"}

    def clean_at(self):
        return self.cleaned_data["at"].replace(second=0, microsecond=0)


class PauseForm(forms.ModelForm):
    """From one day to another, both included; a single day needs no end."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False)

    class Meta:
        model = Pause
        fields = ["starts_on", "ends_on"]

    def clean(self):
        super().clean()
        settle_span(self)
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last - first > LONGEST_PAUSE:
            self.add_error(
                "ends_on", "A pause lasts a year at most. For longer, turn the mails off."
            )
        return self.cleaned_data
