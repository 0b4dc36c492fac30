"""Coverage: what the goal asks beyond the present position, and the wins tagged for it."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.coverage import cover
from tests.factories import EntryFactory, PlacementFactory, tag

YEAR = {"from": "2025-12", "to": "2026-11"}


@pytest.fixture
def client(client, ada, time_machine):
    time_machine.move_to("2026-11-20T12:00:00+00:00", tick=False)
    client.force_login(ada)
    return client


@pytest.fixture
def placement(ada):
    return PlacementFactory(person=ada)


def win(ada, starts_on, *slugs, ends_on=None):
    entry = EntryFactory(author=ada, starts_on=starts_on, ends_on=ends_on or starts_on)
    return tag(entry, *slugs)


def covered(client, **period):
    response = client.get(reverse("coverage"), period)
    return {competency.asked.slug: competency for competency in response.context["covered"]}


def test_without_a_placement_the_first_step_is_shown(client):
    content = client.get(reverse("coverage")).content.decode()

    assert '<a class="button main" href="/placement/">Choose a ladder</a>' in content


def test_each_competency_is_of_one_kind(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery")

    assert {slug: one.kind for slug, one in covered(client).items()} == {
        "delivery": "evidence",
        "reliability": "none",
        "hiring": "carried",
    }


def test_new_and_carried_expectations_are_told_apart(client, placement):
    delivery = covered(client)["delivery"].asked

    assert [item.slug for item in delivery.new] == ["across-teams", "notices"]
    assert [item.slug for item in delivery.carried] == ["finishes"]


def test_wins_are_counted_within_the_twelve_months_that_end_now(client, ada, placement):
    win(ada, date(2025, 11, 30), "delivery")
    win(ada, date(2025, 12, 1), "delivery")
    win(ada, date(2026, 11, 30), "delivery", "reliability")
    win(ada, date(2026, 12, 1), "delivery")

    wins = {slug: one.wins for slug, one in covered(client).items()}

    assert wins == {"delivery": 2, "reliability": 1, "hiring": 0}


def test_the_period_is_chosen_by_months(client, ada, placement):
    win(ada, date(2026, 1, 31), "delivery")
    win(ada, date(2026, 2, 1), "delivery")
    win(ada, date(2026, 3, 31), "delivery")
    win(ada, date(2026, 4, 1), "delivery")

    assert covered(client, **{"from": "2026-02", "to": "2026-03"})["delivery"].wins == 2
    assert covered(client, **{"from": "2026-03", "to": "2026-02"})["delivery"].wins == 2


@pytest.mark.parametrize("period", [{"from": "nonsense"}, {"from": "1999-01"}, {"to": ""}])
def test_a_period_that_cannot_be_read_is_the_last_twelve_months(client, placement, period):
    response = client.get(reverse("coverage"), period)

    assert (response.context["since"], response.context["until"]) == (
        date(2025, 12, 1),
        date(2026, 11, 30),
    )


def test_a_win_covers_every_month_that_it_touches(ada, placement):
    win(ada, date(2026, 2, 28), "delivery", ends_on=date(2026, 4, 1))

    found = cover(ada, placement, date(2026, 1, 1), date(2026, 5, 31))

    assert [month.first.month for month in found[0].months if month.has_wins] == [2, 3, 4]
    assert len(found[0].months) == 5


def test_wins_of_others_and_discarded_ones_do_not_count(ada, eve, placement):
    win(eve, date(2026, 11, 3), "delivery")
    win(ada, date(2026, 11, 3), "delivery").discard()

    assert cover(ada, placement, date(2026, 11, 1), date(2026, 11, 30))[0].wins == 0


def test_a_count_leads_to_the_wins_behind_it(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery")
    win(ada, date(2025, 11, 3), "delivery")
    address = "/wins/?competency=delivery&amp;from=2025-12-01&amp;to=2026-11-30"

    assert f'href="{address}"' in client.get(reverse("coverage")).content.decode()
    months = client.get(address.replace("&amp;", "&")).context["months"]
    assert sum(len(rows) for _, rows in months) == 1


def test_the_page_says_months_in_words_beside_the_picture(client, ada, placement):
    win(ada, date(2026, 2, 3), "delivery")
    win(ada, date(2026, 10, 3), "delivery")

    content = client.get(reverse("coverage")).content.decode()

    assert 'aria-label="2 of 12 months: Feb, Oct"' in content
    assert "Feb to Oct" in content


def test_a_goal_that_is_the_present_position_asks_nothing_new(client, ada, placement):
    placement.goal = placement.now
    placement.save()

    content = client.get(reverse("coverage")).content.decode()

    assert "Senior Engineer asks nothing that Senior Engineer does not." in content


@pytest.mark.parametrize("rows", [1, 3])
def test_coverage_takes_as_many_queries_for_one_win_as_for_three(
    client, ada, placement, rows, django_assert_num_queries
):
    for day in range(rows):
        win(ada, date(2026, 11, 3 + day), "delivery", "reliability")
    client.get(reverse("coverage"))  # the ladder is read once a process

    with django_assert_num_queries(4):
        client.get(reverse("coverage"))
