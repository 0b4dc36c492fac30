"""What one entry of a document is, and how its owner chooses otherwise."""

import pytest

from tests.bragdoc.documents import choice, only, read, titles

BULLETS = """\
# 2025

## Atlas

It took a year.

- Moved the scheduler
  - to the new host
  - and its jobs
- Mended the importer

## Beacon

Wrote the guide.
"""


def unit(text):
    return choice(read(text), "unit")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("- Moved it\n- Mended it\n\nAnd more.\n", "bullet"),
        ("# A\n\nS: slow\n\nR: fast\n\n# B\n\nContext: slow\n\nResult: fast\n", "section"),
        # Bullets elsewhere: the divided section stays whole beside them.
        ("# A\n\nS: slow\n\nR: fast\n\n# B\n\n- Moved it\n", "bullet"),
        ("Day|What\n-|-\n2025-01-02|Moved it\n2025-01-03|Mended it\n", "row"),
        ("Moved it.\n\nMended it.\n", "paragraph"),
        ("https://a.example/1 Moved it\nhttps://a.example/2 Mended it\n", "line"),
        ("[AB-1] Moved it\n[AB-2] Mended it\nCut it\n", "line"),
        ("16:33:06\tMoved it\n17:00\tMended it\n", "line"),
        ("2025-01-02 Moved it\n2025-01-03 Mended it\n", "line"),
        ("# 2025\n\n## Moved it\n\n## Mended it\n", "section"),
        ("# 2025\n\n### Moved it\n\nTook a day.\n\n### Mended it\n\nTook two.\n", "section"),
    ],
)
def test_the_unit_is_that_of_most_of_the_document(text, chosen):
    assert {c.value for c in read(text).choices} <= {chosen}
    assert read(text, unit=chosen).candidates == read(text).candidates


def test_six_lines_in_ten_that_are_named_make_lines_the_unit():
    named = "https://a.example/{} Moved it\n"
    lines = "".join(named.format(number) for number in range(6)) + "Cut it\n" * 4
    assert unit(lines).value == "line"
    assert unit(lines + "Cut it again\n").value == "paragraph"


def test_six_rows_in_ten_that_begin_with_a_date_make_a_table_of_entries():
    table = "Day|What\n-|-\n" + "2025-01-02|Moved it\n2025-01-03|Mended it\n2025-01-04|Cut it\n"
    assert len(read(f"{table}later|Sold it\nnever|Lost it\n").candidates) == 5
    assert read(f"{table}later|Sold it\nnever|Lost it\na|b\n").candidates == ()


def test_the_date_may_stand_behind_a_column_of_numbers():
    text = "Week|Date|What\n-|-|-\n**1**|2025-01-02|Moved it\n#2|2025-01-09|Mended it\n"
    first, second = read(text).candidates
    assert (first.title, str(first.starts_on)) == ("Moved it", "2025-01-02")
    assert (second.title, str(second.starts_on)) == ("Mended it", "2025-01-09")
    assert read(text.replace("#2", "Atlas")).candidates == ()


def test_every_unit_that_comes_to_something_is_offered_with_what_it_comes_to():
    offered = unit(BULLETS)
    assert (offered.label, offered.value, offered.asks) == ("What is one entry?", "bullet", False)
    assert [(option.value, option.label, option.hint) for option in offered.options] == [
        ("bullet", "Each bullet", "3 wins"),
        ("section", "Each section with its heading", "2 wins"),
        ("paragraph", "Each paragraph with the list below it", "2 wins"),
        ("line", "Each line, those of nested bullets too", "5 wins"),
    ]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("bullet", ["Moved the scheduler", "Mended the importer", "Wrote the guide."]),
        ("section", ["Atlas", "Beacon"]),
        ("paragraph", ["It took a year.", "Wrote the guide."]),
        (
            "line",
            [
                "It took a year.",
                "to the new host",
                "and its jobs",
                "Mended the importer",
                "Wrote the guide.",
            ],
        ),
        # No unit: the document is read as if nothing had been chosen.
        ("chapter", ["Moved the scheduler", "Mended the importer", "Wrote the guide."]),
    ],
)
def test_the_owner_chooses_another_unit(chosen, found):
    reading = read(BULLETS, unit=chosen)
    assert [candidate.title for candidate in reading.candidates] == found
    hints = {option.value: option.hint for option in choice(reading, "unit").options}
    assert hints[choice(reading, "unit").value] == f"{len(found)} wins"


def test_a_section_holds_all_that_stands_below_its_heading():
    first, second = read(BULLETS, unit="section").candidates
    assert first.details.startswith("It took a year.\n\n- Moved the scheduler\n  - to the")
    assert (second.details, second.headings) == ("Wrote the guide.", ("2025",))


def test_a_section_under_a_date_is_named_by_what_was_done():
    text = "# 2025-01-02\n\nMoved it. Took a day.\n\n# 2025-01-03\n\nMended it.\n"
    assert titles(text, unit="section") == ["Moved it.", "Mended it."]


def test_a_paragraph_holds_the_list_below_it():
    first, _ = read(BULLETS, unit="paragraph").candidates
    assert first.details.startswith("- Moved the scheduler\n  - to the new host")


