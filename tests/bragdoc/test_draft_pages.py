"""Editing a draft as a form: each part saves itself, and two people lose nothing."""

import copy
import re
import threading

import pytest
from django.db import connection
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.reading import read_ladder
from bragdoc.models import LadderVersion
from tests.bragdoc.draft_scenes import LADDER, draft_of
from tests.clients import AUTOSAVE, browser_of
from tests.factories import UserFactory
from tests.forms import fields_of


@pytest.fixture
def draft(ada):
    return draft_of(ada)


@pytest.fixture
def adas(ada):
    return browser_of(ada)


def page(draft, name="detail", *where):
    return reverse(f"draft-{name}", args=[draft.pk, *where])


def now(draft):
    return LadderVersion.objects.get(pk=draft.pk)


def document_of(draft):
    return now(draft).read()


def text_of(response):
    return " ".join(response.content.decode().split())


def form_of(client, url, form_id="part", **changes):
    return fields_of(client.get(url), form_id) | changes


def at_level(document, competency, key):
    return [item.text for item in document.competency(competency).expect[key].items]


# Every part is a form that saves itself over what it was loaded with.

PARTS = {
    "header": (["detail"], "summary"),
    "levels": (["levels"], "row-l1-summary"),
    "track": (["track", "ic"], "summary"),
    "position": (["position", "ic", "l2"], "pitfalls"),
    "scale": (["scale", "mastery"], "row-beginner-summary"),
    "area": (["area", "craft"], "summary"),
    "competency": (["competency", "testing"], "summary"),
    "sentence": (["competency", "testing"], "cell:l1-0-text"),
}


@pytest.fixture(params=PARTS)
def part(draft, request):
    """(its address, the field that a person types in)."""
    where, field = PARTS[request.param]
    return page(draft, *where), field


def test_a_part_is_saved_and_leads_back_to_itself(part, adas, draft):
    url, field = part

    response = adas.post(url, form_of(adas, url, **{field: "Typed here."}))

    assert (response.status_code, response["Location"]) == (302, url)
    assert form_of(adas, url)[field] == ["Typed here."]
    assert LadderVersion.objects.get(pk=draft.pk).revision == 2


def test_a_part_that_is_sent_unchanged_changes_nothing(part, adas, draft):
    url, _ = part

    assert adas.post(url, form_of(adas, url)).status_code == 302

    kept = LadderVersion.objects.get(pk=draft.pk)
    assert (kept.revision, kept.read()) == (1, draft.read())


def test_a_part_that_saves_itself_is_answered_with_its_new_revision_alone(part, adas):
    url, field = part

    response = adas.post(url, form_of(adas, url, **{field: "Typed."}), headers=AUTOSAVE)

    assert response.status_code == 200
    found = re.fullmatch(
        r'<input type="hidden" name="revision" value="([0-9a-f]{20})">\s*',
        response.content.decode(),
    )
    assert [found[1]] == form_of(adas, url)["revision"]


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
def test_a_part_that_was_changed_elsewhere_shows_both_texts_and_writes_nothing(part, adas, headers):
    url, field = part
    loaded = form_of(adas, url)
    adas.post(url, loaded | {field: "What was written first."})

    response = adas.post(url, loaded | {field: "What was written there."}, headers=headers)

    text = response.content.decode()
    conflict = text[text.index('class="conflict"') :]
    assert response.status_code == 409
    assert "What was written there." in conflict
    assert "What was written first." in conflict
    assert form_of(adas, url)[field] == ["What was written first."]
    theirs = re.search(r'name="revision" value="(\w+)">Keep mine', conflict)[1]

    adas.post(url, loaded | {field: "What was written there.", "revision": theirs})
    assert form_of(adas, url)[field] == ["What was written there."]


def test_two_who_edit_different_parts_never_meet(adas, draft):
    urls = {name: page(draft, *where) for name, (where, _) in PARTS.items() if name != "sentence"}
    loaded = {name: form_of(adas, url) for name, url in urls.items()}

    answers = {
        name: adas.post(url, loaded[name] | {PARTS[name][1]: f"Of {name}."}).status_code
        for name, url in urls.items()
    }

    assert answers == dict.fromkeys(urls, 302)
    assert {name: form_of(adas, url)[PARTS[name][1]] for name, url in urls.items()} == {
        name: [f"Of {name}."] for name in urls
    }


