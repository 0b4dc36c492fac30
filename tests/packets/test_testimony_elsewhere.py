"""Testimony where packets are compared, cut, looked over, measured and brought back."""

from datetime import date

import pytest

from packets.bringing.bring import bring, take_up
from packets.comparing.differences import differences
from packets.compose import compose
from packets.coverage import unproved
from packets.cuts import Anonymity, Redaction, anonymised, people_in, redacted
from packets.document import Evidence, Testimony
from packets.importing.faults import NotAPacket
from packets.models import Endorsement, Packet
from packets.preflight.passages import Draft
from packets.preflight.table import find
from tests.factories import UserFactory, small_ladder
from tests.packets.documents import INES, JUN, RUTH, one_section, win
from tests.packets.scenes import place
from tests.packets.testimony_scenes import quote

DAY = date(2026, 3, 2)


def told(**facts) -> Evidence:
    return win(1, "The archive", DAY, **facts)


def voiced(*said: Testimony):
    return one_section(told(testimony=said))


def changed(testimony: Testimony, **facts) -> Testimony:
    return testimony.model_copy(update=facts)


# Compared.


def changes(before, after):
    compared = differences(before, after)
    rows = [change for part in compared.changed for change in part.changes]
    said = ["".join(f"{run.kind[0]}:{run.text}|" for run in change.words) for change in rows]
    return compared.summary, list(zip([change.field for change in rows], said, strict=True))


def test_testimony_that_came_or_went_is_told_with_who_gave_it():
    summary, rows = changes(voiced(INES), voiced(RUTH))
    assert summary == "1 testimony added, 1 taken out"
    assert [field for field, _said in rows] == ["Ruth Adeyemi", "Ines Castellanos"]
    assert rows[0][1].startswith("a:Praise received elsewhere, Ruth Adeyemi\nThe crews trust")


def test_testimony_given_anew_is_marked_word_by_word_and_its_facts_by_themselves():
    after = changed(
        JUN, text="It held for a year.", position="Staff Engineer", of_other_wording=False
    )
    summary, rows = changes(voiced(changed(JUN, text="It held for a month.")), voiced(after))
    assert summary == "1 testimony changed, 1 fact changed, 1 taken out"
    assert rows[0] == ("in the words of Jun Watanabe 渡辺", "s:It held for a |r:month|a:year|s:.|")
    assert [field for field, _said in rows[1:]] == [
        "Jun Watanabe 渡辺, position",
        "Jun Watanabe 渡辺, wording",
    ]


def test_a_win_that_is_new_is_told_with_what_is_said_of_it():
    _summary, rows = changes(one_section(), voiced(INES))
    assert "Testimony, Ines Castellanos" in rows[0][1]
    assert "nobody has asked me" in rows[0][1]


def test_the_same_testimony_is_no_change():
    assert changes(voiced(INES, RUTH), voiced(INES, RUTH)) == ("", [])


# Cut.


def voices(cut) -> list[Testimony]:
    return [said for one in cut.document.evidence() for said in one.testimony]


def test_words_are_blacked_out_in_what_others_say_and_in_who_they_are():
    said = changed(RUTH, text="Heron held.", position="Head of Heron", where="on Heron’s channel")
    cut = redacted(voiced(said), Redaction(words=("heron",)))
    (kept,) = voices(cut)
    assert (kept.text, kept.position) == ("[redacted] held.", "Head of [redacted]")
    assert (kept.where, kept.name) == ("on [redacted]’s channel", "Ruth Adeyemi")


@pytest.mark.parametrize("how", ["left_out", "masked"])
def test_what_is_said_of_a_win_that_is_taken_out_goes_with_it(how):
    cut = redacted(voiced(INES, RUTH), Redaction(**{how: frozenset({1})}))
    text = cut.document.model_dump_json()
    said = ("Ines", "Castellanos", "Billing", "planned", "Ruth", "crews", "Field Service")
    assert [word for word in said if word in text] == []
    kept = [(one.text, one.source, one.is_verified) for one in voices(cut)]
    masked = [("[redacted]", "asked", True), ("[redacted]", "pasted", False)]
    assert kept == ([] if how == "left_out" else masked)


