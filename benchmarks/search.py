"""Searches in the log of one person with 20,000 wins, beside 100,000 wins of others.

Each is a whole page, called as in `benchmarks.pages`. It is measured by the clock, as on PostgreSQL
another process does the work. As a program this measures on the database of `DATABASE_URL` and
prints its rows as JSON: `./run bench` calls it so for PostgreSQL.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from benchmarks.installation import installation
from benchmarks.measure import Turns, seconds

OWN, OTHERS, PEOPLE = 20_000, 100_000, 50
WITHIN = 100
"""Milliseconds that the median of each search stays under."""

SEARCHES = {
    "no search": "",
    "a word of one win": "19876",
    "a word of some wins": "statement",
    "a word of every win": "the",
    "its first letter": "t",
    "first letters of a word": "collec",
    "three words": "the and statement",
    "words in quotes": '"to the"',
    "without a word": "the -statement",
    "a name": "tanker",
    "very common, and nowhere": "the zzz",
    "Chinese, nowhere": "结账服务",
    "a sign, nowhere": "🚀",
}


def measure_searches(author, turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each search: the wins on its page, ms, ratio to the floor, queries."""
    from django.urls import reverse

    from benchmarks.data import crowd
    from benchmarks.pages import FLOOR, Site

    say(f"Making {OWN:,} wins, and {OTHERS:,} of others")
    crowd(author, own=OWN, others=OTHERS, people=PEOPLE)
    site = Site(author)
    addresses = {FLOOR: reverse("floor")} | {
        name: f"{reverse('entry-list')}?{urlencode({'q': text})}" for name, text in SEARCHES.items()
    }
    shown = {
        name: site.get(address).count('<li class="line"') for name, address in addresses.items()
    }
    queries = {name: site.queries(address) for name, address in addresses.items()}
    taken = Turns()
    for turn in range(turns):
        say(f"Searches, turn {turn + 1} of {turns}")
        for name, address in addresses.items():
            taken.add(name, seconds(partial(site.get, address)))
    return [
        {
            "search": name,
            "for": SEARCHES.get(name, ""),
            "wins shown": shown[name],
            "ms": taken.median(name) * 1000,
            "× floor": taken.ratio(name, FLOOR),
            "queries": queries[name],
        }
        for name in addresses
    ]


def measured_on_postgresql(turns: int) -> list[dict]:
    """The same on a PostgreSQL of its own. Raises CalledProcessError when it cannot be had."""
    command = [sys.executable, "-m", "benchmarks.search", str(turns)]
    server = [sys.executable, "-m", "tests.postgres", *command]
    return json.loads(subprocess.run(server, check=True, stdout=subprocess.PIPE).stdout)


def main() -> None:
    with installation(keeps_database=True):
        from benchmarks.data import tell_demo

        rows = measure_searches(tell_demo(), int(sys.argv[1]), partial(print, file=sys.stderr))
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
