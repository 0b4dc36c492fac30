"""What of a document can be remarked on: its parts, and in each the places with their texts."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from packets.document import Condition, Evidence, Gap, PacketDocument, Section

WHOLE = ""
"""The place of a remark on a part as such."""

REWORDED = frozenset({"ask", "thesis", "summary", "next", "claim", "why", "answer"})
"""The texts for which a reader can suggest other words. What a win itself says is told once, by
its author, wherever it is placed."""


class Text(NamedTuple):
    field: str
    """Which text of the place it is: "claim", "why", "details"."""

    words: str
    is_markdown: bool = True


class Place(NamedTuple):
    name: str
    """At most 120 characters, the same in every version: "claim", "evidence-12"."""

    label: str
    """As it stands after "On": "the claim", "“Wrote the guide”"."""

    texts: tuple[Text, ...]

    @property
    def reworded(self) -> list[Text]:
        """The texts for which other words can be suggested."""
        return [text for text in self.texts if text.field in REWORDED]


type Places = dict[str, dict[str, Place]]
"""The places of each part by their names; a part is "opening", "gaps", "conditions", "next" or the
key of a section. The whole is not among them."""


def places_of(document: PacketDocument) -> Places:
    """All parts that a version shows, in no order; each with the places that say something."""
    parts = {"opening": [_named(document, name, label) for name, label in OPENING.items()]}
    parts |= {section.key: list(_in_section(section)) for section in document.sections}
    if document.gaps:
        parts["gaps"] = [
            Place(
                name_of(gap),
                _quoted(gap.title),
                (Text("title", gap.title, is_markdown=False), Text("answer", gap.answer)),
            )
            for gap in document.gaps
        ]
    if document.conditions:
        parts["conditions"] = [
            Place(
                name_of(condition),
                _quoted(condition.text),
                (
                    Text("text", condition.text, is_markdown=False),
                    Text("answer", condition.answer),
                ),
            )
            for condition in document.conditions
        ]
    if document.next:
        parts["next"] = [_named(document, "next", "what is next")]
    return {part: _by_name(places) for part, places in parts.items()}


def evidence_place(entry: int) -> str:
    return f"evidence-{entry}"


def gap_place(title: str) -> str:
    return f"gap-{_known_by(title)}"


def condition_place(text: str) -> str:
    return f"condition-{_known_by(text)}"


def name_of(told: Evidence | Gap | Condition) -> str:
    """The name of the place that is about this."""
    match told:
        case Evidence():
            return evidence_place(told.entry)
        case Gap():
            return gap_place(told.title)
        case Condition():
            return condition_place(told.text)


OPENING = {"thesis": "the thesis", "ask": "the ask", "summary": "the summary"}


def _named(document: PacketDocument, name: str, label: str) -> Place:
    text = Text(name, getattr(document, name), is_markdown=name != "ask")
    return Place(name, label, (text,))


def _in_section(section: Section) -> Iterator[Place]:
    yield Place("claim", "the claim", (Text("claim", section.claim),))
    placed: dict[int, list[Evidence]] = {}
    for evidence in section.placed():
        placed.setdefault(evidence.entry, []).append(evidence)
    for wins in placed.values():
        whys = dict.fromkeys(win.why for win in wins)
        texts = (
            Text("title", wins[0].title, is_markdown=False),
            Text("details", wins[0].details),
            Text("impact", wins[0].impact),
            *(Text("why", why) for why in whys),
        )
        yield Place(name_of(wins[0]), _quoted(wins[0].title), texts)


def _by_name(places: list[Place]) -> dict[str, Place]:
    """Those that say something, in their order; of two that are called the same the first."""
    named: dict[str, Place] = {}
    for place in filter(_says_something, places):
        named.setdefault(place.name, place)
    return named


def _known_by(text: str) -> str:
    """What a gap or a condition is known by from version to version, as long as it is called the
    same: a document gives them no key."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _quoted(title: str) -> str:
    return f"“{title}”" if title else "what has no title"


def _says_something(place: Place) -> bool:
    return place.name.startswith("evidence-") or any(text.words.strip() for text in place.texts)
