"""What the writer of a ladder is shown: findings, and what is stated where."""

import pytest
from hypothesis import given, settings
from pytest_django.asserts import assertContains, assertNotContains

from bragdoc.ladders.bundled import bundled_ladders
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.findings import REASONS, TITLES, by_kind, findings
from bragdoc.ladders.phrasing import phrasing
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.stated import stated_where
from bragdoc.models import LadderVersion
from tests.bragdoc.ladder_documents import ladder_documents
from tests.bragdoc.scoring_ladders import points_ladder, scoring_ladder
from tests.clients import browser_of


def matrix(expect, *, tracks=(), accumulate="cumulative", **more):
    """Three levels and the competency Testing, which states `expect`; `more` are others."""
    competencies = {"testing": expect, **more}
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "a", "name": "A", "version": "1", "accumulate": accumulate},
            "levels": [{"slug": f"l{n}", "name": f"Level {n}"} for n in (1, 2, 3)],
            "tracks": tracks,
            "areas": [
                {
                    "slug": "craft",
                    "name": "Craft",
                    "competencies": [
                        {"slug": slug, "name": slug.capitalize(), "expect": said}
                        for slug, said in competencies.items()
                    ],
                }
            ],
        }
    )


FULL = {f"l{n}": [f"Tests {n} services."] for n in (1, 2, 3)}


def found(document, kind=None):
    """(where, what) of each finding of a kind, with the ladder's words where it is about some."""
    return [
        (f.where, f.sentence) + ((f.text,) if f.text else ())
        for f in findings(document)
        if kind in (None, f.kind)
    ]


# Text that is not there.


def test_a_ladder_that_says_something_everywhere_has_no_findings():
    assert found(matrix(FULL)) == []


def test_a_level_that_only_carries_what_is_below():
    document = matrix({"l1": ["Tests."], "l2": ["Tests more."]})
    assert found(document, "level-without-text") == [
        ("Level 3", "All that is asked here is carried from the levels below.")
    ]


def test_a_position_that_asks_nothing():
    document = matrix({"l2": ["Tests."], "l3": ["Tests more."]})
    assert found(document) == [("Level 1", "Nothing is stated for this position.")]


def test_a_position_of_criteria_or_claims_asks_something():
    assert found(points_ladder(), "nothing-asked") == []
    assert found(scoring_ladder({}), "nothing-asked") == []


def test_a_step_that_is_required_and_not_described():
    document = scoring_ladder({"targets": {"testing": "none"}}, {"targets": {"testing": "able"}})
    assert found(document, "required-without-text") == [
        ("Testing, None", "Required by Level 1, and nothing is said at it.")
    ]


def test_many_positions_that_require_it_are_counted():
    document = scoring_ladder(*[{"targets": {"testing": "none"}}] * 4)
    assert found(document, "required-without-text") == [
        ("Testing, None", "Required by 4 positions, and nothing is said at it.")
    ]


def test_a_level_that_is_left_out_between_others():
    document = matrix({"l1": ["Tests."], "l3": ["Tests more."]}, design=FULL)
    assert found(document) == [("Testing, Level 2", "It says something below and above this.")]


@pytest.mark.parametrize("cell", ["n/a", {"status": "not-defined"}, {"same_as": "l1"}])
def test_a_level_that_says_why_it_is_silent_is_not_left_out(cell):
    assert found(matrix({"l1": ["Tests."], "l2": cell, "l3": ["Tests more."]}, design=FULL)) == []


def test_a_competency_may_begin_late_and_stop_early():
    assert found(matrix({"l2": ["Tests."]}, design=FULL)) == []


def test_a_level_left_out_is_told_once_for_all_tracks():
    tracks = [{"slug": s, "name": s, "levels": ["l1", "l2", "l3"]} for s in ("ic", "lead")]
    document = matrix({"l1": ["Tests."], "l3": ["Tests more."]}, tracks=tracks, design=FULL)
    assert [where for where, _ in found(document)] == ["Testing, Level 2"]


def test_a_competency_without_text():
    document = matrix(FULL, design={"l1": "n/a"})
    assert found(document) == [("Design", "No level or step of it says anything.")]


# Names, repeats, targets.


@pytest.mark.parametrize(
    "name", ["TESTING", "Testings", "Test ing", "Testing.", "testing", "Testing"]
)
def test_names_that_differ_by_case_spacing_or_plural(name):
    data = matrix(FULL, design=FULL).model_dump(mode="json")
    data["areas"].append({"slug": "more", "name": "More", "competencies": []})
    data["areas"][1]["competencies"].append(data["areas"][0]["competencies"].pop())
    data["areas"][1]["competencies"][0]["name"] = name
    (finding,) = findings(LadderDocument.model_validate(data))
    assert finding.kind == "near-names"
    assert finding.where == ("“Testing”" if name == "Testing" else f"“Testing” and “{name}”")


