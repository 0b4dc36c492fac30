"""What changed from one version of a ladder to another, as a reader would say it."""

import pytest
from hypothesis import given

from bragdoc.ladders.changes import changes
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.wording import Words
from tests.bragdoc.ladder_documents import drawn_slowly, ladder_documents

FIRST = {
    "format": "ladder/1",
    "ladder": {"slug": "a", "name": "A", "version": "1"},
    "levels": [{"slug": "senior", "name": "Senior"}, {"slug": "staff", "name": "Staff"}],
    "scales": [{"slug": "reach", "steps": [{"slug": "team"}, {"slug": "company"}]}],
    "tracks": [
        {
            "slug": "ic",
            "name": "Maker",
            "levels": [
                {"level": "senior", "targets": {"voice": "team"}},
                {"level": "staff", "signals": ["Teams come by themselves."]},
            ],
        }
    ],
    "areas": [
        {
            "slug": "craft",
            "name": "Craft",
            "competencies": [
                {
                    "slug": "testing",
                    "name": "Testing",
                    "expect": {
                        "senior": [
                            {"slug": "unit", "text": "Writes tests for their own changes."},
                            {"slug": "edge", "text": "Covers the edge cases."},
                        ],
                        "staff": [{"slug": "habit", "text": "Makes testing a habit of teams."}],
                    },
                },
                {
                    "slug": "voice",
                    "name": "Voice",
                    "scale": "reach",
                    "expect": {"team": ["Talks."]},
                },
            ],
        },
        {"slug": "people", "name": "People"},
    ],
}


def version(**parts):
    return LadderDocument.model_validate(FIRST | parts)


def edited(*path, to):
    """The first version with one part of it changed, put in, or (None) taken out."""
    data = version().model_dump(mode="json")
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    if to is None:
        del part[path[-1]]
    return LadderDocument.model_validate(data)


