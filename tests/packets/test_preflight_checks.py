"""The checks of the pre-flight: what each must flag, and what it must leave alone."""

from datetime import date, timedelta

import pytest

from packets.budgets import Holdings, Pages
from packets.document import Condition, CoverageRow, ExpectationBlock, Gap, Metric, Section
from packets.preflight.findings import MOST
from packets.preflight.passages import Confidential, Draft
from packets.preflight.table import CHECKS, find
from packets.presets.document import PresetDocument
from tests.packets.documents import empty_packet, one_section, rich_packet, win

DAY = date(2026, 3, 2)
LINK = {"url": "https://docs.larkfield.example/notes/1"}


def names(document, **facts):
    return {finding.check for finding in find(Draft(document, **facts))}


def excerpts(check, document, **facts):
    found = find(Draft(document, **facts))
    return [finding.excerpt for finding in found if finding.check == check]


def told(text, field="details", **facts):
    """A packet with one win that says this."""
    return one_section(win(1, "Read the whole log", DAY, links=(LINK,), **{field: text}, **facts))


# Texts: each sentence must be flagged whole, or must not be.

FLAGGED = [
    ("unfinished", "The new store will cut the cost in half."),
    ("unfinished", "We're going to move the archive."),
    ("unfinished", "I am still working on the second region."),
    ("unfinished", "The move is ongoing."),
    ("unfinished", "I plan to give the rota away."),
    ("unfinished", "The alarm is not yet live."),
    ("unfinished", "A guide for captions (in-process)"),
    ("unfinished", "We hope to give the rota away."),
    ("unfinished", "I moved the east and will be moving the west."),
    ("unfinished", "The alarm is expected to save a week."),
    ("unfinished", "These changes should help us find such a fault."),
    ("unfinished", "Working on the second region with Jun."),
    ("unfinished", "Currently updating the scripts of the archive."),
    ("unfinished", "I'm still editing the guide for captions."),
    ("unfinished", "The last two are in the process of being moved."),
    ("unfinished", "The second region is on my to-do list."),
    ("we", "We moved billing to the new store."),
    ("we", "The archive was slow, and we moved it."),
    ("we", "Our team rewrote the alarm."),
    ("hedging", "I was involved in the move of the readings."),
    ("hedging", "Helped with the release."),
    ("hedging", "I tried to cut the number of pages."),
    ("hedging", "Contributed to the design of the valve."),
    ("hedging", "Hopefully this is of use."),
    ("hedging", "I was part of the group that picked the store."),
    ("hedging", "Supported the team in the move."),
    ("hedging", "I think it saved a week."),
    ("hedging", "Kind of became the person for the archive."),
    ("hedging", "It would probably have lasted a day."),
    ("how-much", "Builds are much faster since."),
    ("how-much", "We cut the waste of it dramatically."),
    ("how-much", "Lots of talks with the other teams."),
    ("how-much", "I did a ton of cleanup in the archive."),
    ("how-much", "It significantly reduced the waiting."),
    ("how-much", "There was a dramatic improvement in the rota."),
    ("how-much", "I fixed a lot of bugs in it."),
    ("acronym", "The SRE rota is ours since."),
    ("acronym", "I gave the talk to three BORs of the state."),
]

