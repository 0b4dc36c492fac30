"""What it costs to bring in a git log: read to be shown, then read into the inbox."""

from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benchmarks.measure import seconds
from bragdoc.importing.reading import WORKERS_PATIENCE, read_import
from bragdoc.models import Candidate, Import

COMMITS = [1_000, 10_000]
PROMISED = "Promised for 10,000 commits: under 20 seconds for both readings together."
NAME, ADDRESS = "Ada Okoye", "ada@benchmark.example"
AREAS = ["checkout", "search", "invoices", "mail", "shop"]


def log_of(commits: int) -> bytes:
    """Commits of one person, three a day: features, fixes, updates and merged branches."""
    records = []
    for number in range(commits, 0, -1):
        area = AREAS[number % len(AREAS)]
        parents = hash_of(number - 1) + (f" {hash_of(number - 2)}" if number % 7 == 0 else "")
        on = date(2016, 1, 1) + timedelta(days=number // 3)
        when = f"{on}T10:00:00+01:00"
        body = f"It was slow.\n\nRefs #{number // 4}\n" if number % 3 else ""
        fields = [hash_of(number), parents, NAME, ADDRESS, when, when, ""]
        fields += [subject_of(number, area), body, ""]
        files = [f"{number % 90 + 1}\t2\t{area}/part{file}.py" for file in range(number % 6 + 1)]
        records.append("\x1e" + "\x1f".join(fields) + "\n" + "\n".join(files))
    return "\n".join(records).encode()


def hash_of(number: int) -> str:
    return f"{number * 2654435761 % 2**32:08x}{number:032x}"


def subject_of(number: int, area: str) -> str:
    if number % 7 == 0:
        return f"Merge pull request #{number} from ada/{area}-{number}"
    if number % 11 == 0:
        return f"Bump lodash from 4.{number}.1 to 4.{number}.2"
    kind = ["feat", "fix", "refactor"][number % 3]
    return f"{kind}({area}): make step {number} take half the time"


def measure_imports(say: Callable[[str], None]) -> list[dict[str, object]]:
    """One row for each size, and one for the largest brought in again."""
    owner = User.objects.create(email=ADDRESS, name=NAME)
    rows = []
    for commits in COMMITS:
        Candidate.objects.visible_to(owner).delete()
        rows.append(measured(owner, commits, "first", say))
    rows.append(measured(owner, COMMITS[-1], "again", say))
    owner.delete()
    return rows


def measured(owner: User, commits: int, time: str, say: Callable[[str], None]) -> dict[str, object]:
    say(f"a git log of {commits:,} commits, {time}")
    brought = Import.objects.bring(
        owner=owner, name="benchmark.log", source="git", data=log_of(commits)
    )
    shown = seconds(lambda: read(brought), clock=perf_counter, collecting=True)
    brought.refresh_from_db()
    brought.read_again(taking=True)
    with CaptureQueriesContext(connection) as queries:
        taken = seconds(lambda: read(brought), clock=perf_counter, collecting=True)
    brought.refresh_from_db()
    return {
        "commits": commits,
        "time": time,
        "shown s": shown,
        "taken in s": taken,
        "s per 1,000": (shown + taken) * 1_000 / commits,
        "queries": len(queries),
        "new": brought.found,
        "known": brought.known,
    }


def read(brought: Import) -> None:
    read_import(Import.objects.select_related("owner").get(pk=brought.pk), seconds=WORKERS_PATIENCE)
