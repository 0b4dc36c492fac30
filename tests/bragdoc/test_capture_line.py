from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.line import KINDS, Line, Metric, read_line
from bragdoc.capture.line.reading import pieces_of

SATURDAY = date(2026, 11, 21)
COMPETENCIES = ["delivery", "quality", "développement"]


def read(text):
    return read_line(text, today=SATURDAY, competencies=COMPETENCIES)


def test_a_line_says_all_there_is_to_say():
    assert read(
        "Halved the build +build:14min→7min #delivery #quality ~ci @sam @noor !operations ^fri"
        " https://ci.example/42"
    ) == Line(
        title="Halved the build",
        competencies=("delivery", "quality"),
        project="ci",
        people=("sam", "noor"),
        kind="operations",
        metrics=(Metric("build", "14", "7", "min"),),
        links=("https://ci.example/42",),
        starts_on=date(2026, 11, 20),
        ends_on=date(2026, 11, 20),
    )


def test_a_line_without_tokens_is_its_title():
    assert read("Moved the scheduler") == Line(title="Moved the scheduler")


def test_a_line_of_tokens_has_an_empty_title():
    assert read("#delivery") == Line(title="", competencies=("delivery",))


@pytest.mark.parametrize(
    "text",
    [
        "Answered sam@example.org",
        "Ported it to C#",
        "Closed issue #12 and #7",
        "A +1 from the board",
        "Weekly 1:1s, and +1:1",
        "It took ~5 minutes, ~27h before",
        "Icons @2x",
        "Cleaned ~/bin",
        "Stop! != ^_^ # ~ @ + ! ^ \\",
        "100% of 2^10",
        "a#delivery b~ci c@sam d!glue",
    ],
)
def test_signs_that_are_no_tokens_stay(text):
    assert read(text) == Line(title=text)


@pytest.mark.parametrize(
    "token",
    ["#unheard", "!urgent", "+p99", "+p99:", "^soon", "^2026-02-30", "~a(b)", "@sam@example.org"],
)
def test_a_token_that_is_not_understood_stays_and_is_named(token):
    line = read(f"Did {token} well")
    assert line == Line(title=f"Did {token} well", unread=(token.rstrip(":"),))


def test_where_one_may_stand_the_first_is_read():
    line = read("Did it ~ci !glue ^oct ~web !praise ^sep")
    assert line.title == "Did it ~web !praise ^sep"
    assert line.unread == ("~web", "!praise", "^sep")
    assert (line.project, line.kind, line.starts_on) == ("ci", "glue", date(2026, 10, 1))


def test_a_competency_is_found_in_any_case_and_kept_once():
    line = read("#DELIVERY #Développement #delivery")
    assert line.competencies == ("delivery", "développement")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_token(kind):
    assert read(f"x !{kind}").kind == kind


@pytest.mark.parametrize(
    ("token", "metric"),
    [
        ("+p99:800ms→200ms", Metric("p99", "800", "200", "ms")),
        ("+p99:800ms->200ms", Metric("p99", "800", "200", "ms")),
        ("+errors:5%", Metric("errors", "", "5", "%")),
        ("+services:17→21", Metric("services", "17", "21", "")),
        ("+queue:800→200ms", Metric("queue", "800", "200", "ms")),
        ("+load:1,5s→700ms", Metric("load", "1,5s", "700ms", "")),
        ("+cost:$1,600→$400", Metric("cost", "$1,600", "$400", "")),
        ("+loss:-3%→-1%", Metric("loss", "-3", "-1", "%")),
        ("+deploys:weekly→daily", Metric("deploys", "weekly", "daily", "")),
        ("+handover:2h30m->20m", Metric("handover", "2h30m", "20m", "")),
        ('+"build time":"14 min"→"3 min"', Metric("build time", "14", "3", "min")),
        ('+services:17→"21 of 21"', Metric("services", "17", "21 of 21", "")),
        ('+flags:12→3"of 40"', Metric("flags", "12", "3", "of 40")),
        ('+errors:5%""', Metric("errors", "", "5%", "")),
        ('+"":7min', Metric("", "", "7", "min")),
        ('+nights:3→""', Metric("nights", "3", "", "")),
        ("+start:9:30→9:45", Metric("start", "9:30", "9:45", "")),
    ],
)
def test_a_metric_keeps_the_figures_as_typed(token, metric):
    assert read(f"Faster {token}.") == Line(title="Faster.", metrics=(metric,))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://example.org/a#part-2", ["https://example.org/a#part-2"]),
        ("https://example.org/x_(y)", ["https://example.org/x_(y)"]),
        ("HTTP://example.org", ["HTTP://example.org"]),
        ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
    ],
)
def test_an_address_is_a_link_as_a_whole(text, links):
    assert read(text) == Line(title="", links=tuple(links))


def test_punctuation_after_a_token_stays_with_the_sentence():
    assert read("Wrote it up https://example.org/a. Then #delivery, done").title == (
        "Wrote it up. Then, done"
    )


def test_an_address_inside_other_text_is_read_and_stays():
    text = "See [the notes](https://example.org/a) (https://example.org/b)"
    assert read(text) == Line(title=text, links=("https://example.org/a", "https://example.org/b"))


@pytest.mark.parametrize("scheme", ["ftp://example.org", "javascript:alert(1)", "https://"])
def test_other_addresses_are_words(scheme):
    assert read(scheme) == Line(title=scheme)


@pytest.mark.parametrize("sign", "#~@!+^")
def test_a_backslash_keeps_a_sign_as_text(sign):
    assert read(f"Was \\{sign}delivery") == Line(title=f"Was {sign}delivery")


