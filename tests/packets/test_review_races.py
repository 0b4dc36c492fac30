"""Two at once: of what cannot both be done the second is refused, and nothing is lost.

The second always begins when the first has done all and committed nothing yet.
"""

import pytest
from django.urls import reverse

from packets.models import (
    Comment,
    Event,
    Notification,
    Packet,
    RatingSheet,
    Reviewer,
    ShareLink,
    Version,
)
from packets.ratings import rateable
from packets.review import IllegalMove
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import PacketFactory, UserFactory
from tests.packets.racing import meet
from tests.packets.scenes import manage, rate, review, share

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def grace(ada):
    grace = UserFactory(name="Grace")
    manage(ada, grace)
    return grace


@pytest.fixture
def lin(in_review):
    """Manages her too, and has rated."""
    lin = UserFactory(name="Lin")
    review(in_review, lin, "manager")
    rate(in_review.versions.get(), lin)
    return lin


@pytest.fixture
def in_review(ada, grace):
    """Ada's packet, its version 1 before Grace, who has rated it."""
    packet = share(PacketFactory(author=ada))
    rate(packet.versions.get(), grace)
    return packet


# What people send, each from their own browser; what comes back is (status, page).


def answer_of(response):
    return response.status_code, response.content.decode()


def moves(person, packet, name, note="", number=1):
    browser = browser_of(person)
    page = reverse("packet-move", args=[packet.pk, name])
    return lambda: answer_of(browser.post(page, {"note": note, "version": number}))


def comments(person, packet, text, key=""):
    browser, page = browser_of(person), reverse("comment-create", args=[packet.pk, 1])
    sent = {"text": text, "section": "delivery", "parent": "", "key": key}
    return lambda: answer_of(browser.post(page, sent))


def rates(person, packet, rating, note):
    version = packet.versions.get()
    browser, page = browser_of(person), reverse("version-ratings", args=[packet.pk, 1])
    slugs = rateable(version.document())
    sent = {f"rating-{slug}": rating for slug in slugs}
    sent |= {"note-delivery": note, "revision": RatingSheet.objects.of(version, person).revision}
    return lambda: answer_of(browser.post(page, sent))


def removes(person, packet, reviewer):
    part = packet.reviewers.get(person=reviewer)
    browser, page = browser_of(person), reverse("reviewer-remove", args=[part.pk])
    return lambda: answer_of(browser.post(page))


def history():
    """The moves since it was shared, with who made them and their notes."""
    rows = Event.objects.order_by("pk").values_list("move", "by__name", "note")
    return [row for row in rows if row[0] != "submit"]


def state():
    return Packet.objects.get().state


# Two deciders.


@pytest.mark.parametrize("first", ["support", "decline"])
def test_of_two_decisions_the_first_stands_and_the_second_is_shown_its_reasons(
    in_review, grace, lin, first
):
    supports = moves(grace, in_review, "support", "It carries.")
    declines = moves(lin, in_review, "decline", "One team is not three.")
    if first == "support":
        (made, _), (refused, page) = meet(supports, declines)
        stands, typed = (
            ("supported", [("support", "Grace", "It carries.")]),
            "One team is not three.",
        )
    else:
        (made, _), (refused, page) = meet(declines, supports)
        stands = ("declined", [("decline", "Lin", "One team is not three.")])
        typed = "It carries."
    assert (made, refused, typed in page) == (302, 409, True)
    assert (state(), history()) == stands


def test_who_decided_first_gave_ratings_and_the_other_did_not(in_review, grace, lin):
    meet(moves(grace, in_review, "support"), moves(lin, in_review, "support"))
    given = RatingSheet.objects.given().order_by("pk")
    assert [sheet.rater for sheet in given] == [grace]


# Withdrawn by her, endorsed by him.


def test_endorsed_while_it_was_withdrawn_both_stand_in_their_order(in_review, ada, grace):
    (endorsed, _), (withdrawn, _) = meet(
        moves(grace, in_review, "endorse", "By my name."),
        moves(ada, in_review, "withdraw", "I need a week."),
    )
    assert (endorsed, withdrawn, state()) == (302, 302, "draft")
    assert history() == [("endorse", "Grace", "By my name."), ("withdraw", "Ada", "I need a week.")]
    told = Notification.objects.exclude(detail="").order_by("pk")
    assert [(one.person, one.detail) for one in told] == [(ada, "endorse"), (grace, "withdraw")]


def test_withdrawn_while_he_endorsed_it_he_is_told_and_keeps_his_words(in_review, ada, grace):
    (withdrawn, _), (endorsed, page) = meet(
        moves(ada, in_review, "withdraw", "I need a week."),
        moves(grace, in_review, "endorse", "By my name."),
    )
    assert (withdrawn, endorsed, "By my name." in page) == (302, 404, True)
    assert (state(), history()) == ("draft", [("withdraw", "Ada", "I need a week.")])
    told = Notification.objects.exclude(detail="")
    assert [(one.person, one.detail) for one in told] == [(grace, "withdraw")]


