"""The types of `ladder/1`: what is filled in, what is refused, what the hash covers."""

import json

import pytest
from pydantic import ValidationError

from bragdoc.ladders.document import (
    LadderDocument,
    UnknownCompetency,
    UnknownPosition,
    content_hash,
    counts,
)

HEADER = {"slug": "small", "name": "Small ladder", "version": "1"}
LEVELS = [{"slug": "l1", "name": "Level 1", "code": "E1"}, {"slug": "l2", "name": "Level 2"}]


def document(**parts):
    return LadderDocument.model_validate(
        {"format": "ladder/1", "ladder": HEADER, "levels": LEVELS, **parts}
    )


def with_competency(**fields):
    competency = {"slug": "testing", "name": "Testing", **fields}
    return {"areas": [{"slug": "craft", "name": "Craft", "competencies": [competency]}]}


def problems(**parts):
    """The sentences of a refusal, each with its path."""
    with pytest.raises(ValidationError) as caught:
        document(**parts)
    (fault,) = caught.value.errors()
    return [(".".join(map(str, p.path)), p.sentence) for p in fault["ctx"]["error"].problems]


def slugs(**fields):
    competency = document(**with_competency(**fields)).competency("testing")
    return [item.slug for cell in competency.expect.values() for item in cell.items]


def test_a_ladder_without_tracks_has_one_that_holds_every_level():
    ladder = document()
    assert [(track.slug, p.level, p.label) for track, p in ladder.positions()] == [
        ("main", "l1", "Level 1 (E1)"),
        ("main", "l2", "Level 2"),
    ]


def test_a_position_keeps_its_own_title_and_code():
    position = {"level": "l1", "title": "Senior Engineer", "code": "E3"}
    ladder = document(tracks=[{"slug": "ic", "name": "IC", "levels": [position, "l2"]}])
    assert [p.label for _, p in ladder.positions()] == ["Senior Engineer (E3)", "Level 2"]


def test_a_code_that_is_the_title_is_said_once():
    ladder = document(levels=[{"slug": "e3", "name": "E3", "code": "E3"}])
    assert ladder.position("main", "e3").label == "E3"


@pytest.mark.parametrize(
    "name", ["Engineer I (<1-2)", "6 (internal promotion only)", "3 / Senior", "🚀 {X} Engineer"]
)
def test_the_name_of_a_level_is_free_text(name):
    assert document(levels=[{"slug": "l1", "name": name}]).levels[0].name == name


@pytest.mark.parametrize(
    "slug", ["l 2", "l[13em] 2", "l6 (internal)", "L2", "l_2", "-l2", "l2-", "l2\n", "", "é"]
)
def test_what_is_no_slug_is_refused(slug):
    with pytest.raises(ValidationError) as caught:
        document(levels=[{"slug": slug, "name": "Level"}])
    assert caught.value.errors()[0]["loc"] == ("levels", 0, "slug")


def test_a_rank_is_the_place_in_the_list_unless_given():
    levels = [{"slug": "a", "name": "A"}, {"slug": "b", "name": "B", "rank": 7}]
    assert [level.rank for level in document(levels=levels).levels] == [1, 7]


def test_the_steps_of_a_scale_are_named_after_their_slugs():
    scale = {"slug": "mastery", "steps": [{"slug": "near-expert"}, {"slug": "x", "name": "X!"}]}
    assert [step.name for step in document(scales=[scale]).scales[0].steps] == ["Near expert", "X!"]


def test_a_bullet_without_a_slug_gets_its_first_six_words():
    text = "Doesn't ship  Überraschungen, ever (on a Friday)."
    assert slugs(expect={"l1": [text]}) == ["doesnt-ship-uberraschungen-ever-on-a"]


def test_derived_slugs_step_around_every_slug_that_is_taken():
    expect = {"l1": ["Tests", "Tests"], "l2": [{"slug": "tests-2", "text": "Other"}, "Tests"]}
    assert slugs(expect=expect) == ["tests", "tests-3", "tests-2", "tests-4"]


def test_text_without_ascii_letters_gets_a_slug_of_its_own_that_does_not_move():
    first, second = slugs(expect={"l1": ["テストを書く", "100 % 覆盖"]})
    assert (first, len(first), len(second)) == ("4bb51718326b", 12, 12)
    assert slugs(expect={"l2": ["100 % 覆盖", "テストを書く"]}) == [second, first]


