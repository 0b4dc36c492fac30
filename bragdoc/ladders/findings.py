"""What the writer of a ladder may want to look at: findings, not rules.

Each finding is an observation about one place, with the reason why it can matter. None of them
keeps a ladder from being published, and a ladder can be right in every one of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from bragdoc.ladders.claims import claimable
from bragdoc.ladders.document import Competency, LadderDocument, Position
from bragdoc.ladders.expected import expected
from bragdoc.ladders.phrasing import phrasing

FEW = 3  # so many names are listed; more are counted

type Kind = Literal[
    "level-without-text",
    "nothing-asked",
    "required-without-text",
    "hole",
    "competency-without-text",
    "near-names",
    "unobservable",
    "several-statements",
    "long",
    "repeated",
    "unreached",
    "falls",
]

TITLES: dict[Kind, str] = {
    "level-without-text": "Levels without text of their own",
    "nothing-asked": "Positions that ask nothing",
    "required-without-text": "Steps that are required and not described",
    "hole": "Levels left out between others",
    "competency-without-text": "Competencies without text",
    "near-names": "Names that are nearly the same",
    "unobservable": "Expectations that are hard to observe",
    "several-statements": "Several statements in one text",
    "long": "Long texts",
    "repeated": "The same text twice",
    "unreached": "Steps that no position requires",
    "falls": "Requirements that fall",
}
"""Every kind with its heading, in the order of the page."""

REASONS: dict[Kind, str] = {
    "level-without-text": "Whoever aims for the level finds nothing new there to show.",
    "nothing-asked": "A packet for this position would have nothing to be about.",
    "required-without-text": "A step is asked, and nobody can read what it means.",
    "hole": "Is nothing new meant here, or was it forgotten? “n/a” would say that none applies.",
    "competency-without-text": "It can be tagged, and no sentence says what shows it.",
    "near-names": "If they are one and the same, one name would keep them together.",
    "unobservable": "What would somebody see the person do? That is what evidence can show.",
    "several-statements": "Each statement could be its own expectation, with its own evidence.",
    "long": "A short sentence is easier to show evidence for.",
    "repeated": "What is carried from below need not be repeated; “same as” keeps one text.",
    "unreached": "Is it there for people to grow beyond the ladder, or is a position missing it?",
    "falls": "This can be meant: a manager may be asked for less of a craft. Only to be sure.",
}


@dataclass(frozen=True)
class Finding:
    """An observation. `where` names the place. `competency`, `step` (a level in a matrix ladder)
    and `track` are slugs that lead there, "" where it is about none. `text` is the beginning of
    the ladder's own words, where it is about those."""

    kind: Kind
    where: str
    sentence: str
    competency: str = ""
    step: str = ""
    track: str = ""
    text: str = ""


def findings(document: LadderDocument) -> tuple[Finding, ...]:
    """Every finding, in the order of TITLES and within a kind in that of the document."""
    found = [
        *_levels_without_text(document),
        *_positions(document),
        *_near_names(document),
        *_falls(document),
    ]
    chosen = {
        choice.competency.slug
        for _, position in document.positions()
        for choice in claimable(document, position)
    }
    for _, competency in document.competencies():
        if any(competency.stated()):
            found += _of_competency(document, competency, is_claimable=competency.slug in chosen)
        else:
            sentence = "No level or step of it says anything."
            place = {"competency": competency.slug}
            found.append(Finding("competency-without-text", competency.name, sentence, **place))
    order = list(TITLES)
    return tuple(sorted(found, key=lambda finding: order.index(finding.kind)))


def by_kind(found: Iterable[Finding]) -> list[tuple[str, str, list[Finding]]]:
    """(heading, why it can matter, the findings) of each kind that was found."""
    return [
        (TITLES[kind], REASONS[kind], list(same))
        for kind, same in groupby(found, key=lambda finding: finding.kind)
    ]


def steps_of(document: LadderDocument, competency: Competency) -> tuple[tuple[str, str], ...]:
    """(slug, name) of what a competency steps through, lowest first: its scale's, or the levels."""
    for scale in document.scales:
        if scale.slug == competency.scale:
            return tuple((step.slug, step.name) for step in scale.steps)
    return tuple((level.slug, level.name) for level in document.levels)


def _levels_without_text(document: LadderDocument) -> Iterator[Finding]:
    """Levels of a matrix ladder at which no competency of the track states anything new."""
    for track, position in document.positions():
        asked = expected(document, position)
        carried = [competency for competency in asked if competency.status == "carried"]
        if carried and all(competency.status != "stated" for competency in asked):
            yield Finding(
                "level-without-text",
                _label(document, position),
                "All that is asked here is carried from the levels below.",
                step=position.level,
                track=track.slug,
            )


def _positions(document: LadderDocument) -> Iterator[Finding]:
    undescribed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for track, position in document.positions():
        asked = expected(document, position)
        said = position.criteria or any(competency.items for competency in asked)
        if not said and not claimable(document, position):
            sentence = "Nothing is stated for this position."
            place = {"step": position.level, "track": track.slug}
            yield Finding("nothing-asked", _label(document, position), sentence, **place)
        for competency in asked:
            in_scale = competency.step and document.competency(competency.slug).scale
            if in_scale and competency.status == "not-stated":
                undescribed[competency.slug, competency.step].append(_label(document, position))
    for (slug, step), labels in undescribed.items():
        who = _listed(labels) if len(labels) <= FEW else f"{len(labels)} positions"
        sentence = f"Required by {who}, and nothing is said at it."
        yield _at("required-without-text", document, document.competency(slug), step, sentence)


