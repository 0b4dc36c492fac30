"""What is said on the page of a week: how it ends, and where a candidate belongs."""

from django import forms

from bragdoc.forms.text import OneLineField
from bragdoc.models import Entry


class CloseWeekForm(forms.Form):
    sentence = OneLineField(
        label="In one sentence, what was this week about?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )

    def __init__(self, *args, takes_focus=False, **kwargs):
        super().__init__(*args, **kwargs)
        if takes_focus:
            self.fields["sentence"].widget.attrs["autofocus"] = True


class MergeForm(forms.Form):
    """Which line of a week a candidate is part of."""

    line = forms.ModelChoiceField(
        Entry.objects.none(),
        error_messages={
            "required": "Choose the line that it belongs to.",
            "invalid_choice": "Choose a line of this week.",
        },
    )

    def __init__(self, data, *, author, monday):
        super().__init__(data)
        lines = Entry.objects.editable_by(author).starting_in_week(monday)
        self.fields["line"].queryset = lines
