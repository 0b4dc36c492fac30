"""What of the coverage is shown, as it stands in its address; and why something does not apply."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.formats import date_format

from bragdoc.coverage import KINDS
from bragdoc.forms.text import WrittenField
from bragdoc.models import NotApplicable
from bragdoc.models.not_applicable import REASON_LIMIT
from bragdoc.months import Months

MONTHS_OFFERED = 36


class PeriodForm(forms.Form):
    """From one month to another, both included: twelve that end now unless said otherwise."""

    def __init__(self, data, *, today: date):
        offered = [months_before(today, back) for back in range(MONTHS_OFFERED)]
        choices = {f"{month:%Y-%m}": date_format(month, "F Y") for month in offered}
        latest = {"from": f"{offered[11]:%Y-%m}", "to": f"{offered[0]:%Y-%m}"}
        asked = {name: data.get(name) for name in latest}
        # A month that is not offered gives way, so that the form always says what is shown.
        shown = {n: asked[n] if asked[n] in choices else latest[n] for n in latest}
        super().__init__(shown)
        for name, label in [("from", "Wins from"), ("to", "to")]:
            self.fields[name] = forms.ChoiceField(label=label, choices=list(choices.items()))
        # Two months the wrong way round are turned.
        first, last = sorted(date.fromisoformat(f"{month}-01") for month in shown.values())
        self.months = Months.of(first, last)

    def period_query(self):
        return urlencode({name: self.data[name] for name in ("from", "to")})


class CoverageForm(PeriodForm):
    """The period, and which kind of sentence and which area of the ladder alone is shown.

    `kind` and `area` are "" for all of them; so is what the ladder does not have.
    """

    def __init__(self, data, *, today: date, areas: dict[str, str]):
        super().__init__(data, today=today)
        for name, label, choices in [
            ("kind", "Sentences", {"": "All", **KINDS}),
            ("area", "Area", {"": "All", **areas}),
        ]:
            asked = data.get(name, "")
            self.data[name] = asked if asked in choices else ""
            self.fields[name] = forms.ChoiceField(
                label=label, choices=list(choices.items()), required=False
            )
        if len(areas) < 2:
            del self.fields["area"]
        self.kind, self.area = self.data["kind"], self.data["area"]

    def query(self):
        """What leads back to the same view."""
        return urlencode({name: value for name, value in self.data.items() if value})


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
