"""The claims and the coverage of a packet as pieces, where there are no pages."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from packets.document import Claims, CoverageRow, Criterion, PacketDocument
from packets.exports.pieces import Heading, Piece, Plain, Table, Wording


def claims_pieces(document: PacketDocument, claims: Claims) -> Iterator[Piece]:
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


def coverage_pieces(document: PacketDocument, context: dict) -> Iterator[Piece]:
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
