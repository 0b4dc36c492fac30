import json
from datetime import date

import pytest
from pydantic import ValidationError

from packets.document import (
    CoverageRow,
    PacketDocument,
    Section,
    Testimony,
    canonical_json,
    content_hash,
    months_between,
)
from tests.packets.documents import KEYS, empty_packet, one_section, rich_packet, win


def test_a_document_loads_back_equal_from_its_json():
    document = rich_packet()
    assert PacketDocument.model_validate_json(canonical_json(document)) == document
    assert PacketDocument.model_validate(json.loads(canonical_json(document))) == document


def test_the_json_is_sorted_compact_and_in_utf_8():
    text = canonical_json(rich_packet()).decode()
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again
    assert "Jun Watanabe 渡辺" in text


def test_the_hash_follows_every_word_and_nothing_else():
    assert content_hash(rich_packet()) == content_hash(rich_packet())
    assert len(content_hash(rich_packet())) == 64
    assert content_hash(rich_packet(ask="Please.")) != content_hash(rich_packet())


def test_a_document_in_which_nobody_testifies_keeps_the_hash_it_had_before_anybody_could():
    before = "217fb3065a7375e387aea47d3a09ce2159c7d087d23c3d05aa1ac47e212ea389"
    assert content_hash(one_section(KEYS)) == before


def test_what_a_colleague_says_is_part_of_what_is_hashed():
    said = [
        one_section(KEYS.model_copy(update={"testimony": (Testimony(text=text, name="Ines"),)}))
        for text in ("It held.", "It held, twice.")
    ]
    assert len(set(map(content_hash, [one_section(KEYS), *said]))) == 3


def test_praise_from_elsewhere_has_no_verified_address():
    with pytest.raises(ValidationError, match="Praise from elsewhere has no verified address"):
        Testimony(text="It held.", name="Ines", source="pasted", is_verified=True)


def test_a_document_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        rich_packet().ask = "Something else"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"format": "packet/2"}, "packet/1"),
        ({"mood": "good"}, "Extra inputs"),
        ({"language": "in English"}, "language"),
        ({"ends_on": date(2025, 1, 1)}, "ends before it starts"),
        ({"sections": (Section(key="a", title="A"), Section(key="a", title="B"))}, "same key"),
        ({"sections": ({"key": "A b", "title": "A"},)}, "sections.0.key"),
        (
            {
                "coverage": (
                    CoverageRow(competency="a", competency_name="A", kind="none", section="b"),
                )
            },
            "not there: ..b",
        ),
    ],
)
def test_what_is_not_a_packet_is_refused(changes, complaint):
    with pytest.raises(ValidationError, match=complaint):
        empty_packet(**changes)


def test_evidence_comes_oldest_first_and_each_entry_once():
    assert [evidence.entry for evidence in rich_packet().evidence()] == [
        51, 21, 11, 62, 31, 13, 22, 32, 81, 82, 41, 52, 71, 12, 61, 23,
    ]  # fmt: skip


def test_evidence_of_one_day_comes_in_the_order_it_was_written():
    day = date(2026, 3, 2)
    document = one_section(win(9, "Later", day), win(4, "Sooner", day))
    assert [evidence.title for evidence in document.evidence()] == ["Sooner", "Later"]


def test_the_months_of_the_period_include_both_ends():
    assert empty_packet().months() == (
        "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05",
        "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11",
    )  # fmt: skip


def test_a_period_of_a_day_has_one_month():
    assert months_between(date(2026, 2, 28), date(2026, 2, 28)) == ("2026-02",)
