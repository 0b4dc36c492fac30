"""Ladders are read: the list, the matrix, one level, one competency."""

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion
from tests.factories import LADDER, PlacementFactory, small_ladder

LEVEL = ["small", "ic", "staff"]


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def version_of(number, *, owner=None, publish=True, **changes):
    header = LADDER["ladder"] | {"version": number} | changes
    document = LadderDocument.model_validate(LADDER | {"ladder": header})
    version = LadderVersion.objects.draft_from(document, owner=owner)
    if publish:
        version.publish()
    return version


def text(response):
    return " ".join(response.content.decode().split())


def test_published_ladders_are_listed_and_drafts_are_not(client):
    small_ladder()
    version_of("2", publish=False)

    versions = client.get(reverse("ladder-list")).context["versions"]

    assert [str(version) for version in versions] == ["Small Ladder 1"]


def test_somebody_elses_own_ladder_is_not_found(client, eve):
    version_of("1", owner=eve, slug="eves", name="Eve’s Ladder")

    assert list(client.get(reverse("ladder-list")).context["versions"]) == []
    assert client.get(reverse("ladder-detail", args=["eves"])).status_code == 404


def test_the_matrix_has_a_row_a_competency_and_a_column_a_position(client):
    small_ladder()

    response = client.get(reverse("ladder-detail", args=["small"]))

    assert [[asked.slug for asked in row] for row in response.context["rows"]] == [
        ["delivery", "delivery"],
        ["reliability", "reliability"],
        ["hiring", "hiring"],
    ]
    content = text(response)
    assert "Staff Engineer (E4)" in content
    assert "Brings work across teams to users." in content
    assert '<div class="scroller" role="region" tabindex="0"' in content


def test_the_matrix_states_each_expectation_once_where_it_begins(client):
    small_ladder()

    content = text(client.get(reverse("ladder-detail", args=["small"])))

    assert content.count("Finishes what they start.") == 1
    assert content.count("As Senior") == 1  # hiring at Staff


def test_a_level_shows_what_it_states_and_what_it_carries(client):
    small_ladder()

    response = client.get(reverse("ladder-level", args=LEVEL))

    content = text(response)
    assert "<li>Makes a class of failure impossible.</li>" in content
    assert "Also asked: 1 carried from below" in content
    assert response.context["below"].level == "senior"
    assert response.context["above"] is None


def test_a_competency_shows_every_step(client):
    small_ladder()

    response = client.get(reverse("ladder-competency", args=["small", "hiring"]))

    steps = response.context["steps"]
    assert [(step.slug, len(cells)) for step, cells in steps] == [("senior", 1), ("staff", 0)]
    assert "The ladder says nothing here." in text(response)


def test_the_licence_and_the_source_are_shown(client):
    source = {"url": "https://ladders.example/", "licence": "CC-BY-4.0", "attribution": "Somebody"}
    version_of("1", source=source)

    for address in [
        reverse("ladder-detail", args=["small"]),
        reverse("ladder-level", args=LEVEL),
        reverse("ladder-competency", args=["small", "delivery"]),
    ]:
        content = text(client.get(address))
        assert "By Somebody. Licence: CC-BY-4.0." in content
        assert 'href="https://ladders.example/"' in content


def test_the_newest_version_is_shown_unless_another_is_asked_for(client):
    small_ladder()
    version_of("2")
    address = reverse("ladder-detail", args=["small"])

    assert client.get(address).context["version"].version == "2"
    assert client.get(address, {"version": "1"}).context["version"].version == "1"
    assert client.get(address, {"version": "3"}).status_code == 404


def test_whoever_is_placed_on_a_version_sees_it_first_even_when_it_was_retired(client, ada, eve):
    placement = PlacementFactory(person=ada)
    version_of("2")
    placement.ladder_version.retire()
    address = reverse("ladder-detail", args=["small"])

    assert client.get(address).context["version"].version == "1"
    client.force_login(eve)
    assert client.get(address).context["version"].version == "2"
    assert client.get(address, {"version": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ladder-detail", ["none"]),
        ("ladder-level", ["small", "ic", "none"]),
        ("ladder-level", ["small", "none", "staff"]),
        ("ladder-competency", ["small", "none"]),
    ],
)
def test_what_the_ladder_does_not_have_is_not_found(client, name, arguments):
    small_ladder()

    assert client.get(reverse(name, args=arguments)).status_code == 404


PROFILE = {
    "format": "ladder/1",
    "ladder": {"slug": "profile", "name": "Profile", "version": "1"},
    "levels": [{"slug": "senior", "name": "Senior"}, {"slug": "staff", "name": "Staff"}],
    "scales": [{"slug": "reach", "steps": [{"slug": "team"}, {"slug": "company"}]}],
    "tracks": [
        {
            "slug": "ic",
            "name": "IC",
            "levels": [
                {"level": "senior", "targets": {"influence": "team"}},
                {"level": "staff", "targets": {"influence": "company"}},
            ],
        },
        {"slug": "em", "name": "Management", "levels": ["staff"]},
    ],
    "areas": [
        {
            "slug": "axes",
            "name": "Axes",
            "competencies": [
                {
                    "slug": "influence",
                    "name": "Influence",
                    "scale": "reach",
                    "expect": {"team": ["Is heard by the team."], "company": ["Is heard by all."]},
                }
            ],
        }
    ],
}


def test_a_profile_ladder_names_the_step_that_each_position_requires(client):
    LadderVersion.objects.draft_from(LadderDocument.model_validate(PROFILE)).publish()

    content = text(client.get(reverse("ladder-detail", args=["profile"])))

    assert '<p class="label">Team</p>' in content
    assert '<p class="label">Company</p>' in content


def test_the_matrix_follows_the_track_that_is_chosen(client):
    LadderVersion.objects.draft_from(LadderDocument.model_validate(PROFILE)).publish()
    address = reverse("ladder-detail", args=["profile"])

    assert client.get(address, {"track": "em"}).context["track"].slug == "em"
    assert client.get(address, {"track": "none"}).context["track"].slug == "ic"


@pytest.mark.parametrize("ladders", [1, 3])
def test_the_list_takes_as_many_queries_for_one_ladder_as_for_three(
    client, ladders, django_assert_num_queries
):
    for number in range(ladders):
        version_of(str(number))

    with django_assert_num_queries(4):
        client.get(reverse("ladder-list"))


def test_a_version_with_a_character_that_no_database_keeps_is_not_found(client):
    small_ladder()
    assert client.get("/ladders/small/?version=9%00").status_code == 404
