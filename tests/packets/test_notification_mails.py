"""What was told goes out in one mail: when, to whom, and what is never in it."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.models import Mail, User
from packets.models import Notification, NotificationPlan, Packet
from packets.models.notifications import lock_people
from packets.notifying.kinds import Kind
from packets.notifying.mails import LISTED, mail_person, mail_what_was_told
from packets.sharing import move_packet
from tests.factories import PacketFactory
from tests.packets.racing import connections_apart, meet
from tests.packets.scenes import manage, place, rate, review, share

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def told(in_review, ada, grace):
    """What Ada is told at a moment, of a kind. Grace has her mail already."""
    Notification.objects.all().delete()

    def told(at=NOON, kind="commented", **about):
        about = {"version": in_review.versions.get(), "by": grace, "path": "/reviews/"} | about
        Notification.objects.tell(ada, kind, packet=in_review, made_at=at, **about)
        return Notification.objects.latest("pk")

    return told


def mails():
    return list(Mail.objects.order_by("pk"))


def things(mail):
    """How many links to things are in it."""
    return mail.body.count("/open/")


def mailed_at(*moments):
    """The worker's ticks, and the number of things in each mail that came of each."""
    found = []
    for moment in moments:
        Mail.objects.all().delete()
        mail_what_was_told(moment)
        found.append([things(mail) for mail in mails()])
    return found


# When.


def test_it_goes_out_a_quarter_of_an_hour_after_the_first_with_all_that_came_since(told):
    for minutes in (0, 7, 14):
        told(NOON + minutes * MINUTE)
    ticks = [NOON + minutes * MINUTE for minutes in (14, 15, 16, 60)]
    assert mailed_at(*ticks) == [[], [3], [], []]


def test_a_second_before_the_quarter_is_over_nothing_goes_out(told):
    told()
    quarter = NOON + 15 * MINUTE
    assert mailed_at(quarter - timedelta(microseconds=1), quarter) == [[], [1]]


def test_what_comes_after_a_mail_waits_for_a_quarter_of_its_own(told):
    told()
    mail_what_was_told(NOON + 15 * MINUTE)
    told(NOON + 16 * MINUTE)
    assert mailed_at(NOON + 30 * MINUTE, NOON + 31 * MINUTE) == [[], [1]]


def test_a_worker_that_was_away_sends_it_when_it_is_back(told):
    told()
    told(NOON + DAY)
    assert mailed_at(NOON + 2 * DAY) == [[2]]


@pytest.mark.parametrize(
    ("zone", "goes_out"),
    [
        ("UTC", "2026-11-21 08:00"),
        ("Europe/Berlin", "2026-11-21 07:00"),
        ("America/Los_Angeles", "2026-11-20 16:00"),
        ("Pacific/Kiritimati", "2026-11-20 18:00"),
    ],
)
def test_once_a_day_at_the_hour_of_ones_own_clock(told, ada, zone, goes_out):
    User.objects.filter(pk=ada.pk).update(time_zone=zone)
    NotificationPlan.objects.create(person=ada, is_daily=True, hour=8)
    goes_out = datetime.fromisoformat(goes_out).replace(tzinfo=UTC)
    told()
    told(goes_out - MINUTE)
    assert mailed_at(goes_out - MINUTE, goes_out, goes_out + MINUTE) == [[], [2], []]


def test_the_daily_mail_keeps_its_hour_when_the_clocks_change(told, ada):
    User.objects.filter(pk=ada.pk).update(time_zone="Europe/Berlin")
    NotificationPlan.objects.create(person=ada, is_daily=True, hour=8)
    before = datetime(2027, 3, 27, 7, tzinfo=UTC)  # 08:00 there; clocks go forward at night
    told(before)
    told(before + MINUTE)
    after = before + DAY - 60 * MINUTE
    assert mailed_at(before, after - MINUTE, after) == [[2], [], []]
    told(before + 2 * MINUTE)
    assert mailed_at(after - MINUTE, after) == [[], [1]]


def test_a_worker_that_comes_second_sends_nothing_before_its_time(told, ada):
    told()
    due = NOON + 15 * MINUTE
    mail_person(ada.pk, due)
    told(due)
    mail_person(ada.pk, due)
    assert [things(mail) for mail in mails()] == [1]


