"""What a person's wins are tagged with that their ladder no longer has, and what it has instead.

A retired key keeps its entries, so leaving it loses nothing. What a version says that it replaced
is followed, over several versions too. Anything else is only suggested, by the likeness of words,
for the person to take or leave.

Keys are "competency" and "competency/sentence", within the ladder of a placement.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.db.models import Value

from bragdoc.ladders.matching import ALIKE_ENOUGH
from bragdoc.ladders.sentences import sentence_keys, sentences_by_step
from bragdoc.ladders.wording import likeness
from bragdoc.models import Competency, Expectation

COMPARED = 25  # keys for which something alike is looked for: each is held against the whole ladder
SUGGESTED = 3

type Row = Competency | Expectation


def stated_keys(version) -> set[str]:
    """The competencies and sentences that a ladder version states."""
    document = version.read()
    competencies = {competency.slug for _, competency in document.competencies()}
    return competencies.union(sentence_keys(document))


def retired_keys(user, placement) -> set[str]:
    """What the wins of a person are tagged with and a newer version retired, unless the version
    they are placed on is an older one that states it. One query."""
    if placement is None:
        return set()
    version = placement.ladder_version
    competencies = Competency.objects.of_ladder(version.ladder_id).retired().borne_by(user)
    sentences = Expectation.objects.of_ladder(version.ladder_id).retired().borne_by(user)
    found = competencies.values_list("slug", Value("")).union(
        sentences.values_list("competency__slug", "slug")
    )
    keys = {f"{competency}/{slug}" if slug else competency for competency, slug in found}
    return keys - stated_keys(version) if keys else keys


class Target(NamedTuple):
    """Where a tag can go: what the version states under a key, and at which step."""

    key: str
    row: Row
    step: str  # its name; "" of a competency


class RetiredTag(NamedTuple):
    """A key that is gone from the ladder, with how many wins bear it, and where they could go: to
    `replacement`, which the ladder names, or else to one of what reads `alike`."""

    key: str
    row: Row
    wins: int
    replacement: Target | None
    alike: list[Target]


class LadderTags:
    """The tags of one person, held against the ladder version that they are placed on."""

    def __init__(self, user, placement):
        self.user = user
        self.version = placement.ladder_version
        self.stated = stated_keys(self.version)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """All that the ladder has and had, by key: the competencies, then the sentences."""
        ladder = self.version.ladder_id
        rows: dict[str, Row] = {c.slug: c for c in Competency.objects.of_ladder(ladder).by_name()}
        sentences = Expectation.objects.of_ladder(ladder).select_related("competency").in_order()
        return rows | {f"{row.competency.slug}/{row.slug}": row for row in sentences}

    @cached_property
    def replaced(self) -> dict[str, str]:
        """What the ladder says that a key was replaced by, each time that it was renamed."""
        keys = {(type(row), row.pk): key for key, row in self.rows.items()}
        return {
            key: keys[type(row), row.replaced_by_id]
            for key, row in self.rows.items()
            if row.replaced_by_id
        }

    def retired(self) -> list[RetiredTag]:
        """The keys that are gone and that wins bear: competencies, then sentences."""
        wins = self._wins()
        found: list[RetiredTag] = []
        left_to_compare = COMPARED
        for key, row in self.rows.items():
            if key in self.stated or not (count := wins.get((type(row), row.pk))):
                continue
            successor = self.successor(key)
            alike = [] if successor or not left_to_compare else self.alike(key)
            left_to_compare -= bool(left_to_compare and not successor)
            replacement = self.target(successor) if successor else None
            found.append(RetiredTag(key, row, count, replacement, alike))
        return found

    def _wins(self) -> dict[tuple[type[Row], int], int]:
        """How many wins bear each retired row."""
        ladder = self.version.ladder_id
        both = (Competency.objects.of_ladder(ladder), Expectation.objects.of_ladder(ladder))
        rows = [row for kind in both for row in kind.retired().borne_by(self.user)]
        return {(type(row), row.pk): row.wins for row in rows}

    def successor(self, key: str) -> str:
        """What the version states in place of a key, through all that was renamed; "" for nothing.

        A sentence of a renamed competency is there under its own slug, unless the ladder says
        otherwise.
        """
        passed: set[str] = set()
        while key not in self.stated:
            passed.add(key)
            competency, _, slug = key.partition("/")
            same = f"{self.replaced.get(competency, '')}/{slug}"
            key = self.replaced.get(key, same)
            if key in passed or key not in self.rows:
                return ""
        return key

    @cached_property
    def _steps(self) -> dict[str, str]:
        document = self.version.read()
        return {
            f"{competency.slug}/{item.slug}": step
            for _, competency in document.competencies()
            for step, _, sentences in sentences_by_step(document, competency)
            for item in sentences
        }

    def target(self, key: str) -> Target:
        return Target(key, self.rows[key], self._steps.get(key, ""))

    def competencies(self) -> list[Target]:
        """All that the version states."""
        return [self.target(key) for key in self.rows if key in self.stated and "/" not in key]

    def sentences(self, competency: str = "") -> list[Target]:
        """All that the version states, of one competency where it is named."""
        within = f"{competency}/" if competency else ""
        keys = [key for key in self.rows if key in self.stated and "/" in key]
        return [self.target(key) for key in keys if key.startswith(within)]

    def targets(self, key: str) -> list[Target]:
        """All of the kind of a key that the version states."""
        return self.sentences() if "/" in key else self.competencies()

    def home(self, key: str) -> str:
        """The competency in which a sentence is to be looked for now, "" where that is gone too."""
        competency, _, slug = key.partition("/")
        return self.successor(competency) if slug else ""

    def alike(self, key: str) -> list[Target]:
        """What reads most like it, the likest first: of its own competency, else of any."""
        home = self.home(key)
        near = self._alike(key, self.sentences(home)) if home else []
        return near or self._alike(key, self.targets(key))

    def _alike(self, key: str, targets: Iterable[Target]) -> list[Target]:
        weighed = [(self._likeness(key, target.key), target) for target in targets]
        enough = [pair for pair in weighed if pair[0] >= ALIKE_ENOUGH]
        return [target for _, target in sorted(enough, key=lambda pair: -pair[0])[:SUGGESTED]]

    def _likeness(self, key: str, other: str) -> float:
        """That of two sentences; of two competencies, that of their names or of what they say."""
        alike = likeness(str(self.rows[key]), str(self.rows[other]))
        return alike if "/" in key else max(alike, likeness(self._said[key], self._said[other]))

    @cached_property
    def _said(self) -> dict[str, str]:
        """The sentences of each competency; what a competency had, where it is gone itself."""
        said = defaultdict(list)
        for key, row in self.rows.items():
            competency, _, slug = key.partition("/")
            if slug and (key in self.stated or competency not in self.stated):
                said[competency].append(str(row))
        return defaultdict(str, {key: "\n".join(texts) for key, texts in said.items()})
