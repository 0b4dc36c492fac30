"""What was written into a form whose place is not there any more."""

from django import template

register = template.Library()

WRITTEN = ("text", "suggestion", "note", "conditions", "word")
"""The fields that people write sentences into; of ratings, `note-` and the competency as well."""


@register.filter
def written(sent):
    """The texts of a form that was sent, in its order. No token, choice or number is among them."""
    return [
        text
        for name, text in sent.items()
        if (name in WRITTEN or name.startswith("note-")) and text.strip()
    ]
