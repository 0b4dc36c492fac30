"""Whoever may read a version no more finds nothing of it with the next request, whatever ended it:
a table of every address of a version by everything that ends it, for reviewers, for the readers of
links and for panels."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from packets.exports.options import PdfOptions
from packets.models import (
    Comment,
    Notification,
    Panel,
    PanelCase,
    Rendering,
    Reviewer,
    ShareLink,
)
from packets.reviewing.reviewers import answer, ask, hand_over, leave, remove
from packets.sharing import move_packet
from tests.clients import browser_of, program_of
from tests.factories import UserFactory
from tests.forms import fields_of
from tests.packets.panel_scenes import seat
from tests.packets.scenes import manage, place, rate, review, share
from tests.test_access import rows

ADDRESSES = """
    GET   version-detail
    GET   version-coverage
    GET   version-compare
    GET   version-exports
    POST  version-exports
    GET   version-export
    POST  version-pdf
    POST  version-far
    POST  version-ratings
    POST  ratings-rest-undo
    POST  comment-create
    GET   comment-reword
    POST  comment-reword
    POST  comment-resolve
    POST  comment-discard
    POST  comment-restore
    GET   packet-move
    POST  packet-move
    GET   packet-decide
    POST  packet-decide
    GET   packet-record
    GET   record-export
    GET   notification-open
    GET   rendering-detail
    GET   rendering-file
    POST  rendering-again
"""

OF_NO_VERSION = """
    POST  manager-answer        GET   draft-detail
    POST  manager-end           POST  draft-detail
    POST  ladder-retire         GET   draft-publish
    POST  reviewer-answer
    GET   reviewer-leave        POST  reviewer-leave
    GET   panel-detail          GET   panel-case
    GET   api-packet-version
"""
"""What a manager finds that others do not and that no version leads to; then what he is asked, and
the way out; and what a panel and programs find, which stand below."""


def removed(packet, reader):
    remove(packet.reviewers.get(person=reader))


def left(packet, reader):
    leave(packet.reviewers.get(person=reader), reader)


def declined(packet, reader):
    """He left, was asked again, and declined."""
    left(packet, reader)
    answer(ask(packet, email=reader.email, role="peer"), reader, accept=False)


def asked_again(packet, reader):
    """He was removed, and has not answered yet whether he reviews it again."""
    removed(packet, reader)
    ask(packet, email=reader.email, role="manager")


def handed_over(packet, reader):
    packet.author.managements.update(state="ended")
    manage(packet.author, successor := Reviewer.objects.get(role="peer").person)
    hand_over(packet.reviewers.get(person=reader), stays=False)
    assert packet.role_of(successor) == "manager"


def withdrawn(packet, reader):
    move_packet(packet, "withdraw", by=packet.author)


def author_deactivated(packet, reader):
    packet.author.is_active = False
    packet.author.save()


def reader_deactivated(packet, reader):
    reader.is_active = False
    reader.save()


ENDS = [removed, left, declined, asked_again, handed_over, withdrawn, author_deactivated]


@pytest.fixture
def shared(packet, managed, eve):
    """Version 1 is shared with Grace, who manages Ada, and Eve, a peer."""
    place(packet)
    review(packet, eve)
    return share(packet)


@pytest.fixture
def addresses(shared, grace):
    """Of each name its address: the version, its PDF, and what Grace said about it."""
    version = shared.versions.get()
    about = {"version": version, "section": "opening", "author": grace}
    comment, taken_back = (Comment.objects.create(text=text, **about) for text in ("Yes.", "No."))
    taken_back.discard()
    rate(version, grace)
    told = Notification.objects.get(person=grace, version=version)
    rendering = Rendering.objects.of_version(version, PdfOptions())
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    of = {
        "version-compare": (shared.pk,),
        "packet-decide": (shared.pk,),
        "packet-move": (shared.pk, "endorse"),
        "version-export": (shared.pk, 1, "markdown"),
        "comment-create": (shared.pk, 1),
        "comment-restore": (taken_back.pk,),
        "comment": (comment.pk,),
        "packet-record": (shared.pk,),
        "record-export": (shared.pk, "md"),
        "notification-open": (told.pk,),
        "rendering": (rendering.pk,),
    }
    usual = (shared.pk, 1)
    return [
        (method, name, reverse(name, args=of.get(name, of.get(name.partition("-")[0], usual))))
        for method, name in (row.split() for row in ADDRESSES.strip().splitlines())
    ]


def answered(client, addresses):
    """What each is answered, as if it alone had been asked for."""
    found = {}
    for method, name, url in addresses:
        with transaction.atomic():
            found[method, name] = client.generic(method, url)
            transaction.set_rollback(True)
    return found


def answers(client, addresses):
    return {key: answer.status_code for key, answer in answered(client, addresses).items()}


def in_pairs(table):
    """{(method, name)} of a table that may have several of them in a line."""
    words = table.split()
    return {*zip(words[::2], words[1::2], strict=True)}


def test_the_table_has_every_address_that_only_who_reviews_finds():
    found = {
        (method, name.partition(":")[0])
        for method, name, (_anonymous, eve, grace, _ada) in rows()
        if eve == "404" != grace
    }
    assert found == in_pairs(ADDRESSES) | in_pairs(OF_NO_VERSION)


def test_before_it_ends_each_address_leads_somewhere(addresses, grace):
    assert 404 not in answers(browser_of(grace), addresses).values()


def test_no_cache_keeps_what_will_end(addresses, grace):
    pages = answered(browser_of(grace), addresses).items()
    kept = {
        name: page.headers.get("Cache-Control")
        for (method, name), page in pages
        if method == "GET" and page.status_code == 200
    }
    assert {name for name, said in kept.items() if "no-store" not in (said or "")} == set()
    assert len(kept) > 5


@pytest.mark.parametrize("end", ENDS)
def test_after_it_ended_no_address_leads_anywhere(shared, addresses, grace, end):
    browser = browser_of(grace)
    end(shared, grace)
    assert {key: code for key, code in answers(browser, addresses).items() if code != 404} == {}


def test_the_session_of_a_closed_account_is_nobodys(shared, addresses, grace):
    browser = browser_of(grace)
    reader_deactivated(shared, grace)
    assert answers(browser, addresses) == answers(Client(), addresses)
    assert {*answers(browser, addresses).values()} == {302}


@pytest.mark.parametrize("end", [*ENDS, reader_deactivated])
def test_programs_find_nothing_either(shared, grace, end):
    program = program_of(grace)
    there = reverse("api-packet-version", args=[shared.pk, 1])
    assert program.get(there).status_code == 200
    end(shared, grace)
    assert program.get(there).status_code == (401 if end is reader_deactivated else 404)
    listed = program.get(reverse("api-packets"))
    assert end is reader_deactivated or listed.json()["versions"] == []


@pytest.mark.parametrize("end", ENDS)
def test_no_list_names_it(shared, grace, end):
    browser = browser_of(grace)
    assert shared.title in browser.get("/reviews/").text
    end(shared, grace)
    assert shared.title not in browser.get("/reviews/").text + browser.get("/reviews/asked/").text


def cut_by(browser, packet):
    """The file of a cut copy of version 1 that this person asks for by the page of exports."""
    page = f"/packets/{packet.pk}/versions/1/export/"
    choices = {"copy": ["redacted"], "words": ["log"], "form": ["pdf"]}
    looked_at = browser.post(page, fields_of(browser.get(page), "export") | choices)
    asked = browser.post(page, fields_of(looked_at, "export") | {"do": ["export"]})
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    return f"{asked.headers['Location']}file/"


def test_a_cut_copy_of_the_author_is_not_found_by_number(shared, adas, graces):
    there = cut_by(adas, shared)
    assert (adas.get(there).status_code, graces.get(there).status_code) == (200, 404)


def test_a_cut_copy_that_a_reader_asked_for_is_his_while_he_may_read(shared, grace, graces, eves):
    there = cut_by(graces, shared)
    assert (graces.get(there).status_code, eves.get(there).status_code) == (200, 404)
    removed(shared, grace)
    assert graces.get(there).status_code == 404


# The readers of links.

LINK = """
    GET   link-read
    POST  link-read
    GET   link-pdf
    POST  link-pdf
    POST  link-far
