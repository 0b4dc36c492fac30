"""How a sheet is read: what a person makes of the guess about it.

The fixed questions are fields. What there are as many of as the sheet has columns, rows and levels
is read from what was sent, by name:

    column-3            the role of the fourth column
    rows-7-16           the role of the rows 7 to 16, counted from 1
    from, to, role      the role of a range of rows that is typed
    levels, steps       the names of the levels, and of the steps of each scale, as JSON
    order, steps-0      the number typed beside each level, and beside each step of a scale
    track               beside each level the track it belongs to
    move                "order 2 up": what is third in a list, by one place
    same-name, same-as  a name in the sheet, and the name it is read as
    same                such a pair that a button offers, as JSON
    confirm             a question that was answered by saying yes
    painted             the arrangement and content by which the page showed all this
"""

import json
import re
from itertools import chain

from django import forms
from pydantic import ValidationError

from bragdoc.forms.orders import ordered
from bragdoc.forms.text import OneLineField
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import (
    COLUMN_ROLES,
    ROW_ROLES,
    Arrangement,
    Asked,
    Content,
    Layout,
    Split,
)

ACCUMULATE = (
    ("cumulative", "Also expects what the levels below it state"),
    ("standalone", "States everything it expects"),
)


IN_LAYOUT = ("split", "accumulate", "level", "competency", "name", "version")
MAY_BE_EMPTY = {"level", "competency"}


def is_name(value):
    """Whether it is a text that a database keeps."""
    return isinstance(value, str) and "\0" not in value


def choices(of):
    return [(choice.value, choice.label) for choice in of]


