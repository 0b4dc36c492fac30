"""The author's pages around the builder: her list, a new packet, the look before sharing."""

from datetime import date

import pytest
import time_machine

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion
from packets.models import Condition, Packet
from packets.sharing import move_packet
from tests.clients import HTMX, browser_of
from tests.factories import LADDER, PacketFactory, PlacementFactory, SeasonFactory
from tests.packets.scenes import place, share

NEW = {
    "title": "Staff Engineer, July 2027",
    "now": "ic/senior",
    "goal": "ic/staff",
    "starts_on": "2026-07-01",
    "ends_on": "2027-06-30",
    "key": "a-form",
    "preset": "competencies",
}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def placed(ada):
    return PlacementFactory(person=ada)


# The list.


def test_without_packets_the_page_says_what_a_packet_is(adas):
    assert "A packet maps your wins to what the next level asks" in text_of(adas.get("/packets/"))


def test_the_list_shows_her_packets_newest_first_and_nobody_else_s(packet, ada, adas, grace):
    version = packet.ladder_version
    newer = PacketFactory(author=ada, ladder_version=version, title="Principal")
    PacketFactory(author=grace, ladder_version=version, title="A manager's own")
    response = adas.get("/packets/")
    assert list(response.context["packets"]) == [newer, packet]
    assert "A manager" not in text_of(response)


@pytest.mark.parametrize("packets", [1, 3])
def test_the_list_asks_the_database_four_times(
    packet, ada, adas, packets, django_assert_num_queries
):
    for _ in range(packets - 1):
        PacketFactory(author=ada, ladder_version=packet.ladder_version, season=SeasonFactory())
    with django_assert_num_queries(4):
        adas.get("/packets/")


def test_the_list_goes_on_where_the_page_before_ended(packet, ada, adas):
    version = packet.ladder_version
    Packet.objects.bulk_create(
        Packet(
            author=ada,
            ladder_version=version,
            title=f"Packet {number}",
            now="ic/senior",
            goal="ic/staff",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 6, 30),
        )
        for number in range(60)
    )
    first = adas.get("/packets/")
    older = adas.get("/packets/", {"before": first.context["older"]})
    everything = [*first.context["packets"], *older.context["packets"]]
    assert everything == list(Packet.objects.newest_first())
    assert (len(first.context["packets"]), older.context["older"]) == (50, None)


@pytest.mark.parametrize("before", ["", "abc", "-1", "9" * 30, "½", "1\x00"])
def test_a_place_in_the_list_that_is_none_shows_its_beginning(packet, adas, before):
    assert list(adas.get("/packets/", {"before": before}).context["packets"]) == [packet]


def test_a_page_asked_for_by_a_script_is_the_page(packet, adas):
    whole, asked = adas.get("/packets/"), adas.get("/packets/", headers=HTMX)
    assert [list(r.context["packets"]) for r in (whole, asked)] == [[packet], [packet]]
    assert (whole.status_code, asked.status_code) == (200, 200)


# A new one.


def test_who_is_placed_nowhere_is_asked_where_she_is(adas):
    assert adas.get("/packets/new/")["Location"] == "/placement/"
    assert adas.post("/packets/new/", NEW)["Location"] == "/placement/"


@time_machine.travel("2026-11-20 12:00", tick=False)
def test_the_last_twelve_months_towards_her_goal_are_suggested(placed, adas):
    form = adas.get("/packets/new/").context["form"]
    assert form.initial == {
        "title": "Staff Engineer, November 2026",
        "now": "ic/senior",
        "goal": "ic/staff",
        "starts_on": date(2025, 12, 1),
        "ends_on": date(2026, 11, 20),
        "season": None,
        "preset": "promotion-case",
    }


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2026-12-31", date(2026, 1, 1)),
        ("2027-01-15", date(2026, 2, 1)),
        ("2028-02-29", date(2027, 3, 1)),
    ],
)
def test_a_year_ends_today_and_begins_with_a_month(placed, ada, today, first):
    with time_machine.travel(f"{today} 12:00", tick=False):
        initial = browser_of(ada).get("/packets/new/").context["form"].initial
    assert (initial["starts_on"], str(initial["ends_on"])) == (first, today)


def test_a_new_packet_has_a_section_for_each_competency(placed, ada, adas):
    response = adas.post("/packets/new/", NEW)
    packet = Packet.objects.get()
    assert response["Location"] == f"/packets/{packet.pk}/proposal/"
    assert (packet.author, packet.title, packet.goal, packet.state, packet.ladder_version) == (
        ada,
        "Staff Engineer, July 2027",
        "ic/staff",
        "draft",
        placed.ladder_version,
    )
    assert [s.key for s in packet.sections.in_order()] == ["delivery", "reliability", "hiring"]


def test_a_form_sent_twice_starts_one_packet(placed, adas):
    locations = {adas.post("/packets/new/", NEW)["Location"] for _ in range(2)}
    assert (len(locations), Packet.objects.count()) == (1, 1)


