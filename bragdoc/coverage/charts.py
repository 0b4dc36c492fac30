"""Pictures of coverage, as SVG. Each says in words, or in a table beside it, what it shows."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin

from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from bragdoc.coverage.months import Months

STEP = 12  # units of a strip from one month to the next
LETTERED = 18  # months; above more of them, only the years are named


@lru_cache(maxsize=4_096)
def month_strip(months: Months, some: int) -> SafeString:
    """A tall block for each of these months, a short tick for each other, and both in words."""
    named = "M" if months.count <= 12 else "M Y"
    names = [format_date(month, named) for month in months.among(some)]
    bars = [place * STEP for place in range(months.count) if some >> place & 1]
    ticks = [place * STEP + 3 for place in range(months.count) if not some >> place & 1]
    return format_html(
        '<svg class="months" viewBox="0 0 {} 16" preserveAspectRatio="none" role="img"'
        ' aria-label="{} of {} months{}{}"><path fill="currentColor" d="{}"/>'
        '<path class="off" d="{}"/></svg><span class="since">{}</span>',
        months.count * STEP - 3,
        len(names),
        months.count,
        ": " if names else "",
        ", ".join(names),
        "".join(f"M{x} 0h9v16h-9z" for x in bars),
        "".join(f"M{x} 12h3v4h-3z" for x in ticks),
        _in_short(names),
    )


def _in_short(names: list[str]) -> str:
    if not names:
        return "No month"
    return f"{names[0]} to {names[-1]}" if len(names) > 1 else f"{names[0]}, one month only"


@lru_cache(maxsize=256)
def month_scale(months: Months) -> SafeString:
    """What stands above the strips: the months' first letters, or the years of a long period."""
    letters = [
        (
            place * STEP + 4.5,
            format_date(month, "M")[:1] if months.count <= LETTERED else f"{month:%y}",
        )
        for place, month in enumerate(months)
        if months.count <= LETTERED or month.month == 1
    ]
    return format_html(
        '<svg class="months-head" viewBox="0 0 {} 13" preserveAspectRatio="none"'
        ' aria-hidden="true">{}</svg><span class="unseen">Months, {} to {}</span>',
        months.count * STEP - 3,
        format_html_join("", '<text x="{}" y="10">{}</text>', letters),
        format_date(months.first, "F Y"),
        format_date(months.last, "F Y"),
    )


RADIUS, LEFT, TOP = 84, 120, 102  # of the radar, and its middle
LEAST, MOST = 3, 16  # spokes


def radar(values: Sequence[tuple[str, int]], most: int) -> SafeString:
    """A spoke for each (name, value), the whole of it for `most`. "" for fewer than make a shape
    and for more than can be read.

    It is hidden from those who hear the page: a table beside it says the same.
    """
    if not LEAST <= len(values) <= MOST:
        return SafeString()
    turns = [2 * pi * place / len(values) for place in range(len(values))]
    ends = [
        _point(turn, RADIUS * value / most) for turn, (_, value) in zip(turns, values, strict=True)
    ]
    rings = [[_point(turn, RADIUS * part / 3) for turn in turns] for part in (3, 2, 1)]
    return format_html(
        '<svg viewBox="-80 0 400 204" aria-hidden="true"><path class="rings" d="{}{}"/>'
        '<path class="shape" d="{}"/><g class="dots">{}</g><g class="names">{}</g></svg>',
        "".join(map(_outline, rings)),
        "".join(f"M{LEFT} {TOP} {x} {y}" for x, y in rings[0]),
        _outline(ends),
        format_html_join("", '<circle cx="{}" cy="{}" r="3"/>', ends),
        format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="{}">{}</text>',
            (_named(turn, name) for turn, (name, _) in zip(turns, values, strict=True)),
        ),
    )


def _point(turn: float, radius: float) -> tuple[int, int]:
    """Clockwise from the top."""
    return round(LEFT + radius * sin(turn)), round(TOP - radius * cos(turn))


def _outline(points: Sequence[tuple[int, int]]) -> str:
    return "M" + " ".join(f"{x} {y}" for x, y in points) + "Z"


def _named(turn: float, name: str) -> tuple[int, int, str, str]:
    x, y = _point(turn, RADIUS + 8)
    anchor = "middle" if x == LEFT else "start" if x > LEFT else "end"
    return x, y + 3, anchor, Truncator(name).chars(18)
