"""The mail of a reminder."""

from datetime import timedelta

from accounts.addresses import address_of
from accounts.mails import compose_mail
from bragdoc.inbound.addresses import reply_address
from bragdoc.reminding.links import sign_stop, sign_week


def reminder_mail(person, monday):
    """The mail that reminds of a week; not kept yet. It says nothing of what the person wrote."""
    week = sign_week(person.pk, monday)
    stop = address_of("reminder-stop", sign_stop(person.pk))
    reply_to = reply_address(person.pk, monday)
    return compose_mail(
        "bragdoc/mail/reminder.txt",
        html="bragdoc/mail/reminder.html",
        to=person.email,
        subject=f"Week {monday.isocalendar().week}: what did you do?",
        headers={
            # RFC 8058: one click in the mail program, which posts there by itself.
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            **({"Reply-To": reply_to} if reply_to else {}),
        },
        monday=monday,
        sunday=monday + timedelta(days=6),
        write=address_of("reminder-link", week),
        later=address_of("reminder-later", week),
        plan=address_of("reminders"),
        stop=stop,
        replies=bool(reply_to),
    )
