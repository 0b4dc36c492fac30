"""What the people of the story were told of the review, from what its rows say happened. All of it
was mailed then; what is about the latest version, and was not opened, is new to them."""

from datetime import timedelta

from packets.models import Comment, Event, Notification, RatingSheet, Share
from packets.models.notifications import recount
from packets.notifying.kinds import Kind

SOON = timedelta(minutes=15)


def tell_of_review(packet):
    told = [*_shares(packet), *_moves(packet), *_comments(packet), *_ratings(packet)]
    told.sort(key=lambda each: (each.made_at, each.person_id))
    latest = packet.versions.latest_number()
    for each in told:
        each.packet, each.mailed_at = packet, each.made_at + SOON
        if each.version.number < latest:
            each.seen_at = each.mailed_at
    Notification.objects.bulk_create(told)
    recount({each.person_id for each in told})


def _readers(version):
    return Share.objects.of_version(version).readers()


def _shares(packet):
    for share in Share.objects.of_packet(packet).for_display():
        yield Notification(
            kind=Kind.SHARED,
            person_id=share.reader_id,
            by=packet.author,
            version=share.version,
            path=share.version.get_absolute_url(),
            made_at=share.shared_at,
            seen_at=share.opened_at,
        )


def _moves(packet):
    for event in Event.objects.filter(packet=packet).exclude(move="submit").select_related("by"):
        version = packet.versions.get(number=event.version)
        for person in {packet.author, *_readers(version)} - {event.by}:
            yield Notification(
                kind=Kind.MOVED,
                detail=event.move,
                person=person,
                by=event.by,
                version=version,
                path=event.get_absolute_url(),
                made_at=event.made_at,
            )


def _comments(packet):
    """To the author, and to whom a reply answers."""
    said = Comment.objects.of_packet(packet).filter(is_private=False)
    for comment in said.select_related("author", "version", "parent__author"):
        answered = {comment.parent.author} if comment.parent else set()
        for person in ({packet.author} | answered) - {comment.author}:
            yield Notification(
                kind=Kind.COMMENTED,
                detail=comment.told_as(),
                person=person,
                by=comment.author,
                version=comment.version,
                path=comment.get_absolute_url(),
                made_at=comment.made_at,
            )


def _ratings(packet):
    for sheet in RatingSheet.objects.given().filter(version__packet=packet):
        if sheet.rater_id != packet.author_id:
            yield Notification(
                kind=Kind.RATED,
                person=packet.author,
                by_id=sheet.rater_id,
                version=sheet.version,
                path=sheet.version.address_at("ratings"),
                made_at=sheet.given_at,
            )
