"""Two versions of a ladder: what of the one is what in the other, and what a person has to say."""

import pytest
from hypothesis import given

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.matching import match, suggestions, with_replacements
from bragdoc.ladders.reading import read_ladder
from tests.bragdoc.ladder_documents import drawn_slowly, ladder_documents

LEVELS = {"senior": "Senior Engineer", "staff": "Staff Engineer"}
TESTS = {"unit": "Writes unit tests for their own changes.", "edge": "Covers the edge cases."}


def ladder(competencies, *, version="1", levels=LEVELS, replaces=None):
    """`competencies` are {slug: {level: {sentence: text}}}; a name is made of the slug."""
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "a", "name": "A", "version": version, "replaces": replaces},
            "levels": [{"slug": slug, "name": name} for slug, name in levels.items()],
            "areas": [
                {
                    "slug": "craft",
                    "name": "Craft",
                    "competencies": [
                        {
                            "slug": slug,
                            "name": f"About {slug}",
                            "expect": {
                                level: [{"slug": key, "text": text} for key, text in items.items()]
                                for level, items in expect.items()
                            },
                        }
                        for slug, expect in competencies.items()
                    ],
                }
            ],
        }
    )


def about_tests(sentences, **header):
    return ladder({"testing": {"senior": sentences}}, **header)


def suggested(before, after):
    return [(found.kind, found.old, found.new) for found in suggestions(before, after)]


def as_first(document):
    """The same document, replacing nothing."""
    header = document.ladder.model_copy(update={"replaces": None})
    return document.model_copy(update={"ladder": header})


# What matches by itself.


@drawn_slowly
@given(ladder_documents())
def test_a_version_matches_itself_key_by_key_and_nothing_is_left_to_suggest(document):
    found = match(document, document)
    keys = [*found.levels.items(), *found.competencies.items(), *found.expectations.items()]
    assert [(old, new) for old, new in keys if old != new] == []
    assert len(found.levels) == len(document.levels)
    assert suggestions(document, document) == ()


@drawn_slowly
@given(ladder_documents(), ladder_documents())
def test_what_is_matched_is_in_both_versions_and_what_is_suggested_in_neither(before, after):
    found = match(before, after)
    everything = match(before, before), match(after, after)
    for kind in ["levels", "competencies", "expectations"]:
        keys, old, new = (getattr(each, kind) for each in (found, *everything))
        pairs = [s for s in suggestions(before, after) if s.kind == kind]
        assert keys.keys() <= old.keys()
        assert set(keys.values()) <= new.keys()
        assert {pair.old for pair in pairs} <= old.keys() - keys.keys()
        assert {pair.new for pair in pairs} <= new.keys() - keys.values()


def test_a_sentence_of_the_same_key_is_the_same_however_it_is_worded():
    found = match(about_tests(TESTS), about_tests({"unit": "Tests.", "edge": TESTS["edge"]}))
    assert found.expectations == {"testing/unit": "testing/unit", "testing/edge": "testing/edge"}


def test_an_identical_sentence_is_the_same_whatever_its_key():
    found = match(
        about_tests(TESTS), about_tests({"own": TESTS["unit"], "borders": TESTS["edge"].upper()})
    )
    assert found.expectations == {"testing/unit": "testing/own", "testing/edge": "testing/borders"}


def test_an_identical_sentence_is_looked_for_in_its_own_competency_first():
    before = ladder({"a": {"senior": {"x": "Says why."}}, "b": {"senior": {"x": "Says so."}}})
    after = ladder({"b": {"senior": {"y": "Says why."}}, "a": {"senior": {"z": "Says why."}}})
    assert match(before, after).expectations == {"a/x": "a/z"}


def test_a_sentence_that_moved_to_another_competency_is_the_same():
    before, after = ladder({"a": {"senior": TESTS}}), ladder({"a": {}, "b": {"staff": TESTS}})
    assert match(before, after).expectations == {"a/unit": "b/unit", "a/edge": "b/edge"}


def test_a_sentence_that_stands_twice_is_matched_only_with_two():
    twice = {"senior": {"x": "Says why."}, "staff": {"y": "Says why."}}
    other = {"senior": {"p": "Says why."}, "staff": {"q": "Says why."}}
    assert match(ladder({"a": twice}), ladder({"a": other})).expectations == {
        "a/x": "a/p",
        "a/y": "a/q",
    }
    assert match(ladder({"a": twice}), about_tests({"p": "Says why."})).expectations == {}


