"""The choice of a review season for a packet."""

from django import forms
from django.utils.dateformat import format as format_date

from bragdoc.models import Season


class SeasonField(forms.ModelChoiceField):
    """The seasons that are not over for this person, the soonest first, or none. The one that a
    packet is of already, by its key as `kept`, can be kept when it is over."""

    def __init__(self, person, *, kept=None):
        super().__init__(
            Season.objects.choosable_by(person, kept=kept).soonest_first(),
            required=False,
            label="For the review season",
            empty_label="None",
        )

    def label_from_instance(self, season):
        return f"{season}, decisions due {format_date(season.decisions_due_on, 'j F Y')}"