# A comment on a version that goes.


@pytest.fixture
def sent_back(in_review, grace):
    move_packet(in_review, "request-changes", by=grace, note="Say who decided.", version=1)
    return Packet.objects.get()


@pytest.mark.parametrize("first", ["comment", "submit"])
def test_a_comment_on_a_version_that_is_replaced_is_kept_and_stands_at_the_next(
    sent_back, ada, grace, first
):
    says, replaces = comments(grace, sent_back, "Who decided?"), moves(ada, sent_back, "submit")
    outcomes = meet(says, replaces) if first == "comment" else meet(replaces, says)
    assert [status for status, _page in outcomes] == [302, 302]
    kept = Comment.objects.get()
    assert (kept.text, kept.version.number, sent_back.versions.latest_number()) == (
        "Who decided?",
        1,
        2,
    )
    page = browser_of(grace).get(reverse("version-detail", args=[sent_back.pk, 2]))
    assert "Who decided?" in page.content.decode()


def test_a_comment_before_the_withdrawal_is_kept_for_its_author(in_review, ada, grace):
    (said, _), (withdrawn, _) = meet(
        comments(grace, in_review, "Who decided?"), moves(ada, in_review, "withdraw")
    )
    assert (said, withdrawn, Comment.objects.get().text) == (302, 302, "Who decided?")
    page = browser_of(ada).get(reverse("version-detail", args=[in_review.pk, 1]))
    assert "Who decided?" in page.content.decode()


def test_a_comment_on_what_was_withdrawn_meanwhile_is_kept_or_shown_again(in_review, ada, grace):
    (withdrawn, _), (said, page) = meet(
        moves(ada, in_review, "withdraw"), comments(grace, in_review, "Who decided?")
    )
    kept = list(Comment.objects.values_list("text", flat=True))
    assert withdrawn == 302
    assert kept == ["Who decided?"] if said == 302 else "Who decided?" in page


# Two in one thread.


@pytest.fixture
def suggested(in_review, grace):
    """A wording that Grace suggests for the claim."""
    return Comment.objects.create(
        version=in_review.versions.get(),
        section="delivery",
        place="claim",
        quote="a week late",
        suggestion="six days late",
        author=grace,
    )


def answers(person, comment, text, **more):
    page = reverse("comment-create", args=[comment.version.packet_id, comment.version.number])
    sent = {"text": text, "section": "delivery", "parent": comment.pk, "key": ""} | more
    browser = browser_of(person)
    return lambda: answer_of(browser.post(page, sent))


def holds(comment):
    return lambda: Comment.objects.locked().get(pk=comment.pk)


def test_a_thread_is_resolved_while_somebody_answers_in_it(in_review, grace, lin, suggested):
    _, (said, _) = meet(
        lambda: suggested.resolve(by=grace), answers(lin, suggested, "Five, I think.")
    )
    suggested.refresh_from_db()
    assert (said, suggested.replies.count(), suggested.resolved_by) == (302, 1, grace)


def test_a_wording_is_taken_over_while_somebody_answers_it(in_review, ada, lin, suggested):
    _, (said, _) = meet(
        holds(suggested),
        answers(lin, suggested, "Five, I think."),
        then=lambda: suggested.accept(by=ada),
    )
    suggested.refresh_from_db()
    assert (said, suggested.replies.count(), suggested.resolved_by) == (302, 1, ada)


def test_a_wording_is_declined_while_its_thread_is_resolved(in_review, ada, grace, lin, suggested):
    answers(lin, suggested, "Five, I think.")()
    _, (said, _) = meet(
        holds(suggested),
        answers(ada, suggested, "It was a week.", declines="on"),
        then=lambda: suggested.resolve(by=grace),
    )
    suggested.refresh_from_db()
    assert (said, suggested.replies.count(), suggested.resolved_by) == (302, 2, grace)


def test_a_comment_that_is_sent_twice_at_once_is_one_and_told_once(in_review, grace):
    said = comments(grace, in_review, "Who decided?", key="a form")
    (first, _), (second, _) = meet(said, said)
    told = Notification.objects.filter(kind="commented")
    assert (first, second, Comment.objects.count(), told.count()) == (302, 302, 1, 1)


def test_a_comment_that_is_reworded_twice_at_once_keeps_both_earlier_texts(in_review, grace):
    comments(grace, in_review, "Who decided?")()
    tabs = [Comment.objects.get() for _tab in range(2)]
    meet(lambda: tabs[0].reword("Who decided it?"), lambda: tabs[1].reword("Who did?"))
    earlier = tabs[0].earlier.order_by("pk").values_list("text", flat=True)
    assert [*earlier, Comment.objects.get().text] == [
        "Who decided?",
        "Who decided it?",
        "Who did?",
    ]


# A decision and the ratings it rests on.


