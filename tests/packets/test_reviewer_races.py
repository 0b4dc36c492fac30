"""Who reviews, changed by two at once: nobody is left with what was taken from him, and nobody who
joins is left out.

The second always begins when the first has done all and committed nothing yet.
"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from packets.models import Notification, Packet, Reviewer, Share
from packets.models.notifications import lock_people
from packets.reviewing.due import ask_until
from packets.reviewing.reviewers import ask, remove
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.racing import meet
from tests.packets.scenes import manage, review

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def ivo():
    return UserFactory(name="Ivo", email="ivo@example.org")


@pytest.fixture
def asked(in_review, ivo):
    """What Ivo is asked."""
    return ask(in_review, email=ivo.email, role="peer")


@pytest.fixture
def reviewing(in_review, ivo):
    """Ivo's part, and version 1 before him."""
    return review(in_review, ivo)


@pytest.fixture
def sent_back(in_review, grace):
    move_packet(in_review, "request-changes", by=grace, note="Say who decided.", version=1)
    return Packet.objects.get()


# What people send, each from their own browser; what comes back is the status.


def posts(person, page, **sent):
    browser = browser_of(person)
    return lambda: browser.post(page, sent).status_code


def answers(person, part, said="accept"):
    return posts(person, reverse("reviewer-answer", args=[part.pk]), answer=said)


def removes(person, part):
    return posts(person, reverse("reviewer-remove", args=[part.pk]))


def gives_role(person, part, role):
    return posts(person, reverse("reviewer-role", args=[part.pk]), role=role)


def hands_over(person, part):
    return posts(person, reverse("reviewer-hand-over", args=[part.pk]), then="observer")


def restores(person, part):
    return posts(person, reverse("reviewer-restore", args=[part.pk]))


def leaves(person, part):
    return posts(person, reverse("reviewer-leave", args=[part.pk]))


def asks(person, packet):
    page = reverse("reviewer-list", args=[packet.pk])
    return posts(person, page, email="ivo@example.org", role="peer", word="")


def moves(person, packet, name):
    return posts(person, reverse("packet-move", args=[packet.pk, name]), note="", version=1)


def reads(person):
    """The numbers of the versions that are before this person."""
    shares = Share.objects.of_reader(person).in_force()
    return sorted(shares.values_list("version__number", flat=True))


def parts_of(person):
    rows = Reviewer.objects.filter(email=person.email).order_by("pk")
    return [(part.role, part.state) for part in rows]


# Asked, answered and taken back.


def test_who_accepted_before_it_was_taken_back_reads_nothing_any_more(asked, ada, ivo):
    assert meet(answers(ivo, asked), removes(ada, asked)) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended")], [])


def test_what_was_taken_back_first_is_accepted_no_more(asked, ada, ivo):
    assert meet(removes(ada, asked), answers(ivo, asked)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended")], [])


def test_accepted_twice_he_is_one_reviewer_and_she_is_told_once(asked, ada, ivo):
    assert meet(answers(ivo, asked), answers(ivo, asked)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "accepted")], [1])
    assert Notification.objects.filter(person=ada, kind="answered").count() == 1


def test_of_accepting_and_declining_the_first_counts(asked, ivo):
    assert meet(answers(ivo, asked, "decline"), answers(ivo, asked)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "declined")], [])


def test_who_accepted_before_his_role_was_changed_has_the_new_one_and_reads_on(asked, ada, ivo):
    assert meet(answers(ivo, asked), gives_role(ada, asked, "observer")) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended"), ("observer", "accepted")], [1])


def test_a_role_that_was_changed_first_is_what_he_is_asked_for_now(asked, ada, ivo):
    assert meet(gives_role(ada, asked, "observer"), answers(ivo, asked)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended"), ("observer", "asked")], [])


def test_who_has_another_role_by_now_is_not_removed_by_the_old_one(reviewing, ada, ivo):
    changes, removal = gives_role(ada, reviewing, "observer"), removes(ada, reviewing)
    assert meet(changes, removal) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended"), ("observer", "accepted")], [1])


def test_who_is_removed_while_he_leaves_is_removed(reviewing, ada, ivo):
    assert meet(removes(ada, reviewing), leaves(ivo, reviewing)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended")], [])
    assert Reviewer.objects.get(person=ivo).ended_by == ada


def test_had_back_twice_at_once_it_is_undone_once(reviewing, ada, ivo):
    remove(reviewing)
    assert meet(restores(ada, reviewing), restores(ada, reviewing)) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "accepted")], [1])


def test_asked_twice_at_once_he_gets_one_mail(in_review, ada, ivo):
    Mail.objects.all().delete()
    assert meet(asks(ada, in_review), asks(ada, in_review)) == (302, 422)
    assert (parts_of(ivo), Mail.objects.count()) == ([("peer", "asked")], 1)


