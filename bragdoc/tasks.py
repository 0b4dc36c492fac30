"""What the worker does for entries: it reminds people of their week and takes in their replies,
reads large imports, and at night throws away for good what was put away thirty days ago."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.tasks import task
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from bragdoc.importing.reading import read_by_the_worker
from bragdoc.inbound.addresses import takes_replies
from bragdoc.inbound.mailbox import NotFetched, fetch_replies
from bragdoc.models import Entry, Import, InboundMail, LadderImport
from bragdoc.reminding.tick import remind

log = structlog.get_logger(__name__)

KEPT_AFTER_DISCARD = timedelta(days=30)


@db_periodic_task(crontab(minute="*"))
def remind_everybody():
    remind(timezone.now())


@db_periodic_task(crontab(minute="*"))
def fetch_inbound_mail():
    """Off until it is configured. What fails now is asked for again in a minute."""
    if not takes_replies():
        return
    try:
        fetch_replies(settings.INBOUND_IMAP_URL, timezone.now())
    except NotFetched as problem:
        log.warning("inbound_mail_not_fetched", problem=str(problem))


@task()
def read_import_later(pk):
    read_by_the_worker(pk)


@db_periodic_task(crontab(minute="*"))
def take_up_imports():
    """Read what is due or was left behind by a worker that did not come back."""
    now = timezone.now()
    for brought in Import.objects.given_up(now).without_data():
        brought.fail("Reading it ended without an answer, again and again. Bring it in parts.")
    for pk in Import.objects.due(now).values_list("pk", flat=True):
        read_import_later.enqueue(pk)


@db_periodic_task(crontab(minute="17", hour="3"))
def purge_discarded_entries():
    """Versions of packets keep their own copies; nothing that was shared changes."""
    Entry.objects.discarded_before(timezone.now() - KEPT_AFTER_DISCARD).delete()


@db_periodic_task(crontab(minute="19", hour="3"))
def purge_discarded_ladder_imports():
    """What was made of them is kept: a draft has its own text."""
    LadderImport.objects.discarded_before(timezone.now() - KEPT_AFTER_DISCARD).delete()


@db_periodic_task(crontab(minute="21", hour="3"))
def purge_abandoned_imports():
    """With the files that were never put into an inbox."""
    Import.objects.abandoned_before(timezone.now() - KEPT_AFTER_DISCARD).delete()


@db_periodic_task(crontab(minute="23", hour="3"))
def purge_refused_mails():
    """The notes that a mail was not taken. Of the mail itself nothing was kept."""
    InboundMail.objects.refused_before(timezone.now() - KEPT_AFTER_DISCARD).delete()
