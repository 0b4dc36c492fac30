"""Who reviews: asked by e-mail, answered, in another role, removed, gone, handed over."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Mail, Management
from packets.models import (
    Notification,
    Packet,
    Panel,
    PanelCase,
    Reviewer,
    Share,
    ShareLink,
)
from packets.review import ACTS, MOVES, Role
from packets.reviewing.reviewers import (
    ASKED_A_DAY,
    MOST,
    CannotAsk,
    answer,
    ask,
    change_role,
    hand_over,
    leave,
    remove,
    restore,
)
from packets.reviewing.roles import ACT_WORDS, allowed, reviewer_roles
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import PacketFactory, ReviewerFactory, UserFactory
from tests.packets.scenes import manage, review, share, share_again
from tests.packets.waiting_scenes import packets_of, shared_with


def page_of(packet):
    return f"/packets/{packet.pk}/reviewers/"


def send(client, packet, email="ivo@example.org", role="peer", word=""):
    return client.post(page_of(packet), {"email": email, "role": role, "word": word})


def parts(packet):
    rows = packet.reviewers.order_by("pk")
    return [(row.email, row.role, row.state) for row in rows]


def reads(person, packet, number=1):
    """The status of a version's page for this person."""
    page = f"/packets/{packet.pk}/versions/{number}/"
    return browser_of(person).get(page).status_code


def told(person):
    rows = Notification.objects.filter(person=person).order_by("pk")
    return [(row.kind, row.detail, row.path) for row in rows]


@pytest.fixture
def ivo(db):
    return UserFactory(email="ivo@example.org", name="Ivo Lenz")


# Asking.


def test_whoever_is_asked_gets_a_mail_that_leads_to_where_he_answers(packet, adas, settings):
    send(adas, packet, "Ivo@Example.ORG", "sponsor", "Mostly the second section.")
    assert parts(packet) == [("ivo@example.org", "sponsor", "asked")]
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("ivo@example.org", "Ada Okoye asks you to review a packet")
    assert "Mostly the second section." in mail.body
    assert f"{settings.SITE_URL}/reviews/asked/" in mail.body
    assert "request changes" in mail.body


def test_an_address_with_an_account_and_one_without_are_answered_alike(packet, adas, ivo):
    pages = {send(adas, packet, email).headers["Location"] for email in (ivo.email, "x@y.example")}
    page = adas.get(page_of(packet)).content.decode()
    bodies = [m.body.replace(ivo.email, "x@y.example") for m in Mail.objects.order_by("pk")]
    assert (pages, len(set(bodies))) == ({page_of(packet)}, 1)
    assert ("Ivo Lenz" in page, "x@y.example has been asked." in page) == (False, True)


def test_one_with_an_account_is_told_without_a_second_mail(packet, ivo):
    ask(packet, email=ivo.email, role="peer")
    assert told(ivo) == [("asked", "peer", "/reviews/asked/")]
    assert not Notification.objects.filter(mailed_at=None).exists()


def test_nothing_of_the_draft_is_told_to_one_who_has_not_accepted(packet, ivo):
    Packet.objects.update(title="Marked title", thesis="Marked thesis")
    ask(packet, email=ivo.email, role="peer")
    page = browser_of(ivo).get("/reviews/asked/").content.decode()
    assert "Ada Okoye" in page
    assert "Marked" not in page + Mail.objects.get().body


@pytest.mark.parametrize(
    ("email", "complaint"),
    [
        ("", "This field is required."),
        ("ivo", "Enter a valid email address."),
        ("ADA@example.org", "This is your own address."),
        ("GRACE@example.org", "is asked already, or reviews it."),
        ("asked@example.org", "is asked already, or reviews it."),
        ("ivo@example.org\nBcc: eve@example.org", "Enter a valid email address."),
    ],
)
def test_an_address_that_cannot_be_says_why(packet, grace, adas, email, complaint):
    review(packet, grace)
    ask(packet, email="asked@example.org", role="peer")
    response = send(adas, packet, email, word="Look at this.")
    page = response.content.decode()
    assert (response.status_code, complaint in page, "Look at this." in page) == (422, True, True)
    assert (len(parts(packet)), Mail.objects.count()) == (2, 1)


