"""Copies for other eyes: what is taken out of a packet, and what is told of it."""

import json
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packets.cuts import Anonymity, Redaction, anonymised, people_in, redacted
from packets.cuts.finder import Finder, Term
from packets.cuts.texts import NATURES, texts
from packets.document import (
    Condition,
    CoverageRow,
    ExpectationBlock,
    Gap,
    Link,
    Metric,
    PacketDocument,
    Section,
    canonical_json,
)
from packets.document.part import Part
from tests.packets.documents import empty_packet, one_section, rich_packet, win

DAY = date(2026, 3, 2)


def said(document: PacketDocument) -> str:
    return json.dumps(json.loads(canonical_json(document)), ensure_ascii=False)


def told(groups) -> list[tuple[str, str, str, list[tuple[str, int]]]]:
    return [
        (group.title, taken.what, taken.became, [tuple(place) for place in taken.places])
        for group in groups
        for taken in group.taken
    ]


def blacked_out(text: str, *words: str, **facts) -> str:
    return redacted(empty_packet(ask=text), Redaction(words=words, **facts)).document.ask


# Every text


def test_the_table_of_texts_names_each_field_of_the_format():
    def parts(of):
        return chain([of], *(parts(part) for part in of.__subclasses__()))

    types = {of for of in parts(Part) if of.__module__.startswith("packets.document.")} - {Part}
    assert {of: set(fields) for of, fields in NATURES.items()} == {
        of: set(of.model_fields) for of in types
    }


def test_what_is_kept_is_no_text_or_a_word_of_the_format():
    kept = {
        name
        for of, fields in NATURES.items()
        for name, nature in fields.items()
        if nature == "kept"
    }
    assert kept == {
        "format", "language", "starts_on", "ends_on", "layout", "order", "cut", "slug", "track",
        "level", "competency", "step", "kind", "expectation", "wins", "months", "section", "key",
        "entry", "featured", "folded", "lower_is_better", "said_on", "entries", "closeness",
        "source", "is_verified", "of_other_wording",
    }  # fmt: skip


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heron flies", "[redacted] flies"),
        ("the heron’s plan", "the [redacted]’s plan"),
        ("HERON, heron", "[redacted], [redacted]"),
        ("heron-plan and heron_plan", "[redacted]-plan and [redacted]_plan"),
        ("Herons and upheron stay", "Herons and upheron stay"),
        ("He\u00adron, He\u200bron and He\u0301ron", "[redacted], [redacted] and [redacted]"),
    ],
)
def test_a_word_is_found_whole_in_any_case_and_with_what_is_not_seen(text, expected):
    assert blacked_out(text, "Heron") == expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("Straße", "in der STRASSE", "in der [redacted]"),
        ("José", "Jose and JOSE\u0301", "[redacted] and [redacted]"),
        ("Łukasz", "łukasz", "[redacted]"),
        ("Ἀθήνα", "ΑΘΗΝΑ", "[redacted]"),
        ("渡辺", "昨日渡辺さんが", "昨日[redacted]さんが"),
        ("Project  Heron", "project\nheron, Project-Heron", "[redacted], [redacted]"),
        ("C++", "in C++ and c++.", "in [redacted] and [redacted]."),
        ("R&D", "our R&D, not ard", "our [redacted], not ard"),
    ],
)
def test_words_of_every_script_are_found(word, text, expected):
    assert blacked_out(text, word) == expected


def test_the_longest_of_several_words_is_taken_first():
    cut = redacted(empty_packet(ask="Heron Bay and Heron"), Redaction(words=("Heron", "Heron Bay")))
    assert told(cut.removed) == [
        ("Words blacked out", "Heron Bay", "[redacted]", [("Cover", 1)]),
        ("Words blacked out", "Heron", "[redacted]", [("Cover", 1)]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her**on** flies", "[redacted] flies"),
        ("&#72;eron flies", "[redacted] flies"),
        ("- a *heron*\n- another", "- a *\\[redacted\\]*\n\n- another"),
        ("`heron`", "`[redacted]`"),
        ("```\nheron\n```", "```\n[redacted]\n```"),
        ("[a plan](https://heron.example/)", "a plan"),
        ("[a plan](https://a.example/ 'Heron')", "[a plan](<https://a.example/>)"),
        ("A plan\n\n[heron]: https://a.example", "A plan"),
        ("**Kept** as it was", "**Kept** as it was"),
    ],
)
def test_in_markdown_a_word_is_found_as_it_is_read_and_where_nobody_reads_it(text, expected):
    cut = redacted(empty_packet(thesis=text), Redaction(words=("Heron",)))
    assert cut.document.thesis.replace("\\[redacted\\] flies", "[redacted] flies") == expected


