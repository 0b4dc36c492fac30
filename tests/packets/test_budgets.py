"""What a packet holds against its preset: counted as it prints."""

from datetime import date

import pytest

from packets.budgets import Held, Holdings, Pages, text_budgets
from packets.builder.outline import says
from packets.document import Condition, Gap, Section
from packets.presets.bundled import bundled_presets
from packets.presets.document import Budget
from tests.packets.documents import empty_packet, win
from tests.packets.preset_scenes import small_preset

DAY = date(2026, 3, 2)


def told(number, **texts):
    return win(number, "Read it", DAY, **texts)  # two words


def work(*evidence, claim="", **facts):
    return Section(key="work", title="Work", claim=claim, evidence=evidence, **facts)


def held(*sections, **texts):
    return Holdings(empty_packet(sections=sections, **texts), small_preset())


def test_a_section_holds_its_claim_and_all_that_its_wins_tell():
    section = work(told(1, details="one two", impact="three", why="four five six"), claim="a b")
    assert held(section).of("section-work") == Held("words", 2 + 2 + 2 + 1 + 3)


def test_a_figure_counts_as_it_prints():
    metric = {"label": "Minutes of waiting", "before": "41", "after": "2", "unit": "min"}
    assert held(work(told(1, metrics=(metric,)))).of("section-work").used == 2 + 3 + 1 + 1 + 1


def test_a_win_in_two_places_is_told_once_and_says_why_in_both():
    first = work(told(1, details="one two three", why="here"))
    second = Section(
        key="more", title="More", evidence=(told(1, details="one two three", why="there too"),)
    )
    holdings = held(first, second)
    assert holdings.of("section-work").used == 2 + 3 + 1
    assert holdings.of("section-more").used == 2 + 2
    assert holdings.words == 10


def test_a_folded_win_counts_in_the_whole_where_the_appendix_tells_it():
    holdings = held(work(told(1, details="one two three", folded=True)))
    assert holdings.of("section-work").used == 2
    assert holdings.words == 2 + 2 + 3


def test_the_whole_holds_every_text():
    holdings = held(
        work(claim="one"),
        ask="two",
        thesis="three",
        summary="four",
        next="five",
        gaps=(Gap(title="six", answer="seven"),),
        conditions=(Condition(text="eight", answer="nine"),),
    )
    assert (holdings.words, holdings.whole) == (9, Held("words", 9))


def test_wins_are_counted_once_whatever_their_places():
    part = {"kind": "section", "key": "results", "title": "Results"}
    part["budget"] = {"unit": "wins", "least": 3, "most": 5}
    document = empty_packet(sections=(work(told(1), told(1), told(2)),))
    holdings = Holdings(document, small_preset(parts=[part]), {"work": "results"})
    found = holdings.of("section-work")
    assert (found.used, found.over, found.short) == (2, 0, 1)


def test_a_section_that_has_no_part_has_no_budget():
    part = {"kind": "section", "key": "results", "title": "Results", "budget": {"most": 1}}
    document = empty_packet(sections=(work(told(1)),))
    assert Holdings(document, small_preset(parts=[part])).of("section-work").budget is None


def test_each_competency_has_the_budget_of_their_part():
    parts = [{"kind": "competencies", "budget": {"most": 1}}]
    document = empty_packet(sections=(work(told(1), competency="work"),))
    assert Holdings(document, small_preset(parts=parts)).of("section-work").over == 1


def test_characters_are_counted_where_the_budget_counts_them():
    parts = [{"kind": "thesis", "budget": {"unit": "characters", "most": 4}}]
    document = empty_packet(thesis="añb日 x")
    found = Holdings(document, small_preset(parts=parts)).of("thesis")
    assert (found.used, found.over) == (6, 2)


PAGES = Pages({"part-summary": 2, "section-work": 2, "part-gaps": 5}, 6)


@pytest.mark.parametrize(
    ("part", "pages"), [("section-work", 3), ("part-gaps", 2), ("part-next", None)]
)
def test_a_part_takes_the_pages_up_to_where_the_next_begins(part, pages):
    assert PAGES.of(part) == pages


def test_pages_are_known_once_they_were_set():
    preset = small_preset(budget={"unit": "pages", "most": 4})
    document = empty_packet(thesis="One two")
    assert Holdings(document, preset).whole == Held("pages", None, preset.budget)
    assert Holdings(document, preset, pages=PAGES).whole.over == 2


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Held("words", 45, Budget(most=60)), "45 of 60"),
        (Held("words", 168, Budget(most=150)), "168, 18 over"),
        (Held("words", 20, Budget(most=60, least=30)), "20 of 30 to 60"),
        (Held("wins", 4, Budget(unit="wins", most=5, least=3)), "4 of 3 to 5 wins"),
        (Held("characters", 3, Budget(unit="characters", most=9)), "3 of 9 characters"),
        (Held("pages", None, Budget(unit="pages", most=1)), "1 page at most"),
        (Held("pages", 2, Budget(unit="pages", most=1)), "2 pages, 1 over"),
        (Held("words", 1), "1 word"),
    ],
)
def test_what_is_held_is_said_in_a_few_words(found, words):
    assert says(found) == words


def test_single_texts_have_the_budgets_of_their_part_or_of_all_their_like():
    budgets = text_budgets(bundled_presets()["promotion-case"])
    assert {name: budget.most for name, budget in budgets.items()} == {
        "ask": 60,
        "thesis": 60,
        "summary": 150,
        "next": 100,
        "claim": 80,
        "why": 60,
        "answer": 60,
    }
    assert text_budgets(small_preset()) == {}