def test_who_reviews_under_an_earlier_address_is_not_asked_by_the_new_one(packet, grace):
    review(packet, grace)
    grace.email = "Lindholm@example.org"
    grace.save()
    with pytest.raises(CannotAsk):
        ask(packet, email="lindholm@example.org", role="peer")


@pytest.mark.parametrize("role", ["author", "owner", ""])
def test_a_role_that_nobody_is_asked_in_is_refused(packet, adas, role):
    assert send(adas, packet, role=role).status_code == 422
    assert parts(packet) == []


def test_so_many_review_one_packet_and_no_more(packet):
    for _ in range(MOST):
        ReviewerFactory(packet=packet, asked_at="2026-01-01T00:00Z")
    with pytest.raises(CannotAsk, match="Remove one first"):
        ask(packet, email="ivo@example.org", role="peer")


def test_so_many_are_asked_a_day_whatever_became_of_them(packet):
    for number in range(ASKED_A_DAY):
        remove(ask(packet, email=f"person-{number}@example.org", role="peer"))
    with pytest.raises(CannotAsk, match="Go on tomorrow"):
        ask(packet, email="ivo@example.org", role="peer")
    assert Mail.objects.count() == ASKED_A_DAY


def test_whom_others_asked_and_whom_one_asked_before_is_not_counted(packet, ada):
    day = timedelta(days=1, minutes=1)
    mine = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    theirs = PacketFactory(ladder_version=packet.ladder_version)
    for _ in range(ASKED_A_DAY):
        ReviewerFactory(packet=mine, asked_at=timezone.now() - day)
        ReviewerFactory(packet=theirs)
    assert ask(packet, email="ivo@example.org", role="peer").state == "asked"


# Answering.


def test_who_accepts_reads_the_latest_version_and_lands_on_it(in_review, grace, ivo):
    share_again(in_review, grace)
    asked = ask(in_review, email=ivo.email, role="peer")
    assert reads(ivo, in_review, 2) == 404
    response = browser_of(ivo).post(f"/reviewers/{asked.pk}/answer/", {"answer": "accept"})
    assert response.headers["Location"] == f"/packets/{in_review.pk}/versions/2/"
    assert (reads(ivo, in_review, 1), reads(ivo, in_review, 2)) == (404, 200)
    assert in_review.role_of(ivo) == Role.PEER


def test_who_accepts_before_anything_is_shared_is_told_so(packet, ivo):
    asked = ask(packet, email=ivo.email, role="peer")
    page = browser_of(ivo).post(f"/reviewers/{asked.pk}/answer/", {"answer": "accept"}, follow=True)
    assert "A mail comes with the first version." in page.content.decode()
    assert not Share.objects.exists()


def test_of_a_packet_that_was_withdrawn_nothing_is_shared(in_review, ada, ivo):
    asked = ask(in_review, email=ivo.email, role="peer")
    move_packet(in_review, "withdraw", by=ada)
    assert answer(asked, ivo, accept=True) is None
    assert reads(ivo, in_review) == 404


@pytest.mark.parametrize(("word", "state"), [("accept", "accepted"), ("decline", "declined")])
def test_the_author_is_told_the_answer(packet, ada, ivo, word, state):
    asked = ask(packet, email=ivo.email, role="peer")
    browser_of(ivo).post(f"/reviewers/{asked.pk}/answer/", {"answer": word})
    assert parts(packet) == [(ivo.email, "peer", state)]
    assert told(ada) == [("answered", state, page_of(packet))]


def test_who_declines_is_shown_nothing_and_keeps_the_part_that_he_has(in_review, ivo):
    asked = ask(in_review, email=ivo.email, role="sponsor")
    assert answer(asked, ivo, accept=False) is None
    assert reads(ivo, in_review) == 404
    review(in_review, ivo, "peer")
    second = ask(in_review, email="lenz@example.org", role="sponsor")
    ivo.email = "lenz@example.org"
    ivo.save()
    answer(second, ivo, accept=False)
    assert (in_review.role_of(ivo), reads(ivo, in_review)) == (Role.PEER, 200)


