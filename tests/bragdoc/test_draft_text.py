"""Editing a draft as text: kept as typed, read where it can be, and one with the forms."""

import json
import re

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.writing import write_ladder
from bragdoc.models import LadderVersion
from tests.bragdoc.draft_scenes import draft_of
from tests.clients import AUTOSAVE, HTMX, browser_of
from tests.forms import fields_of


@pytest.fixture
def draft(ada):
    return draft_of(ada)


@pytest.fixture
def adas(ada):
    return browser_of(ada)


@pytest.fixture
def url(draft):
    return reverse("draft-text", args=[draft.pk])


def now(draft):
    return LadderVersion.objects.select_related("ladder").get(pk=draft.pk)


def text_of(response):
    return " ".join(response.content.decode().split())


def typed(client, url, old, new):
    """The form, with one piece of its text replaced."""
    fields = fields_of(client.get(url), "text")
    assert old in fields["source"][0]
    return fields | {"source": fields["source"][0].replace(old, new, 1)}


def test_the_text_is_the_ladder_as_a_file(adas, draft, url):
    assert fields_of(adas.get(url), "text")["source"] == [write_ladder(draft.read())]


def test_cells_are_written_in_the_order_of_the_steps_whatever_a_database_makes_of_it(draft):
    document = json.loads(json.dumps(draft.document))
    expect = document["areas"][0]["competencies"][0]["expect"]
    document["areas"][0]["competencies"][0]["expect"] = dict(reversed(expect.items()))

    assert write_ladder(LadderDocument.model_validate(document)) == write_ladder(draft.read())


def test_what_is_typed_is_kept_with_its_comments_and_becomes_the_ladder(adas, draft, url):
    fields = typed(adas, url, "format: ladder/1", "# Ours alone.\nformat: ladder/1")
    fields["source"] = fields["source"].replace("Writes tests.", "Writes many tests.")

    response = adas.post(url, fields)

    assert (response.status_code, response["Location"]) == (302, url)
    kept = now(draft)
    assert kept.source == fields["source"]
    assert kept.read().competency("testing").expect["l1"].items[0].text == "Writes many tests."
    assert fields_of(adas.get(url), "text")["source"] == [fields["source"]]


def test_a_save_while_typing_is_answered_with_the_new_revision_alone(adas, draft, url):
    response = adas.post(url, typed(adas, url, "Team Ladder", "Our Ladder"), headers=AUTOSAVE)

    assert response.status_code == 200
    assert re.fullmatch(
        r'<input type="hidden" name="revision" value="2">\s*', response.content.decode()
    )
    assert now(draft).ladder.name == "Our Ladder"


def test_a_text_that_cannot_be_read_is_kept_and_the_ladder_stays_as_it_was(adas, draft, url):
    fields = typed(adas, url, "name: Level 1", "nam: Level 1")

    response = adas.post(url, fields, headers=AUTOSAVE)

    kept = now(draft)
    assert response.status_code == 200
    assert (kept.source, kept.is_readable, kept.read()) == (fields["source"], False, draft.read())
    assert fields_of(adas.get(url), "text")["source"] == [fields["source"]]


def test_every_error_is_shown_with_its_line(adas, url):
    adas.post(url, typed(adas, url, "name: Level 1", "nam: Level 1"))

    shown = text_of(adas.get(url, headers=HTMX))

    assert shown.startswith("<div")  # the piece that changes while one types, and nothing else
    lines = re.findall(r'data-line="(\d+)">Line \d+</a> <span class="quiet">([^<]+)</span>', shown)
    assert [line for line, _ in lines] == ["7", "8"]
    assert "`name` is missing." in shown
    assert "`nam` is not part of the format" in shown
    assert "The ladder as it could be read last" in shown


def test_the_preview_is_the_ladder_of_the_text(adas, draft, url):
    adas.post(url, typed(adas, url, "Writes tests.", "Writes many tests."))

    shown = text_of(adas.get(f"{url}?track=em", headers=HTMX))

    assert "Writes many tests." not in shown  # the management track begins at Level 2
    assert "Writes many tests." in text_of(adas.get(f"{url}?track=ic", headers=HTMX))


