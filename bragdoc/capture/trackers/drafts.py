"""A draft says what was done and when, with every item it stands for; never what it was worth."""

from collections.abc import Iterable, Sequence
from datetime import date

from bragdoc.capture.dates import Period, Precision, day, months
from bragdoc.capture.git_history.references import without_references
from bragdoc.capture.links import find_links
from bragdoc.capture.markdown_words import as_written
from bragdoc.capture.proposals import Candidate
from bragdoc.capture.titles import MAX_TITLE, shortened
from bragdoc.capture.trackers.grouping import Group
from bragdoc.capture.trackers.items import Item, Month, Tracker

MAX_LINKS = 20
_MAX_TAGS = 20
_MAX_LISTED = 12_000  # characters of the list; further items keep only their names
_MAX_NAMES = 1_000  # items of which a name is kept
_LONGEST = 92  # days between the beginning of an item and its end; older ones lay waiting


def draft_of(group: Group, tracker: Tracker) -> Candidate:
    """One draft of a piece of work, or of a month's small ones."""
    items = group.items
    top = group.works[0].first
    whole = top.whole_title if len(group.works) == 1 and len(items) > 1 else ""
    alone = len(items) == 1
    return _candidate(
        _title(items, whole, group.home, tracker),
        items,
        identity=group.identity,
        headings=tuple(filter(None, [group.home, whole or (top.whole_title if alone else "")])),
        project=top.project if group.home else "",
        before=top.body if alone else "",
    )


def review_of(
    items: Sequence[Item], month: Month | None, tracker: Tracker, *, only: bool
) -> Candidate:
    """What was reviewed of others' work in one month. `only`: nothing was just merged."""
    when = f" in {date(*month, 1):%B %Y}" if month else ""
    act = "Reviewed" if only else "Reviewed or merged"
    if len(items) == 1:
        title = f"{act} a {tracker.one} of somebody else{when}: {_words(items[0])}"
    else:
        title = f"{act} {len(items)} {tracker.many} of others{when}"
    homes = {item.home for item in items}
    in_month = f"{month[0]}-{month[1]:02}" if month else "undated"
    return _candidate(
        title,
        items,
        identity=f"{tracker.slug} reviews {in_month}",
        headings=("Work of others",),
        project=items[0].project if len(homes) == 1 else "",
        role="reviewed",
    )


def _candidate(title, items, *, identity, headings, project, before="", role="") -> Candidate:
    period = _period(items)
    addresses = [item.url for item in items if item.url] + list(find_links(before))
    labels = dict.fromkeys(label for item in items for label in item.labels)
    return Candidate(
        title=shortened(title),
        details="\n\n".join(filter(None, [before, _listed(items)])),
        starts_on=period and period.starts_on,
        ends_on=period and period.ends_on,
        precision=period.precision if period else Precision.UNKNOWN,
        headings=headings,
        line=min(item.line for item in items),
        links=tuple(dict.fromkeys(addresses))[:MAX_LINKS],
        role=role,
        project=project,
        tags=tuple(labels)[:_MAX_TAGS],
        identity=identity,
        spans=tuple(sorted({(item.line, item.last) for item in items})),
    )


def _title(items: list[Item], whole: str, home: str, tracker: Tracker) -> str:
    names = list({name.casefold(): name for name in map(_words, items)}.values())
    first = shortened(names[0], MAX_TITLE - 160)
    if whole:
        first = f"{shortened(whole, 100)}: {first}"
    more = len(names) - 1
    if not more:
        return first
    where = f" in {shortened(home, 50)}" if home and not whole else ""
    others = f"one more {tracker.one}" if more == 1 else f"{more} more {tracker.many}"
    return f"{first.rstrip('.,;:')}, and {others}{where}"


def _words(item: Item) -> str:
    return without_references(item.title) or item.name


def _period(items: Iterable[Item]) -> Period | None:
    """The days on which they were finished; of one alone, also the days it took.

    What was only planned tells no more than its months.
    """
    dated = [item for item in items if item.on]
    if not dated:
        return None
    ends = [item.on for item in dated if item.on]
    first, last = min(ends), max(ends)
    if any(item.is_planned for item in dated):
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return months(first.year, first.month, count, Precision.MONTH)
    began = dated[0].began_on if len(dated) == 1 else None
    if began and 0 <= (last - began).days <= _LONGEST:
        first = began
    return Period(first, last, day(first).precision)


# Details: Markdown, a line an item.


def _listed(items: Sequence[Item]) -> str:
    lines: list[str] = []
    left: list[Item] = []
    room = _MAX_LISTED
    for item in items:
        line = _line(item)
        room -= len(line) + 1
        if room < 0:
            left.append(item)
        else:
            lines.append(line)
    if left:
        names = ", ".join(item.name for item in left[:_MAX_NAMES] if item.name)
        lines.append(f"- {len(left)} more: {names}" if names else f"- {len(left)} more")
    return "\n".join(lines)


def _line(item: Item) -> str:
    on = f"{item.on}: " if item.on and not item.is_planned else ""
    words = as_written(item.title or item.name)
    name = f" ({as_written(item.name)})" if item.title and item.name else ""
    if not item.url:
        return f"- {on}{words}{name}"
    return f"- {on}[{words}](<{item.url}>){name}"
