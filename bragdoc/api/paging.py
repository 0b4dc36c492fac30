"""Lists come in pages, each of which begins after a place that the page before names."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from bragdoc.api.problems import invalid
from bragdoc.day_place import read_place
from bragdoc.numbers import whole_number

PAGE, LONGEST_PAGE = 50, 100

Next = Annotated[
    str | None, Field(description="What `after` is on the next page; null where this is the last.")
]


class Page(Schema):
    after: str = Field("", description="The `next` of the page before.")
    limit: int = Field(PAGE, ge=1, le=LONGEST_PAGE, description="How many at most.")


NO_PLACE = "This is no `next` of a page."


def shown_on(page, rows, place_of):
    """The rows of a page, and the place after them where more follow."""
    found = list(rows[: page.limit + 1])
    shown = found[: page.limit]
    return shown, place_of(shown[-1]) if len(found) > page.limit else None


def newest_first(page, rows):
    """The rows of a page of those made last, and the place after them where more follow."""
    if page.after:
        rows = rows.filter(pk__lt=number_place(page.after))
    return shown_on(page, rows.order_by("-pk"), lambda row: str(row.pk))


def number_place(text):
    """The primary key that a place names. Raises Problem."""
    number = whole_number(text)
    if number is None:
        raise invalid(("after", NO_PLACE))
    return number


def log_place(text):
    """The place in the log. Raises Problem."""
    place = read_place(text)
    if place is None:
        raise invalid(("after", NO_PLACE))
    return place