def test_levels_are_not_alike_for_their_numbers():
    assert found(matrix(FULL), "near-names") == []


def test_the_same_text_at_two_levels():
    document = matrix(
        {"l1": ["Tests.", "Reviews."], "l2": ["Tests.", "Reviews."], "l3": ["Leads."]}
    )
    assert found(document) == [
        ("Testing, Level 2", "Stands at Level 1 and Level 2, with 1 more.", "Tests.")
    ]


def test_text_that_another_cell_is_the_same_as_is_not_said_twice():
    assert (
        found(matrix({"l1": ["Tests."], "l2": {"same_as": "l1"}, "l3": ["Leads."]}), "repeated")
        == []
    )


def test_steps_above_all_that_is_required():
    document = scoring_ladder(
        {"targets": dict.fromkeys(["design", "mentoring", "hiring"], "expert")},
        {"targets": {"testing": "able"}},
    )
    assert found(document, "unreached") == [
        ("Testing", "Expert is described, and no position requires as much.")
    ]


@pytest.mark.parametrize(
    ("expect", "beyond"),
    [({"able": ["A."]}, []), ({"able": ["A."], "ic/expert": ["B."]}, ["Testing"])],
)
def test_only_steps_that_are_described_are_missed_by_a_position(expect, beyond):
    required = dict.fromkeys(["design", "mentoring", "hiring"], "expert") | {"testing": "able"}
    document = scoring_ladder({"targets": required}, competencies={"testing": {"expect": expect}})
    assert [where for where, _ in found(document, "unreached")] == beyond


def test_steps_that_may_be_claimed_need_no_position():
    assert found(points_ladder(), "unreached") == []


def test_a_requirement_that_falls_is_told_with_all_that_falls_there():
    document = scoring_ladder(
        {"targets": {"testing": "expert", "design": "able", "hiring": "able"}},
        {"targets": {"testing": "able", "hiring": "expert"}},
    )
    assert found(document, "falls") == [
        (
            "Level 1 to Level 2",
            "Asks less of Testing (Expert to Able) and Design (no longer asked).",
        )
    ]


# How one expectation is phrased.


def kinds(text):
    return [kind for kind, _ in phrasing(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Understands how the services depend on each other",
        "You understand the roadmap.",
        "Understanding of query plans",
        "Knows when to ask",
        "Generally knows whom to call.",
        "Is aware of what an outage costs",
        "Aware of the budget",
        "Familiar with the deployment tools",
        "Has a very good understanding of the domain",
        "A basic knowledge of networks",
        "Is learning the code base",
        "Learns quickly",
        "Is comfortable with ambiguity.",
    ],
)
def test_what_goes_on_in_a_head_is_hard_to_observe(text):
    assert kinds(text) == ["unobservable"]


@pytest.mark.parametrize(
    "text",
    [
        "Explains how the services depend on each other",
        "Builds understanding of the roadmap in other teams",
        "Makes sure that everybody knows the plan.",
        "Knows the tools and teaches them.",
        "Understands the domain. Writes down what was learnt.",
        "Is aware of cost, and is able to design for it.",
        "Shares knowledge of the domain",
        "Knowledge-sharing sessions are held every month",
        "Verstehen der Abhängigkeiten",
        "Connaît les outils",
        "テストを理解している",
    ],
)
def test_what_somebody_could_see_done_is_not(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1. Writes tests. 2. Reviews them.", "A list of 2."),
        ("(1) Writes tests (2) reviews them (3) runs them", "A list of 3."),
        ("- Writes tests\n- Reviews them", "A list of 2."),
        ("Writes. Reviews. Runs. Mends.", "4 sentences."),
    ],
)
def test_several_statements_in_one_text(text, says):
    assert list(phrasing(text)) == [("several-statements", says)]


@pytest.mark.parametrize(
    "text",
    ["Cut the run from 1.5 to 0.5 hours", "Writes tests. Reviews them.", "Ships v2.1. Twice."],
)
def test_one_statement_may_have_a_number_or_a_second_sentence(text):
    assert kinds(text) == []


def test_a_text_is_long_from_301_characters():
    assert kinds("x" * 300) == []
    assert list(phrasing("x" * 301)) == [
        ("long", "301 characters; most expectations have fewer than 300.")
    ]


def test_the_ladders_words_are_quoted_with_their_place():
    document = matrix(FULL | {"l2": ["Knows what a test is."]})
    assert found(document) == [
        ("Testing, Level 2", "Begins with “Knows”.", "Knows what a test is.")
    ]
    (finding,) = findings(document)
    assert (finding.competency, finding.step, finding.track) == ("testing", "l2", "")


# All of them together.


def test_findings_come_by_kind_with_a_reason_for_each():
    document = matrix({"l1": ["Knows tests."], "l3": ["Knows more."]}, design={"l1": "n/a"})
    assert [(title, len(same)) for title, _, same in by_kind(findings(document))] == [
        ("Levels without text of their own", 1),
        ("Levels left out between others", 1),
        ("Competencies without text", 1),
        ("Expectations that are hard to observe", 2),
    ]
    assert TITLES.keys() == REASONS.keys()


