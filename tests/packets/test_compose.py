"""From the rows of a draft to the document: what is in it, and what it says of the ladder."""

from datetime import date

import pytest

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Person, Project
from packets.compose import compose
from packets.document import CoverageRow, Metric
from packets.models import Evidence, Gap, Packet, Section
from tests.factories import LADDER, PacketFactory
from tests.packets.preset_scenes import small_preset
from tests.packets.scenes import place

FIVE_KINDS = LADDER | {
    "ladder": {"slug": "five-kinds", "name": "Five Kinds", "version": "1"},
    "levels": [*LADDER["levels"], {"slug": "principal", "name": "Principal Engineer"}],
    "areas": [
        {
            "slug": "work",
            "name": "Work",
            "competencies": [
                *LADDER["areas"][0]["competencies"],
                {
                    "slug": "direction",
                    "name": "Direction",
                    "expect": {"principal": [{"slug": "course", "text": "Sets the course."}]},
                },
                {"slug": "on-call", "name": "On call", "expect": {"staff": "n/a"}},
            ],
        }
    ],
}


def composed(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def kinds(packet):
    return {(row.competency, row.expectation): row.kind for row in composed(packet).coverage}


def row_of(packet, expectation):
    return next(row for row in composed(packet).coverage if row.expectation == expectation)


def section_of(packet, key="delivery"):
    return next(section for section in composed(packet).sections if section.key == key)


# The whole.


def test_the_document_says_what_the_rows_say(packet, managed):
    Packet.objects.update(ask="I ask.", thesis="I do.", summary="In short.", next="More.")
    Gap.objects.create(packet=packet, title="One decision", answer="The hard one.")
    document = composed(packet)
    assert document.model_dump(
        exclude={"coverage", "sections", "ladder", "now", "goal"}, mode="json"
    ) == {
        "format": "packet/1",
        "title": "Staff Engineer, January 2027",
        "language": "en",
        "author": "Ada Okoye",
        "manager": "Grace Lindholm",
        "starts_on": "2025-12-01",
        "ends_on": "2026-11-20",
        "ask": "I ask.",
        "thesis": "I do.",
        "summary": "In short.",
        "next": "More.",
        "gaps": [{"title": "One decision", "answer": "The hard one."}],
    }


def test_the_positions_and_the_ladder_are_named_as_they_are_now(packet):
    document = composed(packet)
    assert (document.now.title, document.goal.title, document.goal.code) == (
        "Senior Engineer",
        "Staff Engineer",
        "E4",
    )
    assert (document.ladder.slug, document.ladder.name, document.ladder.version) == (
        "small",
        "Small Ladder",
        "1",
    )


def test_without_a_manager_nobody_is_named(packet):
    assert composed(packet).manager is None


def test_a_manager_who_has_not_answered_is_not_named(packet, managed):
    managed.state = "asked"
    managed.save()
    assert composed(packet).manager is None


def test_a_packet_has_a_section_for_each_competency_of_which_something_is_asked(packet):
    assert [(s.key, s.title, s.competency) for s in composed(packet).sections] == [
        ("delivery", "Delivery", "delivery"),
        ("reliability", "Reliability", "reliability"),
        ("hiring", "Hiring", "hiring"),
    ]


def test_a_packet_without_evidence_is_a_document_too(packet):
    document = composed(packet)
    assert (list(document.evidence()), [s.claim for s in document.sections]) == ([], [""] * 3)


def test_the_same_rows_give_the_same_document(packet):
    place(packet)
    place(packet, "Another", key="reliability", expectation="impossible")
    assert composed(packet) == composed(packet)


def test_composing_asks_the_database_as_often_for_one_win_as_for_six(
    packet, managed, django_assert_num_queries
):
    place(packet)
    with django_assert_num_queries(9):
        composed(packet)
    for number in range(5):
        place(packet, f"Win {number}", key="reliability", expectation="impossible")
    with django_assert_num_queries(9):
        composed(packet)


# A win.


def test_a_win_is_told_with_all_that_it_has(packet):
    ledger = Project.objects.create(owner=packet.author, slug="ledger", name="Ledger")
    placed = place(
        packet,
        "Wrote it down",
        why="She decided.",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 6),
        kind="decision",
        role="led",
        project=ledger,
        details="At *length*.",
        impact="Fewer calls.",
        metrics=[
            {
                "label": "Calls",
                "before": "1,840",
                "after": "12",
                "unit": "a week",
                "lower_is_better": True,
            }
        ],
        links=[{"url": "https://example.org/adr", "label": "ADR 12"}],
    )
    placed.entry.people.add(Person.objects.create(owner=packet.author, slug="jun", name="Jun"))
    ((evidence,),) = [block.evidence for block in section_of(packet).expectations[:1]]
    assert evidence.model_dump(mode="json") == {
        "entry": placed.entry.pk,
        "title": "Wrote it down",
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-06",
        "kind": "design or decision",
        "role": "led",
        "project": "Ledger",
        "people": ["Jun"],
        "details": "At *length*.",
        "impact": "Fewer calls.",
        "metrics": [
            Metric(
                label="Calls", before="1,840", after="12", unit="a week", lower_is_better=True
            ).model_dump()
        ],
        "links": [{"url": "https://example.org/adr", "label": "ADR 12"}],
        "why": "She decided.",
    }


def test_wins_stand_in_the_order_of_their_places(packet):
    one, two = place(packet, "One"), place(packet, "Two")
    two.move(two.section, "across-teams", before=one.pk)
    block = section_of(packet).expectations[0]
    assert [evidence.title for evidence in block.evidence] == ["Two", "One"]
    assert one.section == two.section


