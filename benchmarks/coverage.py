"""Coverage at its largest: two thousand wins of one year against three hundred sentences."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import process_time

from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from benchmarks.measure import Turns, seconds
from benchmarks.pages import BEST_OF, FLOOR, Page, Site
from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Competency, Entry, Expectation, LadderVersion, Placement

WINS = 2_000
COMPETENCIES, SENTENCES, CARRIED = 30, 10, 3
"""Of each competency, so many sentences are new at the goal, and so many are carried."""


def measure_coverage(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for the floor, the page with its rows kept, the page without, and the table as CSV."""
    site = Site(busy_person())
    page = reverse("coverage")
    found = site.get(page).count('class="kind" data-is="evidence" href=')
    if found < COMPETENCIES * SENTENCES:
        raise RuntimeError(f"Coverage has {found} rows, not {COMPETENCIES * SENTENCES}")
    pages = [
        Page(FLOOR, reverse("floor")),
        Page("coverage", page),
        Page("coverage, no row kept", page, is_first=True),
        Page("coverage as CSV", reverse("coverage-table")),
    ]
    queries = {page.name: site.queries(page.address) for page in pages}
    taken = Turns()
    for turn in range(turns):
        say(f"Coverage, turn {turn + 1} of {turns}")
        for each in pages:
            caches["rows"].clear()
            if not each.is_first:
                site.get(each.address)
            best_of = 1 if each.is_first else BEST_OF
            get = partial(site.get, each.address)
            taken.add(each.name, seconds(get, best_of=best_of, clock=process_time))
    return [
        {
            "page": each.name,
            "wins": WINS,
            "sentences": COMPETENCIES * SENTENCES,
            "ms": taken.median(each.name) * 1000,
            "× floor": taken.ratio(each.name, FLOOR),
            "queries": queries[each.name],
        }
        for each in pages
    ]


@transaction.atomic
def busy_person() -> User:
    """Somebody with the wins, spread over the twelve months that end now. Every other one lasts
    three weeks; each says which one or two sentences it shows."""
    person = User.objects.create_user("busy@example.org", None)
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(_ladder()))
    version.publish()
    Placement.objects.create(
        person=person, ladder_version=version, now="main/senior", goal="main/staff"
    )
    today = person.today()
    entries = Entry.objects.bulk_create(
        Entry(
            author=person,
            title=f"Brought the part {number} of the work to its users",
            starts_on=(day := today - timedelta(days=number % 330)),
            ends_on=day + timedelta(days=20 * (number % 2)),
            metrics=[] if number % 3 else [{"before": f"{number}", "after": "0"}],
            links=[] if number % 4 else [{"url": "https://example.org/", "label": ""}],
        )
        for number in range(WINS)
    )
    _tag(entries, version.ladder)
    return person


def _tag(entries, ladder):
    """Each win with a sentence of one competency, every other one with a sentence of the next."""
    competencies = list(Competency.objects.filter(ladder=ladder).order_by("pk"))
    sentences = {
        (row.competency_id, row.slug): row
        for row in Expectation.objects.filter(competency__ladder=ladder)
    }
    pairs = [
        (entry, competencies[(number + other) % COMPETENCIES], number // COMPETENCIES % SENTENCES)
        for number, entry in enumerate(entries)
        for other in range(1 + number % 2)
    ]
    tags, shown = Entry.competencies.through, Entry.expectations.through
    tags.objects.bulk_create(
        tags(entry=entry, competency=competency) for entry, competency, _ in pairs
    )
    shown.objects.bulk_create(
        shown(entry=entry, expectation=sentences[competency.pk, f"new-{place}"])
        for entry, competency, place in pairs
    )


def _ladder() -> dict:
    """Two levels. Some of what the upper one asks rewords what the lower one does."""
    return {
        "format": "ladder/1",
        "ladder": {"slug": "busy", "name": "Busy Ladder", "version": "1"},
        "levels": [
            {"slug": "senior", "name": "Senior Engineer"},
            {"slug": "staff", "name": "Staff Engineer"},
        ],
        "areas": [
            {
                "slug": "work",
                "name": "Work",
                "competencies": [_competency(number) for number in range(COMPETENCIES)],
            }
        ],
    }


def _competency(number: int) -> dict:
    return {
        "slug": f"part-{number}",
        "name": f"Part {number} of the work",
        "expect": {
            "senior": [
                {"slug": f"now-{place}", "text": f"Brings part {place} of the work to its users."}
                for place in range(CARRIED)
            ],
            "staff": [
                {
                    "slug": f"new-{place}",
                    "text": f"Brings part {place} of the work to its users, in several teams."
                    if place < CARRIED
                    else f"Agrees with {place} other teams on what each of them leaves out.",
                }
                for place in range(SENTENCES)
            ],
        },
    }
