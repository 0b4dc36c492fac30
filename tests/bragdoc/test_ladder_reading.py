"""Ladder files: what YAML would change, what is refused and where, and writing back."""

from contextlib import suppress
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.reading import LadderError, read_ladder
from bragdoc.ladders.writing import write_ladder

SMALL = dedent("""\
    format: ladder/1
    ladder: {slug: small, name: Small ladder, version: VERSION}
    levels:
      - {slug: l1, name: Level 1}
      - {slug: l2, name: Level 2}
    areas:
      - slug: craft
        name: Craft
        competencies:
          - slug: testing
            name: Testing
            expect:
              l1: [Tests their own work.]
              l2:
                - text: Tests the edges.
                  links: [{label: Guide, url: "https://example.org/guide"}]
    """)

# One ladder with every part of the format.
FULL = dedent("""\
    format: ladder/1
    ladder:
      slug: full
      name: Full ladder
      version: "2026.10"
      accumulate: standalone
      summary: |
        Two lines,
        both kept.
      language: pt-BR
      source: {url: "https://example.org", licence: CC-BY-4.0, attribution: Example Ltd}
      replaces:
        version: "2025"
        levels: {first: l1}
        competencies: {qa: testing}
        expectations: {qa/tests: testing/tests-own-work}
      extra: {sheet: 12, ratio: 1.5, zip: 007, price: 1.10,
              shown: false, day: 2026-01-05, none: ~, "yes": [NO]}
    levels:
      - {slug: l1, name: Level 1, code: "1"}
      - {slug: l2, name: Level 2, rank: 5, equivalents: {levels-fyi: Senior}}
      - {slug: "no", name: "Null"}
    scales:
      - slug: mastery
        steps:
          - {slug: novice}
          - {slug: expert, name: Master, summary: Others come to you.}
    tracks:
      - slug: ic
        name: Individual
        kind: ic
        levels:
          - l1
          - level: l2
            code: E2
            title: Senior Engineer
            summary: Sets direction.
            targets:
              review: {step: expert, need: optional, any_of: craft, note: In their own words.}
            criteria: [{kind: text, text: Two years.}]
            signals: ["Others ask: what would they do?"]
            pitfalls: [Waits to be asked.]
      - slug: lead
        name: Lead
        kind: architecture
        levels: [{level: l2, targets: {review: novice}}]
    areas:
      - slug: craft
        name: Craft
        summary: How it is made.
        competencies:
          - slug: testing
            name: Testing
            tracks: [ic]
            expect:
              l1:
                - {slug: tests-own-work, text: Tests everything.}
                - "- starts with a dash"
                - "true"
                - テスト
              l2:
                same_as: l1
                items: [Same., Same.]
              ic/l2:
                summary: You can
                items: [Lead., {text: Teach., need: optional}]
                examples: [A]
              no: n/a
          - slug: review
            name: Review
            scale: mastery
            expect:
              novice: {summary: Asks early.}
              expert: {status: not-defined}
    """)


def small(version="'1'", **replacements):
    text = SMALL.replace("VERSION", version)
    for old, new in replacements.values():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def changed(old, new):
    return small(edit=(old, new))


def refusal(data):
    with pytest.raises(LadderError) as caught:
        read_ladder(data)
    return str(caught.value)


# What YAML would turn into something else.


@pytest.mark.parametrize(
    "version",
    ["1.10", "2026-01-05", "2022-11", "2.0.0", "1e3", "0x10", "010", "NO", "on", "12:30", "true"],
)
def test_a_version_keeps_the_text_that_stands_in_the_file(version):
    assert read_ladder(small(version)).ladder.version == version


def test_a_code_or_slug_that_yaml_takes_for_a_boolean_stays_text():
    levels = "  - {slug: no, name: Off, code: NO}\n  - {slug: on, name: Yes, code: ON}\n"
    ladder = read_ladder(
        f"format: ladder/1\nladder: {{slug: a, name: A, version: 1}}\nlevels:\n{levels}".encode()
    )
    assert [p.label for _, p in ladder.positions()] == ["Off (NO)", "Yes (ON)"]
    assert [level.slug for level in ladder.levels] == ["no", "on"]