LEFT_ALONE = [
    ("unfinished", "The people who will run it chose the level."),
    ("unfinished", "The note says what will make it less and when."),
    ("unfinished", "The alarm had not yet been tried when it rang."),
    ("unfinished", "I will not be woken by this valve again."),
    ("unfinished", "`we will` is what the log says."),
    ("unfinished", "> We will do it next year."),
    ("unfinished", "Grace said “We will keep it.”"),
    ("unfinished", "I set the limit of work in progress to three."),
    ("unfinished", "What is it that I'm working on?"),
    ("we", "I wrote the plan, and we moved billing with it."),
    ("we", "Jun became Senior Engineer on work we had chosen together."),
    ("we", "My part was the order. We moved it in nine steps."),
    ("unfinished", "I asked what should be cut, and it was."),
    ("unfinished", "I was working on the archive when it rang."),
    ("unfinished", "The guide says which step is still missing, and it is still running."),
    ("we", "Wrote the plan, and we moved billing with it."),
    ("we", "We hope that it is of use to you."),
    ("hedging", "I think that is what a senior does."),
    ("how-much", "They have a lot of work and say so."),
    ("hedging", "I believe strongly in a trial, and ran five."),
    ("hedging", "The valve was part of the old design."),
    ("how-much", "It was the most dramatically lit room of the house."),
    ("hedging", "I helped Jun write the first design."),
    ("hedging", "It was a kind of failure that nobody had named."),
    ("hedging", "The meeting in which she was involved is gone."),
    ("how-much", "Builds are much faster since: 4 minutes and not 20."),
    ("how-much", "It is twice as fast, and much cheaper."),
    ("how-much", "I learned a lot more than the plan had asked."),
    ("acronym", "Site Reliability Engineering (SRE) took the rota, and SRE keeps it."),
    ("acronym", "The SRE (site reliability engineering) rota is ours."),
    ("acronym", "The API answers with JSON over HTTP."),
    ("acronym", "ALL OF IT WAS IN CAPITALS BY THE TEAM"),
    ("acronym", "See ABC-123 and note E5 about it."),
    ("acronym", "SSB Bart Group sponsored the talk that I gave."),
    ("acronym", "Amazon EFS"),
    ("acronym", "California State University joined it, and CSU stays."),
    ("acronym", "I started the KDB, our Knowledge Database, for all teams."),
    ("unfinished", "It is good if you're working on a list."),
    ("acronym", "I asked who would BACK it, and all of them did back it."),
]

ELSEWHERE = [
    "Wir werden die Ablesung in das neue System bringen, und der SRE hilft mit.",
    "Nous allons changer le système pour les équipes, et le SRE est avec nous.",
    "Vamos a mover la base de datos para los equipos con el SRE.",
    "เราจะย้ายฐานข้อมูลให้กับทีม SRE",
    "我们将把数据库移到新的系统 SRE",
]


@pytest.mark.parametrize(("check", "text"), FLAGGED)
def test_a_text_is_flagged_with_its_own_words(check, text):
    assert excerpts(check, told(text)) == [text]


@pytest.mark.parametrize(("check", "text"), LEFT_ALONE)
def test_a_text_is_left_alone(check, text):
    assert excerpts(check, told(text)) == []


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_text_in_another_language_is_left_alone(text):
    assert names(told(text)) == names(told("Read it."))


def test_a_condition_without_an_answer_and_without_a_win_is_open():
    asked = Condition(text="Show it twice.", said_by="The committee")
    assert excerpts(
        "open-condition", told("I read it.").model_copy(update={"conditions": (asked,)})
    ) == ["Show it twice."]


@pytest.mark.parametrize("answer", [{"answer": "Three teams use it."}, {"entries": (1,)}])
def test_a_condition_with_an_answer_or_a_win_is_not_open(answer):
    asked = Condition(text="Show it twice.", **answer)
    document = told("I read it.").model_copy(update={"conditions": (asked,)})
    assert excerpts("open-condition", document) == []


def test_the_answer_to_a_condition_is_read_like_every_text():
    asked = Condition(text="Show it twice.", answer="The SRE rota took it up.")
    document = empty_packet(conditions=(asked,))
    assert excerpts("acronym", document) == ["The SRE rota took it up."]


def test_a_packet_in_another_language_is_left_alone():
    document = told("The new store will cut the cost in half.")
    assert excerpts("unfinished", document.model_copy(update={"language": "de"})) == []


def test_what_is_next_may_be_in_the_future():
    assert names(empty_packet(next="I will move the archive.")) == set()


