"""From what colleagues said of the wins of a draft to what its document says of it."""

from collections.abc import Iterable, Mapping

from packets.document import Metric, Testimony
from packets.models import Endorsement

type Said = Mapping[int, list[Endorsement]]  # by the primary key of the entry that it is about


def said_of_wins(packet) -> Said:
    """What a version frozen now would print. Ask for the packet `with_parts()`, or it is a
    query."""
    said: dict[int, list[Endorsement]] = {}
    for endorsement in packet.testimony:
        said.setdefault(endorsement.entry_id, []).append(endorsement)
    return said


def testimony(
    said: Iterable[Endorsement], words: Mapping[str, str], metrics: Iterable[Metric]
) -> tuple[Testimony, ...]:
    """`words` and `metrics` are what the packet tells the win in: title, details, impact."""
    told = {**words, "metrics": [metric.model_dump() for metric in metrics]}
    return tuple(_testimony(endorsement, told) for endorsement in said)


def _testimony(endorsement: Endorsement, told: Mapping[str, object]) -> Testimony:
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
        of_other_wording=_is_another(told, endorsement.shown),
    )


def _is_another(told: Mapping[str, object], shown: Mapping[str, object]) -> bool:
    """Whether a win is told otherwise than somebody was shown it. White space is no word; why it
    is next-level is the author's argument, and nothing that a colleague speaks of."""
    return any(_words(shown[name]) != _words(told[name]) for name in told if name in shown)


def _words(told: object) -> object:
    return told.split() if isinstance(told, str) else told
