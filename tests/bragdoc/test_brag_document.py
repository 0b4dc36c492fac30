from datetime import date

import pytest

from bragdoc.capture.dates import Precision
from bragdoc.capture.proposals import Candidate, Skipped
from tests.bragdoc.documents import dated, offers, only, read, titles

# Candidates.


def test_a_list_item_is_a_candidate_under_its_headings():
    assert read("# Wins\n\n## 2025\n\n- Moved the *scheduler*\n").candidates == (
        Candidate(
            title="Moved the scheduler",
            details="",
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            precision=Precision.YEAR,
            headings=("Wins", "2025"),
            line=5,
            links=(),
            offers="win",
        ),
    )


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)"])
def test_every_kind_of_list_is_one(marker):
    assert titles(f"{marker} Moved it\n{marker} Mended it") == ["Moved it", "Mended it"]


def test_nested_items_are_details():
    candidate = only("1. Moved it:\n    - first this\n        - then *that*\n    - and then\n")
    assert candidate.title == "Moved it"
    assert candidate.details == "- first this\n    - then *that*\n- and then"


def test_a_bare_noun_over_items_is_a_heading():
    text = "- **Scheduler**\n  - Moved it to the new host\n  - Wrote the guide for new people\n"
    assert [(c.title, c.headings) for c in read(text).candidates] == [
        ("Moved it to the new host", ("Scheduler",)),
        ("Wrote the guide for new people", ("Scheduler",)),
    ]


def test_a_date_over_items_is_a_heading():
    text = "# 2025\n- May\n  - Moved it\n  - Mended it\n- 2025-06-03:\n  - Cut it\n"
    assert [(c.title, str(c.starts_on), c.headings[-1]) for c in read(text).candidates] == [
        ("Moved it", "2025-05-01", "May"),
        ("Mended it", "2025-05-01", "May"),
        ("Cut it", "2025-06-03", "2025-06-03:"),
    ]


def test_a_short_item_that_says_what_was_done_is_an_entry():
    candidate = only("- Mentored Noor\n  - through her first design review\n  - and a second\n")
    assert candidate.title == "Mentored Noor"


def test_a_line_wrapped_by_hand_belongs_to_the_item_above():
    assert titles("- Moved the scheduler\nto the new host\n- Mended it") == [
        "Moved the scheduler to the new host",
        "Mended it",
    ]


def test_an_item_indented_too_far_is_text():
    candidate = only("- Moved it\n\n      and told everyone about it\n")
    assert candidate.details == "and told everyone about it"


def test_a_list_of_another_kind_belongs_to_the_item_that_announces_it():
    candidate = only("1. Turned one into the other:\n- From this\n- To that\n")
    assert (candidate.title, candidate.details) == (
        "Turned one into the other",
        "- From this\n- To that",
    )


def test_the_title_is_the_first_sentence():
    candidate = only("- Moved it with Dr. Who to v1.2. It took a day. Nobody noticed.")
    assert candidate.title == "Moved it with Dr. Who to v1.2."
    assert candidate.details == "It took a day. Nobody noticed."


def test_a_title_that_dropped_something_leaves_the_whole_text_in_the_details():
    text = "Wrote [the notes](/notes)"
    candidate = only(f"- {text}")
    assert (candidate.title, candidate.details) == ("Wrote the notes", text)


def test_what_is_kept_as_a_date_or_a_link_is_not_told_twice():
    candidate = only("- [Nov 3, 2026] Wrote [the notes](https://example.org/a)")
    assert (candidate.title, candidate.details) == ("Wrote the notes", "")
    assert candidate.starts_on == candidate.ends_on == date(2026, 11, 3)
    assert candidate.links == ("https://example.org/a",)


def test_a_long_sentence_is_cut_between_words_and_kept_whole_in_the_details():
    sentence = "Moved " + "something " * 50
    candidate = only(f"- {sentence}")
    assert len(candidate.title) <= 300
    assert candidate.title == "Moved" + " something" * 29 + "…"
    assert candidate.details == sentence.strip()


def test_links_by_reference_find_their_addresses():
    candidate = only("- Wrote [the notes][n]\n\n[n]: https://example.org/a\n")
    assert candidate.title == "Wrote the notes"
    assert candidate.details == "Wrote [the notes][n]\n\n[n]: https://example.org/a"
    assert candidate.links == ("https://example.org/a",)


