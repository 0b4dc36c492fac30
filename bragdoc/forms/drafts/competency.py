"""The form over one competency: what it is, and all that it states."""

from itertools import groupby

from django import forms

from bragdoc.forms.drafts.cells import CellForm, places_of, tracks_of
from bragdoc.forms.drafts.parts import PartForm, name_field, text_field
from bragdoc.forms.entries import in_words
from bragdoc.ladders.document import Cell, Competency, Expectation
from bragdoc.ladders.editing import cells, competencies, expectations


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
