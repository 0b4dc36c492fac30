"""What came of a win, asked some time after it."""

from django import forms
from django.db import transaction

from bragdoc.forms.capture import MetricForm
from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.models import FollowUp
from bragdoc.models.entries import METRIC_PART_LIMIT, NOTE_LIMIT, ROWS_LIMIT


class FollowUpForm(MetricForm):
    """A text, a number, or both. They are added to what the win says already."""

    text = WrittenField(
        label="What came of it",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )
    after = OneLineField(label="Now", required=False, max_length=METRIC_PART_LIMIT)

    field_order = ["text", "label", "before", "after", "unit"]

    def __init__(self, data=None, *, entry):
        super().__init__(data)
        self.entry = entry

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        left = NOTE_LIMIT - len(self.entry.impact) - len("\n\n")
        if text and self.entry.impact and len(text) > left:
            raise forms.ValidationError(
                f"What stands there leaves room for {max(left, 0)} characters, and this has "
                f"{len(text)}. Shorten it, or rewrite the whole on the page of the win."
            )
        return text

    def clean(self):
        cleaned = super().clean()
        has_number = cleaned.get("after")
        if has_number and len(self.entry.metrics) >= ROWS_LIMIT:
            self.add_error("after", f"This win has {ROWS_LIMIT} numbers already, and no more fit.")
        elif not has_number and any(cleaned.get(part) for part in ("label", "before", "unit")):
            self.add_error("after", "Say what the number is now.")
        elif not has_number and not cleaned.get("text") and not self.errors:
            self.add_error("text", "Write what came of it, or give a number.")
        return cleaned

    @transaction.atomic
    def save(self, days):
        """Whether the question was open still: sent twice, it is added once."""
        if not FollowUp.objects.answer(self.entry, days, FollowUp.Answer.WRITTEN):
            return False
        text = self.cleaned_data.pop("text")
        if text:
            self.entry.add_impact(text)
        if self.cleaned_data["after"]:
            self.entry.add_metric(self.metric())
        return True
