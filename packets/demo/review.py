"""The review of the story told: who was asked, what they were shown, read, said, rated and moved.

Versions are frozen from the draft as it stands, by the same functions as any other.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from packets.compose import compose
from packets.demo import story
from packets.document import anchor_of
from packets.models import (
    Comment,
    Event,
    Packet,
    RatingSheet,
    Reviewer,
    Share,
    Version,
    Visit,
)
from packets.review import MOVES, Role

ZONE = ZoneInfo("Europe/London")


@dataclass
class Review:
    packet: story.Packet
    anchor: date
    people: dict[str, User]
    draft: Packet

    def moment(self, told):
        return told.at(self.anchor).replace(tzinfo=ZONE)

    def ask(self, author, manager):
        """The manager reviews it from its first version on; the others once they have answered."""
        first = self.moment(self.packet.versions[0].frozen)
        self._reviewer(manager, Role.MANAGER, asked_at=first, answered_at=first)
        for told in self.packet.reviewers:
            self._reviewer(
                self.people[told.person],
                told.role,
                word=told.word,
                asked_at=self.moment(told.asked),
                answered_at=self.moment(told.answered),
            )

    def _reviewer(self, person, role, **values):
        state = Reviewer.State.ACCEPTED
        Reviewer.objects.create(
            packet=self.draft, person=person, email=person.email, role=role, state=state, **values
        )

    def share(self, told):
        """Freeze the draft as it stands, and share it with all who review it by then."""
        frozen_at = self.moment(told.frozen)
        draft = Packet.objects.with_parts().get(pk=self.draft.pk)
        version = Version.objects.freeze(draft, compose(draft), frozen_at=frozen_at)
        for reviewer in draft.reviewers.oldest_first():
            if reviewer.answered_at <= frozen_at:
                Share.objects.create(version=version, reader=reviewer.person, shared_at=frozen_at)

    def tell(self):
        """What happened to the versions, in the order of its kinds."""
        self.versions = {version.number: version for version in self.draft.versions.all()}
        for move in self.packet.moves:
            self.move(move)
        for reading in self.packet.readings:
            self.reading(reading)
        for comment in self.packet.comments:
            self.comment(comment)
        for ratings in self.packet.ratings:
            self.ratings(ratings)

    def move(self, told):
        Event.objects.create(
            packet=self.draft,
            move=told.move,
            by=self.people[told.by],
            note=told.note,
            version=told.version,
            made_at=self.moment(told.at),
        )
        Packet.objects.filter(pk=self.draft.pk).update(state=MOVES[told.move].target)

    def reading(self, told):
        """The first reading of a version opens it."""
        version, reader = self.versions[told.version], self.people[told.by]
        began_at, furthest = self.moment(told.at), anchor_of(told.furthest)
        Visit.objects.create(
            version=version,
            reader=reader,
            began_at=began_at,
            last_at=began_at + timedelta(minutes=told.minutes),
            place=furthest,
            furthest=furthest,
        )
        share = Share.objects.of_version(version).of_reader(reader)
        share.filter(opened_at=None).update(opened_at=began_at)

    def comment(self, told):
        section = told.section if told.section != "thesis" else "opening"
        resolved = {}
        if told.resolved:
            author = self.draft.author
            resolved = {"resolved_at": self.moment(told.resolved), "resolved_by": author}
        comment = Comment.objects.create(
            version=self.versions[told.version],
            section=section,
            place="claim" if told.quote else "",
            quote=told.quote,
            suggestion=told.suggestion,
            author=self.people[told.by],
            text=told.text,
            made_at=self.moment(told.at),
            **resolved,
        )
        for reply in told.replies:
            Comment.objects.create(
                version=comment.version,
                section=section,
                parent=comment,
                author=self.people[reply.by],
                text=reply.text,
                made_at=self.moment(reply.at),
            )

    def ratings(self, told):
        RatingSheet.objects.create(
            version=self.versions[told.version],
            rater=self.people[told.by],
            ratings={slug: rating.value for slug, rating in told.ratings.items()},
            given_at=self.moment(told.given) if told.given else None,
        )
