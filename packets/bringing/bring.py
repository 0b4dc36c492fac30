"""The draft that is planned of a packet, and its plan taken up, in one transaction."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from bragdoc.forms.rows import URL_LIMIT, LinksField
from bragdoc.models import Entry, LadderVersion, NotApplicable, Placement
from bragdoc.models.entries import DETAILS_LIMIT, METRIC_PART_LIMIT, NOTE_LIMIT, ROWS_LIMIT
from bragdoc.models.entries import TITLE_LIMIT as WIN_TITLE_LIMIT
from bragdoc.models.names import NAME_LIMIT
from bragdoc.models.not_applicable import REASON_LIMIT
from bragdoc.models.taking_in import YEARS
from packets.bringing.writing import write_draft
from packets.document import Link, Metric, PacketDocument, content_hash
from packets.importing.faults import NotAPacket
from packets.importing.plan import Facts, KnownWin, Plan, Words, placed_evidence
from packets.importing.planning import Measure, plan_of
from packets.importing.positions import key_of, position_before, position_like
from packets.importing.room import Room, check_room
from packets.importing.wins import KEY, Vocabulary, keys_of
from packets.models import Condition, Endorsement, Gap, Packet, Preset
from packets.models.endorsements import TESTIMONY_LIMIT
from packets.models.parts import TEXT_LIMIT
from packets.presets.bundled import bundled_presets
from packets.presets.document import PresetDocument

AT_ONCE = 200  # wins of a query, by title and by key

ROOM = Room(
    title=Packet._meta.get_field("title").max_length or 0,
    text=TEXT_LIMIT,
    win_title=WIN_TITLE_LIMIT,
    win_details=DETAILS_LIMIT,
    figure=METRIC_PART_LIMIT,
    name=NAME_LIMIT,
    gap=Gap._meta.get_field("title").max_length or 0,
    condition=Condition._meta.get_field("text").max_length or 0,
    said_by=Condition._meta.get_field("said_by").max_length or 0,
    reason=REASON_LIMIT,
    address=URL_LIMIT,
    testimony=TESTIMONY_LIMIT,
    standing=Endorsement._meta.get_field("name").max_length or 0,
    rows=ROWS_LIMIT,
    years=YEARS,
)


def is_address(url: str) -> bool:
    try:
        LinksField.check_url(url)
    except ValidationError:
        return False
    return True


VOCABULARY = Vocabulary(
    kinds={word.casefold(): kind.value for kind in Entry.Kind for word in (kind, kind.label)},
    roles={word.casefold(): role.value for role in Entry.Role for word in (role, role.label)},
    is_address=is_address,
    impact=NOTE_LIMIT,
)


@dataclass(frozen=True)
class Bringing:
    """What will be made of a packet over a version of a ladder, before anything is."""

    version: LadderVersion
    plan: Plan
    made: Packet | None
    """The packet that was made of this very document before."""

    def digest(self) -> str:
        """What changes whenever another draft would come of it."""
        plan = self.plan
        parts = (self.version.pk, plan.now, plan.goal, plan.sections, plan.wins, plan.remarks)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def versions_for(user: User) -> list[LadderVersion]:
    """The versions of ladders that a packet of this person can be measured against."""
    return list(LadderVersion.objects.visible_to(user).frozen().without_documents().by_name())


def bring(
    document: PacketDocument,
    user: User,
    *,
    version: LadderVersion | None = None,
    now: str = "",
    goal: str = "",
) -> Bringing:
    """Plan the draft. Without a version, over the one that the packet names or the nearest to it;
    without a position, at the one that the packet means there.

    Raises NotAPacket where it holds more than a draft takes, and UnknownPosition.
    """
    check_room(document, ROOM)
    version = version or _nearest(document, user)
    ladder = version.read()
    meant = position_like(ladder, document.goal)
    aim = ladder.position(*goal.split("/", 1)) if goal else meant or ladder.tracks[0].levels[-1]
    stands = document.now and position_like(ladder, document.now)
    now = now or key_of(stands or position_before(ladder, aim))
    plan = plan_of(
        document,
        Measure(ladder, now, key_of(aim)),
        log=tuple(_known_wins(document, user)),
        presets=_presets(user),
        said=NotApplicable.objects.visible_to(user).of_ladder(version.ladder_id).reasons(),
        vocabulary=VOCABULARY,
        room=ROOM,
    )
    return Bringing(version, plan, Packet.objects.visible_to(user).brought_as(key_for(document)))


@transaction.atomic
def take_up(brought: Bringing, user: User) -> Packet:
    """Write the draft. The same document twice makes one packet, and no win twice."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # so that two presses take turns
    key = key_for(brought.plan.document)
    return Packet.objects.visible_to(user).brought_as(key) or write_draft(
        brought.plan, brought.version, user, key
    )


def key_for(document: PacketDocument) -> str:
    """What the draft of a document is known by, among those of one person."""
    return KEY + content_hash(document)[: 64 - len(KEY)]


def _nearest(document: PacketDocument, user: User) -> LadderVersion:
    """The version itself, the newest other one of its ladder, the one the person is placed on, the
    first there is."""
    offered = versions_for(user)
    if not offered:
        raise NotAPacket("There is no ladder here to measure it against. Bring in a ladder first.")
    of_ladder = [one for one in offered if one.ladder.slug == document.ladder.slug]
    same = [one for one in of_ladder if one.version == document.ladder.version]
    placement = Placement.objects.of(user)
    placed = [one for one in offered if placement and one.pk == placement.ladder_version_id]
    return next(iter([*same, *of_ladder, *placed, *offered]))


def _presets(user: User) -> list[PresetDocument]:
    own = [preset.read() for preset in Preset.objects.visible_to(user).by_name()]
    return [*bundled_presets().values(), *own]


def _known_wins(document: PacketDocument, user: User) -> Iterator[KnownWin]:
    """The wins of a person's log that were made of one of the packet, or are called the same."""
    keys = keys_of(document)
    told = [(win.title, keys[number]) for number, win in placed_evidence(document).items()]
    own = Entry.objects.written_by(user).select_related("project").prefetch_related("people")
    rows: dict[int, Entry] = {}
    for some in batched(told, AT_ONCE, strict=False):
        titles, made = zip(*some, strict=True)
        rows |= {entry.pk: entry for entry in own.called_or_made_of(titles, made)}
    return (_known_win(rows[pk]) for pk in sorted(rows))


def _known_win(entry: Entry) -> KnownWin:
    return KnownWin(
        entry=entry.pk,
        key=entry.key or "",
        words=Words(entry.title, entry.details, entry.impact),
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        facts=Facts(
            kind=entry.kind,
            role=entry.role,
            project=entry.project.name if entry.project else "",
            people=tuple(sorted(person.name for person in entry.people.all())),
            metrics=tuple(Metric(**metric) for metric in entry.metrics),
            links=tuple(Link(**link) for link in entry.links),
        ),
        confidential=entry.confidential,
        discarded=entry.discarded_at is not None,
    )
