"""The forms of what is said about a packet: why a finding is left, what a version is called."""

from django import forms

from packets.models import Dismissal, VersionLabel


class DismissalForm(forms.ModelForm):
    """A word why a finding is left as it is."""

    class Meta:
        model = Dismissal
        fields = ["reason"]
        labels = {"reason": "Why you leave it"}


class VersionLabelForm(forms.ModelForm):
    class Meta:
        model = VersionLabel
        fields = ["text"]
        labels = {"text": "What you call it"}
        help_texts = {
            "text": "Such as “Before the committee”. Whoever may read the version reads it too."
        }