@pytest.mark.parametrize("word", ["", "maybe", "ACCEPT"])
def test_only_the_word_accept_accepts(packet, ivo, word):
    asked = ask(packet, email=ivo.email, role="peer")
    browser_of(ivo).post(f"/reviewers/{asked.pk}/answer/", {"answer": word})
    assert parts(packet) == [(ivo.email, "peer", "declined")]


def test_nobody_answers_for_an_address_that_is_not_theirs(packet, ada, eve, ivo):
    asked = ask(packet, email=ivo.email, role="peer")
    lookalike = UserFactory(email="\N{LATIN SMALL LETTER DOTLESS I}vo@example.org")
    answers = [
        browser_of(person).post(f"/reviewers/{asked.pk}/answer/", {"answer": "accept"}).status_code
        for person in (ada, eve, lookalike)
    ]
    assert (answers, parts(packet)) == ([404] * 3, [(ivo.email, "peer", "asked")])


def test_nobody_reviews_their_own_packet_under_a_new_address(packet, ada, adas):
    asked = ask(packet, email="new@example.org", role="peer")
    ada.email = "new@example.org"
    ada.save()
    assert adas.post(f"/reviewers/{asked.pk}/answer/", {"answer": "accept"}).status_code == 404
    assert "asks you to review" not in adas.get("/reviews/asked/").text


def test_somebody_who_makes_an_account_later_finds_what_he_is_asked(packet):
    ask(packet, email="new@example.org", role="peer")
    newcomer = UserFactory(email="New@Example.org")
    assert "Ada Okoye" in browser_of(newcomer).get("/reviews/asked/").content.decode()


def test_an_answer_to_what_was_taken_back_meanwhile_counts_for_nothing(packet, ivo):
    asked = ask(packet, email=ivo.email, role="peer")
    remove(asked)
    with pytest.raises(Reviewer.DoesNotExist):
        answer(asked, ivo, accept=True)
    assert parts(packet) == [(ivo.email, "peer", "ended")]


def test_who_accepts_under_a_second_address_has_one_part(packet, ivo):
    ask(packet, email="lenz@example.org", role="sponsor")
    review(packet, ivo)
    ivo.email = "lenz@example.org"
    ivo.save()
    answer(Reviewer.objects.get(state="asked"), ivo, accept=True)
    assert parts(packet) == [
        ("lenz@example.org", "sponsor", "accepted"),
        ("ivo@example.org", "peer", "ended"),
    ]


# Another role.


def test_another_role_is_another_row_and_what_was_shared_stays(in_review, ada, grace):
    part = in_review.reviewers.get()
    browser_of(ada).post(f"/reviewers/{part.pk}/role/", {"role": "observer"})
    assert parts(in_review) == [
        ("grace@example.org", "manager", "ended"),
        ("grace@example.org", "observer", "accepted"),
    ]
    assert (in_review.role_of(grace), reads(grace, in_review)) == (Role.OBSERVER, 200)
    assert "support" not in in_review.moves_open_to(grace)


def test_the_role_of_one_who_was_asked_can_change_before_he_answers(packet, ivo):
    changed = change_role(ask(packet, email=ivo.email, role="peer"), "manager")
    answer(changed, ivo, accept=True)
    assert (packet.role_of(ivo), Mail.objects.count()) == (Role.MANAGER, 1)


def test_another_role_keeps_what_was_asked_when_and_begins_now(packet, ivo, time_machine):
    started_at = timezone.now()
    time_machine.move_to(started_at, tick=False)
    asked = ask(packet, email=ivo.email, role="peer", word="You saw it.")
    time_machine.move_to(started_at + timedelta(days=1), tick=False)
    unanswered = change_role(asked, "sponsor")
    answer(unanswered, ivo, accept=True)
    time_machine.move_to(started_at + timedelta(days=2), tick=False)
    answered = change_role(unanswered, "observer")
    kept = [(part.word, part.asked_at) for part in (unanswered, answered)]
    assert kept == [("You saw it.", started_at)] * 2
    assert (unanswered.answered_at, answered.answered_at) == (None, timezone.now())


