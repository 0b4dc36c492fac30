import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.dates import Precision, whole_year
from bragdoc.capture.documents.written_dates import (
    ambiguous_dates,
    only_period,
    period_at,
    periods_in,
    whole_period,
)


def spans(period):
    return period and f"{period.starts_on} {period.ends_on} {period.precision}"


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("2026-02-06", "2026-02-06 2026-02-06 day"),
        ("2026/2/6", "2026-02-06 2026-02-06 day"),
        ("14.03.2018", "2018-03-14 2018-03-14 day"),
        ("03.04.2018", "2018-04-03 2018-04-03 day"),
        ("25/12/2024", "2024-12-25 2024-12-25 day"),
        ("12/25/2024", "2024-12-25 2024-12-25 day"),
        ("04-04-2024", "2024-04-04 2024-04-04 day"),
        ("29 Jul 2022", "2022-07-29 2022-07-29 day"),
        ("July 29th, 2022", "2022-07-29 2022-07-29 day"),
        ("18 de abril de 2024", "2024-04-18 2024-04-18 day"),
        ("Monday, 3 Nov 2025", "2025-11-03 2025-11-03 day"),
        ("May 2022", "2022-05-01 2022-05-31 month"),
        ("Abr 2026", "2026-04-01 2026-04-30 month"),
        ("Abr 2024 – Mar 2026", "2024-04-01 2026-03-31 month"),
        ("Set 2025", "2025-09-01 2025-09-30 month"),
        ("14 de ago de 2025", "2025-08-14 2025-08-14 day"),
        ("3 août 2025", "2025-08-03 2025-08-03 day"),
        ("3. März 2025", "2025-03-03 2025-03-03 day"),
        ("2 ส.ค. 68", "2025-08-02 2025-08-02 day"),
        ("2 ส.ค. 2568", "2025-08-02 2025-08-02 day"),
        ("สิงหาคม พ.ศ. 2568", "2025-08-01 2025-08-31 month"),
        ("ส.ค. 2025", "2025-08-01 2025-08-31 month"),
        ("2 ส.ค. 22", "2022-08-02 2022-08-02 day"),
        ("2025年8月2日", "2025-08-02 2025-08-02 day"),
        ("2025年8月", "2025-08-01 2025-08-31 month"),
        ("2020 февраль", "2020-02-01 2020-02-29 month"),
        ("2024-05", "2024-05-01 2024-05-31 month"),
        ("2018 Week 05", "2018-01-29 2018-02-04 week"),
        ("2026-W04", "2026-01-19 2026-01-25 week"),
        ("Week of 2021-11-07", "2021-11-07 2021-11-13 week"),  # a Sunday, kept
        ("Semana de 14 Abr 2026", "2026-04-14 2026-04-20 week"),
        ("Q1 2024", "2024-01-01 2024-03-31 quarter"),
        ("Q1'24", "2024-01-01 2024-03-31 quarter"),
        ("Nov ’24", "2024-11-01 2024-11-30 month"),
        ("2026-H1 (Janeiro - Junho 2026)", "2026-01-01 2026-06-30 half"),
        ("2018 – 2022", "2018-01-01 2022-12-31 year"),
        ("[Nov 22-24, 2022]", "2022-11-22 2022-11-24 day"),
        ("27-28 Sep 2022", "2022-09-27 2022-09-28 day"),
        ("Feb 5 & 6, 2013", "2013-02-05 2013-02-06 day"),
        ("2020-08-26-28", "2020-08-26 2020-08-28 day"),
        ("2021-08-19, 20", "2021-08-19 2021-08-20 day"),
        ("2023-08-07,08", "2023-08-07 2023-08-08 day"),
        ("2023-08-07, 09, 11", "2023-08-07 2023-08-11 day"),
        ("2022-03-14<br>2022-03-21", "2022-03-14 2022-03-21 day"),
        ("Apr 27 - Aug 2, 2025", "2025-04-27 2025-08-02 day"),
        ("Dec 27 - Jan 3, 2026", "2025-12-27 2026-01-03 day"),
        ("April to July 2024", "2024-04-01 2024-07-31 month"),
        ("May 2022 - December 2022", "2022-05-01 2022-12-31 month"),
    ],
)
def test_a_heading_that_is_a_date_is_a_period(written, span):
    assert spans(whole_period(written)) == span


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("November", "2022-11-01 2022-11-30 month"),
        ("Q3", "2022-07-01 2022-09-30 quarter"),
        ("October 12th - October 18th", "2022-10-12 2022-10-18 day"),
        ("ม.ค. ถึง พ.ค.", "2022-01-01 2022-05-31 month"),
    ],
)
def test_a_missing_year_is_that_of_the_period_around(written, span):
    assert spans(whole_period(written, near=whole_year(2022))) == span
    assert whole_period(written) is None