def test_a_link_whose_address_has_a_word_leads_nowhere():
    document = one_section(win(1, "A win", DAY, links=(Link(url="https://a.example/h%65ron"),)))
    cut = redacted(document, Redaction(words=("heron",)))
    assert next(cut.document.evidence()).links == (Link(url="", label="[link removed]"),)
    assert ("Link targets", "https://a.example/h%65ron", "", [("Work", 1)]) in told(cut.removed)


def test_the_ladder_s_words_stay_unless_asked_and_are_told_of():
    document = rich_packet()
    kept = redacted(document, Redaction(words=("Larkfield",)))
    gone = redacted(document, Redaction(words=("Larkfield",), in_ladder=True, without_links=True))
    assert kept.document.ladder.name == document.ladder.name
    assert told(kept.left) == [
        ("Words that the ladder still says", "Larkfield", "", [("The ladder", 2)])
    ]
    assert ("arkfield" in said(gone.document), gone.left) == (False, ())


def test_the_title_of_a_section_is_blacked_out_and_its_key_was_made_from_it():
    section = Section(key="heron-migration", title="The Heron migration")
    order = ("section-heron-migration", "part-summary", "part-claims", "part-coverage",
             "part-gaps", "part-conditions", "part-next")  # fmt: skip
    cut = redacted(
        empty_packet(sections=(section,), order=order), Redaction(words=("heron",))
    ).document
    assert (cut.sections[0].key, cut.sections[0].title, cut.order[0]) == (
        "own-1",
        "The [redacted] migration",
        "section-own-1",
    )


def test_nothing_chosen_takes_nothing_out_but_says_what_it_is():
    document = rich_packet()
    cut = redacted(document, Redaction())
    assert (cut.removed, cut.left, cut.document.cut) == ((), (), "redacted")
    assert list(texts(cut.document)) == list(texts(document))


@given(
    word=st.text(st.characters(categories=["L"]), min_size=1, max_size=6),
    around=st.text(max_size=20),
)
def test_a_word_that_stands_by_itself_is_never_left(word, around):
    text = f"{around} {word} {around}"
    finder = Finder([Term(word, "█")])
    assert blacked_out(text, word).count("[redacted]") >= len(finder.terms)


# Wins


def placed_against_a_sentence(*evidence, **changes):
    section = Section(
        key="delivery",
        title="Delivery",
        competency="delivery",
        expectations=(ExpectationBlock(slug="steps", text="In steps.", evidence=evidence),),
    )
    row = CoverageRow(
        competency="delivery",
        competency_name="Delivery",
        expectation="steps",
        text="In steps.",
        kind="evidence",
        wins=len(evidence),
        months=("2026-03", "2026-05"),
        section="delivery",
    )
    return empty_packet(sections=(section,), coverage=(row,), **changes)


MARCH = win(41, "Moved billing", date(2026, 3, 2), project="Heron", people=("Jun",))
MAY = win(42, "Moved the archive", date(2026, 5, 4))


def test_a_win_left_out_is_gone_and_coverage_counts_what_is_left():
    cut = redacted(placed_against_a_sentence(MARCH, MAY), Redaction(left_out=frozenset({41})))
    row = cut.document.coverage[0]
    assert [evidence.title for evidence in cut.document.evidence()] == ["Moved the archive"]
    assert (row.kind, row.wins, row.months, row.note) == (
        "evidence",
        1,
        ("2026-05",),
        "1 win left out of this copy.",
    )


def test_a_sentence_whose_wins_are_all_left_out_has_none_and_says_why():
    cut = redacted(placed_against_a_sentence(MARCH, MAY), Redaction(left_out=frozenset({41, 42})))
    row = cut.document.coverage[0]
    assert (row.kind, row.wins, row.months, row.note) == (
        "none", 0, (), "2 wins left out of this copy.",
    )  # fmt: skip


def test_a_condition_is_answered_by_the_wins_that_are_left():
    document = placed_against_a_sentence(
        MARCH, MAY, conditions=(Condition(text="Show it twice.", entries=(41, 42)),)
    )
    cut = redacted(document, Redaction(left_out=frozenset({41}))).document
    assert cut.conditions[0].entries == tuple(evidence.entry for evidence in cut.evidence())


