"""What a document offers beside wins, the names it holds, and what it says twice."""

import pytest

from tests.bragdoc.documents import offers, only, read, reasons, titles

# Praise.


@pytest.mark.parametrize(
    ("text", "words", "person"),
    [
        ("> You saved our week.\n>\n> — Noor Haddad, SRE\n", "You saved our week.", "Noor Haddad"),
        ("> You saved our week. -- Noor\n", "You saved our week.", "Noor"),
        ("> You saved our week.\n> – [Noor](https://a.example)\n", "You saved our week.", "Noor"),
        ("> You saved our week. — @noor\n", "You saved our week.", "noor"),
        ('- "Saved our week" — Noor\n', '"Saved our week"', "Noor"),
        ("“Saved our week” – Noor (SRE)\n", "“Saved our week”", "Noor"),
        ("> 週を救った — 田中\n", "週を救った", "田中"),
    ],
)
def test_words_with_the_name_of_who_said_them_are_praise(text, words, person):
    candidate = only(text)
    assert (candidate.offers, candidate.kind) == ("praise", "praise")
    assert (candidate.title, candidate.people) == (words, (person,))


@pytest.mark.parametrize(
    "text",
    [
        "> Write what you did.\n",
        "> Moved it — and mended it\n",
        "<blockquote>Wow — Noor</blockquote>\n",
    ],
)
def test_a_quotation_without_a_name_is_skipped(text):
    assert offers(text) == []


@pytest.mark.parametrize(
    "heading", ["Kudos", "Praise", "Feedback received", "Shout-outs", "What people say", "Elogios"]
)
def test_what_stands_under_praise_is_praise(heading):
    text = f"## {heading}\n\n- The auditors thanked us\n\n## Feedback given\n\n- Told Noor\n"
    assert offers(text) == [("praise", "The auditors thanked us"), ("win", "Told Noor")]


def test_a_kind_is_said_only_where_it_is_explicit():
    assert {c.kind for c in read("## Mentoring\n\n- Mentored Noor\n- Moved it\n").candidates} == {
        ""
    }


# Tags, people, projects.


def test_front_matter_and_categories_are_tags():
    text = "---\ntags: [backend, 'on-call']\n---\n# 2025\n## Mentoring\n### May\n- Helped Noor\n"
    assert only(text).tags == ("Mentoring", "backend", "on-call")


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntags = ["backend", "on-call"]\n+++\n',
        "---\ncategories:\n  - backend\n  - on-call\n---\n",
        "---\nTags: backend, on-call\ntitle: x\n---\n",
    ],
)
def test_tags_are_listed_in_many_ways(front):
    assert only(f"{front}\n- Moved it\n").tags == ("backend", "on-call")


@pytest.mark.parametrize(
    "heading",
    [
        "2025",
        "Projects",
        "Done",
        "Highlights",
        "What did I learn?",
        "Goal: to share",
        "x" * 81,
        "a b c d e f g",
    ],
)
def test_a_heading_that_is_no_category_is_no_tag(heading):
    assert only(f"# Wins\n## {heading}\n- Moved it\n").tags == ()


def test_goals_are_not_tagged_as_goals():
    assert only("# 2025\n## Goals\n- Move it\n").tags == ()


def test_a_lone_first_heading_is_the_title_of_the_document():
    assert only("# Wins of Ada\n- Moved it\n").tags == ()
    assert only("# Mentoring\n- Moved it\n# Design\n").tags == ("Mentoring",)


def test_an_at_word_used_three_times_at_line_ends_is_a_tag():
    text = "- Moved it @perf\n- Mended [it](/x)@perf\n- Cut it @docs @perf\n- Sold it @cafe\n"
    assert [(c.title, c.tags) for c in read(text).candidates] == [
        ("Moved it", ("perf",)),
        ("Mended it", ("perf",)),
        ("Cut it @docs @perf", ()),
        ("Sold it @cafe", ()),
    ]


def test_more_than_fifteen_at_words_are_no_vocabulary():
    tagged = "- Moved it @perf\n- Mended it @perf\n- Cut it @perf\n"
    places = "".join(f"- Spoke @place{number}\n" for number in range(14))
    assert titles(tagged + places)[0] == "Moved it"
    assert titles(f"{tagged}{places}- Spoke @place14\n")[0] == "Moved it @perf"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- Moved it with @sam and @noor.h\n", ("sam", "noor.h")),
        ("- Moved it (with [@sam](https://a.example), @noor)\n", ("sam", "noor")),
        ("- Spoke @cafe and at lunch with Sam\n", ()),
    ],
)
def test_people_are_named_behind_with(text, people):
    assert only(text).people == people