def test_a_form_over_a_text_that_cannot_be_read_is_refused_with_the_line(part, adas, draft):
    url, field = part
    loaded = form_of(adas, url)
    LadderVersion.objects.filter(pk=draft.pk).update(source="format: none", is_readable=False)

    response = adas.post(url, loaded | {field: "Typed."}, headers=AUTOSAVE)

    assert response.status_code == 422
    assert "has an error on line 1: mend it there" in text_of(response)
    assert "The text has an error on line 1" in text_of(adas.get(url))
    assert document_of(draft) == draft.read()


@pytest.mark.parametrize(
    ("where", "field", "typed", "sentence"),
    [
        (["detail"], "name", "", "This field is required."),
        (["detail"], "version", "2", "This ladder has a version 2 already."),
        (["detail"], "language", "Klingon!", "`Klingon!` is no language code"),
        (["levels"], "row-l1-name", "level 2", "Another level is named `Level 2` too"),
        (["levels"], "row-l1-equivalents", "Engineer II", "Write each as “where:"),
        (["scale", "mastery"], "row-beginner-points", "1", "give all, or none"),
        (["competency", "testing"], "cell:l1-0-text", "", "or remove the sentence."),
        (["competency", "testing"], "cell:l1-states", "not-applicable", "Change one of the two."),
        (["competency", "testing"], "cell:l1-0-text", "x" * 20_001, "at most 20000 characters"),
    ],
)
def test_what_no_ladder_may_say_is_answered_where_it_was_typed(
    adas, ada, draft, where, field, typed, sentence
):
    draft_of(ada, version="2")
    url = page(draft, *where)

    response = adas.post(url, form_of(adas, url, **{field: typed}))

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert document_of(draft) == draft.read()


# Levels, tracks, positions, scales


def test_a_level_is_renamed_moved_and_removed_by_the_form_that_holds_its_name(adas, draft):
    url = page(draft, "levels")

    adas.post(url, form_of(adas, url, **{"row-l1-name": "Junior", "act": "up l2"}))
    levels = document_of(draft).levels
    assert [(level.slug, level.name) for level in levels] == [("l2", "Level 2"), ("l1", "Junior")]

    adas.post(url, form_of(adas, url, act="remove l1"))
    assert [level.slug for level in document_of(draft).levels] == ["l2"]
    assert "Removed Junior with 1 position and 2 expectations." in text_of(adas.get(url))


def test_what_a_level_is_called_elsewhere_is_written_one_a_line(adas, draft):
    url = page(draft, "levels")
    typed = "levels-fyi: Engineer II\nOther Co: L4: senior"

    adas.post(url, form_of(adas, url, **{"row-l1-equivalents": typed}))

    assert document_of(draft).levels[0].equivalents == {
        "levels-fyi": "Engineer II",
        "Other Co": "L4: senior",
    }
    shown = form_of(adas, url)["row-l1-equivalents"][0]
    assert sorted(shown.splitlines()) == sorted(typed.splitlines())  # a database keeps no order


def test_a_position_names_the_step_that_it_requires(adas, draft):
    url = page(draft, "position", "ic", "l2")
    said = {"step:review": "practised", "note:review": "Of all reviews.", "optional:review": "on"}

    adas.post(url, form_of(adas, url, **said))

    target = document_of(draft).position("ic", "l2").targets["review"]
    assert (target.step, target.note, target.need) == ("practised", "Of all reviews.", "optional")

    adas.post(url, form_of(adas, url, **{"step:review": ""}))
    assert document_of(draft).position("ic", "l2").targets == {}


def test_criteria_are_shown_and_stay_as_they_are(adas, ada):
    document = copy.deepcopy(LADDER)
    document["tracks"][0]["levels"][1] = {
        "level": "l2",
        "criteria": [{"kind": "points", "text": "Three points in all.", "at_least": 3}],
    }
    draft = LadderVersion.objects.draft_from(LadderDocument.model_validate(document), owner=ada)
    url = page(draft, "position", "ic", "l2")
    assert "Three points in all." in text_of(adas.get(url))

    adas.post(url, form_of(adas, url, title="Senior"))

    before, after = (d.read().position("ic", "l2") for d in [draft, now(draft)])
    assert (after.title, after.criteria) == ("Senior", before.criteria)


