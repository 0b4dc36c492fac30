"""In which words people are told, and when a mail of it goes out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from packets.models import Endorsement, Reviewer
from packets.notifying.kinds import DONE, GROUPED, Deadline, Kind, asked, mailed_from, sentence
from packets.review import MOVES, REVIEWERS, Role

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        ("asked", "sponsor", "Grace Lindholm asks you to review, as sponsor"),
        ("asked", "now-observer", "Grace Lindholm asks you to review as observer from now on"),
        ("answered", "ended", "Grace Lindholm no longer reviews it"),
        ("shared", "", "Grace Lindholm shares a version with you"),
        ("shared", "due", "Grace Lindholm changes the day for your answer"),
        ("shared", "due 2026-12-04", "Grace Lindholm changes the day for your answer"),
        ("moved", "request-changes", "Grace Lindholm asks for changes"),
        ("commented", "", "Grace Lindholm comments"),
        ("commented", "suggestion", "Grace Lindholm suggests a wording"),
        ("rated", "", "Grace Lindholm gives ratings"),
        ("testified", "given", "Grace Lindholm writes what you asked for"),
    ],
)
def test_each_kind_is_a_sentence_about_who_did_it(kind, detail, said):
    assert sentence(kind, detail, who="Grace Lindholm") == said


def test_what_nobody_knows_the_detail_of_is_told_by_its_kind():
    assert sentence("moved", "juggle", who="Grace Lindholm") == "Grace Lindholm moves it"


def test_who_is_gone_or_gave_no_name_is_somebody():
    assert sentence("commented") == "Somebody comments"


def test_a_date_is_told_by_its_day_and_of_nobody():
    deadline = str(Deadline("drafts", date(2026, 12, 4)))
    assert sentence("due", deadline) == "Drafts are due on Friday 4 December 2026"


@pytest.mark.parametrize(
    ("role", "due_on", "said"),
    [
        ("manager", None, "Asked for: your ratings and a decision"),
        (
            "manager",
            date(2026, 12, 4),
            "Asked for until 4 December 2026: your ratings and a decision",
        ),
        ("sponsor", None, "Asked for: your endorsement or what should change, or your ratings"),
        ("peer", None, "Asked for: your endorsement, or your ratings"),
        ("observer", date(2026, 12, 4), ""),
    ],
)
def test_what_a_version_asks_follows_from_the_role_and_the_day(role, due_on, said):
    assert asked(Role(role), due_on) == said


def test_every_kind_has_a_sentence():
    assert {*DONE, Kind.DUE} == set(Kind)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (Kind.ASKED, {*REVIEWERS, *(f"now-{role}" for role in REVIEWERS)}),
        (Kind.ANSWERED, {"accepted", "declined", "ended"} & set(Reviewer.State.values)),
        (Kind.SHARED, {"due"}),
        (Kind.MOVED, MOVES),
        (Kind.TESTIFIED, {"given", "declined", "withdrawn"} & set(Endorsement.State.values)),
    ],
)
def test_all_that_can_be_told_has_words_of_its_own(kind, details):
    assert set(DONE[kind]) == {"", *details}


# When.


def test_soon_is_a_quarter_of_an_hour_after_the_first():
    first = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert mailed_from(first, BERLIN, hour=None) == first + GROUPED


@pytest.mark.parametrize(
    ("first", "hour", "goes_out"),
    [
        ("2026-11-20 06:59", 8, "2026-11-20 07:00"),
        ("2026-11-20 07:00", 8, "2026-11-20 07:00"),
        ("2026-11-20 07:01", 8, "2026-11-21 07:00"),
        ("2026-11-20 23:30", 0, "2026-11-21 23:00"),  # after midnight there
        ("2026-03-28 12:00", 8, "2026-03-29 06:00"),  # clocks went forward at night
        ("2026-10-24 12:00", 8, "2026-10-25 07:00"),  # and back
        ("2026-03-28 12:00", 2, "2026-03-29 01:00"),  # an hour that is leapt over
        ("2026-10-24 12:00", 2, "2026-10-25 00:00"),  # one that comes twice: the first
        ("2026-10-25 00:30", 2, "2026-10-26 01:00"),  # between the two
    ],
)
def test_a_daily_mail_goes_out_at_the_next_of_its_hours_on_the_clock_there(first, hour, goes_out):
    first = datetime.fromisoformat(first).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(goes_out).replace(tzinfo=UTC)
    assert mailed_from(first, BERLIN, hour=hour) == expected


def test_at_the_other_end_of_the_earth_it_is_another_day_already():
    first = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # 00:30 on the 21st
    goes_out = mailed_from(first, ZoneInfo("Pacific/Kiritimati"), hour=8)
    assert goes_out == datetime(2026, 11, 20, 18, tzinfo=UTC)
