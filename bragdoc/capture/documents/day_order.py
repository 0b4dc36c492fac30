"""Whether a document writes the day before the month, in dates such as 03-04-2024.

One date with a number above twelve tells for all. So do headings that are weeks: people's weeks
begin on a Monday or a Sunday, and mostly only one way of reading makes them do so. Where neither
tells, the author is asked once for the whole document.
"""

import re
from collections.abc import Iterable

from bragdoc.capture.documents.blocks import Block, Kind, Source
from bragdoc.capture.documents.front_matter import FrontMatter
from bragdoc.capture.documents.written_dates import ambiguous_dates, numeric_dates
from bragdoc.capture.links import without_addresses
from bragdoc.capture.proposals import Choice, Option
from bragdoc.days import day_in_words

NAME = "day_first"
MIN_HEADINGS = 2  # dates in headings that begin weeks; one is enough where it says "week"

_ANSWERS = {"yes": True, "no": False}
_BEGIN_WEEKS = {6, 0}  # Sunday and Monday
_WEEK = re.compile(r"\b(?:week|semana|woche|semaine)\b", re.IGNORECASE)


class DayOrder:
    """What the document and its author say about the order of day and month."""

    def __init__(self, source: Source, front: FrontMatter, name: str, answer: str) -> None:
        texts = [name, *front.values.values(), *map(_text_of, source.blocks)]
        self.ambiguous = next((date for text in texts for date in ambiguous_dates(text)), None)
        self.day_first = _ANSWERS.get(answer)
        self.is_known = self.day_first is not None or self.ambiguous is None
        if not self.is_known:
            headings = (b.text for b in source.blocks if b.kind is Kind.HEADING)
            self.day_first = _by_numbers(texts)
            if self.day_first is None:
                self.day_first = _by_weeks(headings)
            self.is_known = self.day_first is not None

    def choice(self) -> Choice | None:
        """One date of the document, read both ways; None where none can be."""
        if self.ambiguous is None:
            return None
        text, day_first, month_first = self.ambiguous
        answers = {answer: value for value, answer in _ANSWERS.items()}
        return Choice(
            name=NAME,
            label=f"Which day is {text}?",
            options=(
                Option("yes", day_in_words(day_first), "The day comes first."),
                Option("no", day_in_words(month_first), "The month comes first."),
            ),
            value="" if self.day_first is None else answers[self.day_first],
            asks=not self.is_known,
        )


def _text_of(block: Block) -> str:
    if block.kind in (Kind.CODE, Kind.HTML):
        return ""
    return without_addresses(f"{block.text}\n{block.rest}")


def _by_numbers(texts: Iterable[str]) -> bool | None:
    """What dates with a number above twelve tell, unless they tell both."""
    orders = {
        first > 12
        for text in texts
        for first, second in numeric_dates(text)
        if (first > 12) != (second > 12)
    }
    return orders.pop() if len(orders) == 1 else None


def _by_weeks(headings: Iterable[str]) -> bool | None:
    dated = [(heading, found) for heading in headings for found in ambiguous_dates(heading)]
    if len(dated) < MIN_HEADINGS and not any(_WEEK.search(heading) for heading, _ in dated):
        return None
    day_first = all(found.day_first.weekday() in _BEGIN_WEEKS for _, found in dated)
    month_first = all(found.month_first.weekday() in _BEGIN_WEEKS for _, found in dated)
    return day_first if dated and day_first != month_first else None