# To whom.


def test_who_was_told_different_things_gets_each_their_own(told, in_review, ada, eve):
    review(in_review, eve)
    told()
    version = in_review.versions.get()
    Notification.objects.tell(
        eve, "moved", packet=in_review, version=version, path="/", made_at=NOON, by=ada
    )
    mail_what_was_told(NOON + 15 * MINUTE)
    subjects = {mail.to: mail.subject for mail in mails()}
    assert subjects == {
        ada.email: f"Grace Lindholm comments: {in_review.title}",
        eve.email: f"Ada Okoye moves it: {in_review.title}",
    }


def test_a_kind_that_is_off_is_in_no_mail_and_stands_on_the_page(told, ada, adas):
    NotificationPlan.objects.create(person=ada, muted=["commented"])
    told()
    told(kind="rated")
    assert mailed_at(NOON + 15 * MINUTE) == [[1]]
    told()
    assert mailed_at(NOON + DAY, NOON + 2 * DAY) == [[], []]
    assert adas.get("/notifications/").content.decode().count("/open/") == 3


def test_switched_on_later_what_was_off_is_not_made_up_for(told, ada):
    plan = NotificationPlan.objects.create(person=ada, muted=["commented"])
    told()
    mail_what_was_told(NOON + 15 * MINUTE)
    NotificationPlan.objects.filter(pk=plan.pk).update(muted=[])
    assert mailed_at(NOON + DAY) == [[]]


def test_what_was_seen_on_the_page_before_is_not_mailed(told):
    told().see()
    told()
    assert mailed_at(NOON + 15 * MINUTE) == [[1]]
    told().see()
    assert mailed_at(NOON + DAY) == [[]]


def test_what_may_not_be_seen_any_more_is_not_mailed(packet, managed, ada, grace):
    share(packet)
    move_packet(packet, "withdraw", by=ada)
    Notification.objects.update(made_at=NOON)
    mail_what_was_told(NOON + 15 * MINUTE)
    assert [mail.subject for mail in mails()] == [f"Ada Okoye withdraws it: {packet.title}"]
    assert "/versions/" not in mails()[0].body


def test_who_may_not_sign_in_gets_none_then_or_later(told, ada):
    told()
    User.objects.filter(pk=ada.pk).update(is_active=False)
    mail_what_was_told(NOON + 15 * MINUTE)
    User.objects.filter(pk=ada.pk).update(is_active=True)
    mail_what_was_told(NOON + DAY)
    assert mails() == []


# What it says.


def test_one_thing_is_the_subject_and_its_link_leads_there(told, in_review, ada, adas, settings):
    page = f"/packets/{in_review.pk}/versions/1/"
    thing = told(kind="moved", detail="request-changes", path=f"{page}#event-1")
    mail_what_was_told(NOON + 15 * MINUTE)
    (mail,) = mails()
    assert mail.to == ada.email
    assert mail.subject == "Grace Lindholm asks for changes: Staff Engineer, January 2027"
    assert (
        mail.body
        == f"""Grace Lindholm asks for changes
Staff Engineer, January 2027, version 1
{settings.SITE_URL}/notifications/{thing.pk}/open/

Which mails you get, and when:
{settings.SITE_URL}/settings/notifications/
"""
    )
    assert mail.headers == {"List-Unsubscribe": f"<{settings.SITE_URL}/settings/notifications/>"}
    answer = adas.get(f"/notifications/{thing.pk}/open/")
    assert answer["Location"] == f"{page}#event-1"


def test_several_are_counted_and_named_for_the_packet_where_it_is_one(told, in_review, ada, eve):
    told()
    told()
    manage(eve, ada)
    mail_what_was_told(NOON + 15 * MINUTE)
    other = PacketFactory(author=eve, title="Another", ladder_version=in_review.ladder_version)
    share(other)
    Notification.objects.update(made_at=NOON)
    told()
    mail_what_was_told(NOON + 15 * MINUTE)
    assert [mail.subject for mail in mails()] == [
        "2 things: Staff Engineer, January 2027",
        "2 things",
    ]


