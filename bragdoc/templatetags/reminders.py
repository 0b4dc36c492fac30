"""The reminder on the week page."""

from django import template
from django.utils import timezone

from bragdoc.reminding.links import sign_week
from bragdoc.reminding.pages import due_on_page

register = template.Library()


@register.inclusion_tag("bragdoc/_reminder.html", takes_context=True)
def week_reminder(context, monday):
    """A line where the reminder of this week is due, with or without mails; nothing where not."""
    user = context["request"].user
    return {
        "due": due_on_page(user, monday, timezone.now()),
        "today": user.today(),
        "signed": sign_week(user.pk, monday),
        "csrf_token": context["csrf_token"],
    }
