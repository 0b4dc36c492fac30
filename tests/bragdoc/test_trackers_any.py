"""Any export at all: every line is accounted for, and nothing is raised but the readers' error."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.proposals import Unreadable
from tests.bragdoc.exports import (
    JIRA,
    LINEAR,
    TRACKERS,
    answered,
    by,
    calendar,
    found,
    issue,
    meeting,
    pull,
    read,
    request,
)

WORDS = st.text(max_size=40)
PEOPLE = st.sampled_from(["ada", "eve", "renovate[bot]"])
DAYS = st.sampled_from(["2026-01-05", "2026-03-02", "0000-00-00", "9999-01-01", ""])
STATES = st.sampled_from(["MERGED", "merged", "OPEN", "CLOSED", "closed", "opened", "", None])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def items(draw, *shapes):
    make = draw(st.sampled_from(shapes))
    one = make(draw(st.integers(1, 30)), draw(WORDS), on=draw(DAYS), by=draw(PEOPLE))
    changes = draw(
        st.dictionaries(st.sampled_from(sorted(one)) | WORDS, ANYTHING | STATES, max_size=2)
    )
    return one | changes


def lists_of(*shapes):
    return st.lists(items(*shapes), min_size=1, max_size=12)


@st.composite
def written(draw, things):
    """JSON in one of the forms in which lists come."""
    indent = draw(st.sampled_from([None, 0, 2]))
    form = draw(st.sampled_from(["array", "lines", "items"]))
    if form == "lines":
        return "\n".join(json.dumps(each) for each in things) + draw(st.sampled_from(["", "\n\n"]))
    return json.dumps(things if form == "array" else {"count": 1, "items": things}, indent=indent)


@st.composite
def tables(draw, header):
    cells = WORDS | st.sampled_from(["Done", "To Do", "5/6/25", "02/Mar/26", "ada", "SHOP-1", "\n"])
    rows = draw(
        st.lists(st.lists(cells, min_size=1, max_size=len(header) + 2), min_size=1, max_size=10)
    )
    file = io.StringIO()
    csv.writer(file, delimiter=draw(st.sampled_from(",;\t"))).writerows([header, *rows])
    return file.getvalue()


@st.composite
def calendars(draw):
    titles = WORDS | st.sampled_from(["Interview", "Talk", "Guild", "Holiday", "Mentoring"])
    lines = st.sampled_from(
        [
            "RRULE:FREQ=WEEKLY",
            "RRULE:FREQ=DAILY;COUNT=40;BYMONTH=2;BYMONTHDAY=30",
            "RRULE:FREQ=SECONDLY",
            "EXDATE:20260302T100000",
            "STATUS:CANCELLED",
            "RECURRENCE-ID:20260302T100000",
            *by("ada@example.org", "eve@example.org"),
            "X;;:;",
            "",
            "BEGIN:VALARM",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VTODO",
        ]
    )
    starts = st.sampled_from(
        ["20260302T100000", "00000101T000000", "99991231T235959Z", "20250302", "soon"]
    )
    events = draw(
        st.lists(
            st.builds(
                lambda title, start, more: meeting(title, start, *more),
                titles.map(lambda title: " ".join(title.split())),
                starts,
                st.lists(lines, max_size=4),
            ),
            min_size=1,
            max_size=6,
        )
    )
    return calendar(*events)


FILES = {
    "github": lists_of(pull, found, answered, issue).flatmap(written),
    "gitlab": lists_of(request).flatmap(written),
    "jira": tables(JIRA),
    "linear": tables(LINEAR),
    "calendar": calendars(),
}


def unaccounted(text, reading):
    """Lines that hold something and are in no candidate and not skipped, as an editor counts."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    held = {
        number
        for first, last in [
            *(span for candidate in reading.candidates for span in candidate.spans),
            *((skip.line, skip.last) for skip in reading.skipped),
        ]
        for number in range(first, last + 1)
    }
    assert max(held, default=0) <= len(lines)
    return [line for n, line in enumerate(lines, start=1) if line.strip() and n not in held]


@pytest.mark.parametrize("tracker", FILES)
@given(data=st.data())
def test_every_line_is_in_a_candidate_or_left_out_with_a_reason(tracker, data):
    text = data.draw(FILES[tracker])
    me = data.draw(st.sampled_from(["", "ada", "ada@example.org\nAda Okoye", "\n\n"]))
    try:
        reading = read(tracker, text.encode("utf-8", "surrogatepass"), me=me, who=me)
    except Unreadable:
        return

    assert unaccounted(text, reading) == []
    assert all(skip.reason for skip in reading.skipped)
    assert all(0 < len(candidate.title) <= 300 for candidate in reading.candidates)
    assert all(len(candidate.details) < 20_000 for candidate in reading.candidates)
    identities = [candidate.identity for candidate in reading.candidates]
    assert len(set(identities)) == len(identities)
    assert all(identities)


@pytest.mark.parametrize("tracker", FILES)
@given(data=st.data())
def test_the_same_file_again_gives_the_same(tracker, data):
    text = data.draw(FILES[tracker]).encode("utf-8", "surrogatepass")
    try:
        first = read(tracker, text)
    except Unreadable:
        return

    assert read(tracker, text) == first


@pytest.mark.parametrize("tracker", TRACKERS)
@given(data=st.data())
def test_bytes_in_which_anything_was_changed_raise_nothing_else(tracker, data):
    whole = data.draw(FILES[tracker]).encode("utf-8", "surrogatepass")
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 9))
    changed = whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + length :]

    for broken in (changed, whole[:at]):
        TRACKERS[tracker].recognises(broken, "export")
        try:
            read(tracker, broken, day_first="yes", period="36", today="x")
        except Unreadable:
            continue


@pytest.mark.parametrize("tracker", TRACKERS)
@given(data=st.binary(max_size=300))
def test_any_bytes_raise_nothing_else(tracker, data):
    for tried in (data, b"[{" + data, b"Summary,Key,Status\n" + data, b"BEGIN:VCALENDAR\n" + data):
        TRACKERS[tracker].recognises(tried, "")
        try:
            read(tracker, tried)
        except Unreadable:
            continue
