"""Everything that an entry has, in one form."""

from typing import NamedTuple

from django import forms
from django.db.models import Q

from bragdoc.forms.rows import LinksField, MetricsField
from bragdoc.forms.spans import DayField, settle_span
from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.models import Competency, Entry, Expectation, Person, Placement, Project
from bragdoc.models.entries import DETAILS_LIMIT, NOTE_LIMIT, TITLE_LIMIT
from bragdoc.models.names import NAME_LIMIT
from bragdoc.tags.sentences import sentences_of

PEOPLE_LIMIT = 40


class Difference(NamedTuple):
    """A field that two edits left different, in words."""

    label: str
    mine: str
    kept: str


class EntryForm(forms.ModelForm):
    title = OneLineField(label="What you did", max_length=TITLE_LIMIT)
    starts_on = DayField(label="From")
    ends_on = DayField(label="To", required=False, help_text="Empty for a single day.")
    project_name = OneLineField(label="Project", required=False, max_length=NAME_LIMIT)
    people_names = OneLineField(
        label="With", required=False, help_text="Names with commas between them."
    )
    details = WrittenField(required=False, max_length=DETAILS_LIMIT, widget=forms.Textarea)
    impact = WrittenField(
        label="What came of it", required=False, max_length=NOTE_LIMIT, widget=forms.Textarea
    )
    metrics = MetricsField(label="Numbers")
    links = LinksField(label="Links")
    private_note = WrittenField(
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea,
        help_text="For you alone. It goes into no packet.",
    )
    revisit_on = DayField(
        label="Look again on", required=False, help_text="To ask what came of it."
    )
    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "The form lost what it was loaded from. Load it again."},
    )

    class Meta:
        model = Entry
        fields = [
            "title",
            "starts_on",
            "ends_on",
            "kind",
            "role",
            "competencies",
            "expectations",
            "details",
            "impact",
            "metrics",
            "links",
            "private_note",
            "confidential",
            "revisit_on",
        ]
        labels = {"expectations": "Sentences"}
        widgets = {"competencies": forms.CheckboxSelectMultiple}
        help_texts = {"confidential": "It stays out of anything shared."}

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, label_suffix="")
        self.placement = Placement.objects.of(instance.author)
        version = self.placement and self.placement.ladder_version
        for name, model in [("competencies", Competency), ("expectations", Expectation)]:
            mine = Q(pk__in=getattr(instance, name).values("pk"))
            stated = Q(pk__in=model.objects.stated_in(version).values("pk"))
            self.fields[name].queryset = model.objects.filter(mine | stated)
        self.fields["competencies"].queryset = self.fields["competencies"].queryset.by_name()
        self.fields["kind"].choices = [("", "Not said"), *Entry.Kind.choices]
        self.fields["role"].choices = [("", "Not said"), *Entry.Role.choices]
        self.fields["project_name"].widget.attrs["list"] = "projects"
        self.fields["people_names"].widget.attrs["list"] = "people"
        self.initial |= {
            "project_name": instance.project.name if instance.project else "",
            "people_names": ", ".join(sorted(person.name for person in instance.people.all())),
            "revision": instance.revision,
        }

    def clean_people_names(self):
        names = [name.strip() for name in self.cleaned_data["people_names"].split(",")]
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > PEOPLE_LIMIT:
            raise forms.ValidationError(f"{PEOPLE_LIMIT} people fit, and there are {len(names)}.")
        for name in names:
            if len(name) > NAME_LIMIT:
                raise forms.ValidationError(
                    f"“{name[:40]}…” has {len(name)} characters; {NAME_LIMIT} fit in a name."
                )
        return names

    def clean(self):
        cleaned = super().clean()
        settle_span(self)
        return cleaned

    def save(self):
        """Keep it over the revision that the form was loaded with. Raises EditConflict."""
        entry, cleaned = self.instance, self.cleaned_data
        owner = entry.author
        project = cleaned["project_name"]
        entry.project = Project.objects.named(owner, project) if project else None
        entry.keep(
            revision=cleaned["revision"],
            competencies=cleaned["competencies"],
            expectations=cleaned["expectations"],
            people=[Person.objects.named(owner, name) for name in cleaned["people_names"]],
        )
        return entry

    def sentences(self):
        """What can be ticked below the competencies that are chosen just now, saved or not."""
        chosen = set(map(str, self["competencies"].value() or []))
        competencies = [c for c in self.fields["competencies"].queryset if str(c.pk) in chosen]
        ticked = set(map(str, self["expectations"].value() or []))
        return sentences_of(self.placement, competencies, ticked)

    def differences(self, kept):
        """Where what was typed differs from the entry as it is kept now."""
        other = EntryForm(instance=kept)
        pairs = [
            (field.label, in_words(field.value()), in_words(other[field.name].value()))
            for field in self.visible_fields()
            if field.name not in ("competencies", "expectations")
        ]
        chosen = ", ".join(c.name for c in self.cleaned_data["competencies"])
        tagged = ", ".join(c.name for c in kept.competencies.by_name())
        pairs.append(("Competencies", chosen, tagged))
        ticked = (
            self.cleaned_data["expectations"]
            .of_competencies(self.cleaned_data["competencies"])
            .in_order()
        )
        shown = kept.expectations.in_order()
        pairs.append(("Sentences", *("\n".join(map(str, rows)) for rows in (ticked, shown))))
        return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def in_words(value):
    """The value of a field as text that can be compared and shown."""
    if isinstance(value, list):
        rows = [" ".join(filter(None, map(str, row.values()))) for row in value]
        return "\n".join(filter(None, rows))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "").replace("\r\n", "\n").strip()