def test_a_mended_text_is_the_ladder_again(adas, draft, url):
    adas.post(url, typed(adas, url, "name: Level 1", "nam: Level 1"))

    adas.post(url, typed(adas, url, "nam: Level 1", "name: Junior"))

    assert now(draft).is_readable
    assert now(draft).read().levels[0].name == "Junior"


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("slug: team", "slug: other", "3", "the slug of this ladder stays `team`"),
        ("version: '1'", "version: '2'", "5", "this ladder has a version 2 already"),
        ("format: ladder/1", "format: [", "1", "this is not YAML"),
    ],
)
def test_what_this_draft_may_not_become_is_an_error_of_its_text(
    adas, ada, draft, url, old, new, line, sentence
):
    draft_of(ada, version="2")

    adas.post(url, typed(adas, url, old, new))

    shown = text_of(adas.get(url, headers=HTMX))
    assert sentence in shown.replace("&#x27;", "'").replace("The slug", "the slug").replace(
        "This", "this"
    )
    assert f'data-line="{line}"' in shown or sentence == "this is not YAML"
    assert now(draft).read() == draft.read()


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
def test_a_text_that_was_changed_elsewhere_shows_both_and_writes_nothing(adas, draft, url, headers):
    loaded = typed(adas, url, "Team Ladder", "My Ladder")
    adas.post(url, typed(adas, url, "Team Ladder", "Their Ladder"))

    response = adas.post(url, loaded, headers=headers)

    conflict = response.content.decode().partition('class="conflict"')[2]
    assert response.status_code == 409
    assert "My Ladder" in conflict
    assert "Their Ladder" in conflict
    assert now(draft).read().ladder.name == "Their Ladder"
    assert adas.post(url, loaded | {"revision": "2"}).status_code == 302
    assert now(draft).read().ladder.name == "My Ladder"


def test_a_change_in_a_form_conflicts_with_the_text_and_not_the_other_way_round(adas, draft, url):
    text = typed(adas, url, "Team Ladder", "My Ladder")
    form = fields_of(adas.get(reverse("draft-area", args=[draft.pk, "craft"])), "part")
    adas.post(reverse("draft-area", args=[draft.pk, "craft"]), form | {"summary": "Work."})

    assert adas.post(url, text).status_code == 409

    form = fields_of(adas.get(reverse("draft-area", args=[draft.pk, "craft"])), "part")
    adas.post(url, typed(adas, url, "Team Ladder", "My Ladder"))
    saved = adas.post(
        reverse("draft-area", args=[draft.pk, "craft"]), form | {"summary": "Our work."}
    )
    assert saved.status_code == 302
    assert now(draft).read().ladder.name == "My Ladder"


def test_whoever_goes_back_to_what_could_be_read_can_have_the_text_again(adas, draft, url):
    broken = typed(adas, url, "name: Level 1", "nam: Level 1")
    adas.post(url, broken)

    adas.post(reverse("draft-go-back", args=[draft.pk]))

    assert (now(draft).is_readable, now(draft).read()) == (True, draft.read())
    shown = text_of(adas.get(reverse("draft-detail", args=[draft.pk])))
    adas.post(re.search(r'action="([^"]+/put-back/\d+/)"', shown)[1])
    assert (now(draft).is_readable, now(draft).source) == (False, broken["source"])


def test_a_text_left_behind_is_not_written_over_what_was_edited_since(adas, draft, url):
    adas.post(url, typed(adas, url, "name: Level 1", "nam: Level 1"))
    adas.post(reverse("draft-go-back", args=[draft.pk]))
    adas.post(reverse("draft-add", args=[draft.pk, "area"]), {"name": "People"})

    adas.post(reverse("draft-put-back", args=[draft.pk, 1]))

    assert [area.slug for area in now(draft).read().areas] == ["craft", "people"]
    assert "Removed of late" in text_of(adas.get(reverse("draft-detail", args=[draft.pk])))


def test_an_empty_text_is_refused_and_the_one_before_it_stays(adas, draft, url):
    response = adas.post(url, fields_of(adas.get(url), "text") | {"source": ""})

    assert response.status_code == 422
    assert "There is nothing here." in text_of(response)
    assert now(draft).revision == 1


def test_a_text_of_more_than_a_million_characters_is_refused(adas, draft, url):
    response = adas.post(url, fields_of(adas.get(url), "text") | {"source": "#" * 1_000_001})

    assert response.status_code == 422
    assert now(draft).revision == 1


@pytest.mark.parametrize("sentences", [1, 3])
def test_the_text_takes_as_many_queries_for_one_sentence_as_for_three(
    adas, draft, url, sentences, django_assert_num_queries
):
    for number in range(sentences):
        adas.post(
            url,
            typed(adas, url, "- Writes tests.", f"- New {number}.\n            - Writes tests."),
        )

    with django_assert_num_queries(3):
        adas.get(url)
