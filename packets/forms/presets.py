"""The forms of presets: one edited part by part, one brought as text, one chosen for a packet."""

from django import forms
from django.utils.text import slugify
from pydantic import ValidationError

from bragdoc.ladders.faults import LadderError
from bragdoc.numbers import whole_number
from packets.models.parts import free_key
from packets.presets.document import KINDS, MOST_PARTS, WINS_STAND_IN, PresetDocument
from packets.presets.reading import read_preset

UNITS = {"words": "words", "characters": "characters", "pages": "pages", "wins": "wins"}
MADE_FOR_YOU = ("coverage",)
"""Parts that nobody writes: without guidance and budget."""

LARGEST = 100_000


class _BudgetForm(forms.Form):
    """A form with a budget in it: unit, least and most. Without a most there is none."""

    most = forms.IntegerField(label="At most", required=False, min_value=1, max_value=LARGEST)
    least = forms.IntegerField(label="At least", required=False, min_value=0, max_value=LARGEST)
    unit = forms.ChoiceField(label="Counted in", choices=UNITS.items(), required=False)

    def clean(self):
        super().clean()
        most, least = self.cleaned_data.get("most"), self.cleaned_data.get("least")
        if least and not most and "most" not in self.errors:
            self.add_error("most", "Say also how much it may be at most.")
        elif most and least and least > most:
            self.add_error("least", "This asks for more than it allows.")
        return self.cleaned_data

    def budget(self):
        data = self.cleaned_data
        if not data.get("most"):
            return None
        unit, least = data.get("unit") or "words", data.get("least") or 0
        return {"unit": unit, "most": data["most"], "least": least}


def budget_values(budget):
    return (
        {"unit": budget.unit, "most": budget.most, "least": budget.least or None} if budget else {}
    )


class PartForm(_BudgetForm):
    """A part of a preset. What it is stays; what it is called and asks for can change."""

    kind = forms.ChoiceField(choices=KINDS.items(), widget=forms.HiddenInput)
    key = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(max_length=200)
    guidance = forms.CharField(
        label="What belongs there",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"class": "written", "rows": 3}),
    )
    field_order = ["kind", "key", "title", "guidance", "most", "least", "unit"]

    def __init__(self, data=None, *, place, kind, **kwargs):
        super().__init__(data, prefix=f"part-{place}", **kwargs)
        self.place, self.said = place, KINDS.get(kind, "")
        if kind != "section":
            del self.fields["title"]
        if kind not in WINS_STAND_IN:
            self.fields["unit"].choices = [unit for unit in UNITS.items() if unit[0] != "wins"]
        if kind in MADE_FOR_YOU:
            for name in ("guidance", "most", "least", "unit"):
                del self.fields[name]

    @property
    def name(self):
        return self["title"].value() if "title" in self.fields else self.said

    def values(self):
        fields = ("kind", "key", "title", "guidance")
        values = {name: self.cleaned_data[name] for name in fields if name in self.cleaned_data}
        return values | {"budget": self.budget()}


