"""What a packet that is brought is found to be: over this ladder, in this log."""

from datetime import date

import pytest

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Competency, Entry, LadderVersion, NotApplicable, Person
from packets.bringing.bring import bring, take_up
from packets.cuts import Anonymity, Redaction, anonymised, redacted
from packets.document import (
    ClaimedStep,
    Claims,
    Condition,
    CoverageRow,
    ExpectationBlock,
    Gap,
    Link,
    Metric,
    Section,
)
from packets.importing.faults import NotAPacket
from packets.models import Evidence, Packet
from packets.presets.bundled import bundled_presets
from tests.factories import LADDER, EntryFactory, PlacementFactory, UserFactory, small_ladder
from tests.packets.documents import empty_packet, rich_packet, win
from tests.packets.test_importing import (
    DAY,
    SENIOR_HERE,
    SMALL,
    STAFF_HERE,
    composed,
    taken_up,
    without_who,
)

pytestmark = pytest.mark.django_db

SECOND = ("notices", "Notices early that a plan will not hold.")
ASKED = "Brings work across teams to users."


@pytest.fixture(autouse=True)
def ladder(db):
    return small_ladder()


def packet_of(*sections, **changes):
    facts = {"ladder": SMALL, "now": SENIOR_HERE, "goal": STAFF_HERE, "sections": sections}
    return empty_packet(**(facts | changes))


def delivery(*evidence, sentence="across-teams", text=ASKED, **changes):
    """A section of the ladder's one competency, with both of its sentences."""
    blocks = (
        ExpectationBlock(slug=sentence, text=text, evidence=evidence),
        ExpectationBlock(slug=SECOND[0], text=SECOND[1]),
    )
    facts = {"key": "delivery", "title": "Delivery", "competency": "delivery"}
    return Section(expectations=blocks, **(facts | changes))


def work(*evidence, **changes):
    return Section(**({"key": "work", "title": "Work", "evidence": evidence} | changes))


def said(document, person) -> list[str]:
    return [f"{r.subject}: {r.text}" for r in bring(document, person).plan.remarks]


def publish(**changes):
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(LADDER | changes))
    version.publish()
    return version


# Wins.


def test_a_win_of_the_same_title_and_dates_is_the_one_in_the_log(ada):
    entry = EntryFactory(author=ada, title="Read the log", starts_on=DAY)
    taken_up(packet_of(work(win(7, "Read the log", DAY))), ada)
    assert Evidence.objects.get().entry == entry
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"title": "Read a log"}, {"starts_on": date(2026, 3, 3)}, {"ends_on": date(2026, 4, 1)}],
)
def test_another_title_or_day_is_another_win(ada, other):
    EntryFactory(author=ada, **({"title": "Read the log", "starts_on": DAY} | other))
    taken_up(packet_of(work(win(7, "Read the log", DAY))), ada)
    assert Entry.objects.count() == 2


def test_the_win_of_somebody_else_is_not_placed(ada, eve):
    EntryFactory(author=eve, title="Read the log", starts_on=DAY)
    taken_up(packet_of(work(win(7, "Read the log", DAY))), ada)
    assert Evidence.objects.get().entry.author == ada


def test_two_wins_that_are_called_the_same_are_two(ada):
    document = packet_of(
        work(win(1, "On call", DAY, details="The first."), win(2, "On call", DAY, details="Again."))
    )
    second = EntryFactory(author=ada, title="On call", starts_on=DAY, details="Again.")
    assert without_who(taken_up(document, ada))["sections"] == without_who(document)["sections"]
    assert Entry.objects.count() == 2
    assert Evidence.objects.in_order()[1].entry == second


def test_other_words_of_the_packet_frame_the_win_and_leave_it_alone(ada):
    entry = EntryFactory(author=ada, title="Read the log", starts_on=DAY, details="Short.")
    document = packet_of(work(win(7, "Read the log", DAY, details="Told at length.")))
    assert said(document, ada) == [
        "Read the log: Your log tells it in other words. Both are kept: the packet’s stand in the "
        "packet."
    ]
    assert taken_up(document, ada).sections[0].evidence[0].details == "Told at length."
    entry.refresh_from_db()
    assert (entry.details, entry.revision) == ("Short.", 1)


