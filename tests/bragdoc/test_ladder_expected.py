"""What a position expects, and the gap between two. The hard cases are from real ladders."""

import pytest

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.expected import Fall, expected, gap
from bragdoc.ladders.reading import read_ladder

MASTERY = {"slug": "mastery", "steps": [{"slug": "novice"}, {"slug": "able"}, {"slug": "expert"}]}


def ladder(expect, *, accumulate="cumulative", tracks=(), applies_to=(), scales=(), **competency):
    """Three levels and one competency, `testing`, that states `expect`."""
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "a", "name": "A", "version": "1", "accumulate": accumulate},
            "levels": [{"slug": f"l{n}", "name": f"Level {n}"} for n in (1, 2, 3)],
            "scales": scales,
            "tracks": tracks,
            "areas": [
                {
                    "slug": "craft",
                    "name": "Craft",
                    "competencies": [
                        {
                            "slug": "testing",
                            "name": "Testing",
                            "tracks": applies_to,
                            "expect": expect,
                            **competency,
                        }
                    ],
                }
            ],
        }
    )


def track(slug, *levels):
    return {"slug": slug, "name": slug.upper(), "levels": levels}


def profile(expect, *targets, **competency):
    """A position of track `ic` for each target; None sets none."""
    levels = [
        {"level": f"l{n}", "targets": {"testing": target} if target else {}}
        for n, target in enumerate(targets, start=1)
    ]
    return ladder(
        expect, scales=[MASTERY], tracks=[track("ic", *levels)], scale="mastery", **competency
    )


def asked(document, level, on="main"):
    """The status at a level, then each text: marked with + where it is carried."""
    (competency,) = expected(document, document.position(on, level))
    return [competency.status] + [
        f"+{item.text}" if item.carried else item.text for item in competency.items
    ]


def between(document, now, goal):
    """The one competency of a gap; positions are written "track/level"."""
    (found,) = gap(
        document,
        document.position(*now.split("/")) if now else None,
        document.position(*goal.split("/")),
    )
    return [item.text for item in found.new], [item.text for item in found.carried], found.falls


# Cumulative and standalone.


def test_a_cumulative_level_carries_what_the_levels_below_state():
    document = ladder({"l1": ["One."], "l2": ["Two."], "l3": ["Three."]})
    assert asked(document, "l2") == ["stated", "+One.", "Two."]
    assert between(document, "main/l1", "main/l3") == (["Two.", "Three."], ["One."], None)


def test_a_standalone_level_is_complete_in_itself():
    document = ladder({"l1": ["One."], "l2": ["Two."]}, accumulate="standalone")
    assert asked(document, "l2") == ["stated", "Two."]
    assert between(document, "main/l1", "main/l2") == (["Two."], [], None)


def test_without_a_position_now_everything_expected_is_new():
    document = ladder({"l1": ["One."], "l2": ["Two."]})
    assert between(document, None, "main/l2") == (["One.", "Two."], [], None)


# Where nothing is stated.


@pytest.mark.parametrize(
    ("cell", "cumulative", "standalone"),
    [
        ("n/a", ["not-applicable"], ["not-applicable"]),
        ({"status": "not-defined"}, ["carried", "+One."], ["not-stated"]),
        (
            {"status": "not-defined", "summary": "Not written yet."},
            ["carried", "+One."],
            ["not-stated"],
        ),
        (None, ["carried", "+One."], ["not-stated"]),
        ([], ["carried", "+One."], ["not-stated"]),
    ],
)
def test_not_applicable_differs_from_not_defined_and_from_an_empty_cell(
    cell, cumulative, standalone
):
    expect = {"l1": ["One."], "l2": cell}
    assert asked(ladder(expect), "l2") == cumulative
    assert asked(ladder(expect, accumulate="standalone"), "l2") == standalone


def test_a_competency_that_starts_late_skips_a_level_and_stops_is_no_gap_in_between():
    document = ladder({"l2": ["Two."]})
    assert asked(document, "l1") == ["not-stated"]
    assert asked(document, "l3") == ["carried", "+Two."]
    assert between(document, "main/l2", "main/l3") == ([], ["Two."], None)


def test_what_was_not_applicable_below_does_not_stop_what_lies_further_down():
    document = ladder({"l1": ["One."], "l2": "n/a", "l3": ["Three."]})
    assert asked(document, "l3") == ["stated", "+One.", "Three."]


def test_a_level_without_any_text_expects_what_is_carried_and_states_nothing():
    document = ladder({})
    assert asked(document, "l3") == ["not-stated"]
    assert between(document, "main/l1", "main/l3") == ([], [], None)