def _falls(document: LadderDocument) -> Iterator[Finding]:
    """Of each level of a track against the one below it, all that falls in one finding."""
    names = {c.slug: dict(steps_of(document, c)) for _, c in document.competencies()}
    for track in document.tracks:
        for below, position in pairwise(track.levels):
            falling = []
            for _, competency in document.competencies():
                before, after = (p.targets.get(competency.slug) for p in (below, position))
                if not before or not competency.applies_to(track.slug):
                    continue
                steps = names[competency.slug]
                if not after:
                    falling.append(f"{competency.name} (no longer asked)")
                elif list(steps).index(after.step) < list(steps).index(before.step):
                    span = f"{steps[before.step]} to {steps[after.step]}"
                    falling.append(f"{competency.name} ({span})")
            if falling:
                place = {"step": position.level, "track": track.slug}
                where = f"{below.label} to {_label(document, position)}"
                yield Finding("falls", where, f"Asks less of {_listed(falling)}.", **place)


def _near_names(document: LadderDocument) -> Iterator[Finding]:
    competencies = [(c.name, c.slug) for _, c in document.competencies()]
    for what, named in (
        ("competencies", competencies),
        ("areas", [(area.name, "") for area in document.areas]),
        ("levels", [(level.name, "") for level in document.levels]),
        *(("steps", [(step.name, "") for step in scale.steps]) for scale in document.scales),
    ):
        alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, slug in named:
            alike[_without_ending(name)].append((name, slug))
        for same in alike.values():
            if len(same) > 1:
                names = _listed([f"“{name}”" for name, _ in same])
                yield Finding(
                    "near-names", names, f"Two {what} are called nearly the same.", same[0][1]
                )


def _of_competency(
    document: LadderDocument, competency: Competency, *, is_claimable: bool
) -> Iterator[Finding]:
    yield from _holes(document, competency)
    if competency.scale and not is_claimable:
        yield from _unreached(document, competency)
    yield from _repeated(document, competency)
    for key, cell in competency.expect.items():
        for item in cell.stated(key):
            for kind, sentence in phrasing(item.text):
                yield _at(kind, document, competency, key, sentence, item.text)


def _holes(document: LadderDocument, competency: Competency) -> Iterator[Finding]:
    """Levels with no cell between levels that state something, once for all tracks."""
    if competency.scale:
        runs = [("", [slug for slug, _ in steps_of(document, competency)])]
    else:
        tracks = [track for track in document.tracks if competency.applies_to(track.slug)]
        runs = [(track.slug, [position.level for position in track.levels]) for track in tracks]
    told = set()
    for track, steps in runs:
        stated = [n for n, step in enumerate(steps) if any(competency.stated_at(step, track))]
        for place in range(*(stated[0], stated[-1]) if stated else (0, 0)):
            step = steps[place]
            if competency.chain(step) or competency.chain(f"{track}/{step}") or step in told:
                continue
            told.add(step)
            yield _at("hole", document, competency, step, "It says something below and above this.")


def _unreached(document: LadderDocument, competency: Competency) -> Iterator[Finding]:
    names = dict(steps_of(document, competency))
    order = list(names)
    targets = (position.targets.get(competency.slug) for _, position in document.positions())
    highest = max((order.index(target.step) for target in targets if target), default=-1)
    described = {key.rpartition("/")[2] for key in competency.expect}
    beyond = [names[step] for step in order[highest + 1 :] if step in described]
    if beyond:
        verb = "is" if len(beyond) == 1 else "are"
        sentence = f"{_listed(beyond)} {verb} described, and no position requires as much."
        yield Finding("unreached", competency.name, sentence, competency.slug)


def _repeated(document: LadderDocument, competency: Competency) -> Iterator[Finding]:
    """Texts that stand at two steps or more, told once for each set of steps."""
    places: dict[str, list[str]] = defaultdict(list)
    for key, cell in competency.expect.items():
        for item in cell.stated(key):
            places[" ".join(item.text.split())].append(key)
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for text, keys in places.items():
        steps = tuple(dict.fromkeys(key.rpartition("/")[2] for key in keys))
        if len(steps) > 1:
            alike[steps].append(text)
    names = dict(steps_of(document, competency))
    for steps, texts in alike.items():
        levels = _listed([names[step] for step in steps])
        also = f", with {len(texts) - 1} more" if len(texts) > 1 else ""
        sentence = f"Stands at {levels}{also}."
        yield _at("repeated", document, competency, steps[-1], sentence, texts[0])


def _at(
    kind: Kind,
    document: LadderDocument,
    competency: Competency,
    key: str,
    sentence: str,
    text: str = "",
) -> Finding:
    """A finding about one cell. `key` is a step or `track/step`."""
    track, _, step = key.rpartition("/")
    name = dict(steps_of(document, competency)).get(step, step)
    where = f"{competency.name}, {name}"
    return Finding(kind, where, sentence, competency.slug, step, track, _short(text))


def _label(document: LadderDocument, position: Position) -> str:
    """With its track, where there are several."""
    if len(document.tracks) == 1:
        return position.label
    track = next(track for track in document.tracks if track.slug == position.track)
    return f"{position.label}, {track.name}"


def _without_ending(name: str) -> str:
    """One key for names that differ by case, spacing, punctuation or a plural."""
    words = re.findall(r"\w+", name.casefold().replace("&", " and "))
    return "".join(word.rstrip("s") or word for word in words) or name


def _listed(names: Iterable[str]) -> str:
    *most, last = dict.fromkeys(names)
    return f"{', '.join(most)} and {last}" if most else last


def _short(text: str) -> str:
    """The beginning of a text, in one line, to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119].rstrip()}…"
