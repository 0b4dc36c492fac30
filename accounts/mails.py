"""Mails between people, written as rows in the act they tell of; the worker sends them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Mail


def write_mail(template, *, to, subject, url, **context):
    """Keep a mail to be sent. `url` is a URL name with its arguments, or a path of this site."""
    body = render_to_string(template, {**context, "url": f"{settings.SITE_URL}{url}"})
    one_line = " ".join(subject.split())  # a name may hold a line break, a header may not
    return Mail.objects.create(to=to, subject=one_line[:200], body=body)


def tell_manager_was_asked(management):
    return write_mail(
        "accounts/mail/manager_asked.txt",
        to=management.manager_email,
        subject=f"{management.engineer} names you as manager",
        url=reverse("manager"),
        management=management,
    )


def tell_manager_was_answered(management, *, by, accepted):
    return write_mail(
        "accounts/mail/manager_answered.txt",
        to=management.engineer.email,
        subject=f"{by} {'is now your manager here' if accepted else 'declined'}",
        url=reverse("manager"),
        management=management,
        by=by,
        accepted=accepted,
    )