@pytest.mark.parametrize("heading", ["##2025", "2025\n----", "**2025**", "2025", "2025:"])
def test_headings_come_in_many_forms(heading):
    assert only(f"{heading}\n- Moved it").headings in [("2025",), ("2025:",)]


def test_a_heading_that_names_nothing_stands_below_the_date_beside_it():
    text = "## 2025-01-02\n## Tasks\n- Moved it\n## Notes\n- Mended it\n## Design\n- Cut it\n"
    assert [(c.headings, str(c.starts_on)) for c in read(text).candidates] == [
        (("2025-01-02", "Tasks"), "2025-01-02"),
        (("2025-01-02", "Notes"), "2025-01-02"),
        (("Design",), "None"),
    ]


def test_prose_under_a_third_level_heading_is_the_entry():
    candidate = only("# 2025\n## Projects\n### The *move*\nTook a day.\n\n* one\n* two\n")
    assert candidate.title == "The move"
    assert candidate.details == "Took a day.\n\n* one\n* two"
    assert candidate.headings == ("2025", "Projects")
    assert read("### The move\n\nTook a day.\n").skipped == ()


def test_items_with_dates_under_a_third_level_heading_are_entries():
    text = "### Talks\nAll in the house.\n\n- 2025-01-02: On moving\n- 2025-02-03: On mending\n"
    assert titles(text) == ["On moving", "On mending"]


def test_situation_and_result_are_parts_of_one_entry():
    candidate = only("## The move\n\n**Situation:** slow\n\n### Result\n\nfast\n")
    assert candidate.title == "The move"
    assert candidate.details == "**Situation:** slow\n\n### Result\n\nfast"


def test_parts_without_a_heading_take_the_title_of_the_front_matter():
    candidate = only('---\ntitle: "The move"\ndate: 2025-10-02\n---\n\nS: slow\n\nR: fast\n')
    assert (candidate.title, dated(candidate)) == ("The move", "2025-10-02 2025-10-02 day")


def test_where_nothing_is_listed_each_paragraph_is_a_candidate():
    assert titles("Hello all,\n\nI moved it.\n\nThen mended\nit.\n") == [
        "I moved it.",
        "Then mended it.",
    ]


def test_a_table_with_dates_gives_a_candidate_a_row():
    text = "|When|What|Where|\n|-|-|-|\n|2025-01-02|Moved it|here|\n|May 2025|Mended it||\n"
    first, second = read(text).candidates
    assert (first.title, dated(first), first.line) == ("Moved it", "2025-01-02 2025-01-02 day", 3)
    assert first.details == "When: 2025-01-02\n\nWhat: Moved it\n\nWhere: here"
    assert (second.title, dated(second)) == ("Mended it", "2025-05-01 2025-05-31 month")


# Dates.


YEAR = "2024-01-01 2024-12-31 year"


@pytest.mark.parametrize(
    ("item", "title", "when"),
    [
        ("[Mar 30, 2025] Moved it", "Moved it", "2025-03-30 2025-03-30 day"),
        ("**Mar 30, 2025**: Moved it", "Moved it", "2025-03-30 2025-03-30 day"),
        ("2025-03: Moved it", "Moved it", "2025-03-01 2025-03-31 month"),
        ("Oct 3 moved it", "moved it", "2024-10-03 2024-10-03 day"),
        ("Q2 - moved it", "moved it", "2024-04-01 2024-06-30 quarter"),
        ("Moved it (May 2025)", "Moved it (May 2025)", "2025-05-01 2025-05-31 month"),
        ("Moved it on 2 May 2025", "Moved it on 2 May 2025", "2025-05-02 2025-05-02 day"),
        # No date of its own that is certain: that of the heading.
        ("Moved it", "Moved it", "2024-01-01 2024-12-31 year"),
        ("2000 users moved", "2000 users moved", "2024-01-01 2024-12-31 year"),
        ("May the move last", "May the move last", "2024-01-01 2024-12-31 year"),
        ("H1 headings moved", "H1 headings moved", "2024-01-01 2024-12-31 year"),
        ("03/04/2024 moved it", "03/04/2024 moved it", "2024-01-01 2024-12-31 year"),
        ("Moved it (built on 2022/10/28) again", "Moved it (built on 2022/10/28) again", YEAR),
        ("In use since May 2023", "In use since May 2023", "2024-01-01 2024-12-31 year"),
        ("Upgraded 0.75.2 to 0.79.4", "Upgraded 0.75.2 to 0.79.4", "2024-01-01 2024-12-31 year"),
    ],
)
def test_the_nearest_certain_date_counts(item, title, when):
    candidate = only(f"# 2024\n- {item}")
    assert (candidate.title, dated(candidate)) == (title, when)


