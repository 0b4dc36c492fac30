"""The checks on texts of any kind: they never raise, and quote letter by letter."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from packets.budgets import Holdings
from packets.document import Gap, Metric, Section
from packets.preflight.passages import Confidential, Draft
from packets.preflight.prose import prose_of, sentences
from packets.preflight.table import find
from packets.presets.document import Budget, PresetDocument, PresetPart
from tests.packets.documents import empty_packet, win

PIECES = st.sampled_from(
    [
        *("We moved it. ", "will be much faster ", "I was involved in ", "(SRE) ", "SRE ", "`"),
        *("“", "”", '"', "](", ")", "\n", "\n\n", "- ", "> ", "```\n", "188 pull requests ", "é"),
        *(
            "https://a.example ",
            "<b>",
            "*",
            "_",
            "|",
            "# ",
            "日本語",
            "…",
            ". ",
            "\0",
            "e.g. ",
            "?",
        ),
    ]
)
TEXT = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=30))


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


STRICT = PresetDocument(
    slug="strict",
    name="Strict",
    budget=Budget(most=5, least=2),
    claim_words=3,
    answer_words=1,
    parts=(PresetPart(kind="gaps", budget=Budget(unit="characters", most=9, least=4)),),
)


def draft_of(texts, days):
    """A draft with these texts, the same wherever a field is not the first to take one."""
    ask, title, details, impact, claim, label = texts
    evidence = tuple(
        win(
            n,
            title,
            day,
            details=details,
            impact=impact,
            why=claim,
            project="Readings",
            metrics=(Metric(label=label, after=ask, unit=title),),
        )
        for n, day in enumerate(days, start=1)
    )
    section = Section(key="work", title=title, claim=claim, evidence=evidence)
    gaps = (Gap(title=label, answer=details), Gap(title=label, answer=impact))
    document = empty_packet(sections=(section,), gaps=gaps, ask=ask, thesis=claim, next=impact)
    secret = Confidential(99, title, "work")
    return Draft(document, (secret,), holdings=Holdings(document, STRICT))


def drafts():
    return st.builds(draft_of, st.tuples(*[TEXT] * 6), st.lists(DAYS, max_size=6))


@given(drafts())
def test_every_excerpt_stands_in_the_text_of_its_place(draft):
    texts = {}
    for passage in draft.passages:
        texts.setdefault(passage.place.name, "")
        texts[passage.place.name] += passage.text
    for finding in find(draft):
        assert finding.excerpt in texts.get(finding.place.name, "")


@given(drafts())
def test_the_same_draft_is_found_the_same_and_every_name_fits_its_column(draft):
    again = Draft(draft.document, draft.confidential, draft.answered, draft.holdings)
    found = find(draft)
    assert found == find(again)
    assert len({finding.slug for finding in found}) == len(found)
    assert all(len(finding.place.name) <= 200 for finding in found)


@given(TEXT)
def test_prose_is_as_long_as_its_text_and_its_sentences_follow_one_another(text):
    prose = prose_of(text)
    assert len(prose) == len(text)
    ends = 0
    for start, end in sentences(prose):
        assert ends <= start < end <= len(text)
        ends = end
