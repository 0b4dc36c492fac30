"""The part of a draft that is being written, as it prints: what the builder shows at its side.

Pure over what `packet_context` and a rendering give. The parts of the builder are not those of the
print: the page of the opening writes what stands on the cover, and the summary after it.
"""

from datetime import datetime
from typing import Any, NamedTuple

from packets.document import anchor_of
from packets.exports.html import PrintedPart

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


class Glance(NamedTuple):
    """What a page of the builder prints. Empty where nothing of it does yet."""

    key: str
    """Of the part of the builder."""

    has_cover: bool
    parts: tuple[PrintedPart, ...]
    has_appendix: bool

    def __bool__(self) -> bool:
        return self.has_cover or bool(self.parts) or self.has_appendix

    def pages(self, pages_of: dict[str, int]) -> list[int]:
        """The pages on which its parts begin, where a rendering knows them by their anchors."""
        anchors = [part.anchor for part in self.parts]
        if self.has_appendix:
            anchors.append("part-appendix")
        found = {pages_of[anchor] for anchor in anchors if anchor in pages_of}
        return sorted(found | {COVER} if self.has_cover and pages_of else found)


def glance_at(key: str, printed: dict) -> Glance | None:
    """What the part of the builder prints, given the whole `packet_context`. None where the packet
    has no such part."""
    chapters = tuple(part for part in printed["parts"] if part.anchor == anchor_of(key))
    if chapters:
        return Glance(key, False, chapters, False)
    if key not in PRINTED:
        return None
    named = tuple(part for part in printed["parts"] if part.name in PRINTED[key])
    is_told = bool(printed["dated_wins"]) and printed["document"].layout == "booklet"
    return Glance(key, key == "opening", named, key == "appendix" and is_told)


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
