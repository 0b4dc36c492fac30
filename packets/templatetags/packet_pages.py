"""What the pages of the builder and the review say in one word."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django import template

from bragdoc.coverage import Month
from bragdoc.markdown import render_markdown
from packets.document import CoverageRow, PacketDocument

register = template.Library()

register.filter("markdown", render_markdown)

SAYS = {
    "evidence": "At least one win is placed against the sentence.",
    "none": "The ladder asks it and nothing is placed.",
    "carried": "Competencies in which nothing new is asked.",
    "not-stated": "The ladder has no sentence for this level.",
    "not-applicable": "With the reason given under gaps.",
}


class Tally(NamedTuple):
    kind: str
    sentences: int
    says: str


@register.filter
def by_kind(rows: tuple[CoverageRow, ...]) -> list[Tally]:
    """How many sentences are of each kind, in a fixed order, without kinds that do not occur."""
    counts: Counter[str] = Counter(row.kind for row in rows)
    return [Tally(kind, counts[kind], says) for kind, says in SAYS.items() if counts[kind]]


@register.filter
def months_of(document: PacketDocument, row: CoverageRow) -> list[Month]:
    """Each month of the packet's period, with whether a win placed against the row falls in it."""
    return [
        Month(date.fromisoformat(f"{month}-01"), month in row.months) for month in document.months()
    ]


@register.filter
def at(mapping: dict, key: str):
    """The value of a key that is itself a variable; None where there is none."""
    return mapping.get(key)


@register.filter
def field_of(form, name: str):
    return form[name]