# "see E3".


def test_a_level_that_is_the_same_as_the_one_below_asks_nothing_new():
    expect = {"l1": ["One."], "l2": {"same_as": "l1"}}
    standalone = ladder(expect, accumulate="standalone")
    assert asked(standalone, "l2") == ["carried", "+One."]
    assert between(standalone, "main/l1", "main/l2") == ([], ["One."], None)
    assert asked(ladder(expect), "l2") == ["carried", "+One."]


def test_same_as_is_followed_through_and_may_add_to_what_it_names():
    expect = {"l1": ["One."], "l2": {"same_as": "l1"}, "l3": {"same_as": "l2", "items": ["Three."]}}
    assert asked(ladder(expect, accumulate="standalone"), "l3") == ["stated", "+One.", "Three."]


def test_same_as_a_cell_that_does_not_apply_does_not_apply():
    assert asked(ladder({"l1": "n/a", "l2": {"same_as": "l1"}}), "l2") == ["not-applicable"]


def test_same_as_a_level_above_is_stated_here():
    document = ladder({"l1": {"same_as": "l2"}, "l2": ["Two."]})
    assert asked(document, "l1") == ["stated", "Two."]


# Tracks.

FORK = [track("ic", "l1", "l2"), track("lead", "l2", "l3")]


def test_a_bullet_of_one_track_is_not_expected_on_another():
    document = ladder({"l2": ["All.", {"text": "Leads.", "tracks": ["lead"]}]}, tracks=FORK)
    assert asked(document, "l2", "ic") == ["stated", "All."]
    assert asked(document, "l2", "lead") == ["stated", "All.", "Leads."]
    assert between(document, "ic/l2", "lead/l2") == (["Leads."], ["All."], None)


def test_a_tracks_own_cell_is_added_to_the_shared_one():
    document = ladder({"l2": ["All."], "lead/l2": ["Leads."]}, tracks=FORK)
    assert asked(document, "l2", "ic") == ["stated", "All."]
    assert asked(document, "l2", "lead") == ["stated", "All.", "Leads."]


@pytest.mark.parametrize(
    ("shared", "own", "found"),
    [
        (["All."], "n/a", ["not-applicable"]),
        ("n/a", ["Leads."], ["stated", "Leads."]),
    ],
)
def test_a_tracks_own_cell_overrules_the_shared_one_on_whether_it_applies(shared, own, found):
    assert asked(ladder({"l2": shared, "lead/l2": own}, tracks=FORK), "l2", "lead") == found


def test_a_competency_of_one_track_is_not_there_on_another():
    document = ladder({"l2": ["Leads."]}, tracks=FORK, applies_to=["lead"])
    assert expected(document, document.position("ic", "l2")) == ()
    assert asked(document, "l2", "lead") == ["stated", "Leads."]


def test_only_the_rungs_of_the_track_itself_are_carried():
    document = ladder({"l1": ["One."], "l2": ["Two."], "l3": ["Three."]}, tracks=FORK)
    assert asked(document, "l3", "lead") == ["stated", "+Two.", "Three."]
    assert between(document, "ic/l2", "lead/l3") == (["Three."], ["Two."], None)


def test_the_order_is_the_tracks_and_never_the_rank():
    expect = {"l1": ["One."], "l3": ["Three."]}
    document = ladder(expect, tracks=[track("odd", "l3", "l1")])
    assert asked(document, "l1", "odd") == ["stated", "+Three.", "One."]
    assert asked(document, "l3", "odd") == ["stated", "Three."]


# Profile ladders.

STEPS = {"novice": ["Learns."], "able": ["Does."], "expert": ["Teaches."]}


def test_a_target_expects_its_step_and_carries_the_steps_below():
    document = profile(STEPS, "able", "expert")
    assert asked(document, "l1", "ic") == ["stated", "+Learns.", "Does."]
    assert between(document, "ic/l1", "ic/l2") == (["Teaches."], ["Learns.", "Does."], None)


def test_a_requirement_that_falls_asks_nothing_new_and_says_so():
    document = profile(STEPS, "expert", "able")
    assert between(document, "ic/l1", "ic/l2") == (
        [],
        ["Learns.", "Does."],
        Fall("expert", "Expert", "able", "Able"),
    )


def test_a_requirement_that_is_no_longer_asked_falls_to_nothing():
    document = profile(STEPS, "able", None)
    assert asked(document, "l2", "ic") == ["not-stated"]
    assert between(document, "ic/l1", "ic/l2") == ([], [], Fall("able", "Able", "", ""))


