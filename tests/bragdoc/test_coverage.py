"""Coverage: what the goal asks beyond the present position, and the wins behind each sentence."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from bragdoc.coverage.covered import KINDS
from bragdoc.coverage.covering import beyond, cover
from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import ARTEFACT, MEASURED, NOTHING, NUMBER
from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Expectation, LadderVersion, NotApplicable
from tests.bragdoc.scoring_ladders import scoring_ladder
from tests.bragdoc.step_ladders import step_ladder
from tests.clients import HTMX
from tests.factories import LADDER, EntryFactory, PlacementFactory, show, tag

YEAR = Months.of(date(2025, 12, 1), date(2026, 11, 1))
NUMBER_BEFORE_AND_AFTER = {"label": "", "before": "3", "after": "1", "unit": "s"}

FIVE_KINDS = LADDER | {
    "ladder": {"slug": "five-kinds", "name": "Five Kinds", "version": "1"},
    "areas": [
        *LADDER["areas"],
        {
            "slug": "rest",
            "name": "The rest",
            "competencies": [
                {
                    "slug": "reviews",
                    "name": "Reviews",
                    "expect": {
                        "senior": ["Reviews within a day.", "Asks for review early."],
                        "staff": ["Reviews within a day, across teams."],
                    },
                },
                {"slug": "on-call", "name": "On call", "expect": {"staff": "n/a"}},
                {"slug": "domain", "name": "Domain", "expect": {}},
            ],
        },
    ],
}


@pytest.fixture
def client(client, ada, time_machine):
    time_machine.move_to("2026-11-20T12:00:00+00:00", tick=False)
    client.force_login(ada)
    return client


@pytest.fixture
def placement(ada):
    return PlacementFactory(person=ada)


@pytest.fixture
def five_kinds(ada):
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(FIVE_KINDS))
    version.publish()
    return PlacementFactory(person=ada, ladder_version=version)


def win(ada, starts_on=date(2026, 11, 3), *keys, ends_on=None, **facts):
    """A win, tagged with competencies ("delivery") and sentences ("delivery/notices")."""
    entry = EntryFactory(author=ada, starts_on=starts_on, ends_on=ends_on or starts_on, **facts)
    tag(entry, *(key for key in keys if "/" not in key))
    return show(entry, *(key for key in keys if "/" in key))


def competency(covered, slug):
    return next(one for one in covered.competencies if one.slug == slug)


def sentence(covered, key):
    slug, _, wanted = key.partition("/")
    one = competency(covered, slug)
    return next(found for found in (*one.new, *one.carried) if found.slug == wanted)


def page(client, **query):
    return client.get(reverse("coverage"), query).content.decode()


# What is counted


def test_a_sentence_is_covered_by_the_wins_that_say_they_show_it(ada, placement):
    win(ada, date(2026, 11, 3), "delivery/across-teams")
    win(ada, date(2026, 11, 4), "delivery/across-teams", "delivery/notices")
    win(ada, date(2026, 11, 5), "delivery")

    covered = cover(ada, placement, YEAR)

    assert [(one.slug, one.wins) for one in competency(covered, "delivery").new] == [
        ("across-teams", 2),
        ("notices", 1),
    ]


def test_wins_that_bear_the_competency_alone_are_told_apart(ada, placement):
    win(ada, date(2026, 11, 3), "delivery/across-teams")
    win(ada, date(2026, 11, 4), "delivery")
    win(ada, date(2026, 11, 5), "delivery", "reliability/impossible")

    delivery = competency(cover(ada, placement, YEAR), "delivery")

    assert (delivery.wins, delivery.untold) == (3, 2)


def test_wins_that_show_only_sentences_the_goal_does_not_ask_are_told_apart(ada, placement):
    retired = win(ada, date(2026, 11, 3), "delivery/finishes")
    other = Expectation.objects.create(
        competency=retired.competencies.get(), slug="other", text="Another one.", retired=True
    )
    retired.expectations.set([other])
    win(ada, date(2026, 11, 4), "delivery/finishes").expectations.add(other)

    delivery = competency(cover(ada, placement, YEAR), "delivery")

    assert (delivery.wins, delivery.untold, delivery.beside) == (2, 0, 1)


def test_carried_sentences_have_their_wins_too(ada, placement):
    win(ada, date(2026, 11, 3), "delivery/finishes")

    found = sentence(cover(ada, placement, YEAR), "delivery/finishes")

    assert (found.kind, found.wins) == ("carried", 1)


def test_wins_are_counted_within_the_months_that_are_shown(ada, placement):
    for day in [date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 30), date(2026, 12, 1)]:
        win(ada, day, "delivery/notices")

    assert sentence(cover(ada, placement, YEAR), "delivery/notices").wins == 2


def test_a_win_covers_every_month_that_it_touches(ada, placement):
    win(ada, date(2026, 2, 28), "delivery/notices", ends_on=date(2026, 4, 1))
    win(ada, date(2026, 9, 9), "delivery/notices")

    covered = cover(ada, placement, YEAR)

    assert [m.month for m in YEAR.among(sentence(covered, "delivery/notices").months)] == [
        2,
        3,
        4,
        9,
    ]
    assert competency(covered, "delivery").by_month == (0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0)


def test_wins_of_others_and_discarded_ones_do_not_count(ada, eve, placement):
    win(eve, date(2026, 11, 3), "delivery/notices")
    win(ada, date(2026, 11, 3), "delivery/notices").discard()

    assert sentence(cover(ada, placement, YEAR), "delivery/notices").wins == 0


def test_the_strongest_proof_among_the_wins_is_named(ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices", links=[{"url": "https://a.example"}])
    assert sentence(cover(ada, placement, YEAR), "delivery/notices").proof == ARTEFACT
    win(ada, date(2026, 11, 4), "delivery/notices", metrics=[{"before": "", "after": "2"}])
    assert sentence(cover(ada, placement, YEAR), "delivery/notices").proof == NUMBER
    win(ada, date(2026, 11, 4), "delivery/notices", metrics=[NUMBER_BEFORE_AND_AFTER])
    assert sentence(cover(ada, placement, YEAR), "delivery/notices").proof == MEASURED
    win(ada, date(2026, 11, 5), "delivery/across-teams")
    assert sentence(cover(ada, placement, YEAR), "delivery/across-teams").proof == NOTHING
    assert sentence(cover(ada, placement, YEAR), "reliability/impossible").proof is None


# The kinds of absence


def test_each_sentence_is_of_one_of_five_kinds(ada, five_kinds):
    win(ada, date(2026, 11, 3), "delivery/notices")
    reliability = win(ada, date(2026, 11, 3), "reliability").competencies.get()
    NotApplicable(person=ada, competency=reliability, reason="No service is ours.").keep(revision=0)

    covered = cover(ada, five_kinds, YEAR)

    assert {one.slug: list(one.kinds()) for one in covered.competencies} == {
        "delivery": ["none", "evidence", "carried"],
        "reliability": ["not-applicable", "carried"],
        "hiring": ["carried"],
        "reviews": ["none", "carried", "carried"],
        "on-call": ["not-applicable"],
        "domain": ["not-stated"],
    }
    assert covered.tally == {
        "evidence": 1,
        "none": 2,
        "carried": 5,
        "not-applicable": 2,
        "not-stated": 1,
    }


def test_evidence_outweighs_the_reason_why_a_sentence_does_not_apply(ada, placement):
    shown = win(ada, date(2026, 11, 3), "delivery/notices").expectations.get()
    NotApplicable(
        person=ada, competency=shown.competency, expectation=shown, reason="No plans."
    ).keep(revision=0)

    found = sentence(cover(ada, placement, YEAR), "delivery/notices")

    assert (found.kind, found.reason) == ("evidence", "No plans.")


def test_the_reasons_of_somebody_else_say_nothing(ada, eve, placement):
    shown = win(ada, date(2026, 11, 3), "delivery").competencies.get()
    NotApplicable(person=eve, competency=shown, reason="Not mine.").keep(revision=0)

    assert sentence(cover(ada, placement, YEAR), "delivery/notices").kind == "none"


def test_the_page_tells_the_kinds_apart_by_words(client, ada, five_kinds):
    win(ada, date(2026, 11, 3), "delivery/notices")

    content = page(client)

    assert [name for name in KINDS.values() if name not in content] == []
    assert "The ladder says that nothing is asked here of Staff Engineer." in content
    assert "The ladder says nothing here for Staff Engineer." in content


def test_of_competencies_of_which_one_is_enough_each_names_the_others(ada):
    scales = [{"slug": "mastery", "steps": [{"slug": "practised"}, {"slug": "expert"}]}]
    one_of = {"step": "expert", "any_of": "depth"}
    targets = {"code": one_of, "data": one_of, "people": "expert"}
    profile = LADDER | {
        "scales": scales,
        "tracks": [
            {
                "slug": "ic",
                "name": "Individual contributor",
                "levels": ["senior", {"level": "staff", "targets": targets}],
            }
        ],
        "areas": [
            {
                "slug": "work",
                "name": "Work",
                "competencies": [
                    {
                        "slug": slug,
                        "name": slug.title(),
                        "scale": "mastery",
                        "expect": {"expert": [f"Is asked about {slug}."]},
                    }
                    for slug in targets
                ],
            }
        ],
    }
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(profile))
    version.publish()
    placement = PlacementFactory(person=ada, ladder_version=version)

    covered = cover(ada, placement, YEAR)

    assert [(one.step, one.instead) for one in covered.competencies] == [
        ("Expert", ("Data",)),
        ("Expert", ("Code",)),
        ("Expert", ()),
    ]


def test_competencies_of_which_no_step_is_claimed_are_not_asked(client, ada):
    version = LadderVersion.objects.draft_from(scoring_ladder({}, {}))
    version.publish()
    placement = PlacementFactory(person=ada, ladder_version=version, now="ic/l1", goal="ic/l2")

    covered = cover(ada, placement, YEAR)

    assert (covered.competencies, covered.unclaimed) == ((), 4)
    content = page(client)
    assert "What Level 2 asks follows from the steps you claim." in content
    assert "You claim no step of 4 competencies" in content
    assert "Nothing here is of this kind." not in content


def test_what_a_claimed_step_states_is_asked(ada):
    version = LadderVersion.objects.draft_from(scoring_ladder({}, {}))
    version.publish()
    placement = PlacementFactory(
        person=ada,
        ladder_version=version,
        now="ic/l1",
        goal="ic/l2",
        claims={"testing": "able", "nonsense": "able"},
    )

    covered = cover(ada, placement, YEAR)

    assert [(one.slug, one.step, [s.text for s in one.new]) for one in covered.competencies] == [
        ("testing", "Able", ["Does testing alone."])
    ]
    assert covered.unclaimed == 3


# What the goal adds to a sentence


def marked(before, text):
    return "".join(f"[{w.text}]" if w.kind == "added" else w.text for w in beyond(before, text))


def test_the_words_that_the_goal_adds_to_a_sentence_asked_now_are_marked():
    before = ["Asks for review early.", "Reviews within a day."]

    assert marked(before, "Reviews within a day, across teams.") == (
        "Reviews within a day[, across teams]."
    )


def test_a_sentence_unlike_all_that_is_asked_now_is_new_as_a_whole():
    assert marked(["Reviews within a day."], "Sets a direction.") == "Sets a direction."
    assert marked([], "Sets a direction.") == "Sets a direction."


def test_the_page_marks_the_words(client, five_kinds):
    unseen = '<span class="unseen">{}</span>'.format
    added = f"<ins>{unseen('[added: ')}, across teams{unseen(']')}</ins>"
    assert f"Reviews within a day{added}." in page(client)


# Steps without a sentence


@pytest.fixture
def steps(ada):
    version = LadderVersion.objects.draft_from(step_ladder())
    version.publish()
    return PlacementFactory(person=ada, ladder_version=version, now="ic/l1", goal="ic/l2")


def test_a_required_step_without_a_sentence_is_covered_by_the_wins_of_its_competency(ada, steps):
    win(ada, date(2026, 2, 3), "craft", metrics=[NUMBER_BEFORE_AND_AFTER])
    win(ada, date(2026, 3, 3), "craft")

    covered = cover(ada, steps, YEAR, lambda *keys: "/".join(keys))
    craft = competency(covered, "craft")

    (step,) = craft.new
    assert (step.text, step.kind, step.wins, step.months.bit_count()) == ("Much", "evidence", 2, 2)
    assert (step.proof, step.href) == (MEASURED, "craft/")
    assert (craft.step_now, craft.untold, craft.beside) == ("Some", 0, 0)
    assert covered.asked == 2
    assert covered.tally == {"evidence": 1, "none": 1, "carried": 2}


def test_a_reason_against_a_step_is_that_of_its_competency(ada, steps):
    ladder = steps.ladder_version.ladder
    reach = ladder.competencies.get(slug="reach")
    NotApplicable.objects.create(person=ada, competency=reach, reason="Nobody else is there.")

    one = competency(cover(ada, steps, YEAR), "reach")

    assert [(step.kind, step.reason) for step in one.new] == [("not-applicable", "")]
    assert one.reason == "Nobody else is there."


def test_the_page_says_which_step_rises_stays_and_is_lower(client, ada, steps):
    win(ada, date(2026, 2, 3), "craft")

    content = page(client)

    assert "Level 2 asks 2 things that Level 1 does not. Wins stand behind 1 of them" in content
    assert "Much, where Level 1 asks Some" in content
    assert "Some, where Level 1 asks None" in content
    assert "Some, as Level 1 asks already." in content
    assert "Some, lower than Much, which Level 1 asks." in content
    assert content.count("Lower step") == 1
    assert "for a step without a sentence, of all that bear the competency." in content
    assert "states nothing" not in content
    assert "It does not apply" not in content  # one way to a reason: the competency's


# The page


def test_without_a_placement_the_first_step_is_shown(client):
    assert '<a class="button main" href="/placement/">Choose a ladder</a>' in page(client)


def test_the_page_says_in_short_what_the_table_holds(client, ada, placement):
    win(ada, date(2026, 2, 3), "delivery/notices")
    win(ada, date(2026, 10, 3), "delivery/notices")

    assert (
        "Staff Engineer asks 3 things that Senior Engineer does not. Wins stand behind 1 of them,"
        " over 2 months. For 2 of them there is no win."
    ) in page(client)


def test_the_page_says_months_in_words_beside_the_picture(client, ada, placement):
    win(ada, date(2026, 2, 3), "delivery/notices")
    win(ada, date(2026, 10, 3), "delivery/notices")

    content = page(client)

    assert 'aria-label="2 of 12 months: Feb, Oct"' in content
    assert "Feb to Oct" in content


def test_every_count_leads_to_the_wins_behind_it(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices", title="Saw it early")
    win(ada, date(2025, 11, 3), "delivery/notices", title="Too long ago")
    win(ada, date(2026, 11, 3), "delivery", title="Said nothing")
    address = "/coverage/wins/delivery/?from=2025-12&amp;to=2026-11&amp;expectation=notices"

    assert f'href="{address}"' in page(client)
    behind = client.get(address.replace("&amp;", "&")).content.decode()
    assert ("Saw it early" in behind, "Too long ago" in behind, "Said nothing" in behind) == (
        True,
        False,
        False,
    )


def test_wins_that_say_no_sentence_are_one_link_from_being_tagged(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices", title="Saw it early")
    win(ada, date(2026, 11, 3), "delivery", title="Said nothing")
    address = "/wins/?sentence=none&amp;from=2025-12-01&amp;to=2026-11-30&amp;competency=delivery"

    content = page(client)

    assert "1 more win bears the competency and says no sentence of it." in content
    assert f'href="{address}"' in content
    log = client.get(address.replace("&amp;", "&")).content.decode()
    assert ("Said nothing" in log, "Saw it early" in log) == (True, False)


def test_wins_by_month_are_a_table_whose_figures_lead_to_the_log(client, ada, placement):
    win(ada, date(2026, 2, 3), "delivery")
    win(ada, date(2026, 2, 13), "delivery/notices")
    address = "/wins/?competency=delivery&amp;from=2026-02-01&amp;to=2026-02-28"

    assert f'<a href="{address}">2</a>' in page(client)
    log = client.get(address.replace("&amp;", "&"))
    assert sum(len(rows) for _, rows in log.context["months"]) == 2


def test_a_goal_that_is_the_present_position_asks_nothing_new(client, ada, placement):
    placement.goal = placement.now
    placement.save()

    assert "Senior Engineer asks nothing that Senior Engineer does not." in page(client)


def test_a_level_for_which_the_ladder_states_nothing_is_told(client, ada):
    silent = LADDER | {"areas": [{"slug": "work", "name": "Work"}]}
    silent["areas"][0]["competencies"] = [{"slug": "domain", "name": "Domain"}]
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(silent))
    version.publish()
    PlacementFactory(person=ada, ladder_version=version)

    assert "The ladder states nothing for Staff Engineer." in page(client)


def test_without_a_tagged_win_the_page_says_what_to_do(client, ada, placement):
    win(ada, date(2026, 11, 3))

    assert "No win of these months is tagged with a competency of this ladder." in page(client)


def test_no_score_stands_on_the_page(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices")

    assert "%" not in page(client)


# Filters, in the address


def test_the_period_is_chosen_by_months(client, ada, placement):
    for day in [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)]:
        win(ada, day, "delivery/notices")

    for period in [("2026-02", "2026-03"), ("2026-03", "2026-02")]:
        response = client.get(reverse("coverage"), dict(zip(["from", "to"], period, strict=True)))
        assert sentence(response.context["covered"], "delivery/notices").wins == 2


@pytest.mark.parametrize("period", [{"from": "nonsense"}, {"from": "1999-01"}, {"to": ""}])
def test_a_period_that_cannot_be_read_is_the_last_twelve_months(client, placement, period):
    response = client.get(reverse("coverage"), period)

    assert response.context["form"].months == YEAR


def test_one_kind_can_be_shown_alone(client, ada, five_kinds):
    win(ada, date(2026, 11, 3), "delivery/notices")

    content = page(client, kind="none")

    assert "Brings work across teams to users." in content
    assert "Notices early that a plan will not hold." not in content
    assert "Interviews for the team." not in content
    assert "Wins stand behind 1 of them" in content  # what is said in short stays whole


def test_one_area_can_be_shown_alone(client, ada, five_kinds):
    content = page(client, area="rest")

    assert "Reviews within a day" in content
    assert "Brings work across teams to users." not in content


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"area": "nonsense"}, {"kind": "\0"}])
def test_a_filter_that_cannot_be_read_shows_everything(client, five_kinds, query):
    assert "Brings work across teams to users." in page(client, **query)


def test_a_kind_of_which_there_is_nothing_is_told(client, placement):
    assert "Nothing here is of this kind." in page(client, kind="not-stated")


# The wins behind a number


def test_wins_open_below_a_row_and_name_their_proof(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices", title="Saw it early")

    row = client.get(
        reverse("coverage-evidence", args=["delivery"]), {"expectation": "notices"}, headers=HTMX
    ).content.decode()

    assert row.strip().startswith('<tr role="row" class="behind">')
    assert "Saw it early" in row
    assert "Add a number, or a link to where it can be seen." in row


def test_many_wins_behind_a_sentence_are_paged(client, ada, placement):
    for number in range(52):
        win(ada, date(2026, 11, 3), "delivery/notices", title=f"Win number {number}")
    address = reverse("coverage-evidence", args=["delivery"])

    first = client.get(address)
    second = client.get(address, {"before": first.context["older"]})

    assert (len(first.context["entries"]), len(second.context["entries"])) == (50, 2)
    below = client.get(address, headers=HTMX)
    assert len(below.context["entries"]) == 8
    assert "All of them" in below.content.decode()


def test_wins_that_show_other_sentences_are_shown_by_themselves(client, ada, placement):
    beside = win(ada, date(2026, 11, 3), "delivery/finishes", title="Beside it")
    delivery = beside.competencies.get()
    beside.expectations.set(
        [Expectation.objects.create(competency=delivery, slug="other", text="Another.")]
    )
    win(ada, date(2026, 11, 3), "delivery/notices", title="Asked")

    assert "only=beside" in page(client)
    response = client.get(reverse("coverage-evidence", args=["delivery"]), {"only": "beside"})
    assert [entry.title for entry in response.context["entries"]] == ["Beside it"]


@pytest.mark.parametrize(
    ("slug", "query"),
    [("nonsense", {}), ("delivery", {"expectation": "nonsense"}), ("delivery", {"before": "x.y"})],
)
def test_what_the_ladder_does_not_have_is_not_found(client, placement, slug, query):
    response = client.get(reverse("coverage-evidence", args=[slug]), query)

    assert response.status_code == (200 if "before" in query else 404)


# The table as a file


def rows_of(client, **query):
    response = client.get(reverse("coverage-table"), query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_has_the_rows_of_the_table(client, ada, five_kinds):
    win(ada, date(2026, 2, 28), "delivery/notices", ends_on=date(2026, 3, 1))

    rows = rows_of(client)

    assert [(row["Competency"], row["Sentence"], row["Coverage"]) for row in rows[:3]] == [
        ("Delivery", "Brings work across teams to users.", "No evidence"),
        ("Delivery", "Notices early that a plan will not hold.", "Evidence"),
        ("Delivery", "Finishes what they start.", "Carried from below"),
    ]
    assert rows[1] == {
        "Area": "Work",
        "Competency": "Delivery",
        "Asked now": "Finishes what they start.",
        "Sentence": "Notices early that a plan will not hold.",
        "Coverage": "Evidence",
        "Wins": "1",
        "Months": "2",
        "In": "2026-02 2026-03",
        "Strongest proof": "Nothing yet",
        "Because": "",
    }
    assert [(row["Competency"], row["Coverage"]) for row in rows[-2:]] == [
        ("On call", "Not applicable"),
        ("Domain", "Not stated"),
    ]


def test_the_csv_is_filtered_as_the_page_is(client, ada, five_kinds):
    assert {row["Coverage"] for row in rows_of(client, kind="none", area="work")} == {"No evidence"}
    assert {row["Area"] for row in rows_of(client, kind="none", area="work")} == {"Work"}


def test_no_cell_of_the_csv_is_taken_for_a_formula(client, ada, placement):
    delivery = win(ada, date(2026, 11, 3), "delivery").competencies.get()
    NotApplicable(person=ada, competency=delivery, reason="=1+1").keep(revision=0)

    assert rows_of(client)[0]["Because"] == "'=1+1"


def test_without_a_placement_there_is_no_table(client):
    assert client.get(reverse("coverage-table")).status_code == 404


# Costs


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_coverage_takes_as_many_queries_for_one_win_as_for_thirty(
    client, ada, five_kinds, rows, django_assert_num_queries
):
    for number in range(rows):
        win(ada, date(2026, 11, 3), "delivery/notices", "reliability", title=f"Win {number}")
    client.get(reverse("coverage"))  # the ladder is read once a process

    with django_assert_num_queries(7):
        client.get(reverse("coverage"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_wins_behind_a_number_take_as_many_queries_for_one_as_for_three(
    client, ada, placement, rows, django_assert_num_queries
):
    for _ in range(rows):
        win(ada, date(2026, 11, 3), "delivery/notices")
    client.get(reverse("coverage"))

    with django_assert_num_queries(4):
        client.get(reverse("coverage-evidence", args=["delivery"]), {"expectation": "notices"})


def test_a_kept_row_is_not_shown_when_what_it_says_has_changed(client, ada, placement):
    win(ada, date(2026, 11, 3), "delivery/notices")
    assert ">1 win<" in page(client).replace("</svg>", ">")
    win(ada, date(2026, 11, 4), "delivery/notices")
    assert ">2 wins<" in page(client).replace("</svg>", ">")
