"""What the worker does for packets: it sets the PDFs that were asked for, mails what people were
told, and throws away at night what they saw long ago.

The truth is in the rows. A task that is lost with its worker is found by the tick and done again,
three times at the most; begun twice, a rendering is set once.
"""

from datetime import timedelta

import structlog
from django.tasks import task
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, on_startup

from accounts.models import User
from packets.models import Notification, Rendering
from packets.models.notifications import recount
from packets.notifying.deadlines import tell_of_deadlines
from packets.notifying.mails import mail_what_was_told

log = structlog.get_logger(__name__)

KEPT_AFTER_SEEN = timedelta(days=180)


@on_startup()
def warm():
    """Start the press before anybody waits for a document."""
    from packets.exports.pdf import warm_press

    warm_press()


@task()
def render_packet(pk):
    """Set the PDF of one rendering, if nobody else is at it."""
    from packets.exports.pdf import PressLost, RenderingFailed, render_pdf

    rendering = Rendering.objects.for_work().filter(pk=pk).first()
    if rendering is None or not rendering.begin():
        return
    document, edition = rendering.source()
    try:
        result = render_pdf(
            document, edition, options=rendering.read_options(), head=rendering.head()
        )
    except PressLost:
        log.warning("press_lost", rendering=pk)  # the tick finds it, as if this worker had ended
    except RenderingFailed as problem:
        log.warning("rendering_failed", rendering=pk)
        rendering.fail(str(problem))
    else:
        rendering.finish(
            pdf=result.pdf,
            pages=result.pages,
            pages_of=result.places,
            message="\n".join(result.warnings),
        )


@db_periodic_task(crontab(minute="*"))
def tick():
    """Pick up what is due or was left behind."""
    now = timezone.now()
    for pk in Rendering.objects.due(now).values_list("pk", flat=True):
        render_packet.enqueue(pk)
    for rendering in Rendering.objects.given_up(now):
        rendering.fail("Setting this document ended without an answer, three times.")


@db_periodic_task(crontab(minute="*"))
def mail_notifications():
    mail_what_was_told(timezone.now())


@db_periodic_task(crontab(minute="5", hour="5"))
def tell_of_coming_deadlines():
    tell_of_deadlines(timezone.localdate())


@db_periodic_task(crontab(minute="27", hour="3"))
def purge_notifications():
    """What is new stays. With a person or a packet that is deleted goes what others were told of
    it: they are counted for anew."""
    Notification.objects.seen_before(timezone.now() - KEPT_AFTER_SEEN).delete()
    recount(set(User.objects.exclude(unseen=0).values_list("pk", flat=True)))
