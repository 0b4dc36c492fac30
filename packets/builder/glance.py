"""The part of a draft that is being written, as it prints: what the builder shows at its side.

Pure over what `packet_context` and a rendering give. The parts of the builder are not those of the
print: the page of the opening writes what stands on the cover, and the summary after it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from packets.document import anchor_of
from packets.exports.chapters import Chapter
from packets.exports.html import DatedWin, PrintedPart

PRINTED = {
    "opening": ("summary", "next"),
    "summary": ("summary",),
    "coverage": ("claims", "coverage"),
    "gaps": ("gaps",),
    "conditions": ("conditions",),
    "next": ("next",),
    "appendix": (),
}
"""The names of the printed parts that a page of the builder writes. A section prints as itself."""

COVER = 1
"""The page of the cover, which is always the first."""

MOST = 48
"""Wins of a part that the side of the builder shows, some thirty sheets; the preview has them all.
"""


class Glance(NamedTuple):
    """What a page of the builder prints. Empty where nothing of it does yet."""

    key: str
    """Of the part of the builder."""

    has_cover: bool
    parts: tuple[PrintedPart, ...]
    dated_wins: tuple[DatedWin, ...]
    """Of the appendix."""

    def __bool__(self) -> bool:
        return self.has_cover or bool(self.parts) or bool(self.dated_wins)

    @property
    def wins(self) -> int:
        """How many are shown, each time they are."""
        placed = (len(block.cards) for chapter in self._chapters() for block in chapter.blocks)
        return sum(placed) + len(self.dated_wins)

    def beginning(self) -> "Glance":
        """The same with no more than MOST wins to a part."""
        parts = tuple(
            replace(part, chapter=_beginning(part.chapter)) if part.chapter else part
            for part in self.parts
        )
        return self._replace(parts=parts, dated_wins=self.dated_wins[:MOST])

    def pages(self, pages_of: dict[str, int]) -> list[int]:
        """The pages on which its parts begin, where a rendering knows them by their anchors."""
        anchors = [part.anchor for part in self.parts]
        if self.dated_wins:
            anchors.append("part-appendix")
        found = {pages_of[anchor] for anchor in anchors if anchor in pages_of}
        return sorted(found | {COVER} if self.has_cover and pages_of else found)

    def _chapters(self) -> list[Chapter]:
        return [part.chapter for part in self.parts if part.chapter]


def _beginning(chapter: Chapter) -> Chapter:
    """A chapter up to its MOST cards, with the links that these name."""
    room, blocks = MOST, []
    for block in chapter.blocks:
        blocks.append(replace(block, cards=block.cards[:room]))
        room -= len(blocks[-1].cards)
    named = {number for block in blocks for card in block.cards for number in card.references}
    links = tuple(link for link in chapter.links if link[0] in named)
    return replace(chapter, blocks=tuple(blocks), links=links)


def glance_at(key: str, printed: dict) -> Glance | None:
    """What the part of the builder prints, given the whole `packet_context`. None where the packet
    has no such part."""
    chapters = tuple(part for part in printed["parts"] if part.anchor == anchor_of(key))
    if chapters:
        return Glance(key, has_cover=False, parts=chapters, dated_wins=())
    if key not in PRINTED:
        return None
    named = tuple(part for part in printed["parts"] if part.name in PRINTED[key])
    is_told = key == "appendix" and printed["document"].layout == "booklet"
    dated_wins = tuple(printed["dated_wins"]) if is_told else ()
    return Glance(key, key == "opening", named, dated_wins)


class SetPages(NamedTuple):
    """Where the part stood when the pages of the draft were last set."""

    rendering: Any
    """The Rendering; None where they never were."""

    pages: list[int]
    is_of_this_text: bool
    """Whether not a word of the packet was changed since."""

    @property
    def is_waiting(self) -> bool:
        return self.rendering is not None and self.rendering.state == "waiting"

    @property
    def set_at(self) -> datetime:
        return self.rendering.begun_at or self.rendering.asked_at


def set_pages(rendering, glance: Glance, content_hash: str) -> SetPages:
    """The pages that a rendering of the draft, or None, knows of a part. `content_hash` is that of
    the draft as it stands now."""
    if rendering is None:
        return SetPages(None, [], is_of_this_text=False)
    pages = glance.pages(rendering.pages_of) if rendering.pages else []
    return SetPages(rendering, pages, rendering.content_hash == content_hash)
