"""The OpenAPI document, its page, and the client that is served beside them."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.bragdoc.test_api_access import operations
from tests.clients import browser_of, program_of, send
from tests.factories import EntryFactory, PlacementFactory, show

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


def test_the_document_is_openapi_and_names_where_it_holds(document, settings):
    assert (document["openapi"], document["servers"]) == ("3.1.0", [{"url": settings.SITE_URL}])
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_the_document_names_the_scope_of_every_operation(document):
    told = {
        (method.upper(), path.removeprefix("/api/v1"), *operation["security"][0]["token"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert told == set(operations())


def test_what_the_document_refers_to_is_in_it(document):
    refs = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(document))
    assert set(refs) - set(document["components"]["schemas"]) == set()


def test_every_operation_says_in_words_what_it_does_and_how_it_is_refused(document):
    for methods in document["paths"].values():
        for operation in methods.values():
            assert re.fullmatch(r"[A-Z][^.]+", operation["summary"])
            assert {"401", "403", "429"} <= set(operation["responses"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/entries", "/entries/{pk}", "/weeks", "/weeks/this", "/inbox", "/ladders", "/packets"]
)
def test_answers_are_as_the_document_says(document, ada, path):
    PlacementFactory(person=ada)
    entry = EntryFactory(
        author=ada, starts_on=ada.today(), metrics=[{"label": "p99", "before": "", "after": "1",
                                                     "unit": "", "lower_is_better": None}]
    )  # fmt: skip
    show(entry, "delivery/finishes")
    answer = send(program_of(ada), "GET", path.format(pk=entry.pk)).json()
    told = document["paths"][f"/api/v1{path.replace('this', '{monday}')}"]["get"]
    schema = told["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, schema | {"components": document["components"]})


def test_the_page_shows_every_operation_with_its_scope_and_a_command(client, settings):
    page = client.get("/api/v1/docs").content.decode()
    for method, path, scope in operations():
        assert f"{method} /api/v1{path}</p>" in page
        assert f"Scope <code>{scope}</code>" in page
    assert f"{settings.SITE_URL}/api/v1/entries" in page
    assert "-d &#x27;{&quot;line&quot;:" in page


def test_the_links_of_the_page_lead_somewhere_on_it(client):
    page = client.get("/api/v1/docs").content.decode()
    assert (
        set(re.findall(r'href="#([\w-]+)"', page)) - set(re.findall(r'id="([\w-]+)"', page))
        == set()
    )


@pytest.mark.django_db
def test_the_page_asks_the_database_for_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/api/v1/docs")


def test_the_page_has_the_frame_of_whoever_is_signed_in(ada):
    assert "Sign out" in browser_of(ada).get("/api/v1/docs").content.decode()


def test_the_client_is_served_as_it_lies_in_the_repository(client):
    response = client.get("/api/v1/brag")
    assert b"".join(response.streaming_content) == (ROOT / "clients" / "brag").read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="brag"'
