"""The filters of the log, as they stand in its address."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from bragdoc.forms.spans import FIRST_DAY, LAST_DAY, DayField
from bragdoc.models import Competency, Entry, Expectation, Person, Project
from bragdoc.search.parts import parts_of


class LogFilterForm(forms.Form):
    """All of them combine. One that cannot be read is left aside, and its field says so."""

    q = forms.CharField(
        label="Words", required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    competency = forms.CharField(required=False, max_length=80, widget=forms.Select)
    # "competency/expectation". It comes by links, as there are too many to choose from in a list.
    expectation = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    sentence = forms.ChoiceField(
        label="Sentences", required=False, choices=[("", "Any"), ("none", "Tagged with none")]
    )
    project = forms.CharField(required=False, max_length=80, widget=forms.Select)
    person = forms.CharField(label="With", required=False, max_length=80, widget=forms.Select)
    kind = forms.ChoiceField(required=False, choices=[("", "Any"), *Entry.Kind.choices])
    role = forms.ChoiceField(required=False, choices=[("", "Any"), *Entry.Role.choices])
    missing = forms.ChoiceField(
        label="Still needs",
        required=False,
        choices=[
            ("", "Any"),
            ("competency", "A competency"),
            ("metric", "A number"),
            ("outcome", "An outcome"),
        ],
    )

    # The others are behind "More".
    FIRST: tuple[str, ...] = ("q", "competency", "project", "person", "kind")

    def __init__(self, data, *, author):
        super().__init__(data)
        # `from` cannot be the name of an attribute.
        self.fields["from"] = DayField(required=False)
        self.fields["to"] = DayField(required=False)
        self.offer("competency", Competency.objects.taggable_by(author).by_name())
        self.offer("project", Project.objects.visible_to(author).offered())
        self.offer("person", Person.objects.visible_to(author).offered())
        self.is_valid()
        self.author = author

    @classmethod
    def of_query(cls, query, *, author):
        """The filters that an address said after its question mark, however that was written."""
        return cls(QueryDict(query.encode("utf-8", "replace")), author=author)

    def query(self, *, without=""):
        """What says these filters in an address, in the order of the fields; "" for none."""
        asked = self.asked()
        asked.pop(without, None)
        return urlencode(asked)

    def asked(self):
        """What every filter says that says something, by its name."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query_beside_sentence(self):
        return self.query(without="expectation")

    def first_fields(self):
        return [self[name] for name in self.FIRST]

    def more_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    @property
    def asks_for_more(self):
        """Whether one of the fields behind "More" says something."""
        return any(field.value() for field in self.more_fields())

    def searched(self):
        """The parts of the words that are looked for."""
        return parts_of(self.cleaned_data.get("q", ""))

    def asked_sentence(self):
        """The words of the sentence that is asked for, or else its key; "" where none is."""
        key = self.cleaned_data.get("expectation", "")
        known = key and Expectation.objects.known_to(self.author).of_key(key).first()
        return known.text if known else key

    def offer(self, name, rows):
        """Let one choose from these; what the address says can be chosen whatever it is."""
        choices = dict(rows.values_list("slug", "name"))
        asked = self.data.get(name)
        if asked:
            choices.setdefault(asked, asked)
        self.fields[name].widget.choices = [("", "Any"), *choices.items()]

    @property
    def is_narrowing(self):
        return bool(self.asked())

    def narrow(self, entries):
        """The entries that every filter lets through."""
        asked = self.asked()
        if "q" in asked:
            entries = entries.matching(asked["q"], self.author)
        if "competency" in asked:
            entries = entries.tagged(asked["competency"])
        if "expectation" in asked:
            entries = entries.showing(asked["expectation"])
        if "sentence" in asked:
            entries = entries.without_sentence(asked.get("competency", ""))
        if "project" in asked:
            entries = entries.of_project(asked["project"])
        if "person" in asked:
            entries = entries.with_person(asked["person"])
        if "kind" in asked:
            entries = entries.of_kind(asked["kind"])
        if "role" in asked:
            entries = entries.of_role(asked["role"])
        if "from" in asked or "to" in asked:
            entries = entries.in_period(asked.get("from", FIRST_DAY), asked.get("to", LAST_DAY))
        match asked.get("missing"):
            case "competency":
                return entries.without_competency()
            case "metric":
                return entries.without_metric()
            case "outcome":
                return entries.without_outcome()
        return entries
