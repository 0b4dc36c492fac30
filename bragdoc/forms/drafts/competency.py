"""The form over one competency: what it is, and every sentence of every cell."""

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.forms.formsets import formset_factory

from bragdoc.forms.drafts.many import ManySelect, ManyTicks
from bragdoc.forms.drafts.parts import (
    SUMMARY_LIMIT,
    LinesField,
    PartForm,
    name_field,
    text_field,
)
from bragdoc.forms.entries import in_words
from bragdoc.forms.text import WrittenField
from bragdoc.ladders.document import Cell, Competency, Expectation, LadderDocument
from bragdoc.ladders.editing import cells, competencies, expectations
from bragdoc.ladders.editing.edits import find

STATES = [
    ("", "What is written here"),
    ("not-applicable", "That nothing applies"),
    ("not-defined", "That it is not defined"),
]
SAME = "same:"


@dataclass(frozen=True)
class Place:
    """Where a cell stands. `track` is "" for text that holds for every track; `applies` is False
    where the competency is for other tracks, so that nobody reads what stands there."""

    key: str
    step: str
    step_name: str
    track: str
    applies: bool

    @property
    def label(self):
        return f"{self.step_name}, {self.track}" if self.track else self.step_name


def places_of(document: LadderDocument, competency: Competency) -> dict[str, Place]:
    """Every cell that the competency may have, by its key."""
    scale = competency.scale
    steps = find(document.scales, scale).steps if scale else document.levels
    names = {step.slug: step.name for step in steps}
    of_track = {track.slug: track.name for track in document.tracks}
    places = {}
    for key in cells.keys_of(document, competency):
        track, _, step = key.rpartition("/")
        applies = not track or competency.applies_to(track)
        places[key] = Place(key, step, names[step], of_track.get(track, ""), applies)
    return places


def tracks_of(there, ticked, offered):
    """The tracks that are ticked of those offered; as they stand there if nobody changed a tick."""
    return there if set(ticked) == {*there} & {*offered} else tuple(ticked)


