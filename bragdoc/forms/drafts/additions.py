"""Small forms that add a part to a draft. `to` is the slug of what it is added to."""

from django import forms
from django.http import Http404

from bragdoc.forms.drafts.frame import KINDS
from bragdoc.forms.drafts.parts import LinesField, name_field
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.editing import areas, competencies, levels, positions, scales, steps, tracks
from bragdoc.ladders.editing.edits import NotThere, find


class AdditionForm(forms.Form):
    adds, noun = "", ""  # the kind of what is added, and its name with an article

    def __init__(self, data=None, *, document: LadderDocument, to: str = ""):
        """Raises Http404 where there is nothing of this slug to add to."""
        self.document, self.to = document, to
        try:
            self.prepare()
        except NotThere as unknown:
            raise Http404 from unknown
        self.id = f"new-{self.adds}-{to}".rstrip("-")
        super().__init__(data, auto_id=f"{self.id}-%s", label_suffix="")
        self.offer()

    def prepare(self):
        """Find what it is added to. Raises NotThere."""

    def offer(self):
        """Leave out of the fields what cannot be chosen here."""

    def write(self, document: LadderDocument) -> LadderDocument:
        raise NotImplementedError


class NewLevelForm(AdditionForm):
    adds, noun = "level", "a level"
    name = name_field(label="Another level")
    code = OneLineField(required=False, max_length=200, help_text="Such as E3.")

    def write(self, document):
        return levels.add(document, self.cleaned_data["name"], code=self.cleaned_data["code"])


class NewTrackForm(AdditionForm):
    adds, noun = "track", "a track"
    name = name_field(label="Another track", help_text="It begins with every level.")
    kind = forms.ChoiceField(label="For", choices=KINDS)

    def write(self, document):
        return tracks.add(document, self.cleaned_data["name"], kind=self.cleaned_data["kind"])


class NewPositionForm(AdditionForm):
    adds, noun = "position", "a level to the track"
    level = forms.ChoiceField()

    def prepare(self):
        self.track = find(self.document.tracks, self.to)

    def offer(self):
        there = {position.level for position in self.track.levels}
        missing = [level for level in self.document.levels if level.slug not in there]
        self.fields["level"].choices = [(level.slug, level.name) for level in missing]

    def write(self, document):
        return positions.add(document, self.to, self.cleaned_data["level"])


class NewAreaForm(AdditionForm):
    adds, noun = "area", "an area"
    name = name_field(label="Another area")

    def write(self, document):
        return areas.add(document, self.cleaned_data["name"])


class NewCompetencyForm(AdditionForm):
    adds, noun = "competency", "a competency"
    name = name_field(label="Another competency")
    scale = forms.ChoiceField(label="Measured in", required=False)

    def prepare(self):
        find(self.document.areas, self.to)

    def offer(self):
        scales = [(scale.slug, scale.name) for scale in self.document.scales]
        self.fields["scale"].choices = [("", "The levels themselves"), *scales]
        if not scales:
            del self.fields["scale"]

    def write(self, document):
        return competencies.add(document, self.to, **self.cleaned_data)


class NewScaleForm(AdditionForm):
    adds, noun = "scale", "a scale"
    name = name_field(label="A scale")
    steps = LinesField(
        help_text="Their names, one a line, the lowest first.",
    )

    def clean_steps(self):
        if not self.cleaned_data["steps"]:
            raise forms.ValidationError("Name one step at least.")
        return self.cleaned_data["steps"]

    def write(self, document):
        return scales.add(document, self.cleaned_data["name"], self.cleaned_data["steps"])


class NewStepForm(AdditionForm):
    adds, noun = "step", "a step"
    name = name_field(label="Another step")
    points = forms.DecimalField(min_value=0, max_digits=9, decimal_places=4)

    def prepare(self):
        self.scale = find(self.document.scales, self.to)

    def offer(self):
        if self.scale.steps[0].points is None:
            del self.fields["points"]

    def write(self, document):
        return steps.add(document, self.to, **self.cleaned_data)


ADDITIONS = {
    form.adds: form
    for form in (
        NewLevelForm,
        NewTrackForm,
        NewPositionForm,
        NewAreaForm,
        NewCompetencyForm,
        NewScaleForm,
        NewStepForm,
    )
}
