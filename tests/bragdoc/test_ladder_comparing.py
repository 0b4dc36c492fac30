"""Two positions side by side: what is new, reworded, carried, and what falls."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bragdoc.ladders.comparing import compare
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.expected import expected, gap
from bragdoc.ladders.matching import match
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.wording import Words
from tests.bragdoc.ladder_documents import drawn_slowly, ladder_documents

UNIT = {"slug": "unit", "text": "Writes unit tests for their own changes."}
EDGE = {"slug": "edge", "text": "Covers the edge cases."}
TEAMS = {"slug": "teams", "text": "Writes unit tests for the changes of several teams."}
LEADS = {"slug": "leads", "text": "Leads people.", "tracks": ["em"]}
MAKES = {"slug": "makes", "text": "Leads projects.", "tracks": ["ic"]}


def ladder(*competencies, version="1", accumulate="cumulative", targets=None, replaces=None):
    """Two levels on two tracks. `targets` are {track: (step at senior, step at staff)} of the
    competency `voice`, for which there is a scale of two steps."""
    targets = targets or {}
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {
                "slug": "a",
                "name": "A",
                "version": version,
                "accumulate": accumulate,
                "replaces": replaces,
            },
            "levels": [{"slug": "senior", "name": "Senior"}, {"slug": "staff", "name": "Staff"}],
            "scales": [{"slug": "reach", "steps": [{"slug": "team"}, {"slug": "company"}]}],
            "tracks": [
                {
                    "slug": track,
                    "name": track.upper(),
                    "levels": [
                        {"level": level, "targets": {"voice": step} if step else {}}
                        for level, step in zip(
                            ("senior", "staff"), targets.get(track, ("", "")), strict=True
                        )
                    ],
                }
                for track in ("ic", "em")
            ],
            "areas": [{"slug": "craft", "name": "Craft", "competencies": competencies}],
        }
    )


def about(slug, **expect):
    return {"slug": slug, "name": slug.title(), "expect": expect}


def voice(**expect):
    return {"slug": "voice", "name": "Voice", "scale": "reach", "expect": expect}


def compared(document, now="ic/senior", goal="ic/staff", *, after=None, found=None):
    newer = after or document
    return compare(
        document,
        document.position(*now.split("/")),
        newer,
        newer.position(*goal.split("/")),
        found=found,
    )


def only(comparison):
    (competency,) = comparison.competencies
    return competency


def told(comparison):
    """Per competency its sentences by kind, those that are gone last."""
    return {
        competency.asked.slug: [
            *((item.kind, item.item.slug) for item in competency.items),
            *(("gone", item.slug) for item in competency.gone),
        ]
        for competency in comparison.competencies
    }


def counts(comparison):
    return comparison.new, comparison.reworded, comparison.carried, comparison.fallen


# One document.


@st.composite
def two_positions(draw):
    document = draw(ladder_documents())
    positions = [position for _, position in document.positions()]
    assume(positions)
    return document, draw(st.sampled_from(positions)), draw(st.sampled_from(positions))


@drawn_slowly
@given(two_positions())
def test_a_position_beside_itself_has_only_what_is_carried_or_not_stated(drawn):
    document, now, _ = drawn
    comparison = compare(document, now, document, now)
    assert {item.kind for c in comparison.competencies for item in c.items} <= {"carried"}
    assert [c for c in comparison.competencies if c.is_different] == []
    assert (comparison.new, comparison.reworded, comparison.fallen) == (0, 0, 0)


@drawn_slowly
@given(two_positions())
def test_in_one_document_the_gap_says_what_is_new_what_is_carried_and_which_step_falls(drawn):
    document, now, goal = drawn
    found = [c for c in compare(document, now, document, goal).competencies if c.after]
    assert [
        (c.asked.slug, [n.item for n in c.new], [n.item for n in c.carried], c.falls) for c in found
    ] == [(c.slug, [*c.new], [*c.carried], c.falls) for c in gap(document, now, goal)]
    assert [n for c in found for n in c.reworded] == []


@drawn_slowly
@given(two_positions(), two_positions())
def test_all_that_the_goal_expects_is_there_and_all_that_is_asked_now_is_there_too(one, other):
    (before, now, _), (after, _, goal) = one, other
    comparison = compare(before, now, after, goal)
    asked = [c.after for c in comparison.competencies if c.after]
    asked_now = [c.before for c in comparison.competencies if c.before]
    assert asked == [*expected(after, goal)]
    assert sorted(c.slug for c in asked_now) == sorted(c.slug for c in expected(before, now))
    assert [item.item for c in comparison.competencies for item in c.items] == [
        item for c in asked for item in c.items
    ]


@drawn_slowly
@given(two_positions(), two_positions())
def test_the_words_of_each_sentence_join_to_its_text(one, other):
    (before, now, _), (after, _, goal) = one, other
    for competency in compare(before, now, after, goal).competencies:
        for item in competency.items:
            kept = [run.text for run in item.words if run.kind != "removed"]
            assert "".join(kept) == item.item.text


def test_a_new_sentence_is_shown_beside_the_one_it_resembles_and_stays_new():
    comparison = compared(ladder(about("testing", senior=[UNIT, EDGE], staff=[TEAMS])))
    (new,) = only(comparison).new
    assert new.old.slug == "unit"
    assert new.words == (
        Words("same", "Writes unit tests for "),
        Words("added", "the changes of several teams"),
        Words("same", "."),
    )
    assert counts(comparison) == (1, 0, 2, 0)


def test_a_new_sentence_that_resembles_nothing_is_shown_alone():
    (new,) = only(compared(ladder(about("testing", senior=[EDGE], staff=[TEAMS])))).new
    assert new.old is None
    assert new.words == (Words("added", TEAMS["text"]),)


def test_a_sentence_of_one_track_only_falls_on_the_other_even_where_one_like_it_comes():
    comparison = compared(ladder(about("testing", senior=[EDGE, LEADS, MAKES])), goal="em/senior")
    assert told(comparison) == {
        "testing": [("carried", "edge"), ("new", "leads"), ("gone", "makes")]
    }
    assert counts(comparison) == (1, 0, 1, 1)


def test_a_competency_that_the_goals_track_does_not_have_keeps_its_place_and_falls():
    middle = about("makers", senior=[EDGE]) | {"tracks": ["ic"]}
    document = ladder(about("a"), middle, about("z"))
    comparison = compared(document, goal="em/senior")
    assert told(comparison) == {"a": [], "makers": [("gone", "edge")], "z": []}
    assert comparison.competencies[1].after is None
    assert comparison.fallen == 1


def test_a_competency_that_only_the_goals_track_has_is_all_new():
    competency = about("leaders", senior=[EDGE]) | {"tracks": ["em"]}
    comparison = compared(ladder(competency), goal="em/senior")
    assert only(comparison).before is None
    assert counts(comparison) == (1, 0, 0, 0)


def test_in_a_ladder_whose_levels_are_complete_another_level_words_anew_and_nothing_falls():
    document = ladder(about("testing", senior=[UNIT, EDGE], staff=[TEAMS]), accumulate="standalone")
    assert told(compared(document)) == {"testing": [("new", "teams")]}
    assert told(compared(document, "ic/staff", "ic/senior")) == {
        "testing": [("new", "unit"), ("new", "edge")]
    }


def test_in_such_a_ladder_silence_lets_nothing_fall_and_not_applicable_does():
    silent = ladder(about("testing", senior=[UNIT]), accumulate="standalone")
    assert counts(compared(silent)) == (0, 0, 0, 0)
    assert only(compared(silent)).asked.status == "not-stated"
    ended = ladder(about("testing", senior=[UNIT], staff="n/a"), accumulate="standalone")
    assert counts(compared(ended)) == (0, 0, 0, 1)


def test_a_higher_step_rises_and_a_lower_one_falls_once_whatever_it_states():
    document = ladder(
        voice(team=[UNIT], company=[EDGE, TEAMS]), targets={"ic": ("team", "company")}
    )
    up, down = compared(document), compared(document, "ic/staff", "ic/senior")
    assert (only(up).rises, only(up).falls, counts(up)) == (True, None, (2, 0, 1, 0))
    assert (only(down).falls.from_step, only(down).falls.to_step) == ("company", "team")
    assert counts(down) == (0, 0, 1, 1)
    assert [item.slug for item in only(down).gone] == ["edge", "teams"]


def test_a_step_that_is_required_for_the_first_time_rises():
    document = ladder(voice(), targets={"ic": ("", "team")})
    assert only(compared(document)).rises is True
    assert only(compared(document)).is_different
    assert only(compared(document, "ic/staff", "ic/senior")).fallen == 1


def test_a_step_that_stays_neither_rises_nor_falls():
    same = only(compared(ladder(voice(team=[UNIT]), targets={"ic": ("team", "team")})))
    assert (same.rises, same.falls, same.is_different) == (False, None, False)


# Two versions.


def test_the_same_sentence_in_other_words_is_reworded_with_both_wordings():
    before = ladder(about("testing", senior=[EDGE]))
    after = ladder(
        about("testing", senior=[EDGE | {"text": "Covers all edge cases."}]), version="2"
    )
    comparison = compared(before, goal="ic/senior", after=after)
    (reworded,) = only(comparison).reworded
    assert reworded.old.text == "Covers the edge cases."
    assert reworded.words == (
        Words("same", "Covers "),
        Words("removed", "the"),
        Words("added", "all"),
        Words("same", " edge cases."),
    )
    assert counts(comparison) == (0, 1, 0, 0)


def test_the_same_words_under_another_key_carry_on():
    before = ladder(about("testing", senior=[EDGE]))
    after = ladder(about("testing", senior=[EDGE | {"slug": "borders"}]), version="2")
    assert told(compared(before, goal="ic/senior", after=after)) == {
        "testing": [("carried", "borders")]
    }


def test_what_a_version_renamed_is_reworded_and_not_new():
    before = ladder(about("testing", senior=[EDGE]))
    renamed = {"version": "1", "expectations": {"testing/edge": "tests/teams"}}
    after = ladder(about("tests", senior=[TEAMS]), version="2", replaces=renamed)
    comparison = compared(before, goal="ic/senior", after=after)
    assert told(comparison)["tests"] == [("reworded", "teams")]
    assert counts(comparison) == (0, 1, 0, 0)


def test_a_sentence_that_was_taken_out_falls_and_one_that_came_is_new():
    before = ladder(about("testing", senior=[UNIT]), accumulate="standalone")
    after = ladder(about("testing", senior=[EDGE]), version="2", accumulate="standalone")
    comparison = compared(before, goal="ic/senior", after=after)
    assert told(comparison) == {"testing": [("new", "edge"), ("gone", "unit")]}


def test_a_sentence_that_moved_up_a_level_is_no_longer_asked_below_and_new_above():
    before = ladder(about("testing", senior=[UNIT, EDGE]))
    after = ladder(about("testing", senior=[UNIT], staff=[EDGE]), version="2")
    at_senior = compared(before, goal="ic/senior", after=after)
    assert told(at_senior) == {"testing": [("carried", "unit"), ("gone", "edge")]}
    assert counts(compared(before, after=after)) == (0, 0, 2, 0)


def test_the_versions_between_lead_from_one_name_to_the_next():
    def named(slug, version, text, **expectations):
        replaces = {"version": str(int(version) - 1), "expectations": expectations}
        sentence = {"slug": slug, "text": text}
        return ladder(about("testing", senior=[sentence]), version=version, replaces=replaces)

    first = named("a", "1", "Writes tests.")
    second = named("b", "2", "Tests at once.", **{"testing/a": "testing/b"})
    third = named("c", "3", "Leaves nothing out.", **{"testing/b": "testing/c"})
    through = compared(first, goal="ic/senior", after=third, found=match(first, third, [second]))
    assert told(through) == {"testing": [("reworded", "c")]}
    without = compared(first, goal="ic/senior", after=third)
    assert told(without) == {"testing": [("new", "c"), ("gone", "a")]}


def test_two_documents_that_share_nothing_are_all_new_beside_all_gone():
    before = ladder(about("a", senior=[UNIT]))
    after = ladder(about("b", senior=[EDGE]), version="2")
    comparison = compared(before, goal="ic/senior", after=after)
    assert told(comparison) == {"a": [("gone", "unit")], "b": [("new", "edge")]}


# Real ladders, and how long it takes.


@pytest.mark.parametrize(
    ("name", "now", "goal", "expected_counts"),
    [
        ("ft-engineering-v2", "ic/senior-1", "ic/senior-2-ic", (9, 0, 27, 0)),
        ("jorgef-engineeringladders", "developer/l3", "developer/l4", (3, 0, 11, 0)),
        ("jorgef-engineeringladders", "developer/l4", "tech-lead/l4", (2, 0, 12, 2)),
        ("circleci-e1-e4-subset", "ic/e2", "ic/e3", (10, 0, 0, 0)),
    ],
)
def test_real_positions_differ_as_their_ladders_say(samples, name, now, goal, expected_counts):
    document = read_ladder((samples / "ladders" / f"{name}.yaml").read_bytes())
    assert counts(compared(document, now, goal)) == expected_counts
