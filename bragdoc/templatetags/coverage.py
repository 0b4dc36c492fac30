"""What the pages of coverage say in one word."""

from django import template

from bragdoc.coverage import charts
from bragdoc.coverage.covered import KINDS, Coverage
from bragdoc.coverage.proof import RULE, proof_of

register = template.Library()

register.simple_tag(charts.month_strip)
register.simple_tag(charts.month_scale)

MARKS = {"not-stated": "silent", "not-applicable": "na"}


@register.filter
def named(kind):
    return KINDS[kind]


@register.filter
def mark(kind):
    """The name of a kind's mark: `<use href="#m-…"/>`, `data-is="…"`."""
    return MARKS.get(kind, kind)


@register.filter
def proof(entry, has_voice=False):
    """What kind of proof a win has; `has_voice` tells that a colleague speaks of it."""
    return proof_of(
        numbers=[(metric["before"], metric["after"]) for metric in entry.metrics],
        has_link=bool(entry.links),
        has_voice=bool(has_voice) or entry.kind == entry.Kind.PRAISE,
    )


@register.simple_tag
def proof_rule():
    """Every kind of proof, the strongest first."""
    return RULE


@register.simple_tag
def coverage_radar(covered: Coverage):
    """The months in which wins show something new, competency by competency. "" without any."""
    asked = [(one.name, one.month_count) for one in covered.competencies if one.new]
    return charts.radar(asked, covered.months.count) if covered.month_count else ""
