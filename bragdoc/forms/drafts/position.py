"""The form over one level of one track."""

from django import forms

from bragdoc.forms.drafts.parts import LinesField, PartForm, text_field
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.document import Target
from bragdoc.ladders.editing import positions
from bragdoc.ladders.editing.edits import find


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

    @property
    def criteria(self):
        return self.position(self.document).criteria

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
