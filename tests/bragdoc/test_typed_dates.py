"""The dates after `^` in the capture line, on a Saturday in November."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.typed_dates import typed_period, written_period

SATURDAY = date(2026, 11, 21)


def spans(period):
    return period and f"{period.starts_on} {period.ends_on} {period.precision}"


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("today", "2026-11-21 2026-11-21 day"),
        ("yesterday", "2026-11-20 2026-11-20 day"),
        ("sat", "2026-11-21 2026-11-21 day"),  # today counts
        ("sun", "2026-11-15 2026-11-15 day"),
        ("Friday", "2026-11-20 2026-11-20 day"),
        ("2026-11-03", "2026-11-03 2026-11-03 day"),
        ("2026-11", "2026-11-01 2026-11-30 month"),
        ("2024-2", "2024-02-01 2024-02-29 month"),
        ("oct", "2026-10-01 2026-10-31 month"),
        ("November", "2026-11-01 2026-11-30 month"),  # has begun
        ("dec", "2025-12-01 2025-12-31 month"),  # has not
        ("w47", "2026-11-16 2026-11-22 week"),
        ("w48", "2025-11-24 2025-11-30 week"),
        ("w1", "2025-12-29 2026-01-04 week"),
        ("w53", "2020-12-28 2021-01-03 week"),  # 2026 has one too, from 28 December on
        ("2026-w53", "2026-12-28 2027-01-03 week"),
        ("q3", "2026-07-01 2026-09-30 quarter"),
        ("q4", "2026-10-01 2026-12-31 quarter"),
        ("2025-q1", "2025-01-01 2025-03-31 quarter"),
        ("h1", "2026-01-01 2026-06-30 half"),
        ("2025", "2025-01-01 2025-12-31 year"),
        ("2026-11-03..2026-11-07", "2026-11-03 2026-11-07 day"),
        ("oct..nov", "2026-10-01 2026-11-30 month"),
        ("mon..wed", "2026-11-16 2026-11-18 day"),
        ("wed..mon", "2026-11-11 2026-11-16 day"),  # over the weekend before
        ("nov..oct", "2025-11-01 2026-10-31 month"),
        ("w40..w45", "2026-09-28 2026-11-08 week"),
        ("w52..w1", "2025-12-22 2026-01-04 week"),
        ("dec..feb", "2025-12-01 2026-02-28 month"),
        ("oct..2025-11", "2025-10-01 2025-11-30 month"),
        ("w53..2021-w2", "2020-12-28 2021-01-17 week"),
        ("yesterday..today", "2026-11-20 2026-11-21 day"),
        ("2024..today", "2024-01-01 2026-11-21 year"),
    ],
)
def test_a_typed_date_is_a_span_of_days(typed, span):
    assert spans(typed_period(typed, today=SATURDAY)) == span


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "..",
        "³",
        "1850",
        "2026-02-30",
        "2026-13",
        "2025-w53",
        "w0",
        "w54",
        "q5",
        "h3",
        "1",
        "soon",
        "99999",
    ],
)
def test_what_is_no_date_is_none(typed):
    assert typed_period(typed, today=SATURDAY) is None


@pytest.mark.parametrize(
    "typed", ["today..yesterday", "2026-11-07..2026-11-03", "2026-w45..oct", "today..", "..today"]
)
def test_a_span_that_has_not_two_ends_in_order_is_none(typed):
    assert typed_period(typed, today=SATURDAY) is None


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3)])
def test_week_53_is_this_one_while_it_lasts(today):
    assert spans(typed_period("w53", today=today)) == "2026-12-28 2027-01-03 week"


def test_week_1_has_begun_when_its_iso_year_has():
    assert spans(typed_period("w1", today=date(2024, 12, 30))) == "2024-12-30 2025-01-05 week"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["mon", "thu", "sun"]))
def test_a_weekday_is_one_of_the_last_seven_days(today, weekday):
    on = typed_period(weekday, today=today).starts_on
    assert timedelta(0) <= today - on < timedelta(7)
    assert on.strftime("%a").lower() == weekday


WORDS = "today yesterday mon sun jan dec w1 w53 q1 q4 h1 h2 1900 2099-w53 2099-12 2026-02-29"
ENDS = st.sampled_from([*WORDS.split(), "0", "0000", "0001-01-01", "9999", "9999-12-31"])
TYPED = ENDS | st.tuples(ENDS, ENDS).map("..".join) | st.text()
DAYS = st.dates() | st.sampled_from([date.min, date.max, date(9999, 1, 1), date(1, 12, 31)])


@given(TYPED, DAYS)
def test_reading_a_typed_date_never_raises_and_ends_after_it_starts(text, today):
    if period := typed_period(text, today=today):
        assert period.starts_on <= period.ends_on


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "typed"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), "2026-11-03"),
        (date(2026, 11, 2), date(2026, 11, 8), "2026-w45"),
        (date(2025, 12, 29), date(2026, 1, 4), "2026-w01"),
        (date(2020, 12, 28), date(2021, 1, 3), "2020-w53"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026-q3"),
        (date(2026, 1, 1), date(2026, 6, 30), "2026-h1"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2026, 11, 3), date(2026, 11, 5), "2026-11-03..2026-11-05"),
        (date(1899, 12, 31), date(1899, 12, 31), None),
        (date(2026, 11, 3), date(9999, 12, 31), None),
    ],
)
def test_a_span_is_written_in_its_shortest_form(starts_on, ends_on, typed):
    assert written_period(starts_on, ends_on) == typed


KNOWN = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(KNOWN, KNOWN, DAYS)
def test_a_written_span_is_read_as_itself_on_any_day(one, other, today):
    starts_on, ends_on = sorted([one, other])
    period = typed_period(written_period(starts_on, ends_on), today=today)
    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)
