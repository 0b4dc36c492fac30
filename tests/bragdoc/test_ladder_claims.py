"""What may be claimed, what the claims come to, and what they make a position expect."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bragdoc.ladders.claims import claimable, claimed, standings
from bragdoc.ladders.document import LadderDocument, content_hash
from bragdoc.ladders.expected import expected, gap
from bragdoc.ladders.reading import LadderError, read_ladder
from bragdoc.ladders.writing import write_ladder
from tests.bragdoc.ladder_documents import ladder_documents
from tests.bragdoc.scoring_ladders import criterion, points_ladder, scoring_ladder

ALL = ["none", "able", "expert"]


def open_steps(document, level="l1"):
    return {
        choice.competency.slug: [step.slug for step in choice.steps]
        for choice in claimable(document, document.position("ic", level))
    }


def standing(document, claims, level="l1"):
    (found,) = standings(document, document.position("ic", level), claims)
    return found


def texts(asked):
    return {(competency.slug, item.text) for competency in asked for item in competency.items}


# What may be claimed.


def test_where_no_position_requires_a_step_every_step_may_be_claimed():
    document = scoring_ladder({}, {})
    assert open_steps(document) == dict.fromkeys(["testing", "design", "mentoring", "hiring"], ALL)


def test_a_ladder_that_sets_its_steps_asks_no_claims():
    document = scoring_ladder({}, {"targets": {"testing": "able"}})
    assert (open_steps(document, "l1"), open_steps(document, "l2")) == ({}, {})


def test_where_steps_are_counted_a_claim_can_only_pass_the_step_required():
    document = scoring_ladder(
        criterion("steps", step="expert", at_least=1)
        | {"targets": {"testing": "able", "design": "expert"}}
    )
    assert open_steps(document) == {"testing": ["expert"], "mentoring": ALL, "hiring": ALL}


def test_a_sentence_alone_counts_nothing_and_so_asks_no_claims():
    document = scoring_ladder(
        criterion("text"), {"targets": {"testing": "able"}} | criterion("text")
    )
    assert open_steps(document, "l2") == {}


def test_a_step_at_which_nothing_applies_cannot_be_claimed():
    document = scoring_ladder({}, competencies={"hiring": {"expect": {"able": "n/a"}}})
    assert open_steps(document)["hiring"] == ["none", "expert"]


def test_a_matrix_ladder_asks_no_claims():
    document = scoring_ladder({}, competencies={"testing": {"scale": "", "expect": {"l1": ["A."]}}})
    assert "testing" not in open_steps(document)


def test_claims_of_what_the_ladder_does_not_know_are_left_out():
    document = scoring_ladder({})
    claims = {"testing": "able", "design": "wizard", "dancing": "able"}
    assert claimed(document, document.position("ic", "l1"), claims) == {"testing": "able"}


# What a ladder makes of the claims.


def test_a_total_is_the_points_of_the_steps_claimed():
    found = standing(points_ladder(), {"testing": "expert", "design": "able"}, "l2")
    assert (found.criterion.text, found.comes_to) == ("6 to 17 points", "15")
    assert [(c.competency.slug, c.worth) for c in found.counted] == [("testing", 12), ("design", 3)]
    assert [competency.slug for competency in found.without_step] == ["mentoring", "hiring"]


def test_nothing_claimed_comes_to_no_points():
    assert standing(points_ladder(), {}).comes_to == "0"


def test_a_step_without_points_is_worth_its_place_on_the_scale():
    document = scoring_ladder(criterion("points", at_least=1))
    assert standing(document, {"testing": "none", "design": "expert"}).comes_to == "4"


def test_points_are_added_exactly():
    document = scoring_ladder(criterion("points", at_least="0.3"), steps=(0, "0.1", "0.2"))
    found = standing(document, {"testing": "able", "design": "expert"})
    assert found.figure == Decimal("0.3")
    assert found.comes_to == "0.3"


def test_a_mean_counts_each_competency_by_its_weight():
    document = scoring_ladder(
        criterion("mean", at_least="2.5"), competencies={"testing": {"weight": "1.5"}}
    )
    found = standing(document, {"testing": "expert", "design": "able"})
    assert (found.weighted_sum, found.weights, found.comes_to) == ("6.5", "2.5", "2.6")


def test_a_mean_leaves_out_what_has_no_step_and_says_so():
    document = scoring_ladder(criterion("mean", at_least=2))
    found = standing(document, {"testing": "able"})
    assert found.comes_to == "2"
    assert [c.slug for c in found.without_step] == ["design", "mentoring", "hiring"]


@pytest.mark.parametrize(
    ("claims", "weight"), [({}, 1), ({"testing": "able"}, 0)], ids=["no claim", "no weight"]
)
def test_a_mean_of_nothing_is_no_figure(claims, weight):
    document = scoring_ladder(
        criterion("mean", at_least=1), competencies={"testing": {"weight": weight}}
    )
    found = standing(document, claims)
    assert (found.figure, found.comes_to) == (None, "")


def test_a_mean_is_cut_and_never_rounded_up_to_what_the_ladder_asks():
    document = scoring_ladder(
        criterion("mean", at_least="2.5"),
        competencies={"testing": {"weight": "249.9"}, "design": {"weight": "250.1"}},
    )
    found = standing(document, {"testing": "expert", "design": "able"})
    assert found.comes_to == "2.49…"


def test_competencies_are_counted_from_a_step_upwards():
    document = scoring_ladder(criterion("steps", "Able in two.", step="able", at_least=2))
    found = standing(document, {"testing": "expert", "design": "able", "hiring": "none"})
    assert (found.comes_to, [c.competency.slug for c in found.counted]) == (
        "2",
        ["testing", "design"],
    )


@pytest.mark.parametrize(
    ("limit", "counted"),
    [
        ({"area": "people"}, ["mentoring", "hiring"]),
        ({"competencies": ["design", "hiring"]}, ["design", "hiring"]),
    ],
)
def test_a_criterion_counts_only_what_it_is_limited_to(limit, counted):
    document = scoring_ladder(criterion("points", at_least=1, **limit))
    claims = dict.fromkeys(["testing", "design", "mentoring", "hiring"], "able")
    found = standing(document, claims)
    assert [c.competency.slug for c in found.counted] == counted


def test_a_required_step_counts_until_a_higher_one_is_claimed():
    document = scoring_ladder(criterion("points", at_least=1) | {"targets": {"testing": "able"}})
    assert standing(document, {}).comes_to == "2"
    assert standing(document, {"testing": "expert"}).comes_to == "3"


def test_what_another_track_alone_has_is_not_counted():
    document = scoring_ladder(criterion("points", at_least=1))
    data = document.model_dump(mode="json")
    data["tracks"].append({"slug": "lead", "name": "Lead", "levels": ["l1"]})
    data["areas"][0]["competencies"][0]["tracks"] = ["lead"]
    document = LadderDocument.model_validate(data)
    claims = {"testing": "expert", "design": "able"}
    assert [c.competency.slug for c in standing(document, claims).counted] == ["design"]


def test_a_sentence_alone_stands_as_the_ladder_states_it():
    found = standing(scoring_ladder(criterion("text", "Two years.")), {"testing": "able"})
    assert (found.criterion.text, found.comes_to, found.counted) == ("Two years.", "", ())


# What is then expected.


def test_a_claimed_step_is_asked_where_none_is_required():
    document = points_ladder()
    position = document.position("ic", "l2")
    by_slug = {c.slug: c for c in expected(document, position, {"testing": "expert"})}
    testing, design = by_slug["testing"], by_slug["design"]
    assert (testing.step_name, testing.is_claimed, testing.status) == ("Expert", True, "stated")
    assert (testing.is_unclaimed, design.is_unclaimed) == (False, True)
    assert [(i.text, i.carried) for i in testing.items] == [
        ("Does testing alone.", True),
        ("Leads others in testing.", False),
    ]
    assert (design.step, design.is_claimed, design.status) == ("", False, "not-stated")


def test_a_standalone_ladder_asks_the_required_step_beside_the_claimed_one():
    document = scoring_ladder(
        criterion("steps", step="expert", at_least=1)
        | {"targets": {"testing": {"step": "able", "need": "optional", "note": "Mostly."}}},
        accumulate="standalone",
    )
    testing = expected(document, document.position("ic", "l1"), {"testing": "expert"})[0]
    assert [item.text for item in testing.items] == [
        "Does testing alone.",
        "Leads others in testing.",
    ]
    assert (testing.need, testing.note) == ("optional", "")


def test_a_claim_below_the_required_step_changes_nothing():
    document = scoring_ladder(criterion("points", at_least=1) | {"targets": {"testing": "expert"}})
    position = document.position("ic", "l1")
    assert expected(document, position, {"testing": "able"}) == expected(document, position)


def test_of_a_claimed_step_all_is_new_but_what_is_required_now():
    document = scoring_ladder(
        {"targets": {"testing": "able"}}, criterion("steps", step="expert", at_least=1)
    )
    now, goal = document.position("ic", "l1"), document.position("ic", "l2")
    claims = {"testing": "expert", "design": "able"}
    found = {c.slug: [i.text for i in c.new] for c in gap(document, now, goal, claims) if c.new}
    assert found == {"testing": ["Leads others in testing."], "design": ["Does design alone."]}


def test_what_is_claimed_does_not_fall():
    document = scoring_ladder(
        {"targets": {"testing": "able"}}, criterion("steps", step="expert", at_least=1)
    )
    now, goal = document.position("ic", "l1"), document.position("ic", "l2")
    falls = [gap(document, now, goal, {"testing": step})[0].falls for step in ("none", "able")]
    assert [fall and fall.to_step for fall in falls] == ["none", None]


@settings(max_examples=150)
@given(ladder_documents(), st.randoms(use_true_random=False))
def test_claims_only_ever_add_to_what_is_expected(document, chance):
    for _track, position in document.positions():
        choices = claimable(document, position)
        claims = {c.competency.slug: chance.choice(c.steps).slug for c in choices}
        assert texts(expected(document, position, claims)) >= texts(expected(document, position))
        assert claimed(document, position, claims) == claims


# The format.


def refused(document, **change):
    data = document.model_dump(mode="json", exclude_defaults=True)
    data["tracks"][0]["levels"][0]["criteria"][0].update(change)
    with pytest.raises(LadderError) as refusal:
        read_ladder(write_as_yaml(data))
    return str(refusal.value)


def write_as_yaml(data):
    import yaml

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"at_least": "2,5"}, "`2,5` is no number; expected one such as 3 or 2.5"),
        ({"at_least": -1}, "expected 0 or more"),
        ({"at_least": 9}, "`at_least` is more than `at_most`"),
        ({"at_most": None}, "a criterion of kind `points` needs `at_least` or `at_most`"),
        ({"kind": "text"}, "a criterion that counts says so: `kind: points`, `mean` or `steps`"),
        ({"kind": "score"}, "`score` is not one of 'text', 'points', 'mean' or 'steps'"),
        ({"kind": "steps"}, "`step` belongs to the kind `steps`, which needs it"),
        ({"step": "able"}, "`step` belongs to the kind `steps`, which needs it"),
        ({"kind": "steps", "step": "wizard"}, "`wizard` is not a step of a scale that"),
        ({"area": "wealth"}, "`wealth` is no area of this ladder"),
        ({"competencies": ["dancing"]}, "`dancing` is not a competency of this ladder"),
        ({"area": "craft", "competencies": ["design"]}, "give `area` or `competencies`, not both"),
    ],
)
def test_a_criterion_that_cannot_be_counted_is_refused_with_its_line(change, sentence):
    message = refused(points_ladder(), **change)
    assert message.startswith("line ")
    assert sentence in message


def test_a_criterion_that_counts_what_has_no_steps_is_refused():
    document = scoring_ladder(
        criterion("points", at_least=1), competencies={"hiring": {"scale": "", "expect": {}}}
    )
    assert "`hiring` names no scale, so it has no steps to count" in refused(
        document, competencies=["hiring"]
    )


def test_a_scale_gives_points_to_all_of_its_steps_or_to_none():
    data = points_ladder().model_dump(mode="json", exclude_defaults=True)
    del data["scales"][0]["steps"][1]["points"]
    with pytest.raises(LadderError, match="able: this step is worth no points") as refusal:
        read_ladder(write_as_yaml(data))
    assert refusal.value.line is not None


@pytest.mark.parametrize(
    "points", [*product(["3", "3.0", 3, 3.0, "3.0000"], [(0, 12), (0.5, "12")])]
)
def test_a_number_is_one_number_however_it_is_written(points):
    three, (none, expert) = points
    plain = scoring_ladder(criterion("points", at_least=3), steps=(str(none), "3", "12"))
    other = scoring_ladder(criterion("points", at_least=three), steps=(none, three, expert))
    assert other == plain
    assert content_hash(other) == content_hash(plain)


def test_numbers_come_back_from_a_file_as_they_went():
    document = scoring_ladder(
        criterion("mean", at_least="2.25", at_most="99999.9999"),
        steps=("0.1", "0.2", "40"),
        competencies={"testing": {"weight": "0.3333"}},
    )
    written = write_ladder(document)
    assert read_ladder(written.encode()) == document
    assert LadderDocument.model_validate_json(document.model_dump_json()) == document
    assert [line.strip() for line in written.splitlines() if "points:" in line] == [
        "points: 0.1",
        "points: 0.2",
        "points: 40",
    ]


def test_a_ladder_that_counts_nothing_keeps_its_hash():
    document = scoring_ladder({"targets": {"testing": "able"}}, criterion("text"))
    content = document.model_dump(mode="json", exclude_defaults=True)
    assert "weight" not in content["areas"][0]["competencies"][0]
    assert "points" not in content["scales"][0]["steps"][0]
    assert content["tracks"][0]["levels"][1]["criteria"] == [{"text": "As the ladder says."}]
