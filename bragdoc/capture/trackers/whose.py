"""Whose work an item is: the person's own, work of others that they reviewed, or none of theirs.

Whoever exports their own pull requests need not say who they are: a file in which one person alone
does everything is that person's. A file of several people is asked about once, unless the names
that came with it decide.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bragdoc.capture.git_history.people import Who, is_bot
from bragdoc.capture.proposals import Choice, Option
from bragdoc.capture.trackers.items import Item, Person, Tracker

_MOST = 50  # people to choose from


class Whose(Enum):
    OWN = "Own"
    REVIEWED = "Reviewed"
    OTHERS = "Somebody else’s"
    REPORTED = "Somebody else’s, reported by you"
    NOBODYS = "Assigned to nobody"
    AUTOMATIC = "An automatic update"


@dataclass(frozen=True)
class Judge:
    """`who` is None where nobody can be told apart: everything is theirs then."""

    who: Who | None
    alone: bool  # whether they are the only person in the file

    def whose(self, item: Item) -> Whose:
        if item.doers and all(map(is_automatic, item.doers)):
            return Whose.AUTOMATIC
        if self.who is None:
            return Whose.OWN
        if any(map(self._is_them, item.doers)):
            return Whose.OWN
        if not item.doers:
            return Whose.OWN if self.alone else Whose.NOBODYS
        if any(map(self._is_them, item.reviewers + item.mergers)):
            return Whose.REVIEWED
        if any(map(self._is_them, item.reporters)):
            return Whose.REPORTED
        return Whose.OTHERS

    def has_reviewed(self, item: Item) -> bool:
        return any(map(self._is_them, item.reviewers))

    def _is_them(self, person: Person) -> bool:
        return self.who is not None and answers(self.who, person)


def judge_of(
    items: Sequence[Item], choices: Mapping[str, str], tracker: Tracker
) -> tuple[Judge, Choice | None]:
    """Who the person is by `choices`: "who" as answered, else "me", a name a line.

    The choice is None where the file names nobody who did anything.
    """
    people = _people(items)
    finished = [item for item in items if not item.why_not]
    does = Counter(person[0] for item in finished for person in set(item.doers))
    reviews = Counter(person[0] for item in finished for person in {*item.reviewers, *item.mergers})
    everybody = sorted(people, key=lambda first: (-does[first], -reviews[first], first))
    named = [first for first in everybody if does[first] or reviews[first]]
    alone = len(people) == 1
    given = (_called(choices.get(name, "").split("\n")) for name in ("who", "me"))
    answer, default = ([name for name in everybody if answers(who, people[name])] for who in given)
    known = answer or default or (everybody if alone else [])
    theirs = known or named[:1]
    judge = Judge(_called(name for first in theirs for name in people[first]), alone)
    if not named:
        return (judge if people else Judge(None, alone)), None
    shown = dict.fromkeys([*theirs, *named][:_MOST])
    choice = Choice(
        "who",
        "Which of these are you?",
        tuple(Option(first, first, _hint(does[first], reviews[first], tracker)) for first in shown),
        "\n".join(theirs),
        asks=not known and sum(first in does for first in people) != 1,
        several=True,
    )
    return judge, choice


def _people(items: Iterable[Item]) -> dict[str, Person]:
    """Everybody the file names by their first name, with all the names they go by; no robots."""
    found: dict[str, dict[str, None]] = {}
    for item in items:
        for person in item.doers + item.reviewers + item.mergers + item.reporters:
            found.setdefault(person[0], {}).update(dict.fromkeys(person))
    return {first: tuple(names) for first, names in found.items() if not is_automatic(names)}


def _hint(does: int, reviews: int, tracker: Tracker) -> str:
    parts = [f"{does} {tracker.one if does == 1 else tracker.many}"] if does else []
    if reviews:
        parts.append(f"{reviews} of others reviewed or merged")
    return ", ".join(parts)


def is_automatic(person: Iterable[str]) -> bool:
    return any(is_bot(name) or name.startswith("app/") for name in person)


def _called(written: Iterable[str]) -> Who:
    return Who.called(name for each in written for name in names_of(each))


def answers(who: Who, person: Person) -> bool:
    return any(who.answers_to(name) for known in person for name in names_of(known))


_LAST_FIRST = re.compile(r"([^,@]+),\s*([^,@]+)")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def names_of(written: str) -> list[str]:
    """A name as written, and the same without what stands in brackets and in the other order:
    directories write "Okoye, Ada (Platform)"."""
    bare = _ASIDE.sub("", written).strip()
    turned = _LAST_FIRST.fullmatch(bare)
    return [name for name in (written, bare, f"{turned[2]} {turned[1]}" if turned else "") if name]
