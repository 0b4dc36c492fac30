"""What of the coverage is shown, as it stands in its address; and why something does not apply."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.formats import date_format

from bragdoc.coverage.covered import KINDS
from bragdoc.coverage.months import Months
from bragdoc.forms.text import WrittenField
from bragdoc.models import NotApplicable
from bragdoc.models.not_applicable import REASON_LIMIT

MONTHS_OFFERED = 36


class PeriodForm(forms.Form):
    """From one month to another, both included: twelve that end now unless said otherwise.

    What is not offered gives way to what is shown without it, so that the form always says what is
    shown: `shown` has it by name.
    """

    def __init__(self, data, *, today: date):
        offered = [months_before(today, back) for back in range(MONTHS_OFFERED)]
        names = {f"{month:%Y-%m}": date_format(month, "F Y") for month in offered}
        self.shown: dict[str, str] = {}
        super().__init__(self.shown)
        self.offer("from", "Wins from", names, data, instead=f"{offered[11]:%Y-%m}")
        self.offer("to", "to", names, data, instead=f"{offered[0]:%Y-%m}")
        # Two months the wrong way round are turned.
        first, last = sorted(date.fromisoformat(f"{month}-01") for month in self.shown.values())
        self.months = Months.of(first, last)

    def offer(self, name: str, label: str, choices: dict, data, *, instead: str):
        asked = data.get(name, "")
        self.shown[name] = asked if asked in choices else instead
        self.fields[name] = forms.ChoiceField(label=label, choices=list(choices.items()))

    def period_query(self):
        return urlencode({name: self.shown[name] for name in ("from", "to")})


class CoverageForm(PeriodForm):
    """The period, and which kind of sentence and which area of the ladder alone is shown: "" for
    all of them."""

    def __init__(self, data, *, today: date, areas: dict[str, str]):
        super().__init__(data, today=today)
        self.offer("kind", "Sentences", {"": "All", **dict(KINDS)}, data, instead="")
        if len(areas) > 1:
            self.offer("area", "Area", {"": "All", **areas}, data, instead="")
        self.kind, self.area = self.shown["kind"], self.shown.get("area", "")

    def query(self):
        """What leads back to the same view."""
        return urlencode({name: value for name, value in self.shown.items() if value})


def months_before(day: date, back: int) -> date:
    """The first of the month so many months before this day's."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


class ReasonForm(forms.ModelForm):
    """Why a sentence, or a whole competency, does not apply. `instance` says which."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = WrittenField(
        label="Because",
        max_length=REASON_LIMIT,
        widget=forms.Textarea({"class": "written", "rows": 2, "dir": "auto", "autofocus": True}),
        help_text="It will stand in your packets, beside the sentence.",
    )

    class Meta:
        model = NotApplicable
        fields = ["reason"]

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        self.fields["revision"].initial = instance.revision if instance.pk else 0

    def keep(self):
        """Save. Raises ReasonConflict when another reason was written elsewhere meanwhile."""
        self.instance.keep(revision=self.cleaned_data["revision"])
