"""Whatever comes in is read or refused in bounded time, and no line of it is lost."""

import contextlib
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bragdoc.capture.brag_document import read_document
from bragdoc.capture.dates import Precision
from bragdoc.capture.documents.units import Unit
from bragdoc.capture.proposals import Unreadable
from tests.bragdoc.documents import read

# Nothing is lost.


def words(text):
    """The words of a text, but for the numbers of ordered lists and the crosses of boxes."""
    unnumbered = re.sub(r"\d+[.)](?=\s|$)|\[[xX]\]", " ", text)
    return "".join(char if char.isalnum() else " " for char in unnumbered).split()


def held_by(candidate):
    days = [day for day in (candidate.starts_on, candidate.ends_on) if day]
    return [
        candidate.title,
        candidate.details,
        candidate.project,
        *candidate.headings,
        *candidate.links,
        *candidate.tags,
        *candidate.people,
        *(f"{day:%Y %m %d %B} {day.month} {day.day} {day:%y} {day.year + 543}" for day in days),
    ]


def unaccounted(text, reading):
    """The lines that hold words which are neither skipped nor in a candidate."""
    lines = re.sub(r"[\x01-\x08\x0e-\x1f\u00a0]", " ", re.sub("\r\n?", "\n", text)).split("\n")
    for skipped in reading.skipped:
        assert skipped.text == "\n".join(lines[skipped.line - 1 : skipped.last])
        lines[skipped.line - 1 : skipped.last] = [""] * (skipped.last - skipped.line + 1)
    held = [part for candidate in reading.candidates for part in held_by(candidate)]
    # Emphasis can begin inside a word, so that two words are one in the title.
    letters = "\n".join("".join(filter(str.isalnum, part)) for part in held)
    return [line for line in lines if any(word not in letters for word in words(line))]


def check(text, **choices):
    text = text.replace("\0", "")  # with one, it may be UTF-16
    try:
        reading = read(text, **choices)
    except Unreadable:
        return
    assert unaccounted(text, reading) == []
    lines = text.count("\n") + text.count("\r") + 1
    for candidate in reading.candidates:
        assert 0 < len(candidate.title) <= 300
        assert 1 <= candidate.line <= lines
        assert (candidate.starts_on is None) == (candidate.precision is Precision.UNKNOWN)


PIECES = """
    # ## ### - * > 1. | |-| ``` ** _ [a](https://b.example) [c] [c]: https://d.example : ✅ [x] [ ]
    2025 May 3, Q1 2025-01-02 moved you? TODO Goals Result: Examples: --- +++ date: <!-- --> <b>
    &amp; \\* {x=y} … . ? — "so" @perf with ❌ 🔄 📋 03/04/2024 16:33 Projects Kudos tags:
    (upcoming)    Highlights ส.ค. 68 <br> {% %} ::: [//]: Context: https://git.example/a/b/pull/12/files
"""
SPACES = ["\n", "\n\n", "\n  ", "\n    ", "\t", "\r\n", "\x0c", "\u2028", "\u00a0"]
DOCUMENTS = st.lists(st.sampled_from([*PIECES.split(), *SPACES]) | st.text(max_size=5)).map(
    " ".join
)


@given(DOCUMENTS, st.sampled_from(["", *Unit]), st.sampled_from(["", "yes", "no"]))
@example("[x] 1.", "", "")
@example("[x]", "", "")
@example("@perf @perf @perf", "", "")
def test_every_line_is_in_a_candidate_or_was_skipped(text, unit, day_first):
    check(text, unit=unit, day_first=day_first)


SMALL = """\
---
title: Wins
tags: [backend, on-call]
---
# 2025

Some words before.

## Week of 03-04-2025

- Moved the *scheduler* ([#12](https://git.example/a/b/pull/12)) @perf
  - to the new host
- ✅ Mended it with @sam. Took a day.
hard wrapped

Day | What
-|-
2025-01-02 | Cut it

> Thank you — Noor

### Atlas

Context: slow

Result: fast

## Goals

- [ ] Learn to delegate [n]

[n]: https://a.example
<!-- a comment -->
"""


@given(st.data())
def test_so_it_is_with_a_document_that_was_cut_and_shuffled(data):
    lines = SMALL.split("\n")
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        what = data.draw(st.sampled_from(["delete", "double", "swap", "cut", "indent", "insert"]))
        if what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(other, lines[at])
        elif what == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif what == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        elif what == "indent":
            lines[at] = "    " + lines[at]
        elif what == "insert":
            lines.insert(at, data.draw(st.text(max_size=20)))
    check("\n".join(lines), unit=data.draw(st.sampled_from(["", *Unit])))


def test_every_line_that_is_not_blank_counts_even_without_a_word():
    reading = read("- Moved it\n\n***\n\n- Mended it\n\n~~~\n~~~\n")
    assert [(s.line, s.last, s.reason) for s in reading.skipped] == [
        (3, 3, "A line between parts"),
        (7, 8, "Code"),
    ]


# Bytes.


@given(st.binary() | st.binary().map(lambda data: b"\xff\xfe" + data))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Unreadable):
        read(data)


