"""A brag document in Markdown or plain text, read as candidates for the inbox.

Bytes are decoded and cut into blocks, and the blocks under one path of headings are read together
as a section. What one entry is (a bullet, a section, a row, a paragraph, a line) is chosen for
each document. What is no work that was done is offered as a goal or as praise where it is one, and
skipped with the reason where it is a prompt of a template, a list of books, or said before.

A candidate says what was done and when, in the author's words. Impact and metrics are not read
out of the text: the author is asked for them. Nothing in a document is obeyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bragdoc.capture.document_text import MAX_BYTES, decode
from bragdoc.capture.documents import day_order, units
from bragdoc.capture.documents.blocks import read_blocks
from bragdoc.capture.documents.day_order import DayOrder
from bragdoc.capture.documents.document import Document
from bragdoc.capture.documents.front_matter import split_front_matter
from bragdoc.capture.documents.units import Unit, unit_choice
from bragdoc.capture.proposals import Progress, Reading

__all__ = ["MAX_BYTES", "read_document"]

STEP = 100  # blocks between two words of progress
MAX_COUNTED = 5_000  # blocks and rows of a document that is read once for each option


def read_document(
    data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress
) -> Reading:
    """Read UTF-8 or UTF-16 text of at most `MAX_BYTES`.

    `name` is the file's name, with its folders where they are known; its date serves entries that
    have none nearer. Two choices come back: what one entry is ("unit", a `Unit`), each option with
    what it would come to, and whether the day comes first in 03-04-2024 ("day_first", "yes" or
    "no"), where a date of the document can be read both ways; it asks when nothing else in the
    document tells and the dates of candidates depend on it. An answer that is no option counts as
    none. A document of more than `MAX_COUNTED` blocks is read only once, without counting what its
    options come to. Raises Unreadable for anything that is not text, and for an empty document.
    """
    text = decode(data)
    front, body = split_front_matter(text)
    source = read_blocks(body)
    source.lines[: front.last] = text.split("\n")[: front.last]
    document = Document(source, front, name)
    order = DayOrder(source, front, name, choices.get(day_order.NAME, ""))
    unit = _chosen(choices) or document.unit(order.day_first)
    there = sorted({unit, *document.units()}, key=list(Unit).index)
    is_counted = document.size <= MAX_COUNTED
    wanted = [(unit, order.day_first)]
    if is_counted:
        wanted += [(each, order.day_first) for each in there]
        wanted += [(unit, first) for first in (True, False) if order.ambiguous]
    steps = _Steps(progress, document.size * len(set(wanted)))
    readings = {each: document.read(*each, steps) for each in dict.fromkeys(wanted)}
    reading = readings[unit, order.day_first]
    found = {
        each: readings[each, order.day_first].candidates if is_counted else None for each in there
    }
    asked = [unit_choice(unit, found)]
    if order.ambiguous:
        depends = not is_counted or (
            readings[unit, True].candidates != readings[unit, False].candidates
        )
        asked.append(order.choice() if depends else None)
    return Reading(reading.candidates, reading.skipped, tuple(filter(None, asked)))


def _chosen(choices: Mapping[str, str]) -> Unit | None:
    value = choices.get(units.NAME, "")
    return Unit(value) if value in list(Unit) else None


@dataclass
class _Steps:
    """How many blocks were read of all, told to `progress` every `STEP` blocks."""

    progress: Progress
    total: int
    done: int = 0
    told: int = -STEP

    def __call__(self, blocks: int) -> None:
        self.done += blocks
        if self.done - self.told >= STEP:
            self.told = self.done
            self.progress(self.done, self.total)