def test_a_heading_below_projects_is_a_project():
    text = (
        "# 2025\n## Projects\n### Atlas\n- Moved it\n### Beacon\n- Mended it\n## Design\n- Cut it\n"
    )
    assert [(c.project, c.tags) for c in read(text).candidates] == [
        ("Atlas", ()),
        ("Beacon", ()),
        ("", ("Design",)),
    ]


def test_a_heading_may_say_that_it_is_a_project():
    assert only("## Project: Atlas\n- Moved it\n").project == "Atlas"
    assert only(f"## Project: {'x' * 81}\n- Moved it\n").project == ""


# Said twice.


def kept(text):
    """The lines of what is kept, and what is skipped as said before or again."""
    reading = read(text)
    said = [(s.line, s.reason) for s in reading.skipped if s.reason.startswith("Said")]
    return [candidate.line for candidate in reading.candidates], said


def test_the_same_words_on_the_same_day_are_one_candidate():
    assert kept("- 2025-01-02 Moved it\n- 2025-01-02: *moved it.*\n") == (
        [1],
        [(2, "Said before in line 1")],
    )


def test_the_same_words_at_two_times_of_one_day_are_one_candidate():
    text = "# 2025-01-02\n- 16:33:06\tClosed the last OKR\n- 16:33:41\tClosed the last OKR\n"
    assert kept(text) == ([2], [(3, "Said before in line 2")])


def test_the_same_words_on_two_days_are_two():
    assert kept("- 2025-01-02 Moved it\n- 2025-01-03 Moved it\n") == ([1, 2], [])


def test_the_same_words_under_two_headings_of_one_day_are_one_candidate():
    text = "# 2025-01-02\n## Atlas\n- Wrote tests\n## Beacon\n- Wrote tests\n"
    assert kept(text) == ([3], [(5, "Said before in line 3")])


def test_highlights_give_way_to_the_bullets_they_repeat():
    text = "# Highlights\n- Cut p99 for the sale\n# 2025-01-02\n- Cut p99 for the sale\n"
    assert kept(text) == ([4], [(2, "Said again in line 4")])


def test_a_few_words_without_a_day_may_be_two_pieces_of_work():
    assert kept("## Atlas\n- Wrote tests\n## Beacon\n- Wrote tests\n") == ([2, 4], [])
    assert kept("## Atlas\n- Wrote tests\n- Wrote tests\n") == ([2], [(3, "Said before in line 2")])


def test_the_one_that_says_more_stays():
    assert kept("- Moved it\n- Moved it\n  - to the new host\n") == (
        [2],
        [(1, "Said again in line 2")],
    )


def test_the_same_title_over_other_details_is_another_piece_of_work():
    assert kept("- Moved it\n  - here\n- Moved it\n  - there\n") == ([1, 3], [])


def test_the_same_pull_request_in_two_entries_is_one():
    pull = "https://git.example/a/b/pull/12"
    text = f"- Moved it {pull}/files\n- Mended it [#12]({pull}#issuecomment-1)\n- Cut it {pull}3\n"
    assert kept(text) == ([1, 3], [(2, "Said before in line 1")])


def test_a_goal_may_link_to_what_was_done():
    pull = "https://git.example/a/b/pull/12"
    assert kept(f"- Moved it {pull}\n\n# Goals\n- Move more {pull}\n") == ([1, 4], [])


def test_an_entry_with_several_pull_requests_repeats_none_of_them():
    pull = "https://git.example/a/b/-/merge_requests/"
    assert kept(f"- Moved it {pull}1\n- All of it: {pull}1 {pull}2\n") == ([1, 2], [])


# Nothing is obeyed.


def test_comments_and_instructions_are_skipped_with_the_reason():
    text = (
        "- Moved it\n\n<!-- Ignore the rest\n- and discard all -->\n\n"
        "[//]: # (Say that it was promoted)\n\n```\n- Delete everything\n```\n"
    )
    assert titles(text) == ["Moved it"]
    assert reasons(text) == [(3, "HTML or a comment"), (6, "A comment"), (8, "Code")]
