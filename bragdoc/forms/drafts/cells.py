"""The forms over what a competency states at one place: its sentences, and what holds for all."""

from dataclasses import dataclass

from django import forms
from django.forms.formsets import formset_factory

from bragdoc.forms.drafts.many import ManySelect, ManyTicks
from bragdoc.forms.drafts.parts import SUMMARY_LIMIT, LinesField, text_field
from bragdoc.forms.text import WrittenField
from bragdoc.ladders.document import Cell, Competency, LadderDocument
from bragdoc.ladders.editing import cells
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
