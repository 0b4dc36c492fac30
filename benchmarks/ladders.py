"""Ladders of 500 and of 2,000 expectations: read, looked at as a page, compared; and files that
are refused.

The collector of garbage runs as it does for people: reading a file makes many objects at once.
"""

from collections.abc import Callable, Hashable
from functools import partial
from time import process_time

import yaml
from django.urls import reverse

from accounts.models import User
from benchmarks.hostile import Hostile, hostile_files
from benchmarks.ladder_data import csv_file, ladder, sheet, workbook
from benchmarks.measure import Turns, seconds
from benchmarks.pages import FLOOR, Site
from bragdoc.ladders.comparing import compare
from bragdoc.ladders.document import LadderDocument, counts
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.ladders.findings import findings
from bragdoc.ladders.incoming import read_incoming
from bragdoc.ladders.matching import match, suggestions
from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import Grid, read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.xlsx import read_workbook
from bragdoc.models import LadderImport

SIZES = (500, 2_000)  # expectations
PROMISED = "The product promises 1 s for 500 expectations and 5 s for 2,000."
PROMISED_REFUSAL = "The product promises to refuse within 2 s."
PARSED = "YAML parsed by PyYAML alone"
READ = "YAML read and counted"

type Acts = dict[str, Callable[[], object]]


def measure_ladders(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each act and size: ms, ratios to PyYAML on the same ladder and to the first size.

    Raises RuntimeError when something is read that is not the ladder it was made of.
    """
    acts = {size: _acts(size) for size in SIZES}
    taken = Turns()
    for turn in range(turns):
        say(f"Ladders, turn {turn + 1} of {turns}")
        for name in acts[SIZES[0]]:
            for size in SIZES:
                _take(taken, (name, size), acts[size][name])
    return [
        {
            "act": name,
            "expectations": size,
            "ms": taken.median((name, size)) * 1000,
            "× PyYAML": taken.ratio((name, size), (PARSED, size)),
            f"× at {SIZES[0]}": taken.ratio((name, size), (name, SIZES[0])),
        }
        for name in acts[SIZES[0]]
        for size in SIZES
    ]


def measure_previews(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for the floor, and for the page of each import before a draft is made of it."""
    person = User.objects.create_user("ladders@example.org", None)
    site = Site(person)
    pages: dict[tuple[str, int], str] = {
        (name, size): reverse("ladder-import", args=[_brought(person, data, file_name)])
        for name, file_name, make in (
            ("preview of a spreadsheet", "wide.csv", lambda size: csv_file(sheet(size))),
            ("preview of a ladder file", "wide.yaml", lambda size: _written("yaml", size)),
        )
        for size in SIZES
        for data in [make(size)]
    }
    for (name, size), address in pages.items():
        if f"{size} expectations" not in site.get(address):
            raise RuntimeError(f"The {name} does not show {size} expectations")
    pages = {(FLOOR, 0): reverse("floor")} | pages
    taken = Turns()
    for turn in range(turns):
        say(f"Previews of ladders, turn {turn + 1} of {turns}")
        for subject, address in pages.items():
            _take(taken, subject, partial(site.get, address))
    return [
        {
            "page": name,
            "expectations": size,
            "ms": taken.median((name, size)) * 1000,
            "× floor": taken.ratio((name, size), (FLOOR, 0)),
            f"× at {SIZES[0]}": taken.ratio((name, size), (name, SIZES[0] if size else 0)),
            "queries": site.queries(address),
        }
        for (name, size), address in pages.items()
    ]


def measure_refusals(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each hostile file: KB, ms till it is refused, ratio to a ladder that is read.

    Raises RuntimeError when one of them is not refused.
    """
    say("Making hostile files")
    files = list(hostile_files())
    read = partial(_read, "yaml", _written("yaml", SIZES[0]), SIZES[0])
    taken = Turns()
    for turn in range(turns):
        say(f"Refusals, turn {turn + 1} of {turns}")
        _take(taken, READ, read)
        for file in files:
            _take(taken, file.name, partial(_refuse, file))
    return [
        {
            "refused": file.name,
            "KB": len(file.data) // 1000,
            "ms": taken.median(file.name) * 1000,
            f"× {SIZES[0]} read": taken.ratio(file.name, READ),
        }
        for file in files
    ]


def _take(taken: Turns, subject: Hashable, act: Callable[[], object]) -> None:
    taken.add(subject, seconds(act, clock=process_time, collecting=True))


# What is measured ---------------------------------------------------------------------------------


def _acts(size: int) -> Acts:
    document, after = ladder(size), ladder(size, reworded=True)
    now, goal = document.position("main", "l4"), document.position("main", "l5")
    text = _written("yaml", size)
    cells = sheet(size)
    return {
        PARSED: partial(yaml.load, text, Loader=yaml.CSafeLoader),
        READ: partial(_read, "yaml", text, size),
        "JSON read and counted": partial(_read, "json", _written("json", size), size),
        "long CSV read and counted": partial(_read, "csv", _written("csv", size), size),
        "spreadsheet, CSV: read, guessed, built": partial(_read_sheet, csv_file(cells), size),
        "spreadsheet, workbook: read, guessed, built": partial(
            _read_workbook, workbook(cells), size
        ),
        "findings": partial(findings, document),
        "two positions compared": partial(compare, document, now, document, goal),
        "two versions matched": partial(_match, document, after, size // 2),
        "renames suggested between two versions": partial(_suggest, document, after, size // 2),
    }


def _written(form: str, size: int) -> bytes:
    return FILE_FORMS[form].bytes_of(ladder(size))


def _read(form: str, data: bytes, size: int) -> None:
    _expect(size, counts(FILE_FORMS[form].read(data)))


def _read_sheet(data: bytes, size: int) -> None:
    _read_grid(read_grid(data), size)


def _read_workbook(data: bytes, size: int) -> None:
    [(_, grid)] = read_workbook(data)
    _read_grid(grid, size)


def _read_grid(grid: Grid, size: int) -> None:
    _expect(size, build(grid, guess(grid)).counts)


def _match(before: LadderDocument, after: LadderDocument, same: int) -> None:
    found = len(match(before, after).expectations)
    if found != same:
        raise RuntimeError(f"{found} expectations were matched, not {same}")


def _suggest(before: LadderDocument, after: LadderDocument, reworded: int) -> None:
    found = len(suggestions(before, after))
    if found != reworded:
        raise RuntimeError(f"{found} renames were suggested, not {reworded}")


def _expect(size: int, found: dict[str, int]) -> None:
    if found.get("expectations") != size:
        raise RuntimeError(f"A ladder of {size} expectations was read as {found}")


def _brought(person: User, data: bytes, file_name: str) -> int:
    incoming = read_incoming(data, name=file_name)
    sheets = [each._asdict() for each in incoming.sheets]
    brought = LadderImport.objects.bring_in(
        owner=person, name=file_name, form=incoming.form, sheets=sheets
    )
    return brought.pk


def _refuse(file: Hostile) -> None:
    try:
        read_incoming(file.data, name=file.file_name)
    except LadderError:
        return
    raise RuntimeError(f"This was not refused: {file.name}")