def told(after, before=None):
    """Each change as a line: [-taken out-] and [+added+]."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return [
        (
            change.kind,
            change.where,
            change.what,
            "".join(marks[run.kind].format(run.text) for run in change.words),
        )
        for change in changes(before or version(), after)
    ]


TESTING = ("areas", 0, "competencies", 0)
VOICE = ("areas", 0, "competencies", 1)
SENIOR = (*TESTING, "expect", "senior", "items")


@drawn_slowly
@given(ladder_documents())
def test_a_version_does_not_differ_from_itself(document):
    assert changes(document, document) == ()


@drawn_slowly
@given(ladder_documents(), ladder_documents())
def test_whatever_changed_is_told_with_its_place_and_its_words(before, after):
    for change in changes(before, after):
        assert change.where
        assert change.what
        assert change.words
        assert change.kind == "moved" or {run.kind for run in change.words} != {"same"}


def test_a_sentence_that_was_reworded_is_told_word_by_word():
    after = edited(*SENIOR, 0, "text", to="Writes tests for every change of their own.")
    (only,) = changes(version(), after)
    assert only == (
        "reworded",
        "Testing",
        "at Senior",
        (
            Words("same", "Writes tests for "),
            Words("removed", "their own changes"),
            Words("added", "every change of their own"),
            Words("same", "."),
        ),
    )


def test_a_sentence_that_came_and_one_that_went_are_told_where_they_stand():
    new = {"slug": "speed", "text": "Keeps tests fast."}
    after = edited(*SENIOR, to=[version().competency("testing").expect["senior"].items[0], new])
    assert told(after) == [
        ("removed", "Testing", "at Senior", "[-Covers the edge cases.-]"),
        ("added", "Testing", "at Senior", "[+Keeps tests fast.+]"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Covers the edge cases.", "Covers the edge cases."),
        ("Covers edge cases.", "Covers [-the -]edge cases."),
    ],
)
def test_a_sentence_that_moved_to_another_level_says_from_where_and_may_be_reworded(text, line):
    moved = [{"slug": "edge", "text": text}]
    after = edited(*TESTING, "expect", to={"senior": [FIRST_SENTENCE], "staff": [*moved, HABIT]})
    assert told(after) == [("moved", "Testing", "from Senior to Staff", line)]


FIRST_SENTENCE, _ = FIRST["areas"][0]["competencies"][0]["expect"]["senior"]
(HABIT,) = FIRST["areas"][0]["competencies"][0]["expect"]["staff"]


def test_a_sentence_that_moved_to_another_competency_names_both():
    after = edited(*TESTING, "expect", "staff", "items", to=[])
    data = after.model_dump(mode="json")
    data["areas"][1]["competencies"] = [
        {"slug": "growth", "name": "Growth", "expect": {"staff": [{**HABIT, "slug": "new-key"}]}}
    ]
    assert told(LadderDocument.model_validate(data)) == [
        ("added", "Growth", "competency", "[+Growth+]"),
        (
            "moved",
            "Growth",
            "from Testing, Staff to Growth, Staff",
            "Makes testing a habit of teams.",
        ),
    ]


def test_a_level_of_another_name_is_reworded_and_nothing_moves():
    data = version().model_dump(mode="json") | {"tracks": []}
    before = LadderDocument.model_validate(data)
    del data["scales"], data["areas"][0]["competencies"][1]
    data["levels"][0]["name"] = "Senior Engineer"
    assert told(LadderDocument.model_validate(data), before)[0] == (
        "reworded",
        "Senior Engineer",
        "level",
        "Senior[+ Engineer+]",
    )
    assert "moved" not in {kind for kind, *_ in told(LadderDocument.model_validate(data), before)}


def test_a_level_that_was_inserted_is_added_and_the_order_of_its_track_says_where():
    levels = [*FIRST["levels"][:1], {"slug": "lead", "name": "Lead"}, *FIRST["levels"][1:]]
    tracks = version().model_dump(mode="json")["tracks"]
    tracks[0]["levels"].insert(1, {"level": "lead"})
    assert told(version(levels=levels, tracks=tracks)) == [
        ("added", "Lead", "level", "[+Lead+]"),
        ("reworded", "Maker", "levels, lowest first", "Senior, [+Lead, +]Staff"),
        ("added", "Lead", "title", "[+Lead+]"),
    ]


def test_a_competency_that_went_takes_its_sentences_along_each_told_on_its_own():
    assert told(edited(*TESTING, to=None)) == [
        ("removed", "Testing", "competency", "[-Testing-]"),
        ("removed", "Testing", "at Senior", "[-Writes tests for their own changes.-]"),
        ("removed", "Testing", "at Senior", "[-Covers the edge cases.-]"),
        ("removed", "Testing", "at Staff", "[-Makes testing a habit of teams.-]"),
    ]


@pytest.mark.parametrize(
    ("path", "to", "change"),
    [
        (("ladder", "name"), "B", ("reworded", "The ladder", "name", "[-A-][+B+]")),
        (("ladder", "summary"), "Six.", ("added", "The ladder", "summary", "[+Six.+]")),
        (
            ("ladder", "source", "licence"),
            "MIT",
            ("added", "The ladder", "source", "[+MIT+]"),
        ),
        (("levels", 0, "code"), "E3", ("reworded", "Senior", "level", "Senior[+ (E3)+]")),
        (
            ("levels", 1, "equivalents"),
            {"elsewhere": "L6"},
            ("added", "Staff", "elsewhere", "[+elsewhere: L6+]"),
        ),
        (
            ("scales", 0, "steps"),
            [{"slug": "team", "points": 1}, {"slug": "company", "points": 3}],
            (
                "reworded",
                "Reach",
                "steps, lowest first",
                "Team [-Company-][+(worth 1)\nCompany (worth 3)+]",
            ),
        ),
        (
            ("tracks", 0, "levels", 1, "signals"),
            ["Teams come."],
            (
                "reworded",
                "Staff",
                "what shows that the step was made",
                "Teams come[- by themselves-].",
            ),
        ),
        (
            ("tracks", 0, "levels", 1, "pitfalls"),
            ["Does it all."],
            ("added", "Staff", "what commonly holds people back", "[+Does it all.+]"),
        ),
        (
            ("tracks", 0, "levels", 1, "criteria"),
            [{"text": "Two years."}],
            ("added", "Staff", "criteria", "[+Two years.+]"),
        ),
        (
            ("tracks", 0, "levels", 0, "targets", "voice"),
            {"step": "company", "need": "optional"},
            ("reworded", "Voice", "asked of Senior", "[-Team-][+Company (optional)+]"),
        ),
        (("areas", 1, "summary"), "Us.", ("reworded", "People", "area", "People[+\nUs.+]")),
        ((*TESTING, "name"), "Tests", ("reworded", "Tests", "competency", "[-Testing-][+Tests+]")),
        ((*TESTING, "summary"), "Why.", ("added", "Testing", "summary", "[+Why.+]")),
        ((*TESTING, "tracks"), ["ic"], ("added", "Testing", "only for", "[+Maker+]")),
        ((*VOICE, "weight"), 2, ("added", "Voice", "weight", "[+2+]")),
        (
            (*TESTING, "expect", "ic/staff"),
            "n/a",
            ("added", "Testing", "at Staff (Maker)", "[+Not applicable+]"),
        ),
        (
            (*TESTING, "expect", "staff", "same_as"),
            "senior",
            ("added", "Testing", "at Staff", "[+The same as Senior+]"),
        ),
        (
            (*SENIOR, 1, "need"),
            "optional",
            ("reworded", "Testing", "at Senior", "Covers the edge cases.[+ (optional)+]"),
        ),
        (
            (*SENIOR, 1, "examples"),
            ["A test."],
            (
                "reworded",
                "Testing",
                "at Senior",
                "Covers the edge cases.[+\nFor example: A test.+]",
            ),
        ),
    ],
)
def test_every_part_that_a_reader_sees_is_compared(path, to, change):
    assert change in told(edited(*path, to=to))


def test_a_competency_that_moved_to_another_area_says_so():
    data = version().model_dump(mode="json")
    data["areas"][1]["competencies"] = [data["areas"][0]["competencies"].pop(0)]
    assert told(LadderDocument.model_validate(data)) == [
        ("moved", "Testing", "from Craft to People", "Testing")
    ]