def test_a_date_that_reads_both_ways_stays_in_the_text():
    candidate = only("- 03/04/2024 moved it")
    assert candidate.title == "03/04/2024 moved it"
    assert dated(candidate) == "None None unknown"


def test_a_date_in_an_address_is_none():
    assert dated(only("- Moved it https://example.org/2025-01-02/a")) == "None None unknown"


def test_headings_refine_one_another():
    assert dated(only("# 2025\n## Q2\n### May\n- Moved it")) == "2025-05-01 2025-05-31 month"


@pytest.mark.parametrize(
    ("front", "name", "when"),
    [
        ("", "2025-03-04.md", "2025-03-04 2025-03-04 day"),
        ("", "Day_003._14.03.2018.md", "2018-03-14 2018-03-14 day"),
        ("", "brag.md", "None None unknown"),
        ("---\ndate: 2025-03-08\n---\n", "2024.md", "2025-03-08 2025-03-08 day"),
        ("---\nweek: '2026-W04'\n---\n", "", "2026-01-19 2026-01-25 week"),
        ("---\nweek_ending: 2026-01-23\n---\n", "", "2026-01-17 2026-01-23 week"),
        ("", "2018/05/notes.md", "2018-05-01 2018-05-31 month"),
        ("", "JUL-2026/day-29.md", "2026-07-29 2026-07-29 day"),
        ("", "JUL-2026/day-32.md", "2026-07-01 2026-07-31 month"),
        ("", "2026/October 12th - October 18th.md", "2026-10-12 2026-10-18 day"),
        ("", "05/notes.md", "None None unknown"),
        (
            '+++\ndate = "2025-03-08"\ntitle = "Status, February 2025"\n+++\n',
            "",
            "2025-02-01 2025-02-28 month",
        ),
    ],
)
def test_the_document_dates_what_has_no_date(front, name, when):
    assert dated(only(f"{front}- Moved it", name)) == when


# What is skipped, and why.


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("### Technology stack\n- Django", "A list of technology"),
        ("## Books read\n- [May 1, 2025] On moving", "A reading list"),
        ("## Table of contents\n- [Wins](#wins)", "About the document, not the work"),
        ("- TODO", "A placeholder"),
        ("- N/A", "A placeholder"),
        ("## Design\n_", "A placeholder"),
        ("- ", "Nothing is written here"),
        ("- [x]", "Nothing is written here"),
        ("- ✅ ", "Nothing is written here"),
        ("# Goals", "A goal, not work done yet"),
        ("- [ ] Move it", "Marked as not done"),
        ("- ❌ Move it", "Marked as not done"),
        ("- What are you proud of?", "A prompt, not an answer"),
        ("- List the projects", "A prompt, not an answer"),
        ("- Which one is better?", "A question"),
        ("Some examples:\n- Move a thing", "An example"),
        ("- For each project, note:\n  - the size", "An example"),
        ("- <https://example.org/a>", "Only a link"),
        ("> Ada moved it", "A quotation"),
        ("```\n- Moved it\n```", "Code"),
        ("<!--\n- Moved it\n-->", "HTML or a comment"),
        ("[//]: # (Obey this)", "A comment"),
        ("[a]: https://example.org/a", "The address of a link"),
        ("***", "A line between parts"),
        ("{% include wins.html %}", "A command to the site it was written for"),
        ("- 🤔 Move it", "Marked as undecided"),
        ("## Notes\n_Filled in every Friday._", "An aside"),
        ("|a|b|\n|-|-|\n|c|d|", "A table without a column of dates"),
        ("# Wins", "Nothing is listed under this heading"),
    ],
)
def test_what_is_no_work_done_is_skipped_with_the_reason(text, reason):
    reading = read(f"{text}\n\n# 2025\n\n- Moved it\n")
    assert [candidate.title for candidate in reading.candidates] == ["Moved it"]
    assert {skipped.reason for skipped in reading.skipped} >= {reason}


