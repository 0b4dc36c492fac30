"""What the printed packet's templates say in one word."""

import re
from urllib.parse import unquote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bragdoc.markdown import render_markdown
from packets.exports import charts, testimony
from packets.exports.dates import shortly, when
from packets.exports.words import direction

register = template.Library()

ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")

register.simple_tag(charts.month_strip)
register.simple_tag(charts.month_scale)
register.filter(when)
register.filter(shortly)
register.filter(direction)
register.filter(testimony.voice)
register.filter(testimony.paragraphs)
register.filter(testimony.standing)
register.filter(testimony.warrant)


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
def have_roles(wins) -> bool:
    """Whether any of these says which part its author had in it: a column of nothing is none."""
    return any(win.evidence.role for win in wins)


@register.filter
def have_figures(wins) -> bool:
    return any(win.evidence.metrics for win in wins)


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
