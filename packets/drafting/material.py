"""What a first draft is made from: the places that a packet has, and its author's wins.

Ask for the packet `with_parts()`. Nothing confidential, discarded or outside the period is among
it, and nothing a second time that its author took out of a place.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import Proof, proof_of
from bragdoc.ladders.expected import CompetencyGap, ExpectedItem
from bragdoc.models import Entry
from bragdoc.week.suggestions import suggester_of, win_of
from packets.budgets import Holdings
from packets.drafting.room import in_words, rooms, whole_room, words_of
from packets.excuses import Excuses
from packets.exports.words import count_words
from packets.models import Evidence, Section
from packets.proposing import Bearing, Case, Place, Placement, Wanted, Win
from packets.proposing.by_words import likeliest, nearest

MOST_IN_SECTION = 5
"""Wins proposed for a section of no sentence, where its budget says nothing of wins."""

MOST_READ = 300
"""Of so many wins, the newest, the words are compared with those of the ladder."""


class Material:
    """`only` is the key of a section to propose for; "" for all of them."""

    def __init__(self, packet, holdings: Holdings, only: str = ""):
        self.packet, self.holdings, self.only = packet, holdings, only
        self.period = Months.of(packet.starts_on, packet.ends_on)
        self.asked: dict[str, CompetencyGap] = {gap.slug: gap for gap in packet.gap()}
        self.sections: list[Section] = list(packet.sections.all())
        self.section_of = {each.competency: each for each in self.sections if each.competency}
        self.excuses = Excuses(packet)
        wins = Entry.objects.visible_to(packet.author).shareable().for_display().oldest_first()
        period = wins.in_period(packet.starts_on, packet.ends_on)
        self.entries: dict[int, Entry] = {entry.pk: entry for entry in period}
        taken_out = Evidence.objects.of_packet(packet).taken_out().with_entries()
        self.left = list(taken_out.select_related("section").in_order())
        self.tags = {entry.pk: self._tags_of(entry) for entry in self.entries.values()}

    def case(self) -> Case:
        bears = self._by_tags()
        for entry, place, bearing in self._by_words(bears):
            bears[entry][place] = bearing
        for evidence in self.left:
            bears[evidence.entry_id].pop(Place(evidence.section.key, evidence.expectation), None)
        told = {evidence.entry_id: evidence.entry for evidence in self._placed}
        return Case(
            wanted=tuple(self.wanted),
            wins=tuple(self._win(entry, bears) for entry in (told | self.entries).values()),
            placed=tuple(
                Placement(evidence.entry_id, Place(evidence.section.key, evidence.expectation))
                for evidence in self._placed
            ),
            room=whole_room(self.holdings),
            rooms=rooms(self.holdings),
        )

    # Places.

    @cached_property
    def items(self) -> dict[Place, ExpectedItem]:
        """Every sentence asked, new ones and others, by its place."""
        return {
            Place(section.key, item.slug): item
            for competency, section in self.section_of.items()
            if competency in self.asked
            for item in (*self.asked[competency].new, *self.asked[competency].carried)
        }

    @cached_property
    def wanted(self) -> list[Wanted]:
        """In the order of the packet; of a competency what is new first."""
        found: list[Wanted] = []
        own = self._own_sections()
        for section in self.sections:
            if self.only in ("", section.key):
                found += self._sentences(section)
                if section.key in own:
                    found.append(Wanted(Place(section.key, ""), "own", own[section.key]))
        return found

    def _sentences(self, section: Section) -> Iterator[Wanted]:
        asked = self.asked.get(section.competency)
        if asked is None:
            return
        for item in asked.new:
            if self.excuses.of(asked.slug, item.slug) is None:
                yield Wanted(Place(section.key, item.slug))
        for item in asked.carried:
            yield Wanted(Place(section.key, item.slug), "carried", most=1)

    def _own_sections(self) -> dict[str, int]:
        """How many wins go into each section of no sentence: those that the preset budgets in
        wins, or else the one it gives most words to. The one asked for alone in any case."""
        budgets = {
            section.key: part.budget
            for section in self.sections
            if not section.competency
            and (part := self.holdings.preset.section(section.part))
            and part.budget
        }
        counted = {key: each.most for key, each in budgets.items() if each.unit == "wins"}
        if not counted and budgets:
            largest = max(budgets, key=lambda key: in_words(budgets[key]))
            counted = {largest: MOST_IN_SECTION}
        if any(self.only == each.key and not each.competency for each in self.sections):
            counted.setdefault(self.only, MOST_IN_SECTION)
        return counted

    # Wins.

    @cached_property
    def _placed(self) -> list[Evidence]:
        """What stands in the packet and will be printed."""
        return [
            evidence
            for section in self.sections
            for evidence in section.evidence.all()
            if not evidence.entry.confidential
        ]

    def _win(self, entry: Entry, bears: dict[int, dict[Place, Bearing]]) -> Win:
        is_whole = self.holdings.preset.evidence == "whole"
        texts = (entry.details, entry.impact) if is_whole else ()
        return Win(
            entry.pk,
            months=self.period.touched(entry.starts_on, entry.ends_on),
            project=entry.project.name if entry.project else "",
            proof=proof_of_entry(entry).order,
            words=words_of(entry.title, entry.metrics, *texts),
            named=count_words([entry.title]),
            bears=bears.get(entry.pk, {}),
            shows=self._shows(entry),
        )

    def _shows(self, entry: Entry) -> frozenset[str]:
        """The sentences that are new at the goal and that it is tagged with."""
        return frozenset(
            f"{competency}/{slug}"
            for competency, slugs in self.tags.get(entry.pk, {}).items()
            if competency in self.asked
            for slug in slugs & {item.slug for item in self.asked[competency].new}
        )

    def _tags_of(self, entry: Entry) -> dict[str, set[str]]:
        """The sentences it is tagged with, by the slug of each competency that it bears."""
        ladder = self.packet.ladder_version.ladder_id
        names = {row.pk: row.slug for row in entry.competencies.all() if row.ladder_id == ladder}
        tags: dict[str, set[str]] = {slug: set() for slug in names.values()}
        for row in entry.expectations.all():
            if row.competency_id in names:
                tags[names[row.competency_id]].add(row.slug)
        return tags

    def _by_tags(self) -> dict[int, dict[Place, Bearing]]:
        """Where each win may stand by its author's own tags, and in a section of no sentence."""
        wanted = {each.place for each in self.wanted}
        own = [each.place for each in self.wanted if each.rank == "own"]
        found: dict[int, dict[Place, Bearing]] = defaultdict(dict)
        for entry, tags in self.tags.items():
            for competency, slugs in tags.items():
                section = self.section_of.get(competency)
                places = {Place(section.key, slug) for slug in slugs} if section else set()
                found[entry] |= dict.fromkeys(sorted(places & wanted), Bearing())
            found[entry] |= dict.fromkeys(own, Bearing(sure=bool(tags)))
        return found

    def _by_words(
        self, bears: dict[int, dict[Place, Bearing]]
    ) -> Iterator[tuple[int, Place, Bearing]]:
        """Where else wins may stand that are tagged with no sentence: against new sentences that
        none is tagged with, by the words they share."""
        tagged = {place for places in bears.values() for place in places}
        bare = {each.place for each in self.wanted if each.rank == "new"} - tagged
        untold = [pk for pk, tags in self.tags.items() if not any(tags.values())]
        if not bare or not untold:
            return
        suggester = suggester_of(self.packet.author, self.packet)
        for pk in untold[-MOST_READ:]:
            win = win_of(self.entries[pk])
            for competency in self.tags[pk] or [likeliest(suggester, win)]:
                section, asked = self.section_of.get(competency), self.asked.get(competency)
                if section is None or asked is None:
                    continue
                sentences = {item.text: item.slug for item in (*asked.new, *asked.carried)}
                near = nearest(suggester, win, competency, sentences)
                if near and (place := Place(section.key, near.slug)) in bare:
                    yield pk, place, Bearing(sure=False, words=near.words)


def proof_of_entry(entry: Entry) -> Proof:
    return proof_of(
        numbers=[(each.get("before", ""), each.get("after", "")) for each in entry.metrics],
        has_link=bool(entry.links),
        has_voice=entry.kind == Entry.Kind.PRAISE,
    )
