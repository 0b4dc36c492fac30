"""A git log is brought in: whose commits in it are one's own, and where they can be seen."""

from django import forms

from bragdoc.capture.git_history.forge import Forge
from bragdoc.forms.imports import BringForm


class GitImportForm(BringForm):
    """A log as a file or pasted. Where nothing in it is by the names given, the page of the import
    asks which of its authors the person is."""

    authors = forms.CharField(
        label="Names and addresses you commit under",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="One on each line. What others wrote is left out.",
    )
    repository = forms.CharField(
        label="Web address of the repository",
        required=False,
        max_length=500,
        help_text="Each win gets the links of its pull requests then.",
    )

    pasted_as = "Pasted git log"

    def __init__(self, data=None, files=None, *, owner):
        super().__init__(data, files, owner=owner)
        self.initial["authors"] = "\n".join(filter(None, [owner.email, owner.name]))
        self.fields["text"].label = "Or paste the log"
        del self.fields["source"]

    def clean_repository(self):
        address = self.cleaned_data["repository"]
        if address and not Forge.at(address):
            raise forms.ValidationError(
                "This is no address of a repository. It looks like https://github.com/team/shop."
            )
        return address

    def clean(self):
        return super().clean() | {"source": "git"}

    def values(self):
        names = self.cleaned_data["authors"].splitlines()
        return {
            "who": "\n".join(filter(None, names)),
            "repository": self.cleaned_data["repository"],
        }
