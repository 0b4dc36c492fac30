"""Asking for testimony: what an author sends, sees of it, and takes back."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from bragdoc.models import Entry
from packets.models import Endorsement, EndorsementSecret
from packets.testifying.acts import ASKS
from tests.clients import browser_of
from tests.factories import EvidenceFactory, PacketFactory
from tests.packets.scenes import place, share, share_again
from tests.packets.testimony_scenes import WORDS, answer, ask, now, page_of, quote


@pytest.fixture
def win(packet):
    return place(packet, "Moved the night build", details="By hand.", why="Nobody had.")


@pytest.fixture
def sam():
    """A browser in which nobody is signed in."""
    return Client()


def listing(packet):
    return reverse("endorsement-list", args=[packet.pk])


def asking(packet):
    return reverse("endorsement-ask", args=[packet.pk])


def ask_by_form(client, page, win, **changes):
    """Fill in, look at what will be shown, and ask."""
    sent = {"evidence": win.pk, "name": "Sam", "email": "", "days": 30, "word": ""} | changes
    preview = client.post(page, sent)
    if preview.status_code != 200:
        return preview
    return client.post(page, sent | {"seen": preview.context["seen"], "ask": "yes"})


def secret_in(answer):
    return answer.context["address"].rstrip("/").rpartition("/")[2]


def do(client, row, what, **sent):
    return client.post(reverse(f"endorsement-{what}", args=[row.pk]), sent)


# Looked at first.


def test_nothing_is_asked_before_it_was_looked_at(packet, win, adas):
    sent = {"evidence": win.pk, "name": "Sam", "email": "sam@example.org", "days": 30}
    preview = adas.post(asking(packet), sent)
    assert (preview.status_code, Endorsement.objects.count(), Mail.objects.count()) == (200, 0, 0)
    content = preview.content.decode()
    for shown in ("Moved the night build", "By hand.", "Nobody had.", "Ada Okoye"):
        assert shown in content
    assert "Send it to sam@example.org" in content


def test_what_was_changed_since_it_was_looked_at_is_shown_again(packet, win, adas):
    sent = {"evidence": win.pk, "name": "Sam", "days": 30}
    seen = adas.post(asking(packet), sent).context["seen"]
    Entry.objects.update(details="By night.")
    again = adas.post(asking(packet), sent | {"seen": seen, "ask": "yes"})
    assert ("By night." in again.content.decode(), Endorsement.objects.count()) == (True, 0)


def test_from_the_preview_one_can_go_back_to_the_form(packet, win, adas):
    sent = {"evidence": win.pk, "name": "Sam", "days": 30, "word": "Please.", "change": "yes"}
    form = adas.post(asking(packet), sent)
    assert (form.status_code, "Please." in form.content.decode()) == (200, True)


def test_the_card_of_a_win_leads_to_asking_about_it(packet, win, adas):
    page = reverse("packet-section", args=[packet.pk, "delivery"])
    link = f"{asking(packet)}?evidence={win.pk}"
    assert link in adas.get(page).content.decode()
    assert adas.get(link).context["form"]["evidence"].value() == win.pk


# Asked.


def test_by_mail_it_is_sent_at_once(packet, win, adas, ada, sam):
    ask_by_form(adas, asking(packet), win, email="sam@example.org", word="You were there.")
    mail = Mail.objects.get()
    assert (mail.to, mail.headers["Reply-To"]) == ("sam@example.org", ada.email)
    assert ("You were there." in mail.body, "Moved the night build" in mail.body) == (True, True)
    assert packet.title not in mail.body
    secret = mail.body.partition("/endorse/")[2].partition("/")[0]
    answer(sam, secret)
    assert Endorsement.objects.get().is_verified is True


def test_as_a_link_it_is_shown_once(packet, win, adas, sam):
    made = ask_by_form(adas, asking(packet), win)
    secret = secret_in(made)
    assert ("no-store" in made["Cache-Control"], Mail.objects.count()) == (True, 0)
    assert sam.get(page_of(secret)).status_code == 200
    assert secret not in adas.get(listing(packet)).content.decode()


def test_it_expires_in_thirty_days_unless_said_otherwise(packet, win, adas):
    assert adas.get(asking(packet)).context["form"]["days"].value() == 30
    ask_by_form(adas, asking(packet), win, days=90)
    row = Endorsement.objects.get()
    assert row.expires_at - row.asked_at == timedelta(days=90)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"days": 0},
        {"days": 91},
        {"email": "nobody"},
        {"word": "x" * 2001},
        {"evidence": 0},
    ],
)
def test_what_asks_nobody_is_said(packet, win, adas, wrong):
    sent = {"evidence": win.pk, "name": "Sam", "days": 30, "ask": "yes"} | wrong
    refused = adas.post(asking(packet), sent)
    assert (refused.status_code, Endorsement.objects.count()) == (422, 0)


def test_nobody_asks_themselves(packet, win, adas, ada):
    EmailAddress.objects.create(user=ada, email="ada@home.example", verified=False)
    for own in (ada.email, "ADA@home.example"):
        refused = ask_by_form(adas, asking(packet), win, email=own)
        assert (refused.status_code, Endorsement.objects.count()) == (422, 0)


def test_nothing_confidential_is_asked_about(packet, adas):
    secret = place(packet, "Unannounced", confidential=True)
    assert "Unannounced" not in adas.get(asking(packet)).content.decode()
    assert ask_by_form(adas, asking(packet), secret).status_code == 422


def test_nothing_of_another_packet_is_asked_about(packet, win, adas, ada):
    other = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    assert ask_by_form(adas, asking(other), win).status_code == 422


def test_sent_twice_it_is_asked_once(packet, win, adas):
    for _ in range(2):
        answered = ask_by_form(adas, asking(packet), win, email="sam@example.org")
    assert (Endorsement.objects.count(), Mail.objects.count()) == (1, 1)
    assert "asked about this already" in adas.get(answered.url).content.decode()


def test_the_same_colleague_is_asked_about_each_win_of_each_packet(packet, win, adas, ada):
    another = place(packet, "Wrote the guide")
    other = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    elsewhere = EvidenceFactory(section=other.sections.get(key="delivery"), entry=win.entry)
    for asked, placed in ((packet, win), (packet, another), (other, elsewhere)):
        ask_by_form(adas, asking(asked), placed, email="sam@example.org")
    assert Endorsement.objects.count() == 3


def test_what_expired_is_no_reason_not_to_ask(packet, win, adas, time_machine):
    ask_by_form(adas, asking(packet), win)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    ask_by_form(browser_of(packet.author), asking(packet), win)
    assert Endorsement.objects.count() == 2


def test_asks_of_a_day_are_few_however_many_packets_there_are(packet, win, adas, ada):
    for number in range(ASKS.requests):
        ask_by_form(adas, asking(packet), win, name=f"Person {number}")
    other = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    refused = ask_by_form(adas, asking(other), place(other))
    assert (refused.status_code, Endorsement.objects.count()) == (422, ASKS.requests)
    assert "try it tomorrow" in refused.content.decode()


# Reminded.


def test_a_reminder_brings_a_second_address_beside_the_first(packet, win, adas, sam):
    row, first = ask(win)
    second = secret_in(do(adas, row, "remind"))
    assert second != first
    assert [sam.get(page_of(secret)).status_code for secret in (first, second)] == [200, 200]


def test_one_is_reminded_once(packet, win, adas):
    row, _ = ask(win, email="sam@example.org")
    Mail.objects.all().delete()
    for said in (
        "Sam was reminded, at sam@example.org.",
        "Sam is reminded once, as long as nothing is answered.",
    ):
        do(adas, row, "remind")
        page = adas.get(reverse("endorsement-list", args=[packet.pk]))
        assert [str(each) for each in page.context["messages"]] == [said]
    assert list(Mail.objects.values_list("to", flat=True)) == ["sam@example.org"]


@pytest.mark.parametrize("state", ["given", "declined", "withdrawn", "cancelled", "expired"])
def test_nobody_is_reminded_of_what_is_settled(win, adas, state):
    row, _ = ask(win)
    changes = {"expires_at": timezone.now()} if state == "expired" else {"state": state}
    Endorsement.objects.filter(pk=row.pk).update(text="Said.", **changes)
    do(adas, row, "remind")
    assert (now(row).reminded_at, row.secrets.count()) == (None, 1)


# Taken back.


def test_taken_back_it_leads_nowhere_and_undone_it_does_again(win, adas, sam):
    row, secret = ask(win)
    do(adas, row, "cancel")
    assert (sam.get(page_of(secret)).status_code, answer(sam, secret).status_code) == (404, 404)
    do(adas, row, "restore")
    assert (now(row).state, sam.get(page_of(secret)).status_code) == ("asked", 200)


def test_what_was_answered_is_not_taken_back(win, adas, sam):
    row, secret = ask(win)
    answer(sam, secret)
    do(adas, row, "cancel")
    assert now(row).state == "given"


@pytest.mark.parametrize("state", ["given", "declined", "withdrawn"])
def test_to_undo_brings_back_only_what_was_taken_back(win, adas, state):
    row, _ = ask(win)
    Endorsement.objects.filter(pk=row.pk).update(state=state, text="Said.")
    do(adas, row, "restore")
    assert now(row).state == state


# Asked again.


def again(client, row, win, **changes):
    return ask_by_form(client, reverse("endorsement-again", args=[row.pk]), win, **changes)


@pytest.mark.parametrize("state", ["declined", "cancelled", "expired"])
def test_asked_again_it_begins_anew_and_earlier_addresses_end(win, adas, sam, state):
    row, first = ask(win)
    changes = {"expires_at": timezone.now()} if state == "expired" else {"state": state}
    Endorsement.objects.filter(pk=row.pk).update(text="On leave.", **changes)
    Entry.objects.update(details="By night.")
    second = secret_in(again(adas, row, win, name="Kim"))
    assert [sam.get(page_of(secret)).status_code for secret in (first, second)] == [404, 200]
    fresh = now(row)
    assert (fresh.state, fresh.name, fresh.text, fresh.shown["details"]) == (
        "asked",
        "Kim",
        "",
        "By night.",
    )


@pytest.mark.parametrize("state", ["asked", "given", "withdrawn"])
def test_what_is_open_or_answered_is_not_asked_again(win, adas, sam, state):
    row, secret = ask(win)
    if state != "asked":
        answer(sam, secret)
        Endorsement.objects.filter(pk=row.pk).update(state=state)
    again(adas, row, win)
    assert (now(row).state, now(row).name) == (state, "Sam" if state == "asked" else "Sam Ortiz")
    assert EndorsementSecret.objects.count() == 1


def test_the_form_to_ask_again_says_what_was_asked(win, adas):
    row, _ = ask(win, email="sam@example.org", word="Please.")
    form = adas.get(reverse("endorsement-again", args=[row.pk])).context["form"]
    found = [form[name].value() for name in ("name", "email", "word")]
    assert (found, form["evidence"].value()) == (["Sam", "sam@example.org", "Please."], win.pk)


# The list.


def test_the_author_prints_it_or_leaves_it_out(packet, managed, win, adas, sam):
    row, secret = ask(win)
    answer(sam, secret)
    do(adas, row, "print", print="no")
    assert list(Endorsement.objects.printable()) == []
    do(adas, row, "print", print="yes")
    assert list(Endorsement.objects.printable()) == [row]


def test_nothing_that_is_sent_changes_a_word_of_it(win, adas, sam):
    row, secret = ask(win)
    answer(sam, secret)
    sent = {"text": "The best ever.", "name": "Sam", "consents": "on", "revision": 2}
    for what in ("print", "cancel", "restore", "remind"):
        do(adas, row, what, **sent)
    assert adas.post(reverse("praise-detail", args=[row.pk]), sent).status_code == 404
    assert (now(row).text, now(row).name) == (WORDS, "Sam Ortiz")


@pytest.mark.parametrize(
    ("change", "is_changed"),
    [
        ({}, False),
        ({"title": "Other"}, True),
        ({"details": "Other"}, True),
        ({"impact": "Other"}, True),
        ({"metrics": [{"label": "pages", "before": "9", "after": "0"}]}, True),
        ({"private_note": "Other"}, False),
    ],
)
def test_a_win_that_is_worded_otherwise_than_it_was_shown_is_said_to_be(
    packet, win, adas, change, is_changed
):
    ask(win)
    if change:
        Entry.objects.update(**change)
    listed = adas.get(listing(packet)).content.decode()
    assert ("worded otherwise now" in listed) == is_changed


def test_a_win_that_is_placed_no_more_is_said_to_be(packet, win, adas):
    ask(win)
    win.take_out()
    assert "does not stand in the packet now" in adas.get(listing(packet)).content.decode()


def test_a_win_that_became_confidential_is_said_to_be(packet, win, adas):
    ask(win)
    Entry.objects.update(confidential=True)
    assert "confidential since" in adas.get(listing(packet)).content.decode()


def test_the_list_says_which_version_prints_it(packet, managed, win, adas, sam):
    answer(sam, ask(win)[1])
    share(packet)
    listed = adas.get(listing(packet)).content.decode()
    assert f'href="{reverse("version-detail", args=[packet.pk, 1])}">In version 1' in listed


def test_the_same_words_on_another_win_are_not_printed_by_it(packet, managed, win, sam):
    another = place(packet, "Wrote the guide")
    printed, left_out = (ask(placed) for placed in (win, another))
    for _row, secret in (printed, left_out):
        answer(sam, secret)
    left_out[0].choose(is_printed=False)
    version = share(packet).versions.get()
    assert [now(row).printed_in() for row, _secret in (printed, left_out)] == [[version], []]


def test_an_empty_list_shows_what_testimony_is(packet, adas):
    assert "Nobody was asked yet." in adas.get(listing(packet)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    packet, managed, adas, rows, django_assert_num_queries
):
    for number in range(rows):
        win = place(packet, f"Win {number}")
        answer(Client(), ask(win)[1])
        quote(packet, win.entry)
    share(packet)
    adas.get(listing(packet))
    with django_assert_num_queries(7):
        adas.get(listing(packet))


@pytest.mark.parametrize("wins", [1, 3])
def test_asking_asks_as_often_for_three_wins_as_for_one(
    packet, adas, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Win {number}")
    adas.get(asking(packet))
    with django_assert_num_queries(6):
        adas.get(asking(packet))


@pytest.mark.parametrize("versions", [1, 3])
def test_a_colleague_s_page_asks_as_often_for_three_versions_as_for_one(
    packet, managed, grace, win, sam, versions, django_assert_num_queries
):
    _row, secret = ask(win)
    answer(sam, secret)
    share(packet)
    for _ in range(versions - 1):
        share_again(packet, grace)
    with django_assert_num_queries(2):
        sam.get(page_of(secret))
