"""What the page of a week suggests for its lines, and what imports found for it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bragdoc.models import Candidate, Entry, Goal, Import
from bragdoc.quarters import Quarter
from tests.clients import HTMX
from tests.factories import EntryFactory, PlacementFactory, tag

MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-20T12:00:00+00:00", tick=False)


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def placement(ada):
    return PlacementFactory(person=ada)


@pytest.fixture
def propose(ada):
    """Makes a candidate for a day of this week."""
    brought = Import.objects.create(owner=ada, name="export.json", found=1, known=0)

    def propose(title="Retired the consumer", day=MONDAY, until=None, **fields):
        return Candidate.objects.create(
            owner=ada,
            brought_by=brought,
            key=title,
            title=title,
            starts_on=day,
            ends_on=until or day,
            precision="day",
            line=1,
            **fields,
        )

    return propose


def page(client, **headers):
    return client.get(reverse("week", args=[MONDAY]), **headers)


def suggested(response):
    """By title, the slugs that a line is suggested."""
    return {
        line.entry.title: [suggestion.slug for suggestion in line.suggestions]
        for day in response.context["days"]
        for line in day.lines
    }


def current(response):
    """The title of the line, or of the candidate, that the keys act on."""
    return [
        str(row)
        for day in response.context["days"]
        for row, *_, is_current in [*day.lines, *day.candidates]
        if is_current
    ]


def triage(client, candidate, headers=None, **sent):
    address = reverse("candidate-triage", args=[candidate.pk])
    return client.post(address, sent, headers=headers or {})


# Suggestions.


def test_a_line_without_a_competency_is_suggested_those_whose_words_it_shares(
    client, ada, placement
):
    EntryFactory(author=ada, title="Repaired the cause", starts_on=MONDAY)
    tag(EntryFactory(author=ada, title="Repaired it", starts_on=MONDAY), "delivery")
    EntryFactory(author=ada, title="Kaffee", starts_on=MONDAY)

    response = page(client)

    assert suggested(response) == {
        "Repaired the cause": ["reliability"],
        "Repaired it": [],
        "Kaffee": [],
    }
    content = response.content.decode()
    assert "<mark>Repairs</mark> a <mark>cause</mark> where it began." in content


def test_both_levels_of_the_placement_are_looked_at(client, ada, placement):
    EntryFactory(author=ada, title="Interviewed four", starts_on=MONDAY)  # asked of a senior
    EntryFactory(author=ada, title="Impossible failure", starts_on=MONDAY)  # of staff

    assert suggested(page(client)) == {
        "Interviewed four": ["hiring"],
        "Impossible failure": ["reliability"],
    }


def test_what_was_tagged_a_moment_ago_is_learnt_from(client, ada, placement):
    EntryFactory(author=ada, title="Billing asked", starts_on=MONDAY)
    earlier = [EntryFactory(author=ada, title=f"Billing {number}") for number in "ab"]
    tag(EntryFactory(author=ada, title="Report"), "delivery")
    assert suggested(page(client)) == {"Billing asked": []}

    for entry in earlier:
        client.post(reverse("entry-tag", args=[entry.pk]), {"competency": "hiring"})

    response = page(client)
    assert suggested(response) == {"Billing asked": ["hiring"]}
    assert "You tagged 2 wins with <mark>Billing</mark> this way." in response.content.decode()


def test_nothing_is_learnt_from_somebody_elses_tags(client, ada, eve, placement):
    for number in "ab":
        tag(EntryFactory(author=eve, title=f"Billing {number}"), "hiring")
        tag(EntryFactory(author=eve, title=f"Report {number}"), "delivery")
    EntryFactory(author=ada, title="Billing asked", starts_on=MONDAY)

    assert suggested(page(client)) == {"Billing asked": []}


def test_without_a_placement_nothing_is_suggested(client, ada):
    EntryFactory(author=ada, title="Repaired the cause", starts_on=MONDAY)

    assert suggested(page(client)) == {"Repaired the cause": []}


# Candidates.


def test_a_candidate_stands_under_its_day_and_is_marked_as_found(client, ada, propose):
    propose(day=MONDAY + timedelta(days=1))
    EntryFactory(author=ada, starts_on=MONDAY)

    response = page(client)

    [first, second] = response.context["days"]
    assert [len(first.lines), len(first.candidates)] == [1, 0]
    assert [str(found.candidate) for found in second.candidates] == ["Retired the consumer"]
    assert 'data-is="candidate"' in response.content.decode()


@pytest.mark.parametrize(
    ("day", "until", "offers", "here"),
    [
        (MONDAY, MONDAY + timedelta(days=6), "win", True),
        (MONDAY, MONDAY + timedelta(days=7), "win", False),
        (MONDAY - timedelta(days=1), MONDAY, "win", False),
        (MONDAY, None, "praise", True),
        (MONDAY, None, "goal", False),
    ],
)
def test_what_lies_within_the_week_stands_there_and_the_rest_is_counted(
    client, ada, propose, day, until, offers, here
):
    propose(day=day, until=until, offers=offers)

    context = page(client).context
    assert (len(context["candidates"]), context["candidates_elsewhere"]) == (here, not here)


def test_candidates_of_somebody_else_do_not_stand_there(client, ada, eve, propose):
    propose()
    Candidate.objects.update(owner=eve)

    assert page(client).context["candidates"] == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_candidate_is_kept_as_a_win_of_its_day(client, ada, propose, headers):
    candidate = propose()

    response = triage(client, candidate, headers, do="keep")

    entry = Entry.objects.visible_to(ada).get()
    assert (entry.title, entry.starts_on) == ("Retired the consumer", MONDAY)
    candidate.refresh_from_db()
    assert candidate.state == "accepted"
    if headers:
        assert "Needs a competency" in response.content.decode()
        assert current(response) == [str(entry)]
    else:
        assert response["Location"] == "/week/2026-11-16/"


def test_a_candidate_is_added_to_a_line_of_its_week(client, ada, propose):
    candidate, line = propose(), EntryFactory(author=ada, starts_on=MONDAY)

    triage(client, candidate, do="merge", line=line.pk)

    line.refresh_from_db()
    assert (line.details, line.revision) == ("Retired the consumer", 2)
    assert Entry.objects.count() == 1


def test_a_candidate_is_added_to_no_line_of_another_week_or_person(client, ada, eve, propose):
    candidate = propose()
    lines = [
        EntryFactory(author=ada, starts_on=MONDAY - timedelta(days=1)),
        EntryFactory(author=eve, starts_on=MONDAY),
    ]

    for line in lines:
        response = triage(client, candidate, do="merge", line=line.pk)
        assert response.status_code == 422
        line.refresh_from_db()
        assert line.details == ""


def test_a_candidate_is_left_out_and_can_be_had_back(client, ada, propose):
    candidate = propose()

    response = triage(client, candidate, HTMX, do="leave")

    candidate.refresh_from_db()
    assert candidate.state == "discarded"
    assert reverse("candidate-restore", args=[candidate.pk]) in response.content.decode()
    assert response.context["candidates"] == []


def test_what_was_decided_before_stays_decided(client, ada, propose):
    candidate = propose()
    candidate.discard()

    response = triage(client, candidate, HTMX, do="keep")

    assert Entry.objects.count() == 0
    assert "It had been decided about before." in response.content.decode()


def test_nobody_decides_about_somebody_elses_candidate(client, eve, propose):
    candidate = propose()
    client.force_login(eve)

    assert triage(client, candidate, do="keep").status_code == 404
    assert Entry.objects.count() == 0


# Which line is next.


def test_the_first_that_waits_is_current_when_the_page_is_opened(client, ada, placement, propose):
    done = tag(EntryFactory(author=ada, title="Done", starts_on=MONDAY), "delivery")
    done.add_metric({"after": "1"})
    propose("Found", day=MONDAY)
    EntryFactory(author=ada, title="Later", starts_on=MONDAY + timedelta(days=1))

    assert current(page(client)) == ["Found"]


def test_after_a_line_the_next_below_it_is_current_then_the_first_from_the_top(
    client, ada, placement
):
    first, second, third = (
        EntryFactory(author=ada, title=title, starts_on=MONDAY, kind=Entry.Kind.DECISION)
        for title in ["First", "Second", "Third"]
    )

    def tag_by_key(entry):
        sent = {"competency": "delivery", "expectation": ""}
        return client.post(reverse("entry-tag", args=[entry.pk]), sent, headers=HTMX)

    assert current(tag_by_key(second)) == ["Third"]
    assert current(tag_by_key(third)) == ["First"]
    response = tag_by_key(first)
    assert current(response) == []
    assert response.context["closing"].fields["sentence"].widget.attrs["autofocus"] is True


def test_a_line_that_still_needs_a_number_stays_current(client, ada, placement):
    entry, _ = (EntryFactory(author=ada, title=title, starts_on=MONDAY) for title in "AB")
    sent = {"competency": "delivery", "expectation": ""}

    response = client.post(reverse("entry-tag", args=[entry.pk]), sent, headers=HTMX)

    assert current(response) == ["A"]


# What it costs.


@pytest.mark.parametrize("lines", [1, 3])
def test_the_whole_page_takes_as_many_queries_for_one_of_each_as_for_three(
    client, ada, placement, propose, lines, django_assert_num_queries
):
    for number in range(lines):
        day = MONDAY + timedelta(days=number)
        EntryFactory(author=ada, title=f"Repaired the cause {number}", starts_on=day)
        tag(EntryFactory(author=ada, title=f"Done {number}", starts_on=day), "delivery")
        EntryFactory(author=ada, starts_on=MONDAY - timedelta(days=40 + number))
        propose(f"Found {number}", day=day)
        Goal.objects.set_goal(ada, Quarter.of(MONDAY), key=str(number), text="Show it")
    page(client)  # the ladder is read once a process, and what suggests is made

    with django_assert_num_queries(26):
        page(client)