def test_rows_of_any_table_are_entries_when_their_owner_says_so():
    text = "- Cut it\n\nWhat|Where\n-|-\nMoved it|here\n"
    assert titles(text) == ["Cut it"]
    assert titles(text, unit="row") == ["Moved it"]


def test_what_stands_beside_the_chosen_unit_is_skipped_with_the_reason():
    text = "Hello there.\n\n- Cut it\n\nWhat|Where\n-|-\nMoved it|here\n"
    assert [(s.line, s.reason) for s in read(text, unit="row").skipped] == [
        (1, "Text beside the tables"),
        (3, "A list beside the tables"),
        (5, "The names of the columns"),
    ]


def test_a_unit_that_comes_to_nothing_is_not_offered():
    text = "# Wins\n\n- Moved it\n  - today\n\na|b\n-|-\n"
    assert [option.value for option in unit(text).options] == ["bullet", "section", "line"]


def test_years_in_the_first_column_are_its_dates():
    text = "Year|What|Where\n-|-|-\n2024|Moved it|here\n2025|Mended it|there\n"
    assert [str(c.starts_on) for c in read(text).candidates] == ["2024-01-01", "2025-01-01"]


def test_where_all_units_come_to_the_same_there_is_nothing_to_choose():
    assert read("- Moved it\n").choices == ()


@pytest.mark.parametrize("text", ["16:33:06\tMoved it\n17:00\tMended it\n"])
def test_the_time_of_day_is_no_part_of_the_title(text):
    assert titles(text) == ["Moved it", "Mended it"]


def test_an_address_before_the_words_is_no_part_of_the_title():
    first, _ = read("https://a.example/1 Moved it\nhttps://a.example/2 Mended it\n").candidates
    assert (first.title, first.links) == ("Moved it", ("https://a.example/1",))


# Which comes first, the day or the month.


def order(text, name="", **choices):
    return choice(read(text, name, **choices), "day_first")


def test_a_date_that_reads_both_ways_is_asked_about_with_both_readings():
    asked = order("- 03-04-2024: Moved it\n- 05-04-2024: Mended it\n")
    assert (asked.label, asked.value, asked.asks) == ("Which day is 03-04-2024?", "", True)
    assert [(option.value, option.label) for option in asked.options] == [
        ("yes", "3 April 2024"),
        ("no", "4 March 2024"),
    ]


@pytest.mark.parametrize(("answer", "day"), [("yes", "2024-04-03"), ("no", "2024-03-04")])
def test_the_answer_counts_for_the_whole_document(answer, day):
    text = "- 03-04-2024: Moved it\n- 5/6/24: Mended it\n"
    assert str(read(text, day_first=answer).candidates[0].starts_on) == day
    asked = order(text, day_first=answer)
    assert (asked.value, asked.asks) == (answer, False)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("- 03-04-2024: Moved it\n- 13-04-2024: Mended it\n", "2024-04-03"),
        ("- 03-04-2024: Moved it\n- 04-13-2024: Mended it\n", "2024-03-04"),
        # Both are Mondays only when the month comes first.
        ("## 03-04-2024\n- Moved it\n## 03-11-2024\n- Mended it\n", "2024-03-04"),
        ("## Week of 03-04-2024\n- Moved it\n", "2024-03-04"),
        # A Sunday in November, when the month comes first.
        ("## Week of 11-10-2024\n- Moved it\n", "2024-11-10"),
    ],
)
def test_the_document_itself_may_tell_the_order(text, first):
    assert str(read(text).candidates[0].starts_on) == first
    assert order(text).asks is False


@pytest.mark.parametrize(
    "text",
    [
        "- 03-04-2024: Moved it\n- 13-04-2024: Mended it\n- 04-13-2024: Cut it\n",  # both orders
        "## 03-04-2024\n- Moved it\n",  # a single day need not begin a week
        "- Moved it\n\n## Also\n\n03/04/2024 Mended it\n",
    ],
)
def test_where_nothing_tells_it_is_asked(text):
    assert order(text).asks is True


def test_the_order_counts_for_front_matter_and_the_name_of_the_file():
    front = "---\ndate: 07-12-2022\n---\n- Moved it\n"
    assert order(front).asks is True
    assert str(only(front, day_first="yes").starts_on) == "2022-12-07"
    assert str(only("- Moved it\n", "07-12-2022.md", day_first="no").starts_on) == "2022-07-12"


@pytest.mark.parametrize(
    "text",
    [
        "- Moved it on 2024-04-03\n",
        "- 04-04-2024: Moved it\n",  # the same either way
        "- 03.04.2024: Moved it\n",
        "- TODO 03-04-2024\n- Moved it\n",  # no candidate depends on it
        "- Moved it, see https://a.example/03-04-2024/notes\n",
    ],
)
def test_what_changes_nothing_is_not_asked(text):
    assert order(text) is None


def test_a_week_is_the_seven_days_from_the_one_that_was_written():
    candidate = only("## Week of 2021-11-07\n- Moved it\n")  # a Sunday
    assert (str(candidate.starts_on), str(candidate.ends_on)) == ("2021-11-07", "2021-11-13")
