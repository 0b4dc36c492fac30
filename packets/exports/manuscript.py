"""A packet as a row of pieces: what the printed page says, without how a page looks.

Markdown and Word are written from it, so both say the same in the same order. The chapters, the
numbers of the links and the coverage come from `packet_context`, as they do for the PDF.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from packets.document import (
    Claims,
    CoverageRow,
    Criterion,
    Edition,
    Metric,
    PacketDocument,
)
from packets.exports.html import Bare, Block, Card, Chapter, DatedWin, packet_context
from packets.exports.pieces import Heading, Links, Piece, Plain, Points, Table, Wording, Written
from packets.templatetags.packet_print import shortly, when


def manuscript(document: PacketDocument, edition: Edition) -> Iterator[Piece]:
    """The whole packet. Ask for it in the document's language."""
    context = packet_context(document, edition)
    chapters, wins = context["chapters"], context["dated_wins"]
    yield from _cover(document, context["minutes"])
    if document.summary:
        yield Heading(2, _("Summary"))
        yield Written(document.summary)
    if document.claims:
        yield from _claims(document, document.claims)
    if document.coverage:
        yield from _coverage(document, context)
    for chapter in chapters:
        yield from _chapter(chapter)
    if not wins:
        yield Heading(2, _("Evidence"))
        yield Plain(_("No win is placed in this packet."))
    if document.gaps:
        yield from _gaps(document)
    if document.next:
        yield Heading(2, _("What is next"))
        yield Written(document.next)
    yield from _imprint(document, edition)
    if wins:
        yield from _appendix(wins)


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


def _claims(document: PacketDocument, claims: Claims) -> Iterator[Piece]:
    yield Heading(2, _("The steps claimed"))
    yield Plain(
        _(
            "For %(goal)s the ladder does not say which step is needed in each competency."
            " %(author)s claims these."
        )
        % {"goal": document.goal.title, "author": document.author}
    )
    if claims.steps:
        rows = tuple((step.competency_name, step.step_name) for step in claims.steps)
        yield Table((_("Competency"), _("Step claimed")), rows)
    else:
        yield Plain(_("No step is claimed."))
    for criterion in claims.criteria:
        yield Wording(_("The ladder asks"), (criterion.text,))
        if said := _comes_to(criterion):
            yield Plain(said)


def _comes_to(criterion: Criterion) -> str:
    facts = {
        "total": criterion.comes_to,
        "mean": criterion.comes_to,
        "sum": criterion.weighted_sum,
        "weights": criterion.weights,
        "number": criterion.comes_to,
        "names": ", ".join(criterion.counted),
    }
    if criterion.kind == "points":
        return _("The claimed steps come to a total of %(total)s.") % facts
    if criterion.kind == "steps":
        claimed = _("Claimed in %(number)s: %(names)s.") % facts
        return claimed if criterion.counted else _("Claimed in none.")
    if criterion.kind == "text":
        return ""
    if not criterion.comes_to:
        return _("No step is claimed that a mean could be made of.")
    mean = _("The claimed steps come to a mean of %(mean)s: %(sum)s over %(weights)s.") % facts
    if not criterion.without_step:
        return mean
    left_out = {"names": ", ".join(criterion.without_step)}
    return f"{mean} {_('Left out, with no step claimed: %(names)s.') % left_out}"


def _coverage(document: PacketDocument, context: dict) -> Iterator[Piece]:
    goal = {"goal": document.goal.title}
    yield Heading(2, _("Coverage"))
    yield Plain(
        _(
            "What %(goal)s asks, in the ladder’s words. A count is the number of wins placed"
            " against the sentence, and the months in which they fell."
        )
        % goal
    )
    titles = {section.key: section.title for section in document.sections}
    head = (_("Competency"), _("%(goal)s asks") % goal, _("Evidence"), _("Section"))
    asked = [row for rows in context["coverage"] for row in rows]
    if asked:
        yield Table(head, tuple(_coverage_row(row, titles) for row in asked))
    if carried := ", ".join(context["carried"]):
        said = _("Carried from the levels below, with nothing new asked: %(names)s.")
        yield Plain(said % {"names": carried})
    if not_stated := ", ".join(context["not_stated"]):
        said = _("The ladder states nothing for this level under: %(names)s.")
        yield Plain(said % {"names": not_stated})


def _coverage_row(row: CoverageRow, titles: dict[str, str]) -> tuple[str, ...]:
    says = " ".join(filter(None, (row.text, row.note and f"({row.note})")))
    return row.competency_name, says, _placed(row), titles.get(row.section, "")


def _placed(row: CoverageRow) -> str:
    if row.kind == "evidence" or row.wins:
        wins = ngettext("%(wins)s win", "%(wins)s wins", row.wins) % {"wins": row.wins}
        months = (date_format(date.fromisoformat(f"{month}-01"), "M Y") for month in row.months)
        return ": ".join(filter(None, (wins, ", ".join(months))))
    return {
        "none": _("No evidence"),
        "carried": _("Carried from below"),
        "not-stated": _("Not stated"),
    }.get(row.kind, _("Not applicable"))


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
        yield Plain(f"{_('Told in full above:')} {title}")
    else:
        if evidence.metrics:
            yield Points(tuple(map(figure, evidence.metrics)))
        if evidence.details:
            yield Written(evidence.details)
        if evidence.impact:
            yield Written(evidence.impact, lead=_("What changed."))
    if evidence.why:
        yield Written(evidence.why, lead=_("Why this is next-level."))


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
