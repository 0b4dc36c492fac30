"""Two versions of a ladder, matched: which level, competency and sentence of the one is which of
the other.

By key, by what the newer version says that it renamed, and by identical text. Likeness matches
nothing by itself: tried on a real history of versions it finds little more than half of what was
reworded, and pairs a third of what was removed with something unrelated. So it only suggests, and
what a person confirms is written into the newer version (`with_replacements`).

Keys are slugs; a sentence has the key "competency/sentence".
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from bragdoc.ladders.document import LadderDocument, Replaces
from bragdoc.ladders.wording import likeness

ALIKE_ENOUGH = 0.4  # to be suggested; below it a pair has little in common but its subject

type Kind = Literal["levels", "competencies", "expectations"]  # the fields of `replaces`
type Keys = dict[str, str]  # of the older version: of the newer
type Texts = dict[str, str]  # by key, in the order of the document

KINDS: tuple[Kind, ...] = ("levels", "competencies", "expectations")


@dataclass(frozen=True)
class Matching:
    """What of an older version is what in a newer one; what has no line was removed or added.

    Several keys of the older version may have become one.
    """

    levels: Keys
    competencies: Keys
    expectations: Keys

    def position(self, key: str) -> str:
        """What the position "track/level" is called in the newer version, if it is there."""
        track, _, level = key.partition("/")
        return f"{track}/{self.levels.get(level, level)}"

    def turned(self) -> "Matching":
        """From the newer version to the older, each key once."""
        return Matching(*(turned(keys) for keys in vars(self).values()))


def turned(keys: Keys) -> Keys:
    """Newer keys to older: of several that became one, the one of the same name, else the first."""
    first: Keys = {}
    for old, new in keys.items():
        if new not in first or old == new:
            first[new] = old
    return first


def one_to_one(keys: Keys) -> Keys:
    """Older keys to newer, each newer key once."""
    return {old: new for new, old in turned(keys).items()}


def in_order[K](old: Iterable[K], new: Collection[K]) -> Iterator[K]:
    """The keys of the newer version; each that is gone follows the one it stood behind."""
    behind: dict[K | None, list[K]] = {}
    last: K | None = None
    for key in old:
        if key in new:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    yield from behind.get(None, [])
    for key in new:
        yield key
        yield from behind.get(key, [])


class Suggestion(NamedTuple):
    """Something that is gone, and something new that may be the same, worded otherwise."""

    kind: Kind
    old: str  # its key in the older version
    new: str
    old_text: str  # the sentence, or the name of the level or competency
    new_text: str
    likeness: float  # from ALIKE_ENOUGH to 1

    @property
    def key(self) -> str:
        """One text for the three that name it, as the value of a control."""
        return f"{self.kind} {self.old} {self.new}"


def match(
    before: LadderDocument, after: LadderDocument, between: Iterable[LadderDocument] = ()
) -> Matching:
    """Match two versions. `between` are those published between them, oldest first: without them,
    what was renamed and then renamed again is found by its text alone. A version is itself, key by
    key, whatever it replaces."""
    if before is after:
        return Matching(**{kind: {key: key for key in _TEXTS[kind](before)} for kind in KINDS})
    renames = _Renames([before, *between, after])
    competencies = _matched(_competencies(before), _competencies(after), renames.competency)
    sentences = _sentences(after)

    def sentence(key: str) -> str:
        if (renamed := renames.sentence(key)) in sentences:
            return renamed
        competency, _, slug = key.partition("/")
        return f"{competencies.get(competency, competency)}/{slug}"

    return Matching(
        levels=_matched(_levels(before), _levels(after), renames.level),
        competencies=competencies,
        expectations=_matched(_sentences(before), sentences, sentence),
    )


class _Renames:
    """What each version says it renamed of the version before it, one after the other."""

    def __init__(self, versions: list[LadderDocument]):
        self.steps = [
            newer.ladder.replaces
            for older, newer in pairwise(versions)
            if newer.ladder.replaces and newer.ladder.replaces.version == older.ladder.version
        ]

    def level(self, slug: str) -> str:
        for step in self.steps:
            slug = step.levels.get(slug, slug)
        return slug

    def competency(self, slug: str) -> str:
        for step in self.steps:
            slug = step.competencies.get(slug, slug)
        return slug

    def sentence(self, key: str) -> str:
        for step in self.steps:
            competency, _, slug = key.partition("/")
            same = f"{step.competencies.get(competency, competency)}/{slug}"
            key = step.expectations.get(key, same)
        return key


def _levels(document: LadderDocument) -> Texts:
    return {level.slug: level.name for level in document.levels}


def _competencies(document: LadderDocument) -> Texts:
    return {competency.slug: competency.name for _, competency in document.competencies()}


def _sentences(document: LadderDocument) -> Texts:
    return {
        f"{competency.slug}/{item.slug}": item.text
        for _, competency in document.competencies()
        for item in competency.stated()
    }


def _matched(old: Texts, new: Texts, renamed: Callable[[str], str]) -> Keys:
    """By key, then by identical text: within one competency first, then anywhere. A text that
    stands more often in one version than in the other is not matched."""
    found = {key: renamed(key) for key in old if renamed(key) in new}
    for home in (_home, lambda key: ""):
        gone, come = defaultdict(list), defaultdict(list)
        for key in _gone(old, found):
            gone[home(renamed(key)), _plain(old[key])].append(key)
        for key in _come(new, found):
            come[home(key), _plain(new[key])].append(key)
        for place, keys in gone.items():
            if len(keys) == len(come[place]):
                found |= zip(keys, come[place], strict=True)
    return found


def _gone(old: Texts, found: Keys) -> list[str]:
    return [key for key in old if key not in found]


def _come(new: Texts, found: Keys) -> list[str]:
    known = set(found.values())
    return [key for key in new if key not in known]


def _home(key: str) -> str:
    """The competency of a sentence; "" for a level and a competency."""
    return key.rpartition("/")[0]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def suggestions(before: LadderDocument, after: LadderDocument) -> tuple[Suggestion, ...]:
    """What may have been renamed or reworded, for a person to confirm: levels, then competencies,
    then sentences, each the most alike first.

    Levels and competencies are alike by their name or by the sentences that stand there. Sentences
    are compared within one competency, so those of a renamed one come once that is confirmed.
    """
    found = match(before, after)
    return tuple(
        suggestion for kind in KINDS for suggestion in _best(_alike(kind, before, after, found))
    )


def _alike(
    kind: Kind, before: LadderDocument, after: LadderDocument, found: Matching
) -> Iterator[Suggestion]:
    old, new = _TEXTS[kind](before), _TEXTS[kind](after)
    bodies, new_bodies = _BODIES[kind](before), _BODIES[kind](after)
    keys: Keys = getattr(found, kind)
    come = _come(new, keys)
    for key in _gone(old, keys):
        home = found.competencies.get(_home(key), _home(key))
        for new_key in come:
            if _home(new_key) == home:
                pairs = {(old[key], new[new_key]), (bodies[key], new_bodies[new_key])}
                alike = max(likeness(*pair) for pair in pairs)
                yield Suggestion(kind, key, new_key, old[key], new[new_key], alike)


def _best(pairs: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Each key once, in the pair in which it is most alike."""
    taken: set[tuple[str, str]] = set()
    enough = (pair for pair in pairs if pair.likeness >= ALIKE_ENOUGH)
    for pair in sorted(enough, key=lambda pair: -pair.likeness):
        ends = {("old", pair.old), ("new", pair.new)}
        if not ends & taken:
            taken |= ends
            yield pair


