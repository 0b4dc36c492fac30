"""The forms of what is said about a packet: comments, dismissed findings, names of versions."""

from django import forms

from packets.models import Comment, Dismissal, VersionLabel


class CommentForm(forms.ModelForm):
    parent = forms.ModelChoiceField(Comment.objects.none(), required=False)
    key = forms.CharField(required=False, max_length=64)

    class Meta:
        model = Comment
        fields = ["text", "section", "parent", "is_private"]


class RewordForm(forms.ModelForm):
    """The text of a comment, in other words."""

    class Meta:
        model = Comment
        fields = ["text"]


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