class SentenceForm(forms.Form):
    """An expectation. Without a slug it is a new one."""

    slug = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    text = WrittenField(
        label="What is expected",
        max_length=SUMMARY_LIMIT,
        widget=forms.Textarea(
            attrs={"rows": 1, "class": "written", "placeholder": "Another expectation"}
        ),
        error_messages={"required": "Write what is expected here, or remove the sentence."},
    )
    examples = LinesField(help_text="One a line.")
    optional = forms.BooleanField(required=False, label="Optional")
    tracks = forms.MultipleChoiceField(
        required=False, widget=ManyTicks, help_text="None means all of them."
    )
    at = forms.ChoiceField(label="Stands at", widget=ManySelect)

    def __init__(self, *args, places, tracks, key, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        near = [place for place in places.values() if place.track in ("", places[key].track)]
        self.fields["at"].choices = [(place.key, place.label) for place in near]
        self.fields["at"].initial = key
        if len(tracks) > 1:
            self.fields["tracks"].choices = [(track.slug, track.name) for track in tracks]
        else:
            del self.fields["tracks"]

    @property
    def says(self):
        """The part of an expectation that the form shows."""
        return {
            "text": self.cleaned_data["text"],
            "examples": self.cleaned_data["examples"],
            "need": "optional" if self.cleaned_data["optional"] else "required",
        } | ({"tracks": self.cleaned_data["tracks"]} if "tracks" in self.fields else {})


SentenceFormSet = formset_factory(SentenceForm, extra=1)


class CellForm(forms.Form):
    states = forms.ChoiceField(label="States", required=False, widget=ManySelect)
    summary = text_field("Lead-in", help_text="With no sentence below it, it is the sentence.")
    examples = LinesField(help_text="Of all that stands here. One a line.")

    def __init__(self, data=None, *, place, competency, places, tracks):
        self.place, self.there = place, competency.expect.get(place.key, Cell())
        cell = self.there
        initial = {
            "states": f"{SAME}{cell.same_as}" if cell.same_as else cell.status,
            "summary": cell.summary,
            "examples": cell.examples,
        }
        prefix = f"cell:{place.key}"
        super().__init__(data, prefix=prefix, initial=initial, label_suffix="")
        others = [other for key, other in places.items() if key in competency.expect]
        self.fields["states"].choices = [
            *STATES,
            *((f"{SAME}{o.key}", f"The same as {o.label}") for o in others if o != place),
        ]
        self.rows = SentenceFormSet(
            data,
            prefix=prefix,
            initial=[
                item.model_dump() | {"optional": item.need == "optional", "at": place.key}
                for item in cell.items
            ],
            form_kwargs={"places": places, "tracks": tracks, "key": place.key},
        )

    def is_valid(self):
        if not all([super().is_valid(), self.rows.is_valid()]):
            return False
        silent = self.cleaned_data["states"] in ("not-applicable", "not-defined")
        if silent and (self.written() or self.cleaned_data["examples"]):
            sentence = f"{self.place.label} states that nothing applies, and something is written."
            self.add_error("states", f"{sentence} Change one of the two.")
        return not self.errors

    def written(self):
        """The rows that say something, or are there already."""
        known = {item.slug for item in self.there.items}
        return [
            row
            for row in self.rows
            if row.cleaned_data.get("text") or row.cleaned_data.get("slug") in known
        ]

    def says(self):
        states = self.cleaned_data["states"]
        is_same = states.startswith(SAME)
        return {
            "status": "" if is_same else states,
            "same_as": states.removeprefix(SAME) if is_same else "",
            "summary": self.cleaned_data["summary"],
            "examples": self.cleaned_data["examples"],
        }


class CompetencyForm(PartForm):
    """`where` is the competency, and after it the keys of cells to show beside those there are."""

    name = name_field()
    summary = text_field("What it is, in a sentence")
    area = forms.ChoiceField()
    weight = forms.DecimalField(min_value=0, max_digits=9, decimal_places=4)
    scale = forms.ChoiceField(label="Measured in", required=False)
    tracks = forms.MultipleChoiceField(
        label="For",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None means all of them.",
    )

    def __init__(self, data=None, *, document, where):
        super().__init__(data, document=document, where=where[:1])
        _, self.competency = competencies.locate(document, where[0])
        self._choose(document)
        places = places_of(document, self.competency)
        shown = {*self.competency.expect, *where[1:], *(data.getlist("cell") if data else ())}
        there = [place for place in places.values() if place.applies]
        self.cells = [
            CellForm(
                data,
                place=place,
                competency=self.competency,
                places=places,
                tracks=[t for t in document.tracks if self.competency.applies_to(t.slug)],
            )
            for place in there
            if not place.track or place.key in shown
        ]
        self.unshown = [place for place in there if place.track and place.key not in shown]
        self.act = self._act((data or {}).get("act", ""))

    def _choose(self, document):
        self.fields["area"].choices = [(area.slug, area.name) for area in document.areas]
        scales = [(scale.slug, scale.name) for scale in document.scales]
        self.fields["scale"].choices = [("", "The levels themselves"), *scales]
        self.fields["tracks"].choices = [(track.slug, track.name) for track in document.tracks]
        if len(document.tracks) < 2:
            del self.fields["tracks"]
        if not scales:
            del self.fields["scale"], self.fields["weight"]
        elif self.competency.expect:
            self.fields["scale"].disabled = True
            self.fields["scale"].help_text = "It can be changed while nothing is written below."

    def _act(self, asked):
        """(what a button does, the cell, the row) or Nones."""
        verb, _, prefix = asked.partition(" ")
        for cell in self.cells:
            for row in cell.rows if verb in ("up", "down", "remove") else ():
                if row.prefix == prefix:
                    if verb == "remove":
                        row.fields["text"].required = False
                    else:
                        self.anchor = f"#{row['text'].id_for_label}"
                    return verb, cell, row
        return None, None, None

    def steps(self):
        """(name of a step, its cells), lowest first."""
        return [
            (cells_of[0].place, cells_of)
            for _, group in groupby(self.cells, lambda cell: cell.place.step)
            if (cells_of := list(group))
        ]

    def is_valid(self):
        return all([super().is_valid(), *[cell.is_valid() for cell in self.cells]])

    def parts(self, document):
        area, competency = competencies.locate(document, self.where[0])
        return [area.slug, competency]

    def read(self, document):
        area, competency = competencies.locate(document, self.where[0])
        return competency.model_dump() | {"area": area.slug}

    def write(self, document):
        slug, cleaned = self.where[0], self.cleaned_data
        said = {name: cleaned[name] for name in cleaned if name not in ("revision", "area")}
        if "tracks" in said:
            offered = [track.slug for track in self.document.tracks]
            said["tracks"] = tracks_of(self.competency.tracks, said["tracks"], offered)
        document = competencies.change(document, slug, **said)
        document = competencies.move_to(document, slug, cleaned["area"])
        there = document.competency(slug)
        document = cells.change(document, slug, self._changes(there))
        return self._do(document)

    def _changes(self, there: Competency):
        known = {item.slug: item for cell in there.expect.values() for item in cell.items}
        says = {cell.place.key: cell.says() | {"items": ()} for cell in self.cells}
        for cell in self.cells:
            for row in cell.written():
                item = known.get(row.cleaned_data["slug"]) or Expectation.model_construct(
                    slug="", text=""
                )
                said = row.says | ({} if row.cleaned_data["text"] else {"text": item.text})
                if "tracks" in said:
                    offered = [slug for slug, _ in row.fields["tracks"].choices]
                    said["tracks"] = tracks_of(item.tracks, said["tracks"], offered)
                fields = says.setdefault(row.cleaned_data["at"], {"items": ()})
                fields["items"] += (item.model_copy(update=said),)
        changes = {}
        for key, fields in says.items():
            cell = there.expect.get(key, Cell())
            if cell.model_copy(update=fields) != cell:
                changes[key] = fields
        return changes

    def _do(self, document):
        verb, cell, asked = self.act
        if verb is None or asked.cleaned_data.get("at") != cell.place.key:
            return document
        rows = [row for row in cell.written() if row.cleaned_data["at"] == cell.place.key]
        if asked not in rows:
            return document
        slug, key = self.where[0], cell.place.key
        item = document.competency(slug).expect[key].items[rows.index(asked)]
        if verb == "remove":
            return expectations.remove(document, slug, item.slug)
        return expectations.move(document, slug, item.slug, up=verb == "up")

    def compared(self):
        yield from super().compared()
        for cell in self.cells:
            for field in cell.visible_fields():
                yield f"{cell.place.label}, {field.label}", in_words(field.value())
            said = [in_words(row["text"].value()) for row in cell.rows]
            yield f"{cell.place.label}, what is expected", "\n".join(filter(None, said))
