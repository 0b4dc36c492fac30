"""The inbox: candidates wait until they are kept, edited or left out."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.models import Candidate, Entry, Goal, Import
from bragdoc.quarters import Quarter
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

    assert client.get(reverse("inbox")).context["rows"] == []


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


# Several at once


def several(client, do, *candidates, **more):
    return client.post(
        reverse("inbox-several"), {"do": do, "candidate": [c.pk for c in candidates], **more}
    )


def undo_of(client):
    """The address that the Undo button of the page after an act posts to."""
    (path,) = [str(message.extra_tags) for message in client.get("/inbox/").context["messages"]]
    return path


def test_those_that_are_ticked_are_kept_where_they_have_a_date(client, brought, undated):
    other = brought.candidates.in_order().last()

    response = several(client, "accept", undated, other)

    assert [entry.title for entry in Entry.objects.all()] == [other.title]
    assert states() == ["waiting", "accepted"]
    said = [str(message) for message in client.get(response["Location"]).context["messages"]]
    assert said == ["1 kept.", "1 still wait: say of each when it was."]


@pytest.mark.parametrize(
    ("do", "state"), [("accept", "accepted"), ("discard", "discarded"), ("never", "never")]
)
def test_what_was_done_to_several_is_undone_at_once(client, brought, do, state):
    several(client, do, *brought.candidates.all())
    assert states() == [state, state]

    client.post(undo_of(client))

    assert states() == ["waiting", "waiting"]
    assert Entry.objects.visible_to(brought.owner).count() == 0


def test_only_what_is_ticked_is_touched(client, brought, candidate):
    several(client, "discard", candidate)

    assert states() == ["discarded", "waiting"]


def test_the_inbox_stays_filtered_after_an_act(client, brought, candidate):
    response = several(client, "discard", candidate, shown=f"brought={brought.pk}&ticked=1")

    assert response["Location"] == f"/inbox/?brought={brought.pk}"


def test_all_of_a_page_come_ticked_on_request(client, brought):
    assert client.get("/inbox/").content.decode().count(" checked") == 0
    assert client.get("/inbox/?ticked=1").content.decode().count(" checked") == 2


@pytest.mark.parametrize("do", ["accept", "discard", "never"])
def test_nothing_of_somebody_else_is_touched(client, eve, brought, do):
    client.force_login(eve)

    several(client, do, *brought.candidates.all())
    client.post(f"/inbox/restore/?candidate={brought.candidates.first().pk}")

    assert Entry.objects.count() == 0
    assert states() == ["waiting", "waiting"]


# Filters


def test_the_inbox_shows_what_one_import_brought(client, ada, brought):
    other = Import.objects.create(owner=ada, name="other.md")
    offer(ada, other, "Wrote the other document")

    def shown(query):
        return [c.title for c, _ in client.get("/inbox/", query).context["rows"]]

    assert shown({"brought": other.pk}) == ["Wrote the other document"]
    assert len(shown({"brought": brought.pk})) == 2
    assert len(shown({})) == 3
    assert len(shown({"brought": "9" * 30, "offers": "nonsense"})) == 3


def test_the_inbox_shows_one_kind(client, ada, brought):
    offer(ada, brought, "Speak at a conference", offers="goal")

    rows = client.get("/inbox/", {"offers": "goal"}).context["rows"]

    assert [c.title for c, _ in rows] == ["Speak at a conference"]


# Goals, praise, competencies


def offer(owner, brought, title, **fields):
    return Candidate.objects.create(
        owner=owner, brought_by=brought, key=title, title=title, line=1, **fields
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_goal_is_kept_as_a_goal_of_this_quarter_and_needs_no_date(client, ada, brought, headers):
    goal = offer(ada, brought, "Speak at a conference", offers="goal")

    client.post(reverse("candidate-accept", args=[goal.pk]), headers=headers)

    kept = Goal.objects.visible_to(ada).get()
    assert (kept.text, kept.quarter) == ("Speak at a conference", Quarter.of(ada.today()))
    assert Entry.objects.count() == 0

    client.post(reverse("candidate-restore", args=[goal.pk]), headers=headers)
    goal.refresh_from_db()
    assert (goal.state, Goal.objects.count()) == ("waiting", 0)


def test_praise_is_kept_as_praise(client, ada, brought):
    day = date(2026, 10, 5)
    praise = offer(
        ada, brought, "“Calm in the worst hour”", offers="praise", starts_on=day, ends_on=day
    )

    client.post(reverse("candidate-accept", args=[praise.pk]))

    assert Entry.objects.get().kind == "praise"


def test_what_its_source_says_of_it_comes_with_it(client, ada, brought):
    day = date(2026, 10, 5)
    told = {"kind": "delivery", "role": "led", "project": "Checkout", "people": ["Sam", "Noor"]}
    candidate = offer(ada, brought, "Cut latency", starts_on=day, ends_on=day, **told)

    client.post(reverse("candidate-accept", args=[candidate.pk]))

    entry = Entry.objects.get()
    assert (entry.kind, entry.role, entry.project.name) == ("delivery", "led", "Checkout")
    assert sorted(person.name for person in entry.people.all()) == ["Noor", "Sam"]


def test_competencies_that_its_source_names_are_shown_and_kept_only_when_ticked(
    client, ada, brought
):
    PlacementFactory(person=ada)
    day = date(2026, 10, 5)
    named = offer(ada, brought, "Cut latency", tags=["Reliability"], starts_on=day, ends_on=day)
    address = reverse("candidate-accept", args=[named.pk])
    reliability = ada.placement.ladder_version.ladder.competencies.get(slug="reliability")

    content = client.get("/inbox/").content.decode()
    assert f'name="competencies" value="{reliability.pk}"' in content
    assert " checked" not in content

    client.post(address)
    assert list(Entry.objects.get().competencies.all()) == []
    client.post(reverse("candidate-restore", args=[named.pk]))
    client.post(address, {"competencies": reliability.pk})
    assert list(Entry.objects.visible_to(ada).get().competencies.all()) == [reliability]


# Undo


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_keeping_is_undone_and_the_win_put_away(client, ada, candidate, headers):
    client.post(reverse("candidate-accept", args=[candidate.pk]))

    client.post(reverse("candidate-restore", args=[candidate.pk]), headers=headers)

    assert states() == ["waiting", "waiting"]
    assert Entry.objects.visible_to(ada).count() == 0
    assert Entry.objects.restorable_by(ada).count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_candidate_is_left_out_for_good(client, candidate, headers):
    response = client.post(
        reverse("candidate-never", args=[candidate.pk]), headers=headers, follow=True
    )

    assert states() == ["never", "waiting"]
    assert f'action="/inbox/{candidate.pk}/restore/"' in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "candidate-detail",
        "candidate-accept",
        "candidate-discard",
        "candidate-never",
        "candidate-restore",
    ],
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

    assert [c.title for c, _ in first.context["rows"]] == [f"Found {n}" for n in range(PAGE)]
    assert [c.title for c, _ in second.context["rows"]] == ["Found 50", "Found 51"]
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

    with django_assert_num_queries(6):
        client.get(reverse("inbox"))


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5_000, "²"])
def test_a_number_that_no_row_can_have_is_passed_over(client, brought, number):
    assert len(client.get(reverse("inbox"), {"after": number}).context["rows"]) == 2
    client.post(reverse("inbox-several"), {"candidate": [number]})
    assert states() == ["waiting", "waiting"]
    assert client.get(reverse("placement"), {"ladder": number}).status_code == 404
