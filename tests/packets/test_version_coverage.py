"""The coverage of a version, worked out of its frozen document alone."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.coverage.proof import ARTEFACT, MEASURED, TESTIMONY
from bragdoc.models import Expectation, NotApplicable
from packets.compose import compose
from packets.coverage import covered
from packets.document import CoverageRow, ExpectationBlock, Link, Metric, Section
from packets.models import Packet, Share
from tests.factories import EntryFactory, EvidenceFactory
from tests.packets.documents import empty_packet, win
from tests.packets.scenes import place, share


def coverage_of(packet):
    return covered(compose(Packet.objects.with_parts().get(pk=packet.pk)), "#{}".format)


def sentence(coverage, slug):
    found = (s for one in coverage.competencies for s in (*one.new, *one.carried))
    return next(one for one in found if one.slug == slug)


def page_of(packet, number=1):
    return reverse("version-coverage", args=[packet.pk, number])


# What the document says


def test_a_sentence_has_the_wins_that_are_placed_against_it(packet):
    place(packet, starts_on=date(2026, 2, 28), ends_on=date(2026, 3, 1))
    place(packet, "Another", starts_on=date(2026, 9, 1))

    found = sentence(coverage_of(packet), "across-teams")

    months = coverage_of(packet).months
    assert (found.kind, found.wins) == ("evidence", 2)
    assert [month.month for month in months.among(found.months)] == [2, 3, 9]


def test_the_months_are_those_of_the_packets_period(packet):
    months = coverage_of(packet).months

    assert (months.first, months.last) == (date(2025, 12, 1), date(2026, 11, 30))


def test_carried_sentences_are_there_with_what_is_placed_against_them(packet):
    place(packet, expectation="finishes")

    delivery = coverage_of(packet).competencies[0]

    assert [(s.slug, s.kind, s.wins) for s in delivery.carried] == [("finishes", "carried", 1)]
    assert [(s.slug, s.kind) for s in delivery.new] == [
        ("across-teams", "none"),
        ("notices", "none"),
    ]


def test_wins_placed_beside_the_sentences_are_told_apart(packet):
    place(packet)
    place(packet, "Beside", expectation="")

    delivery = coverage_of(packet).competencies[0]

    assert (delivery.wins, delivery.untold) == (2, 1)


def test_a_win_placed_twice_counts_once_for_the_competency(packet):
    placed = place(packet)
    EvidenceFactory(section=placed.section, entry=placed.entry, expectation="notices")

    delivery = coverage_of(packet).competencies[0]

    assert (delivery.wins, sum(delivery.by_month), delivery.month_count) == (1, 1, 1)


def block(*evidence):
    row = CoverageRow(
        competency="delivery",
        competency_name="Delivery",
        expectation="notices",
        text="Notices.",
        kind="evidence",
        wins=len(evidence),
        section="delivery",
    )
    stated = ExpectationBlock(slug="notices", text="Notices.", evidence=evidence)
    section = Section(
        key="delivery", title="Delivery", competency="delivery", expectations=(stated,)
    )
    return covered(empty_packet(coverage=(row,), sections=(section,)), "#{}".format)


def test_the_strongest_proof_is_worked_out_of_the_document():
    day = date(2026, 3, 2)
    praise = win(1, "Praised", day, kind="praise received")
    linked = win(2, "Linked", day, links=(Link(url="https://a.example"),))
    measured = win(3, "Measured", day, metrics=(Metric(before="3", after="1"),))

    assert sentence(block(praise), "notices").proof == TESTIMONY
    assert sentence(block(praise, linked), "notices").proof == ARTEFACT
    assert sentence(block(praise, measured, linked), "notices").proof == MEASURED


def test_a_document_without_coverage_has_none():
    coverage = covered(empty_packet(), "#{}".format)

    assert (coverage.asked, coverage.competencies, coverage.now) == (0, (), "")


# The page


def test_a_version_keeps_its_coverage_whatever_becomes_of_the_wins(in_review, graces):
    place(in_review, "Placed afterwards")

    content = graces.get(page_of(in_review)).content.decode()

    assert "Staff Engineer asks 3 things that Senior Engineer does not." in content
    assert "For all of them there is no win." in content


def test_its_counts_lead_to_the_evidence_in_the_version(packet, managed, graces):
    place(packet)
    share(packet)

    content = graces.get(page_of(packet)).content.decode()

    address = reverse("version-detail", args=[packet.pk, 1])
    assert f'href="{address}#section-delivery"' in content
    assert 'id="section-delivery"' in graces.get(address).content.decode()


def test_it_offers_a_reader_nothing_that_is_the_authors(packet, ada, managed, graces, adas):
    place(packet)
    EntryFactory(author=ada, title="Never shared")
    share(packet)

    for browser in (graces, adas):
        content = browser.get(page_of(packet)).content.decode()
        assert [
            words
            for words in ("Never shared", "/wins/", "/coverage/not-applicable/", "hx-boost")
            if words in content.partition("<main")[2]
        ] == []


def test_one_kind_can_be_shown_alone(packet, managed, graces):
    place(packet)
    share(packet)

    content = graces.get(page_of(packet), {"kind": "none"}).content.decode()

    table = content.partition('id="table"')[2].partition("</table>")[0]
    assert "Notices early that a plan will not hold." in table
    assert "Brings work across teams to users." not in table


@pytest.mark.parametrize("kind", ["nonsense", "\0"])
def test_a_kind_that_cannot_be_read_shows_everything(in_review, graces, kind):
    content = graces.get(page_of(in_review), {"kind": kind}).content.decode()

    assert "Brings work across teams to users." in content


def test_reading_it_counts_as_opening_what_was_shared(in_review, graces):
    graces.get(page_of(in_review))

    assert Share.objects.get().opened_at is not None


def test_the_version_and_the_draft_lead_to_it(in_review, graces, adas):
    there = f'href="{page_of(in_review)}"'

    assert there in graces.get(f"/packets/{in_review.pk}/versions/1/").content.decode()
    assert there in adas.get(f"/packets/{in_review.pk}/coverage/").content.decode()


@pytest.mark.parametrize("wins", [1, 3])
def test_it_takes_as_many_queries_for_one_win_as_for_three(
    packet, managed, graces, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Win {number}")
    share(packet)
    graces.get(page_of(packet))

    with django_assert_num_queries(6):
        graces.get(page_of(packet))


# Why something does not apply travels into the packet


def say(ada, reason, *, sentence=True):
    expectation = Expectation.objects.of_key("delivery/notices").get()
    NotApplicable(
        person=ada,
        competency=expectation.competency,
        expectation=expectation if sentence else None,
        reason=reason,
    ).keep(revision=0)


def rows_of(packet):
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    return {row.expectation: (row.kind, row.note) for row in document.coverage if row.expectation}


def test_a_reason_stands_in_the_packets_of_its_author(packet, ada):
    say(ada, "No plans here.")

    assert rows_of(packet) == {
        "across-teams": ("none", ""),
        "notices": ("not-applicable", "No plans here."),
        "impossible": ("none", ""),
    }


def test_said_of_a_competency_a_reason_stands_with_the_first_sentence_that_has_no_win(packet, ada):
    say(ada, "Nothing is delivered.", sentence=False)

    assert rows_of(packet)["across-teams"] == ("not-applicable", "Nothing is delivered.")
    assert rows_of(packet)["notices"] == ("not-applicable", "")
    place(packet)
    assert rows_of(packet)["across-teams"] == ("evidence", "")
    assert rows_of(packet)["notices"] == ("not-applicable", "Nothing is delivered.")


def test_what_the_packet_answers_itself_comes_first(packet, ada):
    say(ada, "No plans here.")
    gap = packet.gaps.create(
        title="Plans", competency="delivery", expectation="notices", answer="Here I could not."
    )
    assert rows_of(packet)["notices"] == ("none", "")
    gap.not_applicable = True
    gap.save()
    assert rows_of(packet)["notices"] == ("not-applicable", "Here I could not.")


def test_a_gap_without_an_answer_answers_nothing(packet, ada):
    say(ada, "No plans here.")
    packet.gaps.create(title="Plans", competency="delivery", expectation="notices")

    assert rows_of(packet)["notices"] == ("not-applicable", "No plans here.")


def test_the_reasons_of_somebody_else_stay_out(packet, eve):
    say(eve, "Not for me.")

    assert rows_of(packet)["notices"] == ("none", "")


def test_a_shared_version_keeps_the_reason_for_ever(packet, ada, managed, graces):
    say(ada, "No plans here.")
    share(packet)
    NotApplicable.objects.all().delete()

    assert "No plans here." in graces.get(page_of(packet)).content.decode()


@pytest.mark.parametrize("path", ["coverage/", "gaps/"])
def test_the_builder_says_where_a_reason_comes_from(packet, ada, adas, path):
    say(ada, "No plans here.")

    content = adas.get(f"/packets/{packet.pk}/{path}").content.decode()

    assert "Not applicable, from your coverage" in content
    assert "No plans here." in content
    assert 'href="/coverage/not-applicable/delivery/?expectation=notices"' in content


def test_the_builder_is_silent_where_no_reason_comes_from_coverage(packet, adas):
    packet.gaps.create(
        title="Plans",
        competency="delivery",
        expectation="notices",
        answer="Here I could not.",
        not_applicable=True,
    )

    content = adas.get(f"/packets/{packet.pk}/coverage/").content.decode()

    assert "Here I could not." in content
    assert "from your coverage" not in content
