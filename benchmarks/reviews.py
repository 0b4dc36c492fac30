"""The pages around a review in a large company: three hundred people and a thousand packets.

A manager of all of them reads every packet, in each state, was told of each, and sits on a panel
before which they all lie. An author has as many packets again. One of them all three hundred read
ten times each: as many of them as can review it now, and the others who did so before. The versions
are as long as the demo's, which is what lies between the rows of a table.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from time import process_time

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Management, User
from benchmarks.measure import Turns, seconds
from benchmarks.pages import BEST_OF, FLOOR, Page, Site
from bragdoc.models import Season
from packets.models import (
    Event,
    Notification,
    Packet,
    Panel,
    PanelCase,
    Reviewer,
    Share,
    Version,
    Visit,
)
from packets.notifying.kinds import Kind
from packets.review import Role, State
from packets.reviewing.reviewers import MOST

PEOPLE, PACKETS, READINGS = 300, 1_000, 10
WITHIN = 10
PROMISED = f"Each within {WITHIN} × the floor."
STATES = [state for state in State if state is not State.DRAFT]


def measure_reviews(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for the floor and for each page."""
    say(f"Making {PEOPLE:,} people and {PACKETS:,} packets")
    manager, author, read = large_company()
    sites = {manager: Site(manager), author: Site(author)}
    pages = [(manager, Page(FLOOR, reverse("floor"))), *_pages(manager, author, read)]
    for person, page in pages:
        sites[person].get(page.address)
    taken = Turns()
    for turn in range(turns):
        say(f"Reviews, turn {turn + 1} of {turns}")
        for person, page in pages:
            get = partial(sites[person].get, page.address)
            taken.add(page.name, seconds(get, best_of=BEST_OF, clock=process_time))
    return [
        {
            "page": page.name,
            "ms": taken.median(page.name) * 1000,
            "× floor": taken.ratio(page.name, FLOOR),
            "queries": sites[person].queries(page.address),
        }
        for person, page in pages
    ]


def _pages(manager: User, author: User, read: Packet) -> list[tuple[User, Page]]:
    """Whose page it is, and the page. Of a list also one far down."""
    middle = Management.objects.of_manager(manager).by_name()[PEOPLE // 2].pk
    waiting = Share.objects.waiting_for(manager).soonest_due_first()
    others = Share.objects.not_waiting_for(manager).newest_first()
    panel = Panel.objects.visible_to(manager).get()
    reviews, people = reverse("review-list"), reverse("team")
    return [
        (manager, Page("people one manages", people)),
        (manager, Page("people, further down", f"{people}?after={middle}")),
        (manager, Page("reviews", reviews)),
        (manager, Page("reviews, what is due later", f"{reviews}?after={waiting[100].pk}")),
        (manager, Page("reviews, older ones", f"{reviews}?before={others[500].pk}")),
        (manager, Page("cases before a panel", reverse("panel-detail", args=[panel.pk]))),
        (manager, Page("notifications", reverse("notification-list"))),
        (author, Page("packets", reverse("packet-list"))),
        (author, Page("who reviews a packet", reverse("reviewer-list", args=[read.pk]))),
        (author, Page("who sees a packet", reverse("packet-readers", args=[read.pk]))),
        (author, Page("review seasons", reverse("season-list"))),
    ]


@transaction.atomic
def large_company() -> tuple[User, User, Packet]:
    """The manager, the author, and the packet of hers that everybody reads."""
    manager, author = (
        User.objects.create_user(f"{name}@large.example", name=name)
        for name in ("manager", "author")
    )
    people = User.objects.bulk_create(
        User(email=f"report-{number}@large.example", name=f"Report {number}")
        for number in range(PEOPLE)
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
    theirs = _versions([people[number % PEOPLE] for number in range(PACKETS)])
    hers = _versions([author] * PACKETS)
    _review([(version, manager) for version in theirs], Role.MANAGER)
    _review([(hers[0], person) for person in people], Role.PEER)
    _end(hers[0], people[MOST:])
    _endorse(theirs[::2], manager)
    _endorse(hers[:1], people[0])
    _bring(theirs, manager)
    _tell(manager, theirs)
    _read(hers[0], people)
    with connection.cursor() as cursor:  # as either database does by itself in time
        cursor.execute("ANALYZE")
    return manager, author, hers[0].packet


def _versions(authors: list[User]) -> list[Version]:
    """A version of a packet by each of these, in every state, for one of two seasons or for none,
    like the demo's."""
    pattern = Version.objects.select_related("packet").order_by("-number").first()
    today = date.today()
    seasons = [None, *(_season(today + timedelta(days=days)) for days in (0, 180))]
    packets = Packet.objects.bulk_create(
        Packet(
            author=author,
            title=f"Staff Engineer, case {number}",
            ladder_version_id=pattern.packet.ladder_version_id,
            now=pattern.packet.now,
            goal=pattern.packet.goal,
            starts_on=pattern.packet.starts_on,
            ends_on=pattern.packet.ends_on,
            season=season,
            state=state,
        )
        for number, (author, state, season) in enumerate(
            zip(authors, cycle(STATES), cycle(seasons), strict=False)
        )
    )
    return Version.objects.bulk_create(
        [
            Version(
                packet=packet,
                number=1,
                title=packet.title,
                canonical=pattern.canonical,
                content_hash=pattern.content_hash,
            )
            for packet in packets
        ],
        batch_size=100,
    )


def _season(opens_on: date) -> Season:
    return Season.objects.create(
        name=f"The season of {opens_on}",
        opens_on=opens_on,
        drafts_due_on=opens_on + timedelta(days=30),
        decisions_due_on=opens_on + timedelta(days=60),
        published_at=timezone.now(),
    )


def _review(parts: list[tuple[Version, User]], role: Role) -> None:
    """Each of these people reviews, and is shown, the version."""
    Reviewer.objects.bulk_create(
        Reviewer(
            packet=version.packet,
            person=person,
            email=person.email,
            role=role,
            state=Reviewer.State.ACCEPTED,
            answered_at=timezone.now(),
        )
        for version, person in parts
    )
    Share.objects.bulk_create(Share(version=version, reader=person) for version, person in parts)


def _end(version: Version, people: list[User]) -> None:
    """These people reviewed it, and find nothing of it any more."""
    parts = Reviewer.objects.of_packet(version.packet).filter(person__in=people)
    parts.end(by=version.packet.author)
    Share.objects.of_version(version).filter(reader__in=people).withdraw()


def _endorse(versions: list[Version], person: User) -> None:
    Event.objects.bulk_create(
        Event(packet=version.packet, move="endorse", by=person, version=version.number)
        for version in versions
    )


def _bring(versions: list[Version], member: User) -> None:
    panel = Panel.objects.create(name="The panel of all")
    panel.members.add(member)
    PanelCase.objects.bulk_create(PanelCase(panel=panel, version=version) for version in versions)


def _tell(person: User, versions: list[Version]) -> None:
    Notification.objects.bulk_create(
        Notification(
            person=person,
            kind=Kind.SHARED,
            packet=version.packet,
            version=version,
            by=version.packet.author,
            path=reverse("version-detail", args=[version.packet_id, 1]),
        )
        for version in versions
    )


def _read(version: Version, people: list[User]) -> None:
    began = timezone.now() - timedelta(days=READINGS)
    Visit.objects.bulk_create(
        Visit(version=version, reader=person, began_at=moment, last_at=moment)
        for moment in (began + timedelta(days=day) for day in range(READINGS))
        for person in people
    )
