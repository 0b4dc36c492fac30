"""Programs and their tokens: what each scope opens, how often they may ask, what they are told."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import ApiToken
from accounts.models.tokens import SCOPES
from bragdoc.api.assembly import api
from bragdoc.api.limits import READS, WRITES, WRONG_TOKENS, take
from bragdoc.models import Entry
from tests.clients import browser_of, program_of, send
from tests.factories import EntryFactory, UserFactory, secret_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

OPERATIONS = """
    GET   /entries                                   entries:read
    POST  /entries                                   entries:write
    GET   /entries/{pk}                              entries:read
    PATCH /entries/{pk}                              entries:write
    POST  /entries/{pk}/discard                      entries:write
    POST  /entries/{pk}/restore                      entries:write
    GET   /weeks                                     weeks:read
    GET   /weeks/{monday}                            weeks:read
    POST  /weeks/{monday}/close                      weeks:write
    POST  /weeks/{monday}/skip                       weeks:write
    POST  /weeks/{monday}/reopen                     weeks:write
    GET   /inbox                                     inbox:read
    GET   /inbox/{pk}                                inbox:read
    POST  /inbox/{pk}/accept                         inbox:write
    POST  /inbox/{pk}/discard                        inbox:write
    POST  /inbox/{pk}/never                          inbox:write
    POST  /inbox/{pk}/restore                        inbox:write
    GET   /imports                                   inbox:read
    POST  /imports                                   inbox:write
    GET   /imports/{pk}                              inbox:read
    POST  /imports/{pk}/take                         inbox:write
    GET   /ladders                                   ladders:read
    GET   /ladders/{pk}                              ladders:read
    GET   /packets                                   packets:read
    GET   /packets/{packet}/versions/{number}        packets:read
