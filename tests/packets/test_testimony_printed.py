"""What colleagues say of the wins, from the rows of a draft to every form of a version."""

from datetime import UTC, date, datetime

import pytest

from packets.budgets import Holdings
from packets.compose import compose
from packets.document import Section, Testimony
from packets.exports.html import packet_html
from packets.exports.options import PdfOptions
from packets.exports.testimony import standing, warrant
from packets.models import Packet
from packets.presets.bundled import DEFAULT, bundled_presets
from tests.packets.documents import INES, RUTH, empty_packet, one_section, version_of, win
from tests.packets.export_readers import (
    markdown_tokens,
    one_line,
    word_of,
    words_of_markdown,
    words_of_pdf,
    words_of_word,
)
from tests.packets.pdf_readers import rendered, structure
from tests.packets.scenes import place, share
from tests.packets.testimony_scenes import quote

DAY = date(2026, 3, 2)
ANY = pytest.mark.parametrize("words_of", [words_of_markdown, words_of_word, words_of_pdf])


def composed(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def voices_in(document) -> list[tuple[str, str]]:
    return [(said.name, said.text) for one in document.evidence() for said in one.testimony]


def voiced(*said: Testimony, **facts):
    return one_section(win(1, "The archive", DAY, testimony=said, **facts))


def endorse(placed, **facts):
    """Something said of a placed win; unless told otherwise, an answer that may be printed."""
    given = {"state": "given", "said_where": "", "name": "Ivo"}
    return quote(placed.section.packet, placed.entry, **(given | facts))


# Into the document.


@pytest.mark.parametrize(
    ("facts", "is_in"),
    [
        ({"state": "given"}, True),
        ({"state": "pasted"}, True),
        ({"state": "given", "consents": False}, False),
        ({"state": "given", "is_printed": False}, False),
        ({"state": "asked"}, False),
        ({"state": "declined"}, False),
        ({"state": "withdrawn"}, False),
        ({"state": "cancelled"}, False),
    ],
)
def test_a_document_holds_what_was_said_with_consent_and_is_wanted(packet, facts, is_in):
    endorse(place(packet), name="Ivo", text="It held.", **facts)
    expected = [("Ivo", "It held.")] if is_in else []
    assert voices_in(composed(packet)) == expected
    assert voices_in(compose(Packet.objects.get(pk=packet.pk))) == expected


def test_an_answer_is_dated_by_the_day_it_came_and_praise_by_the_day_it_was_said(packet):
    placed = place(packet)
    came = datetime(2026, 11, 3, 22, tzinfo=UTC)
    endorse(placed, is_verified=True, answered_at=came, position="Director", closeness="saw")
    endorse(placed, state="pasted", said_on=DAY, said_where="by mail", name="Ruth")
    answer, praise = next(composed(packet).evidence()).testimony
    assert (answer.source, answer.is_verified, answer.said_on) == ("asked", True, date(2026, 11, 3))
    assert (answer.position, answer.closeness, answer.where) == ("Director", "saw", "")
    assert (praise.source, praise.is_verified, praise.said_on) == ("pasted", False, DAY)
    assert (praise.name, praise.where) == ("Ruth", "by mail")


@pytest.mark.parametrize(
    ("shown", "is_other"),
    [
        ({"title": "Read the whole log", "details": "", "impact": "", "metrics": []}, False),
        ({"title": " Read the  whole log\n", "why": "Because."}, False),
        ({"title": "Read half of the log"}, True),
        ({"details": "All of it."}, True),
        ({"metrics": [{"label": "Hours", "before": "", "after": "9", "unit": ""}]}, True),
        ({}, False),
    ],
)
def test_testimony_says_when_the_win_is_told_otherwise_than_it_was_shown(packet, shown, is_other):
    endorse(place(packet), shown=shown)
    assert next(composed(packet).evidence()).testimony[0].of_other_wording is is_other


def test_a_confidential_win_takes_what_is_said_of_it_along(packet):
    endorse(place(packet, confidential=True), text="Quagga")
    assert "Quagga" not in composed(packet).model_dump_json()


def test_a_preset_that_tells_wins_in_brief_keeps_what_others_say(packet):
    packet.preset = bundled_presets()[DEFAULT].model_dump(mode="json") | {"evidence": "brief"}
    packet.save()
    endorse(place(packet, details="At length."), text="It held.")
    told = next(composed(packet).evidence())
    assert (told.details, told.testimony[0].text) == ("", "It held.")


def test_a_version_keeps_what_was_withdrawn_after_it(packet, managed):
    given = endorse(place(packet), text="It held.", name="Ivo")
    share(packet)
    packet.endorsements.filter(pk=given.pk).update(state="withdrawn")
    assert voices_in(packet.versions.get().document()) == [("Ivo", "It held.")]
    assert voices_in(composed(packet)) == []


# In every form.


@ANY
def test_it_is_said_once_with_the_win_wherever_that_stands(words_of):
    first = win(1, "The archive", DAY, testimony=(INES,), folded=True)
    again = first.model_copy(update={"folded": False})
    sections = (
        Section(key="a", title="A", evidence=(first,)),
        Section(key="b", title="B", evidence=(again, win(2, "Another", DAY))),
    )
    words = words_of(empty_packet(sections=sections))
    said = one_line(INES.text.partition("\n")[0])
    assert words.count(said) == 1
    assert words.index("Told in full below") < words.index(said) < words.rindex("Another")


def test_in_markdown_it_is_a_quotation_of_its_own():
    kinds = [token.type for token in markdown_tokens(voiced(RUTH))]
    assert [kinds.count(f"blockquote_{side}") for side in ("open", "close")] == [1, 1]
    after = kinds[kinds.index("blockquote_open") :]
    assert after[: after.index("blockquote_close")].count("paragraph_open") == 4


def test_in_word_it_has_a_style_that_is_neither_the_author_s_nor_the_ladder_s():
    styles = {p.style.name for p in word_of(voiced(INES)).paragraphs if "Ines" in p.text}
    assert styles == {"Testimony"}


def test_in_the_pdf_it_is_tagged_as_a_quotation_and_its_voice_told_before_it():
    elements = structure(rendered(voiced(INES)))
    quotes = [element for element in elements if element["/S"] == "/BlockQuote"]
    paragraphs = [element for element in elements if element["/P"] in quotes]
    assert (len(quotes), {element["/S"] for element in paragraphs}) == (1, {"/P"})
    assert len(paragraphs) == len(INES.text.split("\n\n"))


LONG = {
    "words": "Before February I explained our readings to five teams, again and again. " * 27,
    "from right to left": "לפני פברואר הסברתי את הקריאות לחמישה צוותים, שוב ושוב. " * 36,
    "without spaces": "移行の難しい二つの地域を任されました。発表も質疑も一人でやり切れました。"
    * 40,
    "emoji": "🧑‍🔧 fixed the pump, 👏🏽 " * 80,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_quotation_is_not_torn(text, paper):
    text = text[: 1_400 if "移" in text else 2_000]
    said = INES.model_copy(update={"text": text})
    wins = [win(n, f"Win {n}", DAY, details="Told. " * 60, testimony=(said,)) for n in (1, 2, 3)]
    reader = rendered(one_section(*wins), options=PdfOptions(paper=paper))
    quotes = [element for element in structure(reader) if element["/S"] == "/BlockQuote"]
    assert [len(set(pages_of(quote))) for quote in quotes] == [1, 1, 1]


def pages_of(element):
    """The number of the object of each page on which something of an element stands."""
    if "/Pg" in element:
        yield element.raw_get("/Pg").idnum
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child := child.get_object(), "get"):
            yield from pages_of(child)


# Who speaks, and how that is known.


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"is_verified": True}, "✓ Verified address: confirmed from their own mailbox."),
        ({}, "Address not verified."),
        (
            {"of_other_wording": True},
            "Address not verified. Said of an earlier wording of this win.",
        ),
        ({"source": "pasted"}, "Quoted by the author; nobody was asked."),
    ],
)
def test_it_is_told_in_words_how_it_is_known_who_speaks(facts, says):
    said = Testimony(text="It held.", name="Ines", **facts)
    assert warrant(said) == says
    assert says in packet_html(voiced(said), version_of(voiced(said)))


def test_who_speaks_is_told_without_a_pronoun_and_without_what_was_not_said():
    assert standing(INES) == (
        "Engineering Manager, Billing · we planned the change together · worked on it too"
        " · 3 November 2026"
    )
    assert standing(Testimony(text="It held.", name="Ines")) == ""


def test_it_is_not_counted_among_the_author_s_words():
    preset = bundled_presets()[DEFAULT]
    held = [Holdings(document, preset).words for document in (voiced(), voiced(INES))]
    assert held[0] == held[1]


def test_the_page_of_a_version_says_it_with_the_win(packet, managed, adas):
    endorse(place(packet), name="Ivo Larsen", text="It <b>held</b>.", is_verified=True)
    share(packet)
    html = adas.get(f"/packets/{packet.pk}/versions/1/").content.decode()
    figure = html[html.index('<figure class="voice">') :].split("</figure>")[0]
    assert "<p>It &lt;b&gt;held&lt;/b&gt;.</p>" in figure
    assert "Ivo Larsen" in figure
    assert "✓ Verified address" in figure