def test_a_title_left_empty_is_the_levels_own(adas, draft):
    url = page(draft, "position", "ic", "l2")
    adas.post(url, form_of(adas, url, title="Senior Engineer"))
    assert document_of(draft).position("ic", "l2").title == "Senior Engineer"

    adas.post(url, form_of(adas, url, title=""))

    assert document_of(draft).position("ic", "l2").title == "Level 2"
    assert form_of(adas, url)["title"] == [""]


def test_signals_are_written_one_a_line_and_go_on_where_a_line_is_indented(adas, draft):
    url = page(draft, "position", "ic", "l2")

    adas.post(url, form_of(adas, url, signals="Is asked first.\n  By other teams.\n\nLeads.\n"))

    assert document_of(draft).position("ic", "l2").signals == (
        "Is asked first.\nBy other teams.",
        "Leads.",
    )
    kept = form_of(adas, url)["signals"]
    assert kept == ["Is asked first.\n  By other teams.\nLeads."]


def test_a_step_is_moved_and_removed_by_the_form_of_its_scale(adas, draft):
    url = page(draft, "scale", "mastery")

    adas.post(url, form_of(adas, url, act="up practised", name="Skill"))
    scale = document_of(draft).scales[0]
    assert (scale.name, [s.slug for s in scale.steps]) == ("Skill", ["practised", "beginner"])

    adas.post(url, form_of(adas, url, act="remove practised"))
    assert "Removed Practised with 1 expectation." in text_of(adas.get(url))


# A competency and its sentences


def competency(draft, *, slug="testing"):
    return page(draft, "competency", slug)


def test_a_sentence_is_added_in_the_blank_row_of_its_level(adas, draft):
    url = competency(draft)
    loaded = form_of(adas, url)
    assert loaded["cell:l1-2-text"] == [""]

    adas.post(url, loaded | {"cell:l1-2-text": "Deletes tests.", "cell:l1-2-examples": "Fifty."})

    document = document_of(draft)
    assert at_level(document, "testing", "l1") == [
        "Writes tests.",
        "Runs the tests.",
        "Deletes tests.",
    ]
    new = document.competency("testing").expect["l1"].items[2]
    assert (new.slug, new.examples) == ("deletes-tests", ("Fifty.",))


def test_a_sentence_that_is_being_typed_is_kept_once_however_often_it_is_saved(adas, draft):
    url = competency(draft)
    loaded = form_of(adas, url)
    for typed in ["Del", "Deletes te", "Deletes tests."]:
        said = loaded | {"cell:l1-2-text": typed}
        answer = adas.post(url, said, headers=AUTOSAVE)
        loaded["revision"] = re.search(r'value="(\w+)"', answer.content.decode())[1]

    item = document_of(draft).competency("testing").expect["l1"].items[2]
    assert (item.slug, item.text) == ("deletes-tests", "Deletes tests.")
    assert len(document_of(draft).competency("testing").expect["l1"].items) == 3


def test_an_edited_sentence_keeps_its_slug_and_what_no_field_shows(adas, draft):
    url = competency(draft)

    adas.post(url, form_of(adas, url, **{"cell:l2-0-text": "Tests the edges."}))

    item = document_of(draft).competency("testing").expect["l2"].items[0]
    assert (item.slug, item.text, item.attrs) == ("tests-edges", "Tests the edges.", {"id": 7})


def test_a_sentence_moves_among_its_like_with_what_was_typed_beside_it(adas, draft):
    url = competency(draft)
    changes = {"cell:l1-1-text": "Runs all tests.", "act": "up cell:l1-1"}

    response = adas.post(url, form_of(adas, url, **changes))

    assert response["Location"] == f"{url}#id_cell:l1-1-text"
    assert at_level(document_of(draft), "testing", "l1") == ["Runs all tests.", "Writes tests."]


def test_a_sentence_moves_to_another_level(adas, draft):
    url = competency(draft)

    adas.post(url, form_of(adas, url, **{"cell:l1-0-at": "l2"}))

    assert at_level(document_of(draft), "testing", "l1") == ["Runs the tests."]
    assert at_level(document_of(draft), "testing", "l2") == ["Writes tests.", "Tests edges."]


def test_a_sentence_is_removed_and_put_back_with_all_it_had(adas, draft):
    url = competency(draft)
    cleared = {"cell:l2-0-text": "", "act": "remove cell:l2-0"}

    adas.post(url, form_of(adas, url, **cleared))
    assert "l2" not in document_of(draft).competency("testing").expect
    shown = text_of(adas.get(url))
    assert "Removed “Tests edges.”." in shown

    adas.post(re.search(r'action="([^"]+/put-back/\d+/)"', shown)[1])
    assert document_of(draft) == draft.read()


