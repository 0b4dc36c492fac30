"""The page where a person chooses the steps she claims."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bragdoc.models import LadderVersion, Placement
from tests.bragdoc.scoring_ladders import criterion, points_ladder, scoring_ladder
from tests.clients import browser_of
from tests.factories import PlacementFactory

SLUGS = ["testing", "design", "mentoring", "hiring"]


def placed(person, document, *, now="ic/l1", goal="ic/l2", **fields):
    version = LadderVersion.objects.draft_from(document)
    version.publish()
    return PlacementFactory(person=person, ladder_version=version, now=now, goal=goal, **fields)


@pytest.fixture
def placement(ada):
    return placed(ada, points_ladder())


@pytest.fixture
def client(ada):
    return browser_of(ada)


def filled_in(revision=1, **steps):
    return {"revision": revision} | {f"step-{slug}": steps.get(slug, "") for slug in SLUGS}


def kept(placement):
    placement.refresh_from_db()
    return placement.claims, placement.revision


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?(b|span)\b[^>]*>", "", html)).split())


def standing_of(response):
    (aside,) = re.findall(r'<aside class="aside" id="standing".*?</aside>', response.text, re.S)
    return words(aside)


def test_a_step_is_chosen_with_its_words_in_view(client, placement):
    page = client.get("/claims/")
    assertContains(
        page, '<label for="id_step-testing_3">Expert <span class="label">12 points</span>'
    )
    assertContains(page, "Leads others in testing.")
    assert page.text.count('type="radio"') == 4 * 4
    assert re.findall(r'id="(id_step-testing_\d)"[^>]* checked', page.text) == ["id_step-testing_0"]


def test_a_choice_is_kept_and_shown_beside_what_each_level_states(client, placement):
    response = client.post("/claims/", filled_in(testing="expert", design="able"), follow=True)
    assertRedirects(response, "/claims/")
    assert kept(placement) == ({"testing": "expert", "design": "able"}, 2)
    told = standing_of(response)
    for band in ("0 to 5 points", "6 to 17 points", "18 points or more"):
        assert f"{band} Your steps come to 15 points." in told
    assert "Testing, Expert: 12 Design, Able: 3" in told
    assert "2 competencies have no claimed step." in told


def test_what_the_steps_come_to_is_never_a_verdict_or_a_share(client, placement):
    for steps in ({}, {"testing": "able"}, dict.fromkeys(SLUGS, "expert")):
        placement.refresh_from_db()
        response = client.post("/claims/", filled_in(placement.revision, **steps), follow=True)
        told = standing_of(response).lower()
        assert [
            word for word in ("%", "qualif", "reached", "missing", "score") if word in told
        ] == []


def test_the_level_below_and_above_stand_beside_the_goal_where_there_are_any(client, placement):
    Placement.objects.update(goal="ic/l3")
    told = standing_of(client.get("/claims/"))
    assert re.findall(r"Level \d(?: your goal)?", told) == ["Level 2", "Level 3 your goal"]


def test_a_mean_shows_its_working(client, ada):
    document = scoring_ladder({}, criterion("mean", "At least 2.5 on the whole", at_least="2.5"))
    placed(ada, document, claims={"testing": "expert", "design": "able"})
    told = standing_of(client.get("/claims/"))
    assert "At least 2.5 on the whole Your steps come to a mean of 2.5, 5 over 2." in told
    assert "Testing, Expert: 3, weight 1" in told
    assert "2 competencies have no claimed step and are left out of the mean." in told


def test_what_stands_at_a_step_is_named(client, ada):
    document = scoring_ladder({}, criterion("steps", "Expert in one.", step="expert", at_least=1))
    placement = placed(ada, document)
    assert "Expert in one. You claim it in none." in standing_of(client.get("/claims/"))
    placement.keep_claims({"testing": "expert", "design": "able"}, revision=1)
    assert "Expert in one. You stand there in 1: Testing." in standing_of(client.get("/claims/"))


def test_saving_while_choosing_answers_with_the_form_and_its_new_revision(client, placement):
    response = client.post("/claims/", filled_in(testing="able"), headers={"X-Autosave": "true"})
    assert response.status_code == 200
    assert response.text.strip().startswith('<form class="stack" id="claims-form"')
    assertContains(
        response, '<input type="hidden" name="revision" value="2" id="id_revision">', html=True
    )


def test_what_it_comes_to_is_asked_for_alone(client, placement):
    placement.keep_claims({"testing": "able"}, revision=1)
    response = client.get("/claims/", headers={"HX-Request": "true"})
    assert response.text.strip().startswith('<aside class="aside" id="standing"')
    assertContains(response, "</aside>")
    assertNotContains(response, "<form")


def test_a_step_that_is_not_offered_is_refused(client, placement):
    response = client.post("/claims/", filled_in(testing="wizard", design="able"))
    assert response.status_code == 422
    assertContains(response, "Select a valid choice", status_code=422)
    assert re.findall(r'id="(id_step-design_\d)"[^>]* checked', response.text) == [
        "id_step-design_2"
    ]
    assert kept(placement) == ({}, 1)


def test_two_choices_at_once_are_both_shown_and_neither_is_lost(client, placement):
    placement.keep_claims({"testing": "able", "hiring": "expert"}, revision=1)
    response = client.post("/claims/", filled_in(testing="expert", hiring="expert"))
    assert response.status_code == 409
    conflict = words(
        response.text.partition('<section class="conflict"')[2].partition("</section>")[0]
    )
    assert "Testing Yours Expert Kept elsewhere Able" in conflict
    assert "Hiring" not in conflict
    assert kept(placement) == ({"testing": "able", "hiring": "expert"}, 2)
    mine = filled_in(testing="expert", hiring="expert") | {"revision": ["1", "2"]}
    client.post("/claims/", mine)
    assert kept(placement) == ({"testing": "expert", "hiring": "expert"}, 3)


def test_a_claim_can_be_taken_back_and_those_of_other_positions_stay(client, ada):
    placement = placed(ada, points_ladder(), claims={"testing": "able", "elsewhere": "expert"})
    client.post("/claims/", filled_in(design="able"))
    assert kept(placement) == ({"design": "able", "elsewhere": "expert"}, 2)


def test_a_goal_that_sets_its_steps_has_nothing_to_claim(client, ada):
    placed(ada, scoring_ladder({}, {"targets": {"testing": "able"}}))
    page = client.get("/claims/")
    assertContains(page, "Level 2 leaves nothing to claim")
    assertNotContains(page, "<fieldset")


def test_without_a_place_on_a_ladder_there_is_one_to_choose_first(client):
    assertRedirects(client.get("/claims/"), "/placement/")


def test_choosing_such_a_goal_leads_to_the_claims(client, placement):
    chosen = {"now": "ic/l1", "goal": "ic/l3"}
    assertRedirects(client.post("/placement/", chosen), "/claims/")


def test_choosing_a_goal_that_sets_its_steps_leads_to_coverage(client, ada):
    placed(ada, scoring_ladder({}, {"targets": {"testing": "able"}}))
    assertRedirects(client.post("/placement/", {"now": "ic/l1", "goal": "ic/l2"}), "/coverage/")


def test_the_page_of_my_goal_alone_leads_to_my_claims(client, placement):
    leads = '<a href="/claims/">The steps you claim</a>'
    assertContains(client.get("/ladders/scored/levels/ic/l2/"), leads, html=True)
    assertNotContains(client.get("/ladders/scored/levels/ic/l3/"), leads, html=True)


def test_a_claimed_step_is_what_coverage_asks(client, placement):
    assertNotContains(client.get("/coverage/"), "Leads others in testing.")
    client.post("/claims/", filled_in(testing="expert"))
    assertContains(client.get("/coverage/"), "Leads others in testing.")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_claim_as_for_many(
    client, placement, count, django_assert_num_queries
):
    placement.keep_claims(dict.fromkeys(SLUGS[:count], "able"), revision=1)
    client.get("/claims/")
    with django_assert_num_queries(3):
        client.get("/claims/")
