"""Forms over what a ladder is made of, but for what its competencies state."""

from django import forms

from bragdoc.forms.drafts.parts import LinesField, PartForm, name_field, text_field
from bragdoc.forms.entries import in_words
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.document import LadderDocument, Target
from bragdoc.ladders.editing import areas, header, levels, positions, scales, steps, tracks
from bragdoc.ladders.editing.edits import find

KINDS = [
    ("ic", "Individual contributors"),
    ("management", "Management"),
    ("architecture", "Architecture"),
    ("other", "Another"),
]


class HeaderForm(PartForm):
    name = name_field()
    version = OneLineField(max_length=50)
    summary = text_field("In a sentence")
    accumulate = forms.ChoiceField(
        label="A level expects",
        choices=[
            ("cumulative", "What it states, and what the levels below state"),
            ("standalone", "What it states, and nothing else"),
        ],
    )
    language = OneLineField(required=False, help_text="Its code, such as en or pt-BR.")
    attribution = OneLineField(label="Written by", required=False, max_length=2000)
    licence = OneLineField(required=False, max_length=2000)
    url = OneLineField(label="Where it comes from", required=False, max_length=2000)

    def parts(self, document):
        return [document.ladder]

    def read(self, document):
        return document.ladder.model_dump() | document.ladder.source.model_dump()

    def write(self, document):
        said = {name: self.cleaned_data[name] for name in HeaderForm.base_fields}
        said |= {"url": said["url"] or None}
        of_source = {name: said.pop(name) for name in ["attribution", "licence", "url"]}
        del said["revision"]
        source = document.ladder.source.model_copy(update=of_source)
        return header.change(document, source=source, **said)


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


class TrackForm(PartForm):
    """Its positions have pages of their own."""

    name = name_field()
    kind = forms.ChoiceField(label="For", choices=KINDS)
    summary = text_field("What it is, in a sentence")

    def parts(self, document):
        track = find(document.tracks, *self.where)
        return [track.model_copy(update={"levels": ()})]

    def read(self, document):
        return find(document.tracks, *self.where).model_dump()

    def write(self, document):
        said = {name: self.cleaned_data[name] for name in ["name", "kind", "summary"]}
        return tracks.change(document, *self.where, **said)


class AreaForm(PartForm):
    name = name_field()
    summary = text_field("What it is, in a sentence")

    def parts(self, document):
        area = find(document.areas, *self.where)
        return [area.model_copy(update={"competencies": ()})]

    def read(self, document):
        return find(document.areas, *self.where).model_dump()

    def write(self, document):
        said = {name: self.cleaned_data[name] for name in ["name", "summary"]}
        return areas.change(document, *self.where, **said)


class PositionForm(PartForm):
    """A level on one track. Where competencies are measured in scales, each names the step that the
    position requires."""

    title = OneLineField(required=False, max_length=200)
    code = OneLineField(required=False, max_length=200)
    summary = text_field("What it is, in a sentence")
    signals = LinesField(label="What shows that the step was made", help_text="One a line.")
    pitfalls = LinesField(label="What commonly holds people back", help_text="One a line.")

    def __init__(self, data=None, *, document, where=()):
        super().__init__(data, document=document, where=where)
        level = find(document.levels, where[1])
        self.fields["title"].widget.attrs["placeholder"] = level.name
        self.fields["code"].widget.attrs["placeholder"] = level.code
        self.targets = []
        position = self.position(document)
        for _, competency in document.competencies():
            if competency.scale and competency.applies_to(where[0]):
                self._ask(competency, position.targets.get(competency.slug))

    def _ask(self, competency, target):
        scale = find(self.document.scales, competency.scale)
        choices = [("", "None"), *((step.slug, step.name) for step in scale.steps)]
        names = [f"{part}:{competency.slug}" for part in ("step", "optional", "note")]
        self.fields |= {
            names[0]: forms.ChoiceField(
                label=competency.name,
                required=False,
                choices=choices,
                initial=target and target.step,
            ),
            names[1]: forms.BooleanField(
                label="Optional",
                required=False,
                initial=bool(target) and target.need == "optional",
            ),
            names[2]: OneLineField(
                label="In its own words",
                required=False,
                max_length=2000,
                initial=target and target.note,
            ),
        }
        self.targets.append((competency, *(self[name] for name in names)))

    @property
    def heading(self):
        track = find(self.document.tracks, self.where[0])
        return f"{self.position(self.document).label}, {track.name}"

    def position(self, document):
        return find(find(document.tracks, self.where[0]).levels, self.where[1])

    def parts(self, document):
        return [self.position(document)]

    def read(self, document):
        position, level = self.position(document), find(document.levels, self.where[1])
        own = {
            "title": "" if position.title == level.name else position.title,
            "code": "" if position.code == level.code else position.code,
        }
        return position.model_dump() | own

    def write(self, document):
        said = {name: self.cleaned_data[name] for name in PositionForm.base_fields}
        del said["revision"]
        there = self.position(document).targets
        asked = {competency.slug for competency, *_ in self.targets}
        targets = {slug: target for slug, target in there.items() if slug not in asked}
        for competency, *_ in self.targets:
            if target := self._target(competency.slug, there.get(competency.slug)):
                targets[competency.slug] = target
        return positions.change(document, *self.where, targets=targets, **said)

    def _target(self, competency, there):
        step, optional, note = (
            self.cleaned_data[f"{part}:{competency}"] for part in ("step", "optional", "note")
        )
        if not step:
            return None
        said = {"step": step, "need": "optional" if optional else "required", "note": note}
        return (there or Target(step=step)).model_copy(update=said)
