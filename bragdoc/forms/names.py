"""Another name for a project or a person, and two of them made one."""

from django import forms

from bragdoc.forms.text import OneLineField
from bragdoc.models.names import NAME_LIMIT, NameTaken


class RenameForm(forms.Form):
    name = OneLineField(max_length=NAME_LIMIT)

    def __init__(self, data=None, *, named):
        super().__init__(data, initial={"name": named.name}, prefix="rename")
        self.named = named
        self.taken_by = None

    def save(self):
        """Rename it. False, with the error in its place, where another has the name."""
        try:
            self.named.rename(self.cleaned_data["name"])
        except NameTaken as taken:
            self.taken_by = taken.other
            self.add_error("name", f"{taken} You can merge the two below.")
            return False
        return True


class MergeForm(forms.Form):
    """Which other one it is, and which of the two names stays."""

    other: forms.ModelChoiceField = forms.ModelChoiceField(
        None, to_field_name="slug", label="Is the same as", empty_label="Choose"
    )
    keep = forms.ChoiceField(
        label="The name that stays",
        choices=[("this", "This one"), ("other", "The other one")],
        widget=forms.RadioSelect,
        initial="this",
    )

    def __init__(self, data=None, *, named):
        super().__init__(data, prefix="merge")
        self.named = named
        others = type(named).objects.visible_to(named.owner).beside(named)
        self.fields["other"].queryset = others.by_name()
        self.fields["keep"].choices = [("this", named.name), ("other", "The other name")]

    def pair(self):
        """(the one that goes, the one that stays)."""
        this, other = self.named, self.cleaned_data["other"]
        return (other, this) if self.cleaned_data["keep"] == "this" else (this, other)