def test_extra_keeps_numbers_and_booleans_and_never_rounds():
    assert read_ladder(FULL.encode()).ladder.extra == {
        "sheet": 12,
        "ratio": 1.5,
        "zip": "007",
        "price": "1.10",
        "shown": False,
        "day": "2026-01-05",
        "none": None,
        "yes": ["NO"],
    }


def test_a_field_with_nothing_behind_it_is_left_out():
    assert read_ladder(changed("    name: Craft", "    summary:\n    name: Craft")) == read_ladder(
        small()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_carry_a_byte_order_mark_and_windows_line_ends(encoding):
    text = small().decode().replace("Level 1", "Niveau n° 1").replace("\n", "\r\n")
    assert read_ladder(text.encode(encoding)).levels[0].name == "Niveau n° 1"


def test_anchors_and_aliases_are_read():
    ladder = read_ladder(
        changed("{slug: l1, name: Level 1}", "{slug: l1, name: &n Level 1, code: *n}")
    )
    assert (ladder.levels[0].name, ladder.levels[0].code) == ("Level 1", "Level 1")


# What is refused, and where.


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty; expected `format: ladder/1` on its first line"),
        (b"- a\n", "line 1: expected a mapping that starts with `format: ladder/1`"),
        (b"a: 1\n---\nb: 2\n", "line 2: a second document starts here; expected one ladder a file"),
        (b"a: 1\n? [b]\n: 2\n", "line 2: expected plain text before the colon"),
        (
            b"a: b\na\0: c\n",
            "line 2: the character U+0000 cannot stand in a ladder; save it as UTF-8 text",
        ),
        (
            b'a: b\nc: "d\\0"\n',
            "line 2: the character U+0000 cannot stand in a ladder; save it as UTF-8 text",
        ),
        (
            "a: b\nc: é\n".encode("latin-1"),
            "line 2: this is not text in UTF-8; save the file as UTF-8 and try again",
        ),
        (b"a: 1\nb: 2\na: 3\n", "line 3: `a` is given twice, first on line 1"),
        (b"a: &x [*x]\n", "line 1: `*x` refers to nothing above it"),
        (
            b"a: !!python/name:os.system\n",
            "line 1: the tag `tag:yaml.org,2002:python/name:os.system` "
            "is not part of the format; leave it out",
        ),
        (
            b"a: 1\nb: [1\nc: 2\n",
            "line 3: this is not YAML (did not find expected ',' or ']'); "
            "look at the quotes and the indentation here",
        ),
    ],
)
def test_what_is_no_ladder_file_is_refused_in_one_sentence(data, said):
    assert refusal(data) == said


