"""The part that is being written, as it prints: at the side of the builder, and asked for anew."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from packets.builder.glance import MOST, glance_at
from packets.compose import compose
from packets.document import Edition, content_hash
from packets.exports.html import packet_context
from packets.exports.options import USUAL
from packets.models import Condition, Gap, Packet, Rendering, Section
from tests.factories import EntryFactory, EvidenceFactory
from tests.packets.scenes import place


def glance(client, packet, part):
    return client.get(f"/packets/{packet.pk}/glance/{part}/")


def shown(response):
    """The words on the sheets, without marks."""
    text = response.content.decode()
    sheet = text[text.index('id="glance-sheet"') : text.index('id="glance-pages"')]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", sheet))


def pages(response):
    """What is said of the pages."""
    text = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text[text.index('id="glance-pages"') :]))


@pytest.fixture
def written(packet):
    """A packet in which something is written in each part."""
    Packet.objects.update(
        thesis="The thesis.", summary="The summary.", next="The next months.", ask="The ask."
    )
    packet.sections.filter(key="delivery").update(claim="The claim.")
    place(packet, "The win", why="The why.")
    Gap.objects.create(packet=packet, title="The gap", answer="The answer.")
    Condition.objects.create(packet=packet, text="The condition", answer="The outcome.")
    packet.refresh_from_db()
    return packet


PARTS = {
    "opening": ["The ask.", "The thesis.", "The summary.", "The next months."],
    "summary": ["The summary."],
    "coverage": ["Brings work across teams to users."],
    "delivery": ["The claim.", "The win", "The why."],
    "gaps": ["The gap", "The answer."],
    "conditions": ["The condition", "The outcome."],
    "next": ["The next months."],
    "appendix": ["Appendix: the wins, dated", "The win"],
}
EVERY = sorted({words for of_part in PARTS.values() for words in of_part} - {"The win"})


@pytest.mark.parametrize("part", PARTS)
def test_each_part_prints_its_own_words_and_no_others(written, adas, part):
    text = shown(glance(adas, written, part))
    assert [words for words in PARTS[part] if words not in text] == []
    others = [words for words in EVERY if words not in PARTS[part]]
    assert [words for words in others if words in text and part != "delivery"] == []


def test_a_part_in_which_nothing_is_written_says_so(packet, adas):
    assert "Nothing of this part prints yet." in shown(glance(adas, packet, "gaps"))


def test_a_part_that_the_packet_has_not_is_not_found(packet, adas):
    assert glance(adas, packet, "hovercraft").status_code == 404


def test_a_section_that_is_called_as_a_part_prints_as_itself(packet, adas):
    Section.objects.create(packet=packet, key="appendix", title="Appendix", claim="My own.")
    assert "My own." in shown(glance(adas, packet, "appendix"))


@pytest.mark.parametrize("part", ["opening", "coverage", "delivery", "gaps", "conditions"])
def test_the_builder_shows_the_same_sheet_at_its_side(written, adas, part):
    plain = {"opening": "", "delivery": "sections/delivery/"}
    page = adas.get(f"/packets/{written.pk}/{plain.get(part, f'{part}/')}")
    assert shown(page) == shown(glance(adas, written, part))


def test_an_answer_is_never_kept(packet, adas):
    assert "no-store" in glance(adas, packet, "opening")["Cache-Control"]


def test_a_confidential_win_is_not_shown_as_printed(packet, adas):
    place(packet, "The secret one", confidential=True)
    assert "The secret one" not in shown(glance(adas, packet, "delivery"))


# The pages.


def document_of(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def rendered(packet, **facts):
    facts = {
        "state": Rendering.State.DONE,
        "pdf": b"%PDF",
        "pages": 10,
        "pages_of": {"part-summary": 2, "section-delivery": 6, "part-next": 9},
        "begun_at": datetime(2026, 11, 20, 14, 6, tzinfo=UTC),
    } | facts
    rendering = Rendering.objects.of_draft(packet, document_of(packet), USUAL)
    Rendering.objects.filter(pk=rendering.pk).update(**facts)
    return rendering


def test_before_the_pages_were_set_none_is_named(packet, adas):
    text = pages(glance(adas, packet, "delivery"))
    assert "Its pages have no numbers yet." in text
    assert "Set the pages" in text


def test_of_a_text_that_was_set_the_page_is_named(packet, adas):
    rendered(packet)
    text = pages(glance(adas, packet, "delivery"))
    assert "Prints on page 6 of 10, set 20 November, 14:06." in text
    assert "anew" not in text


def test_of_the_opening_every_page_is_named(written, adas):
    rendered(written)
    assert "Prints on page 1, 2 and 9 of 10" in pages(glance(adas, written, "opening"))


def test_after_a_word_was_written_the_page_is_that_of_an_earlier_text(packet, adas):
    rendered(packet)
    packet.sections.filter(key="reliability").update(claim="It holds.")
    text = pages(glance(adas, packet, "delivery"))
    assert "Printed on page 6 of 10 when the pages were set 20 November, 14:06." in text
    assert "You have written since." in text
    assert "Set the pages anew" in text


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"state": "waiting", "pdf": None, "pages": None}, "The pages are being set."),
        ({"state": "failed", "pdf": None, "pages": None}, "Its pages have no numbers yet."),
        ({"pages_of": {}}, "Its pages have no numbers yet."),
    ],
)
def test_where_a_rendering_knows_no_pages_none_is_named(packet, adas, facts, says):
    rendered(packet, **facts)
    text = pages(glance(adas, packet, "delivery"))
    assert says in text
    assert "on page" not in text


def test_pages_of_a_copy_with_some_parts_alone_are_not_those_of_the_draft(packet, adas):
    options = USUAL.model_copy(update={"parts": ("section-delivery",)})
    rendering = Rendering.objects.of_draft(packet, document_of(packet), options)
    Rendering.objects.filter(pk=rendering.pk).update(state="done", pdf=b"%PDF", pages=2)
    assert "Its pages have no numbers yet." in pages(glance(adas, packet, "delivery"))


def test_a_glance_knows_only_the_pages_of_its_own_parts(written):
    document = document_of(written)
    printed = packet_context(document, Edition(None, content_hash(document)))
    known = {"part-gaps": 7, "section-delivery": 6, "section-reliability": 8}
    assert [glance_at(part, printed).pages(known) for part in ("gaps", "delivery", "next")] == [
        [7],
        [6],
        [],
    ]


@pytest.fixture
def long(packet):
    """A packet of more wins than the side of the builder shows."""
    section = packet.sections.get(key="delivery")
    for number in range(MOST + 3):
        entry = EntryFactory(
            author=packet.author,
            title=f"Win {number:03}",
            details=f"At https://wins.example/{number:03} it says how.",
        )
        sentence = "notices" if number < 30 else "across-teams"
        EvidenceFactory(section=section, entry=entry, expectation=sentence, position=number)
    return packet


@pytest.mark.parametrize("part", ["delivery", "appendix"])
def test_of_many_wins_the_first_are_shown_and_how_many_are_not_is_said(long, adas, part):
    response = glance(adas, long, part)
    assert len(set(re.findall(r"Win \d{3}", shown(response)))) == MOST
    assert f"The first {MOST} wins are shown, 3 are not." in pages(response)


def test_of_links_those_of_the_wins_that_are_shown_are_listed(long, adas):
    listed = re.findall(r'id="link-(\d+)"', glance(adas, long, "delivery").content.decode())
    assert len(listed) == MOST


def test_all_wins_of_a_part_are_in_its_preview(long, adas):
    response = preview(adas, long, part="delivery")
    assert len(set(re.findall(r"Win \d{3}", words_on(response)))) == MOST + 3


def test_of_few_wins_nothing_is_said_to_be_missing(written, adas):
    assert "are shown" not in pages(glance(adas, written, "delivery"))


@pytest.mark.parametrize("wins", [1, 3])
def test_the_queries_of_a_glance(packet, adas, wins, django_assert_num_queries):
    for number in range(wins):
        place(packet, f"Placed {number}")
    glance(adas, packet, "delivery")
    with django_assert_num_queries(12):
        glance(adas, packet, "delivery")


def test_nobody_else_sees_a_glance(in_review, graces, eves):
    answers = [glance(client, in_review, "delivery").status_code for client in (graces, eves)]
    assert answers == [404, 404]


@pytest.mark.parametrize("where", ["", "sections/delivery/", "gaps/", "conditions/", "coverage/"])
def test_nothing_on_a_page_of_the_builder_is_called_as_what_is_printed_beside_it(
    written, adas, where
):
    entry = EntryFactory(author=written.author, title="The other", pk=4001)
    section = written.sections.get(key="delivery")
    EvidenceFactory(section=section, entry=entry, pk=entry.pk, expectation="notices")
    text = adas.get(f"/packets/{written.pk}/{where}").content.decode()
    ids = Counter(re.findall(r'\sid="([^"]*)"', text))
    assert [name for name, times in ids.items() if times > 1] == []


# The whole, and a part of it on a page of its own.


def preview(client, packet, **query):
    return client.get(f"/packets/{packet.pk}/preview/", query)


def words_on(response):
    text = response.content.decode()
    return re.sub(r"<[^>]*>", " ", text[text.index('class="desk"') :])


@pytest.mark.parametrize("part", ["", "hovercraft"])
def test_the_preview_shows_the_whole(written, adas, part):
    response = preview(adas, written, part=part)
    text = words_on(response)
    assert [words for words in EVERY if words not in text] == []
    assert f'href="/packets/{written.pk}/">Back to the builder' in response.content.decode()


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ("opening", ""),
        ("coverage", "coverage/"),
        ("delivery", "sections/delivery/"),
        ("gaps", "gaps/"),
        ("conditions", "conditions/"),
    ],
)
def test_the_preview_shows_one_part_and_leads_to_where_it_is_written(written, adas, part, path):
    response = preview(adas, written, part=part)
    text = words_on(response)
    assert [words for words in PARTS[part] if words not in text] == []
    assert "About this document" not in text
    page = response.content.decode()
    assert f'href="/packets/{written.pk}/{path}">Write this part' in page
    assert f'<option value="{part}" selected>' in page


def test_a_part_without_words_is_shown_as_that(packet, adas):
    response = preview(adas, packet, part="gaps")
    assert "Nothing of this part prints yet." in words_on(response)
    assert "Write this part" in response.content.decode()
