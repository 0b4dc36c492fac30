"""What the worker does for accounts: it sends the mails that are due, and says that it lives."""

import structlog
from django.core.cache import cache
from django.core.mail import send_mail
from django.db.models import F
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, on_startup

from accounts.models import Mail

log = structlog.get_logger(__name__)

SIGN_OF_LIFE = "worker-seen-at"


@on_startup()
def say_hello():
    cache.set(SIGN_OF_LIFE, timezone.now(), timeout=None)


@db_periodic_task(crontab(minute="*"))
def tick():
    say_hello()
    send_due_mails()


def send_due_mails():
    """Send each due mail once. The attempt is counted before the mail server is asked, so that a
    crash in between costs an attempt and never a second mail in the same minute."""
    for mail in Mail.objects.due(timezone.now()):
        taken = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None).update(
            attempts=F("attempts") + 1
        )
        if not taken:
            continue
        try:
            send_mail(mail.subject, mail.body, None, [mail.to])
        except OSError as problem:  # what smtplib and sockets raise
            log.warning("mail_failed", mail=mail.pk, problem=type(problem).__name__)
        else:
            Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
