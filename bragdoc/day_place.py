"""Where a page of a list by day ends, and the next begins: its keyset."""

from datetime import date
from typing import NamedTuple

from bragdoc.numbers import whole_number


class DayPlace(NamedTuple):
    """The place of a row in a list by day. An address has it as "2026-11-03.123"."""

    day: date
    pk: int

    def __str__(self) -> str:
        return f"{self.day}.{self.pk}"


def read_place(text: str) -> DayPlace | None:
    """The place that an address has; None for anything else."""
    day, _, number = text.partition(".")
    try:
        of_day, pk = date.fromisoformat(day), whole_number(number)
    except ValueError:
        return None
    return None if pk is None else DayPlace(of_day, pk)
