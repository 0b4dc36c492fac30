"""What is brought in: a file of whatever kind, and how it is to be read."""

from django import forms
from django.utils.html import format_html

from bragdoc.capture.packed import refuse_packed
from bragdoc.capture.proposals import Unreadable
from bragdoc.capture.sources import MAX_BYTES, SOURCES, source_of
from bragdoc.forms.text import WrittenField
from bragdoc.importing.reading import read_at_once
from bragdoc.models import Import
from bragdoc.tasks import read_import_later

ONE_OF_SEVERAL = "bragdoc/_field_of_several.html"
KINDS = [(source.slug, source.label) for source in SOURCES.values()]
PASTED = "Pasted text"


class BringForm(forms.Form):
    """A file of any kind that is known, or a pasted text."""

    file = forms.FileField(
        label="A file",
        required=False,
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]  # the stubs do not know it
        allow_empty_file=True,  # it is said in our own words
        help_text=f"Up to {MAX_BYTES // 1_000_000} MB.",
    )
    text = WrittenField(
        label="Or paste a text",
        required=False,
        strip=False,
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    source = forms.ChoiceField(
        label="What it is",
        required=False,
        choices=[("", "Find out by itself"), *KINDS],
    )

    pasted_as = PASTED

    def __init__(self, data=None, files=None, *, owner):
        super().__init__(data, files, label_suffix="")
        self.owner = owner

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if self.errors:
            return cleaned
        if not (file or text.strip()):
            raise forms.ValidationError("Choose a file, or paste a text.")
        if file and text.strip():
            raise forms.ValidationError(
                "There is a file and a pasted text. Bring in one at a time."
            )
        self.field = "file" if file else "text"
        size = file.size if file else len(text.encode())
        if size > MAX_BYTES:
            too_large = f"It has {size:,} bytes; at most {MAX_BYTES:,} are read. Bring in a part."
            raise forms.ValidationError({self.field: too_large})
        self.data_brought = file.read() if file else text.encode()
        self.name = file.name if file else self.pasted_as
        try:
            refuse_packed(self.data_brought)
        except Unreadable as problem:
            self.add_error(self.field, str(problem))
        return cleaned

    def values(self):
        """What is decided about the reading: {choice: value}."""
        return {}

    def save(self):
        """The import, read already where it is small. None, with the reason as an error, where
        nothing can be made of it."""
        source = self.cleaned_data["source"]
        brought = Import.objects.bring(
            owner=self.owner,
            name=self.name,
            source=source or source_of(self.data_brought, self.name).slug,
            data=self.data_brought,
            values=self.values(),
        )
        read(brought)
        brought.refresh_from_db(fields=["state", "problem"])
        if brought.state != Import.State.FAILED:
            return brought
        self.add_error(self.field, brought.problem)
        brought.delete()
        return None


def read(brought):
    """At once where it is small, else by the worker."""
    if not read_at_once(brought.pk):
        read_import_later.enqueue(brought.pk)


class ChoicesForm(forms.Form):
    """How an import is read: as what kind of file, and what its reader leaves to its owner."""

    source = forms.ChoiceField(label="What it is", choices=KINDS)

    def __init__(self, data=None, *, brought):
        super().__init__(data, label_suffix="", initial={"source": brought.source})
        self.brought = brought
        self.asked = brought.choices.get("asked", [])
        for choice in self.asked:
            self.fields[choice["name"]] = field_of(choice)
            self.initial[choice["name"]] = self._shown(choice)

    def _shown(self, choice):
        """What the page shows as chosen: nothing where an answer is asked for and missing."""
        unanswered = choice["asks"] and choice["name"] not in self.brought.values
        value = "" if unanswered else choice["value"]
        return list(filter(None, value.split("\n"))) if choice["several"] else value

    @property
    def values(self):
        return {
            choice["name"]: "\n".join(value) if isinstance(value, list) else value
            for choice in self.asked
            for value in [self.cleaned_data[choice["name"]]]
        }

    @property
    def unanswered(self):
        """What has to be said before anything can be put into the inbox."""
        return [
            self[name]
            for name, field in self.fields.items()
            if field.required and not self.initial.get(name)
        ]

    @property
    def reads_otherwise(self):
        """Whether it asks for another reading than the one that is shown."""
        return bool(self.changed_data)

    def save(self, *, taking):
        """Read it as it says. Where it is `taking`, what is found goes into the inbox."""
        source = self.cleaned_data["source"]
        values = self.values if source == self.brought.source else {}
        if self.brought.read_again(source=source, values=values, taking=taking):
            read(self.brought)


def field_of(choice):
    options = [(option["value"], label_of(option)) for option in choice["options"]]
    shared = {"label": choice["label"], "required": choice["asks"]}
    if choice["several"]:
        return forms.MultipleChoiceField(
            choices=options, widget=forms.CheckboxSelectMultiple, **shared
        )
    if options:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **shared)
    return forms.CharField(max_length=2_000, **shared)


def label_of(option):
    if not option["hint"]:
        return option["label"]
    words = '<span>{} <span class="quiet small">{}</span></span>'
    return format_html(words, option["label"], option["hint"])
