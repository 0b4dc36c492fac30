"""What real ladders do that a simple model would get wrong: one test for each hard case.

Every ladder here also goes through the three forms of a file and comes back equal.
"""

from textwrap import dedent

import pytest

from bragdoc.ladders.expected import Fall, expected, gap
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.ladders.long_form import read_long_form
from bragdoc.ladders.reading import read_ladder

MATRIX = """\
levels: [{slug: l1, name: Level 1}, {slug: l2, name: Level 2}, {slug: l3, name: Level 3}]
areas:
  - slug: craft
    name: Craft
    competencies:
"""
PROFILE = """\
levels: [{slug: l1, name: Level 1}, {slug: l2, name: Level 2}]
scales: [{slug: mastery, steps: [{slug: novice}, {slug: able}, {slug: expert}]}]
areas:
  - slug: craft
    name: Craft
    competencies:
      - slug: testing
        name: Testing
        scale: mastery
        expect: {novice: [Learns.], able: [Does.], expert: [Teaches.]}
      - slug: talks
        name: Talks
        scale: mastery
        expect: {novice: [Demos.], able: [Speaks.]}
tracks:
"""


def read(*parts, accumulate="cumulative"):
    """The ladder of a file that these parts make, after a trip through every form."""
    head = f"format: ladder/1\nladder: {{slug: a, name: A, version: 1, accumulate: {accumulate}}}\n"
    document = read_ladder("".join([head, *parts]).encode())
    back = {name: form.read(form.bytes_of(document)) for name, form in FILE_FORMS.items()}
    assert back == dict.fromkeys(FILE_FORMS, document)
    return document


def matrix(*expect, more="", accumulate="cumulative"):
    """Three levels, and a competency `c1`, `c2` … for each `expect`."""
    competencies = "".join(
        f"      - {{slug: c{number}, name: C{number}, expect: {cells}}}\n"
        for number, cells in enumerate(expect, start=1)
    )
    return read(MATRIX, competencies, dedent(more), accumulate=accumulate)


def asked(document, position):
    """The status of each competency, then its texts: marked + where they are carried."""
    return [
        [found.status] + [f"+{item.text}" if item.carried else item.text for item in found.items]
        for found in expected(document, document.position(*position.split("/")))
    ]


def new(document, now, goal):
    """The texts that are new between two positions."""
    positions = (document.position(*key.split("/")) for key in (now, goal))
    return [item.text for found in gap(document, *positions) for item in found.new]


def falls(document, now, goal):
    positions = (document.position(*key.split("/")) for key in (now, goal))
    return {found.slug: found.falls for found in gap(document, *positions) if found.falls}


def test_1_see_the_level_below_is_a_reference_and_asks_nothing_new():
    document = matrix(
        "{l1: [Tests.], l2: {same_as: l1}, l3: {same_as: l2, items: [Leads.]}}",
        accumulate="standalone",
    )
    assert asked(document, "main/l2") == [["carried", "+Tests."]]
    assert new(document, "main/l1", "main/l2") == []
    assert new(document, "main/l2", "main/l3") == ["Leads."]


def test_2_not_applicable_not_defined_and_nothing_said_are_three_things():
    expect = "{l1: [Tests.], l2: %s}"
    cells = ["n/a", "{status: not-defined}", "[]"]
    document = matrix(*(expect % cell for cell in cells), "{l1: [Tests.]}")
    assert asked(document, "main/l2") == [
        ["not-applicable"],
        ["carried", "+Tests."],
        ["carried", "+Tests."],
        ["carried", "+Tests."],
    ]
    cells = [competency.expect.get("l2") for _, competency in document.competencies()]
    assert [cell and (cell.status or "empty") for cell in cells] == [
        "not-applicable",
        "not-defined",
        "empty",
        None,
    ]
    assert new(document, "main/l1", "main/l2") == []


def test_3_a_competency_may_start_late_stop_early_or_skip_a_level():
    document = matrix("{l2: [Late.]}", "{l1: [Early.]}", "{l1: [One.], l3: [Three.]}")
    assert asked(document, "main/l1") == [["not-stated"], ["stated", "Early."], ["stated", "One."]]
    assert asked(document, "main/l3") == [
        ["carried", "+Late."],
        ["carried", "+Early."],
        ["stated", "+One.", "Three."],
    ]
    assert new(document, "main/l1", "main/l2") == ["Late."]
    assert new(document, "main/l2", "main/l3") == ["Three."]


def test_4_a_requirement_may_fall_at_a_higher_position():
    document = read(
        PROFILE,
        "  - {slug: ic, name: IC, levels: [{level: l1, targets: {testing: expert, talks: able}}]}\n"
        "  - {slug: lead, name: Lead, levels: [{level: l2, targets: {testing: able}}]}\n",
    )
    assert new(document, "ic/l1", "lead/l2") == []
    assert falls(document, "ic/l1", "lead/l2") == {
        "testing": Fall("expert", "Expert", "able", "Able"),
        "talks": Fall("able", "Able", "", ""),
    }


