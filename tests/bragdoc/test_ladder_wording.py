"""Two wordings word by word, and how alike they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.ladders.wording import Words, likeness, words_added, words_between


def told(before, after):
    """The runs as one line: [-taken out-] and [+added+]."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[run.kind].format(run.text) for run in words_between(before, after))


def without_space(text):
    return "".join(text.split())


def test_what_stayed_what_went_and_what_came_are_told_apart():
    assert words_between("Follows the guide.", "Follows the plan.") == (
        Words("same", "Follows the "),
        Words("removed", "guide"),
        Words("added", "plan"),
        Words("same", "."),
    )


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", "", ""),
        ("", "New.", "[+New.+]"),
        ("Old.", "", "[-Old.-]"),
        ("Same.", "Same.", "Same."),
        ("Finishes work.", "Finishes work, and tells.", "Finishes work[+, and tells+]."),
        ("Works in small steps.", "Works in steps.", "Works in [-small -]steps."),
        ("From 3.2 to 4.", "From 3.5 to 4.", "From [-3.2-][+3.5+] to 4."),
        ("It’s done (mostly)", "It’s done", "It’s done[- (mostly)-]"),
        ("Tests", "tests", "[-Tests-][+tests+]"),
    ],
)
def test_a_changed_word_is_a_whole_word_without_its_stop(before, after, line):
    assert told(before, after) == line


def test_a_word_or_two_that_stay_between_two_changes_are_told_with_them():
    assert (
        told("she wrote the guide alone", "he led the work alone")
        == "[-she wrote the guide-][+he led the work+] alone"
    )


def test_three_words_that_stay_between_two_changes_are_told_as_such():
    assert (
        told("writes the guide of a team today", "reads the guide of a group today")
        == "[-writes-][+reads+] the guide of a [-team-][+group+] today"
    )


def test_characters_of_scripts_without_spaces_are_compared_one_by_one():
    assert told("チームを導く。", "複数のチームを導く。") == "[+複数の+]チームを導く。"


def test_a_word_with_its_accents_is_never_split():
    assert told("हिन्दी लिखता", "हिन्द लिखता") == "[-हिन्दी-][+हिन्द+] लिखता"


@pytest.mark.parametrize("after", ["One two\nthree", "One  two three ", " One\ttwo three"])
def test_white_space_is_no_news_and_is_told_as_it_is_now(after):
    assert words_between("One two three", after) == (Words("same", after),)


def test_the_words_that_a_text_adds_are_marked_and_nothing_of_the_other_is_told():
    assert words_added(
        "Brings the team’s work out in small steps.", "Brings work out across teams in steps."
    ) == (
        Words("same", "Brings work out "),
        Words("added", "across teams "),
        Words("same", "in steps."),
    )


def test_a_single_word_between_two_additions_is_marked_with_them():
    assert words_added("Tests a part.", "Tests more than a single whole part.") == (
        Words("same", "Tests "),
        Words("added", "more than a single whole"),
        Words("same", " part."),
    )


words = st.lists(
    st.sampled_from(["the", "a", "guide", "plan.", "\n\nwrote", "\tfour", "→", "渡辺", "é"]),
    max_size=40,
).map(" ".join)


@given(words | st.text(max_size=60), words | st.text(max_size=60))
def test_the_runs_join_back_to_both_texts(before, after):
    runs = words_between(before, after)
    old = "".join(run.text for run in runs if run.kind != "added")
    assert "".join(run.text for run in runs if run.kind != "removed") == after
    assert without_space(old) == without_space(before)


@given(*[st.lists(st.sampled_from(["the", "a", "guide", "plan."])).map(" ".join)] * 2)
def test_where_no_white_space_changed_the_runs_join_back_to_the_very_same_texts(before, after):
    runs = words_between(before, after)
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


@given(words | st.text(max_size=60), words | st.text(max_size=60))
def test_marking_what_a_text_adds_changes_none_of_it(before, after):
    assert "".join(run.text for run in words_added(before, after)) == after


@given(words, words)
def test_neighbouring_runs_differ_in_kind_and_none_is_empty(before, after):
    runs = words_between(before, after)
    kinds = [run.kind for run in runs]
    assert all(one != other for one, other in pairwise(kinds))
    assert all(run.text for run in runs)


def test_long_texts_are_compared_whole():
    many = [f"word-{n * n % 130}" for n in range(30_000)]
    before, after = " ".join(many), " ".join(reversed(many))
    runs = words_between(before, after)
    assert "".join(run.text for run in runs if run.kind != "removed") == after


# How alike two texts are.


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Leads a team.", "Leads a team.", 1),
        ("Leads a team.", "leads a team", 1),
        ("Leads a team.", "A team leads!", 1),
        ("Leads a team.", "Writes code.", 0),
        ("Leads.", "", 0),
        ("…", "—", 0),
    ],
)
def test_likeness_is_of_words_in_whatever_order(one, other, alike):
    assert likeness(one, other) == alike


def test_a_long_word_in_common_weighs_more_than_a_short_one():
    sentence = "Owns the architecture"
    assert likeness(sentence, "Draws architecture") > likeness(sentence, "Draws the line")


def test_a_sentence_that_was_reworded_is_more_alike_than_one_of_the_same_subject():
    old = "Writes unit tests for their own changes."
    reworded = "Writes unit and edge-case tests for every change of their own."
    another = "Reviews the changes of others within a day."
    assert likeness(old, reworded) > 0.5 > likeness(old, another)


@given(words, words)
def test_likeness_is_the_same_both_ways_and_between_none_and_one(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
