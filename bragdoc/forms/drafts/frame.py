"""Forms over what a ladder says of itself, of a track and of an area."""

from django import forms

from bragdoc.forms.drafts.parts import PartForm, name_field, text_field
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.editing import areas, header, tracks
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
