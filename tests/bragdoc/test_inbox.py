"""The inbox: candidates wait until they are kept, edited or left out."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.models import Candidate, Entry, Import
from bragdoc.views.inbox import PAGE
from tests.factories import PlacementFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def candidate(brought):
    return brought.candidates.in_order().first()


@pytest.fixture
def undated(brought):
    candidate = brought.candidates.in_order().first()
    Candidate.objects.filter(pk=candidate.pk).update(starts_on=None, ends_on=None)
    candidate.refresh_from_db()
    return candidate


def states():
    return list(Candidate.objects.in_order().values_list("state", flat=True))


def test_candidates_wait_with_where_they_come_from(client, brought):
    content = client.get(reverse("inbox")).content.decode()

    assert "Cut the nightly import from 40 minutes to 6" in content
    assert "wins.md, line 5" in content
    assert '<data value="2026-10-01/2026-10-31">October 2026</data>' in content


def test_nothing_of_somebody_else_waits(client, eve, brought):
    client.force_login(eve)

    assert client.get(reverse("inbox")).context["candidates"] == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_candidate_is_kept_as_it_is(client, ada, candidate, headers):
    response = client.post(reverse("candidate-accept", args=[candidate.pk]), headers=headers)

    entry = Entry.objects.visible_to(ada).get()
    assert entry.title == "Cut the nightly import from 40 minutes to 6 https://ci.example/42"
    assert (entry.starts_on, entry.ends_on) == (date(2026, 10, 1), date(2026, 10, 31))
    assert entry.links == [{"url": "https://ci.example/42", "label": ""}]
    assert states() == ["accepted", "waiting"]
    if headers:
        assert f'id="candidate-{candidate.pk}"' in response.content.decode()
        assert "Kept as a win" in response.content.decode()
    else:
        assert response["Location"] == "/inbox/"


def test_a_candidate_without_a_date_is_kept_only_with_one(client, undated):
    address = reverse("candidate-accept", args=[undated.pk])

    refused = client.post(address)
    assert refused.status_code == 422
    assert "Say when this was." in refused.content.decode()
    assert Entry.objects.count() == 0

    client.post(address, {"starts_on": "2026-10-07"})
    entry = Entry.objects.get()
    assert (entry.starts_on, entry.ends_on) == (date(2026, 10, 7), date(2026, 10, 7))


def test_keeping_twice_makes_one_win(client, candidate):
    for _ in range(2):
        client.post(reverse("candidate-accept", args=[candidate.pk]))

    assert Entry.objects.count() == 1


def test_a_candidate_is_edited_then_kept(client, ada, candidate):
    PlacementFactory(person=ada)
    reliability = ada.placement.ladder_version.ladder.competencies.get(slug="reliability")

    client.post(
        reverse("candidate-detail", args=[candidate.pk]),
        {
            "title": "Nightly import: 40 minutes to 6",
            "starts_on": "2026-10-02",
            "ends_on": "2026-10-09",
            "competencies": [reliability.pk],
        },
    )

    entry = Entry.objects.get()
    assert entry.title == "Nightly import: 40 minutes to 6"
    assert (entry.starts_on, entry.ends_on) == (date(2026, 10, 2), date(2026, 10, 9))
    assert list(entry.competencies.all()) == [reliability]
    assert states() == ["accepted", "waiting"]


def test_an_edit_that_cannot_be_kept_is_refused_with_its_text(client, candidate):
    response = client.post(
        reverse("candidate-detail", args=[candidate.pk]),
        {"title": "t" * 301, "starts_on": "2026-10-02"},
    )

    assert response.status_code == 422
    assert "t" * 301 in response.content.decode()
    assert states() == ["waiting", "waiting"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_candidate_is_left_out_and_brought_back(client, candidate, headers):
    response = client.post(
        reverse("candidate-discard", args=[candidate.pk]), headers=headers, follow=True
    )
    assert states() == ["discarded", "waiting"]
    assert f'action="/inbox/{candidate.pk}/restore/"' in response.content.decode()

    client.post(reverse("candidate-restore", args=[candidate.pk]), headers=headers)
    assert states() == ["waiting", "waiting"]
    assert Entry.objects.count() == 0


def test_all_of_a_page_that_have_a_date_are_kept_at_once(client, brought, undated):
    other = brought.candidates.in_order().last()

    client.post(reverse("inbox-accept"), {"candidate": [undated.pk, other.pk, "x"]})

    assert [entry.title for entry in Entry.objects.all()] == [other.title]
    assert states() == ["waiting", "accepted"]


def test_keeping_all_takes_nothing_of_somebody_else(client, eve, brought):
    client.force_login(eve)

    client.post(reverse("inbox-accept"), {"candidate": [c.pk for c in brought.candidates.all()]})

    assert Entry.objects.count() == 0
    assert states() == ["waiting", "waiting"]


@pytest.mark.parametrize(
    "name",
    ["candidate-detail", "candidate-accept", "candidate-discard", "candidate-restore"],
)
def test_somebody_elses_candidate_is_not_found(client, eve, candidate, name):
    client.force_login(eve)

    response = client.post(reverse(name, args=[candidate.pk]), {"starts_on": "2026-01-01"})

    assert response.status_code == 404
    assert states() == ["waiting", "waiting"]
    assert Entry.objects.count() == 0


def test_the_inbox_pages_by_keyset(client, ada):
    brought = Import.objects.create(owner=ada, name="long.md", found=PAGE + 2, known=0)
    Candidate.objects.bulk_create(
        Candidate(owner=ada, brought_by=brought, key=str(n), title=f"Found {n}", line=n)
        for n in range(PAGE + 2)
    )

    first = client.get(reverse("inbox"))
    second = client.get(reverse("inbox"), {"after": first.context["more"]})

    assert [c.title for c in first.context["candidates"]] == [f"Found {n}" for n in range(PAGE)]
    assert [c.title for c in second.context["candidates"]] == ["Found 50", "Found 51"]
    assert second.context["more"] is False


def test_an_empty_inbox_says_how_it_fills(client):
    assert "Nothing waits for you." in client.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_takes_as_many_queries_for_one_row_as_for_three(
    client, ada, rows, django_assert_num_queries
):
    brought = Import.objects.create(owner=ada, name="long.md", found=rows, known=0)
    Candidate.objects.bulk_create(
        Candidate(owner=ada, brought_by=brought, key=str(n), title=f"Found {n}", line=n)
        for n in range(rows)
    )

    with django_assert_num_queries(4):
        client.get(reverse("inbox"))


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5_000, "²"])
def test_a_number_that_no_row_can_have_is_passed_over(client, brought, number):
    assert len(client.get(reverse("inbox"), {"after": number}).context["candidates"]) == 2
    client.post(reverse("inbox-accept"), {"candidate": [number]})
    assert states() == ["waiting", "waiting"]
    assert client.get(reverse("placement"), {"ladder": number}).status_code == 404
