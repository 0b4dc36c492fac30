"""Months in a row, and sets of them. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Months:
    """So many whole months, from the one that begins on `first`.

    Some of them are written as a number: bit 0 stands for the first month, bit 1 for the next.
    """

    first: date
    count: int

    @classmethod
    def of(cls, first: date, last: date) -> "Months":
        """The months of two days and all between them."""
        return cls(first.replace(day=1), _number(last) - _number(first) + 1)

    @property
    def last(self) -> date:
        """The last day of the last month."""
        *_, month = self
        return month.replace(day=monthrange(month.year, month.month)[1])

    def __iter__(self) -> Iterator[date]:
        """The first day of each."""
        start = _number(self.first)
        for number in range(start, start + self.count):
            yield date(number // 12, number % 12 + 1, 1)

    def touched(self, first: date, last: date) -> int:
        """Those that these two days, or a day between them, fall in."""
        start = _number(self.first)
        begin = max(_number(first) - start, 0)
        end = min(_number(last) - start, self.count - 1)
        return (1 << end + 1) - (1 << begin) if begin <= end else 0

    def among(self, some: int) -> list[date]:
        """The first day of each of these."""
        return [month for place, month in enumerate(self) if some >> place & 1]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
