"""How dates, texts and rows of weeks are shown. Pictures are inline SVG, and say in words what they
show."""

from calendar import monthrange
from datetime import timedelta

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from bragdoc.markdown import render_markdown

register = template.Library()
register.filter("markdown", render_markdown)

STEP = 20  # units of the picture from one week to the next
MOST_NAMED = 4  # weeks without a line, each with a link


@register.simple_tag
def when(starts_on, ends_on):
    """A span as people say it, machine-readable beneath: "Fri 20 Nov 2026", "October 2025"."""
    if starts_on == ends_on:
        return format_html(
            '<time datetime="{}">{}</time>',
            starts_on.isoformat(),
            format_date(starts_on, "D j M Y"),
        )
    return format_html(
        '<data value="{}/{}">{}</data>',
        starts_on.isoformat(),
        ends_on.isoformat(),
        span_in_words(starts_on, ends_on),
    )


def span_in_words(starts_on, ends_on):
    """A span of more than a day; a whole month, quarter or year by its name."""
    if starts_on.day == 1 and ends_on.day == monthrange(ends_on.year, ends_on.month)[1]:
        months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
        if months == 12 and starts_on.month == 1:
            return str(starts_on.year)
        if months == 6 and starts_on.month in (1, 7):
            return f"H{starts_on.month // 6 + 1} {starts_on.year}"
        if months == 3 and starts_on.month % 3 == 1:
            return f"Q{starts_on.month // 3 + 1} {starts_on.year}"
        if months == 1:
            return format_date(starts_on, "F Y")
    last = format_date(ends_on, "j M Y")
    if starts_on.year != ends_on.year:
        return f"{format_date(starts_on, 'j M Y')} to {last}"
    if starts_on.month != ends_on.month:
        return f"{format_date(starts_on, 'j M')} to {last}"
    return f"{starts_on.day} to {last}"


@register.inclusion_tag("bragdoc/_year.html")
def year_strip(year, this_week):
    weeks = [
        {"x": place * STEP, "week": week, "state": week.state}
        for place, week in enumerate(year.weeks)
    ]
    return {
        "year": year,
        "weeks": weeks,
        "width": STEP * len(weeks),
        "until": year.weeks[-1].monday + timedelta(days=6),
        "counts": [
            (state, year.count(state), words)
            for state, words in [
                ("closed", "closed"),
                ("skipped", "skipped"),
                ("paused", "paused"),
                ("open", "with lines, not closed"),
                ("none", "with no line"),
            ]
            if year.count(state)
        ],
        "this_week": this_week,
        "most_named": MOST_NAMED,
    }