def test_of_very_many_the_mail_lists_some_and_says_where_the_others_are(told, settings):
    for _ in range(LISTED + 2):
        told()
    mail_what_was_told(NOON + 15 * MINUTE)
    (mail,) = mails()
    assert (things(mail), mail.subject[:9]) == (LISTED, "52 things")
    assert f"And 2 more:\n{settings.SITE_URL}/notifications/\n" in mail.body
    assert list(Notification.objects.unmailed()) == []


def test_of_a_shared_version_it_says_what_is_asked_and_until_when(packet, managed, ada, eve):
    Packet.objects.filter(pk=packet.pk).update(answer_due_on=date(2026, 12, 4))
    review(packet, eve, role="observer")
    share(packet)
    Notification.objects.update(made_at=NOON)
    mail_what_was_told(NOON + 15 * MINUTE)
    asked = {
        mail.to: [line for line in mail.body.splitlines() if line.startswith("Asked")]
        for mail in mails()
    }
    assert asked == {
        "grace@example.org": ["Asked for until 4 December 2026: your ratings and a decision"],
        eve.email: [],
    }


def test_what_was_answered_before_the_mail_is_asked_no_more(packet, managed, ada, eve):
    review(packet, eve, role="peer")
    share(packet)
    Notification.objects.of_person(eve).update(made_at=NOON)
    mail_what_was_told(NOON + 15 * MINUTE)
    assert "\nAsked for: your endorsement, or your ratings\nhttp" in mails()[0].body
    Mail.objects.all().delete()
    rate(packet.versions.get(), eve).give()
    Notification.objects.of_person(eve).update(mailed_at=None)
    mail_what_was_told(NOON + 15 * MINUTE)
    assert [(mail.to, "Asked for" in mail.body) for mail in mails()] == [(eve.email, False)]


def test_a_name_over_several_lines_makes_no_headers_of_its_own(told, grace):
    User.objects.filter(pk=grace.pk).update(name="Grace\r\nBcc: eve@example.org")
    told()
    mail_what_was_told(NOON + 15 * MINUTE)
    assert "\n" not in mails()[0].subject
    assert "Bcc" not in mails()[0].message().message()


# Nothing of what it is about.


def test_no_word_that_anybody_wrote_is_in_a_mail_but_names_and_the_title(
    packet, managed, ada, grace, graces, adas
):
    words = [f"planted{number:02}" for number in range(12)]
    ask, thesis, claim, why, comment, private, reply, note, condition, reason, kept, draft = words
    Packet.objects.filter(pk=packet.pk).update(ask=ask, thesis=thesis)
    place(packet, claim, why=why)
    share(packet)
    page = f"/packets/{packet.pk}/versions/1"
    section = {"section": "delivery", "place": ""}
    for browser, sent in [
        (graces, {"text": comment}),
        (graces, {"text": private, "is_private": "on"}),
        (adas, {"text": reply}),
    ]:
        browser.post(f"{page}/comments/", section | sent)
    sheet = rate(packet.versions.get(), grace, "exceeding")
    sheet.notes = {"delivery": reason}
    sheet.keep_over(sheet.revision, gives=True)
    move_packet(packet, "request-changes", by=grace, note=note, version=1)
    Packet.objects.filter(pk=packet.pk).update(title=draft, summary=kept)
    packet.refresh_from_db()
    move_packet(packet, "submit", by=ada)
    rate(packet.versions.get(number=2), grace)
    asked = {"conditions": condition, "again_on": NOON.date().replace(year=2099)}
    move_packet(packet, "postpone", by=grace, note=note, version=2, **asked)
    told = Notification.objects.all()
    kinds = set(told.values_list("kind", flat=True))
    assert kinds >= {Kind.SHARED, Kind.MOVED, Kind.RATED, Kind.COMMENTED}
    told.update(made_at=NOON)
    mail_what_was_told(NOON + 15 * MINUTE)
    out = "\n".join(f"{mail.subject}\n{mail.body}\n{mail.html}" for mail in mails())
    assert len(mails()) == 2
    # The title that the second version was shared with is there; all others are not.
    assert [word for word in words if word in out] == [draft]
    assert "xceeding" not in out
    pages = [each.get("/notifications/").content.decode() for each in (adas, graces)]
    assert [word for word in words if word in "".join(pages)] == [draft]


