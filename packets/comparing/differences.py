"""What changed between two documents, as a reader would say it: added, taken out, reworded, moved.

Pure: documents in, changes out, grouped by the part of the packet that they are about. Texts are
compared word by word; white space and its changes are not news. However long the texts are, the
work is bounded: see `packets.comparing.changes.Marker`.
"""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from bragdoc.coverage.covered import KINDS
from bragdoc.days import day_in_words
from bragdoc.ladders.wording import Words
from packets.comparing.changes import SAID, Change, Marker, came_or_gone, replaced
from packets.comparing.placed import wins_changed
from packets.document import Condition, CoverageRow, PacketDocument, Section

OPENING = {"title": "Title", "ask": "The ask", "thesis": "Thesis", "summary": "Summary"}


class Part(NamedTuple):
    """A part of the packet with all that changed in it."""

    title: str
    changes: tuple[Change, ...]


class Differences(NamedTuple):
    parts: tuple[Part, ...]
    """All parts of both documents, in the order of the new one."""

    @property
    def changed(self) -> list[Part]:
        return [part for part in self.parts if part.changes]

    @property
    def unchanged(self) -> list[str]:
        """The titles of the parts in which nothing changed."""
        return [part.title for part in self.parts if not part.changes]

    @property
    def summary(self) -> str:
        """Such as "3 wins added, 1 taken out, 4 texts reworded"; empty when nothing changed."""
        all_changes = [change for part in self.parts for change in part.changes]
        counts = Counter((change.subject, change.done) for change in all_changes)
        said = []
        for subject, names in SAID.items():
            of_subject = [(done, n) for (one, done), n in counts.items() if one == subject]
            for place, (done, n) in enumerate(sorted(of_subject)):
                said.append(f"{n} {done}" if place else f"{n} {names[n > 1]} {done}")
        return ", ".join(said)


def differences(before: PacketDocument, after: PacketDocument) -> Differences:
    """Every change between two documents. What is in both keeps its order unsaid, but for
    sections."""
    mark = Marker()
    sections = [
        Part(section.title or "A section without a title", changes)
        for section, changes in _sections(before, after, mark)
    ]
    parts = [
        Part("Opening", tuple(_opening(before, after, mark))),
        Part("Coverage", tuple(_coverage(before, after, mark))),
        *sections,
        Part("Gaps and what next", tuple(_gaps(before, after, mark))),
    ]
    if before.conditions or after.conditions:
        parts.append(Part("What was asked before", tuple(_conditions(before, after, mark))))
    return Differences(tuple(parts))


def _opening(before: PacketDocument, after: PacketDocument, mark: Marker) -> Iterator[Change]:
    for field, what in OPENING.items():
        yield from mark(what, getattr(before, field), getattr(after, field))
    was, now = _facts(before), _facts(after)
    for what in now:
        yield from mark(what, was[what], now[what], subject="fact")


def _facts(document: PacketDocument) -> dict[str, str]:
    ladder = document.ladder
    steps = document.claims.steps if document.claims else ()
    claimed = [f"{claim.competency_name}: {claim.step_name}" for claim in steps]
    return {
        "Author": document.author,
        "Manager": document.manager or "",
        "Now": document.now.label if document.now else "",
        "Goal": document.goal.label,
        "Period": " to ".join(map(day_in_words, [document.starts_on, document.ends_on])),
        "Ladder": f"{ladder.name} {ladder.version}",
        "The steps claimed": "; ".join(claimed),
        "Preset": document.preset,
        "Printed as": {"booklet": "a booklet", "sheet": "a sheet"}[document.layout],
        "Order of the parts": ", ".join(_parts_in_order(document)),
    }


def _parts_in_order(document: PacketDocument) -> Iterator[str]:
    """As they are read, without the sections: of those it is told which moved."""
    for anchor in document.reading_order():
        if anchor.startswith("part-"):
            yield anchor.removeprefix("part-")


def _coverage(before: PacketDocument, after: PacketDocument, mark: Marker) -> Iterator[Change]:
    was, now = _rows(before), _rows(after)
    for key in now | was:
        old, new = was.get(key), now.get(key)
        if old is None or new is None:
            kind, row = came_or_gone(old, new)
            text = f"{row.text}\n{KINDS[row.kind]}".strip()
            yield Change(kind, "sentence", row.competency_name, (Words(kind, text),))
            continue
        yield from mark(
            new.competency_name,
            old.text,
            new.text,
            subject="sentence",
            field="the ladder’s sentence",
        )
        if old.kind != new.kind:
            of = (Words("same", f"{new.text}\n"),) if new.text else ()
            marked = (*of, *replaced(KINDS[old.kind], KINDS[new.kind]))
            yield Change("changed", "coverage", new.competency_name, marked)
        yield from mark(new.competency_name, old.note, new.note, field="reason")


