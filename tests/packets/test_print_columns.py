"""Tables of the printed packet have no column that nothing stands in."""

from datetime import date

import pytest

from packets.document import Metric
from packets.exports.html import packet_html
from tests.packets.documents import draft_of, one_section, win

DAY = date(2026, 3, 2)


def printed(**facts) -> str:
    document = one_section(win(1, "Read the whole log", DAY, featured=True, **facts))
    return packet_html(document, draft_of(document))


@pytest.mark.parametrize(("facts", "is_there"), [({}, False), ({"role": "led"}, True)])
def test_the_part_that_an_author_had_is_a_column_where_any_win_says_it(facts, is_there):
    assert ('<th class="role" scope="col">Part</th>' in printed(**facts)) is is_there
    assert ('<td class="role">' in printed(**facts)) is is_there


@pytest.mark.parametrize(
    ("facts", "is_there"), [({}, False), ({"metrics": (Metric(after="3"),)}, True)]
)
def test_figures_are_a_column_where_any_headline_has_one(facts, is_there):
    assert ('<th class="figure" scope="col">Figure</th>' in printed(**facts)) is is_there
    assert ('<td class="figure">' in printed(**facts)) is is_there