"""


def revoked(packet, link):
    link.revoke()


def expired(packet, link):
    ShareLink.objects.update(expires_at=timezone.now())


@pytest.mark.parametrize("end", [revoked, expired, withdrawn, author_deactivated])
def test_a_link_that_ended_leads_nowhere(shared, client, end):
    version = shared.versions.get()
    link, secret = ShareLink.objects.make(
        version=version, reader="Lee", parts=[], days=14, passcode=""
    )
    addresses = [
        (method, name, reverse(name, args=[secret])) for method, name in sorted(in_pairs(LINK))
    ]
    client.post(reverse("link-pdf", args=[secret]))
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    there = answered(client, addresses)
    assert there["GET", "link-pdf"]["Content-Type"] == "application/pdf"
    assert {page.status_code for page in there.values()} == {200, 204, 302}
    assert {"no-store" in page["Cache-Control"] for page in there.values()} == {True}
    end(shared, link)
    assert {*answers(client, addresses).values()} == {404}


def test_the_table_has_every_address_of_a_link():
    found = {
        (method, name)
        for method, name, (anonymous, *_) in rows()
        if name.startswith("link-") and ":" not in name and anonymous != "login"
    }
    assert found == in_pairs(LINK)


# Panels.


def taken_back(packet, reader):
    PanelCase.objects.of_packet(packet).take_back()


def closed(packet, reader):
    Panel.objects.update(closed_at=timezone.now())


def unseated(packet, reader):
    Panel.objects.get().members.remove(reader)


@pytest.mark.parametrize(
    ("end", "panel_is_there"),
    [
        (taken_back, True),
        (withdrawn, True),
        (author_deactivated, True),
        (closed, False),
        (unseated, False),
    ],
)
def test_a_panel_finds_nothing_of_a_case_that_ended(shared, end, panel_is_there):
    reader = UserFactory()
    browser = browser_of(reader)
    panel = seat(reader, is_anonymous=False)
    case = PanelCase.objects.bring(panel, shared.versions.get())
    there, all_of_them = (
        reverse("panel-case", args=[case.pk]),
        reverse("panel-detail", args=[panel.pk]),
    )
    for page in (browser.get(there), browser.get(all_of_them)):
        assert (page.status_code, "Ada Okoye" in page.text) == (200, True)
        assert "no-store" in page["Cache-Control"]
    end(shared, reader)
    panels = browser.get(all_of_them)
    assert browser.get(there).status_code == 404
    assert (panels.status_code, "Ada Okoye" in panels.text) == (
        200 if panel_is_there else 404,
        False,
    )
