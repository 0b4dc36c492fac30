"""What was asked when an earlier case was postponed, and what answers it."""

from datetime import date
from html import unescape

import pytest

from packets.compose import compose
from packets.models import Condition, Packet
from tests.factories import PacketFactory
from tests.packets.scenes import place

TEXT = "Show it with a team that is not yours."
SAID = {"text": TEXT, "said_by": "The committee", "said_on": "2026-05-04"}


def text_of(response):
    return unescape(response.content.decode())


def page_of(packet):
    return f"/packets/{packet.pk}/conditions/"


def fields_of(condition, **changes):
    return {"text": condition.text, "answer": condition.answer, "revision": 1} | changes


def entries_of(condition):
    return [entry.pk for entry in condition.entries.order_by("pk")]


def document_of(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


# Listed.


def test_a_condition_is_added_and_leads_to_its_answer(packet, adas):
    response = adas.post(page_of(packet), SAID)
    condition = Condition.objects.get()
    assert response["Location"] == f"{page_of(packet)}#condition-{condition.pk}-answer"
    assert f'id="condition-{condition.pk}-answer"' in text_of(adas.get(page_of(packet)))
    assert (condition.packet, condition.text, condition.said_by, condition.said_on) == (
        packet,
        TEXT,
        "The committee",
        date(2026, 5, 4),
    )


def test_a_form_sent_twice_adds_one_condition(packet, adas):
    for _ in range(2):
        adas.post(page_of(packet), SAID)
    assert Condition.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"text": ""}, {"text": "x" * 2_001}, {"said_by": "x" * 201}, {"said_on": "in May"}],
)
def test_a_condition_that_cannot_be_is_refused_with_its_text_kept(packet, adas, changes):
    fields = SAID | changes
    response = adas.post(page_of(packet), fields)
    assert (response.status_code, Condition.objects.count()) == (422, 0)
    assert fields["text"] in text_of(response)


def test_a_condition_taken_out_comes_back(packet, adas):
    condition = Condition.objects.ask(packet, TEXT, "", None)
    response = adas.post(f"/conditions/{condition.pk}/discard/", follow=True)
    assert document_of(packet).conditions == ()
    assert f'action="/conditions/{condition.pk}/restore/"' in text_of(response)
    assert adas.post(f"/conditions/{condition.pk}/discard/").status_code == 404
    adas.post(f"/conditions/{condition.pk}/restore/")
    assert [asked.text for asked in document_of(packet).conditions] == [TEXT]


# What answers it.


def test_the_wins_that_answer_it_are_chosen_among_those_of_the_packet(packet, adas):
    first, second = place(packet, "First"), place(packet, "Second")
    condition = Condition.objects.ask(packet, TEXT, "", None)
    adas.post(f"/conditions/{condition.pk}/", fields_of(condition, entries=[second.entry_id]))
    (asked,) = document_of(packet).conditions
    assert asked.entries == (second.entry_id,)
    html = text_of(adas.get(page_of(packet)))
    answered = html[html.index("Answered by") :].split("</p>")[0]
    assert second.get_absolute_url() in answered
    assert first.get_absolute_url() not in answered


def test_a_win_that_is_not_in_the_packet_cannot_be_chosen(packet, adas):
    other = place(PacketFactory(author=packet.author, ladder_version=packet.ladder_version))
    secret = place(packet, "Secret", confidential=True)
    condition = Condition.objects.ask(packet, TEXT, "", None)
    for evidence in (other, secret):
        fields = fields_of(condition, entries=[evidence.entry_id])
        assert adas.post(f"/conditions/{condition.pk}/", fields).status_code == 422
    assert entries_of(condition) == []


def test_a_win_taken_out_answers_it_again_once_it_is_placed_again(packet, adas):
    placed = place(packet)
    condition = Condition.objects.ask(packet, TEXT, "", None)
    condition.entries.add(placed.entry)
    placed.take_out()
    assert "Chosen, but in no version as the packet stands" in text_of(adas.get(page_of(packet)))
    adas.post(f"/conditions/{condition.pk}/", fields_of(condition, answer="Twice."))
    assert document_of(packet).conditions[0].entries == ()
    placed.put_back()
    assert document_of(packet).conditions[0].entries == (placed.entry_id,)


