"""The fields of an entry, as a program sends them, given to the form that people fill in.

So what is valid is said once, in `EntryForm`.
"""

from django.db import transaction
from django.http import QueryDict

from bragdoc.api.problems import invalid, invalid_form
from bragdoc.forms.entries import EntryForm
from bragdoc.models import Entry

NAMES = {"project_name": "project", "people_names": "people"}  # of the form's fields, here
BETTER = {None: "", True: "lower", False: "higher"}
PLAIN = [
    "title",
    "starts_on",
    "ends_on",
    "kind",
    "role",
    "details",
    "impact",
    "private_note",
    "revisit_on",
]


@transaction.atomic
def make_entry(person, fields, key):
    """Keep a new entry. One that was made with this key before is returned as it is now."""
    today = person.today()
    # A row for the tags to hang on: the form fills it, or the transaction takes it back.
    row = {"title": "…", "starts_on": today, "ends_on": today}
    if key:
        entry, made = Entry.objects.get_or_create(author=person, key=key, defaults=row)
    else:
        entry, made = Entry.objects.create(author=person, **row), True
    if made:
        said = {"title": "", "starts_on": today, "ends_on": None} | fields
        change_entry(entry, said, revision=entry.revision)
    return entry


@transaction.atomic
def change_entry(entry, fields, *, revision):
    """Change these fields and leave the others.

    Raises Problem, and EditConflict where `revision` is no longer the entry's.
    """
    form = EntryForm(QueryDict(mutable=True), instance=entry)
    fill(form.data, entry, fields, revision)
    form.data.setlist("competencies", [row.pk for row in competencies(form, entry, fields)])
    form.data.setlist("expectations", [row.pk for row in expectations(form, entry, fields)])
    if not form.is_valid():
        raise invalid_form(form, NAMES)
    if "people" not in fields:
        # As they are: a name with a comma in it would come back as two.
        form.cleaned_data["people_names"] = [person.name for person in entry.people.all()]
    form.save()


def fill(data, entry, fields, revision):
    """Put into the form's data what the entry says of itself, changed by the fields."""
    data["revision"] = str(revision)
    for name in PLAIN:
        data[name] = fields.get(name, getattr(entry, name)) or ""
    if fields.get("confidential", entry.confidential):
        data["confidential"] = "on"
    data["project_name"] = fields.get("project", entry.project.name if entry.project else "") or ""
    data["people_names"] = ",".join(fields.get("people") or [])
    for metric in fields.get("metrics", entry.metrics) or []:
        for part in ("label", "before", "after", "unit"):
            data.appendlist(f"metrics_{part}", metric[part])
        data.appendlist("metrics_better", BETTER[metric["lower_is_better"]])
    for link in fields.get("links", entry.links) or []:
        data.appendlist("links_url", link["url"])
        data.appendlist("links_label", link["label"])


def competencies(form, entry, fields):
    """What it is tagged with then: the keys that were sent, and those of the sentences."""
    tagged = entry.competencies.all()
    if "competencies" not in fields and "expectations" not in fields:
        return tagged
    sent = fields.get("competencies", [competency.slug for competency in tagged]) or []
    of_sentences = [key.partition("/")[0] for key in fields.get("expectations") or []]
    slugs = dict.fromkeys([*sent, *of_sentences])
    return rows_of("competencies", slugs, tagged, form.fields["competencies"].queryset, by_slug)


def expectations(form, entry, fields):
    tagged = entry.expectations.select_related("competency")
    if "expectations" not in fields:
        return tagged
    offered = form.fields["expectations"].queryset.select_related("competency")
    return rows_of("expectations", fields["expectations"] or [], tagged, offered, by_key)


def by_slug(competency):
    return competency.slug


def by_key(expectation):
    return f"{expectation.competency.slug}/{expectation.slug}"


def rows_of(field, keys, tagged, offered, key_of):
    """The rows of these keys. Two ladders may both have one: a tag that is there stays itself."""
    rows = {key_of(row): row for row in offered} | {key_of(row): row for row in tagged}
    unknown = [(f"{field}.{n}", unknown_key(key)) for n, key in enumerate(keys) if key not in rows]
    if unknown:
        raise invalid(*unknown)
    return [rows[key] for key in keys]


def unknown_key(key):
    return f"Your ladder has no “{key[:80]}”."
