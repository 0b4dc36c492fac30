from django import forms

from bragdoc.forms.text import OneLineField


class CloseWeekForm(forms.Form):
    sentence = OneLineField(
        label="In one sentence, what was this week about?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )
