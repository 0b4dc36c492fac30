"""The one-line grammar of the capture field.

A win is typed as one line; words that begin with a sign say more about it:

    Halved the build +build:14min→7min #delivery ~ci @sam !operations ^fri https://ci.example/42

Tokens that are understood leave the title. Anything else stays where it was typed: an unknown
`#word`, a second project, a `+1`. A backslash before the sign keeps it as text (`\\#1`), and
quotes hold words together (`~"my project"`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from bragdoc.capture.dates import Period
from bragdoc.capture.links import ADDRESS, find_links, trim_link
from bragdoc.capture.typed_dates import typed_period

KINDS = frozenset(
    {
        "delivery",
        "decision",
        "mentoring",
        "glue",
        "operations",
        "prevention",
        "learning",
        "praise",
    }
)


@dataclass(frozen=True)
class Metric:
    """A number as its author wrote it; nothing is converted or rounded.

    The unit stands apart when both values share it: `800ms→200ms` is 800, 200 and "ms", while
    `1,5s→700ms` keeps its units in the values. `before` is empty when only one value was given.
    """

    label: str
    before: str
    after: str
    unit: str


@dataclass(frozen=True)
class Line:
    """What a line says. The title is empty when the line held nothing but tokens."""

    title: str
    competencies: tuple[str, ...] = ()
    project: str = ""
    people: tuple[str, ...] = ()
    kind: str = ""
    metrics: tuple[Metric, ...] = ()
    links: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    unread: tuple[str, ...] = ()  # look like tokens, were not understood, are still in the title


def read_line(text: str, *, today: date, competencies: Collection[str]) -> Line:
    """Read one line; never raises, and never drops a character that is not part of a token.

    `competencies` are the slugs a `#word` may name, in any case. Where only one may stand
    (project, kind, date) the first is read and the others stay in the title. Line breaks and
    runs of spaces become one space.
    """
    tokens = _Tokens(today, {slug.casefold(): slug for slug in competencies}, find_links(text))
    title, end = [], 0
    for found in _TOKEN.finditer(text):
        title.append(text[end : found.start()])
        end = found.end()
        if found["escaped"]:
            title.append(found["escaped"])
            continue
        if found["link"]:
            # What trimming left over, a full stop most often, belongs to the sentence.
            end = found.start() + len(trim_link(found["link"]))
        kind = found.lastgroup or ""
        if not tokens.take(kind, found[kind]):
            title.append(text[found.start() : end])
            tokens.unread.append(found[0].rstrip(".,;:!?"))
        elif text[end : end + 1].strip():
            title[-1] = title[-1].rstrip()
    title.append(text[end:])
    return tokens.line(" ".join("".join(title).split()))


# A name begins with a letter, so that "#12", "~5 minutes" and "@2x" remain text. It ends before
# punctuation, Western or not, except for a joiner between two of its characters. Marks that
# combine with letters belong to it, which is why this is not \w.
_CHAR = r"[^\s!-/:-@\[-`{-~\u00a1-\u00bf\u060c\u061b\u061f\u2010-\u206f\u3001-\u303f\uff01-\uff0f]"
_NAME = rf"[^\W\d_](?:{_CHAR}|(?!['’]s(?!\w))[-_./'’](?={_CHAR}))*+"
_QUOTED = r'"\s*+[^"\s][^"\n]*+"'
_VALUE = rf'(?:{_QUOTED}|(?:(?!->|→)[^\s"])+?)'
_METRIC = rf"(?:{_NAME}|{_QUOTED}):{_VALUE}(?:(?:->|→){_VALUE})?"
_TOKEN = re.compile(
    rf"""
    (?<![^\s\u200e\u200f\u2066-\u2069])         # after a space or a mark of direction
    (?: \\(?P<escaped>[#~@!+^])
      | (?P<link>{ADDRESS})
      | (?: [#](?P<competency>{_NAME})
          | ~(?P<project>{_NAME}|{_QUOTED})
          | @(?P<person>{_NAME}|{_QUOTED})
          | !(?P<kind>{_NAME})
          | \+(?P<metric>{_METRIC})
          | \^(?P<date>[\w-]+(?:\.\.[\w-]+)?)
        )
        (?=[.,;:!?…)\]'"、。，；：！？）\u200e\u200f\u2066-\u2069]{{0,8}}(?:\s|$))
      | (?P<unread>[#~@!+][^\W\d_]\S*|\^[^\W_]\S*)
    )
    """,
    re.VERBOSE,
)
_METRIC_PARTS = re.compile(rf"({_NAME}|{_QUOTED}):({_VALUE})(?:(?:->|→)({_VALUE}))?\Z")
_NUMBER = re.compile(r"([<>≤≥~≈]?[-+−]?\d+(?:[.,'_]\d+)*)\s*((?:[^\W\d]|[%‰°/])\D*)?")


@dataclass
class _Tokens:
    """What was taken from a line so far."""

    today: date
    known: dict[str, str]
    links: tuple[str, ...]
    competencies: list[str] = field(default_factory=list)
    project: str = ""
    people: list[str] = field(default_factory=list)
    kind: str = ""
    metrics: list[Metric] = field(default_factory=list)
    period: Period | None = None
    unread: list[str] = field(default_factory=list)

    def take(self, kind: str, token: str) -> bool:
        """Whether the token was understood; one that was not is remembered."""
        name = token.strip('"').strip()
        match kind:
            case "link":
                return trim_link(token) in self.links
            case "competency" if slug := self.known.get(name.casefold()):
                self.competencies.append(slug)
            case "project" if not self.project:
                self.project = name
            case "person":
                self.people.append(name)
            case "kind" if not self.kind and name.casefold() in KINDS:
                self.kind = name.casefold()
            case "metric":
                self.metrics.append(_metric(token))
            case "date" if not self.period and (period := typed_period(token, today=self.today)):
                self.period = period
            case _:
                return False
        return True

    def line(self, title: str) -> Line:
        return Line(
            title=title,
            competencies=tuple(dict.fromkeys(self.competencies)),
            project=self.project,
            people=tuple(dict.fromkeys(self.people)),
            kind=self.kind,
            metrics=tuple(self.metrics),
            links=self.links,
            starts_on=self.period and self.period.starts_on,
            ends_on=self.period and self.period.ends_on,
            unread=tuple(self.unread),
        )


def _metric(token: str) -> Metric:
    (parts,) = _METRIC_PARTS.findall(token)
    label, first, second = (part.strip('"').strip() for part in parts)
    before, after = (first, second) if second else ("", first)
    number, shared = _NUMBER.fullmatch(after), _NUMBER.fullmatch(before)
    if number and number[2] and (not before or (shared and shared[2] in (None, number[2]))):
        return Metric(label, shared[1] if shared else "", number[1], number[2].strip())
    return Metric(label, before, after, "")
