"""What is noted of each reading, and what its author sees: who can see what, and every view."""

from datetime import timedelta

import pytest
from django.utils import timezone

from packets.models import (
    Endorsement,
    LinkVisit,
    Panel,
    PanelCase,
    Rendering,
    ShareLink,
    Visit,
)
from packets.reviewing.reviewers import ask, leave, remove
from packets.reviewing.seeing import (
    asked_about_a_win,
    ended_in,
    links_to,
    readings_of,
    seen_by,
)
from tests.clients import browser_of, program_of, send
from tests.factories import UserFactory
from tests.packets.scenes import place, review, share, share_again


@pytest.fixture
def version(packet, managed):
    """Version 1, shared with Grace."""
    packet.next = "To teach it."
    packet.save()
    place(packet)
    return share(packet).versions.get()


def page_of(version, path=""):
    return f"/packets/{version.packet_id}/versions/{version.number}/{path}"


def readers_page(version):
    return f"/packets/{version.packet_id}/readers/"


def words(page):
    return " ".join(page.text.split())


def link_to(version, reader="Sam", parts=()):
    made = ShareLink.objects.make(
        version=version, reader=reader, parts=list(parts), days=14, passcode=""
    )
    return made[0]


# What is noted.


@pytest.mark.parametrize("path", ["", "coverage/", "export/", "export/markdown/"])
def test_a_page_that_a_reader_opens_is_noted_and_the_authors_own_are_not(
    version, adas, graces, grace, path
):
    adas.get(page_of(version, path))
    assert not Visit.objects.exists()
    graces.get(page_of(version, path))
    visit = Visit.objects.get()
    assert (visit.version, visit.reader) == (version, grace)
    assert (visit.took_file_at is not None) == (path == "export/markdown/")


def test_to_compare_two_versions_is_to_read_both(version, grace, graces):
    share_again(version.packet, grace)
    graces.get(f"/packets/{version.packet_id}/compare/")
    assert set(Visit.objects.values_list("version__number", flat=True)) == {1, 2}


def test_a_pdf_is_taken_once_it_is_opened(version, graces):
    graces.post(page_of(version, "pdf/"))
    assert Visit.objects.get().took_file_at is None
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    graces.get(f"/renderings/{Rendering.objects.order_by('pk').first().pk}/file/")
    assert Visit.objects.get().took_file_at is not None


def test_a_program_takes_the_whole_along(version, grace):
    send(program_of(grace), "GET", f"/packets/{version.packet_id}/versions/1")
    assert Visit.objects.get().took_file_at is not None


@pytest.mark.parametrize(("minutes", "visits"), [(29, 1), (31, 2)])
def test_who_comes_back_within_half_an_hour_is_at_the_same_reading(
    version, graces, time_machine, minutes, visits
):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    graces.get(page_of(version))
    time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
    graces.get(page_of(version))
    assert Visit.objects.count() == visits
    assert Visit.objects.order_by("-pk")[0].last_at == now + timedelta(minutes=minutes)