def test_a_derived_slug_is_never_longer_than_a_slug_may_be():
    first, second = slugs(expect={"l1": ["x" * 200, "x" * 200]})
    assert (first, second) == ("x" * 80, "x" * 78 + "-2")


def test_the_short_forms_become_one_shape():
    expect = {"l1": ["Tests."], "l2": "N/A", "main/l1": None}
    short = document(**with_competency(expect=expect))
    long = document(
        tracks=[{"slug": "main", "name": "Main", "levels": [{"level": "l1"}, {"level": "l2"}]}],
        **with_competency(
            expect={
                "l1": {"items": [{"slug": "tests", "text": "Tests."}]},
                "l2": {"status": "not-applicable"},
                "main/l1": {},
            }
        ),
    )
    assert short == long


def test_json_loads_back_to_an_equal_document():
    ladder = document(
        scales=[{"slug": "mastery", "steps": [{"slug": "expert"}]}],
        tracks=[
            {
                "slug": "ic",
                "name": "IC",
                "levels": [
                    {
                        "level": "l2",
                        "targets": {"testing": {"step": "expert", "note": "Theirs"}},
                        "signals": ["Others ask for their review."],
                        "pitfalls": ["Waits to be asked."],
                        "criteria": [{"text": "Two years at least."}],
                    }
                ],
            }
        ],
        **with_competency(
            scale="mastery",
            expect={"expert": [{"text": "Tests", "attrs": {"deep": [1, 2.5, True, None]}}]},
            extra={"kept": {"as": "it is"}},
        ),
    )
    stored = json.loads(json.dumps(ladder.model_dump(mode="json")))
    assert LadderDocument.model_validate(stored) == ladder


def test_the_hash_covers_content_and_not_the_way_it_was_written():
    short = document(**with_competency(expect={"l1": ["Tests."]}))
    long = document(**with_competency(expect={"l1": {"items": [{"text": " Tests. "}]}}))
    other = document(**with_competency(expect={"l1": ["Tests!"]}))
    assert content_hash(short) == content_hash(long)
    assert content_hash(short) != content_hash(other)
    assert len(content_hash(short)) == 64


def test_the_hash_of_a_document_never_moves():
    ladder = document(extra={"b": 1, "a": "é"}, **with_competency(expect={"l1": ["Tests."]}))
    swapped = document(extra={"a": "é", "b": 1}, **with_competency(expect={"l1": ["Tests."]}))
    assert content_hash(ladder) == content_hash(swapped)
    assert content_hash(ladder)[:16] == "1b331d99b3d1115f"


def test_counts_are_of_bullets_not_of_cells():
    expect = {"l1": ["One.", "Two."], "l2": {"summary": "Three."}}
    assert counts(document(**with_competency(expect=expect))) == {
        "levels": 2,
        "tracks": 1,
        "competencies": 1,
        "expectations": 2,
        "targets": 0,
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ft-engineering-v2", (8, 2, 9, 72, 0)),
        ("jorgef-engineeringladders", (7, 4, 5, 25, 90)),
        ("yld", (3, 3, 5, 140, 0)),
        ("artsy", (7, 2, 17, 210, 0)),
        ("rasa-growth-framework", (4, 5, 12, 0, 240)),
        ("circleci-e1-e4-subset", (4, 1, 10, 38, 0)),
    ],
)
def test_real_ladders_count_as_they_were_counted(samples, name, expected):
    from bragdoc.ladders.reading import read_ladder

    ladder = read_ladder((samples / "ladders" / f"{name}.yaml").read_bytes())
    assert tuple(counts(ladder).values()) == expected
    stored = json.loads(json.dumps(ladder.model_dump(mode="json")))
    assert LadderDocument.model_validate(stored) == ladder


def test_a_position_or_competency_that_is_not_there_is_named():
    ladder = document()
    with pytest.raises(UnknownPosition, match="no level l9 on track main"):
        ladder.position("main", "l9")
    with pytest.raises(UnknownPosition, match="no level l1 on track ic"):
        ladder.position("ic", "l1")
    with pytest.raises(UnknownCompetency, match="no competency testing"):
        ladder.competency("testing")


def test_a_document_cannot_be_changed():
    ladder = document()
    with pytest.raises(ValidationError):
        ladder.ladder.name = "Other"


def test_fields_nobody_declared_are_refused_except_under_extra():
    assert document(extra={"colour": {"of": "doors"}}).extra == {"colour": {"of": "doors"}}
    with pytest.raises(ValidationError) as caught:
        document(colour="red")
    assert [(f["loc"], f["type"]) for f in caught.value.errors()] == [
        (("colour",), "extra_forbidden")
    ]


