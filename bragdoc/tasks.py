"""What the worker does at night: what was discarded thirty days ago goes for good."""

from datetime import timedelta

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from bragdoc.models import Entry, LadderImport

KEPT_AFTER_DISCARD = timedelta(days=30)


@db_periodic_task(crontab(minute="17", hour="3"))
def purge_discarded_entries():
    """Versions of packets keep their own copies; nothing that was shared changes."""
    Entry.objects.discarded_before(timezone.now() - KEPT_AFTER_DISCARD).delete()


@db_periodic_task(crontab(minute="19", hour="3"))
def purge_discarded_ladder_imports():
    """What was made of them is kept: a draft has its own text."""
    LadderImport.objects.discarded_before(timezone.now() - KEPT_AFTER_DISCARD).delete()
