"""Mails between people, written as rows in the act they tell of; the worker sends them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Mail


def compose_mail(template, *, to, subject, html="", headers=None, **context):
    """A mail that is not kept yet. `template` writes its plain text, `html` (another template,
    where there is one) the same with markup."""
    one_line = " ".join(subject.split())  # a name may hold a line break, a header may not
    return Mail(
        to=to,
        subject=one_line[:200],
        body=render_to_string(template, context),
        html=render_to_string(html, context) if html else "",
        headers=headers or {},
    )


def write_mail(template, *, to, subject, url, **context):
    """Keep a mail to be sent. `url` is a path of this site."""
    address = f"{settings.SITE_URL}{url}"
    mail = compose_mail(template, to=to, subject=subject, **context, url=address)
    mail.save()
    return mail


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
