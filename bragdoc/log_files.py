"""The log as a file: every win that is asked for, read from the database in bounded pieces.

The Markdown is a brag document: one item a win, dated, with everything else below it. Bragdoc reads
it back as the same wins. The CSV is guarded against spreadsheets that run what they open.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bragdoc.cells import guarded

CHUNK = 500  # wins read at a time

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&!])")


def in_chunks(entries) -> Iterator:
    """The newest first, with all that is shown of them: four queries for each `CHUNK`."""
    newest = entries.newest_first().for_display()
    found = list(newest[:CHUNK])
    while found:
        yield from found
        if len(found) < CHUNK:
            return
        found = list(newest.before(found[-1].starts_on, found[-1].pk)[:CHUNK])


# Markdown ---------------------------------------------------------------------------------------


def markdown(entries: Iterable, *, private: bool) -> Iterator[str]:
    """Pieces of a document. Without `private` it has no private note."""
    yield "# Wins\n"
    month = None
    for entry in entries:
        if month != (month := entry.starts_on.replace(day=1)):
            yield f"\n## {month:%B %Y}\n"
        yield f"\n- {_days(entry)}: {_MARKS.sub(r'\\\1', entry.title)}\n"
        for paragraph in _below(entry, private=private):
            yield "\n" + "".join(f"  {line}\n" if line else "\n" for line in paragraph.split("\n"))


def _days(entry) -> str:
    return f"{entry.starts_on}" + (f" to {entry.ends_on}" if entry.lasts else "")


def _below(entry, *, private: bool) -> Iterator[str]:
    """The paragraphs below the title of a win."""
    facts = [
        entry.get_kind_display(),
        entry.get_role_display(),
        *sorted(f"#{competency.slug}" for competency in entry.competencies.all()),
        entry.project and f"~{entry.project.slug}",
        *sorted(f"@{person.slug}" for person in entry.people.all()),
        "confidential" if entry.confidential else "",
    ]
    if said := ", ".join(filter(None, facts)):
        yield said
    if entry.metrics:
        yield "\n".join(f"Number: {_MARKS.sub(r'\\\1', in_figures(m))}  " for m in entry.metrics)
    for head, text in (
        ("Details", entry.details),
        ("Impact", entry.impact),
        ("Private note", entry.private_note if private else ""),
    ):
        if text.strip():
            # Quoted, so that a heading or a list in it stays a part of this win.
            quoted = "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())
            yield f"{head}:\n\n{quoted}"
    if entry.links:
        yield "\n".join(f"Link: <{link['url']}>  " for link in entry.links)


def in_figures(metric: dict) -> str:
    """A number as one reads it: "p99 800 → 200 ms"."""
    change = " → ".join(filter(None, (metric.get("before"), metric.get("after"))))
    return " ".join(filter(None, (metric.get("label"), change, metric.get("unit"))))


# CSV --------------------------------------------------------------------------------------------


class Column(NamedTuple):
    head: str
    value: Callable[..., str]
    is_private: bool = False


COLUMNS = (
    Column("From", lambda entry: entry.starts_on.isoformat()),
    Column("To", lambda entry: entry.ends_on.isoformat()),
    Column("Title", lambda entry: entry.title),
    Column("Kind", lambda entry: entry.get_kind_display()),
    Column("Role", lambda entry: entry.get_role_display()),
    Column("Project", lambda entry: entry.project.name if entry.project else ""),
    Column("People", lambda entry: _names(entry.people.all())),
    Column("Competencies", lambda entry: _names(entry.competencies.all())),
    Column("Sentences", lambda entry: _names(entry.expectations.all())),
    Column("Details", lambda entry: entry.details),
    Column("Impact", lambda entry: entry.impact),
    Column("Numbers", lambda entry: _lines(map(in_figures, entry.metrics))),
    Column("Links", lambda entry: _lines(link["url"] for link in entry.links)),
    Column("Confidential", lambda entry: "yes" if entry.confidential else "no"),
    Column("Private note", lambda entry: entry.private_note, is_private=True),
)


def _lines(values: Iterable) -> str:
    return "\n".join(map(str, values))


def _names(rows: Iterable) -> str:
    return _lines(sorted(map(str, rows)))


class _Line:
    """What a csv.writer writes to: it hands each row on."""

    def write(self, text: str) -> str:
        return text


def table(entries: Iterable, *, private: bool) -> Iterator[str]:
    """Rows of CSV, with the byte order mark by which spreadsheets know UTF-8. Several names in one
    cell stand in lines."""
    columns = [column for column in COLUMNS if private or not column.is_private]
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(column.head for column in columns)
    for entry in entries:
        yield writer.writerow(guarded(column.value(entry)) for column in columns)


class LogFile(NamedTuple):
    name: str
    media_type: str
    pieces: Callable[..., Iterator[str]]


FORMS = {
    "markdown": LogFile("wins.md", "text/markdown; charset=utf-8", markdown),
    "csv": LogFile("wins.csv", "text/csv; charset=utf-8", table),
}