def _level_bodies(document: LadderDocument) -> Texts:
    """What stands at each level; "" for all of them in a profile ladder."""
    bodies: dict[str, list[str]] = {level.slug: [] for level in document.levels}
    for _, competency in document.competencies():
        for key, cell in competency.expect.items():
            if not competency.scale:
                bodies[key.rpartition("/")[2]] += [item.text for item in cell.stated(key)]
    return {slug: "\n".join(texts) for slug, texts in bodies.items()}


def _competency_bodies(document: LadderDocument) -> Texts:
    return {
        competency.slug: "\n".join(item.text for item in competency.stated())
        for _, competency in document.competencies()
    }


_TEXTS = {"levels": _levels, "competencies": _competencies, "expectations": _sentences}
_BODIES = {
    "levels": _level_bodies,
    "competencies": _competency_bodies,
    "expectations": _sentences,
}


def with_replacements(
    after: LadderDocument, before: LadderDocument, confirmed: Iterable[Suggestion] = ()
) -> LadderDocument:
    """The newer version, saying what it renamed of the older: what a person confirmed, and what
    matches without. What it says about any other version is left out."""
    said = after.ladder.replaces
    if said is None or said.version != before.ladder.version:
        said = Replaces(version=before.ladder.version)
    chosen: dict[str, Keys] = {kind: dict(getattr(said, kind)) for kind in KINDS}
    for suggestion in confirmed:
        chosen[suggestion.kind][suggestion.old] = suggestion.new
    found = match(before, _replacing(after, said.model_copy(update=chosen)))
    renamed: dict[str, Keys] = {
        kind: {old: new for old, new in getattr(found, kind).items() if old != new}
        for kind in KINDS
    }
    is_any = any(renamed.values())
    return _replacing(after, said.model_copy(update=renamed) if is_any else None)


def _replacing(document: LadderDocument, replaces: Replaces | None) -> LadderDocument:
    header = document.ladder.model_copy(update={"replaces": replaces})
    return document.model_copy(update={"ladder": header})