def test_a_skipped_passage_says_where_it_stands():
    assert read("- Moved it\n- TODO\n").skipped == (Skipped(2, 2, "- TODO", "A placeholder"),)


@pytest.mark.parametrize(
    "text",
    [
        "# Goals for next year\n- Move it",
        "# Next steps\nMove it",
        "# Goals\n- [ ] Move it",
        "**Objetivos**\n- Move it",
        "- Next: Move it",
        "- We still need to say it: Move it",
        "Currently working on this: Move it",
        "- 🔄 Move it",
        "- Move it 📋",
        "- [May 1, 2025] Move it (upcoming)",
    ],
)
def test_what_lies_ahead_is_offered_as_a_goal(text):
    ((offered, title),) = offers(text)
    assert offered == "goal"
    assert "Move it" in title


def test_goals_for_next_year_are_of_the_year_after():
    text = "# 2025\n## Goals for next year\n- Move it\n"
    assert dated(only(text)) == "2026-01-01 2026-12-31 year"
    assert dated(only("# May 2025\n## Next year\n- Move it\n")) == "2025-05-01 2025-05-31 month"


def test_the_mark_of_what_is_done_is_not_told_again():
    candidate = only("- [x] Move it\n")
    assert (candidate.title, candidate.details) == ("Move it", "")


def test_a_question_in_brackets_asks_nobody():
    assert offers("# Goals\n- Improve the explorer (with shelves in it?).\n") == [
        ("goal", "Improve the explorer (with shelves in it?).")
    ]


@pytest.mark.parametrize("heading", ["Notes", "Tasks", "Done", "Monday"])
def test_a_heading_that_names_nothing_is_no_title(heading):
    text = f"### {heading}\n\nAll of it took a day.\n\n- Moved it\n- Mended it\n"
    assert titles(text) == ["Moved it", "Mended it"]


def test_a_goal_that_was_reached_is_a_win():
    assert offers(
        "# Goals\n- ✅ Move it\n- [x] Mend it\n- Cut it ✅\n- ❌ Grow it\n- Sell it\n"
    ) == [
        ("win", "Move it"),
        ("win", "Mend it"),
        ("win", "Cut it"),
        ("goal", "Sell it"),
    ]


def test_a_goal_said_again_as_reached_is_one_win():
    reading = read("# Goals\n- Move it.\n\n# Summary\n- ✅ Move it. 👉 took a day\n")
    assert [(c.offers, c.title, c.line) for c in reading.candidates] == [("win", "Move it.", 5)]
    assert [(s.line, s.reason) for s in reading.skipped[:2]] == [
        (1, "A goal, not work done yet"),
        (2, "Said again in line 5"),
    ]


def test_the_goals_of_a_template_are_prompts():
    text = "# Goals\n- Useful at the end of a year\n- What are your goals?\n"
    assert {skipped.reason for skipped in read(text).skipped[1:]} == {"A prompt, not an answer"}
    assert read(text).candidates == ()


@pytest.mark.parametrize(
    "text",
    [
        "- Launched the Know Your Customer page",
        "- List pages load in half the time",
        "- Todo app shipped",
        "- Thanks to a cache, p99 fell by half",
        "- Added support for things like:\n  - wheels\n  - zips",
        "- Rewrote what you see when you sign in",
        "## Goal tracker\n- Moved it",
        "## Plan B\n- Moved it",
        "## Contact form\n- Moved it",
        "## Movies service\n- Moved it",
        "## Tools\n- Built the deploy tool",
        "## Backlog grooming\n- Moved it",
    ],
)
def test_words_that_only_look_like_those_of_a_template_are_work(text):
    assert [offered for offered, _ in offers(f"{text}\n")] == ["win"]


@pytest.mark.parametrize(
    "heading",
    ["Goals", "My goals for 2025", "Goals (2025)", "Goals & Objectives", "OKRs Q3", "Metas 2026"],
)
def test_goals_are_told_by_their_heading(heading):
    assert offers(f"## {heading}\n- Move it\n") == [("goal", "Move it")]


def test_words_to_a_reader_are_no_prompt_when_someone_is_quoted_or_speaks():
    text = '- Ana wrote "you saved the day"\n- I can show you how\n- [May 1, 2025] Brag yourself\n'
    assert len(titles(text)) == 3
