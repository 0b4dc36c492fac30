"""Editing a ladder: a document in, another valid document out, or a sentence that says why not."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bragdoc.ladders.document import Cell, LadderDocument
from bragdoc.ladders.editing import (
    areas,
    cells,
    competencies,
    expectations,
    header,
    levels,
    positions,
    scales,
    steps,
    tracks,
)
from bragdoc.ladders.editing.edits import EditError, NotThere
from bragdoc.ladders.editing.pruning import remaining
from bragdoc.ladders.editing.removal import Taken, put_back
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.writing import write_ladder
from tests.bragdoc.ladder_documents import ladder_documents, names, texts

MATRIX = read_ladder(b"""
format: ladder/1
ladder: {slug: small, name: Small Ladder, version: "1"}
levels: [{slug: l1, name: Level 1, code: E1}, {slug: l2, name: Level 2}, {slug: l3, name: Level 3}]
tracks:
  - {slug: ic, name: Individual, kind: ic, levels: [l1, {level: l2, signals: [Was asked.]}, l3]}
  - {slug: em, name: Management, kind: management, levels: [l2, {level: l3, title: Head}]}
areas:
  - slug: craft
    name: Craft
    competencies:
      - slug: testing
        name: Testing
        expect:
          l1: [Writes tests.]
          l2:
            - Tests edges.
            - {text: Tests what others forgot., tracks: [em]}
          l3: {same_as: l2}
          em/l3: [Has tests written.]
      - {slug: leading, name: Leading, tracks: [em], expect: {l2: [Leads a team.]}}
  - {slug: people, name: People}
""")

PROFILE = read_ladder(
    b"""
format: ladder/1
ladder: {slug: profile, name: Profile, version: "1"}
levels: [{slug: l1, name: Level 1}, {slug: l2, name: Level 2}]
scales:
  - {slug: mastery, steps: [{slug: beginner}, {slug: practised}]}
  - {slug: reach, steps: [{slug: team}]}
tracks:
  - slug: ic
    name: Individual
    levels:
      - {level: l1, targets: {review: beginner}}
      - level: l2
        targets: {review: practised}
        criteria:
          - {kind: steps, text: Practised in one., step: practised, at_least: 1}
          - {kind: points, text: Two points., at_least: 2, competencies: [review]}
areas:
  - slug: craft
    name: Craft
    competencies:
      - slug: review
        name: Review
        scale: mastery
        expect: {beginner: [Asks.], practised: [Reviews.]}
