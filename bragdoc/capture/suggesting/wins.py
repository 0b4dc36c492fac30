"""What suggestions are made from: wins, tagged or not, and what a ladder asks."""

from dataclasses import dataclass
from typing import NamedTuple

from bragdoc.capture.suggesting.stems import stems

DETAIL_WEIGHT = 0.5  # of a word that stands in the details alone; one in the title weighs 1


@dataclass(frozen=True)
class Win:
    """`kind` is its name in words, such as "Glue work"; `project` whatever tells projects apart."""

    title: str
    details: str = ""
    kind: str = ""
    project: str = ""

    def weights(self) -> dict[str, float]:
        """How much each stem of it weighs. The name of its kind counts like the title."""
        weights = dict.fromkeys(stems(self.details), DETAIL_WEIGHT)
        return weights | dict.fromkeys(stems(f"{self.title} {self.kind}"), 1.0)

    def facts(self) -> list[tuple[str, str]]:
        """("kind", its name) and ("project", …), as far as they are said."""
        said = [("kind", self.kind), ("project", self.project)]
        return [(fact, value) for fact, value in said if value]


@dataclass(frozen=True)
class Tagged:
    """A win with the competencies, by slug, that its author gave it."""

    win: Win
    competencies: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence of a ladder: the words that count, and what to show where they match."""

    words: str
    shown: str
    is_example: bool = False


@dataclass(frozen=True)
class Asked:
    """A competency as the ladder words it at the levels that matter."""

    slug: str
    name: str
    summary: str
    sentences: tuple[str, ...]
    examples: tuple[str, ...] = ()

    def all_sentences(self) -> list[Sentence]:
        """Its name and its summary, each shown as both, then what it asks, then the examples."""
        named = ": ".join(text for text in (self.name, self.summary) if text)
        return [
            Sentence(self.name, named),
            Sentence(self.summary, named),
            *(Sentence(text, text) for text in self.sentences),
            *(Sentence(text, text, is_example=True) for text in self.examples),
        ]