def test_the_same_words_in_a_title_and_its_details_are_one_finding():
    title = "I am working on the second region."
    document = one_section(win(1, title, DAY, details=f"{title} It is large."))
    assert excerpts("unfinished", document) == [title]


def test_we_is_left_alone_where_her_role_says_what_she_did():
    assert excerpts("we", told("We moved billing.", role="Led")) == []


def test_we_is_left_alone_where_the_win_says_i_elsewhere():
    assert excerpts("we", told("We moved billing.", impact="I halved it.")) == []


def test_the_words_of_the_ladder_are_not_hers():
    asked = "Other teams will change their work because of it."
    block = ExpectationBlock(slug="across", text=asked)
    section = Section(key="work", title="Work", claim=asked, expectations=(block,))
    assert excerpts("unfinished", empty_packet(sections=(section,))) == []


def test_the_excerpt_of_a_long_sentence_is_what_stands_around_the_words():
    text = f"{'Before it ' * 40}we will see, and we moved it, {'after it ' * 40}."
    [excerpt] = excerpts("we", told(text))
    assert excerpt in text
    assert "we will" in excerpt
    assert len(excerpt) <= 200


# Claims, numbers, counts.


def claiming(claim, *evidence):
    return empty_packet(sections=(Section(key="w", title="W", claim=claim, evidence=evidence),))


@pytest.mark.parametrize(
    ("document", "is_flagged"),
    [
        (claiming("Other teams ask me first."), True),
        (claiming("Other teams ask me first.", win(1, "Read the log", DAY)), True),
        (claiming("Nine teams, 9 of 12, ask me first."), False),
        (claiming("Other teams ask me first.", win(1, "Read the log", DAY, links=(LINK,))), False),
        (claiming("Other teams ask me.", win(1, "Read", DAY, impact="40 fewer")), False),
        (claiming("Other teams ask.", win(1, "Read", DAY, metrics=(Metric(after="4"),))), False),
        (claiming(""), False),
    ],
)
def test_a_claim_needs_a_number_or_a_link_in_it_or_below_it(document, is_flagged):
    assert ("no-proof" in names(document)) is is_flagged


@pytest.mark.parametrize(
    ("facts", "is_flagged"),
    [
        ({"title": "Reviewed 188 pull requests"}, True),
        ({"title": "Gave it", "impact": "Wrote 12 blog posts."}, True),
        ({"metrics": (Metric(label="Pull requests reviewed", after="188"),)}, True),
        ({"title": "Reviewed 188 pull requests", "impact": "Two teams own it now."}, False),
        ({"title": "Closed 31 tickets", "metrics": (Metric(label="Lost", after="0"),)}, False),
        ({"metrics": (Metric(label="Time to a first review", before="19", after="5"),)}, False),
        ({"metrics": (Metric(label="Tickets", after="4", lower_is_better=True),)}, False),
        ({"title": "Reviewed the one change that mattered"}, False),
    ],
)
def test_work_is_counted_as_impact(facts, is_flagged):
    title = facts.pop("title", "Read the whole log")
    assert ("activity" in names(one_section(win(1, title, DAY, **facts)))) is is_flagged


@pytest.mark.parametrize(
    ("metric", "is_flagged"),
    [
        (Metric(label="Error rate", after="0.2", unit="per 1,000"), True),
        (Metric(label="Time to go back", after="20", unit="min"), True),
        (Metric(label="Time to go back", before="90", after="20", unit="min"), False),
        (Metric(label="Pages that asked for nothing", after="61", unit="of 102"), False),
        (Metric(label="Days since the last one", after="400"), False),
        (Metric(label="Pull requests reviewed", after="188"), False),
        (Metric(label="Error rate"), False),
    ],
)
def test_a_number_has_its_before(metric, is_flagged):
    document = one_section(win(1, "Read the log", DAY, metrics=(metric,)))
    assert ("baseline" in names(document)) is is_flagged


