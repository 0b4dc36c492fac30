"""Calibration: what a panel finds, what it is not told, and what stays the author's to decide."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from packets.models import Packet, Panel, PanelCase, Visit
from packets.reviewing.calibration import Facts, facts_of
from packets.reviewing.seeing import readings_of
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import PacketFactory, UserFactory
from tests.forms import fields_of
from tests.packets.documents import rich_packet
from tests.packets.panel_scenes import seat
from tests.packets.racing import meet
from tests.packets.scenes import manage, place, share, share_again


@pytest.fixture
def version(packet, managed):
    Packet.objects.update(summary="Ada Okoye did this with Sam.")
    place(packet, "Read the whole log with Ada")
    return share(packet).versions.get()


@pytest.fixture
def sitting(db):
    """Somebody who sits on a panel, and knows nobody."""
    return UserFactory(name="Mira Sand")


@pytest.fixture
def miras(sitting):
    return browser_of(sitting)


def panel_page(panel):
    return reverse("panel-detail", args=[panel.pk])


def case_page(case):
    return reverse("panel-case", args=[case.pk])


def version_page(version):
    return reverse("version-detail", args=[version.packet_id, version.number])


def bring(client, version, panel):
    page = reverse("case-bring", args=[version.packet_id, panel.pk])
    return client.post(page, fields_of(client.get(page), "bring") | {"version": [version.number]})


def changed_seats(panel, eve):
    panel.members.add(eve)


def changed_names(panel, eve):
    Panel.objects.update(is_anonymous=False)


@pytest.mark.parametrize("change", [changed_seats, changed_names])
def test_nothing_is_brought_before_others_than_its_author_saw(version, sitting, eve, adas, change):
    panel = seat(sitting)
    page = reverse("case-bring", args=[version.packet_id, panel.pk])
    sent = fields_of(adas.get(page), "bring")
    change(panel, eve)
    refused = adas.post(page, sent)
    assert (refused.status_code, PanelCase.objects.count()) == (409, 0)
    assert "Nothing was brought." in refused.text
    assert adas.post(page, fields_of(refused, "bring")).status_code == 302
    assert PanelCase.objects.count() == 1


def test_nothing_is_brought_before_a_panel_that_is_closed(version, sitting, adas):
    panel = seat(sitting, closed_at=timezone.now())
    assert adas.get(reverse("case-bring", args=[version.packet_id, panel.pk])).status_code == 404
    listed = adas.get(reverse("packet-panels", args=[version.packet_id])).content.decode()
    assert panel.name not in listed


# What a panel finds.


def test_nothing_lies_before_a_panel_until_its_author_brings_it(version, sitting, miras, adas):
    panel = seat(sitting)
    assert miras.get(panel_page(panel)).context["rows"] == []
    bring(adas, version, panel)
    [(case, facts)] = miras.get(panel_page(panel)).context["rows"]
    assert (case.version, facts) == (version, facts_of(version.document()))


def test_a_case_has_no_name_in_it_where_names_are_left_out(version, sitting, miras):
    case = PanelCase.objects.bring(seat(sitting), version)
    for page in (panel_page(case.panel), case_page(case)):
        text = miras.get(page).content.decode()
        assert (case.name in text, re.findall(r"Okoye|\bAda\b", text)) == (True, [])


def test_names_stand_there_where_the_panel_is_to_know_them(version, sitting, miras):
    case = PanelCase.objects.bring(seat(sitting, is_anonymous=False), version)
    assert case.name == "Ada Okoye"
    assert "Ada Okoye did this with Sam." in miras.get(case_page(case)).content.decode()


def test_the_author_sees_before_she_brings_it_what_they_will_read(version, sitting, adas, miras):
    panel = seat(sitting)
    page = adas.get(reverse("case-bring", args=[version.packet_id, panel.pk]))
    bring(adas, version, panel)
    read = miras.get(case_page(PanelCase.objects.get()))
    assert page.context["document"] == read.context["document"]
    assert not PanelCase.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_facts_are_counts_of_what_the_document_shows():
    document = rich_packet()
    # 14 sentences are asked in it; Hiring does not apply and one has nothing to show.
    assert facts_of(document) == Facts(
        now="Senior Engineer",
        goal="Staff Engineer",
        asked=13,
        shown=12,
        not_applicable=1,
        months=12,
        months_shown=12,
        wins=16,
        projects=5,
        measured=15,
        told_by_others=3,
        gaps=4,
        conditions=0,
    )


def test_the_order_is_not_that_of_names_or_days_and_stays(packet, managed, sitting, miras):
    panel = seat(sitting)
    for name in "ABCDEFGH":
        author = UserFactory(name=name)
        manage(author, managed.manager)
        mine = PacketFactory(author=author, ladder_version=packet.ladder_version)
        PanelCase.objects.bring(panel, share(mine).versions.get())
    rows = miras.get(panel_page(panel)).context["rows"]
    assert [case.place for case, _ in rows] == sorted(case.place for case, _ in rows)
    assert len({case.name for case, _ in rows}) == 8
    assert miras.get(panel_page(panel)).context["rows"] == rows


def test_a_next_version_takes_the_place_and_name_of_the_one_before(version, grace, sitting):
    panel = seat(sitting)
    before = PanelCase.objects.bring(panel, version)
    after = PanelCase.objects.bring(panel, share_again(version.packet, grace))
    assert list(PanelCase.objects.visible_to(sitting)) == [after]
    assert (after.place, after.name) == (before.place, before.name)


@pytest.mark.parametrize("places", ["by chance", "all one"])
def test_pages_of_cases_follow_each_other(packet, managed, sitting, miras, monkeypatch, places):
    monkeypatch.setattr("packets.views.panels.PAGE", 2)
    panel = seat(sitting)
    for _ in range(3):
        author = UserFactory()
        manage(author, managed.manager)
        mine = PacketFactory(author=author, ladder_version=packet.ladder_version)
        PanelCase.objects.bring(panel, share(mine).versions.get())
    if places == "all one":
        PanelCase.objects.update(place=7)
    first = miras.get(panel_page(panel)).context
    second = miras.get(panel_page(panel), {"after": first["more"]}).context
    shown = [case for case, _ in first["rows"] + second["rows"]]
    assert (shown, second["more"]) == (list(PanelCase.objects.in_stable_order()), None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_panel_asks_as_often_for_three_cases_as_for_one(
    packet, managed, sitting, miras, count, django_assert_num_queries
):
    panel = seat(sitting)
    for _ in range(count):
        author = UserFactory()
        manage(author, managed.manager)
        mine = PacketFactory(author=author, ladder_version=packet.ladder_version)
        PanelCase.objects.bring(panel, share(mine).versions.get())
    with django_assert_num_queries(5):
        miras.get(panel_page(panel))


# What is not found.


def ends_by_taking_back(case):
    PanelCase.objects.take_back()


def ends_by_closing(case):
    case.panel.closed_at = case.brought_at
    case.panel.save()


def ends_by_leaving(case):
    case.panel.members.clear()


def ends_by_withdrawing(case):
    move_packet(case.version.packet, "withdraw", by=case.version.packet.author)


def ends_with_the_account(case):
    author = case.version.packet.author
    author.is_active = False
    author.save()


@pytest.mark.parametrize(
    "end",
    [
        ends_by_taking_back,
        ends_by_closing,
        ends_by_leaving,
        ends_by_withdrawing,
        ends_with_the_account,
    ],
)
def test_the_next_request_finds_nothing(version, sitting, miras, end):
    case = PanelCase.objects.bring(seat(sitting), version)
    assert miras.get(case_page(case)).status_code == 200
    end(case)
    assert miras.get(case_page(case)).status_code == 404


def test_an_author_who_sits_there_does_not_find_her_own_case(version, ada, adas):
    case = PanelCase.objects.bring(seat(ada), version)
    assert adas.get(panel_page(case.panel)).context["rows"] == []
    assert adas.get(case_page(case)).status_code == 404


def test_only_the_version_that_was_brought_is_read(version, grace, sitting, miras):
    case = PanelCase.objects.bring(seat(sitting), version)
    Packet.objects.update(summary="What came after.")
    share_again(version.packet, grace)
    assert "What came after." not in miras.get(case_page(case)).content.decode()
    assert miras.get(version_page(version)).status_code == 404


def test_an_administrator_seats_a_panel_and_finds_no_case_there(version, sitting, admin_client):
    panel = seat(sitting)
    page = reverse("admin:packets_panel_change", args=[panel.pk])
    assert 'name="members"' in admin_client.get(page).content.decode()
    PanelCase.objects.bring(panel, version)
    text = admin_client.get(page).content.decode()
    # Who reads it was shown to its author when she brought it.
    assert ('name="members"' in text, "Okoye" in text, version.title in text) == (False,) * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_of_panels_ask_as_often_for_three_as_for_one(
    version, sitting, miras, adas, count, django_assert_num_queries
):
    for _ in range(count):
        PanelCase.objects.bring(seat(sitting, UserFactory()), version)
    with django_assert_num_queries(4):
        miras.get(reverse("panel-list"))
    with django_assert_num_queries(7):
        adas.get(reverse("packet-panels", args=[version.packet_id]))


# Who read it.


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_author_sees_who_read_it_before_which_panel(
    version, sitting, adas, miras, is_anonymous
):
    case = PanelCase.objects.bring(seat(sitting, is_anonymous=is_anonymous), version)
    miras.get(case_page(case))
    [reading] = readings_of(version.packet, before="", most=2)
    assert (reading.who, reading.visit.panel) == ("Mira Sand", case.panel)
    page = adas.get(reverse("packet-readers", args=[version.packet_id])).content.decode()
    assert f'before <span dir="auto">{case.panel}</span>' in page


def test_the_list_of_cases_is_no_reading(version, sitting, miras):
    miras.get(panel_page(PanelCase.objects.bring(seat(sitting), version).panel))
    assert not Visit.objects.exists()


def test_who_reviews_it_too_reads_it_once_for_himself_and_once_before_the_panel(
    version, grace, graces
):
    case = PanelCase.objects.bring(seat(grace), version)
    for page in (version_page(version), case_page(case)) * 2:
        graces.get(page)
    panels = Visit.objects.order_by("pk").values_list("panel", flat=True)
    assert list(panels) == [None, case.panel_id]


# Withdrawn.


def test_a_packet_that_was_withdrawn_lies_there_again_once_it_is_brought_again(version, sitting):
    panel = seat(sitting)
    before = PanelCase.objects.bring(panel, version)
    move_packet(version.packet, "withdraw", by=version.packet.author)
    assert list(PanelCase.objects.visible_to(sitting)) == []
    after = PanelCase.objects.bring(panel, version)
    assert list(PanelCase.objects.visible_to(sitting)) == [after]
    assert after.name == before.name


# Twice, and two at once.


def test_brought_twice_it_lies_there_once(version, sitting, adas):
    panel = seat(sitting)
    bring(adas, version, panel)
    bring(adas, version, panel)
    assert PanelCase.objects.count() == 1


def test_brought_by_two_tabs_at_once_it_lies_there_once(apart, version, sitting):
    panel = seat(sitting)
    tabs = meet(*[lambda: PanelCase.objects.bring(panel, version)] * 2)
    assert tabs == tuple(PanelCase.objects.in_force()) * 2


def test_brought_while_it_is_withdrawn_it_is_closed_with_the_rest(apart, version, sitting):
    panel = seat(sitting)
    meet(
        lambda: PanelCase.objects.bring(panel, version),
        lambda: move_packet(version.packet, "withdraw", by=version.packet.author),
    )
    assert not PanelCase.objects.in_force().exists()


def test_there_is_nothing_to_bring_before_the_first_version(packet, sitting, adas):
    panel = seat(sitting)
    page = adas.get(reverse("packet-panels", args=[packet.pk])).content.decode()
    assert "there is none yet" in page
    assert adas.get(reverse("case-bring", args=[packet.pk, panel.pk])).status_code == 404
