"""A packet as a row of pieces: what the printed page says, without how a page looks.

Markdown and Word are written from it, so both say the same in the same order. The chapters, the
numbers of the links and the coverage come from `packet_context`, as they do for the PDF.
"""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from packets.document import (
    Condition,
    Edition,
    Evidence,
    Metric,
    PacketDocument,
    Testimony,
)
from packets.exports.chapters import Bare, Block, Card, Chapter
from packets.exports.dates import shortly, when
from packets.exports.html import DatedWin, PrintedPart, packet_context
from packets.exports.measured import claims_pieces, coverage_pieces
from packets.exports.pieces import (
    Heading,
    Links,
    Piece,
    Plain,
    Points,
    Quoted,
    Table,
    Wording,
    Written,
)
from packets.exports.testimony import paragraphs, standing, voice, warrant


def manuscript(document: PacketDocument, edition: Edition) -> Iterator[Piece]:
    """The whole packet. Ask for it in the document's language."""
    context = packet_context(document, edition)
    yield from _cover(document, context["minutes"])
    for part in context["parts"]:
        yield from _part(part, document, context)
    yield from _imprint(document, edition)
    if context["apart"]:
        yield from _apart(context["apart"])
    if context["dated_wins"] and document.layout == "booklet":
        yield from _appendix(context["dated_wins"])


def _part(part: PrintedPart, document: PacketDocument, context: dict) -> Iterator[Piece]:
    """The contents are a matter of pages: no piece stands for them."""
    match part.name:
        case "chapter" if part.chapter:
            yield from _chapter(part.chapter)
        case "featured":
            yield from _featured(part.title, context["featured"])
        case "summary" | "next":
            yield Heading(2, part.title)
            yield Written(document.summary if part.name == "summary" else document.next)
        case "claims" if document.claims:
            yield from claims_pieces(document, document.claims)
        case "coverage":
            yield from coverage_pieces(document, context)
        case "gaps":
            yield from _gaps(document)
        case "conditions":
            yield from _conditions(context["answered"])
        case "evidence":
            yield Heading(2, part.title)
            yield Plain(_("No win is placed in this packet."))


def headline(document: PacketDocument) -> str:
    """Whose case it is, and for what: "Ada Marchetti, from Senior Engineer to Staff Engineer"."""
    facts = {"author": document.author, "goal": document.goal.label}
    if document.now:
        facts["now"] = document.now.label
        return _("%(author)s, from %(now)s to %(goal)s") % facts
    return _("%(author)s, to %(goal)s") % facts


def figure(metric: Metric) -> str:
    """ "Time to first byte: 1,840 → 310 ms"."""
    change = f"{metric.before} → {metric.after}" if metric.before else metric.after
    said = " ".join(filter(None, (change, metric.unit)))
    return ": ".join(filter(None, (metric.label, said)))


def _cover(document: PacketDocument, minutes: int) -> Iterator[Piece]:
    yield Heading(1, headline(document))
    yield Plain(document.title)
    if document.ask:
        yield Plain(document.ask)
    if document.cut:
        yield Plain(_copy(document))
    if document.thesis:
        yield Written(document.thesis, lead=_("Thesis"))
    if document.now:
        yield Plain(document.now.label, lead=_("Now"))
    yield Plain(document.goal.label, lead=_("Asked for"))
    if document.manager:
        yield Plain(document.manager, lead=_("Manager"))
    period = _("%(first)s to %(last)s") % {
        "first": date_format(document.starts_on, "j F Y"),
        "last": date_format(document.ends_on, "j F Y"),
    }
    yield Plain(period, lead=_("Period"))
    ladder = f"{document.ladder.name} {document.ladder.version}"
    yield Plain(ladder, lead=_("Measured against"))
    about = ngettext("About %(minutes)s minute", "About %(minutes)s minutes", minutes)
    yield Plain(about % {"minutes": minutes}, lead=_("Reading time"))


def _copy(document: PacketDocument) -> str:
    if document.cut == "redacted":
        return _("A redacted copy. Where something was taken out, the text says so.")
    if document.cut == "excerpt":
        return _("Some parts of the packet. It has others.")
    return _(
        "An anonymised copy. Names are replaced, and where something was taken out, the text says"
        " so."
    )


def _featured(title: str, wins: list[Card]) -> Iterator[Piece]:
    """The few wins that a reader with three minutes is led to, each with its first figure."""
    yield Heading(2, title)
    rows = (
        (
            win.evidence.title or _("Without a title"),
            figure(win.evidence.metrics[0]) if win.evidence.metrics else "",
        )
        for win in wins
    )
    yield Table((_("Win"), _("Figure")), tuple(rows))


