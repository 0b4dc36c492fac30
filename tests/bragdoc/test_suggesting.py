"""Which competencies a win may show, by the ladder's wording and by earlier tags, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.suggesting import Asked, Earlier, Suggester, Tagged, Win
from bragdoc.capture.suggesting.stems import stem, stems

ASKED = [
    Asked(
        "reliability",
        "Reliability",
        "Keeps systems running.",
        ("Makes a class of failure impossible.", "Shortens incidents in the team’s services."),
    ),
    Asked("growing", "Growing others", "", ("Mentors engineers through their first design.",)),
    Asked("delivery", "Delivery", "Gets work into use.", ("Releases in small steps.",)),
]


def slugs(suggestions):
    return [suggestion.slug for suggestion in suggestions]


def marked(suggestion):
    return [run.text for run in suggestion.sentence if run.is_shared]


def tagged(title, *competencies, **facts):
    return Tagged(Win(title, **facts), competencies)


# Words and their stems.


@pytest.mark.parametrize(
    "forms",
    [
        "mentor mentors mentored mentoring mentorship",
        "review reviews reviewed reviewing reviewer",
        "decide decides decided deciding",
        "plan plans planned planning",
        "reliable reliability reliably",
        "fail fails failed failing failure failures",
        "write writes writing written wrote",
        "company companies",
        "document documents documented documentation",
        "organise organised organisation organize organization",
        "measure measured measuring measurement",
        "migrate migrated migration migrations",
        "operate operation operational operated",
        "teach teaches teaching taught",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


def test_words_that_differ_keep_stems_that_differ():
    words = "review release reliable fail plan place write measure mentor design decide test"
    assert len({stem(word) for word in words.split()}) == 12


def test_stop_words_numbers_and_single_letters_say_nothing():
    assert stems("We cut it to 14 min (from 1,840) in a week, and p99 too") == [
        "cut",
        "min",
        "week",
        "p99",
    ]


def test_words_joined_by_a_mark_are_words_of_their_own():
    assert stems("on-call/handover →Billing") == ["cal", "handov", "bil"]


def test_a_word_of_another_script_is_left_as_it_is():
    assert stems("Сократила сборку") == ["сократила", "сборку"]


# What the ladder says.


def test_a_sentence_that_shares_words_with_the_win_suggests_its_competency():
    found = Suggester(ASKED).suggest(Win("Mentored Noor through her design"))

    assert slugs(found) == ["growing"]
    assert "".join(run.text for run in found[0].sentence) == ASKED[1].sentences[0]
    assert marked(found[0]) == ["Mentors", "design"]


def test_a_name_that_matches_is_shown_with_its_summary():
    [found] = Suggester(ASKED).suggest(Win("Delivered the quote index"))

    assert "".join(run.text for run in found.sentence) == "Delivery: Gets work into use."
    assert marked(found) == ["Delivery"]


def test_an_example_is_shown_where_no_sentence_shares_a_word():
    asked = Asked("influence", "Influence", "", ("Changes decisions.",), ("Ended a queue early.",))

    [of_example] = Suggester([asked]).suggest(Win("The queue is gone"))
    [of_sentence] = Suggester([asked]).suggest(Win("Ended the queue by a decision"))

    assert (marked(of_example), of_example.is_example) == (["queue"], True)
    assert (marked(of_sentence), of_sentence.is_example) == (["decisions"], False)


def test_the_name_of_the_kind_counts_as_words_of_the_title():
    found = Suggester(ASKED).suggest(Win("Sat with Noor", kind="Mentoring"))

    assert slugs(found) == ["growing"]


def test_a_word_in_the_title_says_more_than_one_in_the_details():
    found = Suggester(ASKED).suggest(Win("Shorter incidents", details="Released last week."))

    assert slugs(found) == ["reliability", "delivery"]


@pytest.mark.parametrize(
    "title",
    [
        "Coffee",
        "14",
        "Migration der Datenbank auf die neue Version abgeschlossen",
        "障害を減らした",
        "Implementei a nova fila de processamento e reduzi o tempo de resposta",
    ],
)
def test_what_is_not_understood_brings_no_suggestion(title):
    asked = [*ASKED, Asked("change", "Change", "", ("Plans a migration with its teams.",))]

    assert Suggester(asked).suggest(Win(title)) == []


def test_without_a_ladder_nothing_is_suggested():
    assert Suggester([], [tagged("Mentored Noor", "growing")]).suggest(Win("Mentored Noor")) == []


# What earlier tags say.


def test_earlier_wins_with_a_word_suggest_what_they_were_tagged_with():
    earlier = [
        tagged("Talked to Billing", "growing"),
        tagged("Billing again", "growing"),
        *(tagged(f"Report {number}", "delivery") for number in "abc"),
    ]

    [found] = Suggester(ASKED, earlier).suggest(Win("Wrote to Billing"))

    assert found.slug == "growing"
    assert found.sentence == ()
    assert found.earlier == Earlier("word", "Billing", 2)


def test_one_earlier_win_with_a_word_is_no_reason():
    earlier = [tagged("Talked to Billing", "growing"), tagged("Report", "delivery")]

    assert Suggester(ASKED, earlier).suggest(Win("Wrote to Billing")) == []


@pytest.mark.parametrize(("fact", "value"), [("project", "on-call"), ("kind", "Prevention")])
def test_a_project_or_a_kind_is_a_reason_too(fact, value):
    earlier = [tagged("Rota", "reliability", **{fact: value}), tagged("Report", "delivery")]

    [found] = Suggester(ASKED, earlier).suggest(Win("Anew", **{fact: value}))

    assert (found.slug, found.earlier) == ("reliability", Earlier(fact, value, 1))


def test_many_tags_outweigh_the_wording_of_the_ladder():
    win = Win("Released the sandbox")
    earlier = [tagged(f"Sandbox {number}", "growing") for number in "abcdefgh"]
    earlier += [tagged(f"Other {number}", "reliability") for number in "abcdefghijklmnop"]

    assert slugs(Suggester(ASKED).suggest(win)) == ["delivery"]
    assert slugs(Suggester(ASKED, earlier).suggest(win))[0] == "growing"


def test_tags_that_the_ladder_does_not_have_are_left_aside():
    earlier = [tagged("Billing", "gone"), tagged("Billing too", "gone", "growing")]

    assert slugs(Suggester(ASKED, earlier).suggest(Win("Billing, with mentoring"))) == ["growing"]


def test_no_more_are_suggested_than_asked_for():
    win = Win("Mentors released fewer failures")

    assert len(Suggester(ASKED).suggest(win)) == 3
    assert len(Suggester(ASKED).suggest(win, most=1)) == 1


TEXT = st.text(max_size=60) | st.sampled_from(["mentored a failing release", "design", ""])


@given(TEXT, TEXT, st.lists(st.tuples(TEXT, st.sampled_from(["growing", "gone"])), max_size=5))
def test_whatever_is_written_each_suggestion_is_the_ladders_and_has_a_reason(title, details, past):
    suggester = Suggester(ASKED, [tagged(text, slug) for text, slug in past])
    shown = {sentence.shown for asked in ASKED for sentence in asked.all_sentences()}

    for found in suggester.suggest(Win(title, details)):
        assert found.slug in {asked.slug for asked in ASKED}
        assert found.sentence or found.earlier
        assert "".join(run.text for run in found.sentence) in shown | {""}
