"""A packet is brought in on two pages: it is looked at first, and made then, once."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Entry, LadderVersion
from packets.document import canonical_json
from packets.models import Packet
from tests.factories import LADDER, EntryFactory, PlacementFactory, small_ladder
from tests.packets.documents import one_section, win
from tests.packets.test_importing import DAY, SENIOR_HERE, SMALL, STAFF_HERE, composed

pytestmark = pytest.mark.django_db


def small_packet(*evidence, **changes):
    """A packet for the staff level of the small ladder, with a section of the author's own."""
    facts = {"ladder": SMALL, "now": SENIOR_HERE, "goal": STAFF_HERE}
    return one_section(*evidence, **(facts | changes))


def brought(browser, document):
    file = SimpleUploadedFile("packet.json", canonical_json(document))
    return browser.post("/packets/import/", {"file": file})


def fields_of(page) -> dict[str, str]:
    """What the form of the second step would send as it stands."""
    text = page.content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    chosen = re.findall(r'<select name="(\w+)".*?<option value="([^"]*)" selected', text, re.S)
    fields = {name: unescape(value) for name, value in [*hidden, *chosen]}
    return {name: fields[name] for name in ("packet", "over", "seen", "ladder", "now", "goal")}


def make(browser, page, **changes):
    fields = fields_of(page) | {"do": "make"} | changes
    return browser.post("/packets/import/plan/", fields)


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page.content.decode())).split())


@pytest.fixture
def ladder(db):
    return small_ladder()


@pytest.fixture
def larger_ladder(db):
    document = LadderDocument.model_validate(
        LADDER | {"ladder": {"slug": "larger", "name": "Larger Ladder", "version": "1"}}
    )
    version = LadderVersion.objects.draft_from(document)
    version.publish()
    return version


def test_a_file_is_shown_and_nothing_is_written(adas, ladder):
    page = brought(adas, small_packet(win(7, "Read the whole log", DAY)))
    assert page.status_code == 200
    assert "1 win new in your log" in words(page)
    assert "Nothing is written yet." in words(page)
    assert (Packet.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_second_press_makes_the_draft(adas, ada, ladder):
    document = small_packet(win(7, "Read the whole log", DAY), thesis="I read.")
    answer = make(adas, brought(adas, document))
    packet = Packet.objects.get()
    assert answer.url == f"/packets/{packet.pk}/"
    assert packet.author == ada
    assert composed(packet).thesis == "I read."


def test_a_pasted_text_is_read_like_a_file(adas, ladder):
    text = canonical_json(small_packet()).decode()
    page = adas.post("/packets/import/", {"text": text})
    assert "Nothing is written yet." in words(page)


def test_two_presses_make_one_draft(adas, ladder):
    page = brought(adas, small_packet(win(7, "Read the whole log", DAY)))
    first, second = make(adas, page), make(adas, page)
    assert (Packet.objects.count(), Entry.objects.count()) == (1, 1)
    assert second.status_code == 200  # the log has changed since, so it is shown again
    assert "You brought in this file before" in words(second)
    assert first.status_code == 302


def test_the_same_file_is_known_again(adas, ladder):
    document = small_packet(win(7, "Read the whole log", DAY))
    make(adas, brought(adas, document))
    page = brought(adas, document)
    assert "You brought in this file before" in words(page)
    assert "Make the draft" not in words(page)


def test_what_changed_since_it_was_shown_is_shown_again(adas, ada, ladder):
    page = brought(adas, small_packet(win(7, "Read the whole log", DAY)))
    EntryFactory(author=ada, title="Read the whole log", starts_on=DAY)
    again = make(adas, page)
    assert "It would not be made as you saw it." in words(again)
    assert Packet.objects.count() == 0
    assert make(adas, again).status_code == 302
    assert Entry.objects.count() == 1


def test_another_ladder_has_to_be_looked_at_before_it_is_made(adas, ladder, larger_ladder):
    page = brought(adas, small_packet())
    again = make(adas, page, ladder=larger_ladder.pk)
    assert "It would not be made as you saw it." in words(again)
    assert "measured against Larger Ladder 1, not against Small Ladder 1." in words(again)
    make(adas, again)
    assert Packet.objects.get().ladder_version == larger_ladder


def test_another_goal_is_looked_at(adas, ladder):
    page = brought(adas, small_packet())
    fields = fields_of(page) | {"goal": "ic/senior", "do": "look"}
    again = adas.post("/packets/import/plan/", fields)
    assert "Staff Engineer (E5) becomes" not in words(again)
    assert "Staff Engineer (E4) becomes Senior Engineer (E3)." in words(again)
    assert Packet.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file, or paste the JSON."),
        ({"text": "{}"}, "This is no packet"),
        ({"text": "[" * 100_000}, "nested far deeper"),
        ({"text": json.dumps({"format": "packet/1"})}, "title: Field required"),
    ],
)
def test_what_is_no_packet_is_refused_on_its_page(adas, ladder, sent, said):
    page = adas.post("/packets/import/", sent)
    assert page.status_code == 422
    assert said in words(page)


