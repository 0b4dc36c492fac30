"""A first draft proposed from few wins and from many: what it covers, and what it costs.

Each win is tagged with one to three of the new sentences, as far as they go round; some have proof,
each falls into a month or three and belongs to one of ten projects. "tight" is the same with room
for a sixth of the words that so many wins as there are sentences take.
"""

from collections.abc import Callable
from functools import partial
from random import Random
from time import process_time

from benchmarks.measure import Turns, seconds
from packets.proposing import Bearing, Case, Place, Room, Wanted, Win, propose

WITHIN = 1_000
"""Milliseconds that the largest stays under."""
SIZES = ((60, 42), (400, 120), (2_000, 300))
"""Wins, and new sentences."""
IN_SECTION, MONTHS, PROJECTS = 3, 12, 10


def measure_proposals(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each size, with any room and with little."""
    cases = {
        (wins, sentences, room): a_case(wins, sentences, is_tight=room == "tight")
        for wins, sentences in SIZES
        for room in ("any", "tight")
    }
    taken = Turns()
    for turn in range(turns):
        say(f"First drafts, turn {turn + 1} of {turns}")
        for key, case in cases.items():
            taken.add(key, seconds(partial(propose, case), clock=process_time))
    rows = []
    for (wins, sentences, room), case in cases.items():
        chosen = propose(case)
        rows.append(
            {
                "wins": wins,
                "sentences": sentences,
                "room": room,
                "covered": len({each.place for each in chosen}),
                "could be": sum(bool(entries) for entries in case.bearing.values()),
                "placements": len(chosen),
                "ms": 1000 * taken.median((wins, sentences, room)),
            }
        )
    return rows


def a_case(count: int, sentences: int, *, is_tight: bool) -> Case:
    random = Random(count)
    places = [Place(f"section-{n // IN_SECTION}", f"sentence-{n}") for n in range(sentences)]
    wins = tuple(_win(entry, places, random) for entry in range(1, count + 1))
    room = Room(words=sum(win.words for win in wins[:sentences]) // 6) if is_tight else Room()
    return Case(tuple(map(Wanted, places)), wins, room=room)


def _win(entry: int, places: list[Place], random: Random) -> Win:
    began, lasted = random.randrange(MONTHS), random.choice([1, 1, 1, 3])
    tagged = random.sample(places, random.choice([1, 1, 1, 2, 2, 3]))
    return Win(
        entry,
        months=((1 << lasted) - 1 << began) % (1 << MONTHS),
        project=f"project-{random.randrange(PROJECTS)}",
        proof=random.choice([0, 0, 2, 3, 4]),
        words=random.randrange(10, 110),
        named=random.randrange(5, 12),
        bears=dict.fromkeys(tagged, Bearing()),
        shows=frozenset(place.sentence for place in tagged),
    )
