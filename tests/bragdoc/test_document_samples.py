"""Real documents, each with the counts that a person comes to who reads it line by line."""

import pytest

from tests.bragdoc.documents import read
from tests.bragdoc.test_document_bounds import unaccounted

# The beginning of the file's name, its unit, and what it offers: wins, goals, praise.
COUNTED = [
    ("template__niquet", "bullet", 0, 0, 0),
    ("template__zkan", "bullet", 0, 0, 0),
    ("bb0e3eb0", None, 0, 0, 0),  # embedded HTML by others
    ("Bhupesh", "bullet", 19, 0, 0),
    ("zkan", "bullet", 30, 3, 0),
    ("web-accessibility", "bullet", 77, 1, 0),
    ("emersion", "paragraph", 4, 1, 0),
    ("florinpop17", "bullet", 5, 0, 0),
    ("taniomi", "section", 1, 0, 0),
]


def sample(samples, start):
    (path,) = (samples / "brag-documents").glob(f"{start}*")
    return path, read(path.read_bytes(), path.name)


@pytest.mark.parametrize(("start", "unit", "wins", "goals", "praise"), COUNTED)
def test_a_real_document_comes_to_what_a_reader_counts(samples, start, unit, wins, goals, praise):
    _, reading = sample(samples, start)
    offers = [candidate.offers for candidate in reading.candidates]
    assert [offers.count(each) for each in ("win", "goal", "praise")] == [wins, goals, praise]
    assert [choice.value for choice in reading.choices] == ([unit] if unit else [])


def test_every_sample_is_counted(samples):
    starts = tuple(start for start, *_ in COUNTED)
    paths = list((samples / "brag-documents").iterdir())
    assert [path.name for path in paths if not path.name.startswith(starts)] == []


@pytest.mark.parametrize("start", [start for start, *_ in COUNTED])
def test_no_line_of_a_real_document_is_lost(samples, start):
    path, reading = sample(samples, start)
    assert unaccounted(path.read_text(), reading) == []


@pytest.mark.parametrize(
    ("start", "days"),
    [
        # How many of the candidates are dated to the day, and how many not at all.
        ("zkan", (21, 0)),
        ("web-accessibility", (70, 8)),
        ("florinpop17", (5, 0)),
        ("Bhupesh", (0, 0)),
    ],
)
def test_a_real_document_is_dated_as_finely_as_it_was_written(samples, start, days):
    _, reading = sample(samples, start)
    precisions = [candidate.precision for candidate in reading.candidates]
    assert (precisions.count("day"), precisions.count("unknown")) == days
