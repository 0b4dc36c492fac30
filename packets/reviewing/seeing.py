"""Who can see what of a packet, since when, and each time it was read. For its author alone."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from packets.exports.html import titled_parts
from packets.models import (
    Endorsement,
    LinkVisit,
    PanelCase,
    Reviewer,
    Share,
    ShareLink,
    Version,
    Visit,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MARK = re.compile(r"(\d{1,16})-([al])-(\d{1,18})")  # microseconds: the year 2286 is the last
ACCOUNT, LINK = "a", "l"  # by which a version was read; in the address of a page of readings


class Reader(NamedTuple):
    """Somebody with an account, his part in the review where he has one, and what he can read."""

    person: User
    part: Reviewer | None
    shares: list[Share]


class Reading(NamedTuple):
    """One reading of a version, by whichever way."""

    kind: str
    who: str
    visit: Visit | LinkVisit
    version: Version
    furthest: str  # the title of a part; "" where only the beginning was opened
    took_file_at: datetime | None

    @property
    def ended_at(self):
        """When it ended; None where the clock showed the minute in which it began."""
        began_at, last_at = self.visit.began_at, self.visit.last_at
        return last_at if last_at.replace(second=0, microsecond=0) > began_at else None

    def mark(self):
        """What names its place among all readings, in an address."""
        return f"{(self.visit.began_at - EPOCH) // MICROSECOND}-{self.kind}-{self.visit.pk}"


class Ended(NamedTuple):
    """Something that let somebody see the packet and does no more."""

    at: datetime
    kind: str  # "reviewer", "link", "case"
    row: Reviewer | ShareLink | PanelCase


class EndedIn(NamedTuple):
    """The newest of what is over, and how much there is."""

    newest: list[Ended]
    in_all: int


def people_of(packet) -> tuple[list[Reader], list[Reviewer]]:
    """Who can read which versions now, or will from the next one on: who reviews, in the order in
    which they came; then who can only read. And who was asked to review and has not answered."""
    shares: dict[int, list[Share]] = {}
    for share in Share.objects.of_packet(packet).in_force().to_active_people():
        shares.setdefault(share.reader_id, []).append(share)
    parts = list(packet.reviewers.current().oldest_first())
    asked = [part for part in parts if part.state == Reviewer.State.ASKED]
    reviewing = [part for part in parts if part.state == Reviewer.State.ACCEPTED]
    reading = [Reader(part.person, part, shares.pop(part.person_id, [])) for part in reviewing]
    return reading + [Reader(theirs[0].reader, None, theirs) for theirs in shares.values()], asked


def links_to(packet):
    """The links that lead to a version of it now."""
    return ShareLink.objects.of_packet(packet).in_force().for_display().newest_first()


def cases_of(packet):
    """Where a version of it lies before an open panel."""
    cases = PanelCase.objects.of_packet(packet).before_open_panels()
    return cases.for_display().order_by("pk")


def asked_about_a_win(packet):
    """The colleagues who can open what they are asked, or said, about one win."""
    return Endorsement.objects.of_packet(packet).open_to_colleagues().oldest_first()


def ended_in(packet, most) -> EndedIn:
    """What is over, the newest first, `most` at the most. It is counted where there is more."""
    parts = packet.reviewers.over().ended_last_first()
    links = ShareLink.objects.of_packet(packet).over()
    links = links.alias(over_at=Coalesce("revoked_at", "expires_at")).order_by("-over_at", "-pk")
    cases = PanelCase.objects.of_packet(packet).over()
    cases = cases.select_related("panel").order_by("-withdrawn_at", "-pk")
    some = most + 1
    ended = [Ended(part.over_at, "reviewer", part) for part in parts[:some]]
    ended += [Ended(each.revoked_at or each.expires_at, "link", each) for each in links[:some]]
    ended += [Ended(each.withdrawn_at, "case", each) for each in cases[:some]]
    newest = sorted(ended, key=lambda each: each.at, reverse=True)[:most]
    if len(ended) <= most:
        return EndedIn(newest, len(ended))
    return EndedIn(newest, parts.count() + links.count() + cases.count())


def readings_of(packet, *, before, most) -> list[Reading]:
    """The newest `most` readings of all its versions, of those that came before the one that is
    marked `before`; from the newest where that is no mark."""
    mark = MARK.fullmatch(before)
    by_account = Visit.objects.of_packet(packet)
    by_link = LinkVisit.objects.of_packet(packet)
    found = [
        (each.began_at, kind, each.pk, each)
        for kind, rows in ((ACCOUNT, by_account), (LINK, by_link))
        for each in _newest(rows, kind, mark, most)
    ]
    newest = sorted(found, key=lambda each: each[:3], reverse=True)[:most]
    visits = [(kind, visit) for _began_at, kind, _pk, visit in newest]
    titles = titles_in({_version_of(kind, visit) for kind, visit in visits})
    return [_reading(kind, visit, titles) for kind, visit in visits]


def _newest(rows, kind, mark, most):
    """The newest of those that came before the marked one, in any order. They are sought by their
    keys, which an index has sorted, and only these are read whole."""
    keys = _older(rows, kind, mark).order_by("-began_at", "-pk").values("pk")[:most]
    return rows.model.objects.filter(pk__in=keys).for_display()


def _older(rows, kind, mark):
    """Those that began before the marked one; of those that began with it, what stands after."""
    if not mark:
        return rows
    at = EPOCH + int(mark[1]) * MICROSECOND
    earlier = Q(began_at__lt=at)
    if kind == mark[2]:
        earlier |= Q(began_at=at, pk__lt=int(mark[3]))
    elif kind < mark[2]:
        earlier |= Q(began_at=at)
    return rows.filter(earlier)


def _version_of(kind, visit):
    return visit.version if kind == ACCOUNT else visit.link.version


def _reading(kind, visit, titles):
    version = _version_of(kind, visit)
    furthest = titles[version.pk].get(visit.furthest, "")
    if kind == ACCOUNT:
        return Reading(kind, str(visit.reader), visit, version, furthest, visit.took_file_at)
    return Reading(kind, visit.link.reader, visit, version, furthest, visit.took_pdf_at)


def titles_in(versions) -> dict[int, dict[str, str]]:
    """The titles of the parts of these versions, by their anchors, by the version's key."""
    documents = Version.objects.documents_of(versions)
    return {
        pk: {anchor: title or "a section without a title" for anchor, title in titled.items()}
        for pk, titled in ((pk, titled_parts(document)) for pk, document in documents.items())
    }


class SeenBy(NamedTuple):
    """How many see one version now."""

    people: int
    links: int
    panels: int


def seen_by(version) -> SeenBy:
    return SeenBy(
        Share.objects.of_version(version).in_force().to_active_people().count(),
        ShareLink.objects.of_version(version).in_force().count(),
        PanelCase.objects.of_version(version).before_open_panels().count(),
    )
