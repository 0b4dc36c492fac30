"""Which wins of a packet are in a person's log already, and what the others become."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from packets.document import Evidence, PacketDocument, Testimony
from packets.importing.plan import (
    Facts,
    KnownWin,
    PlannedWin,
    Remark,
    Words,
    placed_evidence,
)

KEY = "packet:"
"""How the key of an entry begins that was made of a win in a packet."""


class Vocabulary(NamedTuple):
    """What an entry can say: kinds and roles by their labels in small letters, whether an address
    can be followed, and how many characters there are for what changed."""

    kinds: Mapping[str, str]
    roles: Mapping[str, str]
    is_address: Callable[[str], bool]
    impact: int


def keys_of(document: PacketDocument) -> dict[int, str]:
    """The key of each win, by its number. Wins that are the same in all their words and dates are
    told apart by their order."""
    keys: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for number, win in placed_evidence(document).items():
        told = [win.title, f"{win.starts_on}", f"{win.ends_on}", win.details, win.impact]
        alike = json.dumps(told)
        digest = hashlib.sha256(f"{alike}{seen[alike]}".encode()).hexdigest()
        keys[number] = KEY + digest[: 64 - len(KEY)]
        seen[alike] += 1
    return keys


def planned_wins(
    document: PacketDocument, log: Sequence[KnownWin], vocabulary: Vocabulary
) -> tuple[PlannedWin, ...]:
    """Each win once, in the order in which the packet is read."""
    keys, found = keys_of(document), placed_evidence(document)
    known = _matched(found, keys, log)
    return tuple(
        PlannedWin(
            number=number,
            key=keys[number],
            words=Words(evidence.title, evidence.details, evidence.impact[: vocabulary.impact]),
            starts_on=evidence.starts_on,
            ends_on=evidence.ends_on,
            facts=_facts_of(evidence, vocabulary),
            known=known.get(number),
            voices=tuple(map(as_praise, evidence.testimony)),
        )
        for number, evidence in found.items()
    )


def as_praise(said: Testimony) -> Testimony:
    """The same as its author may quote it: not as an answer, and not from a verified address."""
    changes = {
        "where": said.where or "in a packet that was brought in",
        "source": "pasted",
        "is_verified": False,
        "of_other_wording": False,
    }
    return said.model_copy(update=changes)


def words_of(evidence: Evidence) -> Words:
    return Words(evidence.title, evidence.details, evidence.impact)


def _matched(
    found: Mapping[int, Evidence], keys: Mapping[int, str], log: Sequence[KnownWin]
) -> dict[int, KnownWin]:
    """The entry of each win that has one: made of it by an import, else of the same title, dates
    and texts, else of the same title and dates. An entry is only one of the wins."""
    left = {known.entry: known for known in log}
    matched: dict[int, KnownWin] = {}

    def take(is_same: Callable[[int, KnownWin], bool]) -> None:
        for number in found:
            if number in matched:
                continue
            same = next((known for known in left.values() if is_same(number, known)), None)
            if same:
                matched[number] = left.pop(same.entry)

    def dated(number: int, known: KnownWin) -> bool:
        win = found[number]
        days = (win.title, win.starts_on, win.ends_on)
        return not known.discarded and days == (known.words.title, known.starts_on, known.ends_on)

    take(lambda number, known: known.key == keys[number])
    take(lambda number, known: dated(number, known) and known.words == words_of(found[number]))
    take(dated)
    return matched


def _facts_of(evidence: Evidence, vocabulary: Vocabulary) -> Facts:
    return Facts(
        kind=vocabulary.kinds.get(evidence.kind.casefold(), ""),
        role=vocabulary.roles.get(evidence.role.casefold(), ""),
        project=evidence.project.strip(),
        people=tuple(dict.fromkeys(name for name in evidence.people if name.strip())),
        metrics=evidence.metrics,
        links=tuple(link for link in evidence.links if vocabulary.is_address(link.url)),
    )


def remarks_on(win: PlannedWin, evidence: Evidence) -> Iterator[Remark]:
    """What of a win will not be as the file has it."""
    said = _differences(win, win.known) if win.known else _left_out(win, evidence)
    return (Remark(win.words.title, text) for text in (*said, *_of_voices(evidence)))


def _of_voices(evidence: Evidence) -> Iterator[str]:
    names = dict.fromkeys(said.name for said in evidence.testimony if said.source == "asked")
    if names:
        text = "becomes praise received elsewhere: a file vouches for nobody."
        yield f"Testimony of {', '.join(names)} {text}"


def _left_out(win: PlannedWin, evidence: Evidence) -> Iterator[str]:
    for what, label, kept in (
        ("kind", evidence.kind, win.facts.kind),
        ("role", evidence.role, win.facts.role),
    ):
        if label and not kept:
            yield f"“{label}” is no {what} that is known here. It is left out."
    if len(evidence.impact) > len(win.words.impact):
        yield "What changed is longer than a win takes. All of it stands in the packet."
    for link in evidence.links:
        if link not in win.facts.links:
            named = " ".join(filter(None, [link.label, link.url])) or "without a name"
            yield f"The link “{named}” leads nowhere on the web. It is left out."


def _differences(win: PlannedWin, known: KnownWin) -> Iterator[str]:
    if known.discarded:
        yield "You discarded it. It comes back into your log."
    if known.confidential:
        yield "It is confidential in your log, so no version will show it."
    if known.words != win.words:
        yield "Your log tells it in other words. Both are kept: the packet’s stand in the packet."
    theirs, ours = _comparable(win.facts), _comparable(known.facts)
    if differing := [name for name in theirs if theirs[name] != ours[name]]:
        yield f"Your log says otherwise: {', '.join(differing)}. The packet will show your log’s."


def _comparable(facts: Facts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "role": facts.role,
        "project": facts.project.casefold(),
        "people": {name.casefold() for name in facts.people},
        "figures": facts.metrics,
        "links": facts.links,
    }
