"""Whatever a file holds, reading it gives a ladder or one sentence, and soon."""

import csv
import json
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.ladders.json_form import read_ladder_json
from bragdoc.ladders.long_form import read_long_form
from bragdoc.ladders.long_form.table import ALL_COLUMNS
from tests.bragdoc.ladder_documents import own_data, slugs, texts
from tests.bragdoc.test_ladder_reading import FULL

WHOLE = FILE_FORMS["yaml"].read(FULL.encode())
WRITTEN = {form: FILE_FORMS[form].bytes_of(WHOLE) for form in FILE_FORMS} | {"yaml": FULL.encode()}
EVERY_FORM = pytest.mark.parametrize("form", FILE_FORMS)
MANY = settings(max_examples=150)


def read(form, data):
    """Reads, and lets nothing but a ladder or a sentence with its place pass."""
    with suppress(LadderError):
        FILE_FORMS[form].read(data)


# Anything at all.


@EVERY_FORM
@MANY
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes(form, data):
    read(form, data)


@EVERY_FORM
@MANY
@given(data=st.data())
def test_a_damaged_file(form, data):
    whole = WRITTEN[form]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 60, len(whole))))
    signs = [
        b": ",
        b"\n",
        b"- ",
        b"{",
        b"[",
        b"*a",
        b"~",
        b'"',
        b",",
        b";",
        b"\t",
        b"\r",
        b"'",
        b"0",
    ]
    copied = data.draw(st.integers(0, len(whole)))
    junk = data.draw(
        st.binary(max_size=8) | st.sampled_from(signs) | st.just(whole[copied : copied + 80])
    )
    read(form, whole[:start] + junk + whole[end:])


@MANY
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(ALL_COLUMNS, slugs | texts)
            | {"row": st.sampled_from(["ladder", "level", "scale", "track", "position", "area"])}
            | {"details": own_data.map(json.dumps) | texts},
        )
        | st.fixed_dictionaries(
            {"level": slugs, "competency": slugs},
            optional={"expectation": texts, "track": slugs, "area": slugs, "title": texts}
            | {"row": st.sampled_from(["competency", "cell", "expectation"])}
            | {"details": st.sampled_from(["scale: a", "status: n/a", "same_as: a", "need: a"])},
        ),
        max_size=8,
    )
)
def test_any_rows_under_the_columns_of_the_long_form(rows):
    text = StringIO()
    writer = csv.DictWriter(text, ALL_COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    read("csv", text.getvalue().encode())


def places(value, path=()):
    """Every place in a document, as a path of keys and indexes."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


ODD = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        1e308,
        10**14,
        "",
        "a",
        "l1",
        "a/b",
        "n/a",
        [],
        {},
        [[]],
        {"": ""},
        "é" * 300,
    ]
)


@MANY
@given(data=st.data())
def test_a_document_with_something_odd_in_one_place(data):
    document = json.loads(WRITTEN["json"])
    *way, last = data.draw(st.sampled_from([path for path in places(document) if path]))
    holder = document
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(ODD | own_data)
    read("json", json.dumps(document).encode())
    read("yaml", json.dumps(document).encode())  # JSON is YAML


# What would take too long.


DEEP = "[" * 100_000
TEN_MEGABYTES = b"a: b\n" * 2_000_000


@EVERY_FORM
@pytest.mark.parametrize(
    "data",
    [
        TEN_MEGABYTES,
        DEEP.encode(),
        b"{" * 500_000,
        b'{"a":' * 150_000,
        b'"' * 999_999,
        b"\\" * 999_999,
        b"\n" * 999_999,
        b"," * 999_999,
        b"- " * 499_999,
        b"? " * 499_999,
        b"9" * 999_999,
        b"&a " * 333_333,
        b"!" * 999_999,
        b"\0" * 999_999,
        b"PK\x03\x04" + b"\0" * 500_000,
        b"\xff" * 999_999,
        "\u202e\u0301\U0001f469\u200d".encode() * 60_000,
        b"level,competency,expectation\n" + b"," * 900_000,
        b"level,competency,expectation\n" + b'a,b,"' + b"x" * 900_000,
        b"level,competency,expectation\n" + b"".join(b"%d,b,c\n" % n for n in range(60_000)),
        b"level,competency,expectation\n" + b"".join(b"a,%d,c\n" % n for n in range(8_000)),
        b"level,title,competency,expectation\n" + b"".join(b"%d,t,b,c\n" % n for n in range(8_000)),
        b"row,level,competency,expectation,details\n" + b'level,,,,"' + DEEP.encode() + b'"\n',
    ],
    ids=range(23),
)
def test_a_large_hostile_file_is_read_or_refused(form, data):
    read(form, data)


@EVERY_FORM
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", {"yaml": "the file is empty", "csv": "expected a first row", "json": "the file is"}),
        (TEN_MEGABYTES, "the file has 10,000,000 bytes; at most 1,000,000 are read"),
        (b"level: \xe9", "line 1: this is not text in UTF-8; save the file as UTF-8 and try again"),
        (
            b"a\n\x07",
            "line 2: the character U+0007 cannot stand in a ladder; save it as UTF-8 text",
        ),
    ],
    ids=["empty", "ten megabytes", "another encoding", "a control character"],
)
def test_what_is_wrong_is_said_in_a_sentence(form, data, said):
    with pytest.raises(LadderError) as caught:
        FILE_FORMS[form].read(data)
    assert str(caught.value).startswith(said[form] if isinstance(said, dict) else said)


# What is wrong between the parts is said at its place in every form.


@pytest.mark.parametrize(
    ("said", "sheet", "document"),
    [
        (
            "another level is named `L1` too; give each its own name (first on {} 2)",
            "level,,L1,,,,a,,,\nlevel,,L1,,,,b,,,\n",
            '"levels": [\n{"slug": "a", "name": "L1"},\n{"slug": "b", "name": "L1"}]',
        ),
        (
            "`same_as` leads back to itself: l1 → l2 → l1",
            "cell,,L1,,,C,,,,same_as: l2\ncell,,L2,,,C,,,,same_as: l1\n",
            '"levels": [{"slug": "l1", "name": "L1"}, {"slug": "l2", "name": "L2"}],\n'
            '"areas": [{"slug": "a", "name": "A", "competencies": [{"slug": "c", "name": "C",\n'
            '"expect": {"l1": {"same_as": "l2"}, "l2": {"same_as": "l1"}}}]}]',
        ),
    ],
    ids=["two levels of one name", "a cycle"],
)
def test_what_is_wrong_between_parts_is_said_with_its_row_or_line(said, sheet, document):
    with pytest.raises(LadderError) as in_sheet:
        read_long_form(
            f"row,track,level,title,area,competency,slug,expectation,examples,details\n{sheet}".encode()
        )
    head = '{"format": "ladder/1", "ladder": {"slug": "a", "name": "A", "version": "1"},'
    with pytest.raises(LadderError) as in_json:
        read_ladder_json(f"{head}{document}}}".encode())
    assert in_sheet.value.problems[0].sentence == said.format("row")
    assert in_json.value.problems[0].sentence == said.format("line")
    assert (in_sheet.value.line, in_json.value.line) in [(3, 3), (2, 3)]