def _rows(document: PacketDocument) -> dict[tuple[str, str], CoverageRow]:
    return {(row.competency, row.expectation): row for row in document.coverage}


def _sections(
    before: PacketDocument, after: PacketDocument, mark: Marker
) -> Iterator[tuple[Section, tuple[Change, ...]]]:
    was, now = ({section.key: section for section in each.sections} for each in (before, after))
    wins = wins_changed(before, after, mark)
    moved = _moved(before.sections, after.sections)
    for key in now | was:
        old, new = was.get(key), now.get(key)
        changes: list[Change] = []
        if old is None or new is None:
            kind, section = came_or_gone(old, new)
            changes.append(Change(kind, "section", section.title, (Words(kind, section.title),)))
        else:
            section = new
            changes += mark("Title", old.title, new.title)
        if key in moved:
            changes.append(Change("moved", "section", section.title, moved[key]))
        changes += mark("Claim", old.claim if old else "", new.claim if new else "")
        yield section, (*changes, *wins.get(key, ()))


def _moved(before: tuple[Section, ...], after: tuple[Section, ...]) -> dict[str, tuple[Words, ...]]:
    """The sections that stand elsewhere among those of both documents, and after which they stood
    and stand. Of two that were swapped one moved."""
    was, now = ({section.key: section.title for section in each} for each in (before, after))
    old, new = [key for key in was if key in now], [key for key in now if key in was]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stayed = {key for a, _, size in matcher.get_matching_blocks() for key in old[a : a + size]}
    stood, stands = _predecessors(old, was), _predecessors(new, now)
    return {key: replaced(stood[key], stands[key]) for key in new if key not in stayed}


def _predecessors(keys: list[str], titles: dict[str, str]) -> dict[str, str]:
    """After what each stands, in words."""
    after = {key: f"after {titles[before]}" for before, key in pairwise(keys)}
    return dict.fromkeys(keys[:1], "first") | after


def _gaps(before: PacketDocument, after: PacketDocument, mark: Marker) -> Iterator[Change]:
    was, now = _answers(before), _answers(after)
    for key in now | was:
        title, old, new = key[0], was.get(key), now.get(key)
        if old is None or new is None:
            kind, answer = came_or_gone(old, new)
            text = f"{title}\n{answer}".strip()
            yield Change(kind, "gap", title, (Words(kind, text),))
        else:
            yield from mark(title, old, new, field="answer")
    yield from mark("What next", before.next, after.next)


def _conditions(before: PacketDocument, after: PacketDocument, mark: Marker) -> Iterator[Change]:
    was, now = ({one.text: one for one in each.conditions} for each in (before, after))
    old_wins, new_wins = _titles(before), _titles(after)
    for text in now | was:
        old, new = was.get(text), now.get(text)
        if old is None or new is None:
            kind, condition = came_or_gone(old, new)
            said = f"{text}\n{condition.answer}".strip()
            yield Change(kind, "condition", text, (Words(kind, said),))
            continue
        yield from mark(text, old.answer, new.answer, field="what became of it")
        yield from mark(text, _said(old), _said(new), subject="fact", field="by whom, and when")
        wins = [
            "\n".join(titles[entry] for entry in one.entries)
            for one, titles in ((old, old_wins), (new, new_wins))
        ]
        yield from mark(text, *wins, subject="fact", field="wins that answer it")


def _titles(document: PacketDocument) -> dict[int, str]:
    return {evidence.entry: evidence.title for evidence in document.evidence()}


def _said(condition: Condition) -> str:
    said_on = f"{condition.said_on:%Y-%m-%d}" if condition.said_on else ""
    return ", ".join(filter(None, (condition.said_by, said_on)))


def _answers(document: PacketDocument) -> dict[tuple[str, int], str]:
    """The answers by title, and by how many of that title stand before it."""
    seen: Counter[str] = Counter()
    answers = {}
    for gap in document.gaps:
        answers[gap.title, seen[gap.title]] = gap.answer
        seen[gap.title] += 1
    return answers