def test_a_win_that_is_told_twice_in_different_words_is_one(ada):
    first = win(7, "Read the log", DAY)
    document = packet_of(
        delivery(first), work(first.model_copy(update={"title": "The log, read whole"}))
    )
    assert without_who(taken_up(document, ada))["sections"] == without_who(document)["sections"]
    assert Entry.objects.get().title == "Read the log"


def test_what_a_log_says_otherwise_of_a_win_is_told(ada):
    EntryFactory(author=ada, title="Read the log", starts_on=DAY, kind="glue", confidential=True)
    document = packet_of(
        work(win(7, "Read the log", DAY, kind="delivery", metrics=(Metric(label="p", after="1"),)))
    )
    assert said(document, ada) == [
        "Read the log: It is confidential in your log, so no version will show it.",
        "Read the log: Your log says otherwise: kind, figures. The packet will show your log’s.",
    ]


def test_a_discarded_win_of_an_import_comes_back(ada):
    taken_up(packet_of(work(win(7, "Read the log", DAY))), ada)
    Entry.objects.get().discard()
    document = packet_of(work(win(7, "Read the log", DAY)), title="Another packet")
    assert said(document, ada) == ["Read the log: You discarded it. It comes back into your log."]
    taken_up(document, ada)
    assert Entry.objects.get().discarded_at is None


def test_a_discarded_win_of_the_same_title_and_dates_stays_discarded(ada):
    EntryFactory(author=ada, title="Read the log", starts_on=DAY).discard()
    document = packet_of(work(win(7, "Read the log", DAY)))
    assert said(document, ada) == []
    taken_up(document, ada)
    assert [entry.discarded_at is None for entry in Entry.objects.order_by("pk")] == [False, True]


def test_a_win_that_was_renamed_after_its_import_is_still_the_same(ada):
    taken_up(packet_of(work(win(7, "Read the log", DAY))), ada)
    Entry.objects.update(title="Read all of the log")
    document = packet_of(work(win(7, "Read the log", DAY)), title="Another packet")
    assert taken_up(document, ada).sections[0].evidence[0].title == "Read the log"
    assert Entry.objects.count() == 1


def test_a_new_win_has_all_that_the_packet_says_of_it(ada):
    link = Link(url="https://a.example/", label="Record")
    taken_up(
        packet_of(
            delivery(
                win(
                    7,
                    "Read the log",
                    DAY,
                    kind="Design or decision",
                    role="LED",
                    project="Readings",
                    people=("Ines", "Jun"),
                    links=(link,),
                )
            )
        ),
        ada,
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.role, entry.project.name) == ("decision", "led", "Readings")
    assert set(entry.people.values_list("name", flat=True)) == {"Ines", "Jun"}
    assert entry.links == [{"url": "https://a.example/", "label": "Record"}]
    assert list(entry.competencies.all()) == [Competency.objects.get(slug="delivery")]
    assert (entry.confidential, entry.source) == (
        False,
        "A packet that you brought in: Promotion case, first draft",
    )


def test_people_are_known_by_their_names_and_made_once(ada):
    Person.objects.named(ada, "Ines")
    taken_up(packet_of(work(*(win(n, f"Win {n}", DAY, people=("Ines",)) for n in range(2)))), ada)
    assert Person.objects.get().entries.count() == 2


def test_words_and_links_that_an_entry_cannot_have_are_told(ada):
    link = Link(url="javascript:alert(1)", label="Record")
    document = packet_of(work(win(7, "Read the log", DAY, kind="Zauberei", links=(link,))))
    assert said(document, ada) == [
        "Read the log: “Zauberei” is no kind that is known here. It is left out.",
        "Read the log: The link “Record javascript:alert(1)” leads nowhere on the web. It is left "
        "out.",
    ]
    taken_up(document, ada)
    assert Entry.objects.get().links == []


def test_what_changed_may_be_longer_than_a_win_takes(ada):
    document = packet_of(work(win(7, "Read the log", DAY, impact="x" * 6_000)))
    assert len(taken_up(document, ada).sections[0].evidence[0].impact) == 6_000
    assert len(Entry.objects.get().impact) == 5_000


# Ladders, positions and sections.


