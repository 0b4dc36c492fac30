"""The manager's page: his people by name, what each shares with him, what waits for him."""

import re
from datetime import UTC, date, datetime

import pytest

from accounts.models import Management
from packets.models import Share
from packets.sharing import move_packet
from packets.views.team import PAGE, SHOWN
from tests.clients import browser_of
from tests.factories import SeasonFactory, UserFactory
from tests.packets.waiting_scenes import packets_of, reports_of, shared_with


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def names_on(page):
    return [str(report.management.engineer) for report in page.context["reports"]]


def test_without_anybody_the_page_says_how_somebody_comes(graces):
    text = text_of(graces.get("/team/"))
    assert "Nobody whom you manage is here yet." in text
    assert "grace@example.org" in text


def test_people_stand_by_name_whatever_its_case_and_by_address_without_one(grace, graces):
    reports_of(grace, ["bea", "Ola", "", "Aksel", "Ola"])
    assert names_on(graces.get("/team/")) == [
        "Aksel",
        "bea",
        "Ola",
        "Ola",
        Management.objects.get(engineer__name="").engineer.email,
    ]


def test_who_has_shared_nothing_is_there_in_plain_words(managed, ada, graces):
    packets_of([ada], state="draft")
    (report,) = graces.get("/team/").context["reports"]
    assert (report.management, report.shares) == (managed, [])
    assert "Ada Okoye Nothing is shared with you." in text_of(graces.get("/team/"))


@pytest.mark.parametrize(
    "state", [Management.State.ASKED, Management.State.DECLINED, Management.State.ENDED]
)
def test_only_who_is_managed_now_is_there(managed, graces, state):
    Management.objects.update(state=state)
    assert graces.get("/team/").context["reports"] == []


def test_each_packet_stands_with_what_waits_since_when_and_until_when(managed, ada, grace, graces):
    waits, answered = packets_of([ada]) + packets_of([ada], state="changes-requested")
    SeasonFactory()
    waits.answer_due_on = date(2026, 12, 4)
    waits.save(update_fields=["answer_due_on"])
    shared_with(grace, [waits, answered])
    page = graces.get("/team/")
    (report,) = page.context["reports"]
    told = [(share.version.packet, share.waits) for share in report.shares]
    assert told == [(answered, False), (waits, True)]
    text = text_of(page)
    assert "In review Waits for you since 2 Nov 2026 , until 4 Dec 2026 · not opened" in text
    assert "Changes requested shared 3 Nov 2026" in text


def test_without_a_day_of_its_own_a_packet_waits_until_its_season_decides(
    managed, ada, grace, graces
):
    shared_with(grace, packets_of([ada], season=SeasonFactory()))
    assert "until 29 Jan 2027" in text_of(graces.get("/team/"))


def test_nothing_of_a_draft_or_of_what_others_were_shown_is_there(managed, ada, grace, eve, graces):
    draft, others = packets_of([ada], state="draft") + packets_of([ada])
    shared_with(eve, [others])
    text = text_of(graces.get("/team/"))
    assert [each.title for each in (draft, others) if each.title in text] == []


def test_what_somebody_else_shares_is_on_the_list_of_reviews_and_not_here(managed, grace, graces):
    (packet,) = packets_of([UserFactory()])
    shared_with(grace, [packet], "sponsor")
    assert packet.title not in text_of(graces.get("/team/"))
    assert packet.title in text_of(graces.get("/reviews/"))


def test_what_was_withdrawn_is_gone(in_review, ada, graces):
    assert len(graces.get("/team/").context["reports"][0].shares) == 1
    move_packet(in_review, "withdraw", by=ada)
    assert graces.get("/team/").context["reports"][0].shares == []


def test_of_one_person_the_newest_are_there_and_the_way_to_the_others(managed, ada, grace, graces):
    shares = shared_with(grace, packets_of([ada] * (SHOWN + 1), state="supported"))
    page = graces.get("/team/")
    (report,) = page.context["reports"]
    assert report.shares == shares[:0:-1]
    assert "Older packets are on the list of reviews." in text_of(page)
    Share.objects.filter(pk=shares[0].pk).delete()
    assert "Older packets" not in text_of(graces.get("/team/"))


