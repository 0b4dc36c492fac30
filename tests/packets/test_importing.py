"""A packet that was handed over becomes a draft again: the same document, without a win twice."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from packets.bringing.bring import bring, take_up
from packets.compose import compose
from packets.document import (
    Condition,
    Evidence,
    ExpectationBlock,
    Gap,
    LadderRef,
    Link,
    Metric,
    PacketDocument,
    PositionRef,
    Section,
)
from packets.models import Packet
from tests.factories import UserFactory, small_ladder
from tests.packets.documents import LADDER, empty_packet


def composed(packet) -> PacketDocument:
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def taken_up(document, person) -> PacketDocument:
    """What the draft says that is made of a document."""
    return composed(take_up(bring(document, person), person))


def without_who(document: PacketDocument) -> dict:
    """All that a document says but for whose it is and how its wins are numbered."""
    numbers = {}
    for section in document.sections:
        for evidence in section.placed():
            numbers.setdefault(evidence.entry, len(numbers))
    said = document.model_dump(mode="json")

    def renumber(part):
        if isinstance(part, list):
            return [renumber(each) for each in part]
        if not isinstance(part, dict):
            return part
        numbered = {"entry": numbers[part["entry"]]} if "entry" in part else {}
        if "entries" in part:
            numbered["entries"] = sorted(numbers[number] for number in part["entries"])
        return {name: renumber(value) for name, value in part.items()} | numbered

    return renumber(said) | {"author": None, "manager": None}


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=12
).filter(str.strip)
TEXTS = st.just("") | WORDS
DAYS = st.dates(date(2025, 12, 1), date(2026, 11, 20))
SENIOR_HERE = PositionRef(
    track="ic", level="senior", title="Senior Engineer", code="E3", label="Senior Engineer (E3)"
)
STAFF_HERE = PositionRef(
    track="ic", level="staff", title="Staff Engineer", code="E4", label="Staff Engineer (E4)"
)
DAY = date(2026, 3, 2)
SMALL = LadderRef(slug="small", name="Small Ladder", version="1")
METRICS = st.builds(
    Metric,
    label=TEXTS,
    before=TEXTS,
    after=TEXTS,
    unit=TEXTS,
    lower_is_better=st.none() | st.booleans(),
)
LINKS = st.builds(Link, url=st.sampled_from(["https://a.example/1", "http://b.example/?x=1&y"]))
PEOPLE = st.lists(st.sampled_from(["Ines", "Jun 渡辺", "Piotr"]), unique=True, max_size=2)


@st.composite
def wins(draw, number):
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return Evidence(
        entry=number,
        title=draw(WORDS | st.just("On call")),
        starts_on=first,
        ends_on=last,
        kind=draw(st.sampled_from(["", "delivery", "design or decision"])),
        role=draw(st.sampled_from(["", "led"])),
        project=draw(st.sampled_from(["", "Readings"])),
        people=tuple(sorted(draw(PEOPLE))),
        details=draw(TEXTS),
        impact=draw(TEXTS),
        metrics=tuple(draw(st.lists(METRICS, max_size=2))),
        links=tuple(draw(st.lists(LINKS, max_size=2))),
    )


@st.composite
def documents(draw):
    """Packets for the small ladder's staff level, as `compose` would write them."""
    told = [draw(wins(number)) for number in range(draw(st.integers(0, 4)))]

    def placed():
        if not told:
            return ()
        some = draw(st.lists(st.sampled_from(told), unique_by=lambda e: e.entry, max_size=3))
        framed = st.just({}) | st.fixed_dictionaries(
            {"title": WORDS, "details": TEXTS, "why": TEXTS, "featured": st.booleans()}
        )
        return tuple(e.model_copy(update=draw(framed)) for e in some)

    sections = [
        Section(
            key="delivery",
            title=draw(WORDS),
            competency="delivery",
            claim=draw(TEXTS),
            expectations=(
                ExpectationBlock(
                    slug="across-teams",
                    text="Brings work across teams to users.",
                    evidence=placed(),
                ),
            ),
            evidence=placed(),
        ),
        Section(key="beyond", title=draw(WORDS), claim=draw(TEXTS), evidence=placed()),
    ]
    numbers = sorted({e.entry for section in sections for e in section.placed()})
    answers = st.lists(st.sampled_from(numbers), unique=True) if numbers else st.just([])
    return empty_packet(
        title=draw(WORDS),
        ladder=draw(st.sampled_from([SMALL, LADDER])),
        language=draw(st.sampled_from(["en", "pt-BR"])),
        ask=draw(TEXTS),
        thesis=draw(TEXTS),
        summary=draw(TEXTS),
        next=draw(TEXTS),
        sections=tuple(draw(st.permutations(sections))),
        gaps=tuple(draw(st.lists(st.builds(Gap, title=WORDS, answer=TEXTS), max_size=2))),
        conditions=(
            Condition(
                text=draw(WORDS),
                said_by=draw(TEXTS),
                said_on=draw(st.none() | DAYS),
                answer=draw(TEXTS),
                entries=tuple(sorted(draw(answers))),
            ),
        ),
        preset=draw(st.sampled_from(["", "Promotion case", "Ours"])),
    )


class RoundTrip(TestCase):
    @settings(max_examples=40)
    @given(documents())
    def test_a_packet_that_goes_from_person_to_person_stays_the_same(self, document):
        small_ladder()
        ada, grace = UserFactory(), UserFactory()
        adas = taken_up(document, ada)
        graces = taken_up(adas, grace)
        assert without_who(graces) == without_who(adas)
        assert bring(adas, ada).plan.count("new") == 0

    @settings(max_examples=20)
    @given(documents())
    def test_what_was_typed_is_in_the_draft(self, document):
        small_ladder()
        draft = without_who(taken_up(document, UserFactory()))
        asked = without_who(document)
        for part in ("title", "ask", "thesis", "summary", "next", "gaps", "conditions"):
            assert draft[part] == asked[part]
        claims = {section["key"]: section["claim"] for section in draft["sections"]}
        told = {section["key"]: section["claim"] for section in asked["sections"]}
        assert claims == dict.fromkeys(claims, "") | told