class SheetForm(forms.Form):
    """Bound to what was sent, or showing how a sheet is read by now."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    chosen = forms.TypedChoiceField(label="Sheet", coerce=int)
    arrangement = forms.ChoiceField(label="Arrangement", choices=choices(Arrangement))
    content = forms.ChoiceField(label="What the cells hold", choices=choices(Content))
    split = forms.ChoiceField(label="How a cell is split", choices=choices(Split), required=False)
    accumulate = forms.ChoiceField(label="Each level", choices=ACCUMULATE)
    level = OneLineField(label=Asked.LEVEL.label, max_length=200, required=False)
    competency = OneLineField(label=Asked.COMPETENCY.label, max_length=200, required=False)
    # Of the draft. They stand at the foot of the page, once there is a ladder to name.
    name = OneLineField(max_length=200, required=False)
    version = OneLineField(max_length=50, required=False)

    def __init__(self, data=None, *, brought):
        self.brought = brought
        self.grid, self.kept = brought.sheet()
        self.sent = self.kept
        super().__init__(
            data,
            label_suffix="",
            initial={
                **{field: getattr(self.kept, field) for field in IN_LAYOUT},
                "arrangement": self.kept.arrangement.value,
                "content": self.kept.content.value,
                "revision": brought.revision,
                "chosen": brought.chosen,
            },
        )
        sheets = [(place, sheet["name"]) for place, sheet in enumerate(brought.sheets)]
        self.fields["chosen"].choices = sheets

    def save(self):
        """Keep the correction. Raises LadderImportConflict when another was kept meanwhile."""
        chosen = self.cleaned_data["chosen"]
        again = "guess" in self.data or chosen != self.brought.chosen
        layout = None if again else self.layout().model_dump(mode="json")
        revision = self.cleaned_data["revision"]
        self.brought.correct(revision=revision, layout=layout, chosen=chosen)

    def reads_otherwise(self):
        """Whether what was sent is another reading than the one that is kept."""
        same_names = {"name": self.kept.name, "version": self.kept.version}
        return self.layout().changed(**same_names) != self.kept

    def clean(self):
        cleaned = super().clean()
        try:
            self.sent = self._sent(cleaned)
        except ValidationError:
            self.add_error(None, "A name has more than 200 characters. Shorten it.")
        return cleaned

    def layout(self) -> Layout:
        """What was sent, over what is kept. A field that was refused stays as it is."""
        self.is_valid()  # which reads it
        return self.sent

    def _sent(self, cleaned):
        kept = self.kept
        wanted = (
            Arrangement(cleaned.get("arrangement", kept.arrangement)),
            Content(cleaned.get("content", kept.content)),
        )
        if wanted != (kept.arrangement, kept.content):
            named = {"name": kept.name, "version": kept.version}
            kept = guess(self.grid, *wanted).changed(**named)
        fields = {
            name: cleaned[name]
            for name in IN_LAYOUT
            if name in self.data and (cleaned.get(name) or name in MAY_BE_EMPTY & cleaned.keys())
        }
        if self.data.get("painted") == "/".join(wanted):  # else these are of another reading
            fields |= {"columns": self._columns(kept), "rows": self._rows(kept)}
        fields |= self._orders() | self._names()
        return kept.changed(**fields, confirmed=self._confirmed(kept, fields))

    def _columns(self, kept):
        allowed = {role.value: role for role in COLUMN_ROLES[kept.arrangement]}
        sent = [self.data.get(f"column-{place}") for place in range(len(kept.columns))]
        return [allowed.get(role, was) for role, was in zip(sent, kept.columns, strict=True)]

    def _rows(self, kept):
        allowed = {role.value: role for role in ROW_ROLES[kept.arrangement]}
        roles = list(kept.rows)
        for first, last, role in self._ranges():
            if role in allowed:
                for place in range(max(first, 1) - 1, min(last, len(roles))):
                    roles[place] = allowed[role]
        return roles

    def _ranges(self):
        """(first, last, role): the runs of the page, then the range that is typed."""
        for name in self.data:
            if found := re.fullmatch(r"rows-(\d{1,5})-(\d{1,5})", name):
                yield int(found[1]), int(found[2]), self.data[name]
        first, last = (self.data.get(end, "") for end in ("from", "to"))
        if re.fullmatch(r"\d{1,5}", first) and re.fullmatch(r"\d{1,5}|", last):
            yield int(first), int(last or first), self.data.get("role")

    def _orders(self):
        """The order of the levels and of the steps, and whose track a level is, where that was
        changed."""
        found = {}
        for levels in self._lists("levels"):
            order = self._ordered("order", levels)
            named = zip(levels, self._texts("track"), strict=False)
            found["tracks"] = {level: track for level, track in named if track}
            if order != levels:
                found["levels"] = order
        scales = self._lists("steps")
        moved = [self._ordered(f"steps-{place}", names) for place, names in enumerate(scales)]
        return found | ({"steps": list(chain(*moved))} if moved != scales else {})

    def _names(self):
        """The names that are read as others. A pair of which one is empty is none."""
        if "same-name" not in self.data:
            return {}
        typed = zip(self._texts("same-name"), self._texts("same-as"), strict=False)
        pairs = [*typed, *(pair for pair in self._lists("same") if len(pair) == 2)]
        return {"same": {name: other for name, other in pairs if name and other}}

    def _texts(self, name):
        """No database keeps a NUL."""
        return [text.replace("\0", "").strip() for text in self.data.getlist(name)]

    def _lists(self, name):
        """The lists of names of a kind. What is none, was not sent by the page, and is passed
        over."""
        try:
            lists = [json.loads(text) for text in self.data.getlist(name)]
        except ValueError:
            return []
        return [names for names in lists if isinstance(names, list) and all(map(is_name, names))]

    def _ordered(self, name, names):
        moved = re.fullmatch(rf"{name} (\d{{1,4}}) (up|down)", self.data.get("move", ""))
        move = (int(moved[1]), -1 if moved[2] == "up" else 1) if moved else None
        return ordered(names, self.data.getlist(name), move)

    def _confirmed(self, kept, fields):
        """The questions that were answered: by saying yes, or by changing what they are about."""
        changed = {
            Asked.LEVELS: "levels" in fields,
            Asked.STEPS: "steps" in fields,
            Asked.SPLIT: fields.get("split", kept.split) != kept.split,
            Asked.LEVEL: bool(fields.get("level")),
            Asked.COMPETENCY: bool(fields.get("competency")),
        }
        said = self.data.getlist("confirm")
        return [a for a in Asked if a in said or changed[a] or a in kept.confirmed]