def test_of_each_person_as_many_are_there_however_many_the_others_share(grace, graces):
    many, few = reports_of(grace, ["Aksel", "Bea"])
    theirs = shared_with(grace, packets_of([many] * (SHOWN + 2), state="supported"))
    (one,) = shared_with(grace, packets_of([few], state="supported"))
    Share.objects.update(shared_at=one.shared_at)  # at one moment, what was made last comes first
    reports = graces.get("/team/").context["reports"]
    assert [report.shares for report in reports] == [theirs[: -SHOWN - 1 : -1], [one]]
    shown = Share.objects.newest_of_each_author([many, few], SHOWN).by_author()
    assert list(shown) == [*theirs[: -SHOWN - 1 : -1], one]


def test_nothing_on_it_counts_or_compares_people(grace, graces):
    people = reports_of(grace, ["Aksel", "Bea", "Cleo"])
    shared_with(grace, packets_of(people[1:]) + packets_of(people[2:], state="supported"))
    main = re.search(r"<main.*</main>", graces.get("/team/").content.decode(), re.S)[0]
    names_and_dates = r"Packet \d+|Version \d+|\d+ \w{3} \d{4}"
    words = re.sub(names_and_dates, "", re.sub(r"<[^>]+>", " ", main))
    assert re.findall(r"\d+|%", words) == []


def test_three_hundred_people_go_on_where_the_page_before_ended(grace, graces):
    reports_of(grace, [f"Report {number % 7}" for number in range(300)])
    shown, address = [], "/team/"
    while address:
        page = graces.get(address)
        shown.append([report.management.pk for report in page.context["reports"]])
        more = page.context["more"]
        address = more and f"/team/?after={more}"
    everybody = [pk for page in shown for pk in page]
    assert [len(each) for each in shown] == [PAGE] * (300 // PAGE)
    assert everybody == list(Management.objects.by_name().values_list("pk", flat=True))


def test_a_page_goes_on_after_nobody_whom_another_manages(managed, grace, graces):
    """Whoever follows would tell where in the alphabet the name of a stranger stands."""
    reports_of(UserFactory(), ["Aaron"])
    theirs = Management.objects.get(engineer__name="Aaron")
    assert names_on(graces.get("/team/", {"after": theirs.pk})) == []


def test_a_page_goes_on_after_somebody_who_left_meanwhile(grace, graces):
    reports_of(grace, [f"Report {number:03}" for number in range(60)])
    more = graces.get("/team/").context["more"]
    Management.objects.filter(pk=more).update(state=Management.State.ENDED)
    assert names_on(graces.get("/team/", {"after": more}))[0] == f"Report {PAGE:03}"


@pytest.mark.parametrize("sent", ["0", "999999", "-1", "x", "", "9" * 40, "\0"])
def test_a_place_that_no_list_has_is_no_error(managed, graces, sent):
    assert graces.get("/team/", {"after": sent}).status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_database_five_times(grace, graces, people, django_assert_num_queries):
    reports = reports_of(grace, [f"Report {number}" for number in range(people)])
    shared_with(grace, packets_of(reports * people))
    asking = Management.State.ASKED
    for person in UserFactory.create_batch(people):
        Management.objects.create(engineer=person, manager_email=grace.email, state=asking)
    with django_assert_num_queries(5):
        graces.get("/team/")


# Who asks to be managed.


def test_who_names_one_as_manager_stands_first_and_is_answered_there(ada, grace, graces):
    asking = Management.objects.create(engineer=ada, manager_email=grace.email)
    assert list(graces.get("/team/").context["asking"]) == [asking]
    form = {"answer": "accept", "next": "/team/"}
    assert graces.post(f"/settings/manager/{asking.pk}/answer/", form).url == "/team/"
    page = graces.get("/team/")
    assert (list(page.context["asking"]), names_on(page)) == ([], ["Ada Okoye"])


@pytest.mark.parametrize("sent", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_an_answer_leads_to_no_other_site(ada, grace, graces, sent):
    asking = Management.objects.create(engineer=ada, manager_email=grace.email)
    form = {"answer": "decline", "next": sent}
    answer = graces.post(f"/settings/manager/{asking.pk}/answer/", form)
    assert answer.url == "/settings/manager/"


def test_who_manages_somebody_else_sees_nothing_of_it(managed, ada, grace, eve):
    shared_with(grace, packets_of([ada]))
    assert browser_of(eve).get("/team/").context["reports"] == []
