"""Calendars: interviews, mentoring, talks and what one runs; everything else with its reason."""

from datetime import date

import pytest

from bragdoc.capture.trackers import meetings
from tests.bragdoc.exports import by, calendar, meeting, read, reasons, titles

ADA, EVE = "ada@example.org", "eve@example.org"


def told(*events, **choices):
    return read("calendar", calendar(*events), me=ADA, **choices)


def left_out(reading):
    return {
        text: reason for text, reason in reasons(reading).items() if reason != "About the calendar"
    }


def test_interviews_of_a_quarter_are_counted():
    reading = told(
        meeting("Interview: backend", "20260203T100000"),
        meeting("Interview: SRE", "20260310T100000"),
        meeting("Phone screen", "20260504T100000"),
        meeting("Interview next year", "20270504T100000"),
    )

    assert titles(reading) == ["2 interviews between 3 February 2026 and 10 March 2026"]
    [candidate] = reading.candidates
    assert (candidate.kind, candidate.identity) == ("glue", "calendar interviews 2026-Q1")
    assert candidate.details == "- 2026-02-03: Interview: backend\n- 2026-03-10: Interview: SRE"
    assert left_out(reading) == {
        "Phone screen": "Not held yet",
        "Interview next year": "Not held yet",
    }


def test_several_of_one_day_are_said_to_be_of_that_day():
    reading = told(meeting("Interview A"), meeting("Interview B"))

    assert titles(reading) == ["2 interviews on 2 March 2026"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Mentoring with Noor", "mentoring"),
        ("Pairing", "mentoring"),
        ("Postmortem: checkout", "operations"),
        ("SEV-1 war room", "operations"),
        ("Lightning talk: queues", ""),
        ("Workshop on SQL", ""),
        ("Architecture review: mails", "decision"),
        ("Entrevista técnica", "glue"),
    ],
)
def test_what_a_title_is_evidence_of(title, kind):
    [candidate] = told(meeting(title)).candidates

    assert (candidate.title, candidate.kind) == (title, kind)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Sync", "Nothing in its title says what came of it"),
        ("Stalking the wild metric", "Nothing in its title says what came of it"),
        ("Constraints", "Nothing in its title says what came of it"),
        ("Holiday", "Time off, a holiday or a birthday"),
        ("Eve OOO", "Time off, a holiday or a birthday"),
        ("Cancelled: Interview", "Cancelled"),
        ("", "Nothing in its title says what came of it"),
    ],
)
def test_what_a_title_is_no_evidence_of(title, reason):
    assert left_out(told(meeting(title))) == {title: reason}


def test_talks_stand_by_themselves_while_there_are_few():
    reading = told(*(meeting(f"Talk {n}", f"202603{n:02}T100000") for n in range(1, 8)))

    assert titles(reading) == [
        "Talk 4",
        "Talk 3",
        "Talk 2",
        "Talk 1",
        "3 talks between 5 March 2026 and 7 March 2026",
    ]


def test_what_was_cancelled_or_declined_was_not_held():
    reading = told(
        meeting("Interview A", "20260203T100000", "STATUS:CANCELLED"),
        meeting("Interview B", "20260203T100000", f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ADA}"),
        meeting("Interview C", "20260203T100000", f"ATTENDEE;PARTSTAT=DECLINED:mailto:{EVE}"),
    )

    assert titles(reading) == ["Interview C"]
    assert left_out(reading) == {"Interview A": "Cancelled", "Interview B": "You declined"}


def test_a_series_that_one_runs_is_told_by_the_quarter():
    reading = told(
        meeting("Guild", "20260108T093000", "RRULE:FREQ=WEEKLY;INTERVAL=2", *by(ADA, EVE))
    )

    assert titles(reading) == [
        "Ran “Guild” 6 times between 8 January 2026 and 19 March 2026",
    ]
    [candidate] = reading.candidates
    assert (candidate.role, candidate.identity) == ("led", "calendar Guild@x 2026-Q1")


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (by(EVE, ADA), "A series that somebody else runs"),
        (by(ADA), "Nobody else is invited, as far as the file tells"),
        ([], "Nobody else is invited, as far as the file tells"),
    ],
)
def test_a_series_that_one_sits_in_is_no_work(people, reason):
    series = meeting("Stand-up", "20260108T093000", "RRULE:FREQ=DAILY", *people)

    reading = told(series, meeting("Sync", "20260109T100000", *by(EVE, ADA)))

    assert titles(reading) == []
    assert left_out(reading)["Stand-up"] == reason


