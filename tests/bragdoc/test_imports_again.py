"""Files come back: what is the same adds nothing, what was edited tells what waits anew."""

import pytest

from bragdoc.capture.brag_document import read_document
from bragdoc.capture.dates import Precision
from bragdoc.capture.proposals import Candidate as Found
from bragdoc.capture.proposals import Reading
from bragdoc.capture.rewording import Passage, reworded
from bragdoc.capture.sources import source_of
from bragdoc.importing.reading import read_import
from bragdoc.models import Candidate, Import

BEFORE = """\
# 2026

## October 2026

- Cut the nightly import from 40 minutes to 6
- Wrote down why we will not split the database
"""


def bring(owner, text, name="wins.md"):
    reading = read_document(text.encode(), name=name, choices={}, progress=lambda done, total: None)
    return Import.objects.from_reading(reading, owner=owner, name=name)


def counts(brought):
    return brought.found, brought.changed, brought.known


def rows():
    return list(Candidate.objects.in_order().values_list("title", "state"))


def found(title, **fields):
    fields = {"details": "", "headings": (), "line": 1, "links": ()} | fields
    return Found(title=title, starts_on=None, ends_on=None, precision=Precision.UNKNOWN, **fields)


def take_in(owner, *candidates, name="prs.json", source="github"):
    return Import.objects.from_reading(
        Reading(candidates, ()), owner=owner, name=name, source=source
    )


# Documents


def test_the_same_document_again_adds_nothing(ada):
    assert counts(bring(ada, BEFORE)) == (2, 0, 0)
    before = list(Candidate.objects.in_order().values())

    assert counts(bring(ada, BEFORE)) == (0, 0, 2)

    assert list(Candidate.objects.in_order().values()) == before


def test_a_document_that_has_grown_adds_what_is_new(ada):
    bring(ada, BEFORE)

    assert counts(bring(ada, BEFORE + "- Taught two teams to read a flame graph\n")) == (1, 0, 2)


def test_an_edited_line_tells_its_waiting_candidate_anew(ada):
    bring(ada, BEFORE)
    old = Candidate.objects.in_order().first()

    brought = bring(ada, BEFORE.replace("to 6", "to 5 minutes"))

    assert counts(brought) == (0, 1, 1)
    old.refresh_from_db()
    assert (old.title, old.brought_by) == (
        "Cut the nightly import from 40 minutes to 5 minutes",
        brought,
    )
    assert counts(bring(ada, BEFORE.replace("to 6", "to 5 minutes"))) == (0, 0, 2)


def test_a_line_that_moved_under_another_heading_is_the_same_with_its_new_date(ada):
    bring(ada, BEFORE)

    brought = bring(ada, BEFORE.replace("## October", "## November"))

    assert counts(brought) == (0, 2, 0)
    assert {f"{c.starts_on}" for c in Candidate.objects.all()} == {"2026-11-01"}


def test_lines_pushed_down_by_a_new_one_have_not_changed(ada):
    bring(ada, BEFORE)

    brought = bring(ada, BEFORE.replace("# 2026\n", "# 2026\n\n\n\n"))

    assert counts(brought) == (0, 0, 2)
    assert [c.line for c in Candidate.objects.in_order()] == [8, 9]


def test_another_line_in_the_place_of_one_is_new(ada):
    bring(ada, BEFORE)

    brought = bring(
        ada, BEFORE.replace("Cut the nightly import from 40 minutes to 6", "Hired two people")
    )

    assert counts(brought) == (1, 0, 1)
    assert len(rows()) == 3


@pytest.mark.parametrize(
    ("act", "state", "counted"),
    [
        ("accept", "accepted", (0, 0, 2)),
        ("discard", "waiting", (0, 1, 1)),
        ("never", "never", (0, 0, 2)),
    ],
)
def test_what_was_decided_about_an_edited_line_counts(ada, act, state, counted):
    bring(ada, BEFORE)
    first = Candidate.objects.in_order()[:1]
    getattr(Candidate.objects.among([first[0].pk]), act)()
    edited = BEFORE.replace("to 6", "to 5 minutes")

    assert counts(bring(ada, edited)) == counted

    assert rows()[0][1] == state
    assert counts(bring(ada, edited)) == (0, 0, 2)


@pytest.mark.parametrize("act", ["accept", "discard", "never"])
def test_what_was_decided_about_a_line_that_is_the_same_stays(ada, act):
    bring(ada, BEFORE)
    getattr(Candidate.objects.all(), act)()
    before = rows()

    assert counts(bring(ada, BEFORE)) == (0, 0, 2)
    assert rows() == before


