"""A month: its weeks and days, the wins in them, and those that run over several days once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bragdoc.models import Entry
from bragdoc.month import MOST, MOST_A_DAY
from tests.factories import EntryFactory


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def month(client, year=2026, number=11):
    return client.get(reverse("month", args=[date(year, number, 1)]))


def laid_out(response):
    """{week number: (spans, {day: titles})} of the weeks that have any."""
    return {
        week.number: (
            [win.title for win in week.spans],
            {day.on.day: [win.title for win in day.wins] for day in week.days if day.wins},
        )
        for week in response.context["weeks"]
        if week.spans or any(day.wins for day in week.days)
    }


def test_wins_stand_in_their_days_and_weeks(client, ada):
    for title, day in [("Sunday", 1), ("Monday", 2), ("Also Monday", 2), ("Last", 30)]:
        EntryFactory(author=ada, title=title, starts_on=date(2026, 11, day))

    assert laid_out(month(client)) == {
        44: ([], {1: ["Sunday"]}),
        45: ([], {2: ["Monday", "Also Monday"]}),
        49: ([], {30: ["Last"]}),
    }


def test_what_runs_over_several_days_stands_once_in_its_first_week_of_the_month(client, ada):
    for title, first, last in [
        ("All year", date(2026, 1, 1), date(2026, 12, 31)),
        ("Over the weekend", date(2026, 11, 7), date(2026, 11, 9)),
        ("Into December", date(2026, 11, 30), date(2026, 12, 4)),
        ("Elsewhere", date(2026, 12, 1), date(2026, 12, 4)),
    ]:
        EntryFactory(author=ada, title=title, starts_on=first, ends_on=last)

    response = month(client)

    assert laid_out(response) == {
        44: (["All year"], {}),
        45: (["Over the weekend"], {}),
        49: (["Into December"], {}),
    }
    assert response.content.decode().count("All year") == 1


def test_weeks_lead_to_their_pages_also_over_a_turn_of_the_year(client):
    content = month(client, 2026, 12).content.decode()

    assert '<a href="/week/2026-12-28/">Week 53</a>' in content
    assert month(client, 2027, 1).context["weeks"][0].number == 53


def test_months_lead_to_their_neighbours(client):
    content = month(client, 2026, 12).content.decode()

    assert 'rel="prev" href="/wins/2026-11/"' in content
    assert 'rel="next" href="/wins/2027-01/"' in content


@pytest.mark.parametrize(
    ("year", "number", "lacks"), [(1970, 1, 'rel="prev"'), (2100, 12, 'rel="next"')]
)
def test_there_is_a_first_month_and_a_last(client, year, number, lacks):
    assert lacks not in month(client, year, number).content.decode()


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "1969-12", "2101-01", "0000-01", "9999-12"])
def test_a_month_that_is_none_is_not_found(client, text):
    assert client.get(f"/wins/{text}/").status_code == 404


def test_wins_of_others_and_discarded_ones_are_not_there(client, ada, eve):
    EntryFactory(author=eve)
    EntryFactory(author=ada).discard()

    response = month(client)

    assert laid_out(response) == {}
    assert "No win lies in this month." in response.content.decode()


def test_a_day_of_many_wins_leads_to_the_log_for_the_others(client, ada):
    for _ in range(MOST_A_DAY + 2):
        EntryFactory(author=ada)

    content = month(client).content.decode()

    assert 'href="/wins/?from=2026-11-03&amp;to=2026-11-03">2 more</a>' in content


def test_a_month_of_too_many_wins_says_so(client, ada):
    Entry.objects.bulk_create(
        Entry(author=ada, title="Win", starts_on=day, ends_on=day)
        for n in range(MOST + 1)
        for day in [date(2026, 11, 1) + timedelta(days=n % 30)]
    )

    assert f"More than {MOST} wins lie in this month." in month(client).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_wins_as_for_one(client, ada, rows, django_assert_num_queries):
    for _ in range(rows):
        EntryFactory(author=ada)

    with django_assert_num_queries(3):
        month(client)