class PresetForm(_BudgetForm):
    """A preset with all its parts, and what is to be done to one of them: `act` is "up 2",
    "down 2", "out 2" or "add". Raises nothing: what disagrees is an error of the form."""

    name = forms.CharField(max_length=120)
    purpose = forms.CharField(
        label="When to take it",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"class": "written", "rows": 2}),
    )
    layout = forms.ChoiceField(
        choices=[
            ("booklet", "A booklet: cover, contents, appendix of dated wins"),
            ("sheet", "A sheet: the head on the first page, and nothing around the text"),
        ],
        widget=forms.RadioSelect,
    )
    evidence = forms.ChoiceField(
        label="Wins are told",
        choices=[("whole", "With their details"), ("brief", "By title, figures and why")],
        widget=forms.RadioSelect,
    )
    claim_words = forms.IntegerField(
        label="Words of a claim", required=False, min_value=1, max_value=LARGEST
    )
    why_words = forms.IntegerField(
        label="Words of a why", required=False, min_value=1, max_value=LARGEST
    )
    answer_words = forms.IntegerField(
        label="Words of an answer", required=False, min_value=1, max_value=LARGEST
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    add = forms.ChoiceField(label="Another part", required=False)
    add_title = forms.CharField(label="Its title", required=False, max_length=200)

    def __init__(self, data=None, *, document, revision):
        initial = document.model_dump() | budget_values(document.budget) | {"revision": revision}
        super().__init__(data, initial=initial)
        self.document = document
        self.parts = list(self._parts(data) if data is not None else self._kept_parts())
        kinds = {part.kind for part in document.parts}
        self.fields["add"].choices = [
            (kind, label) for kind, label in KINDS.items() if kind == "section" or kind not in kinds
        ]

    def _kept_parts(self):
        for place, part in enumerate(self.document.parts):
            initial = part.model_dump() | budget_values(part.budget)
            yield PartForm(place=place, kind=part.kind, initial=initial)

    def _parts(self, data):
        count = min(whole_number(data.get("parts", "")) or 0, MOST_PARTS)
        for place in range(count):
            yield PartForm(data, place=place, kind=data.get(f"part-{place}-kind", ""))

    def is_valid(self):
        parts = [part.is_valid() for part in self.parts]  # each, so that all errors are shown
        return super().is_valid() and all(parts)

    def clean(self):
        super().clean()
        if self.errors or any(part.errors for part in self.parts):
            return self.cleaned_data
        try:
            self.edited = PresetDocument.model_validate(self._values())
        except ValidationError as error:
            self.add_error(None, str(error.errors()[0]["msg"]).removeprefix("Value error, "))
        return self.cleaned_data

    def _values(self):
        data = self.cleaned_data
        kept = self.document.model_dump(include={"slug", "language", "source"})
        names = ("name", "purpose", "layout", "evidence")
        words = {name: data[name] for name in ("claim_words", "why_words", "answer_words")}
        parts = self._acted([part.values() for part in self.parts])
        texts = {name: data[name] for name in names}
        return kept | texts | words | {"budget": self.budget(), "parts": parts}

    def _acted(self, parts):
        """The parts after what the button asks for."""
        act, _, place = self.data.get("act", "").partition(" ")
        number = whole_number(place)
        if act == "add" and self.cleaned_data.get("add"):
            return [*parts, self._added(parts)]
        if number is None or number >= len(parts):
            return parts
        if act == "out":
            return [*parts[:number], *parts[number + 1 :]]
        other = number + {"up": -1, "down": 1}.get(act, 0)
        if 0 <= other < len(parts):
            parts[number], parts[other] = parts[other], parts[number]
        return parts

    def _added(self, parts):
        kind = self.cleaned_data["add"]
        if kind != "section":
            return {"kind": kind}
        title = self.cleaned_data["add_title"] or "A new section"
        wanted = slugify(title.replace("_", " "))[:50].strip("-") or "section"
        taken = {part.get("key") for part in parts}
        return {"kind": kind, "key": free_key(wanted, taken), "title": title}

    @property
    def removes(self):
        return self.data.get("act", "").startswith("out ")


class PresetTextForm(forms.Form):
    """A preset as text, or as a file, in YAML."""

    key = forms.CharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-idempotency-key": ""}),
    )
    file = forms.FileField(required=False, label="A file")
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=200_000,
        label="Or its text",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "source"}),
    )

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        file = self.cleaned_data.get("file")
        data = file.read() if file else self.cleaned_data["text"].encode()
        try:
            self.document = read_preset(data)
        except LadderError as error:
            for problem in error.problems:
                self.add_error("file" if file else "text", f"{problem}.")
        return self.cleaned_data


class PresetRadio(forms.RadioSelect):
    """Radio buttons that know the preset they stand for."""

    def create_option(self, name, value, *arguments, **attributes):
        option = super().create_option(name, value, *arguments, **attributes)
        return option | {"choice": self.documents.get(value)}


def preset_field(choices):
    """A field that says which preset of these is chosen, by its name."""
    documents = {choice.name: choice.document for choice in choices}
    field = forms.ChoiceField(
        label="Preset",
        choices=[(name, document.name) for name, document in documents.items()],
        widget=PresetRadio,
    )
    field.widget.documents = documents
    return field


class PresetChoiceForm(forms.Form):
    """Which preset a packet follows from now on."""

    def __init__(self, data=None, *, choices, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["preset"] = preset_field(choices)

    @property
    def chosen(self):
        return self.fields["preset"].widget.documents[self.cleaned_data["preset"]]
