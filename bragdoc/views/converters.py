from datetime import date

from django.urls.converters import StringConverter

from bragdoc.forms.spans import FIRST_DAY, LAST_DAY
from bragdoc.quarters import Quarter


class MondayConverter:
    """A week in an address, as the date of its Monday: 2026-11-16.

    Any other day is not found, nor is a week in which no win can lie.
    """

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        day = date.fromisoformat(value)  # ValueError: not found
        if day.weekday() or not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(value)
        return day

    def to_url(self, value):
        return value.isoformat()


class MonthConverter:
    """A month in an address, as the date of its first day: 2026-11. One in which no win can lie is
    not found."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value):
        first = date.fromisoformat(f"{value}-01")  # ValueError: not found
        if not FIRST_DAY <= first <= LAST_DAY:
            raise ValueError(value)
        return first

    def to_url(self, value):
        return f"{value:%Y-%m}"


class QuarterConverter:
    """A quarter in an address: 2026-q4. One in which no win can lie is not found."""

    regex = r"\d{4}-q[1-4]"

    def to_python(self, value):
        year, number = map(int, value.split("-q"))
        quarter = Quarter(year, number)
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise ValueError(value)
        return quarter

    def to_url(self, value):
        return value.slug


class NameConverter(StringConverter):
    """The slug of a project or a person, which may be any signs. PostgreSQL takes no null character
    even to look for: an address with one is not found."""

    regex = r"[^/\x00]+"
