from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

# Said aloud as well: most screen readers pass over <ins> and <del> in silence.
MARKED = {
    "same": "{}",
    "added": '<ins><span class="unseen">[added: </span>{}<span class="unseen">]</span></ins>',
    "removed": '<del><span class="unseen">[taken out: </span>{}<span class="unseen">]</span></del>',
}


@register.filter
def marked(words):
    """A text of bragdoc.ladders.wording with what was added and what was taken out."""
    return format_html_join("", "{}", ([format_html(MARKED[run.kind], run.text)] for run in words))


@register.filter
def carried(asked):
    """The expectations that come from the steps below."""
    return [item for item in asked.items if item.carried]