def test_a_series_that_was_hardly_held_is_left_out():
    reading = told(meeting("Guild", "20260319T093000", "RRULE:FREQ=WEEKLY", *by(ADA, EVE)))

    assert titles(reading) == []
    assert left_out(reading) == {"Guild": "A series that was held too seldom"}


def test_days_that_were_dropped_moved_or_called_off_do_not_count():
    series = meeting(
        "Guild",
        ";TZID=Europe/Berlin:20260108T093000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260205T235959Z",
        "EXDATE;TZID=Europe/Berlin:20260115T093000",
        *by(ADA, EVE),
    )
    moved = meeting(
        "Guild",
        ";TZID=Europe/Berlin:20260123T093000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260122T093000",
        *by(ADA, EVE),
    )
    off = meeting(
        "Guild",
        ";TZID=Europe/Berlin:20260129T093000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260129T093000",
        "STATUS:CANCELLED",
        *by(ADA, EVE),
    )

    reading = told(series, moved, off)

    assert reading.candidates[0].details == (
        "- 2026-01-08: Guild\n- 2026-01-23: Guild\n- 2026-02-05: Guild"
    )
    assert left_out(reading) == {"Guild": "Cancelled"}


@pytest.mark.parametrize(
    ("starts", "day"),
    [
        ("20260303T010000Z", date(2026, 3, 2)),
        (";TZID=Asia/Tokyo:20260303T010000", date(2026, 3, 3)),
        (";TZID=Customized Time Zone:20260303T010000", date(2026, 3, 3)),
        ("20260303T010000", date(2026, 3, 3)),
        (";VALUE=DATE:20260303", date(2026, 3, 3)),
    ],
)
def test_the_day_is_that_of_the_place(starts, day):
    text = calendar(meeting("Talk", starts), zone="America/Los_Angeles")

    assert read("calendar", text).candidates[0].starts_on == day


def test_only_the_last_year_is_told_unless_more_is_asked_for():
    text = calendar(
        meeting("Interview A", "20240203T100000"), meeting("Interview B", "20260203T100000")
    )

    assert titles(read("calendar", text)) == ["Interview B"]
    assert titles(read("calendar", text, period="36")) == ["Interview B", "Interview A"]
    assert left_out(read("calendar", text)) == {"Interview A": "Before the period"}


def test_what_comes_after_the_file_was_made_is_not_known():
    text = calendar(meeting("Interview", "20260504T100000"), meeting("Talk"))

    assert titles(read("calendar", text, today="2026-06-01")) == ["Talk"]
    assert titles(read("calendar", text, today="2026-03-01")) == []


def test_stamps_that_differ_tell_of_changes_and_today_tells_what_was_held():
    earlier = meeting("Talk", stamp="20260101T120000Z")
    text = calendar(meeting("Interview", "20260504T100000"), earlier)

    assert titles(read("calendar", text)) == ["Talk"]
    assert titles(read("calendar", text, today="2026-06-01")) == ["Talk", "Interview"]


def test_whose_calendar_it_is_is_asked_where_no_address_tells():
    series = meeting("Guild", "20260108T093000", "RRULE:FREQ=WEEKLY", *by(EVE, "z@example.org"))

    who = read("calendar", calendar(series), me=ADA).choices[1]
    named = read("calendar", calendar(series, name="z@example.org"), me=ADA).choices[1]
    answered = read("calendar", calendar(series), me=ADA, who=EVE)

    assert (who.name, who.asks, who.value) == ("who", True, EVE)
    assert (named.asks, named.value) == (False, "z@example.org")
    assert titles(answered) == ["Ran “Guild” 12 times between 8 January 2026 and 26 March 2026"]


def test_a_meeting_told_twice_was_held_once():
    reading = told(meeting("Talk"), meeting("Talk"))

    assert titles(reading) == ["Talk"]
    assert left_out(reading) == {"Talk": "Told before in the same file"}


def test_a_broken_meeting_costs_none_of_the_others():
    broken = "BEGIN:VEVENT\r\nDTSTART:yesterday\r\nWHAT\r\nSUMMARY:Interview\r\nEND:VEVENT"
    cut = "BEGIN:VEVENT\r\nUID:1"

    reading = told(meeting("Talk"), broken, cut, meeting("Interview"))

    assert titles(reading) == ["Talk", "Interview"]
    assert sorted(left_out(reading).values()) == [
        "It has no day on which it can have been held",
        "The file ends within this meeting",
    ]


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [(calendar(), True), ("begin:vcalendar\n", True), ("BEGIN:VCARD", False), ("", False)],
)
def test_a_calendar_is_recognised_by_its_first_line(text, is_ours):
    assert meetings.recognises(text.encode(), "x.ics") is is_ours