def test_another_version_of_the_ladder_takes_the_place_of_one_that_is_not_here(ada):
    document = packet_of(delivery(), ladder=SMALL.model_copy(update={"version": "0"}))
    assert said(document, ada)[0] == (
        "Ladder: The packet is measured against Small Ladder 1, not against Small Ladder 0."
    )


def test_the_very_version_is_preferred_to_a_newer_one(ada, ladder):
    publish(ladder=LADDER["ladder"] | {"version": "2"})
    assert bring(packet_of(delivery()), ada).version == ladder


def test_without_its_ladder_a_packet_is_measured_where_the_person_stands(ada):
    placed = PlacementFactory(person=ada, ladder_version=publish(
        ladder={"slug": "another", "name": "Another", "version": "1"}
    ))  # fmt: skip
    assert bring(rich_packet(), ada).version == placed.ladder_version


def test_a_competency_that_is_not_asked_becomes_a_section_with_its_sentences(ada):
    section = delivery(
        win(7, "Read the log", DAY),
        text="Turns water\ninto wine.",
        key="wine",
        title="Wine",
        competency="wine",
        claim="I turned it.",
    )
    document = packet_of(section)
    assert said(document, ada)[0] == (
        "Wine: The ladder does not ask this competency. It becomes a section of your own, with the "
        "sentences in its text."
    )
    draft = taken_up(document, ada).sections[0]
    assert draft.claim == f"I turned it.\n\n> Turns water into wine.\n\n> {SECOND[1]}"
    assert (draft.competency, [e.title for e in draft.evidence]) == ("", ["Read the log"])


def test_a_claim_without_room_for_the_sentences_stays_and_they_are_told(ada):
    section = delivery(competency="wine", key="wine", title="Wine", claim="x" * 19_990)
    assert said(packet_of(section), ada)[-2:] == [
        f"Wine: Left out: “{ASKED}”",
        f"Wine: Left out: “{SECOND[1]}”",
    ]
    assert taken_up(packet_of(section), ada).sections[0].claim == "x" * 19_990


def test_a_sentence_that_is_not_asked_leaves_its_wins_in_the_section(ada):
    document = packet_of(delivery(win(7, "Read the log", DAY), sentence="old", text="Old words."))
    assert said(document, ada) == [
        "Delivery: “Old words.” is not asked. What was placed against it stands after the "
        "sentences.",
        f"Delivery: Asked here, and not in the file: “{ASKED}”",
    ]
    draft = taken_up(document, ada).sections[0]
    assert [e.title for e in draft.evidence] == ["Read the log"]


def test_a_sentence_that_reads_otherwise_is_told(ada):
    assert said(packet_of(delivery(text="Brings work to users.")), ada) == [
        f"Delivery: “Brings work to users.” reads here: “{ASKED}”"
    ]


def test_a_win_that_would_stand_twice_in_a_place_keeps_both_reasons(ada):
    twice = [win(7, "Read the log", DAY, why=why) for why in ("One.", "Two.")]
    section = delivery(twice[0], sentence="old", text="Old words.", evidence=(twice[1],))
    draft = taken_up(packet_of(section), ada).sections[0]
    assert [e.why for e in draft.evidence] == ["One.\n\nTwo."]


def test_a_second_section_of_a_competency_becomes_the_authors_own(ada):
    document = packet_of(delivery(), delivery(key="again", title="Again"))
    draft = taken_up(document, ada)
    assert [section.competency for section in draft.sections] == ["delivery", ""]


def test_positions_are_found_by_what_they_are_called(ada):
    moved = {"track": "eng", "level": "l4"}
    goal = STAFF_HERE.model_copy(update=moved)
    assert bring(packet_of(goal=goal, now=None), ada).plan.goal == "ic/staff"
    assert bring(packet_of(goal=goal, now=None), ada).plan.now == "ic/senior"


def test_a_packet_without_a_position_says_which_it_gets(ada):
    assert said(packet_of(now=None), ada) == [
        "Where you are: The file does not say. It becomes Senior Engineer (E3)."
    ]


def test_a_step_that_cannot_be_claimed_is_told(ada):
    step = ClaimedStep(
        competency="delivery", competency_name="Delivery", step="3", step_name="Third"
    )
    assert said(packet_of(claims=Claims(steps=(step,))), ada) == [
        "Delivery: Third can not be claimed here."
    ]