def test_ratings_that_come_after_the_decision_are_refused_with_what_was_written(in_review, grace):
    (decided, _), (rated, page) = meet(
        moves(grace, in_review, "support"), rates(grace, in_review, "not-yet", "Only one team.")
    )
    assert (decided, rated, "Only one team." in page) == (302, 409, True)
    sheet = RatingSheet.objects.get()
    assert (set(sheet.ratings.values()), sheet.given_at is not None) == ({"meeting"}, True)


def test_ratings_that_come_before_the_decision_are_what_it_gives(in_review, grace):
    (rated, _), (decided, _) = meet(
        rates(grace, in_review, "exceeding", "Four teams."), moves(grace, in_review, "support")
    )
    sheet = RatingSheet.objects.get()
    assert (rated, decided, state()) == (302, 302, "supported")
    assert (set(sheet.ratings.values()), sheet.notes) == (
        {"exceeding"},
        {"delivery": "Four teams."},
    )
    assert sheet.given_at is not None


def test_a_rating_that_is_taken_back_before_the_decision_stops_it(in_review, grace):
    (rated, _), (decided, page) = meet(
        rates(grace, in_review, "", ""), moves(grace, in_review, "support", "It carries.")
    )
    assert (rated, decided, state()) == (302, 409, "in-review")
    assert ["You have not rated yet" in page, "It carries." in page] == [True, True]


# A reviewer who is removed.


def test_who_is_removed_while_he_decides_decides_nothing_and_keeps_his_words(
    in_review, ada, grace, lin
):
    (removed, _), (decided, page) = meet(
        removes(ada, in_review, lin), moves(lin, in_review, "decline", "One team is not three.")
    )
    assert (removed, decided, "One team is not three." in page) == (302, 404, True)
    assert (state(), history()) == ("in-review", [])


def test_what_was_decided_before_a_reviewer_was_removed_stands(in_review, ada, grace, lin):
    (decided, _), (removed, _) = meet(
        moves(lin, in_review, "decline", "One team is not three."), removes(ada, in_review, lin)
    )
    assert (decided, removed) == (302, 302)
    assert (state(), history()) == ("declined", [("decline", "Lin", "One team is not three.")])
    assert [part.state for part in Reviewer.objects.of_person(lin)] == ["ended"]


# The same twice.


def test_submitted_twice_it_is_frozen_once(ada, grace):
    packet = PacketFactory(author=ada)
    (first, _), (second, page) = meet(
        moves(ada, packet, "submit", "It is short."), moves(ada, packet, "submit", "It is long.")
    )
    assert (first, second, "It is long." in page) == (302, 409, True)
    assert [event.note for event in Event.objects.all()] == ["It is short."]
    assert (Version.objects.count(), Notification.objects.count()) == (1, 1)


def test_endorsed_twice_it_is_endorsed_once(in_review, grace):
    (first, _), (second, page) = meet(
        moves(grace, in_review, "endorse", "By my name."),
        moves(grace, in_review, "endorse", "And gladly."),
    )
    assert (first, second, "And gladly." in page) == (302, 409, True)
    assert history() == [("endorse", "Grace", "By my name.")]


def test_endorsed_by_two_at_once_it_is_endorsed_by_both(in_review, grace, lin):
    (first, _), (second, _) = meet(
        moves(grace, in_review, "endorse", "By my name."),
        moves(lin, in_review, "endorse", "By mine too."),
    )
    assert (first, second, state()) == (302, 302, "endorsed")
    assert history() == [("endorse", "Grace", "By my name."), ("endorse", "Lin", "By mine too.")]


# The door itself.


def test_of_two_moves_from_one_state_the_second_finds_it_gone(in_review, grace):
    one, other = Packet.objects.get(), Packet.objects.get()
    one.make_move("endorse", by=grace, version=1)
    with pytest.raises(IllegalMove, match="Somebody moved the packet in the meantime"):
        other.make_move("request-changes", by=grace, note="Say who.", version=1)
    assert (state(), [row[0] for row in history()]) == ("endorsed", ["endorse"])


# A link, and what it would lead to.


def test_a_link_that_is_made_while_the_packet_is_withdrawn_leads_nowhere(in_review, ada):
    facts = {"version": in_review.versions.get(), "reader": "Sam", "parts": []}
    meet(
        lambda: ShareLink.objects.make(**facts, days=14, passcode=""),
        lambda: move_packet(in_review, "withdraw", by=ada),
    )
    assert [link.is_in_force() for link in ShareLink.objects.all()] == [False]


def test_no_other_day_is_asked_for_of_what_was_withdrawn_meanwhile(in_review, ada, grace):
    browser, page = browser_of(ada), reverse("packet-due", args=[in_review.pk])
    (moved, _), (status, content) = meet(
        moves(ada, in_review, "withdraw"),
        lambda: answer_of(browser.post(page, {"answer_due_on": "2099-12-04"})),
    )
    assert (moved, status, Packet.objects.get().answer_due_on) == (302, 409, None)
    assert "the day is not changed" in content
    assert not Notification.objects.filter(detail__startswith="due").exists()