TWO_TRACKS = """\
tracks:
  - {slug: web, name: Web, levels: [l1, l2]}
  - {slug: data, name: Data, levels: [l1, l2]}
"""


def test_5_a_bullet_or_a_whole_cell_may_be_for_some_tracks_only():
    document = matrix(
        "{l1: [All., {text: Browsers., tracks: [web]}]}",
        "{web/l1: [Styles.], data/l1: [Queries.]}",
        more=TWO_TRACKS,
    )
    assert asked(document, "web/l1") == [["stated", "All.", "Browsers."], ["stated", "Styles."]]
    assert asked(document, "data/l1") == [["stated", "All."], ["stated", "Queries."]]
    assert new(document, "data/l1", "web/l1") == ["Browsers.", "Styles."]


def test_6_a_shared_framework_lies_under_what_each_track_adds():
    document = matrix(
        "{l1: [Shared.], web/l1: [Own.]}", "{l1: [Renders.]}, tracks: [web]", more=TWO_TRACKS
    )
    assert asked(document, "web/l1") == [["stated", "Shared.", "Own."], ["stated", "Renders."]]
    assert asked(document, "data/l1") == [["stated", "Shared."]]


def test_7_tracks_may_share_a_rung_and_are_compared_through_it():
    document = matrix(
        "{l1: [One.], l2: [Two.], ic/l2: [Alone.], lead/l2: [Leads.], l3: [Three.]}",
        more="""\
        tracks:
          - {slug: ic, name: IC, levels: [l1, {level: l2, code: IC4}]}
          - {slug: lead, name: Lead, levels: [{level: l2, code: M2}, l3]}
        """,
    )
    assert [position.code for _, position in document.positions()] == ["", "IC4", "M2", ""]
    assert new(document, "ic/l2", "lead/l2") == ["Leads."]
    # What lies below on another track is not carried into this one.
    assert asked(document, "lead/l3") == [["stated", "+Two.", "+Leads.", "Three."]]


def test_8_a_fork_in_a_flat_list_is_two_tracks_over_one_list_of_rungs():
    document = matrix(
        "{l1: [One.], l2: [Alone.], l3: [Leads.]}",
        more="""\
        tracks:
          - {slug: ic, name: IC, levels: [l1, l2]}
          - {slug: lead, name: Lead, levels: [l1, l3]}
        """,
    )
    assert asked(document, "lead/l3") == [["stated", "+One.", "Leads."]]
    assert new(document, "ic/l1", "lead/l3") == ["Leads."]


def test_9_a_level_may_have_a_title_and_no_text():
    document = matrix(
        "{l1: [One.]}",
        more="tracks: [{slug: ic, name: IC, levels: [l1, {level: l2, title: Principal}]}]\n",
        accumulate="standalone",
    )
    assert document.position("ic", "l2").label == "Principal"
    assert asked(document, "ic/l2") == [["not-stated"]]
    assert new(document, "ic/l1", "ic/l2") == []


def test_10_a_bullet_and_a_whole_cell_may_each_have_examples():
    document = matrix("{l1: {items: [{text: Tests., examples: [A fix.]}], examples: [A week.]}}")
    (found,) = expected(document, document.position("main", "l1"))
    assert (found.examples, found.items[0].examples) == (("A week.",), ("A fix.",))


def test_11_a_cell_may_have_a_lead_in_above_its_bullets_or_a_summary_alone():
    document = matrix('{l1: {summary: "You can:", items: [Test.]}}', "{l1: {summary: In a word.}}")
    led, alone = expected(document, document.position("main", "l1"))
    assert (led.lead_in, [item.text for item in led.items]) == ("You can:", ["Test."])
    assert (alone.lead_in, [item.text for item in alone.items]) == ("", ["In a word."])


def test_12_a_position_may_word_its_requirement_in_its_own_way():
    document = read(
        PROFILE,
        "  - {slug: ic, name: IC, levels: [{level: l1, targets: "
        "{testing: {step: able, note: Does it alone.}}}]}\n",
    )
    found, _ = expected(document, document.position("ic", "l1"))
    assert (found.step, found.note) == ("able", "Does it alone.")
    assert [item.text for item in found.items] == ["Learns.", "Does."]


def test_13_a_requirement_may_be_optional_or_one_of_several():
    document = read(
        PROFILE,
        "  - {slug: ic, name: IC, levels: [{level: l1, targets: "
        "{testing: {step: able, any_of: one}, talks: {step: novice, any_of: one}}}, "
        "{level: l2, targets: {testing: {step: able, need: optional}}}]}\n",
    )
    either = expected(document, document.position("ic", "l1"))
    assert [(found.any_of, found.need) for found in either] == [("one", "required")] * 2
    optional, _ = expected(document, document.position("ic", "l2"))
    assert {item.need for item in optional.items} == {"optional"}


