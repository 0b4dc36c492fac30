"""Praise that was received elsewhere: the author's quotation, marked as such."""

import pytest
from django.urls import reverse

from packets.compose import compose
from packets.models import Endorsement, Packet
from tests.clients import AUTOSAVE
from tests.factories import EntryFactory
from tests.packets.scenes import place
from tests.packets.testimony_scenes import now, quote


@pytest.fixture
def win(packet):
    return place(packet, "Moved the night build")


def quoting(packet):
    return reverse("praise-create", args=[packet.pk])


def sent(win, **changes):
    return {
        "entry": win.entry_id,
        "name": "Kim Berg",
        "position": "Head of Sales",
        "said_where": "In a mail to the team",
        "said_on": "2026-11-05",
        "text": "That saved our launch.",
        "consents": "on",
        "revision": 1,
    } | changes


def printed(packet):
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    return [said for evidence in document.evidence() for said in evidence.testimony]


def test_it_is_printed_as_received_elsewhere(packet, win, adas):
    assert adas.post(quoting(packet), sent(win)).status_code == 302
    [said] = printed(packet)
    assert (said.text, said.name, said.where, said.source, said.is_verified) == (
        "That saved our launch.",
        "Kim Berg",
        "In a mail to the team",
        "pasted",
        False,
    )


def test_it_is_printed_only_where_its_author_says_that_it_may_be_quoted(packet, win, adas):
    adas.post(quoting(packet), sent(win, consents=""))
    assert printed(packet) == []
    listed = adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert ("That saved our launch." in listed, "until you say that you may quote" in listed) == (
        True,
        True,
    )


def test_it_is_marked_in_the_list(packet, win, adas):
    quote(packet, win.entry)
    listed = adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert "Praise received elsewhere, quoted by you" in listed


def test_sent_twice_it_is_quoted_once(packet, win, adas):
    for _ in range(2):
        adas.post(quoting(packet), sent(win))
    assert Endorsement.objects.count() == 1


@pytest.mark.parametrize("missing", ["entry", "name", "said_where", "text"])
def test_without_who_where_or_what_nothing_is_quoted(packet, win, adas, missing):
    refused = adas.post(quoting(packet), sent(win, **{missing: ""}))
    assert (refused.status_code, Endorsement.objects.count()) == (422, 0)


def test_it_is_about_a_win_that_is_placed_and_not_confidential(packet, ada, adas):
    hidden = place(packet, "Unannounced", confidential=True)
    loose = EntryFactory(author=ada)
    for entry in (hidden.entry_id, loose.pk):
        refused = adas.post(quoting(packet), sent(hidden, entry=entry))
        assert (refused.status_code, Endorsement.objects.count()) == (422, 0)


def test_its_words_are_its_author_s_to_mend(packet, win, adas):
    row = quote(packet, win.entry)
    page = reverse("praise-detail", args=[row.pk])
    assert "That saved our launch." in adas.get(page).content.decode()
    assert adas.post(page, sent(win, text="That saved us.")).status_code == 302
    assert now(row).text == "That saved us."


def test_it_saves_itself_and_two_tabs_are_shown_both(packet, win, adas):
    row = quote(packet, win.entry)
    page = reverse("praise-detail", args=[row.pk])
    saved = adas.post(page, sent(win, text="One."), headers=AUTOSAVE)
    assert 'value="2"' in saved.content.decode()
    late = adas.post(page, sent(win, text="Two."), headers=AUTOSAVE)
    content = late.content.decode()
    assert (late.status_code, "One." in content, "Two." in content) == (409, True, True)
    assert adas.post(page, sent(win, text=""), headers=AUTOSAVE).status_code == 422
    assert now(row).text == "One."


def test_discarded_it_is_gone_and_can_be_had_back(packet, win, adas):
    row = quote(packet, win.entry)
    listing = reverse("endorsement-list", args=[packet.pk])
    adas.post(reverse("endorsement-cancel", args=[row.pk]))
    told = adas.get(listing).content.decode()
    undo = reverse("endorsement-restore", args=[row.pk])
    assert ("That saved our launch." in told, f'action="{undo}"' in told) == (False, True)
    assert adas.get(reverse("praise-detail", args=[row.pk])).status_code == 404
    adas.post(undo)
    assert now(row).state == "pasted"


def test_where_no_win_is_placed_it_says_to_place_one_first(packet, adas):
    page = adas.get(quoting(packet)).content.decode()
    assert ("Place one first" in page, "Quote it" in page) == (True, False)


def test_what_was_typed_stands_again_when_its_win_was_taken_out_meanwhile(packet, win, adas):
    typed = sent(win)
    win.delete()
    response = adas.post(quoting(packet), typed)
    assert response.status_code == 422
    assert "That saved our launch." in response.content.decode()


def test_praise_in_the_log_is_offered_as_a_start(packet, ada, win, adas):
    logged = EntryFactory(
        author=ada, title="Kim said thanks", details="It saved our launch.", kind="praise"
    )
    EntryFactory(author=ada, title="Long ago", kind="praise", starts_on="2019-01-01")
    EntryFactory(author=ada, title="Unannounced", kind="praise", confidential=True)
    page = adas.get(quoting(packet)).content.decode()
    assert f'href="?from={logged.pk}"' in page
    assert ("Long ago" in page, "Unannounced" in page) == (False, False)
    form = adas.get(quoting(packet), {"from": logged.pk}).context["form"]
    assert (form["text"].value(), str(form["said_on"].value())) == (
        "It saved our launch.",
        "2026-11-03",
    )


def test_another_s_praise_is_no_start(packet, eve, win, adas):
    theirs = EntryFactory(author=eve, title="planted", details="planted", kind="praise")
    page = adas.get(quoting(packet), {"from": theirs.pk}).content.decode()
    assert "planted" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_asks_as_often_for_three_as_for_one(
    packet, ada, adas, rows, django_assert_num_queries
):
    for number in range(rows):
        place(packet, f"Win {number}")
        EntryFactory(author=ada, kind="praise")
    adas.get(quoting(packet))
    with django_assert_num_queries(10):
        adas.get(quoting(packet))