def test_text_of_one_track_is_written_into_a_cell_of_its_own(adas, draft):
    url = competency(draft)
    assert "cell:em/l2-0-text" not in form_of(adas, url)
    asked = f"{url}?cell=em/l2"

    adas.post(asked, form_of(adas, asked, **{"cell:em/l2-0-text": "Has tests written."}))

    assert at_level(document_of(draft), "testing", "em/l2") == ["Has tests written."]
    assert form_of(adas, url)["cell:em/l2-0-text"] == ["Has tests written."]


def test_a_level_may_state_what_another_states(adas, draft):
    url = competency(draft)

    adas.post(url, form_of(adas, url, **{"cell:l2-states": "same:l1"}))

    assert document_of(draft).competency("testing").expect["l2"].same_as == "l1"


def test_two_levels_that_state_each_other_are_refused(adas, draft):
    url = competency(draft)
    both = {"cell:l1-states": "same:l2", "cell:l2-states": "same:l1"}

    response = adas.post(url, form_of(adas, url, **both))

    assert response.status_code == 422
    assert "leads back to itself" in text_of(response)


def test_a_level_without_sentences_may_say_that_nothing_applies(adas, draft):
    url = competency(draft, slug="review")

    adas.post(
        url,
        form_of(adas, url, act="remove cell:beginner-0"),
    )
    adas.post(url, form_of(adas, url, **{"cell:beginner-states": "not-applicable"}))

    assert document_of(draft).competency("review").expect["beginner"].status == "not-applicable"


def test_a_competency_moves_to_another_area(adas, draft):
    adas.post(page(draft, "add", "area"), {"name": "People"})
    url = competency(draft)

    adas.post(url, form_of(adas, url, area="people"))

    assert [
        (area.slug, [one.slug for one in area.competencies]) for area in document_of(draft).areas
    ] == [("craft", ["review"]), ("people", ["testing"])]


# Adding, moving, removing with one button


@pytest.mark.parametrize(
    ("kind", "fields", "page_of", "found"),
    [
        ("level", {"name": "Level 3", "code": "E3"}, ["levels"], lambda d: d.levels[-1].slug),
        ("track", {"name": "Design", "kind": "other"}, ["levels"], lambda d: d.tracks[-1].slug),
        (
            "position",
            {"to": "em", "level": "l1"},
            ["track", "em"],
            lambda d: d.tracks[1].levels[-1].level,
        ),
        ("area", {"name": "People"}, ["detail"], lambda d: d.areas[-1].slug),
        (
            "competency",
            {"to": "craft", "name": "Design", "scale": "mastery"},
            ["detail"],
            lambda d: d.areas[0].competencies[-1].slug,
        ),
        ("scale", {"name": "Reach", "steps": "Team\nAll"}, ["levels"], lambda d: d.scales[-1].slug),
        (
            "step",
            {"to": "mastery", "name": "Expert"},
            ["scale", "mastery"],
            lambda d: d.scales[0].steps[-1].slug,
        ),
    ],
)
def test_a_part_is_added_and_leads_to_where_the_next_one_is(
    adas, draft, kind, fields, page_of, found
):
    adas.post(page(draft, "add", "level"), {"name": "Top"})  # so that there is more to add

    response = adas.post(page(draft, "add", kind), fields)

    where, _, anchor = response["Location"].partition("#")
    assert where == page(draft, *page_of)
    assert f'id="{anchor}"' in adas.get(where).content.decode()
    slugs = {"level": "level-3", "position": "l1", "area": "people", "scale": "reach"}
    slugs |= {"track": "design", "competency": "design", "step": "expert"}
    assert found(document_of(draft)) == slugs[kind]


def test_a_part_without_a_name_is_asked_for_it_again(adas, draft):
    response = adas.post(page(draft, "add", "competency"), {"to": "craft", "name": " "})

    assert response.status_code == 422
    assert "This field is required." in text_of(response)
    assert fields_of(response, "new-competency-craft")["to"] == ["craft"]


def test_nothing_is_added_to_an_area_that_is_gone(adas, draft):
    answer = adas.post(page(draft, "add", "competency"), {"to": "none", "name": "New"})

    assert answer.status_code == 404


