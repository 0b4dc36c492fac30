"""What came of earlier wins: at most one question on the page of a week, and a few in a week."""

from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bragdoc.models import Entry, FollowUp
from bragdoc.models.follow_ups import days_after
from bragdoc.models.weeks import monday_of

A_WEEK = 3  # answers; then no more is asked before Monday
PUT_OFF = "put_off"  # in the session: {"monday": …, "wins": [pk, …]}


class After(NamedTuple):
    """The question about a win; `days` as in the address, 0 for the day that its author chose."""

    entry: Entry
    days: int


def what_happened_after(user, session) -> After | None:
    """The question of this week: about the oldest win that is due, and was not put off."""
    today = user.today()
    begins_at = datetime.combine(monday_of(today), time(0), ZoneInfo(user.time_zone))
    follow_ups = FollowUp.objects.visible_to(user)
    if follow_ups.answered_since(begins_at).count() >= A_WEEK:
        return None
    due = FollowUp.objects.to_ask(Entry.objects.visible_to(user), today)
    put_off = wins_put_off(session, monday_of(today))
    entry = next((entry for entry in due[: len(put_off) + 1] if entry.pk not in put_off), None)
    return entry and After(entry, days_after(entry, today))


def put_off(session, entry, monday):
    """Ask again next week. It takes no row: what is due stays due, and this week keeps quiet."""
    wins = [*wins_put_off(session, monday), entry.pk]
    session[PUT_OFF] = {"monday": monday.isoformat(), "wins": wins}


def wins_put_off(session, monday) -> list[int]:
    kept = session.get(PUT_OFF, {})
    return kept["wins"] if kept.get("monday") == monday.isoformat() else []
