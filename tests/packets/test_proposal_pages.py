"""A first draft: what is proposed for a packet and why, and what becomes of what is taken."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from packets.builder.outline import holdings_of
from packets.compose import compose
from packets.drafting.draft import FirstDraft
from packets.models import Evidence, Packet
from packets.presets.bundled import bundled_presets
from packets.presets.document import Budget
from tests.bragdoc.scoring_ladders import points_ladder
from tests.clients import browser_of
from tests.factories import (
    EntryFactory,
    EvidenceFactory,
    PacketFactory,
    PlacementFactory,
    ProjectFactory,
    show,
    tag,
)
from tests.packets.test_claims import published, started

BEFORE_AND_AFTER = [{"label": "Late orders", "before": "9", "after": "2", "unit": ""}]
ACROSS, NOTICES, IMPOSSIBLE = (
    "delivery/across-teams",
    "delivery/notices",
    "reliability/impossible",
)


def page_of(packet):
    return f"/packets/{packet.pk}/proposal/"


def text_of(response):
    return response.content.decode()


def draft_of(packet, only=""):
    packet = Packet.objects.with_parts().get(pk=packet.pk)
    return FirstDraft(packet, holdings_of(packet, compose(packet)), only)


def proposed(packet, only=""):
    """(win, section, sentence) of each piece, in the order of the page."""
    return [
        (piece.entry.title, part.section.key, place.item.slug if place.item else "")
        for part in draft_of(packet, only).sections
        for place in part.places
        for piece in place.pieces
    ]


def why(packet, title):
    return [
        piece.reasons
        for part in draft_of(packet).sections
        for place in part.places
        for piece in place.pieces
        if piece.entry.title == title
    ]


def win(packet, title, *keys, **facts):
    return show(EntryFactory(author=packet.author, title=title, **facts), *keys)


def key(entry, sentence):
    section, _, slug = sentence.partition("/")
    return f"{entry.pk} {section} {slug}"


def send(browser, packet, *offered, ticked=None, only=""):
    fields = {"offered": offered, "take": offered if ticked is None else ticked}
    return browser.post(page_of(packet) + only, fields)


def standing(packet):
    """(win, section, sentence, whether it is taken out) of each row."""
    rows = Evidence.objects.of_packet(packet).in_order().order_by("entry__title", "expectation")
    return [
        (row.entry.title, row.section.key, row.expectation, row.taken_out_at is not None)
        for row in rows.select_related("section", "entry")
    ]


# What is proposed.


def test_a_win_is_proposed_for_the_sentence_it_is_tagged_with(packet):
    win(packet, "Moved billing", ACROSS)
    assert proposed(packet) == [("Moved billing", "delivery", "across-teams")]
    assert why(packet, "Moved billing") == [("The only win that shows this.",)]


def test_the_win_with_the_stronger_proof_is_proposed_and_the_page_says_so(packet):
    win(packet, "Moved billing", ACROSS)
    win(packet, "Moved stock", ACROSS, metrics=BEFORE_AND_AFTER)
    assert proposed(packet) == [("Moved stock", "delivery", "across-teams")]
    assert why(packet, "Moved stock") == [
        ("Of 2 wins that could stand here, the only one with before and after.",)
    ]


def test_a_month_of_its_own_and_a_project_of_its_own_are_reasons(packet):
    shop, stock = (ProjectFactory(owner=packet.author, name=name) for name in ("Shop", "Stock"))
    win(packet, "In spring", ACROSS, project=shop, starts_on=date(2026, 3, 9))
    win(packet, "In autumn", NOTICES, project=stock, starts_on=date(2026, 9, 9))
    assert why(packet, "In spring") == [
        (
            "The only win that shows this.",
            "From March, when nothing else in the packet is.",
            "The only win from Shop.",
        )
    ]


def test_a_month_has_its_year_where_the_period_has_it_twice(packet):
    Packet.objects.update(starts_on=date(2025, 6, 1))
    win(packet, "In autumn", NOTICES, starts_on=date(2025, 9, 9))
    win(packet, "In spring", ACROSS, starts_on=date(2026, 3, 9), ends_on=date(2026, 6, 2))
    assert why(packet, "In spring")[0][1] == (
        "From March 2026, April 2026 and 2 more months, when nothing else in the packet is."
    )


def test_a_win_that_serves_two_sentences_is_told_to_do_so(packet):
    win(packet, "Moved billing", ACROSS, IMPOSSIBLE)
    assert proposed(packet) == [
        ("Moved billing", "delivery", "across-teams"),
        ("Moved billing", "reliability", "impossible"),
    ]
    assert "Serves 2 places, and is told once." in why(packet, "Moved billing")[0]


def test_a_sentence_asked_before_is_proposed_for_after_the_new_ones(packet):
    win(packet, "Finished it", "delivery/finishes")
    win(packet, "Moved billing", ACROSS)
    assert proposed(packet) == [
        ("Moved billing", "delivery", "across-teams"),
        ("Finished it", "delivery", "finishes"),
    ]


def test_a_win_without_a_sentence_is_proposed_by_its_words(packet):
    tag(
        EntryFactory(author=packet.author, title="Made a class of billing failure impossible"),
        "reliability",
    )
    assert proposed(packet) == [
        ("Made a class of billing failure impossible", "reliability", "impossible")
    ]
    assert why(packet, "Made a class of billing failure impossible")[0][0] == (
        "By its words: it shares “class” and “failure” and “impossible” with the sentence."
        " You have not tagged it so."
    )


def test_a_win_without_any_tag_is_proposed_by_its_words_too(packet):
    EntryFactory(author=packet.author, title="Makes a class of billing failure impossible")
    assert [place for _, *place in proposed(packet)] == [["reliability", "impossible"]]


def test_a_win_whose_words_say_nothing_of_a_sentence_is_not_proposed(packet):
    tag(EntryFactory(author=packet.author, title="Painted the office"), "reliability")
    assert proposed(packet) == []


def test_where_a_win_is_tagged_words_are_not_asked(packet):
    tag(EntryFactory(author=packet.author, title="Makes a failure impossible"), "reliability")
    win(packet, "Tagged", IMPOSSIBLE)
    assert proposed(packet) == [("Tagged", "reliability", "impossible")]


@pytest.mark.parametrize(
    "facts",
    [
        {"confidential": True},
        {"discarded_at": "2026-11-10T10:00Z"},
        {"starts_on": date(2025, 11, 30)},
        {"starts_on": date(2026, 11, 21)},
    ],
    ids=["confidential", "discarded", "before", "after"],
)
def test_what_cannot_be_shown_is_not_proposed(packet, facts):
    win(packet, "Moved billing", ACROSS, **facts)
    assert proposed(packet) == []


def test_what_somebody_else_did_is_not_proposed(packet, eve):
    show(EntryFactory(author=eve, title="Hers"), ACROSS)
    assert proposed(packet) == []


def test_tags_of_another_ladder_are_not_asked(packet, ada):
    other = published(points_ladder())
    competency = other.ladder.competencies.first()
    entry = EntryFactory(author=ada, title="Zzz")
    entry.competencies.add(competency)
    entry.expectations.add(competency.expectations.first())
    assert proposed(packet) == []


def test_what_stands_is_not_proposed_again(packet):
    entry = win(packet, "Moved billing", ACROSS)
    EvidenceFactory(section=packet.sections.get(key="delivery"), entry=entry)
    assert proposed(packet) == []
    assert draft_of(packet).covered_now == 1


def test_what_was_taken_out_of_a_place_is_not_proposed_there_again(packet):
    entry = win(packet, "Moved billing", ACROSS, NOTICES)
    placed = EvidenceFactory(section=packet.sections.get(key="delivery"), entry=entry)
    placed.take_out()
    assert proposed(packet) == [("Moved billing", "delivery", "notices")]


def test_what_does_not_apply_is_not_asked(packet):
    win(packet, "Moved billing", ACROSS)
    packet.gaps.create(
        title="No teams", competency="delivery", expectation="across-teams", not_applicable=True
    )
    assert (proposed(packet), draft_of(packet).asked) == ([], 2)


def test_a_section_is_proposed_for_alone(packet):
    win(packet, "Moved billing", ACROSS)
    win(packet, "Made it impossible", IMPOSSIBLE)
    assert proposed(packet, "reliability") == [("Made it impossible", "reliability", "impossible")]


def test_what_stays_open_is_named_with_how_many_wins_show_it(packet):
    first = win(packet, "Moved billing", ACROSS)
    placed = EvidenceFactory(section=packet.sections.get(key="delivery"), entry=first)
    placed.take_out()
    found = [(each.item.slug, each.could, each.left) for each in draft_of(packet).uncovered]
    assert found == [("across-teams", 0, 1), ("notices", 0, 0), ("impossible", 0, 0)]


# Presets and budgets.


def following(ada, slug, **changes):
    preset = bundled_presets()[slug].model_copy(update=changes)
    return PacketFactory(author=ada, preset=preset.model_dump(mode="json"))


def test_a_section_made_for_wins_gets_as_many_as_its_budget_has(ada):
    packet = following(ada, "one-pager")
    for number in range(6):
        win(packet, f"Win {number}", ACROSS, metrics=BEFORE_AND_AFTER)
    assert [place for _, *place in proposed(packet)] == [["results", ""]] * 4


def test_where_no_section_counts_wins_the_largest_gets_them(ada):
    packet = following(ada, "brag-document")
    win(packet, "Moved billing", ACROSS)
    assert proposed(packet) == [("Moved billing", "projects", "")]
    assert why(packet, "Moved billing")[0][0] == "Tagged with 1 sentence that is new."


def test_the_budget_of_the_whole_is_not_passed(ada):
    packet = following(ada, "competencies", budget=Budget(most=30))
    for sentence in (ACROSS, NOTICES, IMPOSSIBLE):
        win(packet, f"Eight words about {sentence} and the end", sentence)
    draft = draft_of(packet)
    assert (len(draft.chosen), draft.covered, draft.words_allowed) == (2, 2, 30)
    assert draft.words <= 20


def test_what_is_written_already_takes_its_part_of_the_budget(ada):
    packet = following(ada, "competencies", budget=Budget(most=30))
    Packet.objects.update(summary="word " * 28)
    win(packet, "Moved billing and stock", ACROSS)
    assert proposed(packet) == []


# Bad input.


def test_a_packet_without_wins_says_why_nothing_is_proposed(packet, adas):
    text = text_of(adas.get(page_of(packet)))
    assert "No win lies between 1 December 2025 and 20 November 2026" in text
    assert 'name="take"' not in text


def test_a_packet_without_sections_says_so(packet, adas):
    win(packet, "Moved billing", ACROSS)
    packet.sections.all().delete()
    assert "the packet has no sections of its own" in text_of(adas.get(page_of(packet)))


def test_sections_without_sentences_say_so(packet, adas):
    win(packet, "Moved billing", ACROSS)
    packet.sections.all().delete()
    packet.sections.create(key="glue", title="Glue work")
    text = text_of(adas.get(page_of(packet)))
    assert "the sections of this packet have no sentences of the ladder" in text


def test_a_section_of_her_own_is_proposed_for_when_she_asks(packet):
    win(packet, "Moved billing", ACROSS)
    packet.sections.create(key="glue", title="Glue work", position=9)
    assert proposed(packet, "glue") == [("Moved billing", "glue", "")]


def test_wins_that_fit_nowhere_are_told_of(packet, adas):
    tag(EntryFactory(author=packet.author, title="Painted the office"), "reliability")
    text = text_of(adas.get(page_of(packet)))
    assert "No win of the period is tagged with a sentence that is still open" in text


def test_of_claimed_steps_the_sentences_are_proposed_for(ada):
    placement = PlacementFactory(
        person=ada,
        ladder_version=published(points_ladder()),
        now="ic/l1",
        goal="ic/l2",
        claims={"testing": "expert", "dancing": "able"},
    )
    packet = started(placement)
    item = next(gap for gap in packet.gap() if gap.slug == "testing").new[0]
    win(packet, "Wrote the tests", f"testing/{item.slug}")
    assert proposed(packet) == [("Wrote the tests", "testing", item.slug)]


def test_long_and_odd_titles_stand_as_they_were_typed(packet, adas):
    title = "<b>" + "ж" * 290 + "</b>"
    win(packet, title, ACROSS)
    assert escape(title) in text_of(adas.get(page_of(packet)))


@pytest.mark.parametrize("section", ["unknown", "%00", "../1"])
def test_a_section_that_is_not_there_is_not_found(packet, adas, section):
    assert adas.get(page_of(packet) + f"?section={section}").status_code == 404
    assert adas.post(page_of(packet) + f"?section={section}").status_code == 404


# Taking it.


def test_what_is_ticked_is_placed_and_the_rest_is_left(packet, adas):
    first, second = win(packet, "First", ACROSS), win(packet, "Second", IMPOSSIBLE)
    offered = [key(first, ACROSS), key(second, IMPOSSIBLE)]
    response = send(adas, packet, *offered, ticked=offered[:1])
    assert response["Location"] == f"/packets/{packet.pk}/"
    assert standing(packet) == [
        ("First", "delivery", "across-teams", False),
        ("Second", "reliability", "impossible", True),
    ]
    assert "1 placed, 1 left out." in text_of(adas.get(response["Location"]))
    assert proposed(packet) == []


def test_the_page_sends_what_it_shows(packet, adas):
    win(packet, "First", ACROSS, IMPOSSIBLE)
    text = text_of(adas.get(page_of(packet)))
    offered = re.findall(r'name="offered" value="([^"]+)"', text)
    assert offered == re.findall(r'name="take" value="([^"]+)" checked', text)
    send(adas, packet, *offered)
    assert [row[1:] for row in standing(packet)] == [
        ("delivery", "across-teams", False),
        ("reliability", "impossible", False),
    ]


def test_no_text_is_written_for_her(packet, adas):
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS))
    assert (Evidence.objects.get().why, packet.sections.get(key="delivery").claim) == ("", "")


def test_what_is_taken_for_a_section_leads_to_it(packet, adas):
    entry = win(packet, "First", ACROSS)
    response = send(adas, packet, key(entry, ACROSS), only="?section=delivery")
    assert response["Location"] == f"/packets/{packet.pk}/sections/delivery/"


def test_what_is_placed_comes_last_in_its_section(packet, adas):
    there = EvidenceFactory(
        section=packet.sections.get(key="delivery"), position=4, entry__author=packet.author
    )
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS))
    assert [row.entry for row in Evidence.objects.in_order()] == [there.entry, entry]


def test_a_win_told_in_other_words_is_told_so_where_it_is_placed(packet, adas):
    entry = win(packet, "First", ACROSS)
    EvidenceFactory(
        section=packet.sections.get(key="reliability"),
        entry=entry,
        expectation="",
        is_framed=True,
        framed_title="Brought it to three teams",
    )
    send(adas, packet, key(entry, ACROSS))
    placed = Evidence.objects.get(expectation="across-teams")
    assert placed.wording().title == "Brought it to three teams"


def test_a_form_sent_twice_places_once(packet, adas):
    entry = win(packet, "First", ACROSS)
    for _ in range(2):
        assert send(adas, packet, key(entry, ACROSS)).status_code == 302
    assert standing(packet) == [("First", "delivery", "across-teams", False)]


def test_in_a_second_tab_what_was_decided_in_the_first_stays(packet, adas):
    first, second = win(packet, "First", ACROSS), win(packet, "Second", IMPOSSIBLE)
    offered = [key(first, ACROSS), key(second, IMPOSSIBLE)]
    send(adas, packet, *offered, ticked=offered[:1])
    response = send(adas, packet, *offered, ticked=offered[1:])
    assert standing(packet) == [
        ("First", "delivery", "across-teams", False),
        ("Second", "reliability", "impossible", True),
    ]
    assert "Nothing is placed." in text_of(adas.get(response["Location"]))


@pytest.mark.parametrize(
    "change",
    [{"confidential": True}, {"discarded_at": "2026-11-10T10:00Z"}],
    ids=["secret", "gone"],
)
def test_a_win_that_cannot_be_shown_any_more_is_passed_over_aloud(packet, adas, change):
    entry, other = win(packet, "First", ACROSS), win(packet, "Second", IMPOSSIBLE)
    type(entry).objects.filter(pk=entry.pk).update(**change)
    response = send(adas, packet, key(entry, ACROSS), key(other, IMPOSSIBLE))
    assert standing(packet) == [("Second", "reliability", "impossible", False)]
    told = "1 placed, 1 changed in the meantime and could not be placed."
    assert told in text_of(adas.get(response["Location"]))


@pytest.mark.parametrize(
    "place", ["delivery unknown", "unknown across-teams", "hiring across-teams"]
)
def test_a_place_that_is_not_there_gets_nothing(packet, adas, place):
    entry = win(packet, "First", ACROSS)
    send(adas, packet, f"{entry.pk} {place}")
    assert standing(packet) == []


def test_what_was_not_offered_is_not_placed(packet, adas):
    entry = win(packet, "First", ACROSS)
    adas.post(page_of(packet), {"take": [key(entry, ACROSS)]})
    assert standing(packet) == []


@pytest.mark.parametrize("sent", ["", "x", "0 a b", "-1 a b", "9" * 30 + " a b", "1", "\0 \0"])
def test_what_is_no_piece_is_passed_over(packet, adas, sent):
    response = send(adas, packet, sent)
    assert (response.status_code in (302, 404), standing(packet)) == (True, [])


def test_a_win_of_somebody_else_is_not_found(packet, adas, eve):
    own, hers = win(packet, "First", ACROSS), EntryFactory(author=eve)
    response = send(adas, packet, key(own, ACROSS), key(hers, ACROSS))
    assert (response.status_code, standing(packet)) == (404, [])


# Undoing it.


def undo(browser, packet):
    """Press the Undo of the last notice."""
    text = text_of(browser.get(page_of(packet)))
    return browser.post(re.search(r'action="(/packets/\d+/proposal/\d+/\d+/undo/)"', text)[1])


def test_the_taking_is_undone_as_a_whole_and_proposed_again(packet, adas):
    first, second = win(packet, "First", ACROSS), win(packet, "Second", IMPOSSIBLE)
    before = proposed(packet)
    send(adas, packet, key(first, ACROSS), key(second, IMPOSSIBLE), ticked=[key(first, ACROSS)])
    assert undo(adas, packet)["Location"] == page_of(packet)
    assert (standing(packet), proposed(packet)) == ([], before)


def test_what_stood_before_stays_when_it_is_undone(packet, adas):
    there = win(packet, "There", NOTICES)
    EvidenceFactory(section=packet.sections.get(key="delivery"), entry=there, expectation="notices")
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS))
    undo(adas, packet)
    assert standing(packet) == [("There", "delivery", "notices", False)]


def test_what_was_written_meanwhile_is_kept_when_it_is_undone(packet, adas):
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS))
    placed = Evidence.objects.get()
    adas.post(f"/evidence/{placed.pk}/", {"why": "Two teams waited.", "revision": 1})
    adas.post(f"/packets/{packet.pk}/proposal/{placed.pk}/{placed.pk}/undo/")
    placed.refresh_from_db()
    assert (placed.why, placed.taken_out_at is None) == ("Two teams waited.", False)


def test_of_another_packet_nothing_is_undone(packet, adas):
    other = PacketFactory(author=packet.author, ladder_version=packet.ladder_version)
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS))
    pk = Evidence.objects.get().pk
    adas.post(f"/packets/{other.pk}/proposal/{pk}/{pk}/undo/")
    assert standing(packet) == [("First", "delivery", "across-teams", False)]


def test_numbers_beyond_any_row_undo_nothing(packet, adas):
    path = f"/packets/{packet.pk}/proposal/{'9' * 30}/{'9' * 31}/undo/"
    assert adas.post(path).status_code == 302


def test_what_was_left_is_listed_and_can_be_placed_after_all(packet, adas):
    entry = win(packet, "First", ACROSS)
    send(adas, packet, key(entry, ACROSS), ticked=[])
    text = text_of(adas.get(page_of(packet)))
    assert re.search(r"Left out, and not proposed again <span[^>]*>1<", text)
    adas.post(re.search(r'action="(/evidence/\d+/put-back/)"', text)[1])
    assert standing(packet) == [("First", "delivery", "across-teams", False)]


# Around it.


def test_a_new_packet_leads_to_its_proposal(ada, adas):
    PlacementFactory(person=ada)
    fields = {
        "title": "Staff Engineer",
        "now": "ic/senior",
        "goal": "ic/staff",
        "starts_on": "2025-12-01",
        "ends_on": "2026-11-20",
        "preset": "competencies",
    }
    response = adas.post("/packets/new/", fields, follow=True)
    packet = Packet.objects.get()
    assert response.redirect_chain == [(page_of(packet), 302)]
    assert f'href="/packets/{packet.pk}/">Go to the builder' in text_of(response)


@pytest.mark.parametrize(
    ("path", "link"), [("", "/proposal/"), ("sections/delivery/", "/proposal/?section=delivery")]
)
def test_the_builder_leads_to_it(packet, adas, path, link):
    text = text_of(adas.get(f"/packets/{packet.pk}/{path}"))
    assert f'href="/packets/{packet.pk}{link}"' in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_wins_as_for_one(packet, count):
    for number in range(count):
        left = win(packet, f"Left {number}", NOTICES)
        section = packet.sections.get(key="delivery")
        EvidenceFactory(section=section, entry=left, expectation="notices").take_out()
        win(packet, f"Win {number}", ACROSS, starts_on=date(2026, 3 + number, 1))
    browser = browser_of(packet.author)
    browser.get(page_of(packet))
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(page_of(packet)).status_code == 200
    assert len(queries) == 17


@pytest.mark.parametrize("count", [1, 3])
def test_taking_takes_as_many_queries_for_three_wins_as_for_one(packet, count):
    offered = [key(win(packet, f"Win {n}", ACROSS), ACROSS) for n in range(count)]
    browser = browser_of(packet.author)
    with CaptureQueriesContext(connection) as queries:
        assert send(browser, packet, *offered).status_code == 302
    assert len(queries) == 15