def test_competencies_and_areas_are_moved_with_a_button(adas, draft):
    adas.post(page(draft, "move", "competency", "testing"), {"to": "down"})

    assert [one.slug for _, one in document_of(draft).competencies()] == ["review", "testing"]


def test_what_is_removed_says_what_went_with_it_and_can_be_put_back_after_a_reload(adas, draft):
    adas.post(page(draft, "remove", "area", "craft"))
    adas.get(page(draft))  # the message is shown once

    shown = text_of(adas.get(page(draft)))
    assert "Removed Craft with 2 competencies and 5 expectations." in shown

    adas.post(page(draft, "add", "area"), {"name": "People"})
    adas.post(page(draft, "put-back", 1))
    assert [area.slug for area in document_of(draft).areas] == ["craft", "people"]
    assert document_of(draft).competency("testing") == draft.read().competency("testing")
    assert "Removed of late" not in text_of(adas.get(page(draft)))


def test_what_cannot_be_removed_says_why(adas, draft):
    adas.post(page(draft, "remove", "scale", "mastery"))

    shown = text_of(adas.get(page(draft, "levels")))
    assert "Review is measured in Mastery. Change that first." in shown
    assert document_of(draft) == draft.read()


def test_somebody_else_sees_nothing_of_what_was_removed(adas, draft, eve):
    adas.post(page(draft, "remove", "area", "craft"))

    other = draft_of(eve)
    assert "Removed of late" not in text_of(browser_of(eve).get(page(other)))


# The outline


def test_the_outline_says_what_is_still_empty(adas, draft):
    adas.post(page(draft, "add", "competency"), {"to": "craft", "name": "Design", "scale": ""})

    shown = text_of(adas.get(page(draft)))

    assert "<span>3 expectations</span></p>" in shown
    assert "Nothing at Level 1, Level 2" in shown


def test_a_draft_without_areas_says_what_one_is(adas, draft):
    adas.post(page(draft, "remove", "area", "craft"))

    assert "Add the first one." in text_of(adas.get(page(draft)))


@pytest.mark.parametrize("competencies", [1, 3])
def test_the_outline_takes_as_many_queries_for_one_competency_as_for_three(
    adas, draft, competencies, django_assert_num_queries
):
    for number in range(competencies):
        adas.post(page(draft, "add", "competency"), {"to": "craft", "name": f"New {number}"})

    with django_assert_num_queries(3):
        adas.get(page(draft))


@pytest.mark.parametrize("sentences", [1, 3])
def test_a_competency_takes_as_many_queries_for_one_sentence_as_for_three(
    adas, draft, sentences, django_assert_num_queries
):
    url = competency(draft)
    for number in range(sentences):
        adas.post(url, form_of(adas, url, **{f"cell:l1-{2 + number}-text": f"New {number}."}))

    with django_assert_num_queries(3):
        adas.get(url)


# The text that a form is laid over


def test_the_first_change_in_a_form_writes_a_commented_text_anew_and_says_so_before(adas, draft):
    commented = "# Ours.\n" + form_of(adas, page(draft, "text"), "text")["source"][0]
    said = form_of(adas, page(draft, "text"), "text", source=commented)
    adas.post(page(draft, "text"), said)
    assert "has comments" in text_of(adas.get(page(draft)))

    adas.post(page(draft), form_of(adas, page(draft), summary="Ours."))

    assert "has comments" not in text_of(adas.get(page(draft)))
    source = form_of(adas, page(draft, "text"), "text")["source"][0]
    assert read_ladder(source.encode()) == document_of(draft)
    assert "# Ours." not in source


# At the same moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("areas", "answers"), [(("craft", "people"), [302, 302]), (("craft", "craft"), [302, 409])]
)
def test_of_two_edits_at_the_same_moment_none_is_lost(areas, answers):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in one connection")
    ada = UserFactory()
    draft, client = draft_of(ada), browser_of(ada)
    client.post(page(draft, "add", "area"), {"name": "People"})
    urls = [page(draft, "area", area) for area in areas]
    forms = [form_of(client, url, summary=f"Of {n}.") for n, url in enumerate(urls)]
    start, answered = threading.Barrier(2), []

    def act(url, form):
        try:
            start.wait(timeout=10)
            answered.append(browser_of(ada).post(url, form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=one) for one in zip(urls, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(answered) == answers
    written = [area.summary for area in document_of(draft).areas if area.summary]
    assert len(written) == answers.count(302)