def test_who_was_asked_and_never_reviewed_it_took_no_part(packet, ivo):
    taken_back = ask(packet, email="eva@example.org", role="peer")
    remove(taken_back)
    answer(ask(packet, email=ivo.email, role="peer"), ivo, accept=False)
    ask(packet, email="max@example.org", role="peer")
    reviews, left = review(packet, UserFactory()), review(packet, UserFactory())
    remove(left)
    assert list(packet.reviewers.who_took_part().oldest_first()) == [reviews, left]


@pytest.mark.parametrize("role", ["author", "peer"])
def test_the_same_role_or_none_changes_nothing(packet, adas, ivo, role):
    part = review(packet, ivo)
    adas.post(f"/reviewers/{part.pk}/role/", {"role": role})
    assert (parts(packet), told(ivo)) == ([(ivo.email, "peer", "accepted")], [])


def test_whose_role_is_changed_is_told_and_led_to_where_it_stands(in_review, grace, graces):
    change_role(in_review.reviewers.get(), "observer")
    assert told(grace)[-1] == ("asked", "now-observer", "/reviews/asked/")
    assert "asks you to review as observer from now on" in graces.get("/notifications/").text
    assert "Observer since" in graces.get("/reviews/asked/").text


def test_who_has_not_answered_yet_is_told_of_the_other_role_while_he_is_asked(packet, ivo):
    changed = change_role(ask(packet, email=ivo.email, role="peer"), "sponsor")
    words = "asks you to review as sponsor from now on"
    assert words in browser_of(ivo).get("/notifications/").text
    remove(changed)
    assert words not in browser_of(ivo).get("/notifications/").text


def test_the_other_role_of_one_without_an_account_is_told_nobody(packet):
    change_role(ask(packet, email="new@example.org", role="peer"), "sponsor")
    assert Notification.objects.count() == 0


def test_the_role_of_one_who_has_left_is_not_changed(packet, ivo):
    part = review(packet, ivo)
    leave(part, ivo)
    with pytest.raises(Reviewer.DoesNotExist):
        change_role(part, "manager")


# Ending.


def test_who_is_removed_finds_no_version_any_more(in_review, adas, grace):
    share_again(in_review, grace)
    adas.post(f"/reviewers/{in_review.reviewers.get().pk}/remove/")
    assert (reads(grace, in_review, 1), reads(grace, in_review, 2)) == (404, 404)
    assert (in_review.role_of(grace), in_review.reviewers.get().state) == (None, "ended")


def test_a_removal_is_undone_with_what_was_shared(in_review, adas, grace):
    part = in_review.reviewers.get()
    shared_at = Share.objects.get().shared_at
    page = adas.post(f"/reviewers/{part.pk}/remove/", follow=True).content.decode()
    assert f'action="/reviewers/{part.pk}/restore/"' in page
    adas.post(f"/reviewers/{part.pk}/restore/")
    assert (reads(grace, in_review), in_review.role_of(grace)) == (200, Role.MANAGER)
    assert Share.objects.get().shared_at == shared_at


def test_what_was_withdrawn_from_all_in_between_does_not_come_back(in_review, ada, grace):
    part = in_review.reviewers.get()
    remove(part)
    move_packet(in_review, "withdraw", by=ada)
    restore(part)
    assert (reads(grace, in_review), in_review.role_of(grace)) == (404, Role.MANAGER)


def test_who_is_had_back_reads_what_was_shared_in_between(in_review, grace, ivo):
    part = review(in_review, ivo)
    remove(part)
    share_again(in_review, grace)
    restore(part)
    assert [reads(ivo, in_review, 1), reads(ivo, in_review, 2)] == [200, 200]


def test_who_had_not_answered_is_asked_again(in_review, ivo):
    asked = ask(in_review, email=ivo.email, role="peer")
    remove(asked)
    restore(asked)
    assert parts(in_review)[1:] == [(ivo.email, "peer", "asked")]
    assert "Ada Okoye" in browser_of(ivo).get("/reviews/asked/").text
    assert reads(ivo, in_review) == 404


