"""From what colleagues said of the wins of a draft to what its document says of it."""

from collections.abc import Iterable, Mapping

from packets.document import Testimony
from packets.models import Endorsement

type Said = Mapping[int, list[Endorsement]]  # by the primary key of the entry that it is about


def said_of_wins(packet) -> Said:
    """What a version frozen now would print. Ask for the packet `with_parts()`, or it is a
    query."""
    said: dict[int, list[Endorsement]] = {}
    for endorsement in packet.testimony:
        said.setdefault(endorsement.entry_id, []).append(endorsement)
    return said


def testimony(said: Iterable[Endorsement], wording: Mapping[str, str]) -> tuple[Testimony, ...]:
    """`wording` is what the packet tells the win in: its title, details and impact."""
    return tuple(_testimony(endorsement, wording) for endorsement in said)


def _testimony(endorsement: Endorsement, wording: Mapping[str, str]) -> Testimony:
    is_pasted = endorsement.state == Endorsement.State.PASTED
    answered_at = endorsement.answered_at
    return Testimony(
        text=endorsement.text,
        name=endorsement.name,
        position=endorsement.position,
        relation=endorsement.relation,
        closeness=endorsement.closeness,
        said_on=endorsement.said_on or (answered_at and answered_at.date()),
        where=endorsement.said_where if is_pasted else "",
        source="pasted" if is_pasted else "asked",
        is_verified=endorsement.is_verified and not is_pasted,
        of_other_wording=not is_pasted and _is_another(wording, endorsement.shown),
    )


def _is_another(wording: Mapping[str, str], shown: Mapping[str, object]) -> bool:
    """Whether a win is told in other words than somebody was shown. White space is no word."""
    return any(
        f"{shown[name]}".split() != text.split() for name, text in wording.items() if name in shown
    )
