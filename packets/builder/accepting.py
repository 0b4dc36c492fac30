"""A wording that a reviewer suggested, into the draft: set where the words it is for still stand,
once and no more; otherwise nothing is written."""

from typing import NamedTuple

from django.db import transaction

from bragdoc.models.revisions import Revised
from packets.builder.outline import address_of
from packets.builder.wordings import href_of
from packets.models import Comment, EarlierText
from packets.remarks.places import condition_place, evidence_place, gap_place
from packets.remarks.rewording import NotOnce, reworded
from packets.remarks.words import shown

GONE = "These words do not stand in your draft any more. Nothing was changed."
MORE_THAN_ONCE = (
    "These words cannot be replaced by themselves: they stand there more than once, or across a "
    "link. Nothing was changed."
)


class Target(NamedTuple):
    """A text of the draft that a suggestion may be for."""

    row: Revised
    field: str

    @property
    def text(self) -> str:
        return getattr(self.row, self.field)

    @property
    def is_markdown(self) -> bool:
        return self.field != "ask"

    def has(self, words: str) -> bool:
        return bool(shown(self.text, is_markdown=self.is_markdown).find(words))


class CannotAccept(Exception):
    """The words do not stand in the draft once. `texts` are what stands at their place there, and
    `href` is where it is written."""

    def __init__(self, problem: str, texts: list[str], href: str):
        super().__init__(problem)
        self.texts = texts
        self.href = href


@transaction.atomic
def accept(comment, packet) -> EarlierText | None:
    """Put what a comment suggests into the draft, given `with_parts()`, and resolve its thread.
    Returns what stood there before; None where it was accepted already.

    Raises CannotAccept, and EditConflict where the text was changed this very moment. Nothing is
    changed then.
    """
    current = Comment.objects.locked().get(pk=comment.pk)
    if current.accepted_at:
        return None
    targets = targets_of(packet, current)
    found = [target for target in targets if target.has(current.quote)]
    if len(found) != 1:
        raise _refusal(packet, current, found or targets, MORE_THAN_ONCE if found else GONE)
    row, field = found[0].row, found[0].field
    stood = found[0].text
    try:
        new = reworded(stood, current.quote, current.suggestion, is_markdown=found[0].is_markdown)
    except NotOnce:
        raise _refusal(packet, current, found, MORE_THAN_ONCE) from None
    setattr(row, field, new)
    row.keep([field], revision=row.revision)
    earlier = EarlierText.objects.add(packet, row, field, stood)
    current.accept(by=packet.author)
    return earlier


@transaction.atomic
def undo_accept(comment, earlier):
    """Let stand what stood before, and open the thread again. Done twice, it is done. Raises
    EditConflict."""
    if not Comment.objects.locked().get(pk=comment.pk).accepted_at:
        return
    row = earlier.written_in(comment.version.packet.author)
    earlier.bring_back(row)
    comment.undo_acceptance()


def targets_of(packet, comment) -> list[Target]:
    """The texts of a draft that stand where a comment is on a version."""
    place = comment.place
    if place in ("ask", "thesis", "summary", "next"):
        return [Target(packet, place)]
    if comment.section == "gaps":
        return _answers({gap: gap_place(gap.title) for gap in packet.gaps.all()}, comment)
    if comment.section == "conditions":
        return _answers(
            {one: condition_place(one.text) for one in packet.conditions.all()}, comment
        )
    sections = list(packet.sections.all())
    here = [section for section in sections if section.key == comment.section]
    if place == "claim":
        return [Target(section, "claim") for section in here]
    return _whys(here, place) or _whys(sections, place)


def _answers(rows, comment) -> list[Target]:
    """Of the row that is called as it was; where none is any more, of those that say the words."""
    named = [Target(row, "answer") for row, place in rows.items() if place == comment.place]
    every = (Target(row, "answer") for row in rows)
    return named or [target for target in every if target.has(comment.quote)]


def _whys(sections, place: str) -> list[Target]:
    placed = (evidence for section in sections for evidence in section.evidence.all())
    return [Target(one, "why") for one in placed if evidence_place(one.entry_id) == place]


def page_of(packet, comment) -> str:
    """Where the draft is written that a comment is about, given `with_parts()`."""
    keys = {section.key for section in packet.sections.all()} | {"gaps", "conditions"}
    return address_of(packet, comment.section if comment.section in keys else "opening")


def _refusal(packet, comment, targets: list[Target], problem: str) -> CannotAccept:
    href = href_of(targets[0].row) if len(targets) == 1 else page_of(packet, comment)
    return CannotAccept(problem, [target.text for target in targets], href)
