"""A few drafts a month: what is little, or too much for one reading, is told together."""

from collections import defaultdict
from collections.abc import Iterable

from bragdoc.capture.git_history.grouping import Month, Work

MONTHLY = 6  # drafts of a person's own work in a month: a few dozen a year
_BY_THEMSELVES = 4  # of them, where some have to be told together

type Told = list[Work]  # one draft: a single piece of work, or several, the weightiest first


def fold(works: Iterable[Work]) -> list[Told]:
    """Drafts, at most `MONTHLY` for each month. A month changes only when its own commits do."""
    months: dict[Month, list[Work]] = defaultdict(list)
    for work in works:
        months[work.month].append(work)
    return [told for month in sorted(months) for told in _fold_month(months[month])]


def _fold_month(works: list[Work]) -> list[Told]:
    told = [[work] for work in works if not work.is_little]
    little = _by_area(work for work in works if work.is_little)
    told += [each for each in little if len(each) > 1]
    if alone := [work for each in little if len(each) == 1 for work in each]:
        told.append(_heaviest_first(alone))
    if len(told) <= MONTHLY:
        return told
    told.sort(key=_weight, reverse=True)
    single = [each for each in told if len(each) == 1][:_BY_THEMSELVES]
    kept = {id(each) for each in single}
    rest = _by_area(work for each in told if id(each) not in kept for work in each)
    room = MONTHLY - len(single)
    rest.sort(key=len, reverse=True)
    if len(rest) > room:
        last = [work for each in rest[room - 1 :] for work in each]
        rest = [*rest[: room - 1], _heaviest_first(last)]
    return [*single, *rest]


def _by_area(works: Iterable[Work]) -> list[Told]:
    areas: dict[str, Told] = defaultdict(list)
    for work in works:
        areas[work.area].append(work)
    return [_heaviest_first(areas[area]) for area in sorted(areas)]


def _heaviest_first(works: Told) -> Told:
    return sorted(works, key=lambda work: work.weight, reverse=True)


def _weight(told: Told) -> float:
    return max(work.weight for work in told)
