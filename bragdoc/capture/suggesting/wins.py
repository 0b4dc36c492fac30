"""What suggestions are made from: wins, tagged or not, and what a ladder asks."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Asked:
    """A competency as the ladder words it at the levels that matter; `sentences` with their
    examples."""

    slug: str
    name: str
    summary: str
    sentences: tuple[str, ...]

    def texts(self) -> list[tuple[str, str]]:
        """(words, what to show of them) of its name, its summary and each sentence. Where the name
        or the summary matches, both are shown."""
        named = ": ".join(text for text in (self.name, self.summary) if text)
        return [
            (self.name, named),
            (self.summary, named),
            *((sentence, sentence) for sentence in self.sentences),
        ]
