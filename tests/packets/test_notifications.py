"""What a person is told: the page of it, the number in the masthead, and what nobody is told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Mail
from packets.models import Notification, NotificationPlan, Packet, Reviewer, Share, Version
from packets.models.notifications import recount
from packets.reviewing.reviewers import answer, ask, remove
from packets.sharing import move_packet
from packets.tasks import purge_notifications
from tests.clients import browser_of
from tests.factories import PacketFactory, ReviewerFactory, UserFactory
from tests.packets.scenes import manage, review, share, share_again

PAGE = "/notifications/"
DRAFT = "Zanzibar, which nobody was shown"


def tell(person, packet, **about):
    """Grace, or whom `by` names, comments on a version."""
    about = {"kind": "commented", "path": "/reviews/", "version": latest(packet)} | about
    Notification.objects.tell(person, packet=packet, **about)
    return Notification.objects.filter(person=person).newest_first().first()


def latest(packet):
    return packet.versions.newest_first().first()


def unseen(person):
    person.refresh_from_db()
    return person.unseen


def page_of(person, **asked):
    return browser_of(person).get(PAGE, asked).content.decode()


def sentences(person):
    told = Notification.objects.visible_to(person).for_display().newest_first()
    return [(each.sentence(), each.title, each.number) for each in told]


# The page.


def test_it_says_who_did_what_with_which_version(in_review, ada, grace):
    tell(ada, in_review, by=grace, detail="suggestion")
    assert sentences(ada) == [("Grace Lindholm suggests a wording", in_review.title, 1)]
    content = page_of(ada)
    assert "Grace Lindholm suggests a wording" in content
    assert "version 1" in content


def test_the_days_are_those_of_who_reads_it(in_review, ada, grace):
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    for hour in (10, 12):  # 23:00 that day, and 01:00 on the next
        with time_machine.travel(datetime(2026, 11, 20, hour, tzinfo=UTC), tick=False):
            tell(ada, in_review, by=grace)
    content = page_of(ada)
    days = [content.index(day) for day in ("Saturday 21 November", "Friday 20 November")]
    times = [content.index(time) for time in ("01:00", "23:00")]
    assert days[0] < times[0] < days[1] < times[1]


def test_without_any_it_says_what_will_stand_there(eve):
    assert "Nothing yet." in page_of(eve)


def test_it_is_paged_and_nothing_is_twice_or_missing(in_review, ada, grace):
    for number in range(52):
        tell(ada, in_review, by=grace, path=f"/reviews/#{number}")
    oldest = Notification.objects.oldest_first().filter(person=ada)[:2]
    first = page_of(ada)
    assert first.count("/open/") == 50
    assert f'href="?before={oldest[1].pk + 1}"' in first
    second = page_of(ada, before=oldest[1].pk + 1)
    assert [f"/notifications/{each.pk}/open/" in second for each in oldest] == [True, True]
    assert second.count("/open/") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_there_are_the_page_asks_the_same(
    in_review, ada, grace, adas, count, django_assert_num_queries
):
    for person in [grace, *UserFactory.create_batch(count - 1)]:
        tell(ada, in_review, by=person)
    adas.get(PAGE)
    with django_assert_num_queries(3):  # the session, the person, what she was told
        content = adas.get(PAGE).content.decode()
    assert content.count("/open/") == count


@pytest.mark.parametrize("told", [0, 3])
def test_the_number_on_every_page_costs_no_query(
    in_review, eve, eves, told, django_assert_num_queries
):
    review(in_review, eve)
    for _ in range(told):
        tell(eve, in_review, by=in_review.author)
    with django_assert_num_queries(3):  # the session, the person, the plan
        content = eves.get("/settings/notifications/").content.decode()
    assert ("new:</span> <b>3</b>" in content) == bool(told)


# The way there.


def test_a_link_leads_to_the_exact_place_and_marks_what_it_opens_as_seen(
    in_review, ada, grace, adas
):
    other = tell(ada, in_review, by=grace)
    told = tell(ada, in_review, by=grace, path="/packets/1/versions/1/#comment-7")
    answer = adas.get(f"/notifications/{told.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (302, "/packets/1/versions/1/#comment-7")
    assert list(Notification.objects.filter(person=ada).unseen()) == [other]
    assert unseen(ada) == 1


def test_what_was_seen_keeps_the_moment_at_which_it_was(in_review, ada, grace, adas):
    told = tell(ada, in_review, by=grace)
    moments = []
    for hour in (9, 10):
        with time_machine.travel(datetime(2026, 11, 20, hour, tzinfo=UTC), tick=False):
            adas.force_login(ada)
            adas.get(f"/notifications/{told.pk}/open/")
        told.refresh_from_db()
        moments.append(told.seen_at)
    assert moments == [datetime(2026, 11, 20, 9, tzinfo=UTC)] * 2
    assert unseen(ada) == 0


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_what_a_browser_fetches_ahead_nobody_has_seen(in_review, ada, grace, adas, purpose):
    told = tell(ada, in_review, by=grace)
    adas.get(f"/notifications/{told.pk}/open/", headers={"Sec-Purpose": purpose})
    assert unseen(ada) == 1


def test_who_is_signed_out_signs_in_on_the_way_and_has_seen_nothing_before(in_review, ada, grace):
    told = tell(ada, in_review, by=grace)
    answer = Client().get(f"/notifications/{told.pk}/open/")
    assert answer["Location"] == f"/accounts/login/?next=/notifications/{told.pk}/open/"
    assert unseen(ada) == 1


def test_who_opens_a_version_any_other_way_has_seen_that_it_was_shared(in_review, ada, grace):
    tell(grace, in_review, by=ada)
    assert unseen(grace) == 2
    page = browser_of(grace).get(f"/packets/{in_review.pk}/versions/1/").content.decode()
    (left,) = Notification.objects.filter(person=grace).unseen()
    assert (left.kind, unseen(grace)) == ("commented", 1)
    assert "<b>1</b>" in page


def test_an_older_version_tells_nothing_of_a_newer_one(in_review, ada, grace):
    share_again(in_review, grace)
    browser_of(grace).get(f"/packets/{in_review.pk}/versions/1/")
    (left,) = Notification.objects.filter(person=grace).unseen()
    assert left.version.number == 2


def test_a_version_that_a_browser_fetches_ahead_nobody_has_seen(in_review, grace):
    ahead = {"Sec-Purpose": "prefetch"}
    browser_of(grace).get(f"/packets/{in_review.pk}/versions/1/", headers=ahead)
    assert unseen(grace) == 1


def test_all_are_seen_up_to_the_newest_on_the_page(in_review, ada, grace, adas):
    tell(ada, in_review, by=grace)
    shown = tell(ada, in_review, by=grace)
    since = tell(ada, in_review, by=grace)
    adas.post("/notifications/seen/", {"until": shown.pk})
    assert list(Notification.objects.filter(person=ada).unseen()) == [since]
    assert unseen(ada) == 1


@pytest.mark.parametrize("until", ["", "all", "9" * 30])
def test_what_names_no_place_marks_nothing(in_review, ada, grace, adas, until):
    tell(ada, in_review, by=grace)
    adas.post("/notifications/seen/", {"until": until})
    assert unseen(ada) == 1


def test_nobody_marks_what_another_was_told(in_review, ada, grace, graces):
    told = tell(ada, in_review, by=grace)
    graces.post("/notifications/seen/", {"until": told.pk})
    assert (unseen(ada), unseen(grace)) == (1, 0)


# Whom one tells, and what may be seen of it.


def test_nobody_is_told_of_what_they_did_themselves(in_review, ada):
    Notification.objects.tell_all([ada, ada], "moved", packet=in_review, path="/", by=ada)
    assert unseen(ada) == 0


def test_who_is_named_twice_is_told_once(in_review, ada, grace):
    Notification.objects.tell_all([ada, ada], "moved", packet=in_review, path="/", by=grace)
    assert unseen(ada) == 1


def test_what_led_to_a_version_is_gone_with_it_and_that_it_was_withdrawn_is_told(
    in_review, ada, grace, graces
):
    told = tell(grace, in_review, by=ada)
    assert unseen(grace) == 2  # with the version itself
    move_packet(in_review, "withdraw", by=ada)
    assert sentences(grace) == [("Ada Okoye withdraws it", in_review.title, None)]
    assert unseen(grace) == 1
    assert graces.get(f"/notifications/{told.pk}/open/").status_code == 404


def test_a_version_that_is_shared_anew_brings_back_what_led_to_it(in_review, grace):
    version = latest(in_review)
    shares = Share.objects.of_version(version)
    shares.withdraw()
    assert (unseen(grace), sentences(grace)) == (0, [])
    Share.objects.share(version, [grace])
    assert (unseen(grace), len(sentences(grace))) == (1, 1)


def test_what_one_is_asked_stands_there_as_long_as_it_can_be_answered(in_review, eve):
    asked = ReviewerFactory(packet=in_review, person=None, email=eve.email, state="asked")
    tell(eve, in_review, kind="asked", by=in_review.author, detail="peer", version=None)
    assert sentences(eve) == [("Ada Okoye asks you to review, as peer", "", None)]
    Reviewer.objects.filter(pk=asked.pk).update(state="ended")
    recount([eve.pk])
    assert (unseen(eve), sentences(eve)) == (0, [])


@pytest.mark.parametrize("kind", ["asked", "answered", "shared", "commented", "rated", "due"])
def test_without_a_version_nothing_of_somebody_elses_packet_is_told(in_review, eve, ada, kind):
    tell(eve, in_review, kind=kind, by=ada, version=None, detail="")
    assert (unseen(eve), sentences(eve)) == (0, [])


@pytest.mark.parametrize(
    ("kind", "detail"), [("answered", "accepted"), ("commented", ""), ("moved", "decline")]
)
def test_who_is_asked_to_review_is_told_nothing_else_before_he_reads_it(
    in_review, ada, eve, kind, detail
):
    ReviewerFactory(packet=in_review, person=None, email=eve.email, state="asked", answered_at=None)
    tell(eve, in_review, kind=kind, by=ada, version=None, detail=detail)
    assert (unseen(eve), sentences(eve)) == (0, [])


def test_a_title_is_that_of_the_version_and_never_of_the_draft(in_review, ada, grace, eve):
    review(in_review, eve)
    tell(eve, in_review, by=grace)
    Packet.objects.update(title=DRAFT)
    ReviewerFactory(packet=in_review, person=None, email="lin@example.org", state="asked")
    lin = UserFactory(email="lin@example.org")
    tell(lin, in_review, kind="asked", by=ada, version=None)
    pages = [page_of(person) for person in (grace, eve, lin)]
    move_packet(in_review, "withdraw", by=ada)
    pages += [page_of(person) for person in (grace, eve, lin)]
    assert [DRAFT in page for page in pages] == [False] * 6
    assert all("Staff Engineer, January 2027" in page for page in (*pages[:2], *pages[3:5]))


def test_what_was_withdrawn_is_called_as_who_is_told_had_read_it(in_review, ada, grace, eve):
    review(in_review, eve)
    Reviewer.objects.filter(person=eve).update(state="ended")
    Packet.objects.update(title="The second title")
    share_again(in_review, grace)
    Packet.objects.update(title=DRAFT)
    move_packet(in_review, "withdraw", by=ada)
    titles = {person: sentences(person)[0][1] for person in (grace, eve)}
    assert titles == {grace: "The second title", eve: "Staff Engineer, January 2027"}


def test_her_own_packet_goes_by_its_name_of_today_where_no_version_is_meant(packet, ada):
    colleague = {"by_name": "Sam Ortiz", "detail": "given"}
    tell(ada, packet, kind="testified", version=None, **colleague)
    assert sentences(ada) == [("Sam Ortiz writes what you asked for", packet.title, None)]


def test_the_number_is_what_the_page_shows_whatever_happened(in_review, ada, grace, eve, eves):
    """A story in which each act changes what somebody may see; after each the two agree."""
    people = [ada, grace, eve]

    def agree():
        shown = [Notification.objects.visible_to(each).unseen().count() for each in people]
        assert [unseen(each) for each in people] == shown
        return shown

    assert agree() == [0, 1, 0]
    review(in_review, eve, "sponsor")
    move_packet(in_review, "endorse", by=eve, version=1)
    assert agree() == [1, 2, 0]
    move_packet(in_review, "reopen", by=ada)
    assert agree() == [1, 3, 1]
    eves.post("/notifications/seen/", {"until": Notification.objects.latest("pk").pk})
    assert agree() == [1, 3, 0]
    share(in_review)
    assert agree() == [1, 4, 1]
    Share.objects.of_packet(in_review).of_reader(grace).withdraw()
    assert agree() == [1, 0, 1]
    move_packet(in_review, "withdraw", by=ada)
    assert agree() == [1, 0, 1]


# At night.


def test_half_a_year_after_it_was_seen_it_goes_and_what_is_new_stays(in_review, ada, grace):
    now = timezone.now()
    seen, lately, new = (tell(ada, in_review, by=grace) for _ in range(3))
    days = {seen: 181, lately: 179}
    for each, count in days.items():
        Notification.objects.filter(pk=each.pk).update(seen_at=now - timedelta(days=count))
    Notification.objects.filter(pk=new.pk).update(made_at=now - timedelta(days=999))
    purge_notifications.call_local()
    assert list(Notification.objects.filter(person=ada).oldest_first()) == [lately, new]


def test_what_went_with_somebody_elses_account_is_counted_no_more(in_review, ada, grace, eve):
    manage(eve, ada)
    share(PacketFactory(author=eve, ladder_version=in_review.ladder_version))
    tell(ada, in_review, by=grace)
    assert unseen(ada) == 2
    Version.objects.filter(packet__author=eve).delete()
    purge_notifications.call_local()
    assert unseen(ada) == 1


# Switches.


def test_without_a_plan_everything_is_mailed_soon(ada):
    plan = NotificationPlan.objects.of(ada)
    assert (plan.pk, plan.muted, plan.is_daily) == (None, [], False)


def test_each_kind_has_its_switch_and_what_is_chosen_stands_there_again(ada, adas):
    page = "/settings/notifications/"
    sent = {"mailed": ["asked", "shared"], "is_daily": "True", "hour": "17"}
    assert adas.post(page, sent)["Location"] == page
    plan = NotificationPlan.objects.of(ada)
    muted = ["answered", "moved", "commented", "rated", "testified", "due"]
    assert (plan.muted, plan.is_daily, plan.hour) == (muted, True, 17)
    content = adas.get(page).content.decode()
    assert content.count(" checked") == 3
    assert '<option value="17" selected>17:00</option>' in content


def test_chosen_in_two_tabs_the_later_choice_stands(ada, adas):
    first, second = NotificationPlan(person=ada, hour=7), NotificationPlan(person=ada, hour=9)
    first.keep()
    second.keep()
    assert NotificationPlan.objects.get().hour == 9


@pytest.mark.parametrize(
    "wrong", [{"hour": "24"}, {"hour": ""}, {"is_daily": ""}, {"mailed": ["everything"]}]
)
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(ada, adas, wrong):
    sent = {"mailed": ["asked"], "is_daily": "True", "hour": "17"} | wrong
    assert adas.post("/settings/notifications/", sent).status_code == 422
    assert NotificationPlan.objects.count() == 0


def test_who_wants_no_mail_when_asked_finds_it_on_the_page_alone(packet, ada, eve):
    NotificationPlan.objects.create(person=eve, muted=["asked"])
    reviewer = ask(packet, email=eve.email, role="peer")
    assert (Mail.objects.count(), unseen(eve)) == (0, 1)
    remove(reviewer)
    assert (unseen(eve), sentences(eve)) == (0, [])


@pytest.mark.parametrize("accept", [True, False])
def test_what_one_was_asked_is_counted_until_one_says_no(packet, eve, accept):
    answer(ask(packet, email=eve.email, role="peer"), eve, accept=accept)
    shown = Notification.objects.visible_to(eve).unseen().count()
    assert (unseen(eve), shown) == (accept, accept)