TESTING = "areas › craft › competencies › testing"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ladder/1", "ladder/2", "line 1, format: `ladder/2` is not one of 'ladder/1'"),
        (
            "        name: Testing",
            "        nam: Testing",
            f"line 10, {TESTING}: `name` is missing; line 11, {TESTING} › nam: "
            "`nam` is not part of the format; data of your own goes under `extra`",
        ),
        (
            "slug: l2,",
            "slug: l 2,",
            "line 5, levels › l 2 › slug: `l 2` is no slug; "
            "expected small letters, digits and single hyphens",
        ),
        (
            "l1: [",
            "l9: [",
            f"line 13, {TESTING} › expect › l9: "
            "`l9` is not a level of this ladder; the file declares l1, l2",
        ),
        (
            "l2:\n",
            "l8:\n",
            f"line 14, {TESTING} › expect › l8: "
            "`l8` is not a level of this ladder; the file declares l1, l2",
        ),
        (
            "areas:",
            "tracks: [{slug: ic, name: IC, levels: [{level: l1, titel: Engineer}]}]\nareas:",
            "line 6, tracks › ic › levels › l1 › titel: "
            "`titel` is not part of the format; data of your own goes under `extra`",
        ),
        (
            "areas:",
            "tracks:\n  - slug: ic\n    name: IC\n    levels: [l1,\n      l9,\n      l1]\nareas:",
            "line 10, tracks › ic › levels › 2: "
            "`l9` is not a level of this ladder; the file declares l1, l2; "
            "line 11, tracks › ic › levels › 3: `l1` is used twice; give each its own slug "
            "(first on line 9)",
        ),
        (
            "{slug: l2, name: Level 2}",
            "{slug: l2, name: level  1}",
            "line 5, levels › l2 › name: another level is named `level  1` too; "
            "give each its own name (first on line 4)",
        ),
        (
            "l1: [Tests their own work.]",
            "l1: Tests their own work.",
            f"line 13, {TESTING} › expect › l1: "
            "expected a list of expectations, `n/a`, or a mapping",
        ),
        (
            "text: Tests the edges.",
            "text: ''",
            f"line 15, {TESTING} › expect › l2 › 1 › text: expected text, and found none",
        ),
        (
            "text: Tests the edges.",
            "text: [a]",
            f"line 15, {TESTING} › expect › l2 › 1 › text: expected text",
        ),
        (
            '"https://example.org/guide"',
            '"javascript:alert(1)"',
            f"line 16, {TESTING} › expect › l2 › 1 › links › 1 › url: `javascript:alert(1)` "
            "is no link; expected one that starts with http:// or https://",
        ),
        (
            "{slug: l1, name: Level 1}",
            "{slug: l1, name: Level 1, rank: high}",
            "line 4, levels › l1 › rank: expected a whole number",
        ),
        (
            "name: Small ladder",
            "name: Small ladder, language: English",
            "line 2, ladder › language: `English` is no language code; "
            "expected one such as `en` or `pt-BR`",
        ),
    ],
)
def test_a_fault_is_said_with_its_line_and_place(old, new, said):
    assert refusal(changed(old, new)) == said


def test_an_error_carries_the_line_and_path_of_its_first_problem():
    with pytest.raises(LadderError) as caught:
        read_ladder(changed("l1: [", "l9: ["))
    assert caught.value.line == 13
    assert caught.value.path == ("areas", "craft", "competencies", "testing", "expect", "l9")


def test_all_problems_are_kept_and_the_first_five_said():
    levels = "".join(f"  - {{slug: L{n}, name: Level}}\n" for n in range(6))
    with pytest.raises(LadderError) as caught:
        read_ladder(changed("  - {slug: l1, name: Level 1}\n", levels))
    assert [problem.line for problem in caught.value.problems] == list(range(4, 10))
    assert str(caught.value).count("is no slug") == 5
    assert str(caught.value).endswith("; and 1 more")


def test_a_list_whose_every_item_is_wrong_is_not_called_empty_as_well():
    one = "  - {slug: l1, name: Level 1}\n  - {slug: l2, name: Level 2}\n"
    assert refusal(changed(one, "  - {slug: L1, name: Level 1}\n")) == (
        "line 4, levels › L1 › slug: `L1` is no slug; "
        "expected small letters, digits and single hyphens"
    )


# Bounds.


def bomb():
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(rows).encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a" * 50_000_000, "the file has 50,000,000 bytes; at most 1,000,000 are read"),
        (bomb(), "line 5: the file passes 50,000 values or 2,000,000 characters here"),
        (
            b"a: &a " + b"x" * 900_000 + b"\nb: [*a,\n *a,\n *a]",
            "line 3: the file passes 50,000 values or 2,000,000 characters here",
        ),
        (b"- a\n" * 60_000, "line 50000: the file passes 50,000 values"),
        (b"[" * 900_000, "line 1: the nesting is deeper than 20 here"),
        (b"- " * 400_000, "line 1: the nesting is deeper than 20 here"),
        (
            b"a: &a [[[[[[[[[[1]]]]]]]]]]\nb: [[[[[[[[[*a]]]]]]]]]\n",
            "line 2: the nesting is deeper than 20 here",
        ),
    ],
    ids=["size", "bomb", "long aliases", "values", "flow depth", "block depth", "alias depth"],
)
def test_a_file_that_would_take_too_much_is_refused(data, said):
    assert refusal(data).startswith(said)