def test_a_masked_win_keeps_its_dates_and_its_counts_alone():
    whole = win(
        41, "Moved billing", DAY, role="led", kind="delivery", project="Heron",
        people=("Jun", "Ines"), details="Nine *steps*.", impact="None noticed.",
        metrics=(Metric(label="Steps", before="1", after="9", unit="a day"),),
        links=(Link(url="https://a.example/"), Link(url="https://b.example/")),
        why="Three teams.", featured=True,
    )  # fmt: skip
    cut = redacted(placed_against_a_sentence(whole), Redaction(masked=frozenset({41})))
    assert next(cut.document.evidence()) == win(
        1, "[redacted]", DAY, role="led", kind="delivery", project="[redacted]",
        people=("[redacted]", "[redacted]"), details="[redacted]", impact="[redacted]",
        metrics=(Metric(label="[redacted]", after="[redacted]"),),
        links=(Link(url="", label="[redacted]"),) * 2, why="[redacted]", featured=True,
    )  # fmt: skip
    assert cut.document.coverage[0].wins == 1
    assert told(cut.removed) == [("Wins masked", "Moved billing", "[redacted]", [("Delivery", 1)])]


def test_where_a_win_that_is_out_is_still_named_is_told():
    document = placed_against_a_sentence(MARCH, MAY, summary="After *Heron*, Jun led the next.")
    cut = redacted(document, Redaction(left_out=frozenset({41})))
    assert told(cut.left) == [
        ("Names of what was taken out", "Heron", "", [("Summary", 1)]),
        ("Names of what was taken out", "Jun", "", [("Summary", 1)]),
    ]


def test_the_numbers_of_entries_tell_nothing_across_copies():
    document = placed_against_a_sentence(MARCH, MAY)
    for cut in (redacted(document, Redaction()), anonymised(document, Anonymity())):
        assert [evidence.entry for evidence in cut.document.evidence()] == [1, 2]


# Links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.example/x, then", "See \\[link removed\\], then"),
        ("See [the plan](https://a.example/x)", "See the plan"),
        ("See <https://a.example/x>", "See \\[link removed\\]"),
        ("See [it][1]\n\n[1]: https://a.example", "See it"),
        ("![a picture](https://a.example/x.png)", "a picture"),
        ("`curl https://a.example/x`", "`curl [link removed]`"),
        ("Ask jun.w+x@a.example or www.a.example", "Ask \\[link removed\\] or \\[link removed\\]"),
        ("No *link* at all", "No *link* at all"),
    ],
)
def test_without_links_no_address_is_left_in_a_text(text, expected):
    cut = redacted(empty_packet(thesis=text), Redaction(without_links=True))
    assert cut.document.thesis == expected


def test_without_links_their_words_stay_and_each_is_told_with_its_address():
    links = (Link(url="https://a.example/", label="A plan"), Link(url="https://b.example/"))
    document = one_section(win(1, "A win", DAY, links=links))
    cut = redacted(document, Redaction(without_links=True))
    assert next(cut.document.evidence()).links == (
        Link(url="", label="A plan"),
        Link(url="", label="[link removed]"),
    )
    assert told(cut.removed) == [
        ("Link targets", "https://ladders.example/larkfield/2026.2", "", [("The ladder", 1)]),
        ("Link targets", "https://a.example/", "", [("Work", 1)]),
        ("Link targets", "https://b.example/", "", [("Work", 1)]),
    ]


# People


def anonymous(text: str = "", *people: str, language="en", **facts):
    evidence = win(1, "A win", DAY, people=people)
    document = one_section(evidence, ask=text, manager="Grace Oyelaran", language=language, **facts)
    return anonymised(document, Anonymity())


def test_author_manager_and_people_are_called_by_labels():
    cut = anonymous("", "Jun Watanabe", "Ines Castellanos").document
    assert (cut.author, cut.manager, next(cut.evidence()).people) == (
        "Candidate", "Manager", ("Colleague 1", "Colleague 2"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada and ADA Marchetti", "Candidate and Candidate"),
        ("Jun’s plan, Watanabe's plan", "Colleague 1’s plan, Colleague 1's plan"),
        ("With Jun Watanabe, then with Jun", "With Colleague 1, then with Colleague 1"),
        ("Grace agreed; ask @grace", "Manager agreed; ask @Manager"),
        ("In june, with Junior", "In june, with Junior"),
    ],
)
def test_the_same_person_is_the_same_label_in_every_text(text, expected):
    assert anonymous(text, "Jun Watanabe").document.ask == expected