def test_a_track_names_only_declared_levels_each_once():
    assert problems(tracks=[{"slug": "ic", "name": "IC", "levels": ["l1", "l9", "l1"]}]) == [
        ("tracks.0.levels.2.level", "`l1` is used twice; give each its own slug"),
        ("tracks.0.levels.1.level", "`l9` is not a level of this ladder; the file declares l1, l2"),
    ]


def test_a_cell_key_is_a_level_or_a_declared_track_with_a_level():
    expect = {"l9": ["A"], "ic/l1": ["B"], "main/l1": ["C"]}
    where = "areas.0.competencies.0.expect"
    assert problems(**with_competency(expect=expect)) == [
        (f"{where}.l9", "`l9` is not a level of this ladder; the file declares l1, l2"),
        (f"{where}.ic/l1", "`ic` is not a track of this ladder; the file declares main"),
    ]


def test_a_cell_key_of_a_profile_competency_is_a_step_of_its_scale():
    scale = {"slug": "mastery", "steps": [{"slug": "expert"}]}
    found = problems(scales=[scale], **with_competency(scale="mastery", expect={"l1": ["A"]}))
    assert found == [
        (
            "areas.0.competencies.0.expect.l1",
            "`l1` is not a step of scale `mastery` of this ladder; the file declares expert",
        )
    ]


@pytest.mark.parametrize(
    ("targets", "place", "sentence"),
    [
        ({"nothing": "expert"}, "nothing", "`nothing` is not a competency of this ladder"),
        ({"scaled": "novice"}, "scaled.step", "`novice` is not a step of scale `mastery` of"),
        ({"plain": "expert"}, "plain", "`plain` names no scale: its target is the level itself"),
    ],
)
def test_a_target_names_a_competency_with_a_scale_and_a_step_of_it(targets, place, sentence):
    competencies = [
        {"slug": "scaled", "name": "Scaled", "scale": "mastery"},
        {"slug": "plain", "name": "Plain"},
    ]
    ((path, said),) = problems(
        scales=[{"slug": "mastery", "steps": [{"slug": "expert"}]}],
        tracks=[{"slug": "ic", "name": "IC", "levels": [{"level": "l1", "targets": targets}]}],
        areas=[{"slug": "craft", "name": "Craft", "competencies": competencies}],
    )
    assert path == f"tracks.0.levels.0.targets.{place}"
    assert said.startswith(sentence)


def test_tracks_and_scales_that_a_competency_names_must_be_declared():
    fields = {
        "scale": "mastery",
        "tracks": ["ic"],
        "expect": {"l1": [{"text": "A", "tracks": ["x"]}]},
    }
    where = "areas.0.competencies.0"
    assert problems(**with_competency(**fields)) == [
        (f"{where}.tracks.0", "`ic` is not a track of this ladder; the file declares main"),
        (f"{where}.scale", "`mastery` is not a scale of this ladder"),
        (
            f"{where}.expect.l1.items.0.tracks.0",
            "`x` is not a track of this ladder; the file declares main",
        ),
    ]


def test_a_competency_has_its_slug_alone_in_the_whole_ladder():
    craft = with_competency()["areas"][0]
    assert problems(areas=[craft, {**craft, "slug": "people"}]) == [
        ("areas.1.competencies.0.slug", "`testing` is used twice; give each its own slug")
    ]


def test_an_expectation_has_its_slug_alone_in_its_competency():
    expect = {"l1": [{"slug": "a", "text": "A"}], "l2": ["B", {"slug": "a", "text": "C"}]}
    assert problems(**with_competency(expect=expect)) == [
        (
            "areas.0.competencies.0.expect.l2.items.1.slug",
            "`a` is used twice; give each its own slug",
        )
    ]


def test_no_bullet_takes_the_slug_of_a_summary_that_stands_alone():
    expect = {"l1": {"summary": "Tests."}, "l2": [{"slug": "l1-summary", "text": "More."}]}
    assert problems(**with_competency(expect=expect)) == [
        (
            "areas.0.competencies.0.expect.l2.items.0.slug",
            "`l1-summary` is used twice; give each its own slug",
        )
    ]


def test_a_position_cannot_say_it_is_of_another_track():
    levels = [{"level": "l1", "track": "lead"}]
    with pytest.raises(ValidationError, match="a position of this track says it is of `lead`"):
        document(tracks=[{"slug": "ic", "name": "IC", "levels": levels}])


