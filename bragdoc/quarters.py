"""Quarters of a year, as goals and reflections have them."""

from datetime import date, timedelta
from typing import NamedTuple


class Quarter(NamedTuple):
    year: int
    number: int  # 1 to 4

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def slug(self) -> str:
        """As it stands in addresses: "2026-q4"."""
        return f"{self.year}-q{self.number}"

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"