def test_a_file_and_a_text_are_not_read_together(adas, ladder):
    file = SimpleUploadedFile("packet.json", b"{}")
    page = adas.post("/packets/import/", {"file": file, "text": "{}"})
    assert "Choose one of them." in words(page)


def test_an_empty_file_is_said_to_be_empty(adas, ladder):
    page = adas.post("/packets/import/", {"file": SimpleUploadedFile("packet.json", b"")})
    assert "The submitted file is empty." not in words(page)
    assert page.status_code == 422


@pytest.mark.parametrize(
    "changes",
    [{"packet": ""}, {"packet": "{}"}, {"ladder": "999"}, {"packet": '{"format": "packet/1"}'}],
)
def test_a_second_step_that_was_tampered_with_is_refused(adas, ladder, changes):
    page = make(adas, brought(adas, small_packet()), **changes)
    assert page.status_code == 422
    assert Packet.objects.count() == 0


@pytest.mark.parametrize("position", ["", "nowhere", "ic/nobody", "/", "a/b/c"])
def test_a_position_that_is_not_there_is_found_anew(adas, ladder, position):
    page = make(adas, brought(adas, small_packet()), goal=position, now=position)
    assert page.status_code == 302
    assert Packet.objects.get().goal == "ic/staff"


def test_hostile_words_are_shown_as_words(adas, ladder):
    evil = "<script>alert(1)</script>"
    page = brought(adas, small_packet(win(1, evil, DAY), title=evil, author=evil, preset=evil))
    assert evil.encode() not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content


def test_a_packet_of_somebody_else_becomes_a_draft_of_ones_own(eves, eve, ladder):
    page = brought(eves, small_packet(win(1, "Read the whole log", DAY)))
    assert "written by Ada Marchetti . The draft will be yours" in words(page)
    make(eves, page)
    assert Packet.objects.get().author == eve
    assert Entry.objects.get().author == eve


def test_a_ladder_that_one_does_not_see_is_not_used(adas, ladder, eve):
    hidden = PlacementFactory(person=eve).ladder_version
    hidden.ladder.owner = eve
    hidden.ladder.save()
    page = brought(adas, small_packet())
    assert page.status_code == 422
    assert "no ladder here" in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_plan_asks_the_same_questions_however_many_wins(
    adas, ladder, count, django_assert_num_queries
):
    document = small_packet(*(win(n, f"Win {n}", DAY) for n in range(count)))
    ladder.read()  # which a process does once
    with django_assert_num_queries(9):
        brought(adas, document)


# The command.


def run(capsys, *arguments):
    call_command("import_packet", *map(str, arguments))
    return capsys.readouterr()


@pytest.fixture
def file(tmp_path, ladder):
    path = tmp_path / "packet.json"
    path.write_bytes(canonical_json(small_packet(win(7, "Read the whole log", DAY))))
    return path


def test_the_command_prints_the_plan_and_writes_nothing(ada, file, capsys):
    plan = json.loads(run(capsys, file, "--owner", ada.email, "--preview").out)
    assert plan["wins"] == [
        {"title": "Read the whole log", "starts_on": f"{DAY}", "ends_on": f"{DAY}", "state": "new"}
    ]
    assert plan["ladder"] == "Small Ladder 1"
    assert (plan["now"], plan["goal"]) == ("ic/senior", "ic/staff")
    assert (plan["remarks"], plan["draft"]) == ([], None)
    assert Packet.objects.count() == 0


def test_the_command_makes_the_draft_once(ada, file, capsys):
    first = run(capsys, file, "--owner", ada.email).out
    assert run(capsys, file, "--owner", ada.email).out == first
    assert first == f"Packet {Packet.objects.get().pk}: Promotion case, first draft\n"
    assert Entry.objects.count() == 1


def test_the_command_refuses_what_is_no_packet(ada, tmp_path, ladder):
    path = tmp_path / "notes.txt"
    path.write_text("# Notes")
    with pytest.raises(CommandError, match="no JSON"):
        call_command("import_packet", str(path), "--owner", ada.email)