@pytest.mark.parametrize(
    ("part", "value", "path"),
    [
        ("levels", [*LEVELS, LEVELS[0] | {"name": "Level 3"}], "levels.2.slug"),
        ("tracks", [{"slug": "ic", "name": "IC", "levels": ["l1"]}] * 2, "tracks.1.slug"),
        ("scales", [{"slug": "s", "steps": [{"slug": "a"}]}] * 2, "scales.1.slug"),
        ("scales", [{"slug": "s", "steps": [{"slug": "a"}] * 2}], "scales.0.steps.1.slug"),
        ("areas", [{"slug": "craft", "name": "Craft"}] * 2, "areas.1.slug"),
    ],
)
def test_a_slug_is_used_once(part, value, path):
    assert [where for where, _ in problems(**{part: value})] == [path]


def test_a_name_is_given_to_one_level_whatever_its_case_and_spaces():
    levels = [*LEVELS, {"slug": "l3", "name": "LEVEL  2", "code": "E3"}]
    assert problems(levels=levels) == [
        ("levels.2.name", "another level is named `LEVEL  2` too; give each its own name")
    ]


def test_a_sentence_has_one_kind_of_line_end():
    assert document(levels=[{"slug": "a", "name": "A", "summary": "One.\r\nTwo.\rThree."}]) == (
        document(levels=[{"slug": "a", "name": "A", "summary": "One.\nTwo.\nThree."}])
    )


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"a": float("nan")}, "a number of more than 15 digits is not kept exactly; make it text"),
        ({"a": 10**15}, "a number of more than 15 digits is not kept exactly; make it text"),
        ({"a": ["\x00"]}, "the text holds a control character; leave it out"),
        ({"\x7f": 1}, "the text holds a control character; leave it out"),
        ({"a": [[[[[[[1]]]]]]]}, "the nesting is deeper than 8 here"),
    ],
)
def test_own_data_that_some_form_of_the_file_would_not_keep_is_refused(extra, said):
    with pytest.raises(ValidationError) as caught:
        document(extra=extra)
    assert [(fault["loc"], fault["msg"]) for fault in caught.value.errors()] == [
        (("extra",), f"Value error, {said}")
    ]


def test_same_as_names_a_cell_that_is_there():
    assert problems(**with_competency(expect={"l2": {"same_as": "l1"}})) == [
        (
            "areas.0.competencies.0.expect.l2.same_as",
            "`l1` is no cell of this competency: expected one of its keys",
        )
    ]


def test_same_as_never_leads_back_to_itself():
    where = "areas.0.competencies.0.expect"
    circle = {"l1": {"same_as": "l2"}, "l2": {"same_as": "l1"}}
    assert problems(**with_competency(expect=circle)) == [
        (f"{where}.l1.same_as", "`same_as` leads back to itself: l1 → l2 → l1")
    ]
    assert problems(**with_competency(expect={"l1": {"same_as": "l1"}})) == [
        (f"{where}.l1.same_as", "`same_as` leads back to itself: l1 → l1")
    ]


def test_a_cell_that_does_not_apply_states_nothing():
    with pytest.raises(ValidationError, match="a cell that is not-applicable states nothing"):
        document(**with_competency(expect={"l1": {"status": "not-applicable", "items": ["A"]}}))


def test_what_replaces_older_slugs_must_be_there():
    replaces = {
        "version": "0",
        "levels": {"old": "l1", "older": "l9"},
        "competencies": {"qa": "testing", "ops": "on-call"},
        "expectations": {"qa/writes": "testing/tests", "qa/breaks": "testing/mends"},
    }
    found = problems(
        ladder={**HEADER, "replaces": replaces}, **with_competency(expect={"l1": ["Tests"]})
    )
    assert [path for path, _ in found] == [
        "ladder.replaces.levels.older",
        "ladder.replaces.competencies.ops",
        "ladder.replaces.expectations.qa/breaks",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.org", "https://a b", "ftp://x"])
def test_a_link_leads_to_the_web(url):
    with pytest.raises(ValidationError, match="pattern"):
        document(**with_competency(expect={"l1": [{"text": "A", "links": [{"url": url}]}]}))


def test_no_text_holds_a_nul():
    with pytest.raises(ValidationError, match="pattern"):
        document(**with_competency(expect={"l1": ["A\0B"]}))