def test_ten_thousand_equal_bullets_are_numbered():
    bullets = "[" + "Tests., " * 10_000 + "]"
    ladder = read_ladder(changed("[Tests their own work.]", bullets))
    assert ladder.competency("testing").expect["l1"].items[-1].slug == "tests-10000"


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_reading_any_bytes_raises_nothing_but_ladder_errors(data):
    with suppress(LadderError):
        read_ladder(data)


@given(st.data())
def test_reading_a_damaged_ladder_raises_nothing_but_ladder_errors(data):
    whole = FULL.encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    junk = data.draw(
        st.binary(max_size=8) | st.sampled_from([b": ", b"\n", b"- ", b"{", b"*a", b"~"])
    )
    with suppress(LadderError):
        read_ladder(whole[:start] + junk + whole[end:])


# Writing.


def test_every_part_of_the_format_is_read_back_as_it_was_written():
    ladder = read_ladder(FULL.encode())
    assert read_ladder(write_ladder(ladder).encode()) == ladder


def test_a_written_ladder_has_the_short_forms_and_nothing_that_reading_fills_in():
    written = yaml.safe_load(write_ladder(read_ladder(small())))
    assert written == {
        "format": "ladder/1",
        "ladder": {"slug": "small", "name": "Small ladder", "version": "1"},
        "levels": [{"slug": "l1", "name": "Level 1"}, {"slug": "l2", "name": "Level 2"}],
        "areas": [
            {
                "slug": "craft",
                "name": "Craft",
                "competencies": [
                    {
                        "slug": "testing",
                        "name": "Testing",
                        "expect": {
                            "l1": ["Tests their own work."],
                            "l2": [
                                {
                                    "text": "Tests the edges.",
                                    "links": [
                                        {"label": "Guide", "url": "https://example.org/guide"}
                                    ],
                                }
                            ],
                        },
                    }
                ],
            }
        ],
    }


def test_a_written_ladder_is_laid_out_to_be_read():
    header = "{slug: small, name: Small ladder, version: '1'"
    ladder = read_ladder(changed(header, header + ', extra: {no: 1}, summary: "One.\\nTwo."'))
    assert write_ladder(ladder).startswith(
        dedent("""\
            format: ladder/1
            ladder:
              slug: small
              name: Small ladder
              version: '1'
              summary: |-
                One.
                Two.
              extra:
                'no': 1
            levels:
              - slug: l1
                name: Level 1
            """)
    )


def test_a_slug_is_written_only_when_it_is_not_the_derived_one():
    written = yaml.safe_load(write_ladder(read_ladder(FULL.encode())))
    expect = written["areas"][0]["competencies"][0]["expect"]
    assert expect == {
        "l1": [
            {"slug": "tests-own-work", "text": "Tests everything."},
            "- starts with a dash",
            "true",
            "テスト",
        ],
        "l2": {"items": ["Same.", {"slug": "same-2", "text": "Same."}], "same_as": "l1"},
        "ic/l2": {
            "summary": "You can",
            "items": ["Lead.", {"text": "Teach.", "need": "optional"}],
            "examples": ["A"],
        },
        "no": "n/a",
    }


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1
).filter(lambda text: text.strip() and "\ufffe" not in text and "\uffff" not in text)


@given(
    version=texts.map(lambda text: text.strip()[:50]).filter(str.strip),
    bullets=st.lists(texts, max_size=6),
    extra=st.recursive(
        st.none() | st.booleans() | st.integers(-(10**14), 10**14) | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=6,
    ),
)
def test_no_text_is_lost_between_writing_and_reading(version, bullets, extra):
    competency = {"slug": "testing", "name": "Testing", "expect": {"l1": bullets}}
    ladder = LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "a", "name": "A", "version": version, "extra": {"own": extra}},
            "levels": [{"slug": "l1", "name": "Level 1"}],
            "areas": [{"slug": "craft", "name": "Craft", "competencies": [competency]}],
        }
    )
    assert read_ladder(write_ladder(ladder).encode()) == ladder


def test_real_ladders_are_read_back_as_they_were_written(samples):
    files = sorted((samples / "ladders").glob("*.yaml"))
    assert len(files) >= 6
    for file in files:
        ladder = read_ladder(file.read_bytes())
        assert read_ladder(write_ladder(ladder).encode()) == ladder