def test_the_next_packet_asks_again_what_was_asked_in_the_last_one(placed, ada, adas):
    asked = adas.get("/packets/new/").context["form"]
    assert "asks_again" not in asked.fields
    last = PacketFactory(author=ada, ladder_version=placed.ladder_version)
    Condition.objects.ask(last, "Hire two.", "Grace Lindholm", date(2026, 11, 20))
    page = adas.get("/packets/new/").content.decode()
    assert ("Hire two." in page, 'name="asks_again"' in page) == (True, True)
    for key, sent in (("one", {"asks_again": "on"}), ("two", {})):
        adas.post("/packets/new/", NEW | {"key": key} | sent)
    taken = [
        [(one.text, one.said_by) for one in packet.conditions.in_order()]
        for packet in Packet.objects.order_by("pk")[1:]
    ]
    assert taken == [[("Hire two.", "Grace Lindholm")], []]


def test_without_a_key_each_form_starts_one(placed, adas):
    for _ in range(2):
        adas.post("/packets/new/", NEW | {"key": ""})
    assert Packet.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": ""}, "This field is required."),
        ({"goal": "ic/emperor"}, "Select a valid choice."),
        ({"ends_on": "2026-06-30"}, "The period ends before it begins."),
        ({"starts_on": "2000-01-01"}, "A period is ten years at most."),
        ({"starts_on": "0000-00-00"}, "Enter a valid date."),
    ],
)
def test_a_packet_that_cannot_be_says_why_and_keeps_what_was_typed(
    placed, adas, changes, complaint
):
    response = adas.post("/packets/new/", NEW | changes)
    assert (response.status_code, Packet.objects.count()) == (422, 0)
    assert complaint in text_of(response)
    if "title" not in changes:
        assert NEW["title"] in text_of(response)


def test_another_ladder_can_be_named_if_it_may_be_read(placed, ada, grace, adas):
    other = LADDER | {"ladder": {"slug": "other", "name": "Other", "version": "1"}}
    published = LadderVersion.objects.draft_from(LadderDocument.model_validate(other))
    published.publish()
    secret = LADDER | {"ladder": {"slug": "secret", "name": "Secret", "version": "1"}}
    graces = LadderVersion.objects.draft_from(LadderDocument.model_validate(secret), owner=grace)
    assert adas.get(f"/packets/new/?ladder={published.pk}").context["version"] == published
    assert adas.get(f"/packets/new/?ladder={graces.pk}").status_code == 404
    adas.post(f"/packets/new/?ladder={published.pk}", NEW)
    assert Packet.objects.get().ladder_version == published


# The look before sharing.


def test_before_sharing_she_reads_with_whom_and_what_is_left_out(packet, managed, adas):
    place(packet, confidential=True)
    text = text_of(adas.get(f"/packets/{packet.pk}/share/"))
    assert "Share version 1 with Grace Lindholm" in text
    assert "1 confidential win placed in the draft stays out." in text
    assert "No win is placed. The packet prints, and says so." in text
    assert "Nobody but you." in text


def test_without_a_manager_she_is_sent_to_name_one(packet, adas):
    text = text_of(adas.get(f"/packets/{packet.pk}/share/"))
    assert "Nobody reviews it yet" in text
    assert "/moves/submit/" not in text


def test_while_it_is_in_review_there_is_nothing_to_share(in_review, adas):
    text = text_of(adas.get(f"/packets/{in_review.pk}/share/"))
    assert "Version 1 is with your reviewer" in text
    assert "/moves/submit/" not in text
    assert "Grace Lindholm" in text
    assert "not opened yet" in text


def test_sharing_leads_to_the_version(packet, managed, adas):
    response = adas.post(f"/packets/{packet.pk}/moves/submit/", {"note": "Please read by Friday."})
    assert response["Location"] == f"/packets/{packet.pk}/versions/1/"
    assert packet.events.get().note == "Please read by Friday."


def test_sharing_twice_shares_once_and_says_why(packet, managed, adas):
    adas.post(f"/packets/{packet.pk}/moves/submit/")
    response = adas.post(f"/packets/{packet.pk}/moves/submit/", follow=True)
    assert packet.versions.count() == 1
    assert "Somebody may have moved the packet already." in text_of(response)


def test_sharing_without_a_manager_says_why(packet, adas):
    response = adas.post(f"/packets/{packet.pk}/moves/submit/")
    assert packet.versions.count() == 0
    assert response.status_code == 409
    assert "Nobody reviews it yet." in text_of(response)


def test_withdrawing_leads_back_to_the_draft(in_review, adas):
    response = adas.post(f"/packets/{in_review.pk}/moves/withdraw/")
    assert response["Location"] == f"/packets/{in_review.pk}/"


def test_reopening_leads_back_to_the_draft(in_review, grace, adas):
    move_packet(in_review, "endorse", by=grace, version=1)
    response = adas.post(f"/packets/{in_review.pk}/moves/reopen/")
    assert response["Location"] == f"/packets/{in_review.pk}/"


def test_the_preview_shows_the_draft_with_everything_placed(packet, adas):
    place(packet, "Wrote the guide", why="It was mine to decide.", details="With **care**.")
    text = text_of(adas.get(f"/packets/{packet.pk}/preview/"))
    assert "Wrote the guide" in text
    assert "It was mine to decide." in text
    assert "<strong>care</strong>" in text


def test_the_list_leads_to_the_latest_version(packet, managed, adas):
    share(packet)
    assert f'href="/packets/{packet.pk}/versions/1/">Version 1' in text_of(adas.get("/packets/"))
