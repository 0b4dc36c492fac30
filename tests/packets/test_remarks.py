"""Where a remark stands: words found again in Markdown, places of a document, rewording."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bragdoc.ladders.wording import Words
from bragdoc.markdown import render_markdown
from packets.document import Condition, Gap, Section
from packets.remarks.places import condition_place, gap_place, places_of
from packets.remarks.rewording import NotOnce, reworded
from packets.remarks.standing import find, instead_of
from packets.remarks.words import Marked, letters, plain, shown
from tests.packets.documents import KEYS, NIGHT_FLOW, empty_packet, one_section

TEXTS = st.text(
    st.sampled_from("abc déß字ا\n*_`~#>[]()!&;<\"'“’-+1.|\\\t\u200b\u202e😀"), max_size=80
)


class Read(HTMLParser):
    """What a browser shows of HTML, as a selection of all of it would give it."""

    def __init__(self, html):
        super().__init__()
        self.said = ""
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.said += data


# Words.


@given(TEXTS, st.data())
@example("A **retry** can no longer [book](https://x.example/a) twice.", None)
def test_whatever_is_selected_of_a_text_is_found_in_it(text, data):
    said = Read(render_markdown(text)).said
    ends = st.integers(0, len(said))
    start, end = sorted((data.draw(ends), data.draw(ends))) if data else (0, len(said))
    selected = said[start:end]
    assert bool(shown(text).find(selected)) == bool(letters(selected))


@given(TEXTS, TEXTS)
def test_looking_for_words_never_fails_and_invents_none(text, words):
    found = shown(text).find(words)
    if found:
        assert shown(text).letters[found.start : found.end] == letters(words)
        assert reworded_or_none(text, words, "other") != text


def reworded_or_none(text, words, better):
    try:
        return reworded(text, words, better)
    except NotOnce:
        return None


@pytest.mark.parametrize(
    "typed",
    [
        "a retry can no longer",
        "a **retry** can no longer",
        "a  retry\ncan\u00a0no longer",
        "a re\u00adtry can no longer",
    ],
)
def test_words_are_found_however_they_are_spaced_and_marked(typed):
    assert shown("We see that a *retry* can no\nlonger fail.").find(typed)


def test_words_in_other_quotation_marks_are_the_same_words():
    assert shown("It “just works”, doesn’t it?").find('"just works", doesn\'t')


@pytest.mark.parametrize("words", ["", "   ", "**", "\u200b", "https://x.example", "other"])
def test_what_no_reader_sees_there_is_not_found(words):
    assert shown("A [guide](https://x.example) by us.").find(words) is None


@given(TEXTS, TEXTS)
def test_marked_words_leave_all_else_as_it_was_and_stand_in_whole_elements(text, words):
    here = shown(text)
    spans = [span for span in (here.find(words), here.find(text[:9]), here.find(text[3:])) if span]
    html = here.with_marks([Marked(span, f"[{n}]") for n, span in enumerate(spans)])
    for n in range(len(spans)):
        assert html.count(f"[{n}]") >= 1
    bare = re.sub(r'<span class="anchor">|</span>', "", html)
    for n in range(len(spans)):
        bare = bare.replace(f"[{n}]", "", 1) if f"[{n}]" not in here.html else bare
    if not any(f"[{n}]" in here.html for n in range(3)):
        assert bare == here.html
    assert html.count("<span") == html.count("</span>")
    assert not re.search(r"<span[^>]*>[^<]*<(?!/span>)", html)


def test_a_number_behind_words_of_a_link_stands_behind_the_link():
    here = shown("See [the guide](https://x.example) now.")
    html = here.with_marks([Marked(here.find("the"), "[1]")])
    assert '<span class="anchor">the</span> guide</a>[1] now.' in html


def test_a_text_is_copied_block_by_block():
    assert plain("One *word*.\n\n- two\n- three & four") == "One word.\ntwo\nthree & four"


# Places.


@pytest.fixture
def document():
    section = Section(
        key="work", title="Work", claim="It holds. Nobody noticed.", evidence=(KEYS, NIGHT_FLOW)
    )
    return empty_packet(
        thesis="I decide.",
        next="To **teach** it.",
        sections=(section, Section(key="bare", title="Bare")),
        gaps=(Gap(title="No hiring", answer="None was open."),),
        conditions=(Condition(text="Lead two teams.", answer="I led three."),),
    )


def test_each_part_has_its_places_in_the_order_in_which_they_are_read(document):
    labels = {
        part: [place.label for place in places.values()]
        for part, places in places_of(document).items()
    }
    assert labels == {
        "opening": ["the thesis"],
        "work": ["the claim", f"“{KEYS.title}”", f"“{NIGHT_FLOW.title}”"],
        "bare": [],
        "gaps": ["“No hiring”"],
        "conditions": ["“Lead two teams.”"],
        "next": ["what is next"],
    }


@pytest.fixture
def every_place(document):
    """All places of a document that says something everywhere."""
    whole = document.model_copy(update={"ask": "Staff.", "summary": "Three teams."})
    return [place for part in places_of(whole).values() for place in part.values()]


def test_other_words_are_suggested_for_all_but_what_a_win_is_called_and_tells(every_place):
    texts = {text.field for place in every_place for text in place.texts}
    reworded = {text.field for place in every_place for text in place.reworded}
    assert reworded == {"ask", "thesis", "summary", "next", "claim", "why", "answer"}
    assert texts - reworded == {"title", "details", "impact", "text"}


def test_the_ask_and_what_something_is_called_are_no_markdown(every_place):
    texts = {text[::2] for place in every_place for text in place.texts}
    assert {field for field, is_markdown in texts if not is_markdown} == {"ask", "title", "text"}
    assert len(texts) == len(dict(texts))


def test_what_says_nothing_is_no_place_but_a_win_is_one_without_a_title():
    nothing = dict.fromkeys(["title", "details", "impact", "why"], "")
    silent = Section(
        key="work", title="Work", claim=" \n", evidence=(KEYS.model_copy(update=nothing),)
    )
    places = places_of(empty_packet(sections=(silent,)))
    assert {part: [place.label for place in at.values()] for part, at in places.items()} == {
        "opening": [],
        "work": ["what has no title"],
    }


def test_a_place_is_called_the_same_in_every_version_and_fits_its_column(document):
    reordered = document.model_copy(update={"gaps": (Gap(title="More"), *document.gaps)})
    assert set(places_of(document)["gaps"]) < set(places_of(reordered)["gaps"])
    long = empty_packet(gaps=(Gap(title="x" * 300),), conditions=(Condition(text="x" * 2_000),))
    names = [name for part in ("gaps", "conditions") for name in places_of(long)[part]]
    assert [re.sub(r"\w{12}$", "", name) for name in names] == ["gap-", "condition-"]


def test_what_no_encoding_has_is_a_name_as_well():
    assert gap_place("\ud800") != gap_place("\ud801")


@pytest.mark.parametrize(
    ("part", "place", "quote", "stands_at"),
    [
        ("work", "", "", ("work", None, None)),
        ("work", "claim", "", ("work", "claim", None)),
        ("work", "claim", "Nobody noticed", ("work", "claim", "claim")),
        ("work", "", "Nobody noticed", ("work", "claim", "claim")),
        ("next", "next", "teach it", ("next", "next", "next")),
        ("work", "evidence-31", "A reading without a key", ("work", "evidence-31", "title")),
        ("elsewhere", "evidence-31", "", ("work", "evidence-31", None)),
        ("work", "claim", "Everybody noticed", None),
        ("bare", "claim", "", None),
        ("gaps", gap_place("No hiring"), "", ("gaps", gap_place("No hiring"), None)),
        ("gaps", gap_place("Hiring"), "None was open", ("gaps", gap_place("No hiring"), "answer")),
        ("gaps", gap_place("Hiring"), "", None),
        (
            "conditions",
            condition_place("Lead two teams."),
            "I led three",
            ("conditions", condition_place("Lead two teams."), "answer"),
        ),
        ("gaps", gap_place("Hiring"), "It was open", None),
        ("gone", "", "", None),
        ("opening", "claim", "", None),
        ("opening", "ask", "", None),
    ],
)
def test_a_remark_stands_where_its_place_and_its_words_are(document, part, place, quote, stands_at):
    spot = find(places_of(document), part, place, quote)
    names = spot and (spot.part, spot.place and spot.place.name, spot.text and spot.text.field)
    assert names == stands_at


@given(TEXTS, st.sampled_from(["claim", "evidence-1", "gap-", "", "no"]), TEXTS, TEXTS)
def test_a_remark_is_looked_for_in_any_document_without_failing(part, place, quote, claim):
    document = empty_packet(sections=(Section(key="work", title="Work", claim=claim),))
    places = places_of(document)
    spot = find(places, part, place, quote)
    assert spot is None or part in places
    assert find(places, "work", place, quote) is None or place in ("", "claim")
    instead_of(places, "work", "claim", quote)


def test_of_words_that_are_gone_it_is_told_what_became_of_them(document):
    was = "It held. Somebody noticed, sooner or later."
    assert instead_of(places_of(document), "work", "claim", "Somebody noticed.") == (
        Words("removed", "Somebody"),
        Words("added", "Nobody"),
        Words("same", " noticed."),
    )
    assert instead_of(places_of(document), "work", "evidence-99", was) == ()
    assert (
        instead_of(places_of(document), "work", "claim", "Eleven translations of a reading") == ()
    )


# Rewording.


@pytest.mark.parametrize(
    ("text", "words", "better", "result"),
    [
        ("A retry can fail.", "can fail", "may fail", "A retry may fail."),
        ("A **retry** can fail.", "retry", "call", "A **call** can fail."),
        ("A **retry** can fail.", "retry can", "call may", "A call may fail."),
        ("One.\n\n- two\n- three", "two", "2", "One.\n\n- 2\n- three"),
        ("See [it](https://x.example).", "it", "them", "See [them](https://x.example)."),
        ("See [it](https://x.example).", "See it.", "Look *there*.", "Look *there*."),
        ("5 & 6", "& 6", "and 6", "5 and 6"),
        ("Nothing new.", "Nothing new.", "", ""),
    ],
)
def test_other_words_stand_where_the_first_stood(text, words, better, result):
    assert reworded(text, words, better) == result


@pytest.mark.parametrize(
    ("text", "words", "better"),
    [
        ("One and one.", "one and two", "x"),
        ("one one", "one", "two"),
        ("a\n\nb", "a b c", "x"),
        ("See [a guide](https://x.example) now.", "guide now", "x"),
        ("One line.", "line", "- a\n- list"),
        ("https://x.example/book book", "book", "x"),
        ("Nothing.", "", "x"),
    ],
)
def test_words_that_cannot_be_told_apart_are_left_as_they_are(text, words, better):
    with pytest.raises(NotOnce):
        reworded(text, words, better)


@given(TEXTS, TEXTS, TEXTS)
def test_a_rewording_leaves_what_stands_around_it(text, words, better):
    result = reworded_or_none(text, words, better)
    if result is not None and result != better:
        before, after = shown(text), shown(result)
        span = before.find(words)
        assert after.letters.startswith(before.letters[: span.start])
        assert after.letters.endswith(before.letters[span.end :])


def test_words_that_overlap_themselves_stand_there_twice():
    assert not shown("so so so").has_once("so so")
    assert shown("so so").has_once("so so")


def test_a_plain_text_is_reworded_as_it_stands():
    assert reworded("I ask for *Staff*.", "*Staff*", "Principal", is_markdown=False) == (
        "I ask for *Principal*."
    )


def test_ten_thousand_characters_are_found_and_reworded():
    text = " ".join(f"word{number}" for number in range(1_200))
    assert reworded(text, "word1198 word1199", "the end").endswith("word1197 the end")
    assert find(places_of(one_section(KEYS, thesis=text)), "opening", "thesis", text[:5_000])
