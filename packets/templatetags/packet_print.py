"""What the printed packet's templates say in one word."""

import re
import unicodedata
from datetime import date, timedelta
from urllib.parse import unquote

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bragdoc.markdown import render_markdown
from packets.exports import charts

register = template.Library()

ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")

register.simple_tag(charts.month_strip)
register.simple_tag(charts.month_scale)


@register.filter
def markdown(text: str) -> SafeString:
    return render_markdown(text)


@register.filter
def led_by(html: SafeString, words: str) -> SafeString:
    """The same text with `words` in bold at the start of its first paragraph."""
    lead = format_html("<b>{}</b>", words)
    if html.startswith("<p>"):
        return format_html("<p>{} {}", lead, SafeString(html.removeprefix("<p>")))
    return format_html("<p>{}</p>{}", lead, html)


@register.filter
def direction(text: str) -> str:
    """ "rtl" or "ltr", by the first letter that has a direction, as `dir="auto"` does on screen.

    WeasyPrint does not know `auto`.
    """
    for letter in text:
        if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


@register.filter
def have_roles(wins) -> bool:
    """Whether any of these says which part its author had in it: a column of nothing is none."""
    return any(win.evidence.role for win in wins)


@register.filter
def have_figures(wins) -> bool:
    return any(win.evidence.metrics for win in wins)


@register.filter
def when(evidence) -> str:
    """When something was done, as people say it: "March 2026", "9 to 13 March 2026"."""
    first, last = evidence.starts_on, evidence.ends_on
    if first == last:
        return date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        if _is_whole_months(first, last):
            return date_format(last, "F Y")
        return _span(first, "j", last, "j F Y")
    return _span(first, "F" if first.year == last.year else "F Y", last, "F Y")


@register.filter
def shortly(evidence) -> str:
    """The months of `when`, short enough for a table: "Dec 2025 to Jul 2026"."""
    first, last = evidence.starts_on, evidence.ends_on
    if (first.year, first.month) == (last.year, last.month):
        return date_format(last, "M Y")
    return _span(first, "M" if first.year == last.year else "M Y", last, "M Y")


@register.filter
def address(url: str) -> str:
    """A link as it is printed: without the scheme, which the reader adds himself, and in letters
    where its author's program wrote bytes ("%E0%B8%81")."""
    return ENCODED.sub(_in_letters, url.removeprefix("https://"))


def _in_letters(run: re.Match) -> str:
    try:
        letters = unquote(run[0], errors="strict")
    except UnicodeDecodeError:
        return run[0]
    return letters if letters.isprintable() else run[0]


def _span(first: date, first_format: str, last: date, last_format: str) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, first_format),
        "last": date_format(last, last_format),
    }


def _is_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + timedelta(days=1)).day == 1