def test_of_several_backslashes_one_is_taken():
    assert read(r"Was \\#delivery and C:\dir\#x").title == r"Was \#delivery and C:\dir\#x"


def test_a_backslash_keeps_an_address_as_text():
    text = r"Left \https://example.org/a and [b](\https://example.org/b)"
    assert read(text) == Line(title=text.replace("\\", ""))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"my project"', "my project"),
        ('"3 rivers"', "3 rivers"),
        ('"the \\"big\\" one"', 'the "big" one'),
        (r'"C:\dir"', r"C:\dir"),
        (r'"ends in \\"', "ends in \\"),
        ('"#1, ~2 @3 !4 +5 ^6"', "#1, ~2 @3 !4 +5 ^6"),
        ('"  wide   apart "', "wide apart"),
        ("“my project”", "my project"),  # as phones write quotes
        ('"https://example.org/a"', "https://example.org/a"),
    ],
)
def test_quotes_hold_any_name_together(typed, name):
    assert read(f"Moved ~{typed}, done") == Line(title="Moved, done", project=name)
    assert read(f"With @{typed}").people == (name,)
    assert read(f"Faster +{typed}:5").metrics == (Metric(name, "", "5", ""),)


def test_a_competency_may_stand_in_quotes():
    line = read_line('Did it #"2d-graphics"', today=SATURDAY, competencies=["2d-graphics"])
    assert line == Line(title="Did it", competencies=("2d-graphics",))


@pytest.mark.parametrize("text", ['Began ~"my project', '@"" and #" "', "~“half", '+"'])
def test_quotes_that_hold_nothing_or_do_not_end_stay_as_text(text):
    line = read(text)
    assert (line.title, line.project, line.people) == (text, "", ())
    assert line.unread


def test_a_possessive_is_part_of_the_sentence():
    assert read("Fixed @sam's build").title == "Fixed @sam's build"
    assert read("With @O'Neil").people == ("O'Neil",)


@pytest.mark.parametrize(
    ("text", "title", "person"),
    [
        ("田中さんと @田中 確認した", "田中さんと 確認した", "田中"),
        ("ช่วย @สมชาย แล้ว", "ช่วย แล้ว", "สมชาย"),
        ("\u200fساعدت \u200f@سارة", "\u200fساعدت \u200f", "سارة"),
        ("🎉 launched 👩‍💻 @zoë", "🎉 launched 👩‍💻", "zoë"),
    ],
)
def test_every_script_can_be_typed(text, title, person):
    assert (read(text).title, read(text).people) == (title, (person,))


def test_lines_and_runs_of_spaces_become_one_space():
    assert read("  one\n two\t\tthree ").title == "one two three"


# Anything that can be typed: signs, words and tokens thrown together, with and without spaces.
SNIPPETS = st.sampled_from(
    [
        *'#~@!+^\\":\u2192.,()[]/ \n',
        *[
            "->",
            "..",
            "\u200f",
            "“",
            "”",
            "'s",
            "://",
            "http://",
            " \\#",
            '"\\"',
            "e\u0301",
            "👩‍💻",
        ],
        *["#delivery", "~ci", '~"my ci"', "@sam", "!glue", "+p99:8ms→2ms", '+a:"b"→3"c"', "^oct"],
        *["^2026-w45", "^mon..wed", "https://example.org/a", "(https://example.org/b)"],
    ]
)
TYPED = st.lists(SNIPPETS | st.text(max_size=3)).map("".join) | st.text()


def visible(text):
    return "".join(text.split())


@given(TYPED)
def test_no_character_is_lost(text):
    """Each is in the title, or in the source of a token that was taken, or it is the one backslash
    that kept what follows as text; and each once, in its order. Only spaces become fewer."""
    pieces = pieces_of(text, today=SATURDAY, competencies=COMPETENCIES)
    assert "".join(piece.source for piece in pieces) == text
    words = "".join(piece.source for piece in pieces if not piece.kind)
    assert visible(read(text).title) == visible(words)
    assert {piece.source for piece in pieces if piece.kind == "escape"} <= {"\\"}


@given(TYPED)
def test_a_taken_token_alone_says_what_it_said_in_the_line(text):
    line = read(text)
    values = {
        "competency": line.competencies,
        "project": (line.project,),
        "person": line.people,
        "kind": (line.kind,),
        "metric": line.metrics,
        "link": line.links,
        "date": ((line.starts_on, line.ends_on),),
    }
    for source, kind in pieces_of(text, today=SATURDAY, competencies=COMPETENCIES):
        if kind not in ("", "escape"):
            alone = read(source)
            assert alone.title == ""
            one = {
                "competency": alone.competencies,
                "project": (alone.project,),
                "person": alone.people,
                "kind": (alone.kind,),
                "metric": alone.metrics,
                "link": alone.links,
                "date": ((alone.starts_on, alone.ends_on),),
            }[kind]
            assert set(one) <= set(values[kind])


@given(st.text(st.characters(exclude_characters="#~@!+^\\:")))
def test_without_signs_nothing_changes_but_space(text):
    assert read(text) == Line(title=" ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        '~"' + "a" * 100_000,
        "+a:" + ")" * 100_000,
        "#a" + "." * 100_000,
        "@a" * 50_000,
        "+a:x->" + "y" * 100_000 + '"',
        "https://" * 20_000,
        "\\#" * 50_000,
        '~a ~"' + "#q " * 30_000 + '"',
        '@"' + '\\"' * 50_000,
        "+a:" + '""' * 50_000,
        "\\" * 100_000,
        "(https://a" * 20_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_hostile_line_is_read_at_once(text):
    assert read(text).competencies == ()
