"""When the reminder of a week is due: pure functions of dates and zones, without a database.

A week is named by its Monday, which is the same date everywhere; when it begins and ends depends
on the zone. Wall-clock times become moments in UTC here and nowhere else.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
# A reminder due late on Sunday still goes out when the worker comes to it after midnight.
GRACE = timedelta(hours=1)
EARLIEST_ZONE, LATEST_ZONE = timedelta(hours=14), timedelta(hours=-12)  # from UTC


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which a clock of this zone shows the time of day.

    A time that the clock shows twice is the first of the two. One that it leaps over, an hour in
    spring or a whole day at the date line, is the first moment after the leap.
    """
    wall = datetime.combine(day, at)
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    # Leapt over. By the clock before the leap, `first` lies after it; by the clock after, before.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while first - before > timedelta(seconds=1):
        middle = (before + (first - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            first = middle
    return first


def due_moment(monday: date, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """When the reminder of a week is due. `weekday` is 0 for Monday."""
    return moment(monday + timedelta(days=weekday), at, zone)


def last_moment(monday: date, due: datetime, zone: ZoneInfo) -> datetime:
    """Until when a reminder that was due may still go out: as long as its week lasts there."""
    return max(moment(monday + timedelta(days=7), time(0), zone), due + GRACE)


def never(monday: date) -> datetime:
    """A moment at which this week is over in every zone: what is put off until then is not sent."""
    return datetime.combine(monday + timedelta(days=14), time(0), UTC)


def mondays_at(now: datetime) -> list[date]:
    """The weeks of which a reminder can be due somewhere on earth at this moment."""
    days = (now.astimezone(UTC) + LATEST_ZONE - GRACE, now.astimezone(UTC) + EARLIEST_ZONE)
    mondays = {day.date() - timedelta(days=day.weekday()) for day in days}
    return sorted(mondays)


def in_an_hour(now: datetime, zone: ZoneInfo) -> datetime:
    return now + timedelta(hours=1)


def tomorrow_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Nine o’clock on the day after, where the person is."""
    return moment(now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
