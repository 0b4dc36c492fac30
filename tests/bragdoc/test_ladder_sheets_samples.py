"""Real sheets come out right with no more corrections than what they leave open."""

import csv
import io

import pytest

from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Asked

SHEETS = {
    "01-circleci-levels-as-columns.csv": {
        "counts": (6, 1, 10, 38, 0),
        "asked": [],
        "warned": [("E5", "F5", "H5", "I5")],
    },
    "04-levels-as-rows-continuation.csv": {
        "counts": (5, 1, 4, 68, 0),
        "asked": [],
        "warned": [("G3",)],
    },
    "07-section-rows-excel-semicolon.csv": {
        "counts": (5, 1, 5, 125, 0),
        "asked": [],
        "warned": [],
    },
    "08-profile-matrix.csv": {
        "counts": (7, 4, 5, 0, 90),
        "asked": [Asked.STEPS],
        "warned": [],
    },
}


@pytest.fixture
def sample(samples):
    def read(name):
        data = (samples / "ladder-sheets" / name).read_bytes()
        grid = read_grid(data)
        return data.decode("utf-8-sig"), build(grid, guess(grid))

    return read


def cells_of(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("name", SHEETS)
def test_a_real_sheet_comes_out_with_these_counts_and_these_questions(name, sample):
    _, built = sample(name)

    assert {
        "counts": tuple(built.counts.values()),
        "asked": [problem.asked for problem in built.problems],
        "warned": [warning.cells for warning in built.warnings],
    } == SHEETS[name]


def test_every_cell_of_levels_beside_each_other_stands_at_its_level(sample):
    text, built = sample("01-circleci-levels-as-columns.csv")
    rows = cells_of(text)
    for name, *cells in [row[2:] for row in rows[6:]]:
        expect = next(c for _, c in built.document.competencies() if c.name == name).expect
        for level, cell in zip(["e1", "e2", "e3", "e4", "e5", "e6"], cells, strict=True):
            if not cell:
                assert level not in expect
            elif cell == "see E3":
                assert expect[level].same_as == "e3"
            elif cell == "n/a":
                assert expect[level].status == "not-applicable"
            else:
                assert [item.text for item in expect[level].items] == [cell.strip()]


def test_every_bullet_of_levels_below_each_other_stands_at_its_level(sample):
    text, built = sample("04-levels-as-rows-continuation.csv")
    rows = cells_of(text)
    stated, level = {}, None
    for _, name, *cells, _ in rows[4:]:
        level = name or level
        for competency, cell in zip(rows[2][2:6], cells, strict=True):
            if cell:
                stated.setdefault((level, competency), []).append(cell.strip())
    names = {level.slug: f"{level.name} ({level.code})" for level in built.document.levels}

    assert stated == {
        (names[key], competency.name): [item.text for item in cell.items]
        for _, competency in built.document.competencies()
        for key, cell in competency.expect.items()
    }


def test_every_bullet_of_a_cell_is_an_expectation_of_its_area(sample):
    text, built = sample("07-section-rows-excel-semicolon.csv")
    rows = cells_of(text, ";")
    areas, area = {}, None
    for name, *cells in rows[1:]:
        if not any(cells):
            area = areas.setdefault(name, {})
            continue
        area[name] = [[line.removeprefix("• ") for line in c.split("\n")] for c in cells]

    assert areas == {
        area.name: {
            competency.name: [
                [item.text for item in cell.items] for cell in competency.expect.values()
            ]
            for competency in area.competencies
        }
        for area in built.document.areas
    }


def test_every_step_of_a_profile_is_the_target_of_its_position(sample):
    text, built = sample("08-profile-matrix.csv")
    rows = cells_of(text)
    names = {
        (scale.slug, step.slug): step.name
        for scale in built.document.scales
        for step in scale.steps
    }
    track, asked = "", {}
    for ladder, _, title, *steps in rows[1:]:
        track = ladder or track
        asked[track, title] = steps

    assert asked == {
        (track.name, position.title): [
            names[slug, target.step] for slug, target in position.targets.items()
        ]
        for track, position in built.document.positions()
    }


def test_the_order_that_is_asked_is_guessed_right(sample, samples):
    _, built = sample("08-profile-matrix.csv")
    ladder = read_ladder((samples / "ladders" / "jorgef-engineeringladders.yaml").read_bytes())

    assert built.scales == tuple(
        tuple(step.name for step in scale.steps) for scale in ladder.scales
    )