@pytest.mark.parametrize(
    "name", ["Engineer I (<1-2)", "6 (internal promotion only)", "3 / Senior", "🚀 {X} Engineer"]
)
def test_14_a_level_may_be_called_anything_while_its_slug_is_checked(name):
    document = read(f'levels: [{{slug: l1, name: "{name}"}}]\n')
    assert document.levels[0].name == name
    with pytest.raises(LadderError, match="is no slug"):
        read(f'levels: [{{slug: "{name}", name: A}}]\n')


def test_15_headings_that_differ_in_case_and_spaces_are_one():
    document = read_long_form(
        b"level,area,competency,expectation\n"
        b"Level 1,Growth,Personal growth,Asks.\n"
        b"Level 2,growth,Personal  Growth,Answers.\n"
    )
    assert [(area.name, competency.name) for area, competency in document.competencies()] == [
        ("Growth", "Personal growth")
    ]
    assert asked(document, "main/level-2") == [["stated", "+Asks.", "Answers."]]


def test_16_a_row_given_twice_is_kept_apart_and_a_row_that_means_nothing_states_nothing():
    document = read_long_form(
        b"level,competency,expectation\n"
        b"Level 1,Testing,Tests.\n"
        b"Level 1,Testing,Tests.\n"
        b"Level 1,Testing,\n"
        b",,\n"
    )
    items = document.competency("testing").expect["level-1"].items
    assert [(item.slug, item.text) for item in items] == [
        ("tests", "Tests."),
        ("tests-2", "Tests."),
    ]
    assert new(document, "main/level-1", "main/level-1") == []


def test_17_the_order_of_the_rungs_is_the_tracks_own_and_not_that_of_the_file():
    document = matrix(
        "{l1: [Apprentice.], l2: [Developer.], l3: [Junior.]}",
        more="tracks: [{slug: ic, name: IC, levels: [l1, l3, l2]}]\n",
    )
    assert asked(document, "ic/l2") == [["stated", "+Apprentice.", "+Junior.", "Developer."]]
    assert new(document, "ic/l1", "ic/l3") == ["Junior."]


def test_18_several_statements_in_one_text_stay_one_expectation():
    document = matrix(r'{l1: ["1. Is asked for advice.\n2. Gives it in writing."]}')
    (found,) = expected(document, document.position("main", "l1"))
    assert [item.text for item in found.items] == [
        "1. Is asked for advice.\n2. Gives it in writing."
    ]


RENAMED = dedent("""\
    format: ladder/1
    ladder: {slug: a, name: A, version: 2, replaces: {version: 1, levels: {junior-to-mid: mid}}}
    levels: [{slug: mid, name: Mid}]
    """)


def test_19_a_version_may_say_what_its_levels_were_called_before():
    document = read_ladder(RENAMED.encode())
    back = [form.read(form.bytes_of(document)).ladder.replaces for form in FILE_FORMS.values()]
    assert [replaces.levels for replaces in back] == [{"junior-to-mid": "mid"}] * 3
    with pytest.raises(LadderError, match="`mid` is not a level of this ladder"):
        read_ladder(RENAMED.replace("slug: mid", "slug: middle").encode())


def test_20_a_role_that_is_no_rung_is_a_track_of_one_position():
    document = matrix(
        "{l1: [One.], l2: [Two.], lead/l2: [Leads the team.]}",
        more="""\
        tracks:
          - {slug: ic, name: IC, kind: ic, levels: [l1, l2]}
          - {slug: lead, name: Tech lead, kind: architecture, levels: [l2]}
        """,
    )
    assert asked(document, "lead/l2") == [["stated", "Two.", "Leads the team."]]
    assert new(document, "ic/l2", "lead/l2") == ["Leads the team."]


def test_21_derived_requirements_are_written_out_as_targets():
    document = read(
        PROFILE,
        "  - slug: web\n    name: Web\n    extra: {rule: one step above the tier}\n    levels:\n"
        "      - {level: l1, targets: {testing: novice, talks: novice}}\n"
        "      - {level: l2, targets: {testing: able, talks: able}}\n",
    )
    assert new(document, "web/l1", "web/l2") == ["Does.", "Speaks."]
    assert document.tracks[0].extra == {"rule": "one step above the tier"}


def test_22_text_in_other_letters_has_a_slug_that_does_not_move():
    document = matrix("{l1: [テストを書く, 覆盖], l2: [Пишет тесты]}")
    slugs = [item.slug for item in document.competency("c1").expect["l1"].items]
    assert slugs == ["4bb51718326b", "4ce4c98eb27e"]
    turned = matrix("{l1: [覆盖, テストを書く], l2: [Пишет тесты]}")
    assert [item.slug for item in turned.competency("c1").expect["l1"].items] == slugs[::-1]
    assert new(document, "main/l1", "main/l2") == ["Пишет тесты"]