def test_a_win_placed_twice_is_offered_once(packet, adas):
    placed = place(packet)
    second = packet.sections.get(key="reliability")
    second.evidence.create(entry=placed.entry, expectation="impossible")
    Condition.objects.ask(packet, TEXT, "", None)
    html = text_of(adas.get(page_of(packet)))
    assert html.count(f'name="entries" value="{placed.entry_id}"') == 1


# Two tabs.


def test_other_wins_chosen_elsewhere_are_shown_and_not_written_over(packet, adas):
    first, second = place(packet, "First"), place(packet, "Second")
    condition = Condition.objects.ask(packet, TEXT, "", None)
    url = f"/conditions/{condition.pk}/"
    adas.post(url, fields_of(condition, entries=[first.entry_id]))
    response = adas.post(url, fields_of(condition, entries=[second.entry_id]))
    assert (response.status_code, entries_of(condition)) == (409, [first.entry_id])
    html = text_of(response)
    conflict = html[html.index('class="conflict"') :]
    assert '<p class="text">Second</p>' in conflict
    assert '<p class="text">First</p>' in conflict


def test_the_same_wins_chosen_in_two_tabs_are_no_conflict(packet, adas):
    placed = place(packet)
    condition = Condition.objects.ask(packet, TEXT, "", None)
    url = f"/conditions/{condition.pk}/"
    for _ in range(2):
        response = adas.post(url, fields_of(condition, entries=[placed.entry_id]))
        assert response.status_code == 302
    assert entries_of(condition) == [placed.entry_id]


# From the packet before.


@pytest.fixture
def before(packet):
    """An earlier packet of hers, with a condition and its answer, and an older one with another."""
    version = packet.ladder_version
    older, earlier = (PacketFactory(author=packet.author, ladder_version=version) for _ in "ab")
    Condition.objects.ask(older, "From long ago.", "", None)
    Condition.objects.create(packet=earlier, text=TEXT, said_by="The committee", answer="I do.")
    return PacketFactory(author=packet.author, ladder_version=version)


def test_the_last_packet_that_has_conditions_is_copied_in_one_press(before, adas):
    html = text_of(adas.get(page_of(before)))
    assert TEXT in html
    assert "From long ago." not in html
    response = adas.post(f"{page_of(before)}copy/")
    assert response["Location"] == page_of(before)
    copied = before.conditions.values_list("text", "said_by", "answer")
    assert list(copied) == [(TEXT, "The committee", "")]


def test_copied_twice_they_stand_once_and_are_offered_no_more(before, adas):
    for _ in range(2):
        adas.post(f"{page_of(before)}copy/")
    assert before.conditions.count() == 1
    assert "Ask the same here" not in text_of(adas.get(page_of(before)))


def test_later_packets_and_those_of_others_are_not_offered(packet, grace, adas):
    version = packet.ladder_version
    mine = PacketFactory(author=packet.author, ladder_version=version)
    theirs = PacketFactory(author=grace, ladder_version=version)
    last = PacketFactory(author=packet.author, ladder_version=version)
    for other in (theirs, last):
        Condition.objects.ask(other, TEXT, "", None)
    assert list(Condition.objects.on_offer(mine)) == []


@pytest.mark.parametrize("conditions", [1, 3])
def test_the_page_of_conditions_asks_the_same_for_one_and_for_three(
    packet, adas, conditions, django_assert_num_queries
):
    for number in range(conditions):
        condition = Condition.objects.ask(packet, f"Condition {number}", "", None)
        condition.entries.add(place(packet, f"Win {number}").entry)
    adas.get(page_of(packet))
    with django_assert_num_queries(16):
        adas.get(page_of(packet))
