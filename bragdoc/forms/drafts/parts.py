"""Forms over one part of a draft.

Each is kept over the part that it was loaded with: `revision` is a fingerprint of that part, so
that two people who edit different parts never meet.
"""

import hashlib
from collections.abc import Iterable, Sequence

from django import forms

from bragdoc.forms.entries import Difference, in_words
from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.ladders.document import LadderDocument, Part

NAME_LIMIT = 200
SUMMARY_LIMIT = 20_000


class PartConflict(Exception):
    """The part was changed elsewhere since the form was loaded. `current` is the document now."""

    def __init__(self, current: LadderDocument):
        super().__init__("This was changed elsewhere in the meantime.")
        self.current = current


class LinesField(WrittenField):
    """A list of texts, one a line. A line that begins with a space goes on with the one above, so
    that a text of several lines stays one."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(required=False, strip=False, max_length=SUMMARY_LIMIT, **kwargs)
        self.widget.attrs |= {"rows": 2, "class": "written"}

    def prepare_value(self, value):
        if isinstance(value, str):
            return value  # as it was typed
        return "\n".join(text.replace("\n", "\n  ") for text in value or ())

    def to_python(self, value):
        typed = super().to_python(value or "")
        if len(typed) > SUMMARY_LIMIT:
            raise forms.ValidationError(f"{SUMMARY_LIMIT} characters fit in here.")
        texts: list[str] = []
        for line in typed.split("\n"):
            if line[:1].isspace() and texts:
                texts[-1] += "\n" + line.removeprefix("  ").removeprefix("\t")
            elif line.strip():
                texts.append(line)
        return tuple(text.strip() for text in texts)

    def has_changed(self, initial, data):
        return tuple(initial or ()) != self.to_python(data)


class PartForm(forms.Form):
    """`where` leads to the part: slugs, as the functions of `bragdoc.ladders.editing` take them."""

    revision = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "The form lost what it was loaded from. Load it again."},
    )
    anchor = ""  # where the page goes on after an act

    def __init__(self, data=None, *, document: LadderDocument, where: Sequence[str] = ()):
        """Raises NotThere."""
        self.document, self.where = document, where
        initial = self.read(document) | {"revision": self.fingerprint(document)}
        super().__init__(data, initial=initial, label_suffix="")

    # What each of them says.

    def parts(self, document: LadderDocument) -> Iterable[Part | str]:
        """All that the form writes over."""
        raise NotImplementedError

    def read(self, document: LadderDocument) -> dict:
        """What the fields hold at first."""
        raise NotImplementedError

    def write(self, document: LadderDocument):
        """The document with what the fields say; a Removal where a button removes something."""
        raise NotImplementedError

    def compared(self) -> Iterable[tuple[str, str]]:
        """(label, what it says) of everything that two edits may have left different."""
        return [(str(field.label), in_words(field.value())) for field in self.visible_fields()]

    # What they share.

    def fingerprint(self, document: LadderDocument) -> str:
        content = "\n".join(
            part if isinstance(part, str) else part.model_dump_json()
            for part in self.parts(document)
        )
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    def edit(self, document: LadderDocument):
        """`write`, over the part that the form was loaded with. Raises PartConflict."""
        if self.fingerprint(document) != self.cleaned_data["revision"]:
            raise PartConflict(document)
        return self.write(document)

    def differences(self, theirs: "PartForm") -> list[Difference]:
        mine, kept = dict(self.compared()), dict(theirs.compared())
        return [
            Difference(label, mine.get(label, ""), kept.get(label, ""))
            for label in mine | kept
            if mine.get(label, "") != kept.get(label, "")
        ]


def name_field(label="Name", **kwargs):
    return OneLineField(label=label, max_length=NAME_LIMIT, **kwargs)


def text_field(label, **kwargs):
    """A paragraph, which may be left out."""
    widget = forms.Textarea(attrs={"rows": 2, "class": "written"})
    return WrittenField(
        label=label, required=False, max_length=SUMMARY_LIMIT, widget=widget, **kwargs
    )
