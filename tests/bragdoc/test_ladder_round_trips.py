"""What holds for every ladder there can be, and for the real ones at hand."""

import pytest
from hypothesis import given, settings

from bragdoc.ladders.bundled import bundled_ladders
from bragdoc.ladders.document import LadderDocument, content_hash, counts
from bragdoc.ladders.expected import expected, gap
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.ladders.long_form import is_long_form
from bragdoc.ladders.reading import read_ladder
from tests.bragdoc.ladder_documents import ladder_documents

ANY_LADDER = settings(max_examples=60)


def slugs(found):
    return {(competency.slug, item.slug) for competency in found for item in competency.items}


# Files.


@pytest.mark.parametrize("form", FILE_FORMS)
@ANY_LADDER
@given(document=ladder_documents())
def test_any_ladder_is_read_back_as_it_was_written(form, document):
    back = FILE_FORMS[form].read(FILE_FORMS[form].bytes_of(document))
    assert back == document
    assert content_hash(back) == content_hash(document)


@ANY_LADDER
@given(document=ladder_documents())
def test_any_written_sheet_is_known_as_a_long_form_and_no_other_file_is(document):
    known = {form: is_long_form(FILE_FORMS[form].bytes_of(document)) for form in FILE_FORMS}
    assert known == {"yaml": False, "csv": True, "json": False}


@pytest.mark.parametrize("form", FILE_FORMS)
def test_two_thousand_expectations_are_read_and_counted(form):
    sentence = "Says number {} in writing, before anybody has to ask for it a second time."
    competencies = [
        {
            "slug": f"c{number}",
            "name": f"Competency {number}",
            "expect": {
                level: [{"text": sentence.format(n), "examples": ["Once."]} for n in range(10)]
                for level in ("l1", "l2", "l3", "l4", "l5")
            },
        }
        for number in range(40)
    ]
    document = LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "a", "name": "A", "version": "1"},
            "levels": [{"slug": f"l{n}", "name": f"Level {n}"} for n in range(1, 6)],
            "areas": [{"slug": "a", "name": "A", "competencies": competencies}],
        }
    )
    data = FILE_FORMS[form].bytes_of(document)
    assert counts(FILE_FORMS[form].read(data))["expectations"] == 2_000


# What is expected, and what is new.


@ANY_LADDER
@given(document=ladder_documents())
def test_from_a_position_to_itself_nothing_is_new_and_nothing_falls(document):
    for _, position in document.positions():
        found = gap(document, position, position)
        assert [competency.new for competency in found] == [()] * len(found)
        assert [competency.falls for competency in found] == [None] * len(found)


@ANY_LADDER
@given(document=ladder_documents())
def test_what_is_expected_now_and_what_is_new_make_up_what_the_goal_expects(document):
    positions = [position for _, position in document.positions()]
    for goal in positions:
        wanted = slugs(expected(document, goal))
        for now in [None, *positions]:
            found = gap(document, now, goal)
            new = {(competency.slug, item.slug) for competency in found for item in competency.new}
            before = slugs(expected(document, now)) if now else set()
            assert wanted <= before | new
            assert not before & new
            assert new <= wanted


# Real ladders. The figures are those of their list of sources.


REAL = {
    "ft-engineering-v2": (8, 2, 9, 72, 0),
    "jorgef-engineeringladders": (7, 4, 5, 25, 90),
    "yld": (3, 3, 5, 140, 0),
    "artsy": (7, 2, 17, 210, 0),
    "rasa-growth-framework": (4, 5, 12, 0, 240),
    "circleci-e1-e4-subset": (4, 1, 10, 38, 0),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_ladder_comes_in_whole_and_goes_out_and_in_again_in_every_form(samples, name):
    document = read_ladder((samples / "ladders" / f"{name}.yaml").read_bytes())
    assert tuple(counts(document).values()) == REAL[name]
    back = {form: FILE_FORMS[form].read(FILE_FORMS[form].bytes_of(document)) for form in FILE_FORMS}
    assert back == dict.fromkeys(FILE_FORMS, document)


@pytest.mark.parametrize("form", FILE_FORMS)
def test_the_ladders_that_come_along_go_out_and_in_again(form):
    documents = [read_ladder(data) for data in bundled_ladders()]
    assert len(documents) == 3
    back = [FILE_FORMS[form].read(FILE_FORMS[form].bytes_of(document)) for document in documents]
    assert back == documents
