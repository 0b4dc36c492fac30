"""One's own settings: name, time zone, paper, theme, keys."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User, time_zones, validate_time_zone
from tests.clients import browser_of
from tests.factories import UserFactory

ALL = {
    "name": "Ada O.",
    "time_zone": "Asia/Tokyo",
    "paper": "Letter",
    "theme": "dark",
    "single_keys": "",
}


@pytest.fixture
def adas(ada):
    return browser_of(ada)


def test_settings_are_saved(ada, adas):
    assert adas.post("/settings/", ALL)["Location"] == "/settings/"
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.paper, ada.theme, ada.single_keys) == (
        "Ada O.",
        "Asia/Tokyo",
        "Letter",
        "dark",
        False,
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "   "}, "This field is required."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
        ({"paper": "A0"}, "Select a valid choice."),
        ({"theme": "purple"}, "Select a valid choice."),
    ],
)
def test_settings_that_cannot_be_say_why_and_change_nothing(ada, adas, changes, complaint):
    response = adas.post("/settings/", ALL | changes)
    ada.refresh_from_db()
    assert (response.status_code, ada.name, ada.time_zone) == (422, "Ada Okoye", "UTC")
    assert complaint in response.content.decode()


def test_a_refused_name_leaves_no_trace_on_the_page_around_the_form(adas):
    text = adas.post("/settings/", ALL | {"paper": "A0"}).content.decode()
    assert re.search(r'class="who"[^>]*>Ada Okoye<', text)
    assert 'value="Ada O."' in text


def test_neither_address_nor_rights_can_be_set_here(ada, adas):
    adas.post("/settings/", ALL | {"email": "x@example.org", "is_staff": "on", "is_superuser": "1"})
    ada.refresh_from_db()
    assert (ada.email, ada.is_staff, ada.is_superuser) == ("ada@example.org", False, False)


# The theme.


@pytest.mark.parametrize("theme", ["light", "dark", ""])
def test_the_theme_is_switched_from_any_page_and_leads_back_to_it(ada, adas, theme):
    response = adas.post("/settings/theme/", {"theme": theme, "next": "/packets/?before=9"})
    ada.refresh_from_db()
    assert (response["Location"], ada.theme) == ("/packets/?before=9", theme)


def test_the_page_is_marked_with_the_theme(ada, adas):
    adas.post("/settings/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in adas.get("/settings/").content.decode()


def test_a_theme_that_is_none_changes_nothing(ada, adas):
    adas.post("/settings/theme/", {"theme": "purple"})
    ada.refresh_from_db()
    assert ada.theme == ""


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "evil.example",
        "",
        None,
    ],
)
def test_switching_leads_to_no_other_site(adas, target):
    sent = {"theme": "dark"} | ({} if target is None else {"next": target})
    assert adas.post("/settings/theme/", sent)["Location"] == "/"


@pytest.mark.parametrize(
    "target", ["/\t/evil.example", "/\n/evil.example", "/ok\r\nSet-Cookie: a=b"]
)
def test_what_a_browser_would_drop_from_an_address_is_spelled_out(adas, target):
    location = adas.post("/settings/theme/", {"theme": "dark", "next": target})["Location"]
    assert not re.search(r"[\t\r\n]", location)
    assert not re.match(r"/[/\\]", location)


# The time zone.


def test_the_zones_to_choose_from_are_those_that_people_live_in():
    zones = time_zones()
    assert zones == sorted(set(zones))
    assert {"UTC", "Europe/Lisbon", "Asia/Kolkata", "America/Argentina/Ushuaia"} <= set(zones)
    assert [z for z in zones if z.startswith(("Etc/", "US/", "posix"))] == []


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc"])
def test_a_zone_that_is_none_is_refused(name):
    with pytest.raises(ValidationError):
        validate_time_zone(name)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-11-20"), ("Pacific/Kiritimati", "2026-11-21"), ("Pacific/Niue", "2026-11-20")],
)
@time_machine.travel("2026-11-20 11:30", tick=False)
def test_today_is_the_day_where_one_is(zone, day):
    assert str(User(time_zone=zone).today()) == day


@time_machine.travel("2026-11-20 10:30", tick=False)
def test_before_noon_in_utc_it_is_yesterday_in_niue():
    assert str(User(time_zone="Pacific/Niue").today()) == "2026-11-19"


# Names and addresses.


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(User(name="Ada Okoye", email="a@example.org")) == "Ada Okoye"
    assert str(User(email="a@example.org")) == "a@example.org"
    assert User(name="Ada Okoye").get_short_name() == "Ada"


@pytest.mark.django_db
def test_an_address_is_kept_in_small_letters_and_once():
    User.objects.create_user("Ada@Example.ORG", "x", name="Ada")
    assert User.objects.get_by_natural_key("ADA@example.org").email == "ada@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ADA@example.org")


# The first page.


@pytest.mark.django_db
def test_the_first_page_tells_what_this_is_and_leads_whoever_is_in_to_the_week(client, adas):
    assert "/accounts/signup/" in client.get("/").content.decode()
    assert adas.get("/")["Location"] == "/week/"
