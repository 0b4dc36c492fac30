"""A win is told in other words in a packet, and keeps its own."""

import pytest

from bragdoc.models import Entry
from packets.compose import compose
from packets.models import Evidence, Packet
from packets.models.evidence import Wording
from tests.clients import AUTOSAVE
from tests.factories import PacketFactory
from tests.packets.scenes import place, put

OWN = Wording("Halved the build", "Cached the tests.", "We release daily.")
HERE = {
    "framed_title": "Every team releases daily",
    "framed_details": "I decided what to cache.",
    "framed_impact": "Four teams took it over.",
    "why": "Nobody had asked for it.",
}


@pytest.fixture
def placed(packet):
    return place(packet, OWN.title, details=OWN.details, impact=OWN.impact)


def frame(client, evidence, *, revision=1, headers=None, **words):
    fields = HERE | words | {"revision": revision}
    return client.post(f"/evidence/{evidence.pk}/frame/", fields, headers=headers)


def tell(client, evidence, words):
    return client.post(f"/evidence/{evidence.pk}/tell/", {"words": words}, follow=True)


def text_of(response):
    return response.content.decode()


def told(packet):
    """The words of each win as the packet prints them."""
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    return [
        (win.title, win.details, win.impact) for part in document.sections for win in part.placed()
    ]


def test_the_form_begins_with_the_entry_s_words(placed, adas):
    form = adas.get(f"/evidence/{placed.pk}/frame/").context["form"]
    assert [form[name].value() for name in list(HERE)[:3]] == list(OWN)


def test_looking_at_the_form_frames_nothing(packet, placed, adas):
    adas.get(f"/evidence/{placed.pk}/frame/")
    assert told(packet) == [OWN]


def test_a_framed_win_is_told_in_the_packet_s_words_and_the_entry_keeps_its_own(
    packet, placed, adas
):
    response = frame(adas, placed)
    entry = Entry.objects.get()
    assert response["Location"] == f"/evidence/{placed.pk}/frame/"
    assert told(packet) == [tuple(HERE.values())[:3]]
    assert (entry.title, entry.details, entry.impact, entry.revision) == (*OWN, 1)
    assert Evidence.objects.get().why == HERE["why"]


def test_it_saves_itself(packet, placed, adas):
    response = frame(adas, placed, headers=AUTOSAVE)
    assert text_of(response).strip() == '<input type="hidden" name="revision" value="2">'
    assert told(packet) == [tuple(HERE.values())[:3]]


def test_without_a_title_it_keeps_the_entry_s(packet, placed, adas):
    frame(adas, placed, framed_title=" ", framed_details="", framed_impact="")
    assert told(packet) == [(OWN.title, "", "")]


def test_the_page_of_a_framed_win_shows_both_side_by_side(placed, adas):
    frame(adas, placed)
    page = text_of(adas.get(f"/evidence/{placed.pk}/"))
    for words in (*OWN, *HERE.values()):
        assert words in page


def test_back_to_its_own_words_and_undone(packet, placed, adas):
    frame(adas, placed)
    page = text_of(tell(adas, placed, "own"))
    assert told(packet) == [OWN]
    undo = f"/evidence/{placed.pk}/tell/?words=here"
    assert f'action="{undo}"' in page
    adas.post(undo)
    assert told(packet) == [tuple(HERE.values())[:3]]


def test_words_once_found_are_there_again_in_the_form(placed, adas):
    frame(adas, placed)
    tell(adas, placed, "own")
    response = adas.get(f"/evidence/{placed.pk}/frame/")
    assert response.context["form"]["framed_title"].value() == HERE["framed_title"]
    assert "Tell it in these words again" in text_of(response)


def test_words_that_were_never_found_cannot_tell_it(packet, placed, adas):
    tell(adas, placed, "here")
    assert told(packet) == [OWN]


def test_it_is_told_in_the_same_words_wherever_it_stands_in_the_packet(packet, placed, adas):
    put(adas, packet, placed.entry, "notices")
    frame(adas, placed)
    put(adas, packet, placed.entry, "", "reliability")
    assert told(packet) == [tuple(HERE.values())[:3]] * 3
    tell(adas, Evidence.objects.get(expectation="notices"), "own")
    assert told(packet) == [OWN] * 3


def test_another_packet_tells_it_as_it_did(packet, placed, adas):
    other = PacketFactory(author=packet.author, ladder_version=packet.ladder_version)
    put(adas, other, placed.entry)
    frame(adas, placed)
    assert told(other) == [OWN]


def test_words_saved_elsewhere_in_the_meantime_are_shown_and_not_written_over(placed, adas):
    frame(adas, placed)
    response = frame(adas, placed, framed_title="Another", revision=1)
    assert response.status_code == 409
    assert "Another" in text_of(response)
    assert Evidence.objects.get().framed_title == HERE["framed_title"]


def test_the_same_words_sent_twice_are_kept_once(placed, adas):
    answers = [frame(adas, placed).status_code for _ in range(2)]
    assert (answers, Evidence.objects.get().revision) == ([302, 302], 2)


@pytest.mark.parametrize(
    ("name", "limit"),
    [("framed_title", 300), ("framed_details", 20_000), ("framed_impact", 20_000)],
)
def test_words_that_are_too_long_are_refused_and_kept_on_the_page(
    packet, placed, adas, name, limit
):
    response = frame(adas, placed, **{name: "ж" * (limit + 1)})
    assert response.status_code == 422
    assert "ж" * (limit + 1) in text_of(response)
    assert told(packet) == [OWN]


OVERTAKEN = "The win was changed since"


@pytest.mark.parametrize("field", OWN._fields)
def test_an_entry_changed_after_it_was_framed_says_so_with_what_it_said_before(
    packet, placed, adas, field
):
    frame(adas, placed)
    page, section = f"/evidence/{placed.pk}/", f"/packets/{packet.pk}/sections/delivery/"
    assert OVERTAKEN not in text_of(adas.get(page)) + text_of(adas.get(section))
    Entry.objects.update(**{field: "Something else"})
    assert OVERTAKEN in text_of(adas.get(page))
    assert getattr(OWN, field) in text_of(adas.get(page))
    assert OVERTAKEN in text_of(adas.get(section))


def test_its_words_looked_at_and_saved_again_it_is_not_overtaken_any_more(placed, adas):
    frame(adas, placed)
    Entry.objects.update(details="Something else")
    frame(adas, placed, framed_details="I decided that too.", revision=2)
    assert OVERTAKEN not in text_of(adas.get(f"/evidence/{placed.pk}/"))


def test_what_is_told_in_its_own_words_is_never_overtaken(placed, adas):
    frame(adas, placed)
    tell(adas, placed, "own")
    Entry.objects.update(details="Something else")
    assert OVERTAKEN not in text_of(adas.get(f"/evidence/{placed.pk}/"))


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_of_a_win(packet, placed, adas, places, django_assert_num_queries):
    for expectation in ["notices", "finishes"][: places - 1]:
        put(adas, packet, placed.entry, expectation)
    frame(adas, placed)
    adas.get(f"/evidence/{placed.pk}/frame/")
    with django_assert_num_queries(17):
        adas.get(f"/evidence/{placed.pk}/frame/")
