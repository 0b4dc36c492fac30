"""The week page: its lines and what they need, the strip of the year, how a week ends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bragdoc.models import Competency, Entry, NotApplicable, Pause, Week
from tests.factories import EntryFactory, PlacementFactory, show, tag

MONDAY = date(2026, 11, 2)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def page(client, monday=MONDAY):
    return client.get(reverse("week", args=[monday]))


def titles(response):
    return [line.title for line in response.context["lines"]]


def test_now_is_the_week_of_the_persons_own_day(client, ada, time_machine):
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    time_machine.move_to("2026-11-15T12:00:00+00:00", tick=False)  # Monday over there

    response = client.get(reverse("week-now"))

    assert response["Location"] == "/week/2026-11-16/"


def test_a_week_runs_from_monday_to_sunday(client, ada):
    for day in [date(2026, 11, 1), MONDAY, date(2026, 11, 8), date(2026, 11, 9)]:
        EntryFactory(author=ada, title=f"{day:%d %B}", starts_on=day)

    assert titles(page(client)) == ["02 November", "08 November"]


def test_the_week_shows_nothing_of_somebody_else(client, eve):
    EntryFactory(author=eve, title="Eve’s own win", starts_on=MONDAY)

    response = page(client)

    assert titles(response) == []
    assert "Eve’s own win" not in response.content.decode()


def test_a_longer_win_stands_in_the_week_it_began_and_runs_through_the_next(client, ada):
    EntryFactory(author=ada, title="Long", starts_on=MONDAY, ends_on=MONDAY + timedelta(days=9))

    assert titles(page(client)) == ["Long"]
    following = page(client, MONDAY + timedelta(days=7))
    assert titles(following) == []
    assert [entry.title for entry in following.context["running"]] == ["Long"]
    after = page(client, MONDAY + timedelta(days=14))
    assert list(after.context["running"]) == []


def test_a_discarded_win_is_gone_from_the_week(client, ada):
    EntryFactory(author=ada, starts_on=MONDAY).discard()

    assert titles(page(client)) == []


@pytest.mark.parametrize(
    ("monday", "number", "previous", "following"),
    [
        ("2026-12-28", 53, "2026-12-21", "2027-01-04"),
        ("2027-01-04", 1, "2026-12-28", "2027-01-11"),
        ("2024-12-30", 1, "2024-12-23", "2025-01-06"),
    ],
)
def test_weeks_are_numbered_over_the_turn_of_the_year(client, monday, number, previous, following):
    response = client.get(f"/week/{monday}/")

    assert f"<h1>Week {number}</h1>" in response.content.decode()
    assert response.context["previous"].isoformat() == previous
    assert response.context["next"].isoformat() == following


@pytest.mark.parametrize(
    "address", ["/week/2026-11-03/", "/week/2026-13-01/", "/week/0001-01-01/", "/week/9999-12-27/"]
)
def test_what_is_no_monday_of_our_time_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_line_needs_a_competency_first_then_a_number_then_nothing(ada):
    PlacementFactory(person=ada)
    bare = EntryFactory(author=ada)
    tagged = tag(EntryFactory(author=ada), "delivery")
    measured = tag(EntryFactory(author=ada, metrics=[{"after": "3"}]), "delivery")
    mentoring = tag(EntryFactory(author=ada, kind=Entry.Kind.MENTORING), "delivery")

    assert [entry.needs() for entry in [bare, tagged, measured, mentoring]] == [
        "competency",
        "number",
        "",
        "",
    ]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_competency_is_chosen_in_place(client, ada, headers):
    PlacementFactory(person=ada)
    entry = EntryFactory(author=ada, starts_on=MONDAY)

    response = client.post(
        reverse("entry-tag", args=[entry.pk]), {"competency": "delivery"}, headers=headers
    )

    assert [c.slug for c in entry.competencies.all()] == ["delivery"]
    entry.refresh_from_db()
    assert entry.revision == 2
    if headers:
        assert response.status_code == 200
        assert response.content.decode().lstrip().startswith('<div id="week">')
    else:
        assert response["Location"].startswith("/week/2026-11-02/?ask=")


def test_a_competency_of_no_ladder_of_mine_is_refused(client, ada):
    entry = EntryFactory(author=ada, starts_on=MONDAY)
    PlacementFactory()  # somebody else's: the competency exists

    response = client.post(reverse("entry-tag", args=[entry.pk]), {"competency": "delivery"})

    assert response.status_code == 422
    assert entry.competencies.count() == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_number_is_added_in_place_after_those_there_are(client, ada, headers):
    entry = EntryFactory(author=ada, starts_on=MONDAY, metrics=[{"label": "first", "after": "1"}])

    response = client.post(
        reverse("entry-measure", args=[entry.pk]),
        {"label": "build", "before": "14", "after": "6", "unit": "min"},
        headers=headers,
    )

    assert response.status_code == (200 if headers else 302)
    entry.refresh_from_db()
    assert entry.revision == 2
    assert entry.metrics[1] == {
        "label": "build",
        "before": "14",
        "after": "6",
        "unit": "min",
        "lower_is_better": None,
    }


def test_a_number_without_its_value_is_refused_with_what_was_typed(client, ada):
    PlacementFactory(person=ada)
    entry = tag(EntryFactory(author=ada, starts_on=MONDAY), "delivery")

    response = client.post(
        reverse("entry-measure", args=[entry.pk]), {"label": "nightly import", "before": "40"}
    )

    assert response.status_code == 422
    content = response.content.decode()
    assert 'value="nightly import"' in content
    assert "Say what the number is now." in content
    entry.refresh_from_db()
    assert entry.metrics == []


@pytest.mark.parametrize("name", ["entry-tag", "entry-measure"])
def test_nobody_works_on_somebody_elses_line(client, eve, name):
    entry = EntryFactory(author=eve)

    response = client.post(reverse(name, args=[entry.pk]), {"competency": "x", "after": "1"})

    assert response.status_code == 404
    entry.refresh_from_db()
    assert (entry.revision, entry.metrics) == (1, [])


@pytest.mark.parametrize(
    ("do", "state", "sentence"),
    [("close", "closed", "The index carries every lane."), ("skip", "skipped", "")],
)
def test_a_week_is_closed_with_a_sentence_or_skipped(client, ada, do, state, sentence):
    response = client.post(
        reverse("week-close", args=[MONDAY]),
        {"do": do, "sentence": "The index carries every lane."},
    )

    assert response["Location"] == "/week/2026-11-02/"
    week = Week.objects.visible_to(ada).get()
    assert (week.monday, week.state, week.sentence) == (MONDAY, state, sentence)


def test_a_closed_week_opens_again(client, ada):
    Week.objects.settle(ada, MONDAY, state=Week.State.CLOSED, sentence="Done.")

    client.post(reverse("week-close", args=[MONDAY]), {"do": "reopen"})

    assert Week.objects.count() == 0


def test_a_sentence_too_long_is_refused_and_stays_in_the_form(client):
    sentence = "word " * 100

    response = client.post(reverse("week-close", args=[MONDAY]), {"sentence": sentence})

    assert response.status_code == 422
    assert sentence.strip() in response.content.decode()
    assert Week.objects.count() == 0


def test_the_strip_shows_what_became_of_each_of_52_weeks(client, ada):
    closed, skipped, open_ = (MONDAY - timedelta(weeks=back) for back in [1, 2, 3])
    Week.objects.settle(ada, closed, state=Week.State.CLOSED)
    Week.objects.settle(ada, skipped, state=Week.State.SKIPPED)
    EntryFactory(author=ada, starts_on=open_ + timedelta(days=6))

    year = page(client).context["year"]

    assert [week.state for week in year.weeks[-4:]] == ["open", "skipped", "closed", "none"]
    assert [year.count(state) for state in ["closed", "skipped", "open", "none"]] == [1, 1, 1, 49]
    assert year.weeks[-1].monday == MONDAY
    assert sum(weeks for _, weeks in year.months()) == 52


@pytest.mark.parametrize(
    ("first", "last", "paused"),
    [
        (MONDAY - timedelta(days=14), MONDAY - timedelta(days=1), ["paused", "paused", "none"]),
        (MONDAY - timedelta(days=8), MONDAY - timedelta(days=7), ["paused", "paused", "none"]),
        (MONDAY - timedelta(days=7), MONDAY - timedelta(days=7), ["none", "paused", "none"]),
    ],
)
def test_a_week_that_a_pause_touches_is_paused(client, ada, first, last, paused):
    Pause.objects.keep(ada, first, last)

    year = page(client).context["year"]

    assert [week.state for week in year.weeks[-3:]] == paused


def test_what_was_decided_about_a_week_and_a_line_in_it_count_before_a_pause(client, ada):
    Pause.objects.keep(ada, MONDAY - timedelta(weeks=3), MONDAY)
    Week.objects.settle(ada, MONDAY - timedelta(weeks=2), state=Week.State.CLOSED)
    EntryFactory(author=ada, starts_on=MONDAY - timedelta(weeks=1))

    states = [week.state for week in page(client).context["year"].weeks[-4:]]

    assert states == ["paused", "closed", "open", "paused"]


def test_a_few_weeks_without_a_line_are_named_with_their_links(client, ada):
    for back in range(52):
        if back not in (3, 7):
            Week.objects.settle(ada, MONDAY - timedelta(weeks=back), state=Week.State.CLOSED)

    content = page(client).content.decode()

    assert "2 with no line: " in content
    for back in (3, 7):
        monday = MONDAY - timedelta(weeks=back)
        assert f'<a href="/week/{monday}/">{monday.day} {monday:%b}</a>' in content


def test_the_prompts_take_turns_where_nobody_noticed_any_work_for_weeks(client, ada):
    PlacementFactory(person=ada)
    EntryFactory(author=ada, kind=Entry.Kind.DELIVERY, starts_on=MONDAY)

    kinds = [
        getattr(page(client, MONDAY + timedelta(weeks=week)).context["prompt"], "kind", "")
        for week in range(4)
    ]

    assert [bool(kind) for kind in kinds] == [False, True, False, True]
    assert len({kind for kind in kinds if kind}) == 2


@pytest.mark.parametrize("kind", ["glue", "mentoring", "prevention", "operations"])
def test_such_work_in_the_last_weeks_leaves_the_turn_to_the_thinnest_competency(client, ada, kind):
    PlacementFactory(person=ada)
    EntryFactory(author=ada, kind=kind, starts_on=MONDAY)

    prompt = page(client, MONDAY + timedelta(weeks=1)).context["prompt"]

    assert prompt.competency.slug in ("delivery", "reliability")


def test_the_prompt_for_unnoticed_work_fills_a_line_with_its_kind(client, ada):
    EntryFactory(author=ada, kind=Entry.Kind.DELIVERY, starts_on=MONDAY)

    response = page(client, MONDAY + timedelta(weeks=1))

    kind = response.context["prompt"].kind
    assert f'name="text" required autocomplete="off" data-limit="1000" value="!{kind} "' in (
        response.content.decode()
    )
    client.post(reverse("quick-add"), {"text": f"!{kind} Sorted the tickets"})
    assert Entry.objects.get(title="Sorted the tickets").kind == kind


def test_the_prompt_asks_for_the_competency_that_the_latest_wins_show_least(client, ada):
    PlacementFactory(person=ada)
    tag(EntryFactory(author=ada), "delivery")

    response = page(client)

    prompt = response.context["prompt"]
    assert (prompt.competency.slug, prompt.wins) == ("reliability", 0)
    assert prompt.expectation.slug == "impossible"
    assert "None of your newest wins, the fewest of what your goal asks." in " ".join(
        response.content.decode().split()
    )


@pytest.mark.parametrize(
    ("shown", "asked"), [("across-teams", "notices"), ("notices", "across-teams")]
)
def test_of_its_sentences_the_prompt_asks_for_one_that_the_fewest_wins_show(
    client, ada, shown, asked
):
    PlacementFactory(person=ada)
    show(EntryFactory(author=ada), f"delivery/{shown}")
    tag(EntryFactory(author=ada), "reliability")
    tag(EntryFactory(author=ada), "reliability")

    assert page(client).context["prompt"].expectation.slug == asked


@pytest.mark.parametrize("sentence", [None, "impossible"])
def test_the_prompt_asks_for_nothing_that_does_not_apply(client, ada, sentence):
    PlacementFactory(person=ada)
    tag(EntryFactory(author=ada, starts_on=MONDAY), "delivery")
    competency = Competency.objects.get(slug="reliability")
    NotApplicable.objects.create(
        person=ada,
        competency=competency,
        expectation=sentence and competency.expectations.get(slug=sentence),
        reason="We run nothing.",
    )

    assert page(client).context["prompt"].competency.slug == "delivery"


def test_without_a_placement_the_page_asks_for_one(client):
    response = page(client)

    assert response.context["prompt"] is None
    assert "What do you aim for?" in response.content.decode()


def test_candidates_of_other_weeks_are_counted_with_a_link(client, ada, brought):
    response = page(client)

    assert (response.context["candidates"], response.context["candidates_elsewhere"]) == ([], 2)
    assert "2 candidates from imports wait" in response.content.decode()


@pytest.mark.parametrize("lines", [1, 3])
def test_the_week_takes_as_many_queries_for_one_line_as_for_three(
    client, ada, lines, django_assert_num_queries
):
    PlacementFactory(person=ada)
    for _ in range(lines):
        tag(EntryFactory(author=ada, starts_on=MONDAY), "delivery")
    page(client)  # the ladder is read once a process

    with django_assert_num_queries(21):
        page(client)


@pytest.mark.parametrize("monday", ["0001-01-01", "9999-12-27"])
def test_a_week_in_which_no_win_can_lie_cannot_be_closed(client, ada, monday):
    client.force_login(ada)
    assert client.post(f"/week/{monday}/close/", {"sentence": "x"}).status_code == 404
    assert Week.objects.count() == 0