def test_handed_over_twice_at_once_there_is_one_successor(in_review, managed, ada, grace, ivo):
    part = in_review.reviewers.get()
    managed.delete()
    manage(ada, ivo)
    assert meet(hands_over(ada, part), hands_over(ada, part)) == (302, 404)
    assert (parts_of(ivo), reads(ivo)) == ([("manager", "accepted")], [1])
    assert (parts_of(grace), reads(grace)) == (
        [("manager", "ended"), ("observer", "accepted")],
        [1],
    )


# Beside what else the same people are told meanwhile, of whichever packet: everybody takes the rows
# of people in the order of their keys, so that nobody holds one that the other waits for.


def beside(act, *people):
    """What an act comes to while somebody tells these two of something: the row of the first is
    locked already, that of the other not yet."""
    one, other = sorted(person.pk for person in people)
    return meet(lambda: lock_people([one]), act, then=lambda: lock_people([other]))[1]


def test_who_answers_holds_up_nobody_who_tells_the_same_people(asked, ada, ivo):
    assert beside(answers(ivo, asked), ada, ivo) == 302


def test_who_leaves_holds_up_nobody_who_tells_the_same_people(reviewing, ada, ivo):
    assert beside(leaves(ivo, reviewing), ada, ivo) == 302


def test_who_hands_over_holds_up_nobody_who_tells_both_managers(
    in_review, managed, ada, grace, ivo
):
    part = in_review.reviewers.get()
    managed.delete()
    manage(ada, ivo)
    assert beside(hands_over(ada, part), grace, ivo) == 302


def test_who_changes_the_day_holds_up_nobody_who_tells_the_same_people(in_review, ada, grace, ivo):
    review(in_review, ivo)
    now, day = timezone.now(), date(2099, 12, 4)
    Notification.objects.update(seen_at=now)
    ask_until(in_review, day, by=ada)
    Notification.objects.filter(person=grace).update(seen_at=now)  # he is told the next, Ivo none
    assert beside(lambda: ask_until(in_review, None, by=ada), grace, ivo) == day
    told = Notification.objects.filter(kind="shared", person__in=[grace, ivo]).order_by("pk")
    assert [(one.person, one.detail) for one in told if one.detail] == [
        (grace, "due"),
        (grace, "due 2099-12-04"),
    ]


# Beside a version that is shared or withdrawn.


@pytest.mark.parametrize("first", ["accepts", "submits"])
def test_who_accepts_while_the_next_version_is_shared_reads_it(sent_back, asked, ada, ivo, first):
    accepts, submits = answers(ivo, asked), moves(ada, sent_back, "submit")
    order = (accepts, submits) if first == "accepts" else (submits, accepts)
    assert meet(*order) == (302, 302)
    assert reads(ivo) == ([1, 2] if first == "accepts" else [2])


@pytest.mark.parametrize("first", ["accepts", "withdraws"])
def test_who_accepts_while_it_is_withdrawn_reads_nothing(in_review, asked, ada, ivo, first):
    accepts, withdraws = answers(ivo, asked), moves(ada, in_review, "withdraw")
    order = (accepts, withdraws) if first == "accepts" else (withdraws, accepts)
    assert meet(*order) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "accepted")], [])


@pytest.mark.parametrize("first", ["ends", "submits"])
@pytest.mark.parametrize("who", ["ada", "ivo"])
def test_whose_part_ends_while_the_next_version_is_shared_reads_none(
    sent_back, reviewing, ada, ivo, who, first
):
    ends = removes(ada, reviewing) if who == "ada" else leaves(ivo, reviewing)
    submits = moves(ada, sent_back, "submit")
    assert meet(*((ends, submits) if first == "ends" else (submits, ends))) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "ended")], [])


@pytest.mark.parametrize("first", ["restores", "submits"])
def test_who_is_had_back_while_the_next_version_is_shared_reads_it(
    sent_back, reviewing, ada, ivo, first
):
    remove(reviewing)
    has_back, submits = restores(ada, reviewing), moves(ada, sent_back, "submit")
    order = (has_back, submits) if first == "restores" else (submits, has_back)
    assert meet(*order) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "accepted")], [1, 2])


@pytest.mark.parametrize("first", ["restores", "withdraws"])
def test_who_is_had_back_while_it_is_withdrawn_reads_nothing(in_review, reviewing, ada, ivo, first):
    remove(reviewing)
    has_back, withdraws = restores(ada, reviewing), moves(ada, in_review, "withdraw")
    order = (has_back, withdraws) if first == "restores" else (withdraws, has_back)
    assert meet(*order) == (302, 302)
    assert (parts_of(ivo), reads(ivo)) == ([("peer", "accepted")], [])
