"""The rule that tells kinds of proof apart, and months as sets."""

from datetime import date

import pytest

from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import (
    ARTEFACT,
    MEASURED,
    NOTHING,
    NUMBER,
    RULE,
    TESTIMONY,
    proof_of,
    proof_of_row,
)

YEAR = Months.of(date(2025, 12, 20), date(2026, 11, 3))


@pytest.mark.parametrize(
    ("numbers", "has_link", "has_voice", "proof"),
    [
        ([("800 ms", "200 ms")], False, False, MEASURED),
        ([("", "3"), ("800 ms", "200 ms")], False, False, MEASURED),
        ([("", "3")], True, True, NUMBER),
        ([("3", " ")], False, False, NUMBER),
        ([], True, True, ARTEFACT),
        ([], False, True, TESTIMONY),
        ([], False, False, NOTHING),
    ],
)
def test_a_win_has_the_strongest_kind_of_proof_that_holds(numbers, has_link, has_voice, proof):
    assert proof_of(numbers=numbers, has_link=has_link, has_voice=has_voice) == proof


def test_the_same_is_read_from_the_columns_of_an_entry():
    assert proof_of_row("", '[{"before": "3", "after": "1"}]', "[]") == MEASURED
    assert proof_of_row("", '[{"after": "1"}]', "[]") == NUMBER
    assert proof_of_row("praise", "[]", '[{"url": "https://a.example"}]') == ARTEFACT
    assert proof_of_row("praise", "[]", "[]") == TESTIMONY
    assert proof_of_row("delivery", "[]", "[]") == NOTHING


def test_the_rule_goes_from_the_strongest_kind_to_none():
    assert list(RULE) == sorted(RULE, reverse=True)
    assert max([TESTIMONY, NUMBER, NOTHING]) == NUMBER


def test_every_kind_but_the_strongest_has_a_next_step():
    assert [bool(proof.next_step) for proof in RULE] == [False, True, True, True, True]
    assert [proof.done_in for proof in RULE] == ["", "metrics", "metrics", "links", "metrics"]


# Months


def test_months_are_whole_from_the_first_to_the_last():
    assert (YEAR.count, YEAR.first, YEAR.last) == (12, date(2025, 12, 1), date(2026, 11, 30))
    assert [*YEAR][1] == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 2, 28), date(2026, 4, 1), [2, 3, 4]),
        (date(2026, 5, 5), date(2026, 5, 5), [5]),
        (date(2020, 1, 1), date(2025, 12, 1), [12]),
        (date(2026, 11, 30), date(2027, 3, 1), [11]),
        (date(2020, 1, 1), date(2020, 2, 1), []),
        (date(2027, 1, 1), date(2027, 2, 1), []),
    ],
)
def test_a_span_touches_the_months_it_has_a_day_in(first, last, months):
    touched = YEAR.touched(first, last)

    assert [month.month for month in YEAR.among(touched)] == months
    assert touched.bit_count() == len(months)
