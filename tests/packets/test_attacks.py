"""What somebody tries who knows every address and writes his own forms."""

import pytest
from django.urls import reverse

from accounts.models import Mail
from packets.models import (
    Comment,
    Endorsement,
    Notification,
    RatingSheet,
    Reviewer,
    ShareLink,
)
from packets.reviewing.reviewers import ask as ask_to_review
from packets.sharing import move_packet
from tests.clients import browser_of, program_of, send
from tests.factories import PacketFactory, SeasonFactory
from tests.packets.crawling import routes
from tests.packets.scenes import place, rate, review, share
from tests.packets.testimony_scenes import ANSWER, ask, now, page_of
from tests.test_access import arguments_by_name, methods

HUGE = str(10**30)
NUL, MEGABYTE = "a\0b", "word " * 200_000


@pytest.fixture
def other(ada, in_review):
    """Another packet of Ada's, shared with Eve alone."""
    return PacketFactory(author=ada, ladder_version=in_review.ladder_version)


@pytest.fixture
def foreign(eve, in_review):
    """Eve's own draft."""
    packet = PacketFactory(author=eve, ladder_version=in_review.ladder_version)
    place(packet, "Of Eve")
    return packet


def test_no_form_is_taken_without_its_token(ada, grace, eve, managed):
    named = arguments_by_name(ada, grace, eve, managed)
    browser = browser_of(ada, enforce_csrf_checks=True)
    answered = {
        name: browser.post(reverse(name, args=named.get(name)), {"theme": "dark"}).status_code
        for name, route, view in routes()
        if "POST" in methods(view) and not route.startswith("api/")
    }
    taken = {name: status for name, status in answered.items() if status != 403}
    assert taken == {"reminder-stop": 200}  # by a mail program (RFC 8058), with a signed address


# What a form does not have cannot be sent in it.


def test_nobody_makes_himself_more_than_he_was_asked_to_be(adas, eves, ada, eve, in_review):
    page = reverse("reviewer-list", args=[in_review.pk])
    assert adas.post(page, {"email": eve.email, "role": "author"}).status_code == 422
    sent = {"state": "accepted", "person": eve.pk, "ended_by": ada.pk, "packet": 999}
    adas.post(page, {"email": eve.email, "role": "observer", **sent})
    part = Reviewer.objects.get(email=eve.email)
    assert (part.state, part.person, part.packet) == ("asked", None, in_review)
    eves.post(reverse("reviewer-answer", args=[part.pk]), {"answer": "accept", "role": "manager"})
    assert in_review.role_of(eve) == "observer"
    eves.post(reverse("reviewer-role", args=[part.pk]), {"role": "manager"})
    assert in_review.role_of(eve) == "observer"


def test_the_author_reviews_nothing_of_hers_under_any_address(adas, ada, in_review):
    page = reverse("reviewer-list", args=[in_review.pk])
    for email in (ada.email, ada.email.upper()):
        assert adas.post(page, {"email": email, "role": "peer"}).status_code == 422
    part = ask_to_review(in_review, email="second@example.org", role="manager")
    ada.email = "Second@example.org"
    ada.save()
    assert adas.post(
        reverse("reviewer-answer", args=[part.pk]), {"answer": "accept"}
    ).status_code == (404)
    assert in_review.role_of(ada) == "author"


def test_a_form_moves_no_packet_and_prints_no_testimony(adas, client, packet, managed):
    season = SeasonFactory(published_at=None)
    evidence = place(packet)
    row, secret = ask(evidence)
    sent = {"is_verified": "on", "state": "pasted", "is_printed": "", "email": "boss@example.org"}
    assert client.post(page_of(secret), ANSWER | sent).status_code == 302
    assert [now(row).is_verified, now(row).state, now(row).email] == [False, "given", ""]
    adas.post(
        reverse("praise-create", args=[packet.pk]),
        {"entry": evidence.entry_id, "name": "Kim", "text": "Good.", "said_where": "Here",
         "revision": 1, "is_verified": "on", "state": "given"},
    )  # fmt: skip
    praise = Endorsement.objects.get(name="Kim")
    assert [praise.state, praise.is_verified] == ["pasted", False]
    page = reverse("packet-share", args=[packet.pk])
    assert adas.post(page, {"season": season.pk, "state": "supported"}).status_code in (302, 422)
    packet.refresh_from_db()
    assert (packet.season, packet.state in ("draft", "in-review")) == (None, True)


def test_the_author_answers_and_verifies_nothing_in_her_colleague_s_place(adas, ada, packet):
    row, secret = ask(place(packet), email="sam@example.org")
    for act in ("", "-decline", "-withdraw", "-confirm", "-verify"):
        there = reverse(f"endorse{act}", args=[secret])
        assert adas.post(there, ANSWER | {"email": "x@example.org"}).status_code == 403
    assert (now(row).state, now(row).is_verified) == ("asked", False)
    asked = {"evidence": row.packet.sections.get(key="delivery").evidence.get().pk, "days": 3}
    own = asked | {"name": "Me", "email": ada.email.upper()}
    assert adas.post(reverse("endorsement-ask", args=[packet.pk]), own).status_code == 422


# Rows of somebody else.


