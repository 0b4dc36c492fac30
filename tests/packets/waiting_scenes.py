"""Many people and many packets, made without a word being written in any of them."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import Management, User
from packets.models import Packet, Reviewer, Share, Version
from tests.factories import small_ladder

FIRST_DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def reports_of(manager, names):
    """People of these names who are managed by this one."""
    number = User.objects.count()
    people = User.objects.bulk_create(
        User(email=f"report-{number + place}@example.org", name=name)
        for place, name in enumerate(names)
    )
    Management.objects.bulk_create(
        Management(
            engineer=person,
            manager=manager,
            manager_email=manager.email,
            state=Management.State.ACCEPTED,
        )
        for person in people
    )
    return people


def packets_of(authors, state="in-review", **fields):
    """A packet of each of these authors, of one ladder, in a state, with an empty version 1."""
    earlier = Packet.objects.select_related("ladder_version").first()
    ladder_version = earlier.ladder_version if earlier else small_ladder()
    number = Packet.objects.count()
    packets = Packet.objects.bulk_create(
        Packet(
            author=author,
            title=f"Packet {number + place}",
            ladder_version=ladder_version,
            now="ic/senior",
            goal="ic/staff",
            starts_on=date(2025, 12, 1),
            ends_on=date(2026, 11, 20),
            state=state,
            **fields,
        )
        for place, author in enumerate(authors)
    )
    Version.objects.bulk_create(
        Version(packet=packet, number=1, title=packet.title, canonical="{}", content_hash="0")
        for packet in packets
    )
    return packets


def shared_with(reader, packets, role="manager"):
    """This person reviews these in a role, and reads version 1, which was shared with him a day
    after the one before. None as a role: he reads it and has no part in it. Gives the shares."""
    if role:
        Reviewer.objects.bulk_create(
            Reviewer(
                packet=packet,
                person=reader,
                email=reader.email,
                role=role,
                state=Reviewer.State.ACCEPTED,
            )
            for packet in packets
        )
    versions = Version.objects.filter(packet__in=packets).order_by("packet")
    return Share.objects.bulk_create(
        Share(version=version, reader=reader, shared_at=FIRST_DAY + timedelta(days=place))
        for place, version in enumerate(versions)
    )
