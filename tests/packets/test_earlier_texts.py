"""What stood in a text before it was written over is kept, compared, and brought back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from packets.models import Condition, EarlierText, Gap, Section
from packets.models.earlier_texts import BOUT, MOST, TEXTS
from packets.views.earlier import PAGE
from tests.clients import AUTOSAVE
from tests.packets.scenes import place

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def claim(packet, adas, clock):
    """Saves the claim of Delivery as its form does."""
    section = packet.sections.get(key="delivery")

    def save(text, **changes):
        section.refresh_from_db()
        fields = {"claim": text, "revision": section.revision} | changes
        return adas.post(f"/packets/{packet.pk}/sections/delivery/", fields, headers=AUTOSAVE)

    return save


def kept(field="claim"):
    return [text.text for text in EarlierText.objects.filter(field=field).order_by("pk")]


def page(client, packet, part="delivery", **query):
    return client.get(f"/packets/{packet.pk}/earlier/{part}/", query)


def text_of(response):
    return response.content.decode()


def bring_back(client, earlier):
    return client.post(f"/earlier-texts/{earlier.pk}/bring-back/", follow=True)


# Keeping.


def test_what_is_written_over_is_kept_with_the_time_until_when_it_stood(claim, clock, packet):
    claim("I helped.")
    clock.shift(BOUT)
    claim("I planned it.")
    last = EarlierText.objects.get(text="I helped.")
    assert (last.packet, last.part, last.row, last.field, last.kept_at) == (
        packet,
        "section",
        packet.sections.get(key="delivery").pk,
        "claim",
        MONDAY + BOUT,
    )


def test_of_a_bout_of_typing_only_the_beginning_is_kept(claim, clock):
    claim("I helped with the move.")
    clock.shift(timedelta(days=1))
    for text in ("I pl", "I planned", "I planned the move."):
        claim(text)
        clock.shift(timedelta(seconds=10))
    assert kept() == ["", "I helped with the move."]


def test_a_text_that_grows_from_nothing_leaves_no_halves_behind(claim, clock, packet, adas):
    for text in ("I", "I pl", "I planned the move."):
        claim(text)
        clock.shift(timedelta(seconds=10))
    assert kept() == [""]
    assert "Nothing was written over in this part yet." in text_of(page(adas, packet))


def test_the_same_text_saved_again_is_no_change(claim, clock):
    claim("I planned it.")
    clock.shift(BOUT)
    claim("I planned it.")
    assert kept() == [""]


def test_of_a_text_the_oldest_wordings_go_and_those_of_others_stay(claim, clock, packet, adas):
    adas.post(f"/packets/{packet.pk}/sections/reliability/", {"claim": "It holds.", "revision": 1})
    for number in range(MOST + 3):
        clock.shift(BOUT)
        claim(f"Wording {number}")
    row = packet.sections.get(key="delivery").pk
    texts = EarlierText.objects.filter(row=row).order_by("pk").values_list("text", flat=True)
    assert list(texts) == [f"Wording {number}" for number in range(2, MOST + 2)]
    assert EarlierText.objects.exclude(row=row).count() == 1


@pytest.mark.parametrize("sent", [{"revision": 9}, {"claim": "x" * 20_001}])
def test_a_save_that_is_refused_keeps_nothing(claim, clock, sent):
    claim("I planned it.")
    clock.shift(BOUT)
    claim("I led it.", **sent)
    assert kept() == [""]


def written(packet):
    """Each text of a packet: the address of its form, its other fields, and the row."""
    placed = place(packet, why="Before")
    gap = Gap.objects.create(packet=packet, title="One decision", answer="Before")
    own = Section.objects.create(packet=packet, key="glue", title="Before", position=9)
    packet.thesis = "Before"
    packet.save()
    period = {"title": packet.title, "starts_on": "2025-12-01", "ends_on": "2026-11-20"}
    return {
        "thesis": (f"/packets/{packet.pk}/", period, "packet", packet.pk),
        "title": (f"/packets/{packet.pk}/sections/glue/", {"claim": ""}, "section", own.pk),
        "why": (f"/evidence/{placed.pk}/", {}, "evidence", placed.pk),
        "answer": (f"/gaps/{gap.pk}/", {"title": "One decision"}, "gap", gap.pk),
    }


@pytest.mark.parametrize("field", ["thesis", "title", "why", "answer"])
def test_every_text_of_a_packet_is_kept(packet, adas, field):
    url, others, part, row = written(packet)[field]
    response = adas.post(url, others | {field: "After", "revision": 1})
    assert response.status_code == 302
    text = EarlierText.objects.get(field=field)
    assert (text.part, text.row, text.text) == (part, row, "Before")


def test_every_text_that_is_kept_is_a_field_of_its_part():
    assert [
        (model, field)
        for model, fields in TEXTS.items()
        for field in fields
        if model._meta.get_field(field).get_internal_type() not in ("TextField", "CharField")
    ] == []


# Looking.


def test_the_page_shows_word_by_word_what_became_of_a_text(claim, clock, packet, adas):
    claim("I helped with the move of the readings.")
    clock.shift(BOUT)
    claim("I planned the move of the readings.")
    text = re.sub(r'<span class="unseen">.*?</span>', "", text_of(page(adas, packet)))
    assert "Your claim" in text
    assert "16 November 2026, 09:05" in text
    assert "I <del>helped with</del><ins>planned</ins> the move of the readings." in text


@pytest.mark.parametrize("part", ["opening", "delivery", "gaps", "conditions"])
def test_every_part_has_its_page(packet, adas, part):
    assert page(adas, packet, part).status_code == 200


def test_a_part_that_is_not_there_has_no_page(packet, adas):
    assert page(adas, packet, "hovercraft").status_code == 404


def test_a_page_holds_the_wordings_of_its_own_part_newest_first(packet, adas, clock):
    own = place(packet, "Moved billing", why="Now")
    other = place(packet, "Wrote the guide", key="reliability", expectation="impossible")
    for row, text in ((own, "First"), (other, "Elsewhere"), (own, "Second")):
        EarlierText.objects.add(packet, row, "why", text)
    shown = page(adas, packet).context["wordings"]
    assert [(each.earlier.text, each.label, each.of) for each in shown] == [
        ("Second", "Why this is next-level", "Moved billing"),
        ("First", "Why this is next-level", "Moved billing"),
    ]


def test_many_wordings_are_turned_page_by_page(packet, adas):
    section = packet.sections.get(key="delivery")
    for number in range(PAGE + 1):
        EarlierText.objects.add(packet, section, "claim", f"Wording {number}")
    first = page(adas, packet)
    older = re.search(r'href="\?before=(\d+)"', text_of(first)).group(1)
    assert len(first.context["wordings"]) == PAGE
    rest = page(adas, packet, before=older).context["wordings"]
    assert [each.earlier.text for each in rest] == ["Wording 0"]


@pytest.mark.parametrize("before", ["", "abc", "0", "9" * 30])
def test_a_page_that_no_link_leads_to_shows_the_newest(packet, adas, before):
    EarlierText.objects.add(packet, packet.sections.get(key="delivery"), "claim", "Then")
    assert len(page(adas, packet, before=before).context["wordings"]) == 1


# Bringing back.


def test_a_wording_is_brought_back_and_that_is_undone(claim, clock, packet, adas):
    claim("I helped.")
    clock.shift(BOUT)
    claim("I planned it.")
    section = packet.sections.get(key="delivery")
    answer = bring_back(adas, EarlierText.objects.get(text="I helped."))
    section.refresh_from_db()
    assert (section.claim, section.revision) == ("I helped.", 4)
    assert "Your claim stands as it did before." in text_of(answer)
    undo = re.search(r'action="/earlier-texts/(\d+)/bring-back/"', text_of(answer)).group(1)
    bring_back(adas, EarlierText.objects.get(pk=undo))
    section.refresh_from_db()
    assert section.claim == "I planned it."


def test_what_a_bout_of_typing_wrote_is_kept_when_another_wording_comes_back(claim, adas, packet):
    claim("I planned it.")
    section = packet.sections.get(key="delivery")
    bring_back(adas, EarlierText.objects.add(packet, section, "claim", "I helped."))
    assert kept() == ["", "I helped.", "I planned it."]


def test_a_wording_brought_back_is_a_change_for_every_other_tab(claim, packet, adas):
    claim("I planned it.")
    section = packet.sections.get(key="delivery")
    bring_back(adas, EarlierText.objects.add(packet, section, "claim", "I helped."))
    assert claim("I led it.", revision=section.revision).status_code == 409


def rows(packet):
    """A row of each kind that has texts, with the page that it is written on."""
    base = f"/packets/{packet.pk}/"
    placed = place(packet)
    gap = Gap.objects.create(packet=packet, title="One decision")
    condition = Condition.objects.create(packet=packet, text="Lead a whole project")
    section = packet.sections.get(key="delivery")
    return {
        "packet": (packet, "summary", base),
        "section": (section, "claim", f"{base}sections/delivery/"),
        "evidence": (placed, "why", f"{base}sections/delivery/#evidence-{placed.pk}"),
        "gap": (gap, "answer", f"{base}gaps/"),
        "condition": (condition, "answer", f"{base}conditions/"),
    }


@pytest.mark.parametrize("part", ["packet", "section", "evidence", "gap", "condition"])
def test_bringing_back_leads_to_where_the_text_stands(packet, adas, part):
    row, field, url = rows(packet)[part]
    earlier = EarlierText.objects.add(packet, row, field, "It stood here.")
    response = adas.post(f"/earlier-texts/{earlier.pk}/bring-back/")
    row.refresh_from_db()
    assert (response["Location"], getattr(row, field)) == (url, "It stood here.")


def test_a_text_of_what_was_taken_out_cannot_be_brought_back(packet, adas):
    placed = place(packet)
    earlier = EarlierText.objects.add(packet, placed, "why", "It stood here.")
    placed.take_out()
    assert bring_back(adas, earlier).status_code == 404


def test_nobody_else_finds_earlier_wordings(in_review, graces, eves):
    section = in_review.sections.get(key="delivery")
    earlier = EarlierText.objects.add(in_review, section, "claim", "Before")
    answers = [
        status
        for client in (graces, eves)
        for status in (page(client, in_review).status_code, bring_back(client, earlier).status_code)
    ]
    assert answers == [404] * 4


@pytest.mark.parametrize("texts", [1, 3])
def test_the_queries_of_the_page(packet, adas, texts, django_assert_num_queries):
    section = packet.sections.get(key="delivery")
    for number in range(texts):
        EarlierText.objects.add(packet, section, "claim", f"Wording {number}")
    page(adas, packet)
    with django_assert_num_queries(14):
        page(adas, packet)
