"""What changed between two versions, as a reader would say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.ladders.wording import Words
from packets.comparing.changes import MOST_MARKED, Change
from packets.comparing.differences import differences
from packets.document import (
    USUAL_ORDER,
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
from tests.packets.documents import LADDER, SENIOR, empty_packet, one_section, rich_packet, win

DAY = date(2026, 3, 2)


def told(before, after):
    """Each change without its words: its part, what was done, to what, to what of it."""
    return [
        (part.title, change.done, change.what, change.field)
        for part in differences(before, after).parts
        for change in part.changes
    ]


def words_told(before, after):
    """The words of the only change."""
    ((change,),) = [part.changes for part in differences(before, after).changed]
    return change.words


def summary(before, after):
    return differences(before, after).summary


def section(**changes):
    return empty_packet(sections=(Section(key="own", title="Glue work", **changes),))


def against(*, across=(), notices=(), beside=()):
    """One section with two sentences, and the wins placed against each and beside them."""
    blocks = (
        ExpectationBlock(slug="across", text="Across teams.", evidence=across),
        ExpectationBlock(slug="notices", text="Notices.", evidence=notices),
    )
    return section(expectations=blocks, evidence=beside)


def in_sections(**evidence):
    sections = [Section(key=k, title=k.title(), evidence=placed) for k, placed in evidence.items()]
    return empty_packet(sections=tuple(sections))


def test_a_document_does_not_differ_from_itself():
    nothing = differences(rich_packet(), rich_packet())
    titles = [section.title for section in rich_packet().sections]
    assert (nothing.changed, nothing.summary) == ([], "")
    assert nothing.unchanged == ["Opening", "Coverage", *titles, "Gaps and what next"]


# The opening.


def test_a_text_that_was_not_there_is_added():
    opening = differences(empty_packet(), empty_packet(thesis="She decides.")).parts[0]
    assert opening == (
        "Opening",
        (Change("added", "text", "Thesis", (Words("added", "She decides."),)),),
    )


def test_a_text_that_is_gone_is_taken_out():
    before, after = empty_packet(thesis="She decides."), empty_packet()
    assert told(before, after) == [("Opening", "taken out", "Thesis", "")]
    assert words_told(before, after) == (Words("removed", "She decides."),)


def test_a_text_that_was_reworded_shows_both_wordings():
    before = empty_packet(summary="Four teams follow the guide that she wrote")
    after = empty_packet(summary="Four teams follow the plan that she wrote")
    assert told(before, after) == [("Opening", "reworded", "Summary", "")]
    assert words_told(before, after) == (
        Words("same", "Four teams follow the "),
        Words("removed", "guide"),
        Words("added", "plan"),
        Words("same", " that she wrote"),
    )


@pytest.mark.parametrize(
    ("field", "part", "what"),
    [
        ("title", "Opening", "Title"),
        ("ask", "Opening", "The ask"),
        ("thesis", "Opening", "Thesis"),
        ("summary", "Opening", "Summary"),
        ("next", "Gaps and what next", "What next"),
    ],
)
def test_every_text_around_the_sections_is_compared(field, part, what):
    before, after = empty_packet(**{field: "This."}), empty_packet(**{field: "That."})
    assert told(before, after) == [(part, "reworded", what, "")]


@pytest.mark.parametrize(
    ("changes", "what", "done"),
    [
        ({"author": "Ada Lund"}, "Author", "changed"),
        ({"manager": "Grace Oyelaran"}, "Manager", "added"),
        ({"now": SENIOR}, "Now", "added"),
        ({"goal": SENIOR}, "Goal", "changed"),
        ({"ends_on": date(2026, 11, 30)}, "Period", "changed"),
        ({"ladder": LADDER.model_copy(update={"version": "2026.3"})}, "Ladder", "changed"),
        (
            {
                "claims": Claims(
                    steps=(
                        ClaimedStep(competency="a", competency_name="A", step="b", step_name="B"),
                    )
                )
            },
            "The steps claimed",
            "added",
        ),
        ({"preset": "One-pager"}, "Preset", "added"),
        ({"layout": "sheet"}, "Printed as", "changed"),
        ({"order": (*USUAL_ORDER[2:], *USUAL_ORDER[:2])}, "Order of the parts", "changed"),
    ],
)
def test_what_the_case_is_about_is_compared(changes, what, done):
    assert told(empty_packet(), empty_packet(**changes)) == [("Opening", done, what, "")]


@pytest.mark.parametrize(
    ("was", "now"),
    [("One  two\n\nthree", "One two three "), ("", " \n"), ("a\u00a0b", "a b")],
)
def test_white_space_is_no_news(was, now):
    assert told(empty_packet(thesis=was), empty_packet(thesis=now)) == []


def test_text_that_comes_where_only_white_space_was_is_added():
    before, after = empty_packet(thesis=" "), empty_packet(thesis="New.")
    assert told(before, after) == [("Opening", "added", "Thesis", "")]


# The coverage.


def covering(**changes):
    facts = {"expectation": "across", "text": "Works across teams.", "kind": "none"} | changes
    row = CoverageRow(competency="delivery", competency_name="Delivery", **facts)
    return empty_packet(coverage=(row,))


def test_a_sentence_that_has_evidence_now_is_told_with_both_kinds():
    before, after = covering(), covering(kind="evidence", wins=2)
    assert told(before, after) == [("Coverage", "changed", "Delivery", "")]
    assert words_told(before, after) == (
        Words("same", "Works across teams.\n"),
        Words("removed", "No evidence"),
        Words("same", "\n"),
        Words("added", "Evidence"),
    )


def test_another_number_of_wins_is_told_by_the_wins_alone():
    before, after = covering(kind="evidence", wins=1), covering(kind="evidence", wins=2)
    assert told(before, after) == []


def test_a_reason_and_the_words_of_the_ladder_are_compared():
    before = covering(kind="not-applicable", note="No plans.")
    after = covering(kind="not-applicable", note="No plans here.", text="Works with teams.")
    assert told(before, after) == [
        ("Coverage", "reworded", "Delivery", "the ladder’s sentence"),
        ("Coverage", "reworded", "Delivery", "reason"),
    ]
    assert (
        differences(before, after).summary == "1 text reworded, 1 sentence of the ladder reworded"
    )


def test_evidence_that_came_is_not_counted_as_another_ladder():
    before, after = covering(), covering(kind="evidence", wins=2)
    assert differences(before, after).summary == "1 line of coverage changed"


def test_a_sentence_is_asked_for_the_first_time_or_no_longer():
    assert told(empty_packet(), covering()) == [("Coverage", "added", "Delivery", "")]
    assert told(covering(), empty_packet()) == [("Coverage", "taken out", "Delivery", "")]
    assert words_told(empty_packet(), covering()) == (
        Words("added", "Works across teams.\nNo evidence"),
    )


# Sections.


def test_a_claim_is_told_under_its_section():
    assert told(section(), section(claim="I do.")) == [("Glue work", "added", "Claim", "")]


def test_a_new_section_is_told_by_its_title_and_claim():
    assert told(empty_packet(), section(claim="I do.")) == [
        ("Glue work", "added", "Glue work", ""),
        ("Glue work", "added", "Claim", ""),
    ]


def test_a_section_that_is_gone_is_told_under_the_title_it_had():
    assert told(section(claim="I do."), empty_packet()) == [
        ("Glue work", "taken out", "Glue work", ""),
        ("Glue work", "taken out", "Claim", ""),
    ]


def test_a_section_that_was_renamed_says_so():
    after = empty_packet(sections=(Section(key="own", title="Care"),))
    assert told(section(), after) == [("Care", "reworded", "Title", "")]


def test_a_section_that_moved_says_after_which_it_stood_and_stands():
    before, after = in_sections(a=(), b=(), c=()), in_sections(b=(), c=(), a=())
    assert told(before, after) == [("A", "moved", "A", "")]
    assert words_told(before, after) == (
        Words("removed", "first"),
        Words("same", "\n"),
        Words("added", "after C"),
    )


def test_sections_that_make_room_have_not_moved():
    before, after = in_sections(a=(), b=()), in_sections(new=(), a=(), b=())
    assert told(before, after) == [("New", "added", "New", "")]


# Wins.

WROTE = win(1, "Wrote it down", DAY)
LED = win(2, "Led it", DAY)


def test_a_win_is_added_and_taken_out():
    placed = section(evidence=(WROTE,))
    assert told(section(), placed) == [("Glue work", "added", "Wrote it down", "")]
    assert told(placed, section()) == [("Glue work", "taken out", "Wrote it down", "")]
    assert words_told(section(), placed) == (Words("added", "Wrote it down\n2 March 2026"),)


def test_a_win_that_went_to_another_sentence_moved():
    before, after = against(beside=(WROTE,)), against(across=(WROTE,))
    assert told(before, after) == [("Glue work", "moved", "Wrote it down", "")]
    assert words_told(before, after) == (
        Words("removed", "Glue work: against no one sentence"),
        Words("same", "\n"),
        Words("added", "Glue work: Across teams."),
    )


def test_two_wins_that_were_swapped_between_sentences_both_moved():
    before = against(across=(WROTE,), notices=(LED,))
    after = against(across=(LED,), notices=(WROTE,))
    assert told(before, after) == [
        ("Glue work", "moved", "Led it", ""),
        ("Glue work", "moved", "Wrote it down", ""),
    ]


def test_a_win_that_went_to_another_section_is_told_where_it_is_now():
    before, after = in_sections(a=(WROTE,), b=()), in_sections(a=(), b=(WROTE,))
    assert told(before, after) == [("B", "moved", "Wrote it down", "")]


def test_a_win_moves_within_its_section_rather_than_to_another():
    old = Section(key="a", title="A", evidence=(WROTE,))
    before = against(across=(WROTE,)).sections[0], old
    after = against(notices=(WROTE,)).sections[0], Section(key="b", title="B", evidence=(WROTE,))
    moved = told(empty_packet(sections=before), empty_packet(sections=after))
    assert moved == [
        ("Glue work", "moved", "Wrote it down", ""),
        ("B", "added", "B", ""),
        ("B", "moved", "Wrote it down", ""),
        ("A", "taken out", "A", ""),
    ]


def test_a_win_placed_a_second_time_is_told_by_the_place():
    once, twice = against(across=(WROTE,)), against(across=(WROTE,), notices=(WROTE,))
    assert told(once, twice) == [("Glue work", "added", "Wrote it down", "")]
    assert words_told(once, twice) == (Words("added", "Glue work: Notices."),)
    assert summary(once, twice) == "1 further place of a win added"
    assert summary(twice, once) == "1 further place of a win taken out"


def test_a_new_win_in_two_places_is_one_win():
    assert summary(against(), against(across=(WROTE,), notices=(WROTE,))) == (
        "1 win added, 1 further place of a win added"
    )
    assert summary(against(across=(WROTE,), notices=(WROTE,)), against()) == (
        "1 win taken out, 1 further place of a win taken out"
    )


def test_what_stands_in_two_places_is_told_as_reworded_once():
    longer = WROTE.model_copy(update={"details": "Long."})
    before = against(across=(WROTE,), notices=(WROTE,))
    after = against(across=(longer,), notices=(longer,))
    assert told(before, after) == [("Glue work", "added", "Wrote it down", "Details")]


def test_a_win_that_moved_and_was_reworded_says_both():
    after = against(notices=(win(1, "Wrote it down", DAY, why="Decided it."),))
    assert told(against(across=(WROTE,)), after) == [
        ("Glue work", "moved", "Wrote it down", ""),
        ("Glue work", "added", "Wrote it down", "Why this is next-level"),
    ]


def test_wins_in_another_order_are_no_news():
    assert told(section(evidence=(WROTE, LED)), section(evidence=(LED, WROTE))) == []


@pytest.mark.parametrize(
    ("change", "done", "field"),
    [
        ({"title": "Wrote it all down"}, "reworded", "Title"),
        ({"details": "Long."}, "added", "Details"),
        ({"impact": "Faster."}, "added", "What changed"),
        ({"why": "Decided it."}, "added", "Why this is next-level"),
        ({"role": "led"}, "added", "Role"),
        ({"kind": "delivery"}, "added", "Kind"),
        ({"project": "Ledger"}, "added", "Project"),
        ({"people": ("Jun",)}, "added", "People"),
        ({"metrics": (Metric(label="Pages", before="9", after="2"),)}, "added", "Figures"),
        ({"links": (Link(url="https://example.org/adr", label="ADR"),)}, "added", "Links"),
        ({"ends_on": date(2026, 4, 2)}, "changed", "When"),
    ],
)
def test_whatever_a_reader_sees_of_a_win_is_compared(change, done, field):
    after = WROTE.model_copy(update=change)
    assert told(one_section(WROTE), one_section(after)) == [("Work", done, after.title, field)]


# Gaps.


def with_gaps(*gaps):
    return empty_packet(gaps=tuple(Gap(title=title, answer=answer) for title, answer in gaps))


def test_a_gap_is_added_with_its_answer_and_taken_out_with_it():
    gap = with_gaps(("One decision", "It was the hard one."))
    whole = "One decision\nIt was the hard one."
    assert told(empty_packet(), gap) == [("Gaps and what next", "added", "One decision", "")]
    assert words_told(empty_packet(), gap) == (Words("added", whole),)
    assert words_told(gap, empty_packet()) == (Words("removed", whole),)


def test_an_answer_that_was_reworded_is_told_under_its_gap():
    before, after = with_gaps(("One decision", "Yes.")), with_gaps(("One decision", "No."))
    assert told(before, after) == [("Gaps and what next", "reworded", "One decision", "answer")]


def test_two_gaps_of_one_title_are_two():
    before, after = with_gaps(("Why", "A.")), with_gaps(("Why", "A."), ("Why", "B."))
    assert told(before, after) == [("Gaps and what next", "added", "Why", "")]


# The whole.


def test_changes_come_in_the_order_of_the_packet():
    parts = [part.title for part in differences(empty_packet(), rich_packet()).changed]
    titles = [section.title for section in rich_packet().sections]
    assert parts == ["Opening", "Coverage", *titles, "Gaps and what next"]


def test_the_summary_counts_what_was_done():
    before = empty_packet(
        thesis="She decides.", sections=(Section(key="a", title="A", evidence=(WROTE,)),)
    )
    after = empty_packet(
        thesis="He decides.",
        goal=SENIOR,
        sections=(Section(key="a", title="A", evidence=(LED, win(3, "Three", DAY))),),
    )
    assert summary(before, after) == "2 wins added, 1 taken out, 1 text reworded, 1 fact changed"


def test_what_stayed_is_told_near_the_changes_alone():
    far = " ".join(f"w{number}" for number in range(200))
    words = words_told(
        empty_packet(summary=f"{far} old {far} gone {far}"),
        empty_packet(summary=f"{far} new {far} come {far}"),
    )
    assert [run.kind for run in words] == [
        *("same", "removed", "added"),
        *("same", "removed", "added"),
        "same",
    ]
    first, between, last = (run.text for run in words if run.kind == "same")
    assert first.split()[0] == last.split()[-1] == "…"
    assert (first.split()[-1], last.split()[0]) == ("w199", "w0")
    assert [between.split()[place] for place in (0, -1)] == ["w0", "w199"]
    assert between.count(" … ") == 1
    assert max(map(len, (first, between, last))) < 400


def test_more_than_can_be_compared_word_by_word_is_told_whole():
    size = 20_000
    texts = [("kept " * size)[: size - 5] for _ in range(MOST_MARKED // size + 1)]
    before = with_gaps(*((f"Gap {i}", f"{text} old") for i, text in enumerate(texts)))
    after = with_gaps(*((f"Gap {i}", f"{text} new") for i, text in enumerate(texts)))
    (part,) = differences(before, after).changed
    kinds = [[run.kind for run in change.words] for change in part.changes]
    assert kinds == [
        *([["same", "removed", "added"]] * (MOST_MARKED // size)),
        ["removed", "same", "added"],
    ]


words = st.lists(
    st.sampled_from(["the", "a", "guide", "plan", "\n\nwrote", "\tfour", "→", "渡辺", "é"]),
    max_size=40,
).map(" ".join)


@given(words, words)
def test_nothing_is_told_exactly_when_the_words_are_the_same(was, now):
    changes = told(empty_packet(thesis=was), empty_packet(thesis=now))
    assert (changes == []) == (was.split() == now.split())


# Conditions of an earlier decision.


def asked(answer="", **facts):
    placed = one_section(win(1, "Wrote the guide", DAY), win(2, "Gave it away", DAY))
    return placed.model_copy(
        update={"conditions": (Condition(text="Lead across teams.", answer=answer, **facts),)}
    )


def test_a_condition_that_is_new_is_told_with_its_answer():
    assert told(one_section(), asked("I did.").model_copy(update={"sections": ()})) == [
        ("Work", "taken out", "Work", ""),
        ("What was asked before", "added", "Lead across teams.", ""),
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"answer": "I led two."}, "what became of it"),
        ({"said_by": "Grace Oyelaran"}, "by whom, and when"),
        ({"said_on": DAY}, "by whom, and when"),
        ({"entries": (1,)}, "wins that answer it"),
    ],
)
def test_what_became_of_a_condition_is_compared(facts, field):
    before, after = asked(), asked(**facts)
    assert told(before, after) == [("What was asked before", "added", "Lead across teams.", field)]


@pytest.mark.parametrize("shown", ["featured", "folded"])
def test_how_a_win_is_shown_is_compared(shown):
    before, after = one_section(win(1, "It", DAY)), one_section(win(1, "It", DAY, **{shown: True}))
    assert told(before, after) == [("Work", "added", "It", "Shown")]