@pytest.mark.parametrize("written", ["03/04/2024", "03-04-2024", "Week of 03-04-2024", "3/4/24"])
def test_a_date_that_reads_both_ways_is_not_read(written):
    assert whole_period(written, near=whole_year(2024)) is None
    assert list(periods_in(written)) == []


@pytest.mark.parametrize(
    ("written", "day_first", "span"),
    [
        ("03/04/2024", True, "2024-04-03 2024-04-03 day"),
        ("03/04/2024", False, "2024-03-04 2024-03-04 day"),
        ("3/4/24", False, "2024-03-04 2024-03-04 day"),
        ("25/12/2024", False, "2024-12-25 2024-12-25 day"),  # there is no other way
        ("03.04.2024", False, "2024-04-03 2024-04-03 day"),  # dots put the day first
        ("Week of 03-04-2024", False, "2024-03-04 2024-03-10 week"),
        ("03/04/2024 - 05/04/2024", True, "2024-04-03 2024-04-05 day"),
        ("31/02/2024", True, None),
    ],
)
def test_the_order_of_the_document_tells(written, day_first, span):
    assert spans(whole_period(written, day_first=day_first)) == span


def test_the_dates_that_read_both_ways_are_told_with_both_readings():
    text = "03/04/2024, 25/12/2024, 04-04-2024, 3.4.2024, v1/2/24, 1/2/3/2024, 5/6/25"
    assert [(a.text, str(a.day_first), str(a.month_first)) for a in ambiguous_dates(text)] == [
        ("03/04/2024", "2024-04-03", "2024-03-04"),
        ("5/6/25", "2025-06-05", "2025-05-06"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Technical skills",
        "2022 Brag Doc",
        "2019-02-30",
        "5 to 7 people",
        "May the force",
        "0000-00-00",
        "9999-12-31",
        "1 Jan 0000",
        "31/12/9999",
        "w53 2025",
        "2021-08-19, 20 people",
        "Set 2025 goals",
        "31 ก.พ. 2568",
    ],
)
def test_a_heading_that_says_more_is_no_period(written):
    assert whole_period(written, near=whole_year(2022)) is None


def test_every_date_in_a_text_is_found_with_its_place():
    text = "Begun in May 2022, paused, done on 3 August 2022."
    assert [(text[f.start : f.end], f.period.precision) for f in periods_in(text)] == [
        ("May 2022", Precision.MONTH),
        ("3 August 2022", Precision.DAY),
    ]


def test_two_days_joined_by_and_are_no_span():
    text = "Posted on July 29, 2011 and October 10, 2011"
    assert [str(f.period.starts_on) for f in periods_in(text)] == ["2011-07-29", "2011-10-10"]


def test_a_number_after_a_date_is_no_end_of_a_range():
    found = period_at("2022-03-14 - 15 issues closed")
    assert spans(found.period) == "2022-03-14 2022-03-14 day"
    assert found.end == len("2022-03-14")


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("2024-05-03", True),
        ("May 2024", True),
        ("Q1 2024", True),
        ("2000", False),
        ("25/6/24", False),
    ],
)
def test_a_year_or_a_short_date_is_not_firm(text, firm):
    assert period_at(text).firm is firm


def test_a_text_with_two_periods_has_no_only_one():
    assert spans(only_period("Status, February 2019")) == "2019-02-01 2019-02-28 month"
    assert only_period("February 2019 and May 2020") is None
    assert only_period("nothing") is None


# "ſep" and "İ" match month names when case is ignored, and are none.
PIECES = """
    2026 2026-11-03 11 31 0 0000 9999 May ſep İ oct Q1 w53 week of - – to & , / . 99/99/2024 st
    3/4/24 03-04-2024 ส.ค. 68 2568 年 月 日 set ago de <br> ถึง
"""
DATE_WORDS = st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3)).map(" ".join)


@given(DATE_WORDS | st.text())
def test_reading_written_dates_never_raises(text):
    whole_period(text, near=whole_year(2022))
    list(ambiguous_dates(text))
    for found in periods_in(text, near=whole_year(2022), day_first=False):
        assert 0 <= found.start < found.end <= len(text)
        assert found.period.starts_on <= found.period.ends_on
