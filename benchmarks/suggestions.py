"""Suggested competencies: how often the right one is among the first three, and what that costs.

Each win is held out and suggested for by what is known without it: by all the others ("left out"),
or only by those that had ended before it ("in time"), as in use. A win counts as hit when one of
its own competencies is among the first three; beside it stands what always naming the three most
frequent of the known ones would hit. Nothing was fitted to these wins but two constants, to one
digit.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from benchmarks.data import ANCHOR
from benchmarks.measure import Turns, seconds
from bragdoc.capture.brag_document import read_document
from bragdoc.capture.suggesting import Asked, Suggester, Tagged, Win
from bragdoc.ladders.reading import read_ladder
from bragdoc.models import Entry, LadderVersion
from bragdoc.week.suggestions import asked_by
from packets.demo.story import load_story

WITHIN = 20
"""Milliseconds that a suggestion stays under."""
WINS, COMPETENCIES, SENTENCES = 2_000, 30, 10
FIRST = 3
SAMPLES = Path(os.environ.get("BRAGDOC_SAMPLES", "../shared/samples"))
HEADINGS, UNDER_EACH = 4, 2
"""A document serves when it has so many headings or tags, and each so many wins."""


def measure_suggestions(say: Callable[[str], None]) -> list[dict]:
    """A row for each set of wins, in the order: the demo, the samples where they are at hand."""
    asked, wins = demo()
    say(f"Holding out {len(wins)} wins of the demo")
    rows = [
        _row("demo, ladder alone", wins, [_hit(Suggester(asked), win) for win in wins], None),
        _held_out("demo, each left out", asked, wins, _without),
        _held_out("demo, in time", asked, wins, _before),
    ]
    for name, asked, wins in documents():
        say(f"Holding out {len(wins)} wins of a document")
        rows.append(_held_out(f"{name}, each left out", asked, wins, _without))
        rows.append(_held_out(f"{name}, in time", asked, wins, _before))
    for name, hits, frequent in ladders():
        say(f"Holding out {len(hits)} sentences of a ladder")
        rows.append(_row(f"ladder {name}, each sentence left out", hits, hits, frequent))
    return rows


def demo() -> tuple[list[Asked], list[Tagged]]:
    """What its two positions ask, and its tagged wins, the oldest first."""
    story = load_story()
    version = LadderVersion.objects.published().get(ladder__slug=story.placement.ladder)
    positions = [str(story.placement.current), str(story.placement.target)]
    told = sorted(story.entries, key=lambda entry: entry.ends_on(ANCHOR))
    return asked_by(version, positions), [
        Tagged(
            Win(
                entry.title,
                f"{entry.details}\n{entry.impact}",
                Entry(kind=entry.kind).get_kind_display(),
                entry.project,
            ),
            entry.competencies,
        )
        for entry in told
        if entry.competencies
    ]


def documents() -> Iterator[tuple[str, list[Asked], list[Tagged]]]:
    """The documents of the samples whose wins stand under headings or tags of their own: these are
    all there is to match, in place of a ladder."""
    for path in sorted((SAMPLES / "brag-documents").glob("*")):
        reading = read_document(
            path.read_bytes(), name=path.name, choices={}, progress=lambda done, total: None
        )
        wins = [Tagged(Win(c.title, c.details), c.tags) for c in reading.candidates]
        counts = Counter(tag for win in wins for tag in win.competencies)
        tags = [tag for tag, count in counts.items() if count >= UNDER_EACH]
        if len(tags) >= HEADINGS:
            kept = [win for win in wins if set(win.competencies) & set(tags)]
            yield path.name.split("__")[0], [Asked(tag, tag, "", ()) for tag in tags], kept


def ladders() -> Iterator[tuple[str, list[bool], float]]:
    """Of each sample ladder, whether the others give each sentence back to its competency."""
    for path in sorted((SAMPLES / "ladders").glob("*.yaml")):
        every = [
            Asked(c.slug, c.name, c.summary, tuple(item.text for item in c.stated()))
            for _, c in read_ladder(path.read_bytes()).competencies()
        ]
        hits = []
        for place, asked in enumerate(every):
            for text in asked.sentences:
                others = tuple(other for other in asked.sentences if other != text)
                left = [*every[:place], replace(asked, sentences=others), *every[place + 1 :]]
                found = Suggester(left).suggest(Win(text), most=FIRST)
                hits.append(asked.slug in {suggestion.slug for suggestion in found})
        longest = sorted((len(asked.sentences) for asked in every), reverse=True)[:FIRST]
        yield path.stem, hits, sum(longest) / len(hits)


def _without(wins: list[Tagged], place: int) -> list[Tagged]:
    return wins[:place] + wins[place + 1 :]


def _before(wins: list[Tagged], place: int) -> list[Tagged]:
    return wins[:place]


def _held_out(name, asked, wins, known_for) -> dict:
    hits, frequent = [], []
    for place, win in enumerate(wins):
        known = known_for(wins, place)
        hits.append(_hit(Suggester(asked, known), win))
        counts = Counter(slug for other in known for slug in other.competencies)
        frequent.append(bool(set(win.competencies) & {s for s, _ in counts.most_common(FIRST)}))
    return _row(name, wins, hits, sum(frequent) / len(frequent))


def _hit(suggester: Suggester, tagged: Tagged) -> bool:
    found = suggester.suggest(tagged.win, most=FIRST)
    return bool({suggestion.slug for suggestion in found} & set(tagged.competencies))


def _row(name, cases, hits, frequent) -> dict:
    share = 100 * sum(hits) / len(hits)
    base = None if frequent is None else 100 * frequent
    return {"held out": name, "cases": len(cases), "first three, %": share, "frequent, %": base}


# What it costs ---------------------------------------------------------------------------------


def measure_their_cost(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for making a suggester of a large ladder and many wins, and one for asking it."""
    asked, wins = _large()
    taken = Turns()
    suggester = Suggester(asked, wins)
    for turn in range(turns):
        say(f"Suggestions, turn {turn + 1} of {turns}")
        taken.add("made", seconds(partial(Suggester, asked, wins), clock=process_time))
        for each in wins[:20]:
            ask = partial(suggester.suggest, each.win)
            taken.add("asked", seconds(ask, best_of=3, clock=process_time))
    return [
        {"act": act, "wins": WINS, "sentences": COMPETENCIES * SENTENCES, "ms": ms * 1000}
        for act, ms in [
            ("made, once for a page", taken.median("made")),
            ("asked, for a line", taken.median("asked")),
            ("asked, at its longest", max(taken.seconds["asked"])),
        ]
    ]


def _large() -> tuple[list[Asked], list[Tagged]]:
    """The demo's sentences and wins over and over, each time with a word of their own."""
    asked, wins = demo()
    sentences = cycle(text for competency in asked for text in competency.sentences)
    large = [
        Asked(
            f"part-{number}",
            f"Part{number} of the work",
            "",
            tuple(f"{text} Word{number}" for text in islice(sentences, SENTENCES)),
        )
        for number in range(COMPETENCIES)
    ]
    many = [
        Tagged(
            replace(each.win, title=f"{each.win.title} word{number}"),
            tuple(f"part-{(number + step) % COMPETENCIES}" for step in range(1 + number % 2)),
        )
        for number, each in enumerate(islice(cycle(wins), WINS))
    ]
    return large, many