def test_a_form_names_no_row_of_another_packet(adas, graces, in_review, other, foreign, eve, ada):
    place(other)
    review(other, eve)
    elsewhere = share(other).versions.get()
    said = Comment.objects.create(version=elsewhere, section="opening", author=eve, text="Yes.")
    there = [in_review.pk, 1]
    comment = {"section": "opening", "text": "No.", "parent": said.pk}
    assert graces.post(reverse("comment-create", args=there), comment).status_code == 422
    link = {"reader": "Lee", "version": elsewhere.pk, "days": 3}
    assert adas.post(reverse("link-list", args=[in_review.pk]), link).status_code == 422
    of_eve = foreign.sections.get(key="delivery").evidence.get()
    asked = {"evidence": of_eve.pk, "name": "Sam", "days": 3}
    assert adas.post(reverse("endorsement-ask", args=[in_review.pk]), asked).status_code == 422
    quoted = {"entry": of_eve.entry_id, "name": "Kim", "text": "Good.", "said_where": "Here",
              "revision": 1}  # fmt: skip
    assert adas.post(reverse("praise-create", args=[in_review.pk]), quoted).status_code == 422
    assert [rows.objects.count() for rows in (Comment, ShareLink, Endorsement)] == [1, 0, 0]


def test_after_a_decision_nobody_rates(graces, grace, in_review):
    rate(in_review.versions.get(), grace, "meeting")
    move_packet(in_review, "support", by=grace, version=1)
    sent = {"revision": 1, "rating-delivery": "not-yet"}
    assert graces.post(reverse("version-ratings", args=[in_review.pk, 1]), sent).status_code == 409
    assert RatingSheet.objects.get().ratings["delivery"] == "meeting"


# What no text is.


@pytest.mark.parametrize("text", [NUL, MEGABYTE, HUGE, "\N{RIGHT-TO-LEFT OVERRIDE}" * 6_000])
def test_whatever_is_sent_is_taken_or_refused_and_breaks_nothing(
    adas, graces, client, in_review, text
):
    _row, secret = ask(place(in_review))
    _link, known = ShareLink.objects.make(
        version=in_review.versions.get(), reader="Lee Park", parts=[], days=3, passcode="let me in"
    )
    there, packet = [in_review.pk, 1], [in_review.pk]
    fields = [
        "section", "place", "quote", "suggestion", "text", "parent", "key", "revision", "note",
        "conditions", "again_on", "version", "decision", "rating-delivery", "note-delivery",
        "email", "role", "word", "name", "days", "reader", "passcode", "parts", "answer_due_on",
        "part", "why", "position", "relation", "closeness", "until", "number", "hour", "muted",
    ]  # fmt: skip
    answered = {
        client_.post(reverse(name, args=args), dict.fromkeys(fields, text)).status_code
        for client_, name, args in (
            (graces, "comment-create", there),
            (graces, "version-ratings", there),
            (graces, "packet-decide", packet),
            (graces, "packet-move", [*packet, "request-changes"]),
            (graces, "version-far", there),
            (graces, "notification-seen", []),
            (graces, "notification-plan", []),
            (adas, "reviewer-list", packet),
            (adas, "endorsement-ask", packet),
            (adas, "praise-create", packet),
            (adas, "link-list", packet),
            (adas, "packet-share", packet),
            (adas, "packet-due", packet),
            (client, "endorse", [secret]),
            (client, "endorse-confirm", [secret]),
            (client, "endorse-decline", [secret]),
            (client, "endorse-verify", [secret]),
            (client, "link-read", [known]),
            (client, "link-far", [known]),
        )
    }
    assert answered <= {200, 204, 302, 400, 409, 422}


@pytest.mark.parametrize(
    "place_of", [HUGE, f"{'9' * 16}-a-{'9' * 18}", f"{'9' * 18}-l-1", "1-l-\0", "-1", "\0"]
)
def test_no_place_in_a_list_breaks_it(adas, graces, in_review, place_of):
    for browser, name, args in (
        (adas, "packet-readers", [in_review.pk]),
        (graces, "notification-list", []),
        (graces, "review-list", []),
        (graces, "team", []),
        (graces, "reviewer-asked", []),
        (adas, "version-compare", [in_review.pk]),
    ):
        asked = dict.fromkeys(["before", "after", "from", "to", "waiting"], place_of)
        assert browser.get(reverse(name, args=args), asked).status_code in (200, 404), name


def test_half_a_character_in_json_is_refused(ada):
    program = program_of(ada)
    for name in ("title", "details", "private_note"):
        answered = program.generic(
            "POST", "/api/v1/entries", f'{{"title": "a", "{name}": "\\ud800"}}', "application/json"
        )
        assert answered.status_code in (400, 422), name
    assert send(program, "GET", "/entries").json()["entries"] == []


def test_a_name_with_a_line_break_adds_no_header(ada, in_review):
    ada.name = "Ada\r\nBcc: eve@example.org"
    ada.save()
    in_review.refresh_from_db()
    ask_to_review(in_review, email="una@example.org", role="peer")
    mail = Mail.objects.get(to="una@example.org")
    message = mail.message().message()
    assert (message["Bcc"], "\n" in mail.subject, mail.to) == (None, False, "una@example.org")


def test_notifications_lead_to_this_site(ada, grace, in_review):
    told = Notification.objects.values_list("path", flat=True)
    assert told
    assert [path for path in told if not path.startswith("/") or path.startswith("//")] == []


def test_a_passcode_lets_in_no_more_once_it_is_another(client, in_review):
    link, secret = ShareLink.objects.make(
        version=in_review.versions.get(), reader="Lee Park", parts=[], days=3, passcode="let me in"
    )
    _other, other = ShareLink.objects.make(
        version=in_review.versions.get(), reader="Kim Park", parts=[], days=3, passcode="let me in"
    )
    page = reverse("link-read", args=[secret])
    client.post(page, {"passcode": "let me in"})
    assert "Lee Park" in client.get(page).text
    assert "Kim Park" not in client.get(reverse("link-read", args=[other])).text
    ShareLink.objects.filter(pk=link.pk).update(passcode="pbkdf2$another")
    assert in_review.title not in client.get(page).text
