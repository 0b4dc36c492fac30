"""Weeks: Monday to Sunday where the person is, with their wins; closed, skipped, reopened."""

from datetime import date, timedelta
from typing import Annotated

from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict, Field

from accounts.addresses import address_of
from bragdoc.api.access import needs
from bragdoc.api.entry_schemas import EntryOut, one_of
from bragdoc.api.paging import NO_PLACE, Next, Page, shown_on
from bragdoc.api.problems import invalid, invalid_form
from bragdoc.forms.spans import FIRST_DAY, LAST_DAY
from bragdoc.forms.weeks import CloseWeekForm
from bragdoc.models import Entry, Week
from bragdoc.models.weeks import monday_of

router = Router(tags=["Weeks"])
A_WEEK = timedelta(days=7)
RUNNING_SHOWN = 20

Monday = Annotated[
    str, Path(description="The date of its Monday, such as 2026-11-16, or `this` for this week.")
]


class WeekOut(Schema):
    """A week of seven days."""

    monday: date
    sunday: date
    state: str = Field(json_schema_extra=one_of(["open", *Week.State.values]))
    sentence: str = Field(description="With which it was closed.")
    has_wins: bool = Field(description="Whether a win begins in it.")
    address: str = Field(description="Its page.")


class WeekWithWins(WeekOut):
    wins: list[EntryOut] = Field(description="Those that begin in it, the oldest first.")
    running: list[EntryOut] = Field(
        description=f"Those that began before and run into it, up to {RUNNING_SHOWN}."
    )


class WeekPage(Schema):
    weeks: list[WeekOut]
    next: Next


class Closing(Schema):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"sentence": "The week of the sale."}]}
    )

    sentence: str = Field("", description="What the week was about. It may be empty.")


def week_named(person, text):
    """The Monday that an address names. Raises Problem."""
    if text == "this":
        return monday_of(person.today())
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise invalid(("monday", "Name a week by its Monday, as in 2026-11-16.")) from None
    if day.weekday():
        raise invalid(("monday", f"{day} is a {day:%A}. Its Monday is {monday_of(day)}."))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise invalid(("monday", f"No win can lie in it: not before {FIRST_DAY}."))
    return day


def weeks_from(person, first, last):
    """The weeks from one Monday to another as they are shown, the newest first."""
    kept = {week.monday: week for week in Week.objects.visible_to(person).between(first, last)}
    entries = Entry.objects.visible_to(person)
    days = entries.days_with_wins(first, last + timedelta(days=6))
    mondays_with_wins = {monday_of(day) for day in days}
    mondays = [last - n * A_WEEK for n in range((last - first) // A_WEEK + 1)]
    return [
        {
            "monday": monday,
            "sunday": monday + timedelta(days=6),
            "state": kept[monday].state if monday in kept else "open",
            "sentence": kept[monday].sentence if monday in kept else "",
            "has_wins": monday in mondays_with_wins,
            "address": address_of("week", monday),
        }
        for monday in mondays
    ]


def one_week(person, monday):
    return weeks_from(person, monday, monday)[0]


@router.get("", **needs("weeks:read"), response=WeekPage, url_name="api-weeks")
def list_weeks(request, page: Query[Page]):
    """Weeks, the newest first.

    From this one back to the first of which there is anything.
    """
    person = request.auth.person
    last = monday_of(person.today())
    if page.after:
        last = place_of_page(page.after) - A_WEEK
    first = max(last - page.limit * A_WEEK, first_monday(person) or last)
    weeks = weeks_from(person, min(first, last), last)
    shown, more = shown_on(page, weeks, lambda week: week["monday"].isoformat())
    return {"weeks": shown, "next": more}


def place_of_page(text):
    """The Monday after which a page begins. Raises Problem."""
    try:
        return monday_of(max(date.fromisoformat(text), FIRST_DAY))
    except ValueError:
        raise invalid(("after", NO_PLACE)) from None


def first_monday(person):
    """The Monday of the first week with a win, or that was closed or skipped; None without any."""
    days = [
        Entry.objects.visible_to(person).first_day(),
        Week.objects.visible_to(person).first_monday(),
    ]
    return min((monday_of(day) for day in days if day), default=None)


@router.get("/{monday}", **needs("weeks:read"), response=WeekWithWins, url_name="api-week")
def get_week(request, monday: Monday):
    """A week with its wins, and what each still needs."""
    person = request.auth.person
    monday = week_named(person, monday)
    entries = Entry.objects.visible_to(person).for_display()
    return one_week(person, monday) | {
        "wins": list(entries.starting_in_week(monday).oldest_first()),
        "running": list(entries.running_into(monday).ending_first()[:RUNNING_SHOWN]),
    }


@router.post("/{monday}/close", **needs("weeks:write"), response=WeekOut, url_name="api-week-close")
def close_week(request, monday: Monday, closing: Closing):
    """Close a week with a sentence."""
    form = CloseWeekForm({"sentence": closing.sentence})
    if not form.is_valid():
        raise invalid_form(form)
    return settled(request.auth.person, monday, state=Week.State.CLOSED, **form.cleaned_data)


@router.post("/{monday}/skip", **needs("weeks:write"), response=WeekOut, url_name="api-week-skip")
def skip_week(request, monday: Monday):
    """Leave a week without a closing sentence."""
    return settled(request.auth.person, monday, state=Week.State.SKIPPED)


def settled(person, monday, **said):
    monday = week_named(person, monday)
    Week.objects.settle(person, monday, **said)
    return one_week(person, monday)


@router.post(
    "/{monday}/reopen", **needs("weeks:write"), response=WeekOut, url_name="api-week-reopen"
)
def reopen_week(request, monday: Monday):
    """Have a week open again.

    Its sentence goes.
    """
    person = request.auth.person
    monday = week_named(person, monday)
    Week.objects.reopen(person, monday)
    return one_week(person, monday)
