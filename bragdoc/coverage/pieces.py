"""The rows of coverage, rendered once and kept by what they say.

A table of three hundred sentences, rendered each time, takes longer than all the rest of its page.
A piece follows from what it is given alone, and that is written out (`repr`) to find it again: so
it is given plain values only, texts, numbers, dates and named tuples of them; no request, and
nothing of the session.
"""

from collections.abc import Iterable
from hashlib import blake2b

from django.core.cache import caches
from django.template.loader import get_template
from django.utils.translation import get_language

from bragdoc.coverage.covered import Coverage
from bragdoc.coverage.months import Months

DARKEST = 5  # wins of a month; more are shaded alike


def competency_rows(covered: Coverage, own: dict | None = None) -> list[str]:
    """The rows of the table, one piece a competency.

    `own` is what only the author is offered, each an address that ends before a slug: `untold`,
    to tag wins that say no sentence, and `reason`, to say why something does not apply, with the
    `query` that leads back.
    """
    frame = {"now": covered.now, "goal": covered.goal, "months": covered.months, "own": own}
    contexts = ({"competency": one, **frame} for one in covered.competencies)
    return _rendered("bragdoc/_coverage_rows.html", contexts)


def month_rows(covered: Coverage, log: str = "") -> list[str]:
    """The rows of wins by month, one piece a competency. Each count leads to the log, whose address
    `log` ends before a slug; without it, to where the competency's wins are."""
    spans = [(month, Months(month, 1).last) for month in covered.months]

    def cells(one):
        for (first, last), wins in zip(spans, one.by_month, strict=True):
            there = f"{log}{one.slug}&from={first}&to={last}" if log else one.href
            yield wins, min(wins, DARKEST), there

    contexts = (
        {
            "name": one.name,
            "cells": list(cells(one)),
            "shown": one.month_count if one.new else None,
            "of": covered.months.count,
            "href": one.href,
        }
        for one in covered.competencies
    )
    return _rendered("bragdoc/_coverage_months.html", contexts)


def _rendered(name: str, contexts: Iterable[dict]) -> list[str]:
    """The template of this name with each of the contexts, in their order."""
    given = {_key(name, context): context for context in contexts}
    kept: dict[str, str] = caches["rows"].get_many(given)
    template = get_template(name)
    fresh = {key: template.render(given[key]) for key in given if key not in kept}
    caches["rows"].set_many(fresh)
    return [kept.get(key) or fresh[key] for key in given]


def _key(name: str, context: dict) -> str:
    written = repr((name, get_language(), context))
    return blake2b(written.encode(), digest_size=20).hexdigest()
