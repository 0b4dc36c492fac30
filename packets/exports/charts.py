"""Small pictures of months, as SVG for page and paper.

WeasyPrint draws inline SVG without the page's styles, so everything is a presentation attribute,
with literal colours: the accent and the edge of `tokens.css` on white. `<title>` says the same in
words; it is read aloud, and becomes the alternative text in the PDF.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

ACCENT = "#0047a6"
EDGE = "#807a6c"
QUIET = "#675f55"
BLACK = "#000"

STEP, BAR, HEIGHT = 12, 9, 14
LETTERED = 18
"""Up to so many months, each has its letter; beyond, only the years are named."""


def month_strip(
    period: Sequence[str], months: Collection[str], *, colour: bool = True
) -> SafeString:
    """A bar for each month of `period` in `months`, a tick for each other (both as `YYYY-MM`)."""
    accent, edge = (ACCENT, EDGE) if colour else (BLACK, BLACK)
    shown = [month for month in period if month in months]
    names = ", ".join(_name(month, len(period)) for month in shown)
    words = _("%(count)d of %(all)d months") % {"count": len(shown), "all": len(period)}
    marks = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        (
            (place * STEP, 0, BAR, HEIGHT, accent)
            if month in months
            else (place * STEP + 3, HEIGHT - 3, 3, 3, edge)
            for place, month in enumerate(period)
        ),
    )
    return _drawing(period, HEIGHT, f"{words}: {names}" if names else words, marks)


def month_scale(period: Sequence[str], *, colour: bool = True) -> SafeString:
    """What stands above the strips: the months' first letters, or the years of a long period."""
    quiet = QUIET if colour else BLACK
    named = [
        (place, month)
        for place, month in enumerate(period)
        if len(period) <= LETTERED or month.endswith("-01")
    ]
    letters = format_html_join(
        "",
        '<text x="{}" y="12" font-size="10.5" font-family="Bragdoc Sans" text-anchor="middle"'
        ' fill="{}">{}</text>',
        (
            (place * STEP + BAR / 2, quiet, _name(month, len(period))[:1])
            if len(period) <= LETTERED
            else (place * STEP + BAR / 2, quiet, month[2:4])
            for place, month in named
        ),
    )
    first, last = (
        date_format(date.fromisoformat(f"{m}-01"), "F Y") for m in (period[0], period[-1])
    )
    words = _("Months from %(first)s to %(last)s") % {"first": first, "last": last}
    return _drawing(period, HEIGHT + 1, words, letters)


def _drawing(period: Sequence[str], height: int, words: str, marks: SafeString) -> SafeString:
    return format_html(
        '<svg class="months-drawn" width="26mm" height="2.6mm" viewBox="0 0 {} {}"'
        ' preserveAspectRatio="none" role="img"><title>{}</title>{}</svg>',
        len(period) * STEP - (STEP - BAR),
        height,
        words,
        marks,
    )


def _name(month: str, of: int) -> str:
    """ "Mar", with the year when the period may hold several."""
    name = str(MONTHS_3[int(month[5:])]).capitalize()
    return name if of <= 12 else f"{name} {month[:4]}"