def test_levels_and_competencies_match_by_their_names_too():
    before = ladder({"testing": {"senior": TESTS}})
    data = before.model_dump(mode="json")
    data["levels"][0]["slug"] = "l4"
    data["tracks"] = []
    (competency,) = data["areas"][0]["competencies"]
    competency |= {"slug": "tests", "name": "about  TESTING", "expect": {"l4": {}}}
    found = match(before, LadderDocument.model_validate(data))
    assert found.levels == {"senior": "l4", "staff": "staff"}
    assert found.competencies == {"testing": "tests"}


# What a version says that it renamed.


def test_what_a_version_says_it_renamed_comes_before_keys_and_names():
    replaces = {
        "version": "1",
        "levels": {"senior": "staff"},
        "competencies": {"a": "b"},
        "expectations": {"a/x": "b/z"},
    }
    before = ladder({"a": {"senior": {"x": "One.", "y": "Two."}}})
    sentences = {"x": "One.", "y": "Two, and more.", "z": "Three."}
    after = ladder({"a": {}, "b": {"staff": sentences}}, version="2", replaces=replaces)
    found = match(before, after)
    assert found.levels == {"senior": "staff", "staff": "staff"}
    assert found.competencies == {"a": "b"}
    assert found.expectations == {"a/x": "b/z", "a/y": "b/y"}


def test_two_competencies_that_change_places_are_not_mixed_up():
    replaces = {"version": "1", "competencies": {"a": "b", "b": "a"}}
    before = ladder({"a": {"senior": {"x": "One."}}, "b": {"senior": {"x": "Two."}}})
    after = ladder(
        {"a": {"senior": {"x": "Two, better."}}, "b": {"senior": {"x": "One, better."}}},
        version="2",
        replaces=replaces,
    )
    assert match(before, after).expectations == {"a/x": "b/x", "b/x": "a/x"}


def test_of_several_that_became_one_the_way_back_leads_to_the_one_of_its_name():
    merged = {"version": "1", "levels": {"senior": "staff"}}
    found = match(about_tests(TESTS), ladder({}, version="2", replaces=merged))
    assert found.levels == {"senior": "staff", "staff": "staff"}
    assert found.turned().levels == {"staff": "staff"}


def test_what_was_renamed_since_another_version_says_nothing_about_this_one():
    renamed = {"version": "0", "levels": {"senior": "staff"}}
    after = about_tests(TESTS, version="2", replaces=renamed)
    assert match(about_tests(TESTS), after).levels == {"senior": "senior", "staff": "staff"}


def test_what_was_renamed_twice_is_found_through_the_version_between():
    first = about_tests({"a": "Writes tests."})
    second = about_tests(
        {"b": "Tests at once."},
        version="2",
        replaces={"version": "1", "expectations": {"testing/a": "testing/b"}},
    )
    third = about_tests(
        {"c": "Leaves nothing untested."},
        version="3",
        replaces={"version": "2", "expectations": {"testing/b": "testing/c"}},
    )
    assert match(first, third, between=[second]).expectations == {"testing/a": "testing/c"}
    assert match(first, third).expectations == {}


def test_a_position_is_found_under_the_new_name_of_its_level():
    after = ladder(
        {},
        version="2",
        levels={"senior-1": "Senior I", "staff": "Staff"},
        replaces={"version": "1", "levels": {"senior": "senior-1"}},
    )
    found = match(about_tests(TESTS), after)
    assert found.position("main/senior") == "main/senior-1"
    assert found.position("main/gone") == "main/gone"


# What is only suggested.


def test_a_sentence_that_was_reworded_under_a_new_key_is_suggested_and_not_matched():
    before = about_tests(TESTS)
    after = about_tests(
        {"tests": "Writes unit and system tests for their own changes.", "x": "Other."}
    )
    assert match(before, after).expectations == {}
    (only,) = suggestions(before, after)
    assert only[:5] == (
        "expectations",
        "testing/unit",
        "testing/tests",
        TESTS["unit"],
        "Writes unit and system tests for their own changes.",
    )
    assert 0.4 <= only.likeness < 1
    assert only.key == "expectations testing/unit testing/tests"


