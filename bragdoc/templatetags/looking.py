"""A count in the table of kinds, with a bar that says the same."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def amount(count, most):
    """The figure, above a bar as long as its share of the most."""
    return format_html(
        '{0}<svg class="amount" viewBox="0 0 24 4" aria-hidden="true">'
        '<rect width="{1}" height="4"/></svg>',
        count,
        round(24 * count / most, 1),
    )