@given(st.integers(0, len(SMALL)), st.binary(min_size=1, max_size=3))
def test_a_damaged_document_is_read_or_refused(at, junk):
    data = SMALL.encode()
    with contextlib.suppress(Unreadable):
        read(data[:at] + junk + data[at:])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_whatever_its_encoding(encoding):
    data = "- Moved it to Zürich\r\n- Mended\u00a0it\r\n".encode(encoding)
    assert [c.title for c in read(data).candidates] == ["Moved it to Zürich", "Mended it"]


NO_TEXT = "The file is not text. Save the document as Markdown or plain text, and bring in that."
NO_UTF = "The document is not text in UTF-8 or UTF-16. Save it as UTF-8, and bring it in again."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The document is empty."),
        (b" \n# \n---\n", "The document is empty."),
        (b"\xff\xfe", "The document is empty."),
        (b"- caf\xe9 moved", NO_UTF),
        (b"\xff\xfea", NO_UTF),
        (b"PK\x03\x04\x14\x00\x08\x08\xff", NO_UTF),
        (b"%PDF\x00\x01\x02abc", NO_TEXT),
        (b"\x01\x02\x03" * 99 + b"abc", NO_TEXT),
        (b"a" * 2_000_001, "The document is larger than 2 MB. Bring it in parts."),
        (b"- a\n" * 20_002, "The document has more than 20,000 lines. Bring it in parts."),
        (b"a\n" * 999_999, "The document has more than 20,000 lines. Bring it in parts."),
    ],
)
def test_what_is_no_document_is_refused_with_what_would_do(data, message):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert str(refused.value) == message


def test_a_control_character_that_slipped_in_is_a_space():
    (candidate,) = read(b"- Moved\x08the \x1b[1mscheduler, which took all of a week\n").candidates
    assert candidate.title == "Moved the [1mscheduler, which took all of a week"


@pytest.mark.parametrize("year", ["0000", "0001", "1899", "2100", "9999", "10000"])
@pytest.mark.parametrize(
    "form", ["{}-12-31", "31/12/{}", "31 December {}", "{}", "{}-W53", "Q4 {}"]
)
def test_a_year_that_no_log_is_of_is_no_date(year, form):
    written = form.format(year)
    for text in (
        f"- {written}: Moved it",
        f"# {written}\n- Moved it",
        f"---\ndate: {written}\n---\n- Moved it",
    ):
        (candidate,) = read(text, f"{written}.md".replace("/", "-")).candidates
        assert candidate.starts_on is None or candidate.starts_on >= date(1900, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000 + "a",
        ">" * 1_000_000 + "a",
        "*" * 1_000_000 + "a",
        "a" * 1_900_000,
        "(a" * 500_000,
        "- a" + " @a" * 200_000 + "!",
        "- with " + "@a, " * 100_000 + "(",
        "- " + "May 3, 2024 " * 160_000,
        "> " + "x — Y " * 100_000,
        "".join("  " * depth + "- a\n" for depth in range(1000)),
        "".join(">" * depth + " a\n\n" for depth in range(500)),
        "- a" + " " * 1_900_000 + "b",
    ],
    ids=[
        "brackets",
        "quotes",
        "stars",
        "word",
        "parentheses",
        "tags",
        "people",
        "dates",
        "signatures",
        "nesting",
        "nested quotes",
        "spaces",
    ],
)
def test_a_hostile_document_is_read_in_bounded_time(text):
    reading = read(text)
    assert len(reading.candidates) + len(reading.skipped) >= 1


def test_what_each_entry_repeats_stays_small():
    address = f"https://a.example/{'a' * 1000}"
    text = f"# {'Wins ' * 1000}\n" + "- Moved [n]\n- Mended [n]\n" * 9 + f"\n[n]: {address}\n"
    for candidate in read(text).candidates:
        assert len(candidate.headings[0]) <= 300
        assert address not in candidate.details


LONG = "".join(f"- 03-04-2024 Moved number {number}\n  - twice\n" for number in range(5001))


def test_a_long_document_is_read_once_and_its_options_are_not_counted():
    reading = read(LONG)
    assert len(reading.candidates) == 5001
    unit, order = reading.choices
    assert [(option.value, option.hint) for option in unit.options] == [
        ("bullet", ""),
        ("line", ""),
    ]
    assert order.asks
    assert {total for _, total in progress_of(LONG)} == {5001}


# Progress.


def progress_of(text):
    told = []
    read_document(
        text.encode(), name="", choices={}, progress=lambda done, total: told.append((done, total))
    )
    return told


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"- Moved number {number}\n" for number in range(1000)),
        "".join(f"### Moved number {number}\n" for number in range(1000)),
        "".join(f"Moved number {number}\n\n" for number in range(1000)),
        "Day|What\n-|-\n" + "".join(f"2025-01-02|Moved {number}\n" for number in range(1000)),
    ],
    ids=["items", "headings", "paragraphs", "rows"],
)
def test_progress_is_told_every_two_hundred_blocks_or_more_often(text):
    told = progress_of(text)
    dones = [done for done, _ in told]
    assert dones == sorted(dones)
    assert all(done <= total for done, total in told)
    assert max(after - before for before, after in pairwise(dones)) <= 200
    assert told[-1][1] - told[-1][0] <= 200


def test_who_is_told_of_the_progress_may_end_the_reading():
    def stop(done, total):
        raise TimeoutError

    with pytest.raises(TimeoutError):
        read_document(b"- Moved it\n", name="", choices={}, progress=stop)
