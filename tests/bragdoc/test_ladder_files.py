"""Ladders as files: what is downloaded, by whom, and the schema that is published."""

import json

import pytest
from django.urls import reverse
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from bragdoc.ladders.bundled import bundled_ladders
from bragdoc.ladders.document import LadderDocument, counts
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.ladders.json_form import write_ladder_json
from bragdoc.ladders.long_form import is_long_form, read_long_form
from bragdoc.ladders.nodes import text_of
from bragdoc.ladders.reading import read_yaml
from bragdoc.ladders.schema import ladder_schema
from bragdoc.ladders.writing import short_form
from bragdoc.models import LadderVersion
from tests.bragdoc.ladder_documents import ladder_documents
from tests.clients import browser_of
from tests.factories import LADDER, small_ladder

SOURCE = {
    "url": "https://example.org/ladder",
    "licence": "CC-BY-4.0",
    "attribution": "Zażółć Ltd",
}


def quoted_ladder(version="1", **changes):
    header = LADDER["ladder"] | {"source": SOURCE, "version": version} | changes
    return LadderDocument.model_validate(LADDER | {"ladder": header})


def export(browser, form, **query):
    return browser.get(reverse("ladder-export", args=["small", form]), query)


# Exports.


@pytest.mark.django_db
@pytest.mark.parametrize("form", FILE_FORMS)
def test_what_is_exported_reads_back_to_the_published_document(form, ada):
    document = quoted_ladder()
    LadderVersion.objects.draft_from(document).publish()

    response = export(browser_of(ada), form)

    assert FILE_FORMS[form].read(response.content) == document


