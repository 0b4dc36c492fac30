"""Packets through the programming interface: versions that were shared, and nothing else."""

import hashlib

import pytest

from packets.sharing import move_packet
from tests.clients import program_of, send
from tests.factories import PacketFactory
from tests.packets.scenes import place, share


@pytest.fixture
def packet(ada, grace, managed):
    """Version 1 of Ada's packet, which Grace may read."""
    packet = PacketFactory(author=ada)
    place(packet, "Cut checkout p99")
    share(packet)
    return packet


def listed(person):
    versions = send(program_of(person), "GET", "/packets").json()["versions"]
    return [(v["packet"], v["number"], v["author"], v["is_own"]) for v in versions]


def read(person, packet, number=1):
    return send(program_of(person), "GET", f"/packets/{packet.pk}/versions/{number}")


def test_a_version_is_listed_for_its_author_and_for_whom_it_is_shared_with(packet, ada, grace, eve):
    assert listed(ada) == [(packet.pk, 1, "Ada Okoye", True)]
    assert listed(grace) == [(packet.pk, 1, "Ada Okoye", False)]
    assert listed(eve) == []


def test_a_version_comes_byte_for_byte_as_it_was_hashed(packet, grace):
    (version,) = send(program_of(grace), "GET", "/packets").json()["versions"]
    response = read(grace, packet)
    assert hashlib.sha256(response.content).hexdigest() == version["content_hash"]
    assert response.json()["format"] == "packet/1"


def test_what_is_not_shared_is_nobodys_but_the_authors(packet, ada, grace, eve):
    move_packet(packet, "withdraw", by=ada)
    assert [read(person, packet).status_code for person in (ada, grace, eve)] == [200, 404, 404]
    assert listed(grace) == []


def test_a_draft_is_no_version(ada, grace, managed):
    draft = PacketFactory(author=ada)
    assert listed(ada) == []
    assert read(ada, draft).status_code == 404


@pytest.mark.parametrize("packets", [1, 3])
def test_three_versions_ask_the_database_as_often_as_one(
    ada, managed, packets, django_assert_num_queries
):
    first = PacketFactory(author=ada)
    for packet in [
        first,
        *(
            PacketFactory(author=ada, ladder_version=first.ladder_version)
            for _ in range(packets - 1)
        ),
    ]:
        share(packet)
    program = program_of(ada)
    send(program, "GET", "/packets")
    with django_assert_num_queries(4):
        assert len(send(program, "GET", "/packets").json()["versions"]) == packets


def test_pages_of_versions_follow_one_another(packet, ada):
    for _ in range(2):
        share(PacketFactory(author=ada, ladder_version=packet.ladder_version))
    program = program_of(ada)
    first = send(program, "GET", "/packets?limit=2").json()
    second = send(program, "GET", f"/packets?limit=2&after={first['next']}").json()
    found = [v["packet"] for page in (first, second) for v in page["versions"]]
    assert (len(found), found, second["next"]) == (3, sorted(found, reverse=True), None)