# The rest of the draft.


def test_conditions_point_at_the_wins_that_answer_them(ada):
    conditions = (
        Condition(text="Twice.", said_by="Board", said_on=DAY, answer="Done.", entries=(7, 9)),
    )
    document = packet_of(
        work(win(7, "Read the log", DAY), win(9, "Wrote it", DAY)), conditions=conditions
    )
    assert without_who(taken_up(document, ada))["conditions"] == [
        {
            "text": "Twice.",
            "said_by": "Board",
            "said_on": f"{DAY}",
            "answer": "Done.",
            "entries": [0, 1],
        }
    ]


def test_a_preset_of_the_same_name_is_followed_in_the_order_of_the_packet(ada):
    order = ("section-work", *empty_packet().reading_order())
    document = packet_of(work(), preset="Promotion case", order=order)
    draft = taken_up(document, ada)
    assert (draft.preset, draft.order) == ("Promotion case", order)
    kept = Packet.objects.get().read_preset().part("summary").guidance
    assert kept == bundled_presets()["promotion-case"].part("summary").guidance


def test_the_order_of_an_unknown_preset_is_kept(ada):
    order = ("part-next", "section-work", *empty_packet().reading_order()[:-1])
    document = packet_of(work(), preset="Ours", order=order, layout="sheet", coverage=(
        CoverageRow(competency="a", competency_name="A", kind="none"),
    ))  # fmt: skip
    assert said(document, ada)[0] == (
        "Preset: There is no preset “Ours” here. Its parts are kept in their order, without "
        "guidance and budgets."
    )
    draft = taken_up(document, ada)
    assert (draft.preset, draft.layout, draft.order) == ("Ours", "sheet", order)


def test_a_section_has_the_part_of_its_title_where_none_has_its_key(ada):
    part = bundled_presets()["promotion-case"].sections()[0]
    own = work(key=f"{part.key}-2", title=part.title)
    taken_up(packet_of(own, preset="Promotion case"), ada)
    packet = Packet.objects.get()
    assert [section.part for section in packet.sections.own()] == [part.key]
    assert packet.read_preset().section(part.key) == part


def test_the_part_of_a_section_with_a_long_key_is_called_otherwise(ada):
    keys = ["x" * 62, "section-1"]
    order = (*(f"section-{key}" for key in keys), *empty_packet().reading_order())
    document = packet_of(*(work(key=key, title=key) for key in keys), preset="Ours", order=order)
    assert taken_up(document, ada).order[:2] == order[:2]
    parts = [section.part for section in Packet.objects.get().sections.own().in_order()]
    assert parts == ["section-2", "section-1"]


def test_a_brief_preset_prints_of_a_win_what_the_packet_printed(ada):
    EntryFactory(author=ada, title="Read the log", starts_on=DAY, details="Not printed.")
    brief = next(p for p in bundled_presets().values() if p.evidence == "brief")
    told = win(8, "Wrote it", DAY, details="Framed at length.")
    document = packet_of(
        work(win(7, "Read the log", DAY), told), preset=brief.name, layout=brief.layout
    )
    first, second = taken_up(document, ada).sections[0].evidence
    assert (first.details, second.details) == ("", "Framed at length.")
    assert list(Evidence.objects.in_order().values_list("is_framed", flat=True)) == [False, True]


def not_applicable(note, sentence="across-teams", competency="delivery"):
    return CoverageRow(
        competency=competency,
        competency_name="Delivery",
        expectation=sentence,
        text=ASKED,
        kind="not-applicable",
        note=note,
        section="delivery",
    )


def test_a_reason_that_a_gap_gives_is_the_gaps(ada):
    document = packet_of(
        delivery(),
        gaps=(Gap(title="No users", answer="None."),),
        coverage=(not_applicable("None."),),
    )
    draft = taken_up(document, ada)
    row = next(row for row in draft.coverage if row.expectation == "across-teams")
    assert (row.kind, row.note, draft.gaps) == ("not-applicable", "None.", document.gaps)
    assert NotApplicable.objects.count() == 0


