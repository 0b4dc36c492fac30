"""Repeated meetings: the same days as by the book, and an end to every rule."""

from datetime import date, datetime

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.trackers.recurrence import Rule

EVERY = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
NAMES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SINCE, LAST = date(2026, 1, 1), date(2026, 12, 31)
maybe = st.none() | st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw):
    """The parts of a rule that both this and the reference follow alike, by their names."""
    every = draw(st.sampled_from(list(EVERY)))
    parts = {"FREQ": [every], "INTERVAL": [draw(st.integers(1, 5))]}
    if draw(st.booleans()):
        parts["COUNT"] = [draw(st.integers(1, 40))]
    months = draw(maybe)
    if months:
        parts["BYMONTH"] = months
    days = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    if days and (every != "YEARLY" or months):
        which = draw(st.sampled_from(["", "1", "2", "-1"])) if every == "MONTHLY" else ""
        parts["BYDAY"] = [f"{which}{day}" for day in days]
    elif every in ("MONTHLY", "YEARLY") and (every == "MONTHLY" or months):
        numbers = draw(st.lists(st.sampled_from([1, 15, 31, -1]), max_size=2, unique=True))
        if numbers:
            parts["BYMONTHDAY"] = numbers
    if "BYDAY" in parts and every == "MONTHLY" and draw(st.booleans()):
        parts["BYSETPOS"] = [draw(st.sampled_from([1, 2, -1]))]
    return parts


def by_the_book(parts, start):
    days = [
        weekday(NAMES.index(day[-2:]), int(day[:-2])) if day[:-2] else weekday(NAMES.index(day))
        for day in parts.get("BYDAY", [])
    ]
    rule = rrule(
        EVERY[parts["FREQ"][0]],
        dtstart=datetime.combine(start, datetime.min.time()),
        interval=parts["INTERVAL"][0],
        count=parts.get("COUNT", [None])[0],
        bymonth=parts.get("BYMONTH"),
        bymonthday=parts.get("BYMONTHDAY"),
        byweekday=days or None,
        bysetpos=parts.get("BYSETPOS"),
    )
    first, last = (datetime.combine(day, datetime.min.time()) for day in (SINCE, LAST))
    return [each.date() for each in rule.between(first, last, inc=True)]


@given(rules(), st.dates(date(2023, 1, 1), date(2026, 12, 31)))
def test_a_rule_gives_the_days_that_the_standard_gives(parts, start):
    rule = Rule.of(parts)

    assert list(rule.days(start, SINCE, LAST)) == by_the_book(parts, start)


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["DAILY"], "BYMONTH": [2], "BYMONTHDAY": [30]},
        {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [31]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["5MO"], "BYMONTHDAY": [1]},
        {"FREQ": ["WEEKLY"], "INTERVAL": [10**9]},
        {"FREQ": ["YEARLY"], "INTERVAL": [10**9]},
        {"FREQ": ["DAILY"], "COUNT": [10**9]},
        {"FREQ": ["MONTHLY"], "BYSETPOS": [400]},
    ],
)
def test_a_rule_that_hardly_ever_fits_ends_all_the_same(parts):
    assert len(list(Rule.of(parts).days(date(1990, 1, 31), SINCE, LAST))) <= 365


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["HOURLY"]},
        {"FREQ": ["YEARLY"], "BYWEEKNO": [20]},
        {"FREQ": ["YEARLY"], "BYDAY": ["20MO"]},
        {"FREQ": ["DAILY"], "INTERVAL": ["often"]},
        {"FREQ": ["WEEKLY"], "WKST": ["NEVER"]},
        {},
    ],
)
def test_what_is_not_followed_is_said_to_be(parts):
    assert Rule.of(parts) is None


def test_a_rule_ends_on_the_day_that_it_names():
    rule = Rule.of({"FREQ": ["WEEKLY"], "UNTIL": [datetime(2026, 1, 20, 9)]})

    assert list(rule.days(date(2026, 1, 6), SINCE, LAST)) == [
        date(2026, 1, 6),
        date(2026, 1, 13),
        date(2026, 1, 20),
    ]
