"""Forms over a part whose members have a row each: the levels, and the steps of a scale."""

from django import forms

from bragdoc.forms.drafts.parts import LinesField, PartForm, name_field, text_field
from bragdoc.forms.entries import in_words
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.editing import levels, scales, steps
from bragdoc.ladders.editing.edits import find


class LevelForm(forms.Form):
    name = name_field()
    code = OneLineField(required=False, max_length=200)
    summary = text_field("What it is, in a sentence")
    equivalents = LinesField(
        label="The same elsewhere",
        help_text="One a line: where, a colon, what it is called there.",
    )

    def clean_equivalents(self):
        # A name may hold a colon of its own: what stands there already is not parted anew.
        known = {as_line(pair): pair for pair in self.initial["there"].items()}
        pairs = [known.get(text) or parted(text) for text in self.cleaned_data["equivalents"]]
        if not all(where and there for where, there in pairs):
            raise forms.ValidationError("Write each as “where: what it is called there”.")
        return dict(pairs)


def as_line(pair):
    return f"{pair[0]}: {pair[1]}"


def parted(line):
    where, _, there = line.partition(":")
    return where.strip(), there.strip()


class StepForm(forms.Form):
    name = name_field()
    summary = text_field("What it is, in a sentence")
    points = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=4,
        help_text="Where a level is a total of points: for all steps of the scale, or for none.",
    )


class RowsForm(PartForm):
    """A part whose members have a row each, with buttons that move and remove it."""

    row_form: type[forms.Form]
    module = levels  # that edits the members

    def __init__(self, data=None, *, document, where=()):
        super().__init__(data, document=document, where=where)
        self.rows = [
            self.row_form(
                data, prefix=f"row-{member.slug}", initial=self.read_row(member), label_suffix=""
            )
            for member in self.members(document)
        ]
        self.slugs = [member.slug for member in self.members(document)]
        for slug, row in zip(self.slugs, self.rows, strict=True):
            row.slug = slug
        verb, _, slug = (data or {}).get("act", "").partition(" ")
        self.act = (verb, slug) if slug in self.slugs else ("", "")
        self.anchor = f"#row-{slug}" if self.act[0] in ("up", "down") else ""

    def members(self, document: LadderDocument):
        raise NotImplementedError

    def read_row(self, member):
        return member.model_dump()

    def is_valid(self):
        return super().is_valid() and all(row.is_valid() for row in self.rows)

    def write(self, document):
        changes = {slug: row.cleaned_data for slug, row in zip(self.slugs, self.rows, strict=True)}
        document = self.module.change(document, *self.where, changes)
        match self.act:
            case "remove", slug:
                return self.module.remove(document, *self.where, slug)
            case ("up" | "down") as verb, slug:
                return self.module.move(document, *self.where, slug, up=verb == "up")
        return document

    def compared(self):
        yield from super().compared()
        for slug, row in zip(self.slugs, self.rows, strict=True):
            for field in row.visible_fields():
                yield f"{slug}, {field.label}", in_words(field.value())


class LevelsForm(RowsForm):
    row_form = LevelForm

    def parts(self, document):
        return document.levels

    members = parts

    def read(self, document):
        return {}

    def read_row(self, level):
        lines = [as_line(pair) for pair in level.equivalents.items()]
        return level.model_dump() | {"equivalents": lines, "there": level.equivalents}


class ScaleForm(RowsForm):
    name = name_field()

    row_form = StepForm
    module = steps

    def parts(self, document):
        return [find(document.scales, *self.where)]

    def members(self, document):
        return find(document.scales, *self.where).steps

    def read(self, document):
        return {"name": find(document.scales, *self.where).name}

    def write(self, document):
        document = scales.change(document, *self.where, name=self.cleaned_data["name"])
        return super().write(document)
