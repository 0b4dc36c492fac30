"""What the worker does for accounts: it sends the mails that are due, and says that it lives."""

from smtplib import SMTPDataError, SMTPRecipientsRefused

import structlog
from django.core.cache import cache
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, on_startup

from accounts.models import Mail

log = structlog.get_logger(__name__)

SIGN_OF_LIFE = "worker-seen-at"
MAILS_A_TICK = 200  # the worker has other work than to wait for a mail server


@on_startup()
def say_hello():
    cache.set(SIGN_OF_LIFE, timezone.now(), timeout=None)


@db_periodic_task(crontab(minute="*"))
def tick():
    say_hello()
    send_due_mails()


def send_due_mails():
    """Send the mails that are due, each as one message.

    The attempt is counted, and the next one put off, before the mail server is asked. So a mail is
    tried at most five times, over some five hours, and never by two workers at once. A crash costs
    an attempt. In one place it can also cost a second delivery: between the server's yes and the
    row that remembers it. Both deliveries then carry the same Message-ID, and mailboxes show such a
    message once.
    """
    for mail in Mail.objects.due(timezone.now())[:MAILS_A_TICK]:
        if not mail.take(timezone.now()):
            continue
        try:
            mail.message().send()
        except (OSError, ValueError) as problem:  # smtplib and sockets; what cannot be a header
            log.warning("mail_failed", mail=mail.pk, problem=type(problem).__name__)
            if is_final(problem):
                mail.give_up()
        else:
            mail.mark_sent(timezone.now())


def is_final(problem):
    """Whether another attempt would fail like this one. A server that is away, busy (4xx) or set up
    wrongly may take the message later; one that knows no such mailbox will not."""
    match problem:
        case SMTPRecipientsRefused(recipients=refused):
            return all(code >= 500 for code, _answer in refused.values())
        case SMTPDataError(smtp_code=code):
            return code >= 500
    return isinstance(problem, ValueError)
