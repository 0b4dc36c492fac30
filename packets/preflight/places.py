"""Where in a packet something stands, and how a person calls that place."""

from dataclasses import dataclass

FIELDS = {
    "ask": "The ask",
    "thesis": "Thesis",
    "summary": "Summary",
    "next": "What is next",
    "claim": "your claim",
    "why": "why it is next-level",
    "title": "its title",
    "details": "its details",
    "impact": "its impact",
    "metrics": "its numbers",
    "answer": "your answer",
}


@dataclass(frozen=True)
class Place:
    """`name` stays the same however the packet is put in order. `part` is the page of the builder:
    "opening", "coverage", "gaps", "conditions" or the key of a section; empty for the packet
    as a whole."""

    name: str
    """At most 200 characters."""

    part: str
    label: str
    field: str = ""
    """A key of FIELDS; empty for a win, a sentence of the ladder or the packet as a whole."""

    entry: int = 0
    """The win that it is about; 0 for none."""

    gap: int = 0
    """Which gap of the document, from 1; 0 for none."""

    condition: int = 0
    """Which condition of the document, from 1; 0 for none."""

    sentence: str = ""
    """The slug of the sentence of the ladder there; empty for none."""


WHOLE = Place("packet", "", "The whole packet")


def of_opening(field: str) -> Place:
    return Place(field, "opening", FIELDS[field], field)


def of_part(part: str, title: str) -> Place:
    """A part as a whole, by its page of the builder."""
    return Place(f"part/{part}"[:200], part, title)


def of_claim(section) -> Place:
    label = f"{section.title or 'Without a title'}, {FIELDS['claim']}"
    return Place(f"section/{section.key}/claim"[:200], section.key, label, "claim")


def of_win(section, evidence) -> Place:
    return Place(f"entry/{evidence.entry}", section.key, evidence.title, entry=evidence.entry)


def of_win_field(section, evidence, field: str, sentence: str = "") -> Place:
    """A text of the win itself is one place wherever the win is placed; why it counts is not.
    `sentence` is what it is placed against there."""
    name = f"entry/{evidence.entry}/{field}"
    if field == "why":
        name = f"section/{section.key}/{name}"
    label = f"{evidence.title}, {FIELDS[field]}"
    return Place(name, section.key, label, field, entry=evidence.entry, sentence=sentence)


def of_gap(number: int, gap) -> Place:
    return Place(
        f"gap/{gap.title[:160]}", "gaps", f"{gap.title}, your answer", "answer", gap=number
    )


def of_condition(number: int, condition) -> Place:
    name = f"condition/{condition.text[:160]}"
    label = f"{condition.text.rstrip(' .')}, your answer"
    return Place(name, "conditions", label, "answer", condition=number)


def of_sentence(row) -> Place:
    """A sentence that the goal asks: in its section, or where the coverage stands."""
    name = f"asked/{row.competency}/{row.expectation}"[:200]
    part = row.section or "coverage"
    return Place(name, part, row.competency_name, sentence=row.expectation)