def test_a_win_tied_to_no_sentence_stands_with_the_section(packet):
    place(packet, "As such", expectation="")
    assert [evidence.title for evidence in section_of(packet).evidence] == ["As such"]


def test_a_win_whose_sentence_is_not_in_the_ladder_any_more_stands_with_the_section(packet):
    place(packet, "Placed long ago", expectation="a-retired-key")
    section = section_of(packet)
    assert [evidence.title for evidence in section.evidence] == ["Placed long ago"]
    assert [block.slug for block in section.expectations] == ["across-teams", "notices"]
    assert kinds(packet)["delivery", "across-teams"] == "none"


def test_a_section_whose_competency_is_not_in_the_ladder_keeps_its_wins(packet):
    Section.objects.create(packet=packet, key="gone", title="Gone", competency="gone", position=9)
    place(packet, "Kept", key="gone", expectation="something")
    section = section_of(packet, "gone")
    assert (section.expectations, [e.title for e in section.evidence]) == ((), ["Kept"])


def test_a_sentence_of_the_present_level_stands_only_where_a_win_is_placed_against_it(packet):
    before = [block.slug for block in section_of(packet).expectations]
    place(packet, expectation="finishes")
    after = [block.slug for block in section_of(packet).expectations]
    assert (before, after) == (
        ["across-teams", "notices"],
        ["across-teams", "notices", "finishes"],
    )


# Coverage.


@pytest.fixture
def five(ada):
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(FIVE_KINDS))
    version.publish()
    return PacketFactory(author=ada, ladder_version=version)


def test_coverage_keeps_five_kinds_apart(five):
    place(five)
    Gap.objects.create(
        packet=five,
        title="Nothing failed",
        answer="We have no such class.",
        competency="reliability",
        expectation="impossible",
        not_applicable=True,
    )
    assert kinds(five) == {
        ("delivery", "across-teams"): "evidence",
        ("delivery", "notices"): "none",
        ("reliability", "impossible"): "not-applicable",
        ("hiring", ""): "carried",
        ("direction", ""): "not-stated",
        ("on-call", ""): "not-applicable",
    }


def test_a_row_of_coverage_counts_wins_and_months(packet):
    place(packet, starts_on=date(2026, 1, 30), ends_on=date(2026, 3, 1))
    place(packet, "Again", starts_on=date(2026, 3, 9))
    assert row_of(packet, "across-teams") == CoverageRow(
        competency="delivery",
        competency_name="Delivery",
        expectation="across-teams",
        text="Brings work across teams to users.",
        kind="evidence",
        wins=2,
        months=("2026-01", "2026-02", "2026-03"),
        section="delivery",
    )


def test_months_outside_the_period_are_not_shown(packet):
    place(packet, starts_on=date(2025, 9, 1), ends_on=date(2026, 1, 4))
    place(packet, "Later", starts_on=date(2026, 11, 30), ends_on=date(2027, 2, 1))
    assert row_of(packet, "across-teams").months == ("2025-12", "2026-01", "2026-11")


def test_a_win_placed_with_the_section_covers_no_sentence(packet):
    place(packet, expectation="")
    assert kinds(packet)["delivery", "across-teams"] == "none"


def test_a_confidential_win_covers_nothing(packet):
    place(packet, confidential=True)
    assert row_of(packet, "across-teams").kind == "none"
    assert row_of(packet, "across-teams").wins == 0


def excuse(packet, **facts):
    fields = {"title": "Not here", "answer": "We buy it.", "not_applicable": True}
    return Gap.objects.create(packet=packet, **(fields | facts))


def notes(packet):
    return {row.expectation: (row.kind, row.note) for row in composed(packet).coverage if row.text}


def test_a_sentence_does_not_apply_for_the_reason_given(packet):
    excuse(packet, competency="delivery", expectation="notices")
    assert notes(packet) == {
        "across-teams": ("none", ""),
        "notices": ("not-applicable", "We buy it."),
        "impossible": ("none", ""),
    }


def test_said_of_a_competency_it_holds_for_each_sentence_and_is_told_once(packet):
    excuse(packet, competency="delivery")
    assert notes(packet) == {
        "across-teams": ("not-applicable", "We buy it."),
        "notices": ("not-applicable", ""),
        "impossible": ("none", ""),
    }


def test_what_is_said_of_a_sentence_goes_before_what_is_said_of_its_competency(packet):
    excuse(packet, competency="delivery")
    excuse(
        packet, competency="delivery", expectation="notices", answer="Soon.", not_applicable=False
    )
    assert notes(packet)["notices"] == ("none", "")


def test_a_gap_that_applies_excuses_nothing(packet):
    excuse(packet, competency="delivery", expectation="notices", not_applicable=False)
    assert notes(packet)["notices"] == ("none", "")


def test_evidence_goes_before_an_excuse(packet):
    excuse(packet, competency="delivery", expectation="across-teams")
    place(packet)
    assert notes(packet)["across-teams"] == ("evidence", "")


def test_a_gap_that_was_taken_out_excuses_nothing_and_is_not_told(packet):
    excuse(packet, competency="delivery", expectation="notices").discard()
    assert (notes(packet)["notices"], composed(packet).gaps) == (("none", ""), ())


def test_an_excuse_for_another_competency_s_sentence_of_the_same_name_holds_there_alone(packet):
    excuse(packet, competency="reliability", expectation="notices")
    assert notes(packet)["notices"] == ("none", "")


@pytest.mark.parametrize(("layout", "folded"), [("booklet", True), ("sheet", False)])
def test_a_win_is_folded_where_there_is_an_appendix_to_tell_it(packet, layout, folded):
    place(packet)
    Evidence.objects.update(folded=True)
    packet.follow(small_preset(layout=layout))
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    assert [evidence.folded for evidence in document.evidence()] == [folded]