"""


def operations():
    return [tuple(line.split()) for line in OPERATIONS.strip().splitlines()]


def at(path):
    """An address of this form, of things that are not there."""
    return path.format(pk=0, packet=0, number=0, monday="this")


# Who asks.


@pytest.mark.parametrize(("method", "path", "scope"), operations())
def test_an_operation_opens_to_its_scope_and_to_no_other(ada, method, path, scope):
    refused = {
        given: send(program_of(ada, given), method, at(path), {}).status_code == 403
        for given in SCOPES
    }
    assert refused == {given: given != scope for given in SCOPES}


def test_every_operation_stands_in_the_table():
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    there_are = {(method.upper(), path) for path in paths for method in paths[path]}
    assert there_are == {(method, path) for method, path, _scope in operations()}


def test_a_token_without_the_scope_is_told_which_it_lacks(ada):
    response = send(program_of(ada, "weeks:read"), "POST", "/entries", {"line": "Wrote it"})
    assert (response.status_code, response.json()["scope"]) == (403, "entries:write")
    assert "entries:write: write, change, discard and restore wins" in response.json()["detail"]
    assert 'error="insufficient_scope", scope="entries:write"' in response["WWW-Authenticate"]
    assert Entry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "challenge"),
    [
        (None, 'Bearer realm="Bragdoc"'),
        ("", 'Bearer realm="Bragdoc"'),
        ("Basic YWRhOngx", 'Bearer realm="Bragdoc"'),
        ("Bearer", 'Bearer realm="Bragdoc"'),
        ("Bearer a b", 'Bearer realm="Bragdoc"'),
        ("Bearer brag_nobodys", 'Bearer realm="Bragdoc", error="invalid_token"'),
        ("Bearer \u00e4\u2713", 'Bearer realm="Bragdoc", error="invalid_token"'),
    ],
)
def test_without_a_token_that_works_nothing_opens(header, challenge):
    headers = {} if header is None else {"Authorization": header}
    response = Client().get("/api/v1/entries", headers=headers)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, challenge)
    assert response["Content-Type"] == "application/json"


def test_a_browser_that_is_signed_in_opens_nothing_by_its_cookie(ada):
    browser = browser_of(ada, enforce_csrf_checks=True)
    assert browser.get("/api/v1/entries").status_code == 401
    response = browser.post("/api/v1/entries", {"line": "x"}, "application/json")
    assert response.status_code == 401
    assert Entry.objects.count() == 0


def test_a_program_needs_no_form_token(ada):
    program = Client(
        enforce_csrf_checks=True, headers={"Authorization": f"Bearer {program_of(ada).token}"}
    )
    assert send(program, "POST", "/entries", {"line": "Wrote it"}).status_code == 201


def test_a_token_that_is_revoked_is_refused_on_its_next_request(ada):
    program = program_of(ada)
    assert send(program, "GET", "/entries").status_code == 200
    token = ApiToken.objects.get()
    browser_of(ada).post(f"/settings/tokens/{token.pk}/revoke/")
    assert send(program, "GET", "/entries").status_code == 401


def test_a_token_is_refused_from_the_moment_it_expires(ada):
    with time_machine.travel(NOON, tick=False):
        program = program_of(ada)  # for 30 days
    for after, status in [(timedelta(days=30, seconds=-1), 200), (timedelta(days=30), 401)]:
        with time_machine.travel(NOON + after, tick=False):
            assert send(program, "GET", "/entries").status_code == status


def test_a_use_is_noted_even_where_the_scope_is_missing(ada):
    with time_machine.travel(NOON, tick=False):
        send(program_of(ada, "weeks:read"), "GET", "/entries")
    assert ApiToken.objects.get().last_used_at == NOON


# What nobody but the program ever sees.


def test_no_log_line_holds_a_token_or_what_was_sent(ada, settings, capfd, caplog):
    settings.DEBUG = True
    program = program_of(ada)
    send(program, "POST", "/entries", {"line": "A secret acquisition"})
    send(program, "POST", "/entries", {"nonsense": "A secret acquisition"})
    Client().get("/api/v1/entries", headers={"Authorization": f"Token {program.token}"})
    Client().get("/api/v1/entries", headers={"Authorization": f"Bearer {program.token}x"})
    said = capfd.readouterr()
    everything = said.out + said.err + caplog.text
    assert "api-entries" in everything
    assert program.token not in everything
    assert "acquisition" not in everything


def test_answers_are_kept_by_no_cache(ada):
    assert send(program_of(ada), "GET", "/entries")["Cache-Control"] == "no-store"


# How often.


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("limit", "requests"), [(READS, 600), (WRITES, 60), (WRONG_TOKENS, 30)])
def test_so_many_requests_fit_at_once(limit, requests):
    assert [take(limit, "a") for _ in range(requests)] == [0] * requests
    assert take(limit, "a") == 1 if requests >= 60 else 2
    assert take(limit, "b") == 0


def test_what_was_taken_comes_back_evenly(clock):
    for _ in range(60):
        take(WRITES, "a")
    clock.shift(2.5)
    assert [take(WRITES, "a") for _ in range(3)] == [0, 0, 1]
    clock.shift(3600)
    assert [take(WRITES, "a") for _ in range(61)] == [0] * 60 + [1]


@pytest.mark.usefixtures("clock")
def test_a_program_that_writes_too_often_is_told_the_limit_and_when_to_come_back(ada):
    program = program_of(ada)
    for _ in range(60):
        assert send(program, "POST", "/weeks/this/skip").status_code == 200
    response = send(program, "POST", "/weeks/this/skip")
    assert (response.status_code, response["Retry-After"]) == (429, "1")
    told = response.json()
    assert (told["limit"], told["seconds"], told["retry_after"]) == (60, 60, 1)
    assert send(program, "GET", "/weeks").status_code == 200
    assert send(program_of(ada), "POST", "/weeks/this/skip").status_code == 200


@pytest.mark.usefixtures("clock")
def test_wrong_tokens_are_counted_by_address_and_right_ones_are_not_refused_for_them(ada):
    wrong = {"Authorization": "Bearer brag_wrong"}
    statuses = [Client().get("/api/v1/entries", headers=wrong).status_code for _ in range(31)]
    assert statuses == [401] * 30 + [429]
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get("/api/v1/entries", headers=wrong).status_code == 401
    assert send(program_of(ada), "GET", "/entries").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_wrong_tokens_from_one_ipv6_network_are_counted_together():
    wrong = {"Authorization": "Bearer brag_wrong"}
    statuses = [
        Client(REMOTE_ADDR=f"2001:db8:1:2::{n:x}").get("/api/v1/entries", headers=wrong).status_code
        for n in range(1, 32)
    ]
    assert statuses == [401] * 30 + [429]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("address", ["", "unknown"])
def test_wrong_tokens_from_no_address_are_counted_together(address):
    wrong = {"Authorization": "Bearer brag_wrong"}
    nowhere = Client(REMOTE_ADDR=address)
    statuses = [nowhere.get("/api/v1/entries", headers=wrong).status_code for _ in range(31)]
    assert statuses == [401] * 30 + [429]


@pytest.fixture
def database_cache(settings):
    """The cache as it is outside of tests: a table that all processes share."""
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": backend, "LOCATION": "counts"}}
    call_command("createcachetable")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE counts")


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_moment_are_counted_one_by_one(database_cache):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in one connection")
    secret = secret_of(UserFactory(), "weeks:write")
    answered = []

    def ask():
        program = Client(headers={"Authorization": f"Bearer {secret}"})
        try:
            for _ in range(20):
                answered.append(program.post("/api/v1/weeks/nonsense/skip").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    with time_machine.travel(NOON, tick=False):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    assert (answered.count(422), answered.count(429)) == (60, 20)


# What is answered where nothing can be done.


def test_addresses_that_there_are_not_answer_in_json(client):
    for path in ["", "nothing", "entries/", "entries/x", "../v1/x", "entries/1/burn"]:
        response = client.get(f"/api/v1/{path}")
        assert (path, response.status_code) == (path, 404)
        assert response.json() == {"detail": "There is no such thing, or it is not yours."}


def test_methods_that_an_address_does_not_take_are_answered_in_json(client):
    response = client.delete("/api/v1/entries")
    assert (response.status_code, response["Allow"]) == (405, "GET, POST")
    assert response.json() == {"detail": "This address takes GET, POST."}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"line": "\\ud800"}', 400),
        (b'{"line": ' + b"[" * 100_000, 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"line"', 422),
        (b'{"line": 3}', 422),
        (b'{"line": null}', 422),
        (b'{"line": "' + b"x" * 5_000_000 + b'"}', 413),
    ],
)
def test_what_is_no_request_is_refused_in_json(ada, sent, status):
    program = program_of(ada)
    response = program.post("/api/v1/entries", sent, "application/json")
    assert (response.status_code, next(iter(response.json()))) == (status, "detail")
    assert Entry.objects.count() == 0


def test_what_is_wrong_is_named_by_its_place(ada):
    response = send(
        program_of(ada),
        "POST",
        "/entries",
        {"title": "a", "tilte": "b", "starts_on": "Friday", "metrics": [{}, {"after": 3}]},
    )
    assert response.status_code == 422
    assert {error["field"]: error["message"] for error in response.json()["errors"]} == {
        "starts_on": "Input should be a valid date or datetime, input is too short",
        "metrics.1.after": "Input should be a valid string",
        "tilte": "There is no such field.",
    }


def test_a_failure_is_answered_in_json_and_logged_without_what_was_sent(ada, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr("bragdoc.api.entries.as_kept", fail)
    response = send(program_of(ada), "POST", "/entries", {"line": "A secret acquisition"})
    assert response.status_code == 500
    assert response.json()["request"] == response["X-Request-ID"]
    (failure,) = [record for record in caplog.records if record.name == "bragdoc.api"]
    assert "'route': 'api-entries'" in failure.getMessage()
    assert "acquisition" not in caplog.text


def test_a_person_reads_nothing_of_another_by_any_filter(ada, eve):
    EntryFactory(author=ada, title="Ada’s own")
    for query in ["", "?q=own", "?from=2026-01-01", "?limit=100", "?author=ada@example.org"]:
        assert send(program_of(eve), "GET", f"/entries{query}").json()["entries"] == []


def test_the_counts_lie_in_the_cache_that_processes_share(ada):
    send(program_of(ada), "GET", "/entries")
    token = ApiToken.objects.get()
    taken, _at = cache.get(f"api:reads:{token.pk}")
    assert taken == 1