def test_a_removal_is_not_undone_over_another_part(packet, ivo):
    part = review(packet, ivo)
    remove(part)
    ask(packet, email=ivo.email, role="observer")
    with pytest.raises(CannotAsk):
        restore(part)


def test_a_removal_is_undone_within_the_hour_alone(packet, adas, ivo, time_machine):
    part = review(packet, ivo)
    time_machine.move_to("2026-11-20T10:00Z")
    remove(part)
    time_machine.move_to("2026-11-20T11:00:01Z")
    assert adas.post(f"/reviewers/{part.pk}/restore/").status_code == 404


def test_who_leaves_finds_nothing_any_more_and_the_author_is_told(in_review, ada, graces, grace):
    part = in_review.reviewers.get()
    assert "Leave the review for Ada Okoye" in graces.get(f"/reviewers/{part.pk}/leave/").text
    Notification.objects.all().delete()
    graces.post(f"/reviewers/{part.pk}/leave/")
    assert (reads(grace, in_review), told(ada)) == (
        404,
        [("answered", "ended", page_of(in_review))],
    )
    assert graces.post(f"/reviewers/{part.pk}/leave/").status_code == 404


def test_nobody_has_back_who_left_not_even_himself(packet, adas, ivo):
    part = review(packet, ivo)
    leave(part, ivo)
    answers = [client.post(f"/reviewers/{part.pk}/restore/") for client in (adas, browser_of(ivo))]
    assert [each.status_code for each in answers] == [404, 404]


def test_who_comes_back_reads_from_then_on(in_review, grace):
    remove(in_review.reviewers.get())
    before = timezone.now()
    answer(ask(in_review, email=grace.email, role="peer"), grace, accept=True)
    assert Share.objects.get().shared_at > before


# The manager, and the one after.


def test_the_manager_reviews_by_default_and_the_page_says_so_before(packet, managed, adas, grace):
    assert "reviews it from the first version you share" in adas.get(page_of(packet)).text
    share(packet)
    assert packet.role_of(grace) == Role.MANAGER


def test_a_manager_who_is_asked_in_another_role_is_not_added(packet, managed, grace):
    ask(packet, email=grace.email, role="peer")
    share(packet)
    assert parts(packet) == [("grace@example.org", "peer", "asked")]


@pytest.fixture
def outdated(in_review, managed, ada, grace, eve):
    """Grace reviews Ada's packet as manager; it is Eve who manages her by now."""
    managed.end(by=ada)
    manage(ada, eve)
    share_again(in_review, grace)
    return in_review.reviewers.get()


@pytest.fixture
def somebody_else(db):
    """Two of whom one manages the other, and neither knows Ada."""
    return manage(UserFactory(), UserFactory())


def test_nothing_is_handed_over_by_itself(outdated, in_review, ada, adas, eve):
    other = PacketFactory(author=ada, ladder_version=in_review.ladder_version)
    review(other, eve, "manager")  # she reviews one of hers already
    assert in_review.role_of(eve) is None
    assert reads(eve, in_review, 2) == 404
    assert "Hand it over to Eve Marsh?" in adas.get(page_of(in_review)).text


@pytest.mark.parametrize(
    ("then", "role", "status"), [("observer", Role.OBSERVER, 200), ("nothing", None, 404)]
)
def test_the_new_manager_reads_what_the_old_one_could(
    outdated, in_review, adas, grace, eve, then, role, status
):
    adas.post(f"/reviewers/{outdated.pk}/hand-over/", {"then": then})
    assert (in_review.role_of(eve), in_review.role_of(grace)) == (Role.MANAGER, role)
    assert [reads(eve, in_review, 1), reads(eve, in_review, 2)] == [200, 200]
    assert [reads(grace, in_review, 1), reads(grace, in_review, 2)] == [status, status]
    outdated.refresh_from_db()
    assert (outdated.state, outdated.handed_to.person) == ("ended", eve)
    assert told(eve)[-1] == ("shared", "", f"/packets/{in_review.pk}/versions/2/")
    assert "Hand it over" not in adas.get(page_of(in_review)).text


