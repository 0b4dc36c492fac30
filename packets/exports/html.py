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
from packets.exports.addresses import addresses_left_out
from packets.exports.chapters import (
    Card,
    Chapter,
    chapters_of,
    told_apart,
    win_anchor,
)
from packets.exports.options import USUAL, Head, PdfOptions
from packets.exports.words import count_words, minutes_to_read

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
    """What it is: one of summary, featured, contents, claims, coverage, chapter, evidence, gaps,
    conditions, next."""

    anchor: str
    title: str
    chapter: Chapter | None = None


@dataclass(frozen=True)
class DatedWin:
    evidence: Evidence
    anchor: str
    titles: tuple[str, ...]
    """Of the sections where it is placed."""


def packet_html(
    document: PacketDocument,
    edition: Edition,
    options: PdfOptions = USUAL,
    head: Head | None = None,
) -> str:
    """The whole page, in the document's language, for the press."""
    with translation.override(document.language):
        context = packet_context(document, edition, options) | {"head": head}
        page = render_to_string("packets/print/packet.html", context)
        html = page if options.addresses else addresses_left_out(page)
    return accents_apart(SARA_AM.sub("\u0e4d\\1\u0e32", html))


def accents_apart(html: str) -> str:
    """The page with an element around each spacing accent of its texts."""
    if not SPACING_ACCENTS.search(html):
        return html
    return TAG_AND_TEXT.sub(
        lambda found: found[1] + SPACING_ACCENTS.sub(r"<span>\g<0></span>", found[2]), html
    )


def packet_context(document: PacketDocument, edition: Edition, options: PdfOptions = USUAL) -> dict:
    """What `packets/print/_document.html` needs, wherever it is included."""
    chapters = list(chapters_of(document, options))
    apart = told_apart(chapters)
    dated_wins = _dated_wins(document, chapters)
    parts = list(_printed_parts(document, chapters, options))
    return {
        "document": document,
        "edition": edition,
        "options": options,
        "chapters": chapters,
        "parts": parts,
        "contents": list(_contents(document, parts, apart, dated_wins)),
        "featured": _featured(chapters),
        "answered": list(_answered(document)),
        "apart": apart,
        "dated_wins": dated_wins,
        "left_out": _left_out(document, options),
        "places": {part.anchor for part in parts},
        "told": {win.evidence.entry for win in dated_wins},
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
        "minutes": minutes_to_read(_prose(document)),
    }


def titled_parts(document: PacketDocument) -> dict[str, str]:
    """The title of each part that has something to show, by its anchor, as they are read."""
    shown = {
        "part-summary": (document.summary, _("Summary")),
        "part-claims": (document.claims, _("The steps claimed")),
        "part-coverage": (document.coverage, _("Coverage")),
        "part-gaps": (document.gaps, _("Gaps and answers")),
        "part-conditions": (document.conditions, _("What was asked for before")),
        "part-next": (document.next, _("What is next")),
    }
    titles = {anchor: title for anchor, (content, title) in shown.items() if content}
    titles |= {anchor_of(section.key): section.title for section in document.sections}
    return {anchor: titles[anchor] for anchor in document.reading_order() if anchor in titles}


def _printed_parts(
    document: PacketDocument,
    chapters: list[Chapter],
    options: PdfOptions,
) -> Iterator[PrintedPart]:
    """What is printed between cover and imprint. The contents come first, or after a summary that
    does; a sheet has none. With them stand the wins that a reader in a hurry is led to."""
    told = {anchor_of(chapter.section.key): chapter for chapter in chapters}
    parts = [
        PrintedPart("chapter", anchor, title, told[anchor])
        if anchor in told
        else PrintedPart(anchor.removeprefix("part-"), anchor, title)
        for anchor, title in titled_parts(document).items()
        if options.prints(anchor)
    ]
    # Of an excerpt that says nothing of the packet, which has wins in other parts.
    if document.cut != "excerpt" and not any(document.evidence()):
        parts.append(PrintedPart("evidence", "part-evidence", _("Evidence")))
    if document.layout == "booklet":
        place = 1 if parts and parts[0].name == "summary" else 0
        parts.insert(place, PrintedPart("contents", "part-contents", _("Contents")))
        if _featured(chapters):
            parts.insert(place, PrintedPart("featured", "part-featured", _("In short")))
    yield from parts


def _contents(
    document: PacketDocument,
    parts: list[PrintedPart],
    apart: list[Card],
    dated_wins: list[DatedWin],
) -> Iterator[PrintedPart]:
    """What the contents name: all that comes after them."""
    yield from (part for part in parts if part.name not in ("summary", "featured", "contents"))
    yield PrintedPart("imprint", "part-imprint", _("About this document"))
    if apart:
        yield PrintedPart("apart", "part-apart", _("Appendix: further wins"))
    if dated_wins and document.layout == "booklet":
        yield PrintedPart("appendix", "part-appendix", _("Appendix: the wins, dated"))


def _left_out(document: PacketDocument, options: PdfOptions) -> list[str]:
    """The titles of the parts that this copy was not to have."""
    titles = titled_parts(document).items()
    return [title or _("Without a title") for anchor, title in titles if not options.prints(anchor)]


def _dated_wins(document: PacketDocument, chapters: list[Chapter]) -> list[DatedWin]:
    """The wins that these chapters name, oldest first."""
    titles: dict[int, dict[str, None]] = {}
    for chapter in chapters:
        for evidence in chapter.section.placed():
            titles.setdefault(evidence.entry, {})[chapter.section.title] = None
    return [
        DatedWin(evidence, win_anchor(evidence), tuple(titles[evidence.entry]))
        for evidence in document.evidence()
        if evidence.entry in titles
    ]


def _featured(chapters: list[Chapter]) -> list[Card]:
    """The wins that a reader in a hurry is led to, as they are met, each once."""
    found: dict[int, Card] = {}
    for card in (card for chapter in chapters for card in chapter.cards):
        if card.evidence.featured:
            found.setdefault(card.evidence.entry, card)
    return list(found.values())


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
        yield from (said.text for said in evidence.testimony)
    for gap in document.gaps:
        yield from (gap.title, gap.answer)
    for condition in document.conditions:
        yield from (condition.text, condition.answer)
