"""A git log is brought in, and whose commits in it are one's own is asked."""

from django import forms

from bragdoc.capture.document_text import decoded
from bragdoc.capture.git_history.forge import Forge
from bragdoc.capture.git_history.log import MAX_BYTES, UnreadableGitLog, parse
from bragdoc.capture.git_history.people import Who, written_by
from bragdoc.models import Import

KEPT_IN_THE_FORM = 1_000_000  # bytes of a file that need not be chosen again
AUTHORS_SHOWN = 50


class GitImportForm(forms.Form):
    """A log as a file or pasted. Reading it is part of checking it.

    Where nothing in it is by the names given, `chosen` asks which of its authors the person is.
    """

    file = forms.FileField(
        label="A file",
        required=False,
        allow_empty_file=True,  # the reader says it in its own words
        help_text=f"Up to {MAX_BYTES // 1_000_000} MB.",
    )
    text = forms.CharField(
        label="Or paste the log",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    authors = forms.CharField(
        label="Names and addresses you commit under",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="One on each line. What others wrote is left out.",
    )
    chosen = forms.MultipleChoiceField(
        label="Which of these are you?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    repository = forms.CharField(
        label="Web address of the repository",
        required=False,
        max_length=500,
        help_text="Each win gets the links of its pull requests then.",
    )

    def __init__(self, data=None, files=None, *, owner):
        initial = {"authors": "\n".join(filter(None, [owner.email, owner.name]))}
        super().__init__(data, files, initial=initial, label_suffix="")
        self.owner = owner
        # What was ticked belongs to the log that comes with it, and is looked for there.
        ticked = self.data.getlist("chosen") if data else []
        self.fields["chosen"].choices = [(author, author) for author in ticked]

    @property
    def asks_who(self):
        return bool(self.fields["chosen"].choices)

    def clean_repository(self):
        address = self.cleaned_data["repository"]
        if address and not Forge.at(address):
            raise forms.ValidationError(
                "This is no address of a repository. It looks like https://github.com/team/shop."
            )
        return address

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not (file or text.strip()):
            raise forms.ValidationError("Choose a file, or paste a log.")
        if file and text.strip():
            raise forms.ValidationError("There is a file and a pasted log. Bring in one at a time.")
        self.name = file.name if file else "Pasted git log"
        data = file.read(MAX_BYTES + 1) if file else text.encode()
        try:
            self.log = parse(data)
        except UnreadableGitLog as problem:
            self.add_error("file" if file else "text", str(problem))
            return cleaned
        names = [*cleaned.get("authors", "").splitlines(), *cleaned.get("chosen", [])]
        self.who = Who.called(names)
        if not written_by(self.who, self.log.commits):
            self._ask_who()
        if self.errors and file:
            self._keep(data)
        return cleaned

    def _ask_who(self):
        self.fields["chosen"].choices = [
            (f"{author.name} <{author.email}>" if author.email else author.name, label(author))
            for author in self.log.authors[:AUTHORS_SHOWN]
        ]
        self.add_error(
            "authors", "Nothing in this log is by these names. Tick yours below, or write another."
        )

    def _keep(self, uploaded):
        """A browser cannot be given a file back: its text goes into the field for text."""
        if len(uploaded) <= KEPT_IN_THE_FORM:
            self.data = self.data.copy()
            self.data["text"] = decoded(uploaded)
        else:
            self.add_error("file", "Choose the file again, too.")

    def save(self):
        return Import.objects.from_git_log(
            self.log,
            who=self.who,
            forge=Forge.at(self.cleaned_data["repository"]),
            owner=self.owner,
            name=self.name[:255],
        )


def label(author):
    plural = "" if author.commits == 1 else "s"
    address = f" <{author.email}>" if author.email else ""
    return f"{author.name}{address}, {author.commits} commit{plural}"
