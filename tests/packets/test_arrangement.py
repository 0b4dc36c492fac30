"""The order of a draft's sections, and the author's own that are taken out and put back."""

import re

import pytest

from packets.builder.discarding import discard
from packets.compose import compose
from packets.models import EarlierText, Evidence, Packet, Section
from packets.models.earlier_texts import MOST_WHOLE
from packets.presets.document import PresetDocument
from tests.packets.scenes import place


def text_of(response):
    return response.content.decode()


def move(client, packet, key, to):
    return client.post(f"/packets/{packet.pk}/sections/{key}/move/", {"to": to})


def order(packet):
    return [section.key for section in packet.sections.in_order()]


def printed(packet):
    """The sections in the order in which they print."""
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    anchors = document.reading_order()
    return [a.removeprefix("section-") for a in anchors if a.startswith("section-")]


def own(packet, key="glue", **facts):
    facts = {"title": "Glue work", "position": 9} | facts
    return Section.objects.create(packet=packet, key=key, **facts)


# The order.


def test_sections_change_places_and_print_so(packet, adas):
    first, second, third = order(packet)
    response = move(adas, packet, third, "up")
    assert response["Location"] == f"/packets/{packet.pk}/sections/{third}/"
    assert (order(packet), printed(packet)) == ([first, third, second],) * 2
    move(adas, packet, first, "down")
    assert (order(packet), printed(packet)) == ([third, first, second],) * 2


def test_the_first_section_goes_no_higher_and_the_last_no_lower(packet, adas):
    before = order(packet)
    move(adas, packet, before[0], "up")
    move(adas, packet, before[-1], "down")
    assert order(packet) == before


def test_a_section_says_between_which_it_stands(packet, adas):
    first, second, third = packet.sections.in_order()
    page = text_of(adas.get(f"/packets/{packet.pk}/sections/{second.key}/"))
    assert f"Put it before “{first}”" in page
    assert f"Put it after “{third}”" in page
    page = text_of(adas.get(f"/packets/{packet.pk}/sections/{first.key}/"))
    assert "Put it before" not in page


def test_sections_at_one_place_change_places_all_the_same(packet, adas):
    packet.sections.update(position=0)
    first, second, third = order(packet)
    move(adas, packet, second, "up")
    assert order(packet) == [second, first, third]


@pytest.fixture
def preset():
    """Where its author's own work comes before the competencies."""
    parts = [
        {"kind": "section", "key": "impact", "title": "Impact"},
        {"kind": "competencies"},
    ]
    return PresetDocument(slug="ours", name="Ours", parts=parts)


def test_under_a_preset_a_section_moves_among_those_it_prints_with(packet, adas, preset):
    packet.preset = preset.model_dump(mode="json")
    packet.save()
    own(packet, "impact", title="Impact", part="impact")
    own(packet, "glue")
    own(packet, "more", title="More")
    competencies = order(packet)[:3]
    assert printed(packet) == ["impact", *competencies, "glue", "more"]
    move(adas, packet, "impact", "down")
    move(adas, packet, "glue", "up")
    move(adas, packet, competencies[0], "up")
    assert printed(packet) == ["impact", *competencies, "glue", "more"]
    move(adas, packet, "glue", "down")
    assert printed(packet) == ["impact", *competencies, "more", "glue"]


# Taken out, and put back.


def take_out(client, packet, key="glue"):
    return client.post(f"/packets/{packet.pk}/sections/{key}/discard/", follow=True)


def restore(client, page):
    action = re.search(r'action="(/discarded-sections/\d+/restore/)"', text_of(page)).group(1)
    return client.post(action)


def rows():
    """All sections and all placed wins; to the millisecond when one was taken out."""
    wins = list(Evidence.objects.order_by("pk").values())
    for win in wins:
        win["taken_out_at"] = str(win["taken_out_at"])[:23]
    return list(Section.objects.order_by("pk").values()), wins


def test_a_section_is_taken_out_and_comes_back_with_all_it_held(packet, adas):
    section = own(packet, claim="I do what nobody asks for.")
    placed = place(packet, "Wrote the guide", key="glue", expectation="", why="Nobody had.")
    taken = place(packet, "Took notes", key="glue", expectation="")
    taken.take_out()
    before = rows()
    page = take_out(adas, packet)
    assert (packet.sections.own().count(), Evidence.objects.count()) == (0, 0)
    assert "“Glue work” is taken out." in text_of(page)
    assert "1 win, taken out" in text_of(page)
    response = restore(adas, page)
    assert response["Location"] == f"/packets/{packet.pk}/sections/glue/"
    assert rows() == before
    assert (section.claim, placed.why) == ("I do what nobody asks for.", "Nobody had.")
    assert not EarlierText.objects.whole().exists()


def test_its_earlier_wordings_are_there_again(packet, adas):
    section = own(packet, claim="I do.")
    EarlierText.objects.add(packet, section, "claim", "I did.")
    restore(adas, take_out(adas, packet))
    [shown] = adas.get(f"/packets/{packet.pk}/earlier/glue/").context["wordings"]
    assert shown.earlier.text == "I did."


def test_a_section_whose_key_was_taken_comes_back_beside_it(packet, adas):
    own(packet)
    page = take_out(adas, packet)
    own(packet, title="Glue work again")
    assert restore(adas, page)["Location"] == f"/packets/{packet.pk}/sections/glue-2/"


def test_a_section_comes_back_without_a_win_that_was_deleted(packet, adas):
    own(packet)
    place(packet, "Wrote the guide", key="glue", expectation="")
    deleted = place(packet, "Took notes", key="glue", expectation="")
    page = take_out(adas, packet)
    deleted.entry.delete()
    restore(adas, page)
    assert [each.entry.title for each in Evidence.objects.all()] == ["Wrote the guide"]


def test_a_section_is_put_back_once(packet, adas):
    own(packet)
    page = take_out(adas, packet)
    assert [restore(adas, page).status_code, restore(adas, page).status_code] == [302, 404]


def test_of_many_sections_taken_out_the_oldest_go(packet):
    for number in range(MOST_WHOLE + 1):
        discard(own(packet, f"glue-{number}"))
    assert EarlierText.objects.whole().count() == MOST_WHOLE


def test_nobody_else_moves_takes_out_or_puts_back(in_review, graces, eves):
    own(in_review)
    kept = discard(own(in_review, "more"))
    before = list(Section.objects.values())
    statuses = [
        client.post(f"{path}/").status_code
        for client in (graces, eves)
        for path in (
            f"/packets/{in_review.pk}/sections/glue/move",
            f"/packets/{in_review.pk}/sections/glue/discard",
            f"/discarded-sections/{kept.pk}/restore",
        )
    ]
    assert (statuses, list(Section.objects.values())) == ([404] * 6, before)
