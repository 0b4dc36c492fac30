"""Review seasons on the pages of those who write for them."""

from django import template

from bragdoc.seasons import timeline_of

register = template.Library()


@register.inclusion_tag("bragdoc/_season.html", takes_context=True)
def season_timeline(context, season):
    """The dates of a season, and where today is among them. Nothing without a season, and nothing
    of one that is not published."""
    if season is None or season.published_at is None:
        return {"season": None}
    return {"season": season, "line": timeline_of(season, context["request"].user.today())}