@settings(max_examples=150)
@given(ladder_documents())
def test_any_ladder_can_be_looked_at(document):
    for finding in findings(document):
        assert finding.kind in TITLES
        if finding.competency:
            document.competency(finding.competency)
    for grid in stated_where(document):
        for row in grid.rows:
            assert len(row.places) == len(grid.steps)
            said = sum(place.count for place in row.places)
            assert said == len(list(row.competency.stated()))


def test_the_bundled_ladders_have_nothing_but_a_fall_that_is_meant():
    told = [f.kind for data in bundled_ladders() for f in findings(read_ladder(data))]
    assert told == ["falls"]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "artsy",
            {
                "level-without-text": 2,
                "hole": 1,
                "unobservable": 13,
                "several-statements": 1,
            },
        ),
        ("circleci-e1-e4-subset", {"unobservable": 3, "several-statements": 1}),
        ("ft-engineering-v2", {"several-statements": 9, "long": 1}),
        ("jorgef-engineeringladders", {}),
        ("rasa-growth-framework", {"required-without-text": 2, "falls": 1}),
        ("yld", {"unobservable": 47}),
    ],
)
def test_what_is_found_in_public_ladders(samples, name, counts):
    document = read_ladder((samples / "ladders" / f"{name}.yaml").read_bytes())
    kinds = [finding.kind for finding in findings(document)]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == counts


# What is stated where.


def test_each_place_counts_its_sentences_or_says_why_there_are_none():
    tracks = [{"slug": "ic", "name": "IC", "levels": ["l1", "l2", "l3"]}]
    document = matrix(
        {"l1": ["One.", "Two."], "ic/l1": ["Three."], "l2": {"same_as": "l1"}},
        tracks=tracks,
        design={"l1": "n/a", "l2": {"status": "not-defined"}, "l3": {"summary": "Designs."}},
    )
    (grid,) = stated_where(document)
    assert [[(p.said, p.count) for p in row.places] for row in grid.rows] == [
        [("stated", 3), ("same-as", 0), ("empty", 0)],
        [("not-applicable", 0), ("not-defined", 0), ("stated", 1)],
    ]


def test_competencies_of_a_scale_have_a_grid_of_its_steps():
    document = scoring_ladder({}, competencies={"hiring": {"scale": "", "expect": {"l1": ["A."]}}})
    assert [(g.name, [s.name for s in g.steps], len(g.rows)) for g in stated_where(document)] == [
        ("Levels", ["Level 1"], 1),
        ("Mastery", ["None", "Able", "Expert"], 3),
    ]


# The page.


@pytest.fixture
def client(ada):
    return browser_of(ada)


def published(document):
    version = LadderVersion.objects.draft_from(document)
    version.publish()
    return version


def test_a_finding_leads_to_its_competency_and_level(client):
    published(matrix({"l1": ["Knows tests."], "l2": ["Tests."]}))
    page = client.get("/ladders/a/findings/")
    assertContains(
        page,
        '<a href="/ladders/a/competencies/testing/?version=1#step-l1">Testing, Level 1</a>',
        html=True,
    )
    assertContains(page, '<a href="/ladders/a/levels/main/l3/?version=1">Level 3</a>', html=True)
    assertContains(page, "2 things to look at")


def test_an_empty_cell_is_seen_and_read_out(client):
    published(matrix({"l1": ["Tests."]}))
    dash = '<span aria-hidden="true">–</span><span class="unseen">Nothing</span>'
    page = client.get("/ladders/a/findings/")
    assertContains(page, f'<td data-is="empty">{dash}</td>', count=2, html=True)


def test_many_findings_of_a_kind_are_folded_after_five(client):
    published(matrix({"l1": [f"Knows {n} tests." for n in range(7)], "l2": ["A."], "l3": ["B."]}))
    page = client.get("/ladders/a/findings/")
    assertContains(page, "<summary>2 more</summary>", html=True)
    assertContains(page, "Begins with “Knows”.", count=7)


def test_a_ladder_with_nothing_to_look_at_says_so(client):
    published(matrix(FULL))
    page = client.get("/ladders/a/findings/")
    assertContains(page, "Nothing to look at")
    assertNotContains(page, "findings-of")


def test_the_ladder_leads_to_its_findings(client):
    published(matrix(FULL))
    assertContains(client.get("/ladders/a/"), 'href="/ladders/a/findings/?version=1"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_competency_as_for_three(
    client, count, django_assert_num_queries
):
    published(matrix(FULL, **{f"c-{n}": FULL for n in range(count - 1)}))
    client.get("/ladders/a/findings/")
    with django_assert_num_queries(4):
        client.get("/ladders/a/findings/")
