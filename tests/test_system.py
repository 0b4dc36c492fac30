"""What machines ask: is it alive, is it ready; and what a browser keeps for when it is offline."""

import re
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from accounts.tasks import SIGN_OF_LIFE, say_hello
from tests.clients import browser_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def anyone():
    return Client()


def test_it_lives_without_asking_the_database(anyone):
    response = anyone.get("/livez")
    assert (response.status_code, response.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_it_is_ready_when_database_migrations_and_worker_are(anyone):
    say_hello()
    response = anyone.get("/readyz")
    assert (response.status_code, response.json()) == (
        200,
        {"database": True, "migrations": True, "worker": True},
    )


@pytest.mark.django_db
def test_it_is_not_ready_before_the_worker_was_ever_seen(anyone):
    response = anyone.get("/readyz")
    assert (response.status_code, response.json()["worker"]) == (503, False)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (179, 200), (180, 503), (3600, 503)])
def test_a_worker_that_is_silent_for_three_minutes_is_not_there(anyone, seconds, status):
    cache.set(SIGN_OF_LIFE, NOW - timedelta(seconds=seconds), timeout=None)
    with time_machine.travel(NOW, tick=False):
        assert anyone.get("/readyz").status_code == status


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_waits(anyone):
    say_hello()
    MigrationRecorder.Migration.objects.filter(app="packets").latest("pk").delete()
    response = anyone.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {"database": True, "migrations": False, "worker": True},
    )


@pytest.mark.django_db
def test_it_is_not_ready_without_its_database(anyone):
    def gone(execute, sql, params, many, context):
        raise DatabaseError("connection refused")

    with connection.execute_wrapper(gone):
        response = anyone.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {"database": False, "migrations": False, "worker": False},
    )


@pytest.mark.parametrize(
    "path", ["/livez", "/readyz", "/offline/", "/sw.js", "/manifest.webmanifest"]
)
@pytest.mark.django_db
def test_a_machine_only_reads(anyone, path):
    assert anyone.post(path).status_code == 405


def test_the_offline_page_needs_nobody_and_nothing(anyone):
    response = anyone.get("/offline/")
    assert response.status_code == 200
    assert 'data-person="' not in response.content.decode()


def test_the_offline_page_is_the_same_for_whoever_is_signed_in_and_takes_no_message_from_them(
    anyone, ada
):
    signed_in = browser_of(ada)
    signed_in.post("/new/", {"text": "Halved the build"})
    page = signed_in.get("/offline/").content
    assert page == anyone.get("/offline/").content
    assert b"Halved" not in page
    assert b"Halved the build" in signed_in.get("/week/", follow=True).content


def test_what_is_installed_opens_on_the_field_and_shares_into_it(anyone):
    response = anyone.get("/manifest.webmanifest")
    content = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert content["start_url"] == "/new/"
    assert content["share_target"] == {
        "action": "/new/",
        "method": "GET",
        "enctype": "application/x-www-form-urlencoded",
        "params": {"title": "title", "text": "text", "url": "url"},
    }


def test_what_is_installed_has_icons_of_the_sizes_it_says(anyone):
    icons = anyone.get("/manifest.webmanifest").json()["icons"]
    found = {}
    for icon in icons:
        path = finders.find(icon["src"].removeprefix("/static/"))
        found[icon["src"]] = icon["sizes"] if path.endswith(".svg") else size_of_png(path)
    assert found == {icon["src"]: icon["sizes"] for icon in icons}
    assert {icon.get("purpose") for icon in icons} == {None, "maskable"}


def size_of_png(path):
    """Width and height, which stand behind the signature and the name of the first chunk."""
    data = Path(path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return "{}x{}".format(*struct.unpack(">II", data[16:24]))


def test_every_page_names_what_can_be_installed(anyone):
    page = anyone.get("/offline/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page


def test_the_service_worker_comes_from_the_root_and_is_asked_for_each_time(anyone):
    response = anyone.get("/sw.js")
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/javascript",
        "max-age=0",
    )
    assert 'const OFFLINE = "/offline/";' in response.content.decode()


def test_the_service_worker_keeps_files_that_are_there_and_no_page_of_a_person(anyone):
    listed = re.search(r"FILES = \[(.*?)\]", anyone.get("/sw.js").content.decode(), re.S).group(1)
    paths = re.findall(r'"(.*?)"', listed)
    assert len(paths) > 5
    assert [p for p in paths if not finders.find(p.removeprefix("/static/"))] == []
