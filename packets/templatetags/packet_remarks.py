"""The texts of a version with the words marked that somebody remarked on."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from packets.remarks.places import name_of
from packets.remarks.words import Marked, shown

register = template.Library()

register.filter("place_of", name_of)

NUMBER = '<sup class="to-note"><a id="words-{}" href="{}" aria-label="{}">{}</a></sup>'


@register.simple_tag
def remarked(text: str, margins, place: str, part="", *, is_markdown=True) -> SafeString:
    """A text as it is read, the words underlined on which there is a thread, each with the number
    of the thread. `margins` are `packets.views.threads.Margins`."""
    here = shown(text, is_markdown=is_markdown)
    marks = [
        Marked(span, _number(thread, margins))
        for thread in margins.to_mark(text, place, part)
        if (span := here.find(thread.comment.quote))
    ]
    return mark_safe(here.with_marks(marks))  # noqa: S308  of safe HTML and format_html


def _number(thread, margins) -> str:
    comment = thread.comment
    said = f"Comment {thread.number}, by {comment.author}"
    return format_html(NUMBER, comment.pk, margins.way_to(comment), said, thread.number)
