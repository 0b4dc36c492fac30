"""A packet as a page: for the press, the preview of a draft and the reviewer, from one template."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from packets.document import (
    Condition,
    CoverageRow,
    Edition,
    Evidence,
    PacketDocument,
    anchor_of,
)
from packets.exports.chapters import Chapter, chapters_of
from packets.exports.words import count_words

WORDS_PER_MINUTE = 220
# Thai SARA AM is set as two glyphs, the ring before a tone mark. Written as one letter, only the
# second glyph can be copied from the PDF again; written as the two, both can.
SARA_AM = re.compile(r"([\u0e48-\u0e4b]?)\u0e33")


# Plex Serif hangs a spacing accent on the letter before it, so that "`size`" would print, and be
# copied, as "sizè". In an element of its own it keeps to itself. SVG has texts without elements.
SPACING_ACCENTS = re.compile("[`´¨¯¸ˇ\u02d8-\u02dd]")
TAG_AND_TEXT = re.compile(r"(<(?!title\b|text\b)[^>]*>)([^<]+)")


@dataclass(frozen=True)
class PrintedPart:
    """A part of the packet that has something to show, in its place."""

    name: str
    """What it is: one of summary, contents, claims, coverage, chapter, evidence, gaps, conditions,
    next."""

    anchor: str
    title: str
    chapter: Chapter | None = None


@dataclass(frozen=True)
class DatedWin:
    evidence: Evidence
    anchor: str
    titles: tuple[str, ...]
    """Of the sections where it is placed."""


def packet_html(document: PacketDocument, edition: Edition) -> str:
    """The whole page, in the document's language, for the press."""
    with translation.override(document.language):
        html = render_to_string("packets/print/packet.html", packet_context(document, edition))
    return accents_apart(SARA_AM.sub("\u0e4d\\1\u0e32", html))


def accents_apart(html: str) -> str:
    """The page with an element around each spacing accent of its texts."""
    if not SPACING_ACCENTS.search(html):
        return html
    return TAG_AND_TEXT.sub(
        lambda found: found[1] + SPACING_ACCENTS.sub(r"<span>\g<0></span>", found[2]), html
    )


def packet_context(document: PacketDocument, edition: Edition) -> dict:
    """What `packets/print/_document.html` needs, wherever it is included."""
    chapters = list(chapters_of(document))
    parts = list(_printed_parts(document, chapters))
    return {
        "document": document,
        "edition": edition,
        "chapters": chapters,
        "parts": parts,
        "contents": [part for part in parts if part.name not in ("summary", "contents")],
        "answered": list(_answered(document)),
        "dated_wins": _dated_wins(document),
        "coverage": [
            list(rows)
            for _slug, rows in groupby(
                (row for row in document.coverage if _is_asked(row)), lambda row: row.competency
            )
        ],
        "carried": _competencies(document, "carried"),
        "not_stated": _competencies(document, "not-stated"),
        "period": document.months(),
        "summary_words": count_words((document.summary,)),
        "minutes": max(1, round(count_words(_prose(document)) / WORDS_PER_MINUTE)),
    }


def _printed_parts(document: PacketDocument, chapters: list[Chapter]) -> Iterator[PrintedPart]:
    """What is printed between cover and imprint. The contents come first, or after a summary that
    does; a sheet has none."""
    told = {anchor_of(chapter.section.key): chapter for chapter in chapters}
    shown = {
        "summary": (document.summary, _("Summary")),
        "claims": (document.claims, _("The steps claimed")),
        "coverage": (document.coverage, _("Coverage")),
        "gaps": (document.gaps, _("Gaps and answers")),
        "conditions": (document.conditions, _("What was asked for before")),
        "next": (document.next, _("What is next")),
    }
    parts: list[PrintedPart] = []
    for anchor in document.reading_order():
        name = anchor.removeprefix("part-")
        if chapter := told.get(anchor):
            parts.append(PrintedPart("chapter", anchor, chapter.section.title, chapter))
        elif shown[name][0]:
            parts.append(PrintedPart(name, anchor, shown[name][1]))
    if not any(document.evidence()):
        parts.append(PrintedPart("evidence", "part-evidence", _("Evidence")))
    if document.layout == "booklet":
        place = 1 if parts[0].name == "summary" else 0
        parts.insert(place, PrintedPart("contents", "part-contents", _("Contents")))
    yield from parts


def _dated_wins(document: PacketDocument) -> list[DatedWin]:
    titles: dict[int, dict[str, None]] = {}
    for section in document.sections:
        for evidence in section.placed():
            titles.setdefault(evidence.entry, {})[section.title] = None
    return [
        DatedWin(evidence, f"win-{evidence.entry}", tuple(titles[evidence.entry]))
        for evidence in document.evidence()
    ]


def _answered(document: PacketDocument) -> Iterator[tuple[Condition, list[Evidence]]]:
    """The conditions, each with the evidence that answers it."""
    wins = {evidence.entry: evidence for evidence in document.evidence()}
    for condition in document.conditions:
        yield condition, [wins[entry] for entry in condition.entries]


def _is_asked(row: CoverageRow) -> bool:
    """Whether a row stands in the table. What asks nothing new is named below it in a sentence."""
    return row.kind not in ("carried", "not-stated") or bool(row.wins or row.note)


def _competencies(document: PacketDocument, kind: str) -> list[str]:
    rows = (row for row in document.coverage if row.kind == kind and not _is_asked(row))
    return list(dict.fromkeys(row.competency_name for row in rows))


def _prose(document: PacketDocument) -> Iterator[str]:
    yield from (document.ask, document.thesis, document.summary, document.next)
    yield from (row.text for row in document.coverage if _is_asked(row))
    yield from (section.claim for section in document.sections)
    for evidence in document.evidence():
        yield from (evidence.title, evidence.details, evidence.impact, evidence.why)
    for gap in document.gaps:
        yield from (gap.title, gap.answer)
    for condition in document.conditions:
        yield from (condition.text, condition.answer)
