"""Keys that tell nothing: that of a section was made from the title it once had."""

from packets.document import (
    ClaimedStep,
    CoverageRow,
    PacketDocument,
    PositionRef,
    Section,
    anchor_of,
)


def with_plain_keys(document: PacketDocument, *, hides_ladder: bool) -> PacketDocument:
    """The document with the sections of its author's own called "own-1", "own-2". Where the words
    of the ladder are hidden its keys are too, since they are made from its words."""
    return _Renaming(document, hides_ladder=hides_ladder).applied()


class _Renaming:
    def __init__(self, document: PacketDocument, *, hides_ladder: bool):
        self.document = document
        self.hides_ladder = hides_ladder
        self.keys: dict[str, str] = {}
        self.slugs: dict[tuple[str, str], str] = {}
        taken = {section.key for section in document.sections if section.competency}
        free = (
            name
            for n in range(1, 2 * len(document.sections) + 1)
            if (name := f"own-{n}") not in taken
        )
        for section in document.sections:
            plain = self.slug("competency", section.key)
            self.keys[section.key] = plain if section.competency else next(free)

    def slug(self, of: str, slug: str) -> str:
        """The same for the same wherever it stands."""
        if not slug or not self.hides_ladder:
            return slug
        return self.slugs.setdefault((of, slug), f"{of}-{len(self.slugs) + 1}")

    def applied(self) -> PacketDocument:
        document = self.document
        claims = document.claims
        changes = {
            "ladder": document.ladder.model_copy(
                update={"slug": self.slug("ladder", document.ladder.slug)}
            ),
            "now": document.now and self.position(document.now),
            "goal": self.position(document.goal),
            "claims": claims
            and claims.model_copy(update={"steps": tuple(map(self.step, claims.steps))}),
            "coverage": tuple(map(self.row, document.coverage)),
            "sections": tuple(map(self.section, document.sections)),
            "order": tuple(map(self.anchor, document.order)),
        }
        return document.model_copy(update=changes)

    def position(self, position: PositionRef) -> PositionRef:
        track, level = self.slug("track", position.track), self.slug("level", position.level)
        return position.model_copy(update={"track": track, "level": level})

    def step(self, claimed: ClaimedStep) -> ClaimedStep:
        competency = self.slug("competency", claimed.competency)
        step = self.slug("step", claimed.step)
        return claimed.model_copy(update={"competency": competency, "step": step})

    def row(self, row: CoverageRow) -> CoverageRow:
        return row.model_copy(
            update={
                "competency": self.slug("competency", row.competency),
                "expectation": self.slug("expectation", row.expectation),
                "section": self.keys.get(row.section, ""),
            }
        )

    def section(self, section: Section) -> Section:
        blocks = tuple(
            block.model_copy(update={"slug": self.slug("expectation", block.slug)})
            for block in section.expectations
        )
        return section.model_copy(
            update={
                "key": self.keys[section.key],
                "competency": self.slug("competency", section.competency),
                "expectations": blocks,
            }
        )

    def anchor(self, anchor: str) -> str:
        key = anchor.removeprefix("section-")
        return anchor_of(self.keys[key]) if key in self.keys else anchor
