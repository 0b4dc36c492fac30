from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

import bragdoc.ladders
from bragdoc.ladders.expected import expected, gap
from bragdoc.ladders.reading import read_ladder
from bragdoc.models import Entry
from packets.demo.story import YEAR, Story, load_story
from packets.review import MOVES, Role, State, find_move

MONDAY, WEDNESDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 22)

# Without March and May, which are verbs as well.
MONTHS_AND_SEASONS = [
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "christmas",
]

STORY = load_story()
ENTRIES = {entry.key: entry for entry in STORY.entries}
PACKET = STORY.packet
EDITIONS = [PACKET.as_of(version.number) for version in PACKET.versions]
FROZEN = {version.number: version.frozen for version in PACKET.versions}


@pytest.fixture(scope="module")
def ladder():
    folder = Path(bragdoc.ladders.__file__).with_name("bundled")
    return read_ladder((folder / f"{STORY.placement.ladder}.yaml").read_bytes())


def raw():
    return yaml.safe_load(YEAR.read_text(encoding="utf-8"))


def words(text):
    return len(text.split())


def texts(part):
    """Every text in a part of the story, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from texts(value)


# Dates


def test_dates_count_in_weeks_back_from_the_week_of_the_anchor():
    entry = ENTRIES["statement-page"]
    assert (entry.starts_on(WEDNESDAY), entry.ends_on(WEDNESDAY)) == (
        date(2026, 7, 20),
        date(2026, 7, 23),
    )
    assert PACKET.moves[0].at.at(WEDNESDAY) == datetime(2026, 10, 15, 16, 40)


@pytest.mark.parametrize("anchor", [MONDAY, WEDNESDAY, SUNDAY])
def test_any_day_of_a_week_gives_the_same_dates_before_that_week(anchor):
    before = [entry for entry in STORY.entries if entry.week > 0]
    assert [(e.starts_on(anchor), e.ends_on(anchor)) for e in before] == [
        (e.starts_on(SUNDAY), e.ends_on(SUNDAY)) for e in before
    ]


@pytest.mark.parametrize("anchor", [MONDAY, WEDNESDAY, SUNDAY])
def test_nothing_in_the_log_or_the_review_lies_after_the_anchor(anchor):
    assert max(entry.ends_on(anchor) for entry in STORY.entries) <= anchor
    assert PACKET.period.ends_on(anchor) == anchor
    assert max(told.at.on(anchor) for told in (*PACKET.comments, *PACKET.readings)) < anchor


@pytest.mark.parametrize("anchor", [MONDAY, WEDNESDAY, SUNDAY])
def test_every_win_begins_and_ends_in_the_period_of_the_packet(anchor):
    first, last = PACKET.period.starts_on(anchor), PACKET.period.ends_on(anchor)
    assert [
        entry.key
        for entry in STORY.entries
        if not first <= entry.starts_on(anchor) <= entry.ends_on(anchor) <= last
    ] == []


def test_the_period_is_fifty_two_weeks():
    length = PACKET.period.ends_on(SUNDAY) - PACKET.period.starts_on(SUNDAY)
    assert length + timedelta(days=1) == timedelta(weeks=52)


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        (date(2026, 6, 30), "Staff Engineer, July 2026"),
        (date(2026, 7, 1), "Staff Engineer, January 2027"),
        (date(2026, 12, 31), "Staff Engineer, January 2027"),
        (date(2027, 1, 1), "Staff Engineer, July 2027"),
    ],
)
def test_the_title_names_the_next_committee(anchor, title):
    assert PACKET.title_for(anchor) == title


def test_no_text_names_a_month_a_season_or_a_year():
    story = raw()
    story["inbox"].pop("source")
    named = set(MONTHS_AND_SEASONS)
    named |= {str(year) for year in range(2015, 2040)}
    spoken = [text for text in texts(story) if "://" not in text]
    found = {word.strip(".,:;’“”").lower() for text in spoken for word in text.split()}
    assert found & named == set()


# The year


def test_the_year_has_enough_in_it_to_show_every_page():
    some = {
        "entries": len(STORY.entries) >= 64,
        "details": sum(bool(entry.details) for entry in STORY.entries) >= 32,
        "impact": sum(bool(entry.impact) for entry in STORY.entries) >= 32,
        "metrics": sum(bool(entry.metrics) for entry in STORY.entries) >= 25,
        "links": sum(bool(entry.links) for entry in STORY.entries) >= 32,
        "confidential": sum(entry.confidential for entry in STORY.entries) >= 3,
        "private notes": sum(bool(entry.private_note) for entry in STORY.entries) >= 3,
        "to look at again": sum(bool(entry.revisit) for entry in STORY.entries) >= 3,
        "projects": 8 <= len(STORY.projects) <= 10,
        "people": len(STORY.people) >= 8,
        "accounts": sum(bool(person.email) for person in STORY.people) == 4,
        "candidates": 4 <= len(STORY.inbox.candidates) <= 5,
    }
    assert [name for name, enough in some.items() if not enough] == []


def test_every_kind_and_role_of_an_entry_occurs_and_no_other():
    assert {entry.kind for entry in STORY.entries} - {""} == set(Entry.Kind.values)
    assert {entry.role for entry in STORY.entries} - {""} == set(Entry.Role.values)


def test_the_week_of_the_anchor_has_six_lines_and_some_wait_for_something():
    lines = [entry for entry in STORY.entries if entry.week == 0]
    assert len(lines) == 6
    assert {bool(line.competencies) for line in lines} == {True, False}
    assert {bool(line.metrics) for line in lines} == {True, False}


def test_one_competency_has_no_win_and_one_has_two():
    tagged = [slug for entry in STORY.entries for slug in entry.competencies]
    assert (tagged.count("hiring"), tagged.count("business")) == (0, 2)


def test_every_project_and_person_of_the_story_occurs_in_an_entry():
    used = {key for entry in STORY.entries for key in entry.people}
    assert {person.key for person in STORY.people} - used == {STORY.author}
    assert {entry.project for entry in STORY.entries} - {""} == {p.slug for p in STORY.projects}


def test_a_week_is_closed_once_or_skipped_or_a_holiday_and_the_present_one_is_open():
    closed = [week.week for week in STORY.weeks.closed]
    answered = [*closed, *STORY.weeks.skipped, *STORY.weeks.holiday]
    assert len(answered) == len(set(answered))
    assert set(range(52)) - set(answered) == {0, 4}


def test_nothing_begins_in_a_holiday_and_every_week_of_it_is_empty():
    assert [e.key for e in STORY.entries if e.week in STORY.weeks.holiday] == []


def test_every_address_is_one_that_can_never_be_somebody_elses():
    emails = [person.email for person in STORY.people if person.email]
    assert [email for email in emails if not email.endswith("@demo.example")] == []
    urls = [link.url for entry in STORY.entries for link in entry.links]
    assert [url for url in urls if ".demo.example/" not in url] == []
    assert [url for url in urls if not url.startswith("https://")] == []


def test_no_text_shouts():
    assert [text for text in texts(raw()) if "!" in text] == []


def test_a_candidate_has_the_days_its_document_gave_or_none():
    assert [candidate.period(WEDNESDAY) for candidate in STORY.inbox.candidates] == [
        (date(2026, 4, 20), date(2026, 4, 26)),
        (date(2026, 6, 25), date(2026, 6, 25)),
        None,
        (date(2026, 9, 25), date(2026, 9, 25)),
        None,
    ]


# The packet


def test_competencies_are_those_of_the_ladder(ladder):
    known = {competency.slug for _, competency in ladder.competencies()}
    assert {slug for entry in STORY.entries for slug in entry.competencies} <= known
    assert {section.competency for section in PACKET.sections} <= known
    assert {gap.competency for gap in PACKET.gaps} - {""} <= known


def test_evidence_is_placed_against_what_the_target_asks_anew(ladder):
    now, goal = (
        ladder.position(place.track, place.level)
        for place in (STORY.placement.current, STORY.placement.target)
    )
    asked = {(c.slug, item.slug) for c in gap(ladder, now, goal) for item in c.new}
    placed = {
        (section.competency, evidence.expectation)
        for packet in EDITIONS
        for section in packet.sections
        for evidence in section.evidence
        if evidence.expectation
    }
    assert placed - asked == set()
    assert len(placed) >= 20


def test_evidence_is_tagged_with_the_competency_it_is_placed_under():
    assert [
        (section.competency, evidence.entry)
        for packet in EDITIONS
        for section in packet.sections
        for evidence in section.evidence
        if section.competency not in ENTRIES[evidence.entry].competencies
    ] == []


def test_sentences_are_those_of_the_ladder(ladder):
    known = {f"{c.slug}/{item.slug}" for _, c in ladder.competencies() for item in c.stated()}
    assert {key for entry in STORY.entries for key in entry.expectations} <= known
    told = {f"{told.competency}/{told.expectation}" for told in STORY.not_applicable}
    assert {key for key in told if not key.endswith("/")} <= known


def test_most_sentences_that_the_target_asks_anew_have_one_to_three_wins_and_a_few_have_none(
    ladder,
):
    now, goal = (
        ladder.position(place.track, place.level)
        for place in (STORY.placement.current, STORY.placement.target)
    )
    spared = {told.competency for told in STORY.not_applicable}
    tagged = Counter(key for entry in STORY.entries for key in entry.expectations)
    asked = [(c.slug, f"{c.slug}/{item.slug}") for c in gap(ladder, now, goal) for item in c.new]
    wins = {key: tagged[key] for competency, key in asked if competency not in spared}
    assert max(wins.values()) == 3
    assert [key for key, count in wins.items() if not count] == [
        "business/adds-up",
        "business/cost-per-use",
        "security/leads-response",
    ]


def test_some_wins_are_tagged_below_the_target_and_some_with_a_competency_alone(ladder):
    current = STORY.placement.current
    asked = expected(ladder, ladder.position(current.track, current.level))
    below = {f"{c.slug}/{item.slug}" for c in asked for item in c.items}
    assert sum(bool(below & {*entry.expectations}) for entry in STORY.entries) >= 8
    alone = [e for e in STORY.entries if e.competencies and not e.expectations]
    assert len(alone) >= 8


def test_what_is_not_applicable_has_no_win(ladder):
    spared = {told.competency for told in STORY.not_applicable}
    assert spared == {"hiring"}
    assert [e.key for e in STORY.entries if spared & {*e.competencies}] == []


def test_no_version_places_a_confidential_win_or_one_that_was_not_over():
    placed = [
        (version.number, ENTRIES[evidence.entry])
        for version, packet in zip(PACKET.versions, EDITIONS, strict=True)
        for section in packet.sections
        for evidence in section.evidence
    ]
    assert [entry.key for _, entry in placed if entry.confidential] == []
    assert [
        entry.key for number, entry in placed if entry.ends_on(SUNDAY) > FROZEN[number].on(SUNDAY)
    ] == []


@pytest.mark.parametrize("packet", EDITIONS, ids=["version 1", "version 2"])
def test_texts_keep_their_budgets_in_words(packet):
    assert words(packet.thesis) <= 60
    assert words(packet.summary) <= 150
    assert words(packet.next) <= 100
    assert [s.competency for s in packet.sections if words(s.claim) > 80] == []
    assert [e.entry for s in packet.sections for e in s.evidence if words(e.why) > 60] == []


def test_the_last_version_is_the_packet_as_it_stands():
    assert EDITIONS[-1] == PACKET


def test_the_versions_differ_in_the_thesis_two_claims_and_three_pieces_of_evidence():
    first, second = EDITIONS
    claims = [{s.competency: s.claim for s in packet.sections} for packet in EDITIONS]
    placed = [
        {(s.competency, e.entry) for s in packet.sections for e in s.evidence}
        for packet in EDITIONS
    ]
    assert first.thesis != second.thesis
    assert {c for c in claims[0] if claims[0][c] != claims[1][c]} == {"business", "communication"}
    assert placed[1] - placed[0] == {
        ("business", "drift-checked"),
        ("process", "review-hour-others"),
    }
    assert placed[0] - placed[1] == {("quality", "review-count")}


# The review


def test_the_moves_are_legal_in_their_order_and_leave_the_packet_in_review():
    state = State.DRAFT
    for move in PACKET.moves:
        role = Role.AUTHOR if move.by == STORY.author else Role.MANAGER
        state = find_move(move.move, role, state, move.note).target
    assert state == State.IN_REVIEW
    assert {move.move for move in PACKET.moves} <= set(MOVES)


def test_the_review_happens_in_the_order_in_which_it_is_told():
    at = [move.at.at(SUNDAY) for move in PACKET.moves]
    assert at == sorted(at)
    at = [comment.at.at(SUNDAY) for comment in PACKET.comments]
    assert at == sorted(at)
    for comment in PACKET.comments:
        told = [comment.at, *(reply.at for reply in comment.replies)]
        told += [comment.resolved] if comment.resolved else []
        told = [FROZEN[comment.version].at(SUNDAY), *(moment.at(SUNDAY) for moment in told)]
        assert told == sorted(told)


def test_a_version_is_shared_the_moment_it_is_frozen():
    shared = {move.version: move.at for move in PACKET.moves if move.move == "submit"}
    assert shared == FROZEN


def test_what_was_said_about_the_first_version_is_resolved_and_the_rest_is_open():
    said = [(c.version, c.section, bool(c.resolved), len(c.replies)) for c in PACKET.comments]
    assert said == [
        (1, "thesis", True, 0),
        (1, "communication", True, 1),
        (1, "quality", True, 0),
        (2, "reliability", False, 0),
        (2, "influence", False, 0),
        (2, "growing", False, 1),
    ]


def test_who_says_something_about_a_version_is_reading_it():
    readings = [
        (reading.version, reading.by, reading.at.at(SUNDAY), timedelta(minutes=reading.minutes))
        for reading in PACKET.readings
    ]
    said = [
        *((comment.version, comment.by, comment.at) for comment in PACKET.comments),
        *((move.version, move.by, move.at) for move in PACKET.moves if move.by != STORY.author),
    ]
    for version, by, at in said:
        assert [
            began
            for read, reader, began, length in readings
            if (read, reader) == (version, by) and began <= at.at(SUNDAY) <= began + length
        ]


def test_who_reviews_is_asked_answers_and_is_shown_a_version_in_this_order():
    last = FROZEN[2].at(SUNDAY)
    for told in PACKET.reviewers:
        assert told.asked.at(SUNDAY) < told.answered.at(SUNDAY) < last


# The file


def _double_an_entry(story):
    story["entries"].append(story["entries"][0])


def _invent_a_person(story):
    story["entries"][0]["people"] = ["nobody"]


def _invent_a_project(story):
    story["entries"][0]["project"] = "nothing"


def _place_an_unknown_entry(story):
    story["packet"]["sections"][0]["evidence"][0]["entry"] = "never-happened"


def _place_a_win_against_a_sentence_it_is_not_tagged_with(story):
    story["packet"]["sections"][0]["evidence"][0]["expectation"] = "orders-steps"


def _tag_a_sentence_without_its_competency(story):
    story["entries"][0]["expectations"] = ["security/safe-by-default"]


def _take_out_what_is_not_there(story):
    story["packet"]["versions"][0]["differs"]["without"][0]["section"] = "design"


def _comment_on_an_unknown_version(story):
    story["packet"]["comments"][0]["version"] = 3


def _testify_to_a_win_that_is_not_placed(story):
    story["packet"]["testimony"][0]["entry"] = "review-count"


def _misspell_a_field(story):
    story["entries"][0]["tittle"] = "Typed badly"


@pytest.mark.parametrize(
    "damage",
    [
        _double_an_entry,
        _invent_a_person,
        _invent_a_project,
        _place_an_unknown_entry,
        _place_a_win_against_a_sentence_it_is_not_tagged_with,
        _tag_a_sentence_without_its_competency,
        _take_out_what_is_not_there,
        _comment_on_an_unknown_version,
        _testify_to_a_win_that_is_not_placed,
        _misspell_a_field,
    ],
)
def test_a_file_that_does_not_agree_with_itself_is_refused(damage):
    story = raw()
    damage(story)
    with pytest.raises(ValidationError):
        Story.model_validate(story)
