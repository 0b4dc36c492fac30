"""Where a person is on a ladder, and what they aim for."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Placement
from tests.factories import LADDER, PlacementFactory, small_ladder


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def choose(client, version, **fields):
    sent = {"now": "ic/senior", "goal": "ic/staff", **fields}
    return client.post(f"{reverse('placement')}?ladder={version.pk}", sent)


def test_the_ladder_is_chosen_first(client):
    small_ladder()

    response = client.get(reverse("placement"))

    assert response.context["form"] is None
    assert [str(version) for version in response.context["versions"]] == ["Small Ladder 1"]


def test_a_ladder_of_ones_own_is_marked_as_such(client, ada):
    document = LadderDocument.model_validate(LADDER)
    LadderVersion.objects.draft_from(document, owner=ada).publish()

    page = client.get(reverse("placement")).content.decode()

    assert page.count("Small Ladder 1, yours alone</option>") == 1


def test_then_its_positions_are_offered_by_track(client):
    version = small_ladder()

    form = client.get(reverse("placement"), {"ladder": version.pk}).context["form"]

    assert form.fields["goal"].choices == [
        ("", "Choose one"),
        (
            "Individual contributor",
            [("ic/senior", "Senior Engineer (E3)"), ("ic/staff", "Staff Engineer (E4)")],
        ),
    ]


def test_a_placement_is_kept_and_coverage_follows(client, ada):
    version = small_ladder()

    response = choose(client, version, since_on="2024-03-01")

    assert response["Location"] == "/coverage/"
    placement = Placement.objects.get()
    assert (placement.person, placement.ladder_version) == (ada, version)
    assert (placement.now, placement.goal) == ("ic/senior", "ic/staff")
    assert placement.since_on == date(2024, 3, 1)


def test_a_person_has_one_placement_that_moves(client, ada):
    version = small_ladder()
    choose(client, version)

    choose(client, version, now="ic/staff")

    assert Placement.objects.get().now == "ic/staff"


def test_another_ladder_takes_the_place_of_the_first(client, ada):
    PlacementFactory(person=ada)
    header = LADDER["ladder"] | {"slug": "other", "name": "Other"}
    other = LadderVersion.objects.draft_from(
        LadderDocument.model_validate(LADDER | {"ladder": header})
    )
    other.publish()

    choose(client, other)

    assert Placement.objects.get().ladder_version == other


@pytest.mark.parametrize("goal", ["", "ic/principal", "staff", "ic/staff/more"])
def test_a_position_that_the_ladder_does_not_have_is_refused(client, goal):
    response = choose(client, small_ladder(), goal=goal)

    assert response.status_code == 422
    assert Placement.objects.count() == 0


@pytest.mark.parametrize("ladder", ["999", "x", "²"])
def test_a_ladder_that_is_not_there_is_not_found(client, ladder):
    small_ladder()

    assert client.get(reverse("placement"), {"ladder": ladder}).status_code == 404


def test_a_draft_and_somebody_elses_ladder_are_not_found(client, eve):
    document = LadderDocument.model_validate(LADDER)
    version = LadderVersion.objects.draft_from(document, owner=eve)
    version.publish()

    assert choose(client, version).status_code == 404
    assert Placement.objects.count() == 0


def test_without_any_ladder_the_page_says_who_can_help(client):
    assert (
        "ask your administrator to publish one."
        in client.get(reverse("placement")).content.decode()
    )