def test_a_shorter_name_is_the_person_who_has_all_its_words():
    cut = anonymous("", "Jun", "Jun Watanabe 渡辺", "Grace").document
    assert next(cut.evidence()).people == ("Colleague 1", "Manager")


def test_a_first_name_that_two_people_have_is_a_colleague_without_a_number():
    cut = anonymous("Jun said so.", "Jun Watanabe", "Jun Ito").document
    assert cut.ask == "Colleague said so."


def test_a_name_that_is_a_word_too_is_left_where_a_sentence_begins_and_is_told_of():
    cut = anonymous("Will it hold? I asked Will. It will.", "Will Ames")
    assert cut.document.ask == "Will it hold? I asked Colleague 1. It will."
    assert told(cut.left) == [("Words that may still be names", "Will", "", [("Cover", 2)])]


def test_a_name_in_small_letters_is_told_of():
    cut = anonymous("I asked jun.", "Jun Ito")
    assert (cut.document.ask, told(cut.left)) == (
        "I asked jun.", [("Words that may still be names", "Jun", "", [("Cover", 1)])],
    )  # fmt: skip


def test_a_word_that_is_part_of_a_name_too_is_blacked_out_in_any_case():
    document = one_section(win(1, "A win", DAY, people=("Jun Heron",)), ask="Heron, heron, Jun.")
    cut = anonymised(document, Anonymity(words=("heron",))).document
    assert cut.ask == "[redacted], [redacted], Colleague 1."


def test_a_german_genitive_is_the_person_too():
    assert (
        anonymous("Juns Entwurf", "Jun Ito", language="de").document.ask == "Colleague 1s Entwurf"
    )
    assert anonymous("Juns plan", "Jun Ito").document.ask == "Juns plan"


def test_what_is_no_person_keeps_its_name_when_it_is_not_chosen():
    document = one_section(
        win(1, "A win", DAY, people=("Jun Ito", "Field Service")), ask="Field Service and Jun."
    )
    assert people_in(document) == ("Jun Ito", "Field Service")
    cut = anonymised(document, Anonymity(people=("Jun Ito",))).document
    assert (cut.ask, next(cut.evidence()).people) == (
        "Field Service and Colleague 1.", ("Colleague 1", "Field Service"),
    )  # fmt: skip


def test_who_asked_for_a_condition_is_called_by_a_label_too():
    document = empty_packet(
        manager="Grace Oyelaran",
        conditions=(Condition(text="Again.", said_by="Grace"), Condition(text="x", said_by="Ito")),
    )
    cut = anonymised(document, Anonymity()).document
    assert [condition.said_by for condition in cut.conditions] == ["Manager", "Colleague 1"]


def test_words_of_the_organisation_and_all_addresses_go_with_the_names():
    document = one_section(
        win(1, "A win", DAY, links=(Link(url="https://larkfield.example/jun", label="Plan"),)),
        ask="Larkfield Water asked ada@larkfield.example.",
    )
    cut = anonymised(document, Anonymity(words=("Larkfield Water",), in_ladder=True)).document
    assert (cut.ask, next(cut.evidence()).links, cut.ladder.url) == (
        "[redacted] asked [link removed].", (Link(url="", label="Plan"),), "",
    )  # fmt: skip


def test_pronouns_are_listed_to_look_at_and_stay():
    said = "She said so. Then the other, and HIS plan."
    cut = anonymous(said)
    assert (cut.document.ask, told(cut.left)) == (said, [("Pronouns", said, "", [("Cover", 2)])])


def test_pronouns_are_looked_for_in_english_alone():
    assert anonymous("Die Her-Leitung, his", language="de").left == ()


def test_the_rich_packet_names_nobody_when_everyone_is_chosen():
    document = rich_packet()
    cut = anonymised(document, Anonymity())
    read = said(cut.document)
    names = (
        "Marchetti",
        "Oyelaran",
        "Watanabe",
        "渡辺",
        "Castellanos",
        "Nowicki",
        "Brandt",
        "http",
    )
    assert [name for name in names if name in read] == []


def test_gaps_and_conditions_are_told_by_the_part_they_stand_in():
    document = empty_packet(
        gaps=(Gap(title="Heron", answer="heron heron"),), conditions=(Condition(text="Heron"),)
    )
    cut = redacted(document, Redaction(words=("heron",)))
    places = [("Gaps and answers", 3), ("What was asked for before", 1)]
    assert told(cut.removed) == [("Words blacked out", "heron", "[redacted]", places)]
