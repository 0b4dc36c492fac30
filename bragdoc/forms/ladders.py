"""Where a person stands on a ladder."""

from django import forms

from bragdoc.forms.positions import position_choices
from bragdoc.forms.spans import DayField
from bragdoc.models import Placement


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
        choices = position_choices(instance.ladder_version.read())
        for name in ["now", "goal"]:
            self.fields[name].choices = [("", "Choose one"), *choices]