def _chapter(chapter: Chapter) -> Iterator[Piece]:
    section = chapter.section
    yield Heading(2, section.title or _("Without a title"))
    if section.claim:
        yield Written(section.claim)
    for block in chapter.told:
        yield from _block(block, has_sentences=bool(section.expectations))
    for bare in chapter.bare:
        yield from _bare(bare)
    if chapter.links:
        yield Links(chapter.links)


def _block(block: Block, *, has_sentences: bool) -> Iterator[Piece]:
    if block.expectation:
        yield Wording(_("The ladder asks"), (block.expectation.text,))
    elif has_sentences:
        yield Plain("", lead=_("Not tied to one sentence"))
    for card in block.cards:
        yield from _card(card)


def _card(card: Card) -> Iterator[Piece]:
    evidence = card.evidence
    title = evidence.title or _("Without a title")
    yield Heading(3, " ".join((title, *(f"[{number}]" for number in card.references))))
    people = ", ".join(evidence.people)
    people = people and _("with %(people)s") % {"people": people}
    facts = (when(evidence), evidence.role, people, evidence.project, evidence.kind)
    yield Plain(" · ".join(filter(None, facts)))
    if not card.is_first:
        where = {
            "above": _("Told in full above:"),
            "below": _("Told in full below:"),
            "appendix": _("Told in the appendix:"),
        }
        yield Plain(f"{where[card.told]} {title}")
    else:
        if evidence.metrics:
            yield Points(tuple(map(figure, evidence.metrics)))
        if evidence.details:
            yield Written(evidence.details)
        if evidence.impact:
            yield Written(evidence.impact, lead=_("What changed."))
    for why in card.whys:
        yield Written(why, lead=_("Why this is next-level."))
    yield from map(_quoted, card.voices)


def _quoted(said: Testimony) -> Quoted:
    name = said.name or _("Without a name")
    return Quoted(voice(said), paragraphs(said), name, standing(said), warrant(said))


def _bare(bare: Bare) -> Iterator[Piece]:
    without = _("Without evidence in this packet")
    yield Wording(without if bare.is_applicable else _("Not applicable"), bare.texts)
    for note in bare.notes:
        yield Plain(note)


def _gaps(document: PacketDocument) -> Iterator[Piece]:
    yield Heading(2, _("Gaps and answers"))
    for gap in document.gaps:
        yield Heading(3, gap.title or _("Without a title"))
        yield (Written(gap.answer) if gap.answer else Plain(_("No answer is written.")))


def _conditions(answered: list[tuple[Condition, list[Evidence]]]) -> Iterator[Piece]:
    yield Heading(2, _("What was asked for before"))
    for condition, wins in answered:
        yield Heading(3, condition.text)
        said_on = date_format(condition.said_on, "j F Y") if condition.said_on else ""
        if said := ", ".join(filter(None, (condition.said_by, said_on))):
            yield Plain(said)
        if condition.answer:
            yield Written(condition.answer)
        elif not wins:
            yield Plain(_("No answer is written."))
        if wins:
            yield Points(tuple(win.title or _("Without a title") for win in wins))


def _imprint(document: PacketDocument, edition: Edition) -> Iterator[Piece]:
    ladder = document.ladder
    yield Heading(2, _("About this document"))
    yield Plain(
        _(
            "Numbers are the author’s. A win can be placed against more than one sentence of the"
            " ladder."
        )
    )
    quoted = _("The ladder’s wording is quoted from %(name)s, version %(version)s.")
    said = [quoted % {"name": ladder.name, "version": ladder.version}]
    if ladder.attribution:
        said.append(_("By %(attribution)s.") % {"attribution": ladder.attribution})
    if ladder.licence:
        said.append(_("Licence: %(licence)s.") % {"licence": ladder.licence})
    yield Plain(" ".join(filter(None, (*said, ladder.url))))
    number = edition.number
    this = _("This is version %(number)s.") % {"number": number}
    yield Plain(this if number else _("This is a draft."))
    yield Plain(edition.content_hash, lead=_("SHA-256 of its content:"))
    if document.preset:
        yield Plain(_("Its form is the preset “%(name)s”.") % {"name": document.preset})


def _apart(cards: list[Card]) -> Iterator[Piece]:
    """What the sections only name."""
    yield Heading(2, _("Appendix: further wins"))
    for card in cards:
        yield from _card(card)


def _appendix(wins: list[DatedWin]) -> Iterator[Piece]:
    yield Heading(2, _("Appendix: the wins, dated"))
    head = (_("When"), _("Win"), _("Section"), _("Part"))
    rows = (
        (
            shortly(win.evidence),
            win.evidence.title or _("Without a title"),
            ", ".join(win.titles),
            win.evidence.role,
        )
        for win in wins
    )
    yield Table(head, tuple(rows))
