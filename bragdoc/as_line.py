"""An entry as the line that would be typed for it, for where there is nothing but text."""

from bragdoc.capture.line import Line, Metric, write_line
from bragdoc.capture.line.writing import Written
from bragdoc.models import Competency

# What an entry has and no line says.
BESIDE = {
    "details": "the details",
    "impact": "what came of it",
    "role": "your role",
    "private_note": "your private note",
    "confidential": "that it is confidential",
    "revisit_on": "when to look again",
}


def as_line(entry):
    """The line that its author would type, and what it leaves out. Load with `for_display`."""
    taggable = {c.slug for c in Competency.objects.taggable_by(entry.author)}
    tags = [competency.slug for competency in entry.competencies.all()]
    text, left_out = write_line(
        Line(
            title=entry.title,
            competencies=tuple(sorted(slug for slug in tags if slug in taggable)),
            project=entry.project.name if entry.project else "",
            people=tuple(sorted((person.name for person in entry.people.all()), key=str.casefold)),
            kind=entry.kind,
            metrics=tuple(
                Metric(*(row[part] for part in ("label", "before", "after", "unit")))
                for row in entry.metrics
            ),
            links=tuple(link["url"] for link in entry.links),
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
        )
    )
    beside = [words for name, words in BESIDE.items() if getattr(entry, name)]
    if any(row["lower_is_better"] is not None for row in entry.metrics):
        beside.append("whether a number is better when it is lower")
    if any(link["label"] for link in entry.links):
        beside.append("the names of the links")
    if entry.expectations.all():
        beside.append("the sentences it shows")
    beside += [f"{slug}, which your ladder does not have" for slug in tags if slug not in taggable]
    return Written(text, (*left_out, *beside))