"""
)


def slugs(parts):
    return [part.slug for part in parts]


def about_testing(document):
    return document.competency("testing")


def stated(document, key, competency="testing"):
    return [item.text for item in document.competency(competency).expect[key].items]


# Adding


def test_a_new_part_gets_a_free_slug_made_of_its_name():
    document = levels.add(levels.add(MATRIX, "L1"), "Überblick & mehr")

    assert slugs(document.levels) == ["l1", "l2", "l3", "l1-2", "uberblick-mehr"]
    assert [level.rank for level in document.levels] == [1, 2, 3, 4, 5]


def test_a_name_that_is_a_number_is_its_own_slug():
    assert slugs(levels.add(MATRIX, "7").levels)[-1] == "7"


def test_a_level_stands_on_the_only_track_and_on_none_where_there_are_several():
    one_track = tracks.remove(MATRIX, "em").document

    assert [p.level for p in levels.add(one_track, "Top").tracks[0].levels][-1] == "top"
    assert levels.add(MATRIX, "Top").tracks == MATRIX.tracks


def test_a_track_begins_with_every_level():
    document = tracks.add(MATRIX, "Architecture", kind="architecture")

    added = document.tracks[-1]
    assert (added.slug, added.kind, [place.level for place in added.levels]) == (
        "architecture",
        "architecture",
        ["l1", "l2", "l3"],
    )


def test_the_slug_of_a_competency_is_free_in_every_area():
    document = competencies.add(MATRIX, "people", "Testing")

    assert slugs(document.areas[1].competencies) == ["testing-2"]


def test_a_sentence_is_added_at_the_end_of_its_cell_in_the_order_of_the_steps():
    document = expectations.add(MATRIX, "testing", "ic/l1", "Runs the tests.")

    assert list(about_testing(document).expect) == ["l1", "ic/l1", "l2", "l3", "em/l3"]
    assert stated(document, "ic/l1") == ["Runs the tests."]


def test_two_levels_of_one_name_are_refused_with_a_sentence():
    with pytest.raises(EditError, match=r"^Another level is named `level 2` too; give each"):
        levels.add(MATRIX, "level 2")


def test_a_name_of_201_characters_is_refused_with_a_sentence():
    with pytest.raises(EditError, match=r"^Expected at most 200 characters\.$"):
        areas.add(MATRIX, "x" * 201)


# Renaming


def test_whatever_is_renamed_keeps_its_slug():
    document = levels.change(MATRIX, {"l1": {"name": "Junior"}})
    document = tracks.change(document, "ic", name="Engineers")
    document = areas.change(document, "craft", name="Work")
    document = competencies.change(document, "testing", name="Quality")
    document = expectations.change(document, "testing", "writes-tests", text="Writes many tests.")

    assert slugs(document.levels) == slugs(MATRIX.levels)
    assert slugs(document.tracks) == slugs(MATRIX.tracks)
    assert slugs(document.areas) == slugs(MATRIX.areas)
    assert slugs(about_testing(document).stated()) == slugs(about_testing(MATRIX).stated())
    assert about_testing(document).name == "Quality"
    assert stated(document, "l1") == ["Writes many tests."]


def test_two_levels_can_take_each_others_names_at_once():
    document = levels.change(MATRIX, {"l1": {"name": "Level 2"}, "l2": {"name": "Level 1"}})

    assert [level.name for level in document.levels] == ["Level 2", "Level 1", "Level 3"]


def test_a_title_follows_its_level_unless_it_is_the_positions_own():
    changes = {"l1": {"name": "Junior", "code": "J"}, "l3": {"name": "Senior"}}
    document = levels.change(MATRIX, changes)

    titles = {(t.slug, p.level): p.label for t, p in document.positions()}
    assert titles["ic", "l1"] == "Junior (J)"
    assert titles["ic", "l3"] == "Senior"
    assert titles["em", "l3"] == "Head"


def test_an_edited_sentence_is_written_with_its_slug_from_then_on():
    document = expectations.change(MATRIX, "testing", "writes-tests", text="Writes many tests.")

    assert "slug: writes-tests" in write_ladder(document)


def test_the_slug_of_the_ladder_itself_never_changes():
    document = header.change(MATRIX, name="Large", slug="large", version="2")

    said = document.ladder
    assert (said.slug, said.name, said.version) == ("small", "Large", "2")


# Moving


def test_a_level_moves_on_each_track_that_has_both():
    document = levels.move(MATRIX, "l3", up=True)

    assert slugs(document.levels) == ["l1", "l3", "l2"]
    assert [[place.level for place in track.levels] for track in document.tracks] == [
        ["l1", "l3", "l2"],
        ["l3", "l2"],
    ]
    assert [level.rank for level in document.levels] == [1, 2, 3]


def test_ranks_of_the_ladders_own_stay_at_their_places():
    ranked = levels.change(MATRIX, {"l1": {"rank": 10}, "l2": {"rank": 20}, "l3": {"rank": 40}})

    moved = levels.move(ranked, "l3", up=True)

    assert [(level.slug, level.rank) for level in moved.levels] == [
        ("l1", 10),
        ("l3", 20),
        ("l2", 40),
    ]


def test_what_is_first_stays_where_it_is_when_moved_up():
    assert levels.move(MATRIX, "l1", up=True) == MATRIX
    assert competencies.move(MATRIX, "testing", up=True) == MATRIX


def test_a_competency_moves_to_the_end_of_another_area_with_all_it_has():
    document = competencies.move_to(MATRIX, "testing", "people")

    assert slugs(document.areas[0].competencies) == ["leading"]
    assert document.areas[1].competencies == (about_testing(MATRIX),)


def test_a_sentence_moves_to_another_level_with_its_slug_and_all_it_has():
    document = expectations.move_to(MATRIX, "testing", "tests-what-others-forgot", "l1")

    assert stated(document, "l1") == ["Writes tests.", "Tests what others forgot."]
    moved = about_testing(document).expect["l1"].items[1]
    assert (moved.slug, moved.tracks) == ("tests-what-others-forgot", ("em",))


def test_a_cell_that_says_not_applicable_takes_no_sentence():
    document = cells.change(MATRIX, "testing", {"ic/l3": {"status": "not-applicable"}})

    with pytest.raises(EditError, match="A cell that is not-applicable states nothing"):
        expectations.move_to(document, "testing", "writes-tests", "ic/l3")


# Removing


def test_removing_a_level_says_what_goes_with_it():
    removal = levels.remove(MATRIX, "l2")

    assert removal.says == "Removed Level 2 with 2 positions and 3 expectations."
    assert list(about_testing(removal.document).expect) == ["l1", "em/l3"]
    assert [level.rank for level in removal.document.levels] == [1, 2]


def test_a_track_goes_with_its_last_level():
    without_l3 = levels.remove(MATRIX, "l3").document

    removal = levels.remove(without_l3, "l2")

    assert slugs(removal.document.tracks) == ["ic"]
    assert removal.says == (
        "Removed Level 2 with 1 track, 2 positions, 1 competency and 3 expectations."
    )


def test_removing_a_track_takes_what_was_for_it_alone():
    removal = tracks.remove(MATRIX, "em")

    assert removal.says == ("Removed Management with 2 positions, 1 competency and 3 expectations.")
    assert [c.slug for _, c in removal.document.competencies()] == ["testing"]
    assert stated(removal.document, "l2") == ["Tests edges."]


def test_removing_a_step_takes_the_targets_that_require_it_and_the_criteria_that_count_it():
    removal = steps.remove(PROFILE, "mastery", "practised")

    assert removal.says == "Removed Practised with 1 expectation, 1 target and 1 criterion."
    _, position = list(removal.document.positions())[1]
    assert position.targets == {}
    assert [criterion.kind for criterion in position.criteria] == ["points"]


def test_removing_a_competency_takes_the_targets_and_criteria_that_name_it():
    removal = competencies.remove(PROFILE, "review")

    assert removal.says == "Removed Review with 2 expectations, 2 targets and 2 criteria."


def test_removing_a_sentence_quotes_the_beginning_of_it():
    text = "Writes " + "many " * 30 + "tests."
    document = expectations.change(MATRIX, "testing", "writes-tests", text=text)

    says = expectations.remove(document, "testing", "writes-tests").says

    assert says.startswith("Removed “Writes many many")
    assert len(says) < 75


def test_removing_what_is_renamed_here_forgets_what_it_was_called():
    said = {"version": "0", "levels": {"one": "l1", "two": "l2"}}
    document = LadderDocument.model_validate(
        MATRIX.model_dump() | {"ladder": MATRIX.ladder.model_dump() | {"replaces": said}}
    )

    assert levels.remove(document, "l2").document.ladder.replaces.levels == {"one": "l1"}


@pytest.mark.parametrize(
    ("remove", "sentence"),
    [
        (lambda: tracks.remove(PROFILE, "ic"), "A ladder has at least one track."),
        (lambda: scales.remove(PROFILE, "mastery"), "Review is measured in Mastery."),
        (lambda: steps.remove(PROFILE, "reach", "team"), "A scale has at least one step."),
        (
            lambda: levels.remove(levels.remove(PROFILE, "l1").document, "l2"),
            "A ladder has at least one level.",
        ),
        (
            lambda: positions.remove(positions.remove(MATRIX, "em", "l2").document, "em", "l3"),
            "Head is the only level of Management.",
        ),
    ],
)
def test_what_a_ladder_cannot_do_without_is_not_removed(remove, sentence):
    with pytest.raises(EditError) as refused:
        remove()

    assert str(refused.value).startswith(sentence)


def test_another_scale_is_refused_while_text_hangs_on_the_steps():
    with pytest.raises(EditError, match="Remove that text first"):
        competencies.change(PROFILE, "review", scale="reach")


def test_another_scale_takes_the_targets_with_it_that_name_a_step_of_the_one_before():
    empty = cells.change(PROFILE, "review", {"beginner": {"items": ()}, "practised": {"items": ()}})

    document = competencies.change(empty, "review", scale="reach")

    assert [position.targets for _, position in document.positions()] == [{}, {}]


@pytest.mark.parametrize(
    "edit",
    [
        lambda: levels.move(MATRIX, "none", up=True),
        lambda: positions.remove(MATRIX, "ic", "none"),
        lambda: competencies.add(MATRIX, "none", "New"),
        lambda: expectations.change(MATRIX, "testing", "none", text="x"),
        lambda: steps.change(PROFILE, "none", {"a": {"name": "x"}}),
    ],
)
def test_a_part_that_is_gone_is_named_as_not_there(edit):
    with pytest.raises(NotThere):
        edit()


# Putting back


def test_what_was_removed_comes_back_into_what_was_edited_since():
    removal = levels.remove(MATRIX, "l2")
    edited = levels.change(removal.document, {"l1": {"name": "Junior"}})
    edited = levels.add(edited, "Level 4")

    document = put_back(edited, removal.taken)

    assert [(level.name, level.rank) for level in document.levels] == [
        ("Junior", 1),
        ("Level 2", 2),
        ("Level 3", 3),
        ("Level 4", 4),
    ]
    assert about_testing(document) == about_testing(MATRIX)


def test_what_was_removed_is_kept_as_json():
    removal = tracks.remove(MATRIX, "em")
    kept = [Taken(*taken) for taken in json.loads(json.dumps(removal.taken))]

    assert put_back(removal.document, kept) == MATRIX


def test_what_stood_in_something_that_is_gone_as_well_waits_for_that():
    sentence = expectations.remove(MATRIX, "testing", "writes-tests")
    competency = competencies.remove(sentence.document, "testing")

    with pytest.raises(EditError, match="Put that back first"):
        put_back(competency.document, sentence.taken)

    document = put_back(put_back(competency.document, competency.taken), sentence.taken)
    assert document == MATRIX


def test_what_was_added_again_since_is_not_written_over():
    removal = competencies.remove(MATRIX, "leading")
    again = competencies.add(removal.document, "craft", "Leading")

    with pytest.raises(EditError, match="another “leading”"):
        put_back(again, removal.taken)


# Any edit of any ladder


def parts_of(document):
    """The arguments that lead to each part, by the module that edits it."""
    return {
        levels: [(level.slug,) for level in document.levels],
        tracks: [(track.slug,) for track in document.tracks],
        positions: [(track.slug, place.level) for track, place in document.positions()],
        areas: [(area.slug,) for area in document.areas],
        competencies: [(competency.slug,) for _, competency in document.competencies()],
        expectations: [
            (competency.slug, item.slug)
            for _, competency in document.competencies()
            for cell in competency.expect.values()
            for item in cell.items
        ],
        scales: [(scale.slug,) for scale in document.scales],
        steps: [(scale.slug, step.slug) for scale in document.scales for step in scale.steps],
    }


@st.composite
def parts(draw, modules=None):
    """A document, the module that edits a part of it, and the arguments that lead to the part."""
    document = draw(ladder_documents())
    there = [
        (module, part)
        for module, found in parts_of(document).items()
        for part in found
        if modules is None or module in modules
    ]
    assume(there)
    return document, *draw(st.sampled_from(there))


@st.composite
def additions(draw):
    """A document, and a new part in it: what it was before, after, and what leads to it."""
    document = draw(ladder_documents())
    name, text = draw(names), draw(texts)
    asked = [competency for _, competency in document.competencies()]
    adding = {
        levels: lambda: levels.add(document, name),
        tracks: lambda: tracks.add(document, name),
        areas: lambda: areas.add(document, name),
        scales: lambda: scales.add(document, name, ["Low", "High"]),
    }
    if document.areas:
        area = draw(st.sampled_from(slugs(document.areas)))
        adding[competencies] = lambda: competencies.add(document, area, name)
    if document.scales:
        scale = draw(st.sampled_from(slugs(document.scales)))
        adding[steps] = lambda: steps.add(document, scale, name)
    if asked:
        competency = draw(st.sampled_from(asked))
        keys = [*cells.keys_of(document, competency)]
        key = draw(st.sampled_from(keys))
        # An empty cell that had been there is left out with the only thing that was in it.
        assume(key not in competency.expect or competency.expect[key] != Cell())
        adding[expectations] = lambda: expectations.add(document, competency.slug, key, text)
    missing = [
        (track.slug, level)
        for track in document.tracks
        for level in set(slugs(document.levels)) - {place.level for place in track.levels}
    ]
    if missing:
        place = draw(st.sampled_from(sorted(missing)))
        adding[positions] = lambda: positions.add(document, *place)
    module = draw(st.sampled_from([*adding]))
    try:
        after = adding[module]()
    except EditError:
        assume(False)
    (new,) = set(parts_of(after)[module]) - set(parts_of(document)[module]) or [None]
    return document, after, module, new


def is_valid(document):
    return LadderDocument.model_validate(document.model_dump(mode="json")) == document


@given(ladder_documents())
def test_nothing_is_pruned_from_a_ladder_that_is_whole(document):
    assert remaining(document) == document


@given(additions())
def test_what_is_added_and_removed_again_leaves_the_ladder_as_it_was(addition):
    before, after, module, new = addition

    assert is_valid(after)
    assert module.remove(after, *new).document == before


@given(parts(), st.booleans())
def test_moving_there_and_back_leaves_the_ladder_as_it_was(part, up):
    document, module, place = part

    moved = module.move(document, *place, up=up)

    assert is_valid(moved)
    assert {m: set(found) for m, found in parts_of(moved).items()} == {
        m: set(found) for m, found in parts_of(document).items()
    }
    if moved != document:
        assert module.move(moved, *place, up=not up) == document


@given(parts())
def test_what_is_removed_can_be_put_back_as_it_was(part):
    document, module, place = part
    try:
        removal = module.remove(document, *place)
    except EditError:
        assume(False)

    assert is_valid(removal.document)
    assert place not in parts_of(removal.document)[module]
    kept = [Taken(*taken) for taken in json.loads(json.dumps(removal.taken))]
    assert put_back(removal.document, kept) == document


@given(parts([tracks, areas, competencies, scales]), names)
def test_renaming_changes_no_slug(part, name):
    document, module, place = part

    renamed = module.change(document, *place, name=name)

    assert is_valid(renamed)
    assert parts_of(renamed) == parts_of(document)


@given(parts([expectations]), texts, st.data())
def test_an_edited_sentence_keeps_its_slug_wherever_it_goes(part, text, data):
    document, _, (competency, slug) = part
    keys = [*cells.keys_of(document, document.competency(competency))]
    key = data.draw(st.sampled_from(keys))
    try:
        moved = expectations.move_to(document, competency, slug, key)
    except EditError:
        assume(False)

    edited = expectations.change(moved, competency, slug, text=text)

    assert is_valid(edited)
    (found,) = [i for i in edited.competency(competency).expect[key].items if i.slug == slug]
    assert found.text.split() == text.split()