def test_that_it_lasts_is_written_once_a_minute(version, graces, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    graces.get(page_of(version))
    time_machine.move_to(now + timedelta(seconds=59), tick=False)
    graces.get(page_of(version))
    assert Visit.objects.get().last_at == now


# How far.


def far(client, version, place, part=None):
    return client.post(page_of(version, "far/"), {"place": place, "part": part or place})


def test_the_place_and_the_furthest_part_are_kept(version, graces):
    far(graces, version, "part-next")
    assert far(graces, version, "section-delivery").status_code == 204
    visit = Visit.objects.get()
    assert (visit.place, visit.furthest) == ("section-delivery", "part-next")


@pytest.mark.parametrize("part", ["", "part-unknown", "x" * 300])
def test_what_is_no_part_is_not_kept(version, graces, part):
    far(graces, version, "section-delivery")
    assert far(graces, version, part).status_code == 204
    assert far(graces, version, "section-delivery", part).status_code == 204
    visit = Visit.objects.get()
    assert (visit.place, visit.furthest) == ("section-delivery", "section-delivery")


def test_who_comes_back_is_led_to_where_he_stopped(version, graces, time_machine):
    assert "Go on where you stopped" not in graces.get(page_of(version)).text
    far(graces, version, "part-next")
    time_machine.move_to(timezone.now() + timedelta(days=1))
    page = words(graces.get(page_of(version)))
    assert 'href="#next"><span>Go on where you stopped: <bdi>What is next</bdi></span>' in page
    assert Visit.objects.count() == 2


def test_the_page_of_the_author_notes_nothing(version, adas):
    assert "data-reading" not in adas.get(page_of(version)).text
    assert far(adas, version, "part-next").status_code == 204
    assert not Visit.objects.exists()


# Who can see what.


def test_nobody_sees_a_draft(packet, adas):
    page = words(adas.get(f"/packets/{packet.pk}/readers/"))
    assert "Nobody but you." in page
    assert "No version was opened yet." in page


def test_each_way_to_a_version_is_told(version, grace, adas):
    ask(version.packet, email="nadia@example.org", role="peer")
    link_to(version, "Sam", ["part-next"])
    panel = Panel.objects.create(name="Autumn panel")
    PanelCase.objects.create(panel=panel, version=version)
    entry = version.packet.sections.get(key="delivery").evidence.get().entry
    asked = {"expires_at": timezone.now() + timedelta(days=30)}
    Endorsement.objects.create(packet=version.packet, entry=entry, name="Priya", **asked)
    page = words(adas.get(readers_page(version)))
    for said in (
        "Grace Lindholm</b>",
        "manager since",
        "not opened yet",
        "nadia@example.org: asked, and sees nothing until accepting.",
        "Sam</b>",
        'Only <span dir="auto">What is next</span>',
        "Autumn panel</b>",
        "Priya</b>",
    ):
        assert said in page


def test_a_colleague_is_named_as_long_as_their_address_leads_to_the_win(version):
    entry = version.packet.sections.get(key="delivery").evidence.get().entry
    for days in (30, -1):
        for state in Endorsement.State:
            Endorsement.objects.create(
                packet=version.packet,
                entry=entry,
                name=f"{state} {days}",
                state=state,
                text="It held.",
                expires_at=timezone.now() + timedelta(days=days),
            )
    assert [row.name for row in asked_about_a_win(version.packet)] == [
        "asked 30",
        "given 30",
        "declined 30",
        "withdrawn 30",
        "given -1",
        "withdrawn -1",
    ]


def test_what_has_ended_is_told_with_when(version, adas):
    link_to(version, "Sam").revoke()
    leave(gone := review(version.packet, UserFactory(name="Ivo Lenz")), gone.person)
    page = words(adas.get(readers_page(version)))
    assert 'The link for <span dir="auto">Sam</span> was revoked.' in page
    assert "Ivo Lenz</span>, peer since" in page


def test_a_link_is_over_once_it_is_past_its_day(version, adas):
    lasting, expired = link_to(version, "Sam"), link_to(version, "Kim")
    expired.expires_at = timezone.now()
    expired.save()
    assert [ended.row for ended in ended_in(version.packet, most=15).newest] == [expired]
    assert list(links_to(version.packet)) == [lasting]


@pytest.mark.parametrize(("more", "said"), [(0, False), (1, True)])
def test_where_more_has_ended_than_is_listed_the_number_is_said(version, adas, more, said):
    for number in range(13 + more):
        link_to(version, f"Sam {number}").revoke()
    leave(gone := review(version.packet, UserFactory()), gone.person)
    panel = Panel.objects.create(name="Autumn panel")
    PanelCase.objects.create(panel=panel, version=version, withdrawn_at=timezone.now())
    page = words(adas.get(readers_page(version)))
    assert ("The newest 15 of 16." in page) == said
    assert ["Sam 0<" in page, "Sam 1<" in page] == [not said, True]


def test_what_ended_last_stands_first_whenever_it_was_made(version):
    links = [link_to(version, f"Sam {number}") for number in range(3)]
    for link in reversed(links):
        link.revoke()
    newest = ended_in(version.packet, 2).newest
    assert [each.row.reader for each in newest] == ["Sam 0", "Sam 1"]


def test_the_foot_of_a_version_counts_who_sees_it(version, adas, graces, grace):
    link_to(version)
    link_to(version).revoke()
    assert seen_by(version) == (1, 1, 0)
    foot = words(adas.get(page_of(version)))
    assert "Open to you, to 1 person with an account, to whoever has 1 link." in foot
    assert readers_page(version) not in graces.get(page_of(version)).text
    remove(version.packet.reviewers.get())
    assert seen_by(version) == (0, 1, 0)


# Every view.


def test_views_of_both_ways_stand_in_one_order_with_how_far(version, adas, graces, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    far(graces, version, "part-next")
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    link_to(version).visit().take_pdf()
    first, second = readings_of(version.packet, before="", most=50)
    assert (first.who, first.furthest, first.took_file_at is None) == ("Sam", "", False)
    assert (second.who, second.furthest) == ("Grace Lindholm", "What is next")
    page = words(adas.get(readers_page(version)))
    assert page.index("through a link") < page.index("Read to “")


def test_the_pages_of_views_hold_each_once_even_where_they_began_together(version, grace):
    began = timezone.now()
    link = link_to(version)
    for _ in range(5):
        Visit.objects.create(version=version, reader=grace, began_at=began)
        LinkVisit.objects.create(link=link, began_at=began)
    seen, before = [], ""
    while found := readings_of(version.packet, before=before, most=3):
        seen += [(reading.kind, reading.visit.pk) for reading in found]
        before = found[-1].mark()
    assert (len(seen), len(set(seen))) == (10, 10)


@pytest.mark.parametrize("before", ["x", "1-a-2-3", "-1-a-1", "9" * 40])
def test_a_place_that_is_none_begins_with_the_newest(version, adas, graces, before):
    graces.get(page_of(version))
    page = adas.get(readers_page(version), {"before": before})
    assert (page.status_code, len(page.context["readings"])) == (200, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    version, adas, rows, django_assert_num_queries
):
    panel = Panel.objects.create(name="Autumn panel")
    for number in range(rows):
        reader = review(version.packet, UserFactory()).person
        browser_of(reader).get(page_of(version))
        link_to(version, f"Sam {number}", ["part-next"]).visit()
        link_to(version).revoke()
        ask(version.packet, email=f"asked-{number}@example.org", role="peer")
        PanelCase.objects.create(panel=panel, version=version, withdrawn_at=timezone.now())
    with django_assert_num_queries(15):
        adas.get(readers_page(version))
