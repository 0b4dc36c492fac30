"""A ladder as JSON: what is written, and what is refused and where."""

import json
from textwrap import dedent

import pytest

from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.json_form import read_ladder_json, write_ladder_json
from bragdoc.ladders.reading import read_ladder

SMALL = dedent("""\
    {
      "format": "ladder/1",
      "ladder": {"slug": "small", "name": "Small ladder", "version": "1.10"},
      "levels": [
        {"slug": "l1", "name": "Level 1"},
        {"slug": "l2", "name": "Level 2"}
      ],
      "areas": [{"slug": "craft", "name": "Craft", "competencies": [{
        "slug": "testing", "name": "Testing",
        "expect": {
          "l1": ["Tests \\u2014 always \\ud83d\\ude00."],
          "l2": "n/a"
        }
      }]}]
    }
    """)
YAML = """
format: ladder/1
ladder: {slug: small, name: Small ladder, version: 1.10}
levels: [{slug: l1, name: Level 1}, {slug: l2, name: Level 2}]
areas:
  - slug: craft
    name: Craft
    competencies:
      - {slug: testing, name: Testing, expect: {l1: [Tests — always 😀.], l2: n/a}}
"""


def refusal(text):
    with pytest.raises(LadderError) as caught:
        read_ladder_json(text.encode())
    return str(caught.value)


def test_json_reads_as_the_same_ladder_in_yaml():
    assert read_ladder_json(SMALL.encode()) == read_ladder(YAML.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_and_windows_line_ends_are_read(encoding):
    data = SMALL.replace("\n", "\r\n").encode(encoding)
    assert read_ladder_json(data) == read_ladder_json(SMALL.encode())


def test_what_is_written_leaves_nothing_to_be_derived():
    written = json.loads(write_ladder_json(read_ladder_json(SMALL.encode())))
    assert [level["rank"] for level in written["levels"]] == [1, 2]
    assert written["tracks"] == [
        {
            "slug": "main",
            "name": "Main",
            "levels": [
                {"level": "l1", "track": "main", "title": "Level 1"},
                {"level": "l2", "track": "main", "title": "Level 2"},
            ],
        }
    ]
    assert written["areas"][0]["competencies"][0]["expect"] == {
        "l1": {"items": [{"slug": "tests-always", "text": "Tests — always 😀."}]},
        "l2": {"status": "not-applicable"},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'the file is empty; expected {"format": "ladder/1", …}'),
        (" \n\n", 'the file is empty; expected {"format": "ladder/1", …}'),
        ("[1]", "line 1: expected a mapping that starts with `format: ladder/1`"),
        ("{}\n\n{}", "line 3: something follows the end of the ladder here"),
        ('{"a": 1,\n"a": 2}', "line 2: `a` is given twice, first on line 1"),
        ('{"a":\n\n}', "line 3: this is not JSON (expecting value); look at the quotes and commas "
                       "here"),
        ('{"a": 1\n"b": 2}', "line 2: this is not JSON (expected `,`); look at the quotes and "
                             "commas here"),
        ('{"a" 1}', "line 1: this is not JSON (expected `:`); look at the quotes and commas here"),
        ("{a: 1}", "line 1: this is not JSON (expected a name in double quotes, or `}`); look at "
                   "the quotes and commas here"),
        ("{'a': 1}", "line 1: this is not JSON (expected a name in double quotes, or `}`); look at "
                     "the quotes and commas here"),
        ('{"a": "b', "line 1: this is not JSON (unterminated string starting at); look at the "
                     "quotes and commas here"),
        ('{"a": [1,\n]}', "line 2: this is not JSON (expecting value); look at the quotes and "
                          "commas here"),
        ('{"a": NaN}', "line 1: this is not JSON (`NaN` is no number); look at the quotes and "
                       "commas here"),
        ('{"a":\n-Infinity}', "line 2: this is not JSON (`-Infinity` is no number); look at the "
                              "quotes and commas here"),
        ('{"a":\n"\\u0000"}', "line 2: the character U+0000 cannot stand in a ladder; save it as "
                              "UTF-8 text"),
        ('{"\\ud800": 1}', "line 1: the character U+D800 cannot stand in a ladder; save it as "
                           "UTF-8 text"),
        ('{"a": ' + "9" * 5_000 + "}", "line 1: a number has 5,000 digits here; make it text"),
        ("[" * 100_000, "line 1: the nesting is deeper than 20 here"),
        ('{"a":' * 100_000, "line 1: the nesting is deeper than 20 here"),
        ("[\n" + "1,\n" * 60_000, "line 50001: the file passes 50,000 values or 2,000,000 "
                                  "characters here"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_with_its_line(text, said):
    assert refusal(text) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"1.10"', "1.10", "line 3, ladder › version: expected text"),
        ("ladder/1", "ladder/2", "line 2, format: `ladder/2` is not one of 'ladder/1'"),
        (
            '"slug": "l2"',
            '"slug": "L2"',
            "line 6, levels › L2 › slug: `L2` is no slug; "
            "expected small letters, digits and single hyphens",
        ),
        (
            '"l2": "n/a"',
            '"l3": "n/a"',
            "line 12, areas › craft › competencies › testing › expect › l3: "
            "`l3` is not a level of this ladder; the file declares l1, l2",
        ),
        (
            '"name": "Level 2"',
            '"name": "Level 2", "extra": {"a": 1e400}',
            "line 6, levels › l2 › extra: "
            "a number of more than 15 digits is not kept exactly; make it text",
        ),
        (
            '"name": "Level 2"',
            '"name": "Level 2", "rank": 1' + "0" * 20,
            "line 6, levels › l2 › rank: expected 10000 or less",
        ),
    ],
)
def test_a_fault_is_said_with_its_line_and_place(old, new, said):
    assert old in SMALL
    assert refusal(SMALL.replace(old, new)) == said