def test_a_requirement_that_starts_or_stays_does_not_fall():
    document = profile(STEPS, None, "able", "able")
    assert between(document, "ic/l1", "ic/l2") == (["Learns.", "Does."], [], None)
    assert between(document, "ic/l2", "ic/l3") == ([], ["Learns.", "Does."], None)


def test_a_target_says_what_is_optional_one_of_several_and_worded_otherwise():
    target = {"step": "novice", "need": "optional", "any_of": "voice", "note": "Theirs."}
    document = profile(STEPS, target)
    (found,) = expected(document, document.position("ic", "l1"))
    assert (found.step, found.step_name) == ("novice", "Novice")
    assert (found.need, found.any_of, found.note) == ("optional", "voice", "Theirs.")
    assert [item.need for item in found.items] == ["optional"]


def test_a_bullet_may_be_optional_on_its_own():
    document = ladder({"l1": ["Must.", {"text": "May.", "need": "optional"}]})
    (found,) = expected(document, document.position("main", "l1"))
    assert [(item.text, item.need) for item in found.items] == [
        ("Must.", "required"),
        ("May.", "optional"),
    ]


# What else a competency carries.


def test_a_cell_with_a_summary_alone_states_its_summary():
    document = profile({"able": {"summary": "Does it.", "examples": ["A fix."]}}, "able")
    (found,) = expected(document, document.position("ic", "l1"))
    (item,) = found.items
    assert (item.slug, item.text, item.examples) == ("able-summary", "Does it.", ("A fix.",))
    assert (found.lead_in, found.examples) == ("", ())


def test_a_summary_above_bullets_leads_in_to_them():
    cell = {"summary": "You can:", "items": ["Test."], "examples": ["A fix."]}
    document = ladder({"l1": cell})
    (found,) = expected(document, document.position("main", "l1"))
    assert (found.lead_in, found.examples) == ("You can:", ("A fix.",))
    assert [item.text for item in found.items] == ["Test."]


def test_an_item_says_where_it_is_stated_and_brings_its_examples_and_links():
    bullet = {
        "slug": "tests",
        "text": "Tests.",
        "examples": ["A fix."],
        "links": [{"label": "Guide", "url": "https://example.org"}],
    }
    document = ladder({"l1": [bullet]}, summary="How it holds up.")
    (found,) = expected(document, document.position("main", "l2"))
    (item,) = found.items
    assert (found.slug, found.name, found.summary) == ("testing", "Testing", "How it holds up.")
    assert (found.area, found.area_name) == ("craft", "Craft")
    assert (found.step, found.step_name) == ("l2", "Level 2")
    assert (item.slug, item.step, item.step_name, item.carried) == ("tests", "l1", "Level 1", True)
    assert item.examples == ("A fix.",)
    assert [(link.label, link.url) for link in item.links] == [("Guide", "https://example.org")]


# Real ladders, counted by hand.


def real_gap(samples, name, now, goal):
    document = read_ladder((samples / "ladders" / f"{name}.yaml").read_bytes())
    return gap(document, document.position(*now), document.position(*goal))


def test_ft_senior_1_to_senior_2_has_nine_new_expectations(samples):
    found = real_gap(samples, "ft-engineering-v2", ("ic", "senior-1"), ("ic", "senior-2-ic"))
    assert [len(competency.new) for competency in found] == [1] * 9


def test_engineeringladders_d3_to_d4_has_three_new_on_five_axes(samples):
    found = real_gap(samples, "jorgef-engineeringladders", ("developer", "l3"), ("developer", "l4"))
    assert {c.slug: len(c.new) for c in found} == {
        "technology": 1,
        "system": 1,
        "people": 1,
        "process": 0,
        "influence": 0,
    }
    assert [c.falls for c in found] == [None] * 5


def test_engineeringladders_d4_to_tl4_has_two_new_and_two_that_fall(samples):
    found = real_gap(samples, "jorgef-engineeringladders", ("developer", "l4"), ("tech-lead", "l4"))
    assert [c.slug for c in found if c.new] == ["people", "process"]
    assert {c.slug: (c.falls.from_step, c.falls.to_step) for c in found if c.falls} == {
        "technology": ("evangelizes", "specializes"),
        "influence": ("team", "subsystem"),
    }


def test_circleci_where_e4_is_the_same_as_e3_nothing_is_new(samples):
    found = real_gap(samples, "circleci-e1-e4-subset", ("ic", "e3"), ("ic", "e4"))
    assert [c.slug for c in found if not c.new] == ["writing-code"]