def test_what_the_old_manager_could_not_read_the_new_one_cannot(outdated, in_review, eve):
    Share.objects.filter(version__number=1).withdraw()
    hand_over(outdated, stays=True)
    assert [reads(eve, in_review, 1), reads(eve, in_review, 2)] == [404, 200]


def test_other_parts_of_the_new_manager_stay_as_they_are(outdated, in_review, eve):
    elsewhere = review(PacketFactory(ladder_version=in_review.ladder_version), eve)
    before = review(in_review, eve)
    leave(before, eve)
    kept = [Reviewer.objects.filter(pk=part.pk).values().get() for part in (elsewhere, before)]
    hand_over(outdated, stays=True)
    rows = [Reviewer.objects.filter(pk=part.pk).values().get() for part in (elsewhere, before)]
    assert rows == kept


@pytest.mark.parametrize("change", [{"role": "peer"}, {"state": "ended"}])
def test_only_who_reviews_as_manager_has_it_to_hand_over(outdated, in_review, adas, change):
    in_review.reviewers.filter(pk=outdated.pk).update(**change)
    assert "Hand it over" not in adas.get(page_of(in_review)).text
    assert adas.post(f"/reviewers/{outdated.pk}/hand-over/").status_code == 404


def test_one_who_reviewed_in_another_role_becomes_the_manager(outdated, in_review, eve):
    review(in_review, eve, "sponsor")
    hand_over(outdated, stays=True)
    assert in_review.role_of(eve) == Role.MANAGER
    assert [state for email, _role, state in parts(in_review) if email == eve.email] == [
        "ended",
        "accepted",
    ]


def test_an_earlier_manager_who_stays_is_told_as_what(outdated, in_review, grace):
    hand_over(outdated, stays=True)
    assert told(grace)[-1] == ("asked", "now-observer", "/reviews/asked/")


@pytest.mark.parametrize("act", ["hand-over", "restore"])
def test_what_was_handed_over_is_neither_handed_over_again_nor_had_back(outdated, adas, act):
    hand_over(outdated, stays=False)
    assert adas.post(f"/reviewers/{outdated.pk}/{act}/").status_code == 404


def test_without_another_manager_nothing_is_asked(somebody_else, in_review, managed, ada, adas):
    assert "Hand it over" not in adas.get(page_of(in_review)).text
    managed.end(by=ada)
    assert Management.objects.manager_of(ada) is None
    assert "Hand it over" not in adas.get(page_of(in_review)).text


# What it leaves alone.


@pytest.fixture
def elsewhere(packet, grace, ivo, eve):
    """Another author's packet with the same people, version 1 before all of them. Gives what is
    kept of it."""
    other = PacketFactory(ladder_version=packet.ladder_version)
    manage(other.author, grace)
    share(other)
    review(other, ivo)
    review(other, eve, "sponsor")
    version = other.versions.get()
    ShareLink.objects.make(version=version, reader="Sam", parts=[], days=14, passcode="")
    PanelCase.objects.create(panel=Panel.objects.create(name="Autumn panel"), version=version)

    def kept():
        shown = (version.shares, version.links, version.panel_cases, other.reviewers)
        return [list(rows.order_by("pk").values()) for rows in shown]

    return kept


def accept(packet, ivo):
    answer(ask(packet, email=ivo.email, role="peer"), ivo, accept=True)


WHAT_IVO_MEETS = {
    "removed": lambda packet, ivo: remove(review(packet, ivo)),
    "left": lambda packet, ivo: leave(review(packet, ivo), ivo),
    "accepted": accept,
    "another role": lambda packet, ivo: change_role(review(packet, ivo), "observer"),
}


@pytest.mark.parametrize("act", WHAT_IVO_MEETS)
def test_nothing_changes_for_others_or_in_other_packets(elsewhere, in_review, grace, ivo, act):
    before = elsewhere()
    WHAT_IVO_MEETS[act](in_review, ivo)
    assert (reads(grace, in_review), in_review.role_of(grace)) == (200, Role.MANAGER)
    assert elsewhere() == before


