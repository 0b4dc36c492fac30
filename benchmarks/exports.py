"""What reading an export of ten thousand items costs, whatever tracker it is from."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median
from time import process_time

from benchmarks.measure import seconds
from bragdoc.capture.proposals import Reading
from bragdoc.capture.sources import SOURCES

ITEMS = 10_000
PROMISED = "Promised: under 5 s and 200 MB each."
BODY = "The page was slow in the sale.\n\n" + "It now asks once and keeps the answer. " * 12


def measure_exports(turns: int, say: Callable[[str], None]) -> list[dict[str, object]]:
    """A row for each tracker. Memory is measured apart from time, which it doubles."""
    rows = []
    for slug, write in EXPORTS.items():
        say(f"An export of {slug} with {ITEMS:,} items")
        data = write()
        read = partial(reading_of, slug, data)
        taken = [seconds(read, clock=process_time, collecting=True) for _ in range(turns)]
        tracemalloc.start()
        drafts = len(read().candidates)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        rows.append(
            {
                "export": slug,
                "items": ITEMS,
                "MB": len(data) / 1e6,
                "s": median(taken),
                "peak MB": peak / 1e6,
                "drafts": drafts,
            }
        )
    return rows


def reading_of(slug: str, data: bytes) -> Reading:
    choices = {"me": "ada", "period": "all"}
    return SOURCES[slug].read(data, name="export", choices=choices, progress=lambda *now: None)


def day(number: int) -> date:
    """Over three years, several a day."""
    return date(2023, 1, 1) + timedelta(days=number * 1_095 // ITEMS)


def github() -> bytes:
    return json.dumps(
        [
            {
                "number": number,
                "title": f"fix(checkout): make step {number} take half the time",
                "state": "MERGED",
                "author": {"login": "ada"},
                "createdAt": f"{day(number)}T08:00:00Z",
                "mergedAt": f"{day(number)}T17:00:00Z",
                "additions": number % 700,
                "deletions": number % 90,
                "changedFiles": number % 20,
                "labels": [{"name": "checkout"}],
                "body": BODY,
                "url": f"https://github.com/acme/shop/pull/{number}",
            }
            for number in range(1, ITEMS + 1)
        ]
    ).encode()


def gitlab() -> bytes:
    return json.dumps(
        [
            {
                "iid": number,
                "title": f"Make step {number} take half the time",
                "description": BODY,
                "state": "merged",
                "created_at": f"{day(number)}T08:00:00Z",
                "merged_at": f"{day(number)}T17:00:00Z",
                "source_branch": f"step-{number}",
                "author": {"username": "ada"},
                "labels": ["checkout"],
                "references": {"full": f"acme/shop!{number}"},
                "web_url": f"https://gitlab.com/acme/shop/-/merge_requests/{number}",
            }
            for number in range(1, ITEMS + 1)
        ]
    ).encode()


def jira() -> bytes:
    header = ["Summary", "Issue key", "Status", "Assignee", "Resolved", "Parent", "Description"]
    return table(
        header,
        (
            [
                f"Make step {number} take half the time",
                f"SHOP-{number}",
                "Done",
                "ada",
                f"{day(number):%d/%b/%y} 10:17 PM",
                f"SHOP-{number - number % 40}",
                BODY,
            ]
            for number in range(1, ITEMS + 1)
        ),
    )


def linear() -> bytes:
    header = ["ID", "Team", "Title", "Description", "Status", "Assignee", "Completed", "Project"]
    return table(
        header,
        (
            [
                f"WEB-{number}",
                "Web",
                f"Make step {number} take half the time",
                BODY,
                "Done",
                "ada",
                f"{day(number):%a %b %d %Y} 10:00:00 GMT+0000 (GMT)",
                "Checkout",
            ]
            for number in range(1, ITEMS + 1)
        ),
    )


def calendar() -> bytes:
    """One meeting in ten is a series of ten, so that some are told in the end."""
    titles = ["Interview", "Sync", "Mentoring", "Talk", "Design review", "Stand-up"]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number in range(1, ITEMS + 1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@example.org",
            f"DTSTART;TZID=Europe/Berlin:{day(number):%Y%m%d}T093000",
            "DTSTAMP:20260101T120000Z",
            *(["RRULE:FREQ=WEEKLY;COUNT=10"] if number % 10 == 0 else []),
            "ORGANIZER:mailto:ada@example.org",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:grace@example.org",
            f"SUMMARY:{titles[number % len(titles)]}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def table(header, rows) -> bytes:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return file.getvalue().encode()


EXPORTS = {
    "github": github,
    "gitlab": gitlab,
    "jira": jira,
    "linear": linear,
    "calendar": calendar,
}
