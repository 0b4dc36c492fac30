"""Coverage as a table for a spreadsheet: the same rows as on the page."""

import csv
from collections.abc import Iterator
from io import StringIO

from bragdoc.cells import guarded
from bragdoc.coverage.covered import KINDS, Coverage, CoveredCompetency, Sentence

HEADS = (
    "Area",
    "Competency",
    "Asked now",
    "Sentence",
    "Coverage",
    "Wins",
    "Months",
    "In",
    "Strongest proof",
    "Because",
)


def coverage_csv(covered: Coverage) -> bytes:
    """One row for each sentence, and for each competency without any; months as `YYYY-MM`.

    UTF-8 with a byte order mark, by which spreadsheets know it.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for row in _rows(covered):
        writer.writerow(map(guarded, row))
    return text.getvalue().encode("utf-8-sig")


def _rows(covered: Coverage) -> Iterator[tuple[str, ...]]:
    for one in covered.competencies:
        head = (one.area_name, one.name, "\n".join(one.before) or one.step_now)
        for sentence in (*one.new, *one.carried):
            yield *head, *_sentence(covered, one, sentence)
        if one.kind and not one.carried:
            yield *head, "", KINDS[one.kind], "", "", "", "", ""


def _sentence(covered: Coverage, one: CoveredCompetency, sentence: Sentence) -> tuple[str, ...]:
    months = covered.months.among(sentence.months)
    excused = sentence.reason or (one.reason if sentence.kind == "not-applicable" else "")
    return (
        sentence.text,
        KINDS[sentence.kind],
        str(sentence.wins),
        str(len(months)),
        " ".join(f"{month:%Y-%m}" for month in months),
        sentence.proof.words if sentence.proof else "",
        excused,
    )
