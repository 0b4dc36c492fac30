"""One answer beside another: two forms over one row, or an earlier row beside a form."""

from django import template

register = template.Library()


@register.filter
def field_of(form, name: str):
    return form[name]


@register.filter
def answer_of(row, name: str):
    """What a row says in a field, "" where there is no row."""
    return getattr(row, name) if row else ""
