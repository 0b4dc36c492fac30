"""Candidates: kept as they will stand in the log, merged, and looked for in the inbox."""

from django import forms

from bragdoc.forms.spans import DayField, settle_span
from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.models import Candidate, Competency, Import
from bragdoc.models.entries import DETAILS_LIMIT, TITLE_LIMIT


class CandidateForm(forms.Form):
    """A candidate as it will stand in the log, or among the goals."""

    title = OneLineField(label="What you did", max_length=TITLE_LIMIT)
    starts_on = DayField(label="From", error_messages={"required": "Say when this was."})
    ends_on = DayField(label="To", required=False, help_text="Empty for a single day.")
    competencies = forms.ModelMultipleChoiceField(
        Competency.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, candidate: Candidate):
        initial = {name: getattr(candidate, name) for name in ["title", "starts_on", "ends_on"]}
        super().__init__(data, initial=initial, label_suffix="")
        self.candidate = candidate
        if candidate.is_goal:
            self.fields["title"].label = "What you mean to do"
            for name in ("starts_on", "ends_on", "competencies"):
                del self.fields[name]
            return
        choices = Competency.objects.taggable_by(candidate.owner).by_name()
        self.fields["competencies"].queryset = choices  # type: ignore[attr-defined]

    @staticmethod
    def as_is(candidate, given):
        """What the form would send for the candidate unchanged. The day may be given beside it, and
        competencies."""
        return {
            "title": candidate.title,
            "starts_on": candidate.starts_on or given.get("starts_on", ""),
            "ends_on": candidate.ends_on or "",
            "competencies": given.getlist("competencies"),
        }

    def clean(self):
        cleaned = super().clean()
        settle_span(self)
        return cleaned

    def save(self):
        return self.candidate.accept(**self.cleaned_data)


class MergeForm(forms.Form):
    """The one candidate that several become."""

    title = OneLineField(label="What you did", max_length=TITLE_LIMIT)
    details = WrittenField(
        label="Details",
        required=False,
        max_length=DETAILS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    starts_on = DayField(label="From", required=False, help_text="Empty where it is not known.")
    ends_on = DayField(label="To", required=False, help_text="Empty for a single day.")

    def __init__(self, data=None, *, parts):
        first = parts[0]
        told = [first.details, *(f"**{part.title}**\n\n{part.details}" for part in parts[1:])]
        initial = {
            "title": first.title,
            "details": "\n\n".join(text.strip() for text in told if text.strip()),
            "starts_on": min((part.starts_on for part in parts if part.starts_on), default=None),
            "ends_on": max((part.ends_on for part in parts if part.ends_on), default=None),
        }
        super().__init__(data, initial=initial, label_suffix="")

    def clean(self):
        cleaned = super().clean()
        settle_span(self)
        if cleaned.get("ends_on") and not cleaned.get("starts_on"):
            self.add_error("starts_on", "Say when it began, or leave both empty.")
        return cleaned


class InboxFilterForm(forms.Form):
    """Which candidates are shown: of one import, of one kind."""

    brought = forms.ModelChoiceField(
        Import.objects.none(), label="From", required=False, empty_label="All imports"
    )
    offers = forms.ChoiceField(
        label="What", required=False, choices=[("", "Everything"), *Candidate.Offers.choices]
    )

    def __init__(self, data, *, owner):
        super().__init__(data, label_suffix="")
        imports = Import.objects.visible_to(owner).with_waiting().newest_first().for_list()
        self.fields["brought"].queryset = imports

    def narrow(self, candidates):
        """What does not fit the form is passed over."""
        self.is_valid()
        if brought := self.cleaned_data.get("brought"):
            candidates = candidates.of_import(brought)
        if offers := self.cleaned_data.get("offers"):
            candidates = candidates.offering(offers)
        return candidates
