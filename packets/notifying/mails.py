"""What the worker does every minute about notifications: what was told and not mailed goes out, in
one mail to each person.

Each notification is in one mail at the most, whatever crashes and however many processes run this
at once: the person's row is locked, as it is by whoever tells them something, and what is mailed is
marked in one transaction with the mail. The mail is a row too, and `accounts.tasks.send_due_mails`
says how it becomes one message.
"""

from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.addresses import address_of
from accounts.mails import compose_mail
from accounts.models import User
from packets.models import Notification, NotificationPlan, Share
from packets.notifying.kinds import Kind, asked, mailed_from
from packets.review import Role

LISTED = 50  # things in one mail; the page has all


def mail_what_was_told(now):
    """Write the mails that are due at this moment. Of people for whom nothing waits, or whose hour
    has not come, nothing is read beside a line each."""
    for row in Notification.objects.waiting():
        if is_due(row, now):
            mail_person(row["person"], now)


def is_due(row, now):
    """`row` is one of `NotificationQuerySet.waiting`."""
    hour = row["hour"] if row["is_daily"] else None
    return mailed_from(row["first"], ZoneInfo(row["zone"]), hour=hour) <= now


@transaction.atomic
def mail_person(pk, now):
    """Write one mail of all that waits for a person, and mark it, also where it was not wanted:
    what was seen, may not be seen any more or is of a kind that is off is in no mail."""
    person = User.objects.select_for_update(no_key=True).get(pk=pk)
    unmailed = Notification.objects.of_person(person).unmailed()
    row = unmailed.waiting().first()
    if row is None or not is_due(row, now):
        return  # another process was faster
    if person.is_active:
        muted = NotificationPlan.objects.of(person).muted
        wanted = unmailed.visible().unseen().exclude(kind__in=muted).for_display()
        if things := list(wanted.oldest_first()):
            notification_mail(person, things).save()
    unmailed.update(mailed_at=now)


def notification_mail(person, things):
    """The mail that tells a person these notifications, oldest first; not kept yet. Who, what kind,
    which packet, and what a version that is shared asks: no word of what it is about."""
    listed = things[:LISTED]
    asks = asked_in(listed, person)
    settings = address_of("notification-plan")
    return compose_mail(
        "packets/mail/notifications.txt",
        to=person.email,
        subject=subject_of(things),
        headers={"List-Unsubscribe": f"<{settings}>"},
        things=[
            (thing, asks.get(thing.pk, ""), address_of("notification-open", thing.pk))
            for thing in listed
        ],
        more=len(things) - LISTED,
        all=address_of("notification-list"),
        settings=settings,
    )


def asked_in(things, person):
    """What the versions that these tell to be shared ask of a person, where the answer is still
    missing, by the keys of these."""
    shared = {thing.version_id: thing.pk for thing in things if thing.kind == Kind.SHARED}
    waiting = Share.objects.waiting_for(person).of_versions(shared).with_due_date()
    return {shared[one.version_id]: asked(Role(one.role), one.due_on) for one in waiting}


def subject_of(things):
    """The one thing, or how many there are, and the packet where they are all about one."""
    titles = {thing.title for thing in things}
    about = titles.pop() if len(titles) == 1 else ""
    said = things[0].sentence() if len(things) == 1 else f"{len(things)} things"
    return f"{said}: {about}" if about else said
