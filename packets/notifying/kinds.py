"""What people are told of, in which words, and when it is mailed to them. No database.

A notification says who did what and where it can be seen; none of the words it is about. The first
word of its `detail` picks among the sentences of its kind.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.formats import date_format

from bragdoc.reminding.schedule import moment
from packets.review import REVIEWERS, Role
from packets.reviewing.waiting import asks

GROUPED = timedelta(minutes=15)
"""How long a mail waits for what else happens, from the first thing that it tells."""


class Kind(TextChoices):
    ASKED = "asked", "Somebody asks you to review"
    ANSWERED = "answered", "A reviewer accepts, declines or leaves"
    SHARED = "shared", "A version is shared with you"
    MOVED = "moved", "A packet is moved: changes asked for, endorsed, decided"
    COMMENTED = "commented", "A comment, a reply or a suggested wording"
    RATED = "rated", "Ratings are given"
    TESTIFIED = "testified", "A colleague answers what you asked about a win"
    DUE = "due", "A date of a review season comes near"


class Deadline(NamedTuple):
    """What a season sets a day for. As the `detail` of a notification, "drafts 2026-12-04"."""

    what: str
    day: date

    def __str__(self):
        return f"{self.what} {self.day.isoformat()}"

    @classmethod
    def read(cls, detail: str):
        """Raises ValueError where it is none."""
        what, _, day = detail.partition(" ")
        return cls(what, date.fromisoformat(day))

    def sentence(self):
        return f"{self.what.capitalize()} are due on {date_format(self.day, 'l j F Y')}"


# What follows the name of who did it, by kind and detail; without a detail, or with one that is
# not here, the sentence of the kind alone.
DONE: dict[str, dict[str, str]] = {
    Kind.ASKED: {
        "": "asks you to review",
        **{role: f"asks you to review, as {Role(role).label.lower()}" for role in REVIEWERS},
        **{
            f"now-{role}": f"asks you to review as {Role(role).label.lower()} from now on"
            for role in REVIEWERS
        },
    },
    Kind.ANSWERED: {
        "": "answers whether they review it",
        "accepted": "accepts to review it",
        "declined": "declines to review it",
        "ended": "no longer reviews it",
    },
    Kind.SHARED: {
        "": "shares a version with you",
        "due": "changes the day for your answer",
    },
    Kind.MOVED: {  # by the name of the move
        "": "moves it",
        "submit": "shares it for review",
        "withdraw": "withdraws it",
        "request-changes": "asks for changes",
        "endorse": "endorses it",
        "support": "supports it",
        "postpone": "postpones it, with conditions",
        "decline": "declines it",
        "reopen": "opens it again",
    },
    Kind.COMMENTED: {
        "": "comments",
        "reply": "replies",
        "suggestion": "suggests a wording",
        "accepted": "takes over your wording",
        "declined": "does not take over your wording",
        "resolved": "resolves a thread",
        "reopened": "reopens a thread",
    },
    Kind.RATED: {"": "gives ratings"},
    Kind.TESTIFIED: {
        "": "answers what you asked",
        "given": "writes what you asked for",
        "declined": "declines to write about it",
        "withdrawn": "withdraws what they wrote",
    },
}


def sentence(kind: str, detail: str = "", *, who: str = "") -> str:
    """What happened, in a sentence without a full stop: "Grace Lindholm asks for changes"."""
    if kind == Kind.DUE:
        return Deadline.read(detail).sentence()
    done = DONE[Kind(kind)]
    return f"{who or 'Somebody'} {done.get(detail.partition(' ')[0], done[''])}"


def asked(role: Role, due_on: date | None) -> str:
    """What a version asks of who reviews it in this role, and until when where there is a day,
    without a full stop: "Asked for until 4 December 2026: your ratings and a decision". "" where
    it asks nothing."""
    said = asks(role)
    until = f" until {date_format(due_on, 'j F Y')}" if due_on else ""
    return f"Asked for{until}: {said[0].lower()}{said[1:]}" if said else ""


def mailed_from(first: datetime, zone: ZoneInfo, *, hour: int | None) -> datetime:
    """From when on what waits goes out, in UTC. `first` is when the oldest of it happened; `hour`
    that of the one mail a day, by a clock of the zone; None for soon."""
    if hour is None:
        return first + GROUPED
    day = first.astimezone(zone).date()
    today = moment(day, time(hour), zone)
    return today if today >= first else moment(day + timedelta(days=1), time(hour), zone)
