"""What happens to a packet before a test begins: wins are placed, versions shared."""

from packets.models import Packet, RatingSheet, Reviewer, Share, Version
from packets.ratings import rateable
from packets.sharing import move_packet
from tests.factories import (
    EntryFactory,
    EvidenceFactory,
    ManagementFactory,
    ReviewerFactory,
)


def place(packet, title="Read the whole log", *, key="delivery", expectation="across-teams", **win):
    """A new win of the author, placed against a sentence of the ladder."""
    why = win.pop("why", "")
    entry = EntryFactory(author=packet.author, title=title, **win)
    section = packet.sections.get(key=key)
    place = section.evidence.count()
    return EvidenceFactory(
        section=section, entry=entry, expectation=expectation, why=why, position=place
    )


def put(client, packet, entry, expectation="across-teams", key="delivery", **asked):
    """Place a win by the form of the section's page. `asked` is what its address asks."""
    return client.post(
        f"/packets/{packet.pk}/sections/{key}/place/",
        {"entry": getattr(entry, "pk", entry), "expectation": expectation},
        query_params=asked,
    )


def manage(engineer, manager):
    return ManagementFactory(engineer=engineer, manager=manager, manager_email=manager.email)


def review(packet, person, role="peer"):
    """Somebody reviews it, in a role, and reads the latest version where there is one."""
    reviewer = ReviewerFactory(packet=packet, person=person, role=role)
    if latest := packet.versions.newest_first().first():
        Share.objects.share(latest, [person])
    return reviewer


def succeed(packet, person, successor):
    """The successor reviews it in this person's role, who still reads what he was shown: as packets
    stand that changed hands before an author could hand them over."""
    part = Reviewer.objects.in_force().of_packet(packet).of_person(person).get()
    Reviewer.objects.of_packet(packet).filter(pk=part.pk).update(state=Reviewer.State.ENDED)
    ReviewerFactory(packet=packet, person=successor, role=part.role)


def rate(version, person, rating="meeting"):
    """All competencies are rated alike by this person; not given yet."""
    ratings = dict.fromkeys(rateable(version.document()), rating)
    return RatingSheet.objects.create(version=version, rater=person, ratings=ratings)


def share(packet) -> Packet:
    """Submit it, and give it back as it is now."""
    move_packet(packet, "submit", by=packet.author)
    packet.refresh_from_db()
    return packet


def share_again(packet, reviewer, *, to=None) -> Version:
    """The reviewer asks for changes, the author shares the next version: this one is answered.
    `to` is who came in the reviewer's place in between."""
    latest = packet.versions.latest_number()
    move_packet(packet, "request-changes", by=reviewer, note="Say who decided.", version=latest)
    if to:
        succeed(packet, reviewer, to)
    share(packet)
    return packet.versions.get(number=latest + 1)
