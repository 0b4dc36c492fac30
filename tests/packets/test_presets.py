"""Presets as documents: those that are bundled, their files, and what a change of one plans."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bragdoc.ladders.faults import LadderError
from packets.presets.bundled import DEFAULT, FIRST_CHOICE, bundled_presets
from packets.presets.changing import Asked, Standing, preset_change
from packets.presets.document import KINDS, PresetDocument
from packets.presets.reading import read_preset, write_preset
from tests.packets.preset_scenes import small_preset

BUNDLED = bundled_presets()
bundled = pytest.mark.parametrize("preset", BUNDLED.values(), ids=list(BUNDLED))


# Those that come with Bragdoc.


def test_there_are_eight_and_the_default_and_the_first_choice_are_among_them():
    assert list(BUNDLED) == [
        "competencies",
        "promotion-case",
        "one-pager",
        "short",
        "staff-packet",
        "long-narrative",
        "brag-document",
        "accomplishments",
    ]
    assert (DEFAULT, FIRST_CHOICE) == ("competencies", "promotion-case")


@bundled
def test_each_says_when_to_take_it_and_guides_through_every_part_that_is_written(preset):
    assert preset.purpose
    assert [part.label for part in preset.parts if not part.guidance] == [
        KINDS["coverage"] for part in preset.parts if part.kind == "coverage"
    ]


@bundled
def test_each_is_written_and_read_back_the_same(preset):
    assert read_preset(write_preset(preset).encode()) == preset


@bundled
def test_the_parts_of_each_can_be_filled_within_its_whole(preset):
    """The least of all parts fits into the whole, and its texts into their parts."""
    if preset.budget is None or preset.budget.unit != "words":
        pytest.skip("its whole is not counted in words")
    words = [part.budget for part in preset.parts if part.budget and part.budget.unit == "words"]
    assert sum(budget.least for budget in words) <= preset.budget.most
    assert preset.budget.least <= preset.budget.most


def test_the_short_one_holds_a_thousand_words_and_the_one_pager_a_page():
    assert (BUNDLED["short"].budget.most, BUNDLED["short"].budget.unit) == (1000, "words")
    assert (BUNDLED["one-pager"].budget.most, BUNDLED["one-pager"].budget.unit) == (1, "pages")
    parts = [part.budget.most for part in BUNDLED["short"].parts]
    assert sum(parts) <= 1000


def test_the_staff_packet_asks_seven_questions():
    assert [part.title[-1] for part in BUNDLED["staff-packet"].sections()] == ["?"] * 7


# Files.


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty; expected `format: preset/1` on its first line"),
        ("- one", "line 1: expected a mapping that starts with `format: preset/1`"),
        ("format: ladder/1", "line 1, format: `ladder/1` is not one of 'preset/1'"),
        ("slug: A b", "line 1, slug: `A b` is no slug; expected small letters, digits and"),
        ("colour: red", "line 1, colour: `colour` is not part of the format"),
        ("name: [", "this is not YAML"),
        ("a: &a [1]\nb: *c", "`*c` refers to nothing above it"),
        (
            "name: !!python/object:os.system x",
            "the tag `tag:yaml.org,2002:python/object:os.system`",
        ),
        ("name: one\nname: two", "`name` is given twice, first on line 1"),
        ("name: a\n---\nname: b", "a second document starts here"),
    ],
)
def test_a_file_that_is_no_preset_is_refused_with_its_line(text, complaint):
    with pytest.raises(LadderError) as refused:
        read_preset(text.encode())
    assert complaint in str(refused.value)


def test_a_file_that_grows_by_its_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(LadderError, match="with aliases written out"):
        read_preset("\n".join(lines).encode())


def test_a_file_nested_too_deeply_and_one_too_large_are_refused():
    with pytest.raises(LadderError, match="nesting is deeper than 20"):
        read_preset(("[" * 500).encode())
    with pytest.raises(LadderError, match="at most 1,000,000 are read"):
        read_preset(b"a" * 1_000_001)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ([{"kind": "ask"}, {"kind": "ask"}], "A part stands twice."),
        ([{"kind": "section", "title": "One"}], "Each section needs a key of its own."),
        ([{"kind": "section", "key": "a"}], "Each section needs a title."),
        (
            [{"kind": "section", "key": "a", "title": "A"}] * 2,
            "Each section needs a key of its own.",
        ),
        ([{"kind": "ask", "title": "The wish"}], "Only a section has a key and a title."),
        ([{"kind": "gaps", "budget": {"unit": "wins", "most": 3}}], "Only sections hold wins."),
        ([{"kind": "gaps", "budget": {"most": 3, "least": 4}}], "asks for more than it allows."),
    ],
)
def test_a_preset_that_disagrees_with_itself_is_none(parts, complaint):
    with pytest.raises(ValidationError, match=complaint):
        small_preset(parts=parts)


def test_a_small_file_says_all_of_a_preset():
    text = dedent("""\
        format: preset/1
        slug: half-year
        name: Half-year review
        parts:
          - kind: summary
            guidance: What is different since July?
          - kind: section
            key: results
            title: Results
          - kind: next
        """)
    assert read_preset(text.encode()) == small_preset()
    assert write_preset(small_preset()) == text


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(name=TEXTS.filter(str.strip), guidance=TEXTS, purpose=TEXTS)
def test_any_words_come_back_out_of_a_file(name, guidance, purpose):
    parts = [{"kind": "ask", "guidance": guidance}]
    preset = small_preset(name=name, purpose=purpose, parts=parts)
    assert read_preset(write_preset(preset).encode()) == preset


# What a change plans.


def of(*keys, competencies=False) -> PresetDocument:
    sections = [{"kind": "section", "key": key, "title": f"The {key}"} for key in keys]
    return small_preset(
        parts=[{"kind": "ask"}, *([{"kind": "competencies"}] if competencies else []), *sections]
    )


def standing(part, *, title="", is_written=False):
    return Standing(part, title or f"The {part}", "", part, is_written)


DELIVERY = Standing("delivery", "Delivery", "delivery", "", False)
ASKED = [Asked("delivery", "Delivery"), Asked("hiring", "Hiring")]


def test_empty_sections_of_the_old_preset_go_and_written_ones_become_her_own():
    written = standing("b", is_written=True)
    change = preset_change([standing("a"), written], of("a", "b"), of("c"), ASKED)
    assert (change.removed, change.own) == ((standing("a"),), (written,))
    assert change.adds == ("The c",)


def test_a_section_that_she_named_stays_even_when_it_is_empty():
    named = standing("a", title="My own name")
    change = preset_change([named], of("a"), of("c"), ASKED)
    assert (change.removed, change.own) == ((), (named,))


def test_a_section_of_her_own_is_of_no_preset_and_never_goes():
    own = Standing("glue", "Glue work", "", "", False)
    change = preset_change([own], of("a"), of("glue"), ASKED)
    assert (change.removed, change.own, change.returning) == ((), (), ())
    assert change.adds == ("The glue",)


def test_a_written_section_returns_into_its_part():
    written = standing("a", is_written=True)
    change = preset_change([written], of("c"), of("a"), ASKED)
    assert (change.returning, change.adds) == ((written,), ())


def test_a_part_with_another_title_renames_what_she_did_not_name():
    other = small_preset(parts=[{"kind": "section", "key": "a", "title": "Otherwise"}])
    assert preset_change([standing("a")], of("a"), other, ASKED).titles == {"a": "Otherwise"}
    named = standing("a", title="My own name")
    assert preset_change([named], of("a"), other, ASKED).titles == {}


def test_competencies_come_where_the_preset_has_a_part_for_them_and_empty_ones_go():
    with_them, without = of(competencies=True), of("a")
    assert preset_change([DELIVERY], without, with_them, ASKED).adds == ("Hiring",)
    assert preset_change([DELIVERY], with_them, without, ASKED).removed == (DELIVERY,)
    written = DELIVERY._replace(is_written=True)
    assert preset_change([written], with_them, without, ASKED).own == (written,)