def test_each_sentence_is_suggested_once_with_the_one_it_is_most_like():
    before = about_tests(
        {"a": "Writes tests for changes.", "b": "Writes tests for changes of others."}
    )
    after = about_tests(
        {"c": "Writes tests for all changes of others.", "d": "Writes tests, changes."}
    )
    assert suggested(before, after) == [
        ("expectations", "testing/b", "testing/c"),
        ("expectations", "testing/a", "testing/d"),
    ]


def test_a_sentence_of_another_subject_is_not_suggested():
    assert suggested(about_tests(TESTS), about_tests({"x": "Speaks at the all-hands."})) == []


def test_a_level_and_a_competency_are_suggested_by_their_name_or_by_what_stands_there():
    levels = {"senior": "Senior Engineer", "l6": "Leading Expert"}
    before = ladder({"a": {"staff": TESTS}, "b": {"senior": {"x": "Says why."}}})
    after = ladder({"c": {"l6": TESTS}, "b-2": {"senior": {"x": "Other."}}}, levels=levels)
    assert suggested(before, after)[:1] == [("levels", "staff", "l6")]
    assert ("competencies", "a", "c") in suggested(before, after)


# What a person confirmed.


def test_what_was_confirmed_is_written_into_the_version_and_matches_from_then_on():
    before = about_tests(TESTS)
    after = about_tests(
        {"tests": "Writes unit and system tests for their own changes."}, version="2"
    )
    settled = with_replacements(after, before, suggestions(before, after))
    assert settled.ladder.replaces.model_dump(exclude_defaults=True) == {
        "version": "1",
        "expectations": {"testing/unit": "testing/tests"},
    }
    assert match(before, settled).expectations == {"testing/unit": "testing/tests"}
    assert LadderDocument.model_validate(settled.model_dump(mode="json")) == settled


def test_what_was_not_confirmed_is_not_written():
    before = about_tests(TESTS)
    after = about_tests(
        {"tests": "Writes unit and system tests for their own changes."}, version="2"
    )
    assert with_replacements(after, before).ladder.replaces is None


def test_the_new_keys_of_identical_sentences_and_of_renamed_competencies_are_written_out():
    before = ladder({"a": {"senior": {"x": "One.", "y": "Two."}}})
    after = ladder(
        {"b": {"senior": {"z": "One.", "y": "Two, better."}}},
        version="2",
        replaces={"version": "1", "competencies": {"a": "b"}},
    )
    assert with_replacements(after, before).ladder.replaces.model_dump(exclude_defaults=True) == {
        "version": "1",
        "competencies": {"a": "b"},
        "expectations": {"a/x": "b/z", "a/y": "b/y"},
    }


def test_what_a_version_said_about_an_older_one_is_left_out():
    renamed = {"version": "0", "levels": {"junior": "senior"}}
    after = about_tests(TESTS, version="2", replaces=renamed)
    assert with_replacements(after, about_tests(TESTS)).ladder.replaces is None


def test_a_cell_of_a_summary_alone_can_be_renamed_with_its_level():
    def stating(levels, **header):
        data = ladder({"a": {}}, levels=levels, **header).model_dump(mode="json")
        data["areas"][0]["competencies"][0]["expect"] = {next(iter(levels)): {"summary": "Tests."}}
        return LadderDocument.model_validate(data)

    before = stating({"senior": "Senior"})
    after = stating({"l4": "Level 4"}, version="2")
    settled = with_replacements(after, before)
    assert settled.ladder.replaces.expectations == {"a/senior-summary": "a/l4-summary"}
    assert LadderDocument.model_validate(settled.model_dump(mode="json")) == settled


@drawn_slowly
@given(ladder_documents(), ladder_documents())
def test_settling_every_suggestion_leaves_a_valid_version_with_the_same_text(before, after):
    settled = with_replacements(after, before, suggestions(before, after))
    assert LadderDocument.model_validate(settled.model_dump(mode="json")) == settled
    assert as_first(settled) == as_first(after)


@pytest.mark.parametrize("name", ["artsy", "ft-engineering-v2", "yld", "jorgef-engineeringladders"])
def test_a_real_ladder_matches_itself_whole(samples, name):
    document = read_ladder((samples / f"ladders/{name}.yaml").read_bytes())
    expectations = match(document, document).expectations
    assert [old for old, new in expectations.items() if old != new] == []
    assert suggestions(document, document) == ()