def test_who_testifies_becomes_a_label_and_keeps_a_position():
    praise = changed(RUTH, text="Ada asked Ines first.", where="in a mail to Ada")
    document = voiced(INES, praise)
    assert people_in(document) == ("Ines Castellanos", "Ruth Adeyemi")
    one, two = voices(anonymised(document, Anonymity()))
    assert (one.name, one.position) == ("Colleague 1", "Engineering Manager, Billing")
    assert (two.name, two.position) == ("Colleague 2", "Head of Field Service")
    assert (two.text, two.where) == ("Candidate asked Colleague 1 first.", "in a mail to Candidate")


def test_pronouns_in_what_others_say_are_listed():
    cut = anonymised(voiced(changed(INES, text="She asked first.")), Anonymity())
    (pronouns,) = (group for group in cut.left if group.title == "Pronouns")
    assert [taken.what for taken in pronouns.taken] == ["She asked first."]


# Looked over, and measured.


def found(document) -> set[str]:
    return {finding.check for finding in find(Draft(document))}


def test_testimony_is_another_voice():
    wins = [win(number, f"Win {number}", DAY) for number in (2, 3, 4)]
    assert "other-voice" in found(one_section(*wins))
    assert "other-voice" not in found(one_section(*wins, told(testimony=(INES,))))


def test_testimony_to_other_words_is_found():
    assert "other-wording" not in found(voiced(INES))
    (finding,) = (f for f in find(Draft(voiced(JUN))) if f.check == "other-wording")
    assert finding.says == "Jun Watanabe 渡辺 was shown it in other words"


def test_a_win_that_somebody_testifies_to_is_proved():
    assert [len(unproved(document)) for document in (voiced(), voiced(INES))] == [1, 0]


def test_in_the_builder_a_win_has_the_proof_of_what_is_said_of_it(packet, adas):
    placed = place(packet)
    page = f"/packets/{packet.pk}/sections/delivery/"
    before, after = "</span> Nothing yet.", "</span> Testimony."
    html = adas.get(page).content.decode()
    assert (before in html, after in html) == (True, False)
    quote(packet, placed.entry)
    html = adas.get(page).content.decode()
    assert (before in html, after in html) == (False, True)


# Brought back.


def brought(document, person):
    packet = take_up(bring(document, person), person)
    return packet, compose(Packet.objects.with_parts().get(pk=packet.pk))


def test_a_file_cannot_forge_testimony_and_loses_none(db):
    small_ladder()
    packet, document = brought(voiced(INES, RUTH, JUN), UserFactory())
    was = [INES, RUTH, JUN]
    now = [said for one in document.evidence() for said in one.testimony]
    kept = ("text", "name", "position", "relation", "closeness", "said_on")
    for name in kept:
        assert [getattr(said, name) for said in now] == [getattr(said, name) for said in was]
    assert {(said.source, said.is_verified, said.of_other_wording) for said in now} == {
        ("pasted", False, False)
    }
    elsewhere = "in a packet that was brought in"
    assert [said.where for said in now] == [elsewhere, RUTH.where, elsewhere]
    rows = packet.endorsements.values_list("state", "is_verified", "answered_at", "shown")
    assert set(map(str, rows)) == {str((Endorsement.State.PASTED.value, False, None, {}))}


def test_the_plan_says_what_testimony_becomes(db):
    small_ladder()
    plan = bring(voiced(INES, RUTH), UserFactory()).plan
    told_of = [remark.text for remark in plan.remarks if remark.subject == "The archive"]
    becomes = "becomes praise received elsewhere: a file vouches for nobody."
    assert told_of == [f"Testimony of Ines Castellanos {becomes}"]


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"text": "x" * 2_001}, "2,001 characters in a testimony; 2,000 fit"),
        ({"position": "x" * 121}, "121 characters in who testifies; 120 fit"),
        ({"text": " "}, "A testimony has no words"),
        ({"name": ""}, "Who testifies has no words"),
        ({"said_on": date(1800, 1, 1)}, "The day of a testimony is outside of the years"),
    ],
)
def test_testimony_for_which_there_is_no_room_is_refused(db, facts, complaint):
    small_ladder()
    with pytest.raises(NotAPacket, match=complaint):
        bring(voiced(changed(INES, **facts)), UserFactory())
