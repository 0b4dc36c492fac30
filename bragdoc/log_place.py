"""Where a page of the log ends, and the next begins: the keyset of `Entry.objects.before`."""

from datetime import date
from typing import NamedTuple

from bragdoc.numbers import whole_number


class LogPlace(NamedTuple):
    """The place of a win among all, the newest first. An address has it as "2026-11-03.123"."""

    starts_on: date
    pk: int

    def __str__(self) -> str:
        return f"{self.starts_on}.{self.pk}"


def read_place(text: str) -> LogPlace | None:
    """The place that an address has; None for anything else."""
    day, _, number = text.partition(".")
    try:
        starts_on, pk = date.fromisoformat(day), whole_number(number)
    except ValueError:
        return None
    return None if pk is None else LogPlace(starts_on, pk)
