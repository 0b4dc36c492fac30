"""Where a person stands on a ladder, and the months that coverage looks at."""

from datetime import date, timedelta

from django import forms
from django.utils.formats import date_format

from bragdoc.forms.spans import DayField
from bragdoc.models import Placement

MONTHS_OFFERED = 36


class PlacementForm(forms.ModelForm):
    """The positions of one ladder version. Which version is chosen before, by the address."""

    now = forms.ChoiceField(label="Where I am")
    goal = forms.ChoiceField(label="What I aim for")
    since_on = DayField(label="Since", required=False)

    class Meta:
        model = Placement
        fields = ["now", "goal", "since_on"]

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        document = instance.ladder_version.read()
        choices = [
            (track.name, [(f"{track.slug}/{p.level}", p.label) for p in track.levels])
            for track in document.tracks
        ]
        for name in ["now", "goal"]:
            self.fields[name].choices = [("", "Choose one"), *choices]


class PeriodForm(forms.Form):
    """From one month to another, both included: twelve that end now unless said otherwise."""

    def __init__(self, data, *, today: date):
        months = [months_before(today, back) for back in range(MONTHS_OFFERED)]
        choices = {f"{month:%Y-%m}": date_format(month, "F Y") for month in months}
        latest = {"from": f"{months[11]:%Y-%m}", "to": f"{months[0]:%Y-%m}"}
        asked = {name: data.get(name) for name in latest}
        # A month that is not offered gives way, so that the form always says what is shown.
        super().__init__({n: asked[n] if asked[n] in choices else latest[n] for n in latest})
        for name, label in [("from", "Wins from"), ("to", "to")]:
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=list(choices.items()),
                coerce=lambda text: date.fromisoformat(f"{text}-01"),
            )

    def days(self):
        """The first and the last day. Two months the wrong way round are turned."""
        self.full_clean()
        first, last = sorted(self.cleaned_data.values())
        return first, months_before(last, -1) - timedelta(days=1)


def months_before(day: date, back: int) -> date:
    """The first of the month so many months before this day's."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
