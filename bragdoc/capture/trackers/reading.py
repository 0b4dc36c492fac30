"""Items judged, grouped and worded: what every tracker's reader ends with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bragdoc.capture.git_history.commits import Commit
from bragdoc.capture.git_history.routine import is_revert, is_routine_title
from bragdoc.capture.proposals import Candidate, Choice, Progress, Reading, Skipped
from bragdoc.capture.trackers.drafts import draft_of, review_of
from bragdoc.capture.trackers.grouping import grouped
from bragdoc.capture.trackers.items import Item, Month, Tracker
from bragdoc.capture.trackers.whose import Judge, Whose, judge_of

_STEP = 500  # items between two words about progress


def reading_of(
    items: Sequence[Item],
    skipped: Iterable[Skipped],
    *,
    tracker: Tracker,
    choices: Mapping[str, str],
    progress: Progress,
    asked: Iterable[Choice] = (),
) -> Reading:
    """`skipped` is what of the file holds no item, and `asked` what its reader chose by itself.

    Every item is in one candidate or in one passage that is skipped.
    """
    judge, who = judge_of(items, choices, tracker)
    own: list[Item] = []
    reviews: dict[Month | None, list[Item]] = defaultdict(list)
    left = list(skipped)
    seen: set[tuple[str, str, str]] = set()
    shares_lines = any(before.last == after.line for before, after in pairwise(items))
    for place, item in enumerate(items):
        if place % _STEP == 0:
            progress(place, len(items))
        whose = judge.whose(item)
        known = (item.url or f"{item.home} {item.name}", item.title, str(item.on))
        why = "" if item.heading else "It has no title and no number"
        why = why or item.why_not or ("Told before in the same file" if known in seen else "")
        seen.add(known)
        if why or whose not in (Whose.OWN, Whose.REVIEWED):
            left.append(_skipped(item, why or whose.value, shares_lines))
        elif why := _why_no_work(item):
            left.append(_skipped(item, why, shares_lines))
        elif whose is Whose.REVIEWED:
            reviews[item.month].append(item)
        else:
            own.append(item)
    progress(len(items), len(items))
    drafts = [draft_of(group, tracker) for group in grouped(own, tracker)]
    drafts += _reviews(reviews, judge, tracker)
    left.sort(key=lambda skip: (skip.line, skip.last))
    choosing = (*asked, who) if who else tuple(asked)
    return Reading(tuple(drafts), tuple(left), choosing)


def _why_no_work(item: Item) -> str:
    """What git's logs leave out as well, by the same words of its title."""
    if is_revert(Commit("", item.title, item.line, item.last)):
        return "Takes an earlier change back"
    return is_routine_title(item.title)


def _reviews(
    months: Mapping[Month | None, list[Item]], judge: Judge, tracker: Tracker
) -> list[Candidate]:
    newest_first = sorted(months, key=lambda month: month or (0, 0), reverse=True)
    return [
        review_of(months[month], month, tracker, only=all(map(judge.has_reviewed, months[month])))
        for month in newest_first
    ]


def _skipped(item: Item, reason: str, shares_lines: bool) -> Skipped:
    """By its lines; where items stand on one line, by its place in the list as well."""
    place = f"Item {item.number}: " if shares_lines else ""
    return Skipped(item.line, item.last, f"{place}{item.heading}"[:500], reason)
