"""A page of a list, and whether it goes on."""

import pytest

from bragdoc.paging import page_of


@pytest.mark.parametrize(
    ("rows", "page", "last"),
    [("", "", None), ("a", "a", None), ("ab", "ab", None), ("abc", "ab", "b"), ("abcd", "ab", "b")],
)
def test_a_page_tells_its_last_row_where_more_follow(rows, page, last):
    assert page_of(list(rows), 2) == (list(page), last)
