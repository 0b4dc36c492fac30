"""Why something of the ladder does not apply to the author of a packet.

What the packet itself answers comes first; where it answers nothing, what its author says of the
ladder under coverage, for all her packets.
"""

from typing import NamedTuple

from bragdoc.models import NotApplicable
from packets.document import CoverageRow, PacketDocument


class Excuse(NamedTuple):
    """A reason, of a sentence or of a whole competency. `is_standing` tells that it was written
    under coverage and not in the packet."""

    reason: str
    is_of_all: bool
    is_standing: bool


class Excuses:
    """The reasons that hold in a packet. Ask for the packet `with_parts()`."""

    def __init__(self, packet):
        self.gaps = {
            (gap.competency, gap.expectation): gap
            for gap in packet.gaps.all()
            if gap.not_applicable or gap.answer.strip()
        }
        told = NotApplicable.objects.visible_to(packet.author)
        self.standing = told.of_ladder(packet.ladder_version.ladder_id).reasons()

    def of(self, competency: str, sentence: str) -> Excuse | None:
        """None where it applies, or where the packet answers otherwise."""
        keys = [(competency, sentence), (competency, "")]
        for key in keys:
            if gap := self.gaps.get(key):
                excuse = Excuse(gap.answer, not gap.expectation, is_standing=False)
                return excuse if gap.not_applicable else None
        for key in keys:
            if reason := self.standing.get(key):
                return Excuse(reason, not key[1], is_standing=True)
        return None


class Standing(NamedTuple):
    """A reason written under coverage that stands in a packet. `row` is the sentence, or the first
    of the competency that it is said of."""

    row: CoverageRow
    excuse: Excuse


def standing_in(packet, document: PacketDocument) -> list[Standing]:
    """Each reason once, in the order of the packet's coverage."""
    excuses = Excuses(packet)
    told = [
        (row, excuses.of(row.competency, row.expectation)) for row in document.coverage if row.note
    ]
    return [Standing(row, excuse) for row, excuse in told if excuse and excuse.is_standing]