def test_what_is_handed_over_is_this_packet_alone(elsewhere, outdated):
    before = elsewhere()
    hand_over(outdated, stays=False)
    assert elsewhere() == before


def test_one_of_two_removals_is_undone(elsewhere, in_review, grace, ivo):
    part = review(in_review, ivo)
    remove(part)
    remove(in_review.reviewers.get(person=grace))
    before = elsewhere()
    restore(part)
    assert [reads(person, in_review) for person in (ivo, grace)] == [200, 404]
    assert (in_review.role_of(grace), elsewhere()) == (None, before)


def test_a_withdrawal_before_a_removal_is_no_reason_not_to_undo_it(in_review, ada, ivo):
    move_packet(in_review, "withdraw", by=ada)
    share(in_review)
    part = review(in_review, ivo)
    before = Share.objects.filter(reader=ivo).values().get()
    remove(part)
    restore(part)
    assert Share.objects.filter(reader=ivo).values().get() == before


def test_a_packet_is_withdrawn_alone(elsewhere, in_review, ada):
    before = elsewhere()
    move_packet(in_review, "withdraw", by=ada)
    assert elsewhere() == before


# The page, and the words on it.


def test_each_act_and_move_of_a_role_is_told_and_no_other():
    assert ACT_WORDS.keys() == ACTS.keys()
    assert [role for role, _words in reviewer_roles()] == [*Role][1:]  # all but its author
    for role, words in reviewer_roles():
        acts = {ACT_WORDS[name] for name, act in ACTS.items() if role in act.roles}
        moves = {move.label.lower() for move in MOVES.values() if role in move.roles}
        assert {word.lower() for word in words[1:]} == acts | moves
    assert allowed(Role.OBSERVER) == ["read what is shared", "keep notes that nobody else sees"]


def test_the_page_has_what_was_before(packet, adas, grace, ivo):
    leave(review(packet, ivo), ivo)
    remove(review(packet, grace, "sponsor"))
    page = " ".join(adas.get(page_of(packet)).text.split())
    assert "Ivo Lenz</span>, peer since" in page
    assert ": left." in page
    assert "Grace Lindholm</span>, sponsor since" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    packet, managed, adas, rows, django_assert_num_queries
):
    for number in range(rows):
        review(packet, UserFactory(), "manager")
        ask(packet, email=f"asked-{number}@example.org", role="peer")
        leave(gone := review(packet, UserFactory()), gone.person)
    with django_assert_num_queries(8):
        adas.get(page_of(packet))


def test_what_one_reviews_goes_on_where_the_page_before_ended(ivo):
    shared_with(ivo, packets_of(UserFactory.create_batch(2) * 26), "peer")
    first = browser_of(ivo).get("/reviews/asked/")
    second = browser_of(ivo).get("/reviews/asked/", {"before": first.context["older"]})
    shown = [*first.context["parts"], *second.context["parts"]]
    assert shown == list(Reviewer.objects.order_by("-pk"))
    assert (len(first.context["parts"]), second.context["older"]) == (50, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_those_who_are_asked(ivo, rows, django_assert_num_queries):
    for _ in range(rows):
        ask(asking := ReviewerFactory(person=ivo).packet, email="lenz@example.org", role="peer")
        assert asking.role_of(ivo) == Role.PEER
    ivo.email = "lenz@example.org"
    ivo.save()
    browser = browser_of(ivo)
    with django_assert_num_queries(5):
        browser.get("/reviews/asked/")


def test_the_mail_leads_a_newcomer_through_sign_up_and_back(packet, client):
    ask(packet, email="new@example.org", role="peer")
    there = "/reviews/asked/"
    sign_in = client.get(there, follow=True)
    assert "/accounts/signup/?next=%2Freviews%2Fasked%2F" in sign_in.text
    account = {"name": "New", "email": "new@example.org", "password1": "a-line-on-friday"}
    client.post("/accounts/signup/", account | {"next": there})
    assert client.get(there).status_code == 302
    confirm = re.search(r"/accounts/confirm-email/\S+", mail.outbox[-1].body)[0]
    assert client.post(confirm).headers["Location"] == there
    assert "Ada Okoye" in client.get(there).text
