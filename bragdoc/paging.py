"""One page of a list. The next goes on behind its last row, so that what is added or taken away in
between moves nothing."""

from typing import Protocol


class Rows[Row](Protocol):
    """A QuerySet, or a list."""

    def __getitem__(self, key: slice, /): ...


def page_of[Row](rows: Rows[Row], most: int) -> tuple[list[Row], Row | None]:
    """The first `most` rows, asked for at once, and the last of these where more follow, else
    None."""
    found = list(rows[: most + 1])
    page = found[:most]
    return page, page[-1] if len(found) > most else None
