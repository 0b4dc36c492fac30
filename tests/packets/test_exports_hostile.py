"""What people type or paste is never taken for the form of a file."""

from datetime import date

import pytest

from packets.document import Link, Metric, Testimony
from packets.exports.docx import TooLong, packet_docx
from packets.exports.files import FILE_FORMS, packet_archive
from packets.exports.markdown import packet_markdown
from tests.packets.documents import draft_of, one_section, rich_packet, version_of, win
from tests.packets.export_readers import (
    addresses_in_markdown,
    addresses_in_word,
    markdown_tokens,
    parts_of,
    word_of,
    words_of_markdown,
    words_of_word,
)

DAY = date(2026, 3, 2)


def titled(title: str, **facts):
    return one_section(win(1, title, DAY, **facts))


def voiced(text: str):
    said = Testimony(text=text, name=text, position=text, relation=text, where=text)
    return titled("A win", testimony=(said,))


def kinds_in_markdown(document) -> set[str]:
    return {
        kind
        for token in markdown_tokens(document)
        for kind in [token.type, *(child.type for child in token.children or ())]
    }


@pytest.mark.parametrize(
    "title",
    ["# x", "*x*", "[x](https://evil.example)", "<img src=x onerror=alert(1)>", "a | b", "a\n\n# b",
     "![x](https://evil.example/a.png)", "```", "<https://evil.example>", "~~x~~", "> x"],
)  # fmt: skip
def test_a_title_is_words_and_changes_nothing_around_it(title):
    assert kinds_in_markdown(titled(title)) == kinds_in_markdown(titled("x"))
    assert kinds_in_markdown(voiced(title)) == kinds_in_markdown(voiced("x"))


def test_a_pipe_in_a_title_is_no_column_of_the_dated_wins():
    rows = [
        [token for token in markdown_tokens(titled(title)) if token.type == "td_open"]
        for title in ("a | b | c", "abc")
    ]
    assert len(rows[0]) == len(rows[1])


@pytest.mark.parametrize("text", ["```\nnever closed", "<!-- never closed", "<script>", "$$ x"])
def test_a_text_left_open_ends_where_it_ends(text):
    document = titled("A win", details=text)
    assert "Appendix: the wins, dated" in [
        token.children[0].content
        for before, token in zip(
            markdown_tokens(document), markdown_tokens(document)[1:], strict=False
        )
        if before.type == "heading_open"
    ]


def test_a_heading_in_a_text_stays_out_of_the_outline():
    document = titled("A win", details="# Big\n\nwords")
    headings = [p.text for p in word_of(document).paragraphs if p.style.name.startswith("Heading")]
    assert ("Big" in headings, "Big" in words_of_word(document)) == (False, True)


def test_what_xml_can_not_hold_is_marked_and_the_rest_is_kept():
    document = titled("a\x00b\x0bc\ufffed", details="e\x01f", why="g\x1bh")
    said = voiced("a\x00b e\x01f g\x1bh")
    written = [of(each) for of in (words_of_word, words_of_markdown) for each in (document, said)]
    for words in written:
        assert [word in words for word in ("a\ufffdb", "e\ufffdf", "g\ufffdh")] == [True] * 3


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "@x", "שלום עולם", "🧑‍🔧 repaired", "กำ"])
def test_letters_of_every_script_and_what_looks_like_a_formula_are_kept(text):
    for document in (titled(text, metrics=(Metric(label=text, after=text),)), voiced(text)):
        for words_of in (words_of_word, words_of_markdown):
            assert words_of(document).count(text) >= 4


def test_a_title_from_right_to_left_is_set_so():
    word = word_of(titled("שלום עולם"))
    paragraph = next(p for p in word.paragraphs if p.style.name == "Heading 2")
    assert paragraph._p.find(".//{*}bidi") is not None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://[", "x"]
)
def test_an_address_that_leads_nowhere_on_the_web_is_words(url):
    document = titled("A win", links=(Link(url=url),))
    found = (addresses_in_markdown(document), addresses_in_word(document))
    assert (found[1], url in words_of_word(document)) == ([], True)
    assert [link for link in found[0] if not link.startswith("https://")] == []


def test_an_address_with_spaces_and_brackets_leads_where_it_led():
    document = titled("A win", links=(Link(url="https://a.example/x y<z>?q=ü|1"),))
    assert addresses_in_word(document) == ["https://a.example/x%20y%3Cz%3E?q=%C3%BC%7C1"]
    assert addresses_in_markdown(document) == ["https://a.example/x%20y%3Cz%3E?q=%C3%BC%7C1"]


def test_lists_count_from_their_own_beginning():
    document = titled("A win", details="3. three\n4. four\n\nthen\n\n1. one")
    numbers = [
        p._p.pPr.numPr.numId.val
        for p in word_of(document).paragraphs
        if p.style.name == "List Number"
    ]
    assert (numbers[0] == numbers[1], numbers[1] == numbers[2]) == (True, False)
    assert "3. three" in packet_markdown(document, version_of(document))


def test_a_text_of_a_million_characters_is_kept_whole():
    text = "nine more " * 100_000
    document = titled("A win", details=text)
    assert words_of_markdown(document).count("nine more") == 100_000
    assert words_of_word(document).count("nine more") == 100_000


def test_two_thousand_wins_are_markdown_and_too_many_for_word():
    document = one_section(*(win(number, f"Win {number}", DAY) for number in range(1, 2001)))
    assert words_of_markdown(document).count("Win 1999") == 2
    with pytest.raises(TooLong, match=r"at most 300 wins; this packet has 2000\.$"):
        packet_docx(document, version_of(document))


def test_the_same_packet_is_the_same_bytes_in_every_form():
    document = rich_packet()
    for edition in (version_of(document), draft_of(document)):
        once, again = (
            packet_archive(document, edition, name_of="packet.{}".format, pdf=b"%PDF")
            for _ in range(2)
        )
        assert once == again
    assert list(parts_of(once)) == [
        "packet.pdf", *(f"packet.{form.suffix}" for form in FILE_FORMS.values()),
    ]  # fmt: skip