# The packet as a whole.


def wins(count, *, first=date(2026, 1, 5), apart=30, **facts):
    return [
        win(n, f"Win {n}", first + timedelta(days=apart * n), **facts) for n in range(1, count + 1)
    ]


def test_one_project_carries_everything():
    readings, other = wins(5, project="Readings"), win(9, "Other", DAY, project="Valves")
    assert "one-project" in names(one_section(*readings))
    assert "one-project" in names(one_section(*readings, other))
    assert "one-project" not in names(one_section(*readings[:4]))
    assert "one-project" not in names(one_section(*readings[:4], other, win(10, "New", DAY)))
    assert "one-project" not in names(one_section(*wins(6)))


def against(*placed):
    """A section with a sentence for each, and these wins against it."""
    blocks = tuple(
        ExpectationBlock(slug=f"s{n}", text=f"Sentence {n}", evidence=tuple(evidence))
        for n, evidence in enumerate(placed)
    )
    return empty_packet(sections=(Section(key="work", title="Work", expectations=blocks),))


def test_one_win_is_used_for_everything():
    one, other = win(1, "One", DAY), win(2, "Other", DAY)
    assert "one-win" in names(against([one], [one], [one], [one, other]))
    assert "one-win" not in names(against([one], [one], [one]))
    assert "one-win" not in names(against(*[[one]] * 4, *[[each] for each in wins(9)[4:]]))


def test_all_of_it_is_recent():
    recent = wins(3, first=date(2026, 9, 1), apart=20)
    assert "last-months" in names(one_section(*recent))
    assert "last-months" not in names(one_section(*recent, win(9, "Early", DAY)))
    assert "last-months" not in names(one_section(*recent[:2]))
    assert "last-months" not in names(one_section(*recent, starts_on=date(2026, 8, 1)))


def test_months_without_a_win():
    spread = wins(11, first=date(2025, 11, 20), apart=31)
    assert "thin-months" not in names(one_section(*spread))
    found = find(Draft(one_section(*spread[:3], *spread[6:])))
    assert [finding.says for finding in found if finding.check == "thin-months"] == [
        "3 months without a win: March to May 2026"
    ]
    long = win(99, "All the while", date(2026, 1, 1), date(2026, 10, 1))
    assert "thin-months" not in names(one_section(*spread[:3], long))


def asked(kind="none", **facts):
    row = CoverageRow(
        competency="delivery",
        competency_name="Delivery",
        expectation="across-teams",
        text="Brings work across teams to its users.",
        kind=kind,
    )
    return one_section(win(1, "Read the log", DAY), coverage=(row,), **facts)


def test_what_is_asked_is_answered():
    assert excerpts("uncovered", asked()) == ["Brings work across teams to its users."]
    assert excerpts("uncovered", asked("evidence")) == []
    assert excerpts("uncovered", asked("not-applicable")) == []
    answers = frozenset({("delivery", "across-teams")})
    assert excerpts("uncovered", asked(), answered=answers) == []
    assert excerpts("uncovered", asked(), answered=frozenset({("delivery", "")})) == []
    assert excerpts("uncovered", asked().model_copy(update={"sections": ()})) == []


def test_somebody_else_speaks():
    assert "other-voice" in names(one_section(*wins(3)))
    assert "other-voice" not in names(one_section(*wins(2)))
    praise = win(9, "Thanks", DAY, kind="praise received")
    assert "other-voice" not in names(one_section(*wins(3), praise))


def test_a_win_outside_the_period():
    day = date(2025, 12, 1)
    assert "outside-period" not in names(one_section(win(1, "Read", day), starts_on=day))
    assert "outside-period" in names(one_section(win(1, "Read", day - timedelta(days=1))))
    assert "outside-period" in names(one_section(win(1, "Read", date(2026, 11, 21))))
    across = win(1, "Read", date(2025, 1, 1), day)
    assert "outside-period" not in names(one_section(across))


