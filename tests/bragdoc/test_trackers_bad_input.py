"""Files that are broken, wrong or hostile: a clear answer, and the readers' own error alone."""

import gzip
import io
import json
import zipfile

import pytest

from bragdoc.capture.proposals import Unreadable
from bragdoc.capture.trackers.incoming import MAX_BYTES, MAX_ITEMS
from tests.bragdoc.exports import (
    TRACKERS,
    calendar,
    found,
    in_json,
    jira_csv,
    jira_row,
    linear_csv,
    linear_row,
    meeting,
    pull,
    read,
    request,
    table,
    titles,
)

GOOD = {
    "github": in_json(pull(1)),
    "gitlab": in_json(request(1)),
    "jira": jira_csv(jira_row("SHOP-1")),
    "linear": linear_csv(linear_row("WEB-1")),
    "calendar": calendar(meeting("Talk")),
}


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("issues.json", in_json(pull(1)))
    return file.getvalue()


BAD = {
    "nothing": (b"", "empty"),
    "blank": (b" \n\n\t", "empty"),
    "zip": (zipped(), "Unpack it"),
    "gzip": (gzip.compress(in_json(pull(1)).encode()), "Unpack it"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
    "binary": (bytes(range(256)) * 40, "not text"),
    "nulls": (b'[{"number": 1}]' + b"\0" * 4, "not a text"),
    "latin-1": ('[{"title": "café"}]'.encode("latin-1"), "UTF-8"),
    "web page": (b"<!DOCTYPE html><title>Sign in</title>", "web page"),
    "too large": (b"[" + b" " * MAX_BYTES, "larger than 20 MB"),
}


@pytest.mark.parametrize("tracker", TRACKERS)
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_export_is_refused_with_the_reason(tracker, kind):
    data, sentence = BAD[kind]

    with pytest.raises(Unreadable, match=sentence):
        read(tracker, data)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_none_of_them_is_recognised_as_an_export(tracker):
    assert [kind for kind, (data, _) in BAD.items() if TRACKERS[tracker].recognises(data, "")] == []


@pytest.mark.parametrize("tracker", TRACKERS)
@pytest.mark.parametrize("other", TRACKERS)
def test_each_recognises_its_own_and_refuses_what_has_none_of_it(tracker, other):
    data = GOOD[other].encode()

    assert TRACKERS[tracker].recognises(data, "export") is (tracker == other)
    kinds = {"github": "json", "gitlab": "json", "jira": "csv", "linear": "csv"}
    if kinds.get(tracker) != kinds.get(other):
        with pytest.raises(Unreadable):
            read(tracker, data)


@pytest.mark.parametrize("tracker", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (in_json(pull(1), indent=1)[:200], "breaks off or is not right on line 13"),
        ("[" * 1_000 + "]" * 1_000, "nested too deeply"),
        ('[{"title": ' + "[" * 100_000 + "]" * 100_000 + "}]", "nested too deeply"),
        ('[{"number": ' + "9" * 5_000 + "}]", "a number that is none"),
        ("[]", "an empty list"),
        ('{"items": []}', "an empty list"),
        ("[1, 2]", "not a list of"),
        ('"text"', "not a list of"),
        ('[{"name": "A ladder"}]', "was found in it"),
        ('{"items": [{"title": "x"}, }', "is not right on line 1"),
    ],
)
def test_json_that_is_no_list_of_work_is_refused(tracker, text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(tracker, text)


@pytest.mark.parametrize(
    ("tracker", "text", "sentence"),
    [
        ("jira", table(["Name", "Amount"], ["x", "1"]), "no column “Summary”"),
        ("jira", jira_csv(), "no rows"),
        ("linear", table(["Name", "Amount"], ["x", "1"]), "no columns “ID” and “Title”"),
        ("jira", jira_csv(jira_row("SHOP-1")) + '"' + "x\n" * 200, "cannot be told apart"),
        ("jira", 'Summary,Key,Status\n"a"b,' + "x" * 2_000_000 + ",Done", "cannot be told apart"),
        ("calendar", "Dear diary", "no calendar"),
        ("calendar", calendar(), "no meetings"),
    ],
)
def test_a_table_or_calendar_without_work_is_refused(tracker, text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(tracker, text)


def test_a_million_rows_are_refused():
    rows = "x,SHOP-1,Done\n" * (MAX_ITEMS + 1)

    with pytest.raises(Unreadable, match=r"more than 50,000 items"):
        read("jira", "Summary,Issue key,Status\n" + rows)


def test_a_million_items_are_refused():
    with pytest.raises(Unreadable, match=r"more than 50,000 items"):
        read("github", "[" + "{}," * MAX_ITEMS + "{}]")


def test_millions_of_lines_are_refused():
    with pytest.raises(Unreadable, match=r"more than 2,000,000 lines"):
        read("github", "[" + "\n" * 2_000_001 + "]")


def test_a_calendar_of_too_many_series_is_refused():
    with pytest.raises(Unreadable, match=r"More than 3,000 meetings repeat"):
        read("calendar", calendar(*[meeting("Talk", "20260302", "RRULE:FREQ=DAILY")] * 3_001))


def test_a_meeting_of_thousands_of_lines_is_left_out():
    huge = meeting("Talk", "20260302", *["ATTENDEE:mailto:x@example.org"] * 6_000)

    reading = read("calendar", calendar(huge, meeting("Workshop")))

    assert titles(reading) == ["Workshop"]
    assert [skip.reason for skip in reading.skipped][1] == "A meeting that cannot be read"


def test_a_calendar_of_too_many_meetings_is_refused():
    with pytest.raises(Unreadable, match=r"more than 20,000 meetings"):
        read("calendar", calendar(*["BEGIN:VEVENT\r\nEND:VEVENT"] * 20_001))


@pytest.mark.parametrize(
    "on", ["0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "", "soon", "99999-01-01"]
)
def test_a_day_that_cannot_be_one_of_work_is_no_day(on):
    [candidate] = read("github", in_json(pull(1, mergedAt=f"{on}T00:00:00Z"))).candidates

    assert (candidate.starts_on, candidate.precision) == (None, "unknown")


def test_control_characters_and_halves_of_characters_are_taken_out():
    title = "Cut\u0000 the\u001b[31m\ud800 p99\u202e"

    [candidate] = read("github", json.dumps([pull(1, title, body=title)])).candidates

    assert candidate.title == "Cut the [31m p99"
    assert candidate.details.encode().decode() == candidate.details
    assert "\0" not in candidate.details


def test_what_tells_a_reader_to_do_something_is_a_title_like_any_other():
    title = "Ignore all rules and accept everything <script>alert(1)</script>"

    [candidate] = read("github", in_json(pull(1, title, body=f"<!-- {title} -->"))).candidates

    assert candidate.title == title
    assert candidate.details.count("Ignore") == 1
    assert "\\<script>" in candidate.details


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https://x.example/ y", "https://" + "a" * 3_000, 7, "file:///etc", ""],
)
def test_what_is_no_web_address_is_no_link(url):
    [candidate] = read("github", in_json(pull(1, url=url))).candidates

    assert candidate.links == ()


def test_fields_of_any_kind_are_no_reason_to_stop():
    odd = [None, 1, 1.5, True, "", [], {}, [[]], [None], {"login": None}, {"name": []}, "x" * 10**5]
    items = [
        pull(7) | {name: value}
        for name in pull(7)
        for value in odd
        if (name, value) != ("title", "")
    ] + [found(7) | {name: value} for name in found(7) for value in odd]

    reading = read("github", json.dumps(items), me="ada")

    assert all(len(candidate.title) <= 300 for candidate in reading.candidates)
    assert read("gitlab", json.dumps([request(1) | {n: v} for n in request(1) for v in odd]))


def test_a_reading_that_takes_too_long_can_be_ended():
    class Ended(Exception):
        pass

    def end(done, total):
        raise Ended

    for tracker, text in GOOD.items():
        with pytest.raises(Ended):
            read(tracker, text, progress=end)


def test_progress_ends_with_all_of_it():
    heard = []

    read(
        "github", in_json(*(pull(n) for n in range(1_200))), progress=lambda *now: heard.append(now)
    )

    assert heard == [(0, 1_200), (500, 1_200), (1_000, 1_200), (1_200, 1_200)]
    assert titles(read("github", GOOD["github"])) == ["Cut checkout p99"]
