"""What changed between two versions, as a reader would say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.ladders.wording import Words
from packets.differences import Change, differences
from packets.document import ExpectationBlock, Gap, Link, Metric, Section
from tests.packets.documents import empty_packet, one_section, rich_packet, win

DAY = date(2026, 3, 2)


def told(before, after):
    """Each change without its words."""
    return [change[:3] for change in differences(before, after)]


def section(**changes):
    return empty_packet(sections=(Section(key="own", title="Glue work", **changes),))


def against(*evidence):
    block = ExpectationBlock(slug="across", text="Across teams.", evidence=evidence)
    return section(expectations=(block,))


def test_a_document_does_not_differ_from_itself():
    assert differences(rich_packet(), rich_packet()) == ()


def test_a_text_that_was_not_there_is_added():
    assert differences(empty_packet(), empty_packet(thesis="She decides.")) == (
        Change("added", "Thesis", "", (Words("added", "She decides."),)),
    )


def test_a_text_that_is_gone_is_removed():
    assert differences(empty_packet(thesis="She decides."), empty_packet()) == (
        Change("removed", "Thesis", "", (Words("removed", "She decides."),)),
    )


def test_a_text_that_was_reworded_shows_both_wordings():
    before = empty_packet(summary="Four teams follow the guide that she wrote")
    after = empty_packet(summary="Four teams follow the plan that she wrote")
    assert differences(before, after) == (
        Change(
            "changed",
            "Summary",
            "",
            (
                Words("same", "Four teams follow the "),
                Words("removed", "guide"),
                Words("added", "plan"),
                Words("same", " that she wrote"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("field", "where"),
    [
        ("title", "Title"),
        ("ask", "The ask"),
        ("thesis", "Thesis"),
        ("summary", "Summary"),
        ("next", "What next"),
    ],
)
def test_every_text_around_the_sections_is_compared(field, where):
    before, after = empty_packet(**{field: "This."}), empty_packet(**{field: "That."})
    assert told(before, after) == [("changed", where, "")]


def test_another_period_is_a_change():
    before = empty_packet(starts_on=DAY, ends_on=date(2026, 5, 1))
    after = empty_packet(starts_on=DAY, ends_on=date(2026, 6, 1))
    assert told(before, after) == [("changed", "Period", "")]


@pytest.mark.parametrize(
    ("was", "now"),
    [("One  two\n\nthree", "One two three "), ("", " \n"), ("a\u00a0b", "a b")],
)
def test_white_space_is_no_news(was, now):
    assert differences(empty_packet(thesis=was), empty_packet(thesis=now)) == ()


def test_text_that_comes_where_only_white_space_was_is_added():
    assert told(empty_packet(thesis=" "), empty_packet(thesis="New.")) == [("added", "Thesis", "")]


# Sections.


def test_a_claim_is_told_under_its_section():
    assert told(section(), section(claim="I do.")) == [("added", "Glue work", "claim")]


def test_a_new_section_is_told_by_its_title_and_claim():
    assert told(empty_packet(), section(claim="I do.")) == [
        ("added", "Glue work", "title"),
        ("added", "Glue work", "claim"),
    ]


def test_a_section_that_is_gone_is_told_under_the_title_it_had():
    assert told(section(claim="I do."), empty_packet()) == [
        ("removed", "Glue work", "title"),
        ("removed", "Glue work", "claim"),
    ]


def test_a_section_that_was_renamed_says_so():
    after = empty_packet(sections=(Section(key="own", title="Care"),))
    assert told(section(), after) == [("changed", "Care", "title")]


# Evidence.


def test_evidence_is_added_and_removed():
    placed = section(evidence=(win(1, "Wrote it down", DAY),))
    assert told(section(), placed) == [("added", "Glue work", "evidence")]
    assert told(placed, section()) == [("removed", "Glue work", "evidence")]


def test_evidence_that_moves_to_another_sentence_goes_and_comes():
    evidence = win(1, "Wrote it down", DAY)
    assert told(section(evidence=(evidence,)), against(evidence)) == [
        ("added", "Glue work", "evidence"),
        ("removed", "Glue work", "evidence"),
    ]


def test_evidence_in_another_order_is_no_news():
    one, two = win(1, "One", DAY), win(2, "Two", DAY)
    assert differences(section(evidence=(one, two)), section(evidence=(two, one))) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"details": "Long."},
        {"impact": "Faster."},
        {"why": "Decided it."},
        {"role": "led"},
        {"project": "Ledger"},
        {"people": ("Jun",)},
        {"metrics": (Metric(label="Pages", before="9", after="2"),)},
        {"links": (Link(url="https://example.org/adr", label="ADR"),)},
        {"ends_on": date(2026, 4, 2)},
    ],
)
def test_whatever_a_reader_sees_of_a_win_is_compared(change):
    before = one_section(win(1, "Wrote it down", DAY))
    after = one_section(win(1, "Wrote it down", DAY, **change))
    (only,) = differences(before, after)
    assert (only.kind, only.what) == ("changed", "Wrote it down")


def test_a_win_that_was_renamed_is_told_under_its_new_title():
    before, after = one_section(win(1, "One", DAY)), one_section(win(1, "Two", DAY))
    assert [change.what for change in differences(before, after)] == ["Two"]


# Gaps.


def test_a_gap_is_added_with_its_answer_and_removed_with_it():
    gap = empty_packet(gaps=(Gap(title="One decision", answer="It was the hard one."),))
    whole = "One decision. It was the hard one."
    assert differences(empty_packet(), gap) == (
        Change("added", "Gaps and answers", "", (Words("added", whole),)),
    )
    assert differences(gap, empty_packet()) == (
        Change("removed", "Gaps and answers", "", (Words("removed", whole),)),
    )


def test_an_answer_that_was_reworded_is_told_under_its_gap():
    before = empty_packet(gaps=(Gap(title="One decision", answer="Yes."),))
    after = empty_packet(gaps=(Gap(title="One decision", answer="No."),))
    assert told(before, after) == [("changed", "Gaps and answers", "One decision")]


def test_changes_come_in_the_order_of_the_packet():
    changes = differences(empty_packet(), rich_packet())
    wheres = list(dict.fromkeys(change.where for change in changes))
    titles = [section.title for section in rich_packet().sections]
    first = ["Title", "The ask", "Thesis", "Summary", "What next", "Period"]
    assert wheres == [*(w for w in first if w in wheres), *titles, "Gaps and answers"]


words = st.lists(
    st.sampled_from(["the", "a", "guide", "plan", "\n\nwrote", "\tfour", "→", "渡辺", "é"]),
    max_size=40,
).map(" ".join)


@given(words, words)
def test_nothing_is_told_exactly_when_the_words_are_the_same(was, now):
    changes = differences(empty_packet(thesis=was), empty_packet(thesis=now))
    assert (changes == ()) == (was.split() == now.split())
