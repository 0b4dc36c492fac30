"""From what is to be said back to a line that reads as it."""

import re
from typing import NamedTuple

from bragdoc.capture.line.metrics import write_metric
from bragdoc.capture.line.tokens import TOKEN, name_token
from bragdoc.capture.line.values import Line, Metric
from bragdoc.capture.links import ADDRESS, trim_link
from bragdoc.capture.typed_dates import written_period

_AS_A_WHOLE = {"escaped", "kept", "link", "inside"}


class Written(NamedTuple):
    """A line, and what of the values no line can hold, as words for the person."""

    text: str
    left_out: tuple[str, ...] = ()


def write_line(line: Line) -> Written:
    """The line that `read_line` reads as these values, the title first.

    Words of the title that would be read as tokens get a backslash, and so does a word that was
    left unread before: who writes it down knows that it is text. Spaces are single ones, as in
    all that is read. Dates are written with their year, since a line may be read on another day.

    No line holds a link that is no address or has an end that is taken for punctuation, dates
    before 1900 or after 2099, or a number without a value.
    """
    links = tuple(link for link in dict.fromkeys(line.links) if _is_address(link))
    title, said = _escaped(_single_spaced(line.title), links)
    metrics = [(metric, write_metric(metric)) for metric in line.metrics]
    period = written_period(line.starts_on, line.ends_on) if line.starts_on and line.ends_on else ""
    words = [
        title,
        *(name_token("#", slug) for slug in line.competencies),
        name_token("~", _single_spaced(line.project)) if line.project.strip() else "",
        *(name_token("@", _single_spaced(name)) for name in line.people if name.strip()),
        f"!{line.kind}" if line.kind else "",
        *(token for _, token in metrics),
        f"^{period}" if period else "",
        *links[said:],
    ]
    return Written(
        " ".join(word for word in words if word),
        (
            *(f"the number {_named(metric)}" for metric, token in metrics if token is None),
            *(["the dates, which lie outside 1900 to 2099"] if period is None else []),
            *(f"the link {link}" for link in line.links if link not in links),
        ),
    )


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _is_address(link: str) -> bool:
    return bool(re.fullmatch(ADDRESS, link)) and trim_link(link) == link and link[-3:] != "://"


def _named(metric: Metric) -> str:
    return metric.label or metric.unit or "without a name"


def _escaped(title: str, links: tuple[str, ...]) -> tuple[str, int]:
    """The title as it is typed, and how many of the links, from the first, it says by that.

    An address within a word (`[notes](https://…)`) needs no backslash when it is the next link.
    """
    typed, at, said = [], 0, 0
    while found := TOKEN.search(title, at):
        typed.append(title[at : found.start()])
        address, at = trim_link(found[0]), found.end()
        if found.lastgroup == "inside" and address in links[: said + 1]:
            said = max(said, links.index(address) + 1)
        else:
            typed.append("\\")
            if found.lastgroup not in _AS_A_WHOLE:
                at = found.start() + 1
        typed.append(title[found.start() : at])
    typed.append(title[at:])
    return "".join(typed), said
