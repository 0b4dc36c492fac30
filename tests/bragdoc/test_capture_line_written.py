"""A line that is written: reading it gives back what it was written from."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.line import KINDS, Line, Metric, read_line, write_line
from tests.bragdoc.test_capture_line import TYPED

WRITTEN_ON, READ_ON = date(2026, 11, 21), date(2031, 2, 3)
COMPETENCIES = ["delivery", "quality", "développement", "2d-graphics"]


def read(text, today=READ_ON):
    return read_line(text, today=today, competencies=COMPETENCIES)


def test_a_line_is_written_title_first_and_with_the_year():
    line = read(
        "Cut checkout p99 +p99:800ms→200ms @sam ~checkout #quality !operations ^fri"
        " https://ci.example/42",
        today=WRITTEN_ON,
    )
    assert write_line(line).text == (
        "Cut checkout p99 #quality ~checkout @sam !operations +p99:800ms→200ms ^2026-11-20"
        " https://ci.example/42"
    )


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Closed issue #12 and +1 from ~5 people", "Closed issue #12 and +1 from ~5 people"),
        ("Tagged it #delivery", "Tagged it \\#delivery"),
        ("Tagged it #unheard", "Tagged it \\#unheard"),
        ("A \\#1 and C:\\dir", "A \\\\#1 and C:\\dir"),
        ('Read ~"my project" aloud', 'Read \\~"my project" aloud'),
        ('Began ~"my project', 'Began \\~"my project'),
        ('Read ~"a #quality" aloud', 'Read \\~"a \\#quality" aloud'),
        ("Left https://example.org/a be", "Left \\https://example.org/a be"),
        ("Left (https://example.org/a) be", "Left (\\https://example.org/a) be"),
        ("~https://example.org/a", "\\~\\https://example.org/a"),
        ("  two\n spaces ", "two spaces"),
        ("مرحبا #delivery 👩‍💻", "مرحبا \\#delivery 👩‍💻"),
    ],
)
def test_words_that_would_be_tokens_get_a_backslash(title, typed):
    assert write_line(Line(title=title)).text == typed
    assert read(typed) == Line(title=" ".join(title.split()))


def test_an_address_that_the_title_says_stands_there_alone():
    text = "See [b](https://example.org/b) and [a](https://example.org/a)"
    links = ("https://example.org/b", "https://example.org/a", "https://example.org/c")
    assert write_line(Line(title=text, links=links)).text == f"{text} https://example.org/c"


def test_an_address_that_the_title_says_too_early_is_said_by_a_token():
    line = Line(
        title="(https://example.org/b)", links=("https://a.example", "https://example.org/b")
    )
    assert write_line(line).text == (
        "(\\https://example.org/b) https://a.example https://example.org/b"
    )


@pytest.mark.parametrize(
    ("metric", "token"),
    [
        (Metric("p99", "800", "200", "ms"), "+p99:800ms→200ms"),
        (Metric("errors", "", "5", "%"), "+errors:5%"),
        (Metric("coverage", "17", "21", "services"), '+coverage:17→"21 services"'),
        (Metric("build time", "14", "3", "min"), '+"build time":14min→3min'),
        (Metric("flags", "12", "3", "of 40"), '+flags:12→3"of 40"'),
        (Metric("deploys", "weekly", "daily", ""), "+deploys:weekly→daily"),
        (Metric("deploys", "once a week", "daily", ""), '+deploys:"once a week"→"daily"'),
        (Metric("errors", "", "5%", ""), '+errors:"5%"""'),
        (Metric("", "", "7", "min"), '+"":7min'),
        (Metric("odds", "", "2.", ""), '+odds:"2."'),
        (Metric("nights", "3", "", ""), '+nights:"3"→""'),
        (Metric('the "p"', "a→b", "c->d", 'x"y'), '+"the \\"p\\"":"a→b"→"c->d""x\\"y"'),
    ],
)
def test_a_metric_is_written_as_shortly_as_it_can_be_read(metric, token):
    assert write_line(Line(title="Did it", metrics=(metric,))).text == f"Did it {token}"


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("ci", "~ci"),
        ("my project", '~"my project"'),
        ("2d", '~"2d"'),
        ("ci.", '~"ci."'),
        ("sam's", '~"sam\'s"'),
        ('the "big" one', '~"the \\"big\\" one"'),
        ('"', '~"\\""'),
        ('""', '~"\\"\\""'),
        ("“ci”", '~"“ci”"'),
        ("\\", '~"\\\\"'),
    ],
)
def test_a_name_stands_in_quotes_where_it_needs_them(name, token):
    assert write_line(Line(title="x", project=name)).text == f"x {token}"
    assert read(token).project == name


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        (Line(title="x", links=("ftp://example.org",)), "the link ftp://example.org"),
        (Line(title="x", links=("https://a.example/b c",)), "the link https://a.example/b c"),
        (Line(title="x", links=("https://a.example/b.",)), "the link https://a.example/b."),
        (Line(title="x", metrics=(Metric("p99", "", "", "ms"),)), "the number p99"),
        (
            Line(title="x", starts_on=date(1815, 12, 10), ends_on=date(1815, 12, 10)),
            "the dates, which lie outside 1900 to 2099",
        ),
    ],
)
def test_what_no_line_can_hold_is_left_out_and_named(line, left_out):
    assert write_line(line) == ("x", (left_out,))


# Any values that a line can hold: spaces are single ones, an address is one, a number has a value.
CHARACTERS = st.sampled_from('#~@!+^\\":→->.,()[]/“” ab1é田\u200f') | st.characters()
TEXT = st.text(CHARACTERS).map(lambda text: " ".join(text.split()))
NAME = TEXT.filter(bool)
ADDRESSES = st.sampled_from(
    ["https://example.org/a", "HTTP://a.example?q=1#x", "https://example.org/x_(y)"]
)
TITLE = st.lists(TEXT | ADDRESSES | TYPED).map(lambda words: " ".join(" ".join(words).split()))
METRIC = st.builds(Metric, TEXT, TEXT, TEXT, TEXT).filter(lambda m: m.before or m.after)
PERIOD = st.none() | st.tuples(*[st.dates(date(1900, 1, 1), date(2099, 12, 31))] * 2).map(sorted)


@st.composite
def values(draw):
    starts_on, ends_on = draw(PERIOD) or (None, None)
    return Line(
        title=draw(TITLE),
        competencies=tuple(draw(st.lists(st.sampled_from(COMPETENCIES), unique=True))),
        project=draw(TEXT),
        people=tuple(draw(st.lists(NAME, unique=True, max_size=3))),
        kind=draw(st.sampled_from(["", *sorted(KINDS)])),
        metrics=tuple(draw(st.lists(METRIC, max_size=3))),
        links=tuple(draw(st.lists(ADDRESSES, unique=True))),
        starts_on=starts_on,
        ends_on=ends_on,
    )


@given(values())
def test_reading_what_was_written_gives_the_same_values(line):
    written = write_line(line)
    assert written.left_out == ()
    assert read(written.text) == line


@given(TYPED)
def test_what_was_read_is_written_and_read_as_the_same(text):
    """But for the remark that something looked like a token: who writes it knows it for text."""
    line = read(text, today=WRITTEN_ON)
    written = write_line(line)
    assert written.left_out == ()
    assert read(written.text) == replace(line, unread=())
    assert write_line(read(written.text)) == written
