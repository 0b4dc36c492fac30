"""Files that are made to take long, each as large as a file may be, or nearly. All are refused."""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise, repeat
from typing import NamedTuple

from benchmarks.ladder_data import csv_file, workbook_of

SIZE = 1_000_000  # bytes
_LONG_FORM = b"level,competency,expectation\n"


class Hostile(NamedTuple):
    name: str
    file_name: str
    data: bytes


def hostile_files() -> Iterator[Hostile]:
    yield Hostile("commas", "a.csv", b"," * SIZE)
    yield Hostile("commas below the columns of the long form", "a.csv", _filled(_LONG_FORM, b","))
    yield Hostile("rows", "a.csv", _filled(b"", b"a,b,c\n"))
    yield Hostile("rows of the long form", "a.csv", _filled(_LONG_FORM, b"a,b,c\n"))
    yield Hostile("levels, one a row of the long form", "a.csv", _levels())
    yield Hostile("quotes", "a.csv", b'"' * (SIZE - 1))
    yield Hostile("quotes in the long form", "a.csv", _filled(_LONG_FORM, b'"'))
    yield Hostile("nesting, JSON", "a.json", b"[" * SIZE)
    yield Hostile("nesting of names, JSON", "a.json", _filled(b"", b'{"a":'))
    yield Hostile("nesting, YAML", "a.yaml", b"[" * SIZE)
    yield Hostile("items, YAML", "a.yaml", _filled(b"", b"- a\n"))
    yield Hostile("billion laughs, YAML, behind a long comment", "a.yaml", _laughs())
    yield Hostile("one long text with three aliases, YAML", "a.yaml", _long_text())
    yield Hostile("zip bomb, 900 MB of a sheet", "a.xlsx", _bomb())
    yield Hostile("zip bomb, 19 MB in one cell", "a.xlsx", _one_cell())
    yield Hostile("workbook with as many cells as are looked at", "a.xlsx", _many_cells())
    yield Hostile("workbook with billion laughs", "a.xlsx", _laughs_in_xml())


def _filled(start: bytes, piece: bytes) -> bytes:
    """The start, and as many of the pieces as there is room for."""
    return start + piece * ((SIZE - len(start)) // len(piece))


def _levels() -> bytes:
    """Each a level of its own, of a name long enough for the rows to stay within their bound."""
    rows = [["level", "competency", "expectation"]]
    rows += [[f"{number:0100}", "a", "b"] for number in range(9_000)]
    return csv_file(rows)


def _laughs() -> bytes:
    names = "abcdefghi"
    lines = ["a: &a [" + ", ".join(["laugh"] * 9) + "]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise(names)]
    text = "\n".join(lines).encode()
    return b"#" + b" " * (SIZE - 2 - len(text)) + b"\n" + text


def _long_text() -> bytes:
    end = b"\nb: [*a,\n *a,\n *a]\n"
    return b"a: &a " + b"x" * (SIZE - 6 - len(end)) + end


def _bomb() -> bytes:
    return workbook_of(repeat(b" " * SIZE, 900))


def _one_cell() -> bytes:
    """Just below the bound on what a workbook unpacks to."""
    start, end = b'<worksheet><c t="inlineStr"><is><t>', b"</t></is></c></worksheet>"
    return workbook_of([start, *repeat(b"x" * SIZE, 19), end])


def _many_cells() -> bytes:
    """Just below the bounds on bytes and on tags, so that all of it is parsed."""
    row = b"<row>" + b"<c><v>1</v></c>" * 190 + b"</row>"
    return workbook_of([b"<worksheet><sheetData>", row * 780, b"</sheetData></worksheet>"])


def _laughs_in_xml() -> bytes:
    """In the first file of the archive that is read, before a comment of the rest of its size."""
    entities = ['<!ENTITY a "laugh">']
    entities += [f'<!ENTITY {new} "{f"&{old};" * 9}">' for old, new in pairwise("abcdefghi")]
    text = f"<!DOCTYPE a [{''.join(entities)}]><a>&i;</a>".encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_rels/.rels", b"<!--" + b" " * (SIZE - 1_000) + b"-->" + text)
    return file.getvalue()