# Once, whatever happens.


class Killed(BaseException):
    """The process is gone."""


def test_killed_at_any_point_the_worker_sends_each_thing_once(told, ada):
    """Each number of statements after which it may end, and then a second turn."""
    for allowed in range(100):
        Mail.objects.all().delete()
        told()
        left = allowed

        def count(execute, sql, params, many, context):
            nonlocal left
            left -= 1
            if left < 0 and not sql.startswith("ROLLBACK"):  # the database does that alone
                raise Killed
            return execute(sql, params, many, context)

        with suppress(Killed), connection.execute_wrapper(count):
            mail_what_was_told(NOON + 15 * MINUTE)
        ended = left < 0
        mail_what_was_told(NOON + 16 * MINUTE)
        assert [things(mail) for mail in mails()] == [1], allowed
        if not ended:
            return
    pytest.fail("it never came to its end")


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_writes_the_mail(transactional_db, told, ada, tmp_path):
    told()
    due = NOON + 15 * MINUTE
    with connections_apart(tmp_path):
        meet(lambda: mail_person(ada.pk, due), lambda: mail_person(ada.pk, due))
        assert [things(mail) for mail in mails()] == [1]


@pytest.mark.django_db(transaction=True)
def test_what_is_told_while_a_mail_is_written_waits_for_the_next(
    transactional_db, told, ada, tmp_path
):
    told()
    due = NOON + 15 * MINUTE
    with connections_apart(tmp_path):
        meet(lambda: mail_person(ada.pk, due), lambda: told(due).pk)
        mail_what_was_told(due)
        assert [things(mail) for mail in mails()] == [1]
        mail_what_was_told(due + 15 * MINUTE)
        assert [things(mail) for mail in mails()] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_told_by_two_at_once_both_are_counted(transactional_db, told, ada, tmp_path):
    with connections_apart(tmp_path):
        meet(told, told)
        ada.refresh_from_db()
        assert ada.unseen == 2


@pytest.mark.django_db(transaction=True)
def test_seen_while_something_new_is_told_the_new_stays_counted(
    transactional_db, told, ada, tmp_path
):
    first = told()
    with connections_apart(tmp_path):
        meet(told, first.see)
        ada.refresh_from_db()
        assert ada.unseen == 1


# Nobody waits for who waits for him.


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_each_other_at_once_both_do(
    transactional_db, told, in_review, ada, grace, tmp_path
):
    about = {"packet": in_review, "path": "/reviews/"}
    with connections_apart(tmp_path):
        meet(
            lambda: Notification.objects.tell(ada, "commented", by=grace, **about),
            lambda: Notification.objects.tell(grace, "commented", by=ada, **about),
        )
        kept = Notification.objects.order_by("pk").values_list("person", "by")
        assert list(kept) == [(ada.pk, grace.pk), (grace.pk, ada.pk)]


@pytest.mark.django_db(transaction=True)
def test_what_she_sees_while_it_is_mailed_is_in_the_mail_and_seen(
    transactional_db, told, ada, tmp_path
):
    first, due = told(), NOON + 15 * MINUTE
    with connections_apart(tmp_path):
        meet(lambda: lock_people([ada.pk]), first.see, then=lambda: mail_person(ada.pk, due))
        ada.refresh_from_db()
        assert ([things(mail) for mail in mails()], ada.unseen) == ([1], 0)


@pytest.mark.django_db(transaction=True)
def test_what_would_be_taken_back_while_it_is_mailed_stays_told(
    transactional_db, told, ada, tmp_path
):
    told()
    takes_back, due = Notification.objects.of_person(ada).take_back, NOON + 15 * MINUTE
    with connections_apart(tmp_path):
        meet(lambda: lock_people([ada.pk]), takes_back, then=lambda: mail_person(ada.pk, due))
        ada.refresh_from_db()
        assert ([things(mail) for mail in mails()], ada.unseen) == ([1], 1)
