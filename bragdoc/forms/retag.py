"""Where the tags go that point at what the ladder no longer has."""

from django import forms

from bragdoc.tags.retired import LadderTags


class RetagForm(forms.Form):
    """One retired key and where it goes; or `all`: each goes where the ladder says."""

    old = forms.CharField(required=False, widget=forms.HiddenInput)
    new = forms.CharField(required=False)
    all = forms.BooleanField(required=False)

    def __init__(self, data=None, *, tags: LadderTags):
        super().__init__(data)
        self.tags = tags

    def clean(self):
        cleaned = super().clean()
        old, new = cleaned.get("old", ""), cleaned.get("new", "")
        if cleaned["all"]:
            return cleaned
        if old not in self.tags.rows or old in self.tags.stated:
            raise forms.ValidationError("Your ladder still has this, or never had it.")
        if new not in {target.key for target in self.tags.targets(old)}:
            raise forms.ValidationError("Choose where these wins go.")
        return cleaned

    def moves(self):
        """Each retired key with the one that its wins are to bear. The sentences of a competency
        move with it where the ladder says what became of them."""
        replaced = {tag.key: tag.replacement.key for tag in self.tags.retired() if tag.replacement}
        if self.cleaned_data["all"]:
            return replaced
        old = self.cleaned_data["old"]
        within = {key: new for key, new in replaced.items() if key.startswith(f"{old}/")}
        return within | {old: self.cleaned_data["new"]}
