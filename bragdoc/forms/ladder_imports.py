"""A ladder is brought in, looked at, and becomes a draft."""

from django import forms
from django.core.validators import RegexValidator

from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.incoming import read_incoming
from bragdoc.ladders.naming import SLUG, SLUG_LENGTH
from bragdoc.ladders.nodes import MAX_BYTES
from bragdoc.ladders.values import CONTROLS
from bragdoc.models import Ladder, LadderImport
from bragdoc.models.ladder_imports import PASTED
from bragdoc.models.ladders import VersionExists

ACCEPTED = (
    "A spreadsheet as CSV, TSV or Excel workbook (.xlsx), or a ladder file in YAML or JSON. "
    f"Up to {MAX_BYTES // 1_000_000} MB."
)
NAME_LIMIT = 255
ONE_OF_SEVERAL = "bragdoc/_field_of_several.html"

no_controls = RegexValidator(
    f"[{CONTROLS}]", "This holds a control character. Leave it out.", inverse_match=True
)


class BringForm(forms.Form):
    """A file, or what was copied out of a spreadsheet. Reading it is part of checking it."""

    file = forms.FileField(
        label="A file, or the cells pasted below",
        required=False,
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]  # the stubs do not know it
        allow_empty_file=True,  # the reader says it in its own words
        help_text=ACCEPTED,
    )
    text = WrittenField(
        label="Or paste the cells",
        required=False,
        strip=False,
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Select them in the spreadsheet, copy, and paste here. A ladder file may be "
        "pasted too.",
    )
    key = forms.CharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-idempotency-key": ""}),
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if self.errors:
            return cleaned
        if not (file or text.strip()):
            raise forms.ValidationError("Choose a file, or paste the cells.")
        if file and text.strip():
            raise forms.ValidationError(
                "There is a file and a pasted text. Bring in one at a time."
            )
        self.name = file.name[:NAME_LIMIT] if file else PASTED
        field, what = ("file", "file") if file else ("text", "pasted text")
        size = file.size if file else len(text.encode())
        if size > MAX_BYTES:
            too_large = f"The {what} has {size:,} bytes; at most {MAX_BYTES:,} are read."
            raise forms.ValidationError({field: too_large})
        data = file.read() if file else text.encode()
        try:
            self.incoming = read_incoming(data, name=self.name if file else "")
        except LadderError as problem:
            self.add_error(field, str(problem))
        return cleaned

    def save(self, owner):
        return LadderImport.objects.bring_in(
            owner=owner,
            name=self.name,
            form=self.incoming.form,
            sheets=[sheet._asdict() for sheet in self.incoming.sheets],
            chosen=self.incoming.chosen,
            key=self.cleaned_data["key"],
        )


class DraftForm(forms.Form):
    """What the draft is called, and whose it is.

    `target` is "mine" for a ladder of the person's own, "everyone" for one of the installation,
    or the number of a ladder the person may edit, which gets a new version.
    """

    target = forms.ChoiceField(label="For whom", widget=forms.RadioSelect)
    name = OneLineField(label="Name of the ladder", max_length=200, validators=[no_controls])
    version = OneLineField(label="Version", max_length=50, validators=[no_controls])
    slug = forms.RegexField(
        f"^{SLUG}$",
        label="Short name",
        required=False,
        max_length=SLUG_LENGTH,
        help_text="As it stands in addresses. Left empty, it is made from the name.",
        error_messages={"invalid": "Small letters, digits and single hyphens, such as our-ladder."},
    )

    def __init__(self, data=None, *, user, document: LadderDocument, typed=()):
        """Bound to `data`, or showing what is proposed, and over it what was `typed` before."""
        self.user, self.document = user, document
        ladders = Ladder.objects.editable_by(user).in_use().by_name().select_related("owner")
        self.ladders = {str(ladder.pk): ladder for ladder in ladders}
        before = {name: typed[name] for name in self.base_fields if name in typed}
        super().__init__(data, label_suffix="", initial={**self._proposed(), **before})
        self.fields["target"].choices = [*self._choices()]  # type: ignore[attr-defined]

    def _proposed(self):
        """A new version of the ladder of this slug, of one's own before everyone's, or a new
        ladder."""
        header = self.document.ladder
        same = [pk for pk, ladder in self.ladders.items() if ladder.slug == header.slug]
        target = min(same, key=lambda pk: self.ladders[pk].owner_id is None, default="mine")
        ladder = self.ladders.get(target)
        version = ladder.free_version(header.version) if ladder else header.version
        return {"target": target, "name": header.name, "version": version}

    def _choices(self):
        yield "mine", "For me alone"
        if self.user.is_staff:
            yield "everyone", "For everyone here"
        for pk, ladder in self.ladders.items():
            whose = "yours" if ladder.owner_id else "everyone’s"
            yield pk, f"As a new version of “{ladder}”, which is {whose}"

    def clean(self):
        cleaned = super().clean()
        ladder, version = (
            self.ladders.get(cleaned.get("target")),
            cleaned.get("version"),
        )
        if ladder and version and (free := ladder.free_version(version)) != version:
            self.add_error(
                "version",
                f"“{ladder}” has a version {version} already. Give it another version, such as "
                f"{free}.",
            )
        return cleaned

    def save(self, brought: LadderImport):
        """The draft that was made of the import; None, with an error, when another draft has taken
        the version meanwhile."""
        owner, slug = self._owner_and_slug()
        named = {
            "name": self.cleaned_data["name"],
            "version": self.cleaned_data["version"],
        }
        header = self.document.ladder.model_copy(update={**named, "slug": slug})
        document = self.document.model_copy(update={"ladder": header})
        as_it_came = brought.form == LadderImport.Form.YAML and document == self.document
        source = brought.text if as_it_came else ""  # else it is made from the document
        try:
            return brought.make_draft(document, owner=owner, source=source)
        except VersionExists as problem:
            self.add_error("version", str(problem))
            return None

    def _owner_and_slug(self):
        if ladder := self.ladders.get(self.cleaned_data["target"]):
            return ladder.owner, ladder.slug
        owner = self.user if self.cleaned_data["target"] == "mine" else None
        slug = self.cleaned_data["slug"] or self.document.ladder.slug
        return owner, Ladder.objects.free_slug(self.user, slug)
