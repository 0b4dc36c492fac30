"""What machines ask: is it alive, is it ready; and what a browser keeps for when it is offline."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from accounts.tasks import SIGN_OF_LIFE, say_hello

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


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/offline/", "/sw.js"])
@pytest.mark.django_db
def test_a_machine_only_reads(anyone, path):
    assert anyone.post(path).status_code == 405


def test_the_offline_page_needs_nobody_and_nothing(anyone):
    response = anyone.get("/offline/")
    assert response.status_code == 200
    assert 'data-person="' not in response.content.decode()


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
