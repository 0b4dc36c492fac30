"""What the page of a version tells whoever reads it: what is asked of him and until when, who else
reads it, and what changed since the version he last saw."""

from datetime import datetime
from typing import NamedTuple

from packets.comparing.differences import differences
from packets.comparing.foremost import count, foremost
from packets.exports.words import minutes_to_read
from packets.models import Comment, Event, RatingSheet, Reviewer, Share
from packets.ratings import rateable
from packets.review import Role, may
from packets.reviewing.asked import DECISIONS, asked_of

GIVES_BACK = {"request-changes", *DECISIONS}
"""The moves by which a reviewer gives a version back."""


class AlsoReading(NamedTuple):
    """Another reviewer, and how far he is. What he rated is not told here."""

    reviewer: Reviewer
    has_opened: bool
    rated: int
    """How many competencies."""

    endorsed: Event | None


class Happened(NamedTuple):
    """One line of the history: a move, or a reviewer who came or went."""

    at: datetime
    event: Event | None = None
    came: Reviewer | None = None
    went: Reviewer | None = None


def part_in(request, packet):
    """What this person may do with the packet, and what was done."""
    events = list(packet.events.visible_to(request.user).newest_first())
    role, moves = packet.role_of(request.user), packet.moves_open_to(request.user)
    reviewers = list(packet.reviewers.who_took_part().oldest_first()) if role else []
    return {
        "role": role,
        "moves": moves,
        "redates": may(role, "redate", packet.state),
        "decisions": {name: move for name, move in moves.items() if name in DECISIONS},
        "events": events,
        "history": history_of(events, reviewers),
        "postponed": postponed_by(events),
        "reviewers": reviewers,
    }


def postponed_by(events):
    """The decision by which the version that was shared last was postponed, also while the packet
    is open again for the next one; None where it was not. `events` are the newest first."""
    told = next((event for event in events if event.move in {"submit", *DECISIONS}), None)
    return getattr(told, "decision", None)


def history_of(events, reviewers):
    """What happened to a packet, the newest first."""
    moves = [Happened(event.made_at, event) for event in events]
    came = [Happened(one.answered_at, came=one) for one in reviewers]
    went = [Happened(one.ended_at, went=one) for one in reviewers if one.ended_at]
    return sorted([*moves, *went, *came], key=lambda each: each.at, reverse=True)


def told_in(request, version, part, document):
    """What a reader is told before the document itself: the ask, the others, what changed."""
    others = version.others_visible_to(request.user)
    older = [other for other in others if other.number < version.number]
    since = since_last_seen(request, version, part, document, older)
    is_latest = len(older) == len(others)
    return {
        "others": others,
        "is_latest": is_latest,
        "since": since,
        "asked": asked_in(request, version, part, document, since, is_latest=is_latest),
        "also_reading": also_reading(request, version, part, document),
    }


def asked_in(request, version, part, document, since, *, is_latest):
    """What this person is asked, until when, and how long it takes to read the part of the page
    that comes before the sections, in minutes."""
    packet, rated = version.packet, rateable(document)
    waiting = Share.objects.of_version(version).waiting_for(request.user).with_due_date().first()
    due_on = waiting and waiting.due_on
    # Who saw an earlier version finds the summary folded, and what changed told instead.
    shown, summary = (since["shown"], "") if since else ([], document.summary)
    opening = [document.ask, document.thesis, summary, *rated.values()]
    changed = [words.text for each in shown for words in each.change.words]
    return {
        "waits": waiting is not None,
        "due_on": due_on,
        "is_late": bool(due_on and due_on < request.user.today()),
        "from_you": asked_of(
            part["role"], packet.state, len(rated), has_answered=is_latest and not waiting
        ),
        "minutes": minutes_to_read([*opening, *changed]),
    }


def also_reading(request, version, part, document):
    """The other reviewers in force, oldest first; nobody for who reviews it no more."""
    accepted = [one for one in part["reviewers"] if one.state == Reviewer.State.ACCEPTED]
    others = [one for one in accepted if one.person != request.user]
    if not others:
        return []
    asked = set(rateable(document))
    opened = Share.objects.of_version(version).opened_by()
    rated = RatingSheet.objects.of_version(version).counted()
    endorsed = {
        event.by_id: event
        for event in part["events"]
        if event.move == "endorse" and event.version == version.number
    }
    return [
        AlsoReading(
            one,
            one.person_id in opened,
            len(asked & rated.get(one.person_id, set())),
            endorsed.get(one.person_id),
        )
        for one in others
    ]


def since_last_seen(request, version, part, document, older):
    """What changed since the version that this reader opened last before this one, with how he had
    answered it and what became of his comments since; for the author, since the version before.
    None where there is no such version. `older` are those before this one, the newest first."""
    before = older[0] if older and part["role"] is Role.AUTHOR else last_opened(request, older)
    if before is None:
        return None
    changes = differences(before.document(), document)
    threads = Comment.objects.threads_seen_by(request.user).of_packet(version.packet)
    mine = threads.of_author(request.user).before_version(version.number)
    numbers = range(before.number, version.number)
    return {
        "before": before,
        "changes": changes,
        "shown": foremost(changes),
        "count": count(changes),
        "answer": next((e for e in part["events"] if answers(e, request.user, numbers)), None),
        "settled": [thread for thread in mine if is_settled(thread, since=before.frozen_at)],
    }


def last_opened(request, older):
    """The newest of these that this reader opened; None where he opened none."""
    opened = Share.objects.of_reader(request.user).of_versions(older).latest_opened()
    return next((each for each in older if each.number == opened), None)


def answers(event, user, numbers):
    """Whether this person gave back by it a version of one of these numbers."""
    return event.move in GIVES_BACK and event.by_id == user.pk and event.version in numbers


def is_settled(thread, *, since):
    """Whether it was resolved, or answered by somebody else, after this moment."""
    others = [each for each in thread.replies.all() if each.author_id != thread.author_id]
    moments = [thread.resolved_at, *(each.made_at for each in others)]
    return any(moment and moment > since for moment in moments)