@pytest.mark.django_db
@pytest.mark.parametrize("form", FILE_FORMS)
def test_an_export_names_source_licence_and_attribution(form, ada):
    LadderVersion.objects.draft_from(quoted_ladder()).publish()

    text = export(browser_of(ada), form).content.decode()

    assert [value for value in SOURCE.values() if value not in text] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("yaml", "application/yaml"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_an_export_is_saved_under_the_name_of_the_ladder_and_its_version(form, media_type, ada):
    LadderVersion.objects.draft_from(quoted_ladder('20"26/\r\n1 β')).publish()

    response = export(browser_of(ada), form)

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="small-20-26-1.{form}"'


@pytest.mark.django_db
def test_the_version_is_the_one_that_the_address_asks_for(ada):
    for number in ("1", "2"):
        LadderVersion.objects.draft_from(quoted_ladder(number)).publish()

    found = [
        json.loads(export(browser_of(ada), "json", **query).content)["ladder"]["version"]
        for query in ({}, {"version": "1"})
    ]

    assert found == ["2", "1"]
    assert export(browser_of(ada), "json", version="3").status_code == 404


@pytest.mark.django_db
def test_somebody_elses_own_ladder_is_not_exported(ada, eve):
    LadderVersion.objects.draft_from(quoted_ladder(), owner=eve)

    assert export(browser_of(ada), "yaml").status_code == 404
    assert export(browser_of(eve), "yaml").status_code == 200


@pytest.mark.django_db
def test_a_ladder_of_ones_own_may_have_the_name_and_version_of_everybodys(ada):
    LadderVersion.objects.draft_from(quoted_ladder(name="Theirs")).publish()
    LadderVersion.objects.draft_from(quoted_ladder(name="Ours"), owner=ada).publish()

    found = [
        json.loads(export(browser_of(ada), "json", **query).content)["ladder"]["name"]
        for query in ({}, {"version": "1"})
    ]

    assert found == ["Ours", "Ours"]


@pytest.mark.django_db
def test_an_export_of_a_version_that_was_read_before_takes_four_queries(
    ada, django_assert_num_queries
):
    small_ladder()
    browser = browser_of(ada)
    export(browser, "csv")
    with django_assert_num_queries(4):
        export(browser, "csv")


@pytest.mark.django_db
def test_the_ladder_page_leads_to_every_form_of_the_version_it_shows(ada):
    small_ladder()

    page = browser_of(ada).get(reverse("ladder-detail", args=["small"])).content.decode()

    assert [
        form for form in FILE_FORMS if f"/ladders/small/export/{form}/?version=1" not in page
    ] == []


# The sheet to fill in.


@pytest.mark.django_db
def test_the_template_is_a_long_form_that_reads_back(ada):
    response = browser_of(ada).get(reverse("ladder-template"))

    assert response["Content-Disposition"] == 'attachment; filename="ladder-template.csv"'
    assert is_long_form(response.content)
    document = read_long_form(response.content)
    assert counts(document) == {
        "levels": 3,
        "tracks": 1,
        "competencies": 3,
        "expectations": 6,
        "targets": 0,
    }
    assert [position.label for _, position in document.positions()] == [
        "Engineer",
        "Senior Engineer",
        "Staff Engineer",
    ]


# The schema.


def test_the_schema_is_public_and_may_be_cached(client):
    response = client.get(reverse("ladder-schema"))

    assert response.json() == ladder_schema()
    assert response["Content-Type"] == "application/schema+json"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response.cookies == {}


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(ladder_schema())


def conforms(data: bytes):
    return Draft202012Validator(ladder_schema()).is_valid(read_yaml(text_of(data)).value)


def test_every_bundled_ladder_conforms():
    files = list(bundled_ladders())
    assert len(files) == 3
    assert [conforms(data) for data in files] == [True] * 3


def test_every_real_ladder_conforms(samples):
    files = sorted((samples / "ladders").glob("*.yaml"))
    assert len(files) == 6
    assert [file.name for file in files if not conforms(file.read_bytes())] == []


SHORT_FORMS = b"""
format: ladder/1
ladder: {slug: a, name: A, version: 1.10, summary: ~}
levels: [{slug: l1, name: Level 1, rank: 7}, {slug: no, name: NO}]
scales: [{slug: mastery, steps: [{slug: able, points: 1.5}]}]
tracks:
  - {slug: ic, name: IC, levels: [l1, {level: no, targets: {review: able, talks: {step: able}}}]}
areas:
  - slug: craft
    name: Craft
    competencies:
      - {slug: tests, name: Tests, expect: {l1: [Tests., {text: Leads.}], ic/no: n/a, no: ~}}
      - {slug: review, name: Review, scale: mastery, weight: 2, expect: {able: {same_as: ~}}}
      - {slug: talks, name: Talks, scale: mastery, extra: {any: [thing, 1, true]}}
"""


def test_the_short_forms_conform():
    FILE_FORMS["yaml"].read(SHORT_FORMS)
    assert conforms(SHORT_FORMS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"ladder/1", b"ladder/2"),
        (b"version: 1.10, ", b""),
        (b"slug: l1,", b"slug: L 1,"),
        (b"rank: 7", b"rank: high"),
        (b"rank: 7", b"order: 7"),
        (b"levels: [{slug: l1, name: Level 1, rank: 7}, {slug: no, name: NO}]", b"levels: []"),
        (b"slug: l1, name: Level 1", b"l1"),
        (b"points: 1.5", b"points: [1]"),
        (b"ic/no: n/a", b"ic/no: none"),
        (b"ic/no: n/a", b"IC/no: n/a"),
        (b"{text: Leads.}", b"{examples: [Led.]}"),
        (b"[Tests., {text: Leads.}]", b"Tests."),
        (b"{step: able}", b"[able]"),
        (b"{slug: ic,", b"{slug: ic, kind: other-one,"),
    ],
)
def test_what_is_refused_at_its_own_place_does_not_conform(old, new):
    assert old in SHORT_FORMS
    wrong = SHORT_FORMS.replace(old, new)
    with pytest.raises(LadderError):
        FILE_FORMS["yaml"].read(wrong)
    assert not conforms(wrong)


@settings(max_examples=50)
@given(ladder_documents())
def test_whatever_is_written_conforms(document):
    schema = Draft202012Validator(ladder_schema())
    written = [short_form(document), json.loads(write_ladder_json(document))]
    assert [schema.is_valid(data) for data in written] == [True, True]