def over_budget(document, preset, **known):
    holdings = Holdings(document, PresetDocument.model_validate(preset), **known)
    found = find(Draft(document, holdings=holdings))
    return [(each.place.name, each.says) for each in found if each.check == "over-budget"]


def preset(*parts, **whole):
    return {"slug": "strict", "name": "Strict", "parts": list(parts), **whole}


def test_a_text_over_its_budget():
    document = empty_packet(thesis="One two three", gaps=(Gap(title="A gap", answer="One two"),))
    thesis = {"kind": "thesis", "budget": {"most": 2}}
    assert over_budget(document, preset(thesis, answer_words=2)) == [
        ("thesis", "1 word over its 2")
    ]
    letters = {"kind": "thesis", "budget": {"most": 3, "unit": "characters"}}
    assert over_budget(document, preset(letters)) == [("thesis", "10 characters over its 3")]


def test_a_part_over_or_under_its_budget():
    document = empty_packet(gaps=(Gap(title="A gap", answer="One two"),))
    gaps = {"kind": "gaps", "budget": {"most": 2}}
    assert over_budget(document, preset(gaps)) == [("part/gaps", "2 words over its 2")]
    gaps = {"kind": "gaps", "budget": {"least": 9, "most": 10}}
    assert over_budget(document, preset(gaps)) == [("part/gaps", "5 words under its least of 9")]


def test_a_section_with_too_many_wins_or_too_few():
    work = Section(key="work", title="Work", evidence=(win(1, "Read", DAY), win(2, "Wrote", DAY)))
    document = empty_packet(sections=(work,))

    def of(least, most):
        budget = {"unit": "wins", "least": least, "most": most}
        part = {"kind": "section", "key": "projects", "title": "Projects", "budget": budget}
        return over_budget(document, preset(part), parts={"work": "projects"})

    assert of(0, 1) == [("part/work", "1 win over its 1")]
    assert of(3, 5) == [("part/work", "1 win under its least of 3")]
    assert of(2, 2) == []


def test_a_whole_over_or_under_its_budget():
    document = empty_packet(thesis="One two three")
    parts = {"kind": "thesis"}
    assert over_budget(document, preset(parts, budget={"most": 2})) == [
        ("packet", "1 word over its 2")
    ]
    assert over_budget(document, preset(parts, budget={"least": 5, "most": 9})) == [
        ("packet", "2 words under its least of 5")
    ]


def test_pages_are_over_only_where_they_were_set():
    document = empty_packet(thesis="One two three")
    one_page = preset({"kind": "thesis"}, budget={"unit": "pages", "most": 1})
    assert over_budget(document, one_page) == []
    assert over_budget(document, one_page, pages=Pages({}, 3)) == [("packet", "2 pages over its 1")]


def test_a_confidential_win_stays_out_and_is_not_named():
    secret = Confidential(7, "The merger, prepared", "work")
    quiet, loud = told("Nothing."), told("I stopped for The merger, prepared in May.")
    assert [finding.says for finding in find(Draft(quiet, (secret,)))] == [
        "It is confidential, and stays out of what you share"
    ]
    assert excerpts("confidential", loud, confidential=(secret,)) == ["", "The merger, prepared"]
    assert excerpts("confidential", loud) == []


# All of them.


def test_every_check_has_its_own_name_and_says_why():
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert len(check.name) <= 40
        assert all((check.label, check.reason, check.mend, check.example))


def test_an_empty_packet_has_no_findings():
    assert find(Draft(empty_packet())) == []


def test_a_packet_that_is_well_told_is_left_alone():
    assert names(rich_packet()) <= {"other-wording", "uncovered"}


def test_a_check_stops_after_so_many():
    text = "\n\n".join(f"We will move part {n}." for n in range(MOST + 5))
    assert len(excerpts("unfinished", told(text))) == MOST