def test_what_was_merged_stays_merged_when_its_document_comes_back(ada):
    bring(ada, BEFORE)
    Candidate.objects.all().merge(title="Both", details="", starts_on=None, ends_on=None)
    before = list(Candidate.objects.in_order().values("title", "state", "merged_into"))

    assert counts(bring(ada, BEFORE.replace("to 6", "to 5 minutes"))) == (0, 0, 2)
    assert list(Candidate.objects.in_order().values("title", "state", "merged_into")) == before


def test_a_line_told_twice_in_one_document_is_one_candidate(ada):
    again = BEFORE + "- Wrote down why we will not split the database\n"

    bring(ada, again)

    assert len(rows()) == 2


def test_the_same_words_in_another_document_are_another_candidate(ada):
    bring(ada, BEFORE)

    assert counts(bring(ada, BEFORE, name="other.md")) == (2, 0, 0)


def test_nobody_shares_candidates_with_somebody_else(ada, eve):
    bring(ada, BEFORE)

    assert counts(bring(eve, BEFORE)) == (2, 0, 0)


# What has a name of its own


def test_what_has_a_name_is_known_by_it_in_whatever_file(ada):
    pull = "https://git.example/a/shop/pull/7"
    take_in(ada, found("Retry payments", identity=pull))

    brought = take_in(ada, found("Retry payments", identity=pull.upper()), name="other.json")

    assert counts(brought) == (0, 0, 1)


def test_what_has_a_name_and_another_title_is_told_anew_while_it_waits(ada):
    take_in(ada, found("Retry payments", identity="SHOP-7", line=3))

    brought = take_in(ada, found("Retry payments that time out", identity="SHOP-7", line=9))

    assert counts(brought) == (0, 1, 0)
    assert rows() == [("Retry payments that time out", "waiting")]


@pytest.mark.parametrize(
    ("fields", "state"),
    [({"details": "Told by another export."}, "discarded"), ({"title": "Other"}, "waiting")],
)
def test_what_has_a_name_and_was_left_out_comes_back_with_another_title_only(ada, fields, state):
    take_in(ada, found("Retry payments", identity="SHOP-7"))
    Candidate.objects.all().discard()

    take_in(ada, found(**{"title": "Retry payments", "identity": "SHOP-7"} | fields))

    assert rows()[0][1] == state


def test_what_no_database_keeps_is_taken_out(ada):
    take_in(
        ada,
        found("Null\0 and \ud800 half", headings=("\0",), people=("\0Sam",), tags=("\ud800",)),
    )

    assert rows() == [("Null and ? half", "waiting")]


# The rule itself


def passage(title, *headings, details=""):
    return Passage(headings, title, details)


def test_the_most_alike_are_paired_first_and_each_once():
    gone = [passage("Cut the import to six minutes"), passage("Cut the import to six seconds")]
    new = [passage("Cut the import to six seconds flat"), passage("Cut the import in half")]

    assert reworded(gone, new) == {1: 0}


def test_two_lines_with_little_but_their_subject_in_common_are_two():
    assert reworded([passage("Fixed the checkout")], [passage("Rewrote the checkout page")]) == {}


def test_under_another_heading_only_the_very_same_words_are_the_same():
    gone = [passage("Cut the import to six minutes", "May")]

    assert reworded(gone, [passage("Cut the  import to six Minutes", "June")]) == {0: 0}
    assert reworded(gone, [passage("Cut the import to five minutes", "June")]) == {}


def test_a_document_that_was_rewritten_is_not_compared_line_by_line():
    gone = [passage(f"Old thing {n}") for n in range(500)]
    new = [passage(f"Old thing {n} anew") for n in range(500)]

    assert reworded(gone, new) == {}


# Real files


@pytest.mark.parametrize("folder", ["brag-documents", "git-logs", "exports"])
def test_every_real_file_brought_twice_adds_nothing(ada, samples, folder):
    paths = sorted((samples / folder).iterdir())
    assert paths
    for path in paths:
        data = path.read_bytes()
        first, again = (bring_whole(ada, data, path.name) for _ in range(2))
        assert first.state == again.state == "done", (path.name, first.problem, again.problem)
        assert (again.found, again.changed) == (0, 0), path.name
        assert again.known == first.found + first.known + first.changed, path.name


def bring_whole(owner, data, name):
    brought = Import.objects.bring(
        owner=owner,
        name=name,
        source=source_of(data, name).slug,
        data=data,
        values={"who": "David Lord\nTom Christie"} if b"David Lord" in data else {},
    )
    read_import(brought, seconds=60)
    brought.refresh_from_db()
    if brought.state == "asking":
        brought.read_again(values=answers(brought), taking=True)
        read_import(Import.objects.get(pk=brought.pk), seconds=60)
        brought.refresh_from_db()
    return brought


def answers(brought):
    """What was decided, and the first option where something is asked."""
    return brought.values | {
        choice["name"]: choice["options"][0]["value"]
        for choice in brought.choices["asked"]
        if choice["asks"]
    }
