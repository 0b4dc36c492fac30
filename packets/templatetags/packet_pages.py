"""What the pages of the builder and the review say in one word."""

from collections import Counter
from typing import NamedTuple

from django import template
from django.urls import reverse

from bragdoc.coverage.pieces import competency_rows
from bragdoc.markdown import render_markdown
from packets.coverage import covered
from packets.document import CoverageRow, PacketDocument

register = template.Library()

register.filter("markdown", render_markdown)

SAYS = {
    "evidence": "At least one win is placed against the sentence.",
    "none": "The ladder asks it and nothing is placed.",
    "carried": "Competencies in which nothing new is asked.",
    "not-stated": "The ladder has no sentence for this level.",
    "not-applicable": "With the reason given.",
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


@register.inclusion_tag("packets/_coverage.html")
def coverage_of(document: PacketDocument, packet, where: str):
    """The table of what the goal asks, as the pages of coverage show it. `where` says what a count
    leads to: the sections of this "page", or those of the "builder"."""

    def address(key):
        in_builder = where == "builder"
        return reverse("packet-section", args=[packet.pk, key]) if in_builder else f"#section-{key}"

    found = covered(document, address)
    return {"covered": found, "rows": competency_rows(found)}


@register.filter
def at(mapping: dict, key: str):
    """The value of a key that is itself a variable; None where there is none."""
    return mapping.get(key)


@register.inclusion_tag("packets/_glance.html", takes_context=True)
def as_it_prints(context, glance: dict):
    """The part that is being written as the print has it, with nothing of the page around it."""
    return glance | {"request": context["request"]}
