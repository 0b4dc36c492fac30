"""What speaks against the author of a draft: fed from its coverage, and answered by her."""

import re
from datetime import date
from html import unescape

import pytest

from packets.builder.unanswered import (
    Asked,
    Sentence,
    Subject,
    subject_of,
    thinly_covered,
    without_a_win,
)
from packets.compose import compose
from packets.models import Gap, Packet
from tests.factories import PacketFactory
from tests.packets.scenes import place

NOTICES = "Notices early that a plan will not hold."
ACROSS = "Delivers across several teams."


def text_of(response):
    return unescape(response.content.decode())


def page_of(packet):
    return f"/packets/{packet.pk}/gaps/"


def document_of(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def slugs(asked):
    return [(one.competency, sentence.slug) for one in asked for sentence in one.sentences]


def press(client, packet, competency="delivery", expectation="notices", act="open", **fields):
    fields = {"competency": competency, "expectation": expectation} | fields
    return client.post(f"{page_of(packet)}{act}/", fields)


# What coverage offers.


def test_every_sentence_without_a_win_is_offered_in_the_order_of_the_ladder(packet):
    assert slugs(without_a_win(document_of(packet), set())) == [
        ("delivery", "across-teams"),
        ("delivery", "notices"),
        ("reliability", "impossible"),
    ]


def test_a_sentence_with_a_win_or_an_answer_is_not_offered(packet):
    place(packet)
    document = document_of(packet)
    assert slugs(without_a_win(document, {("reliability", "impossible")})) == [
        ("delivery", "notices")
    ]
    assert slugs(without_a_win(document, {("delivery", "")})) == [("reliability", "impossible")]


def test_a_sentence_that_does_not_apply_is_not_offered(packet):
    Gap.objects.excuse(packet, "delivery", "notices", NOTICES, "We have no plans.")
    assert ("delivery", "notices") not in slugs(without_a_win(document_of(packet), set()))


def test_one_win_is_thin_and_two_over_the_year_are_not(packet):
    place(packet, starts_on=date(2026, 1, 5))
    assert thinly_covered(document_of(packet), set())[0].sentences[0].reason == (
        "One win stands for it."
    )
    place(packet, "Another", starts_on=date(2026, 6, 1))
    assert thinly_covered(document_of(packet), set()) == []


def test_wins_of_the_last_three_months_alone_are_thin(packet):
    place(packet, starts_on=date(2026, 9, 1))
    place(packet, "Another", starts_on=date(2026, 11, 2))
    (asked,) = thinly_covered(document_of(packet), set())
    reason = "All 2 wins are of the last 3 months."
    assert [sentence.reason for sentence in asked.sentences] == [reason]
    place(packet, "Earlier", starts_on=date(2026, 8, 31))
    assert thinly_covered(document_of(packet), set()) == []


def test_in_a_short_period_the_last_months_are_as_good_as_others(packet):
    Packet.objects.filter(pk=packet.pk).update(starts_on=date(2026, 6, 1))
    place(packet, starts_on=date(2026, 9, 1))
    place(packet, "Another", starts_on=date(2026, 11, 2))
    assert thinly_covered(document_of(packet), set()) == []


def test_a_thin_sentence_that_is_answered_is_not_offered(packet):
    place(packet)
    assert thinly_covered(document_of(packet), {("delivery", "across-teams")}) == []


def test_what_a_gap_is_about_says_how_much_of_it_has_a_win(packet):
    place(packet)
    document = document_of(packet)
    assert subject_of(document, "delivery", "") == Subject("Delivery", "", 2, 1)
    assert subject_of(document, "delivery", "notices") == Subject("Delivery", NOTICES, 1, 0)
    assert subject_of(document, "delivery", "gone") is None
    assert subject_of(document, "hiring", "") is None  # nothing new is asked there


def test_a_sentence_bears_its_competency_and_its_reason(packet):
    place(packet, key="reliability", expectation="impossible")
    text = "Makes a class of failure impossible."
    sentence = Sentence("impossible", text, "One win stands for it, from the last 3 months.")
    asked = Asked("reliability", "Reliability", (sentence,))
    assert thinly_covered(document_of(packet), set()) == [asked]


# One press.


def test_one_press_makes_a_gap_of_a_sentence_and_leads_to_its_answer(packet, adas):
    response = press(adas, packet)
    gap = Gap.objects.get()
    assert response["Location"] == f"{page_of(packet)}#gap-{gap.pk}-answer"
    assert (gap.packet, gap.title, gap.competency, gap.expectation, gap.answer) == (
        packet,
        NOTICES,
        "delivery",
        "notices",
        "",
    )
    assert f'id="gap-{gap.pk}-answer"' in text_of(adas.get(page_of(packet)))


def test_pressed_twice_it_is_one_gap(packet, adas):
    assert press(adas, packet)["Location"] == press(adas, packet)["Location"]
    assert Gap.objects.count() == 1


def test_a_gap_that_was_taken_out_comes_back_with_its_answer(packet, adas):
    press(adas, packet)
    Gap.objects.update(answer="Not yet.")
    Gap.objects.get().discard()
    press(adas, packet)
    assert [gap.answer for gap in Gap.objects.kept()] == ["Not yet."]


def test_a_sentence_longer_than_a_title_is_named_by_its_beginning(packet):
    assert Gap.objects.open(packet, "delivery", "long", "x" * 301).title == "x" * 300


@pytest.mark.parametrize(
    "asked", [("delivery", "gone"), ("hiring", ""), ("nothing", ""), ("", ""), ("delivery", "a\0b")]
)
@pytest.mark.parametrize("act", ["open", "excuse"])
def test_what_the_goal_does_not_ask_is_not_found(packet, adas, asked, act):
    assert press(adas, packet, *asked, act=act, answer="So.").status_code == 404
    assert not Gap.objects.exists()


def test_the_section_offers_the_same_press(packet, adas):
    page = text_of(adas.get(f"/packets/{packet.pk}/sections/delivery/"))
    assert f'aria-label="Answer it as a gap: {NOTICES}"' in page


def test_an_offered_sentence_is_gone_from_the_list_once_it_is_answered(packet, adas):
    offer = f'aria-label="Answer it as a gap: {NOTICES}"'
    assert offer in text_of(adas.get(page_of(packet)))
    press(adas, packet)
    assert offer not in text_of(adas.get(page_of(packet)))


# Not applicable, because…


def test_a_reason_says_that_a_sentence_does_not_apply(packet, adas):
    response = press(adas, packet, act="excuse", answer="There is one team.")
    gap = Gap.objects.get()
    assert (response["Location"], gap.not_applicable, gap.answer) == (
        page_of(packet),
        True,
        "There is one team.",
    )
    rows = {row.expectation: (row.kind, row.note) for row in document_of(packet).coverage}
    assert rows["notices"] == ("not-applicable", "There is one team.")


def test_a_reason_can_be_said_of_a_whole_competency(packet, adas):
    press(adas, packet, expectation="", act="excuse", answer="There is one team.")
    rows = [row for row in document_of(packet).coverage if row.competency == "delivery"]
    assert [row.kind for row in rows] == ["not-applicable", "not-applicable"]
    assert Gap.objects.get().title == "Delivery"


def test_a_reason_said_twice_stands_once_and_can_be_undone(packet, adas):
    press(adas, packet, act="excuse", answer="There is one team.")
    response = press(adas, packet, act="excuse", answer="There is one team.")
    gap = Gap.objects.get()
    undo = f'action="/gaps/{gap.pk}/discard/"'
    assert undo in text_of(adas.get(response["Location"]))


@pytest.mark.parametrize("reason", ["", "   ", "x" * 20_001])
def test_without_a_reason_nothing_is_left_out(packet, adas, reason):
    response = press(adas, packet, act="excuse", answer=reason)
    assert (response.status_code, Gap.objects.count()) == (422, 0)
    html = text_of(response)
    field = html[html.index('id="excuse-delivery-notices"') :]
    assert 'class="errors' in field[: field.index("</form>")]


def test_ticked_without_a_reason_it_is_refused(packet, adas):
    gap = Gap.objects.open(packet, "delivery", "notices", NOTICES)
    fields = {"title": NOTICES, "answer": " ", "not_applicable": "on", "revision": 1}
    response = adas.post(f"/gaps/{gap.pk}/", fields)
    gap.refresh_from_db()
    assert (response.status_code, gap.not_applicable) == (422, False)
    assert "Say why it does not apply to you." in text_of(response)


def test_a_gap_of_her_own_finding_cannot_be_out_of_the_ladder_s_scope(packet, adas):
    gap = Gap.objects.add_own(packet, "One decision", "It does.")
    fields = {"title": "One decision", "answer": "It does.", "not_applicable": "on", "revision": 1}
    adas.post(f"/gaps/{gap.pk}/", fields)
    gap.refresh_from_db()
    assert gap.not_applicable is False


# Her own.


def test_a_gap_is_named_with_its_answer(packet, adas):
    response = adas.post(page_of(packet), {"title": "One decision", "answer": "The hard one."})
    gap = Gap.objects.get()
    assert response["Location"] == f"{page_of(packet)}#gap-{gap.pk}-answer"
    assert (gap.title, gap.answer, gap.competency, gap.packet) == (
        "One decision",
        "The hard one.",
        "",
        packet,
    )


def test_a_form_sent_twice_names_one_gap(packet, adas):
    for _ in range(2):
        adas.post(page_of(packet), {"title": "One decision", "answer": "The hard one."})
    assert Gap.objects.count() == 1


@pytest.mark.parametrize("changes", [{"title": ""}, {"title": "x" * 301}, {"answer": "x" * 20_001}])
def test_a_gap_that_cannot_be_is_refused_with_its_text_kept(packet, adas, changes):
    fields = {"title": "One decision", "answer": "The hard one."} | changes
    response = adas.post(page_of(packet), fields)
    assert (response.status_code, Gap.objects.count()) == (422, 0)
    assert fields["answer"] in text_of(response)


def test_a_gap_taken_out_comes_back(packet, adas):
    gap = Gap.objects.add_own(packet, "One decision", "")
    response = adas.post(f"/gaps/{gap.pk}/discard/", follow=True)
    assert not Gap.objects.kept().exists()
    assert f'action="/gaps/{gap.pk}/restore/"' in text_of(response)
    assert adas.post(f"/gaps/{gap.pk}/discard/").status_code == 404
    adas.post(f"/gaps/{gap.pk}/restore/")
    assert Gap.objects.kept().get() == gap


# Their order.


@pytest.fixture
def gaps(packet):
    return [Gap.objects.add_own(packet, title, "") for title in ("First", "Second", "Third")]


def move(client, gap, **beside):
    return client.post(f"/gaps/{gap.pk}/move/", {at: other.pk for at, other in beside.items()})


def order(packet):
    return [gap.title for gap in document_of(packet).gaps]


def test_a_new_gap_stands_last_however_it_was_named(packet, adas, gaps):
    move(adas, gaps[2], before=gaps[0])
    Gap.objects.open(packet, "delivery", "notices", "Opened")
    Gap.objects.excuse(packet, "reliability", "", "Excused", "We run nothing.")
    Gap.objects.add_own(packet, "Own", "")
    assert order(packet) == ["Third", "First", "Second", "Opened", "Excused", "Own"]


def test_a_gap_moves_before_and_after_others(packet, adas, gaps):
    first, second, third = gaps
    response = move(adas, third, before=first)
    assert response["Location"] == f"{page_of(packet)}#gap-{third.pk}-moves"
    assert order(packet) == ["Third", "First", "Second"]
    move(adas, third, after=first)
    assert order(packet) == ["First", "Third", "Second"]
    move(adas, first, after=second)
    assert order(packet) == ["Third", "Second", "First"]


def test_a_move_sent_twice_is_one_move(packet, adas, gaps):
    for _ in range(2):
        move(adas, gaps[2], before=gaps[1])
    assert order(packet) == ["First", "Third", "Second"]


def test_gaps_at_one_place_change_places_all_the_same(packet, adas, gaps):
    packet.gaps.update(position=0)
    move(adas, gaps[1], before=gaps[0])
    assert order(packet) == ["Second", "First", "Third"]


def test_the_page_offers_each_gap_its_neighbours(packet, adas, gaps):
    first, second, third = gaps
    page = text_of(adas.get(page_of(packet)))
    shown = re.findall(r'name="(before|after)" value="(\d+)" aria-label="Move “(\w+)” (\w+)"', page)
    assert shown == [
        ("after", str(second.pk), "First", "down"),
        ("before", str(first.pk), "Second", "up"),
        ("after", str(third.pk), "Second", "down"),
        ("before", str(second.pk), "Third", "up"),
    ]


def test_a_move_says_between_which_the_gap_stands_now(adas, gaps):
    first, _, third = gaps
    page = move(adas, third, before=first).url
    assert "“Third” stands before “First” now." in text_of(adas.get(page))
    page = move(adas, third, after=first).url
    assert "“Third” stands after “First” now." in text_of(adas.get(page))


@pytest.mark.parametrize("beside", ["", "x", "9" * 30, "itself", "taken out", "another packet's"])
def test_beside_what_is_not_there_no_gap_is_moved(packet, ada, adas, gaps, beside):
    first, second, third = gaps
    second.discard()
    elsewhere = Gap.objects.add_own(PacketFactory(author=ada), "Elsewhere", "")
    names = {"itself": third, "taken out": second, "another packet's": elsewhere}
    pk = names[beside].pk if beside in names else beside
    response = adas.post(f"/gaps/{third.pk}/move/", {"before": pk}, follow=True)
    assert "The order was changed elsewhere." in text_of(response)
    assert order(packet) == ["First", "Third"]
    first.refresh_from_db()
    assert (first.position, order(elsewhere.packet)) == (0, ["Elsewhere"])


def test_a_gap_put_back_stands_where_it_stood(packet, adas, gaps):
    first, second, third = gaps
    second.discard()
    move(adas, third, before=first)
    assert order(packet) == ["Third", "First"]
    second.restore()
    assert order(packet) == ["Third", "First", "Second"]


# What is answered says what it answers.


def test_a_gap_shows_the_sentence_that_it_answers(packet, adas):
    gap = Gap.objects.open(packet, "delivery", "notices", "Early notice")
    html = text_of(adas.get(page_of(packet)))
    shown = html[html.index('aria-label="Early notice"') : html.index(f'id="gap-{gap.pk}"')]
    assert NOTICES in shown
    assert "A win stands" not in shown


def test_a_gap_whose_sentence_got_a_win_says_so(packet, adas):
    Gap.objects.open(packet, "delivery", "across-teams", "One team")
    place(packet)
    assert "A win stands against this sentence now." in text_of(adas.get(page_of(packet)))


def test_a_gap_of_a_competency_counts_the_sentences_that_got_a_win(packet, adas):
    Gap.objects.open(packet, "delivery", "", "Delivery")
    place(packet)
    expected = "Wins stand against 1 of its 2 sentences now."
    assert expected in text_of(adas.get(page_of(packet)))


def test_a_reason_beside_a_win_says_that_the_win_is_shown(packet, adas):
    Gap.objects.excuse(packet, "delivery", "across-teams", "One team", "There is one team.")
    place(packet)
    assert "the packet shows the win" in text_of(adas.get(page_of(packet)))


def test_a_gap_of_what_is_not_asked_any_more_says_so(packet, adas):
    Gap.objects.create(packet=packet, title="Old", competency="delivery", expectation="gone")
    assert "is not asked at your goal any more" in text_of(adas.get(page_of(packet)))


@pytest.mark.parametrize("gaps", [1, 3])
def test_the_page_of_gaps_asks_the_same_for_one_and_for_three(
    packet, adas, gaps, django_assert_num_queries
):
    for number in range(gaps):
        Gap.objects.create(packet=packet, title=f"Gap {number}", competency="delivery")
        place(packet, f"Win {number}")
    adas.get(page_of(packet))
    with django_assert_num_queries(15):
        adas.get(page_of(packet))
