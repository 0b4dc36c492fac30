"""Whoever may read a version no more finds nothing of it with the next request, whatever ended it:
a table of every address of a version by everything that ends it."""

import pytest
from django.test import Client
from django.urls import reverse

from packets.exports.options import PdfOptions
from packets.models import Comment, Rendering, Reviewer
from packets.reviewing.reviewers import answer, ask, hand_over, leave, remove
from packets.sharing import move_packet
from tests.clients import browser_of, program_of
from tests.forms import fields_of
from tests.packets.scenes import manage, place, review, share

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
    POST  comment-create
    GET   comment-reword
    POST  comment-reword
    POST  comment-resolve
    POST  comment-discard
    POST  packet-move
    POST  packet-decide
    GET   rendering-detail
    GET   rendering-file
    POST  rendering-again
"""


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
    comment = Comment.objects.create(version=version, section="opening", author=grace, text="Yes.")
    rendering = Rendering.objects.of_version(version, PdfOptions())
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    of = {
        "version-compare": (shared.pk,),
        "packet-decide": (shared.pk,),
        "packet-move": (shared.pk, "endorse"),
        "version-export": (shared.pk, 1, "markdown"),
        "comment-create": (shared.pk, 1),
        "comment": (comment.pk,),
        "rendering": (rendering.pk,),
    }
    usual = (shared.pk, 1)
    return [
        (method, name, reverse(name, args=of.get(name, of.get(name.partition("-")[0], usual))))
        for method, name in (row.split() for row in ADDRESSES.strip().splitlines())
    ]


def answers(client, addresses):
    return {
        (method, name): client.generic(method, url).status_code for method, name, url in addresses
    }


def test_before_it_ends_each_address_leads_somewhere(addresses, grace):
    assert 404 not in answers(browser_of(grace), addresses).values()


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
