"""What changed between two documents, as a reader would say it: added, taken out, reworded.

Pure: documents in, changes out. Texts are compared word by word; white space and its changes are
not news.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from bragdoc.ladders.wording import Words, words_between
from packets.document import Evidence, PacketDocument

Kind = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    kind: Kind
    where: str
    """The title of the part of the packet."""
    what: str
    """What of that part: "claim", "evidence", the title of the win it is about."""
    words: tuple[Words, ...]


PARTS = {
    "title": "Title",
    "ask": "The ask",
    "thesis": "Thesis",
    "summary": "Summary",
    "next": "What next",
}


def differences(before: PacketDocument, after: PacketDocument) -> tuple[Change, ...]:
    """Every change of the author's words, in the order of the new document."""
    return tuple(_differences(before, after))


def _differences(before: PacketDocument, after: PacketDocument) -> Iterator[Change]:
    for field, where in PARTS.items():
        yield from _texts(where, "", getattr(before, field), getattr(after, field))
    yield from _texts("Period", "", _span(before), _span(after))
    yield from _texts("The steps claimed", "", _claimed(before), _claimed(after))
    old, new = _sections(before), _sections(after)
    for key in new | old:
        where = (new.get(key) or old[key])["title"]
        was, now = old.get(key, EMPTY), new.get(key, EMPTY)
        yield from _texts(where, "title", was["title"], now["title"])
        yield from _texts(where, "claim", was["claim"], now["claim"])
        for place in now["evidence"] | was["evidence"]:
            yield from _placed(where, was["evidence"].get(place), now["evidence"].get(place))
    answers_before = {gap.title: gap.answer for gap in before.gaps}
    answers_after = {gap.title: gap.answer for gap in after.gaps}
    for title in answers_after | answers_before:
        was, now = answers_before.get(title), answers_after.get(title)
        yield from _texts(
            "Gaps and answers",
            title if was is not None and now is not None else "",
            "" if was is None else f"{title}. {was}" if now is None else was,
            "" if now is None else f"{title}. {now}" if was is None else now,
        )


def _claimed(document: PacketDocument) -> str:
    steps = document.claims.steps if document.claims else ()
    return "; ".join(f"{claim.competency_name}: {claim.step_name}" for claim in steps)


EMPTY = {"title": "", "claim": "", "evidence": {}}


def _sections(document: PacketDocument) -> dict:
    """Per section its title, claim and evidence, the latter by sentence of the ladder and entry."""
    return {
        section.key: {
            "title": section.title,
            "claim": section.claim,
            "evidence": {
                **{
                    (block.slug, evidence.entry): evidence
                    for block in section.expectations
                    for evidence in block.evidence
                },
                **{("", evidence.entry): evidence for evidence in section.evidence},
            },
        }
        for section in document.sections
    }


def _placed(where: str, was: Evidence | None, now: Evidence | None) -> Iterator[Change]:
    what = "evidence" if was is None or now is None else now.title
    yield from _texts(where, what, _told(was), _told(now))


def _told(evidence: Evidence | None) -> str:
    """A piece of evidence as one text: what a reader sees of it, in the order it is printed."""
    if evidence is None:
        return ""
    facts = [_span(evidence), evidence.role, *evidence.people, evidence.project]
    metrics = [
        " ".join(filter(None, [m.label, m.before, "→", m.after, m.unit])) for m in evidence.metrics
    ]
    links = [f"{link.label} {link.url}" for link in evidence.links]
    parts = [evidence.title, ", ".join(filter(None, facts)), *links, *metrics]
    parts += [evidence.details, evidence.impact, evidence.why]
    return "\n".join(part for part in parts if part)


def _span(dated: PacketDocument | Evidence) -> str:
    return " to ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in (dated.starts_on, dated.ends_on)))


def _texts(where: str, what: str, was: str, now: str) -> Iterator[Change]:
    if was.split() == now.split():
        return
    kind: Kind = "added" if not was.split() else "removed" if not now.split() else "changed"
    yield Change(kind, where, what, words_between(was, now))