def test_gaps_keep_their_order_and_the_next_one_stands_last(ada):
    gaps = tuple(Gap(title=title, answer="So.") for title in ("Second", "First", "Third"))
    taken_up(packet_of(delivery(), gaps=gaps), ada)
    packet = Packet.objects.get()
    packet.gaps.add_own(packet, "Last", "")
    places = list(packet.gaps.values_list("position", "title").order_by("position", "title"))
    assert places == [(0, "Second"), (1, "First"), (2, "Third"), (3, "Last")]


def test_a_reason_of_no_gap_is_said_under_coverage(ada):
    document = packet_of(delivery(), coverage=(not_applicable("None."),))
    assert said(document, ada) == [
        "Does not apply: No gap gives this reason. It is said under coverage, for all your "
        "packets: “None.”"
    ]
    draft = taken_up(document, ada)
    row = next(row for row in draft.coverage if row.expectation == "across-teams")
    assert (row.kind, row.note) == ("not-applicable", "None.")
    assert NotApplicable.objects.get().person == ada


def test_a_reason_about_what_is_not_asked_is_told(ada):
    document = packet_of(delivery(), coverage=(not_applicable("None.", competency="wine"),))
    assert said(document, ada) == ["Does not apply: Left out: “None.”"]


# Bounds.


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": "x" * 201}, "The title has 201 characters; 200 fit."),
        ({"title": " "}, "The title has no words."),
        ({"ask": "x" * 1_000_000}, "The text “ask” has 1,000,000 characters; 20,000 fit."),
        ({"sections": (work(claim="x" * 20_001),)}, "The claim of “Work” has 20,001 characters"),
        ({"starts_on": date(2001, 1, 1)}, "The period has 9,454 days; 3,653 fit."),
        ({"starts_on": date(1, 1, 1), "ends_on": date(2, 1, 1)}, "outside of the years"),
        ({"sections": (work(win(1, "x" * 301, DAY)),)}, "301 characters in its title; 300 fit."),
        ({"sections": (work(win(1, "A", DAY, DAY.replace(day=1))),)}, "ends before it begins"),
        ({"sections": (work(win(1, "A", DAY, people=("x" * 81,))),)}, "81 characters in a name"),
        ({"gaps": (Gap(title="x"),) * 301}, "The packet has 301 gaps; 300 fit."),
        (
            {"sections": (work(*(win(n, "A", DAY) for n in range(2_001))),)},
            "The packet has 2,001 wins; 2,000 fit.",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_too_much_is_refused_whole(ada, changes, problem):
    with pytest.raises(NotAPacket) as refused:
        bring(packet_of(**changes), ada)
    assert problem in str(refused.value)


# Copies, and the demo.


@pytest.mark.parametrize(
    "copy",
    [
        lambda document: redacted(document, Redaction()).document,
        lambda document: anonymised(document, Anonymity()).document,
    ],
    ids=["redacted", "anonymised"],
)
def test_a_copy_comes_in_without_what_was_taken_out(ada, copy):
    document = copy(rich_packet())
    assert said(document, ada)[0].startswith(f"Copy: The file is a copy that was {document.cut}:")
    draft = taken_up(document, ada)
    told = {evidence.title for evidence in document.evidence()}
    assert {evidence.title for evidence in draft.evidence()} == told


def unvouched(said):
    """The same, where what colleagues were asked for is praise that somebody pasted."""
    if isinstance(said, list):
        return [unvouched(each) for each in said]
    if not isinstance(said, dict):
        return said
    quoted = {}
    if "is_verified" in said:
        where = said["where"] or "in a packet that was brought in"
        quoted = {"source": "pasted", "is_verified": False, "where": where}
    return {name: unvouched(each) for name, each in said.items()} | quoted


def test_the_demos_packet_comes_back_as_it_was(db):
    from django.core.management import call_command

    call_command("demo")
    packet = Packet.objects.earliest("pk")
    document = composed(packet)
    other = UserFactory()
    brought = bring(document, other)
    assert {remark.text for remark in brought.plan.remarks} == {
        "Testimony of Ivo Marek becomes praise received elsewhere: a file vouches for nobody."
    }
    assert without_who(composed(take_up(brought, other))) == unvouched(without_who(document))
    assert bring(document, packet.author).plan.count("new") == 0
