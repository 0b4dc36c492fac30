"""The steps that a person claims for the position she aims for."""

from dataclasses import dataclass
from itertools import groupby

from django import forms

from bragdoc.ladders.claims import Claimable, claimable, claimed
from bragdoc.ladders.document import Step


@dataclass(frozen=True)
class Option:
    """A step as it can be chosen; None is no claim. `texts` is what the ladder states there."""

    id: str
    step: Step | None
    texts: tuple[str, ...]
    is_chosen: bool

    @property
    def value(self):
        return self.step.slug if self.step else ""


@dataclass(frozen=True)
class Question:
    """A competency with its steps."""

    field: forms.BoundField
    choice: Claimable
    options: tuple[Option, ...]


class ClaimsForm(forms.Form):
    """A choice for each competency that may be claimed. Kept over the revision it was loaded
    with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, placement):
        self.placement = placement
        document, goal = placement.ladder_version.read(), placement.goal_position()
        self.choices = claimable(document, goal)
        present = claimed(document, goal, placement.claims)
        initial = {name_of(slug): step for slug, step in present.items()}
        super().__init__(data, initial=initial | {"revision": placement.revision})
        for choice in self.choices:
            steps = [(step.slug, step.name) for step in choice.steps]
            self.fields[name_of(choice.competency.slug)] = forms.ChoiceField(
                label=choice.competency.name, choices=[("", "No claim"), *steps], required=False
            )

    def areas(self):
        """(the area, its questions), in the order of the ladder."""
        for area, choices in groupby(self.choices, key=lambda choice: choice.area):
            yield area, [self.question(choice) for choice in choices]

    def question(self, choice):
        field = self[name_of(choice.competency.slug)]
        chosen, track = field.value() or "", self.placement.goal_position().track
        options = (
            Option(
                id=f"{field.id_for_label}_{place}",
                step=step,
                texts=tuple(item.text for _, item in choice.competency.stated_at(step.slug, track))
                if step
                else (),
                is_chosen=chosen == (step.slug if step else ""),
            )
            for place, step in enumerate([None, *choice.steps])
        )
        return Question(field, choice, tuple(options))

    def keep(self):
        """Save. Raises PlacementConflict when the claims were changed elsewhere meanwhile."""
        self.placement.keep_claims(self.claims(), revision=self.cleaned_data["revision"])

    def claims(self):
        """The choices that were made, {competency: step}; "" where none is claimed any more."""
        slugs = [choice.competency.slug for choice in self.choices]
        return {slug: self.cleaned_data[name_of(slug)] for slug in slugs}

    def differences(self, current):
        """(competency, my step, the step kept elsewhere) of each that is not the same."""
        mine = self.claims()
        for choice in self.choices:
            slug = choice.competency.slug
            names = {step.slug: step.name for step in choice.steps}
            kept = current.claims.get(slug, "")
            if names.get(mine[slug]) != names.get(kept):
                yield choice.competency, names.get(mine[slug]), names.get(kept)


def name_of(slug):
    return f"step-{slug}"
