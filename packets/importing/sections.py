"""The sections of a packet over what a ladder asks: which stand for a competency of it, which
become the author's own, and where the wins stand in them."""

from collections.abc import Mapping, Sequence

from bragdoc.ladders.expected import CompetencyGap
from packets.document import Evidence, ExpectationBlock, PacketDocument, Section
from packets.importing.plan import Placing, PlannedSection, PlannedWin, Remark, Words
from packets.importing.wins import words_of


def competencies_of(document: PacketDocument, asked: Sequence[CompetencyGap]) -> dict[str, str]:
    """The competency of each section, by its key: the one that it names where the ladder asks it,
    and no section before it has it. Empty for sections of the author's own."""
    there = {competency.slug for competency in asked}
    kept: dict[str, str] = {}
    for section in document.sections:
        is_kept = section.competency in there - set(kept.values())
        kept[section.key] = section.competency if is_kept else ""
    return kept


class Sections:
    """Plans the sections one by one and gathers what will differ."""

    def __init__(
        self,
        asked: Sequence[CompetencyGap],
        wins: Sequence[PlannedWin],
        *,
        prints_whole: bool,
        most: int,
    ):
        """`prints_whole` tells that the preset prints details and impact of wins as their entries
        have them; `most` is how many characters a text takes."""
        self.stated = {
            competency.slug: {
                item.slug: item.text for item in (*competency.new, *competency.carried)
            }
            for competency in asked
        }
        self.new = {competency.slug: {item.slug for item in competency.new} for competency in asked}
        self.wins = {win.number: win for win in wins}
        self.prints_whole = prints_whole
        self.most = most
        self.remarks: list[Remark] = []

    def plan(self, section: Section, competency: str, part: str) -> PlannedSection:
        is_lost = bool(section.competency and not competency)
        claim = self._with_sentences(section) if is_lost else section.claim
        placed = self._placed(section, self.stated.get(competency, {}), is_lost=is_lost)
        if competency:
            self._tell_news(section, competency)
        return PlannedSection(section.key, section.title, competency, claim, part, placed)

    def _with_sentences(self, section: Section) -> str:
        """The claim of a section that has no competency any more, followed by what was asked."""
        quotes = ["> " + " ".join(block.text.split()) for block in section.expectations]
        claim = "\n\n".join(filter(None, [section.claim, *quotes]))
        said = "The ladder does not ask this competency. It becomes a section of your own"
        if len(claim) <= self.most:
            self._say(section, f"{said}, with the sentences in its text." if quotes else f"{said}.")
            return claim
        self._say(section, f"{said}. There is no room for its sentences in its text.")
        for block in section.expectations:
            self._say(section, f"Left out: “{block.text}”")
        return section.claim

    def _placed(
        self, section: Section, stated: Mapping[str, str], *, is_lost: bool
    ) -> tuple[Placing, ...]:
        placed: dict[tuple[int, str], Placing] = {}
        for sentence, evidence in section.by_sentence():
            against = sentence if sentence in stated else ""
            key = (evidence.entry, against)
            placing = self._placing(evidence, against)
            placed[key] = self._both(section, placed[key], placing) if key in placed else placing
        for block in section.expectations:
            self._tell_sentence(section, block, stated, is_lost=is_lost)
        return tuple(placed.values())

    def _tell_sentence(
        self,
        section: Section,
        block: ExpectationBlock,
        stated: Mapping[str, str],
        *,
        is_lost: bool,
    ) -> None:
        here = stated.get(block.slug)
        if here and here.split() != block.text.split():
            self._say(section, f"“{block.text}” reads here: “{here}”")
        elif not here and block.evidence and not is_lost:
            after = "What was placed against it stands after the sentences."
            self._say(section, f"“{block.text}” is not asked. {after}")

    def _placing(self, evidence: Evidence, expectation: str) -> Placing:
        win, told = self.wins[evidence.entry], words_of(evidence)
        words = win.known.words if win.known else win.words
        printed = words if self.prints_whole else Words(words.title, "", "")
        return Placing(
            number=evidence.entry,
            expectation=expectation,
            why=evidence.why,
            featured=evidence.featured,
            folded=evidence.folded,
            framed=None if printed == told else told,
        )

    def _both(self, section: Section, first: Placing, second: Placing) -> Placing:
        """A win that would stand twice in a place, once, with both its reasons."""
        title = self.wins[first.number].words.title
        self._say(section, f"“{title}” would stand twice in one place. It stands there once.")
        why = "\n\n".join(dict.fromkeys(filter(None, [first.why, second.why])))
        if len(why) > self.most:
            self._say(section, f"Left out of why it is next-level: “{second.why}”")
            why = first.why
        return first._replace(
            why=why,
            featured=first.featured or second.featured,
            folded=first.folded and second.folded,
        )

    def _tell_news(self, section: Section, competency: str) -> None:
        there = {block.slug for block in section.expectations}
        for slug, text in self.stated[competency].items():
            if slug in self.new[competency] - there:
                self._say(section, f"Asked here, and not in the file: “{text}”")

    def _say(self, section: Section, text: str) -> None:
        self.remarks.append(Remark(section.title, text))
