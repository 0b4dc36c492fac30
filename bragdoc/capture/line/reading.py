"""From a line to what it says."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bragdoc.capture.dates import Period
from bragdoc.capture.line.metrics import read_metric
from bragdoc.capture.line.tokens import TOKEN, unquoted
from bragdoc.capture.line.values import KINDS, Line, Metric
from bragdoc.capture.links import trim_link
from bragdoc.capture.typed_dates import typed_period


class Piece(NamedTuple):
    """A part of a line as it was typed.

    `kind` is "" for what goes into the title, "escape" for the backslash that kept something as
    text, otherwise what was taken: "competency", "project", "person", "kind", "metric", "date" or
    "link".
    """

    source: str
    kind: str = ""


def read_line(text: str, *, today: date, competencies: Collection[str]) -> Line:
    """Read one line; never raises, and never drops a character that is not part of a token.

    `competencies` are the slugs a `#word` may name, in any case. Where only one may stand
    (project, kind, date) the first is read and the others stay in the title. Line breaks and
    runs of spaces become one space.
    """
    pieces, taken = _read(text, today, competencies)
    return taken.line(_title(pieces))


def pieces_of(text: str, *, today: date, competencies: Collection[str]) -> list[Piece]:
    """The line cut up as `read_line` reads it. Joined, the pieces are the text again."""
    pieces, _ = _read(text, today, competencies)
    return pieces


def _read(text: str, today: date, competencies: Collection[str]) -> tuple[list[Piece], "_Taken"]:
    taken = _Taken(today, {slug.casefold(): slug for slug in competencies})
    return [piece for piece in _pieces(text, taken) if piece.source], taken


_WORD = re.compile(r"\S+")


def _pieces(text: str, taken: "_Taken") -> Iterator[Piece]:
    at = 0
    while found := TOKEN.search(text, at):
        yield Piece(text[at : found.start()])
        kind, at = found.lastgroup or "", found.end()
        match kind:
            case "escaped" | "kept":
                yield Piece("\\", "escape")
                yield Piece(found[kind])
            case "inside":
                taken.take("link", trim_link(found[0]))
                yield Piece(found[0])
            case "link" if taken.take(kind, address := trim_link(found[0])):
                # What trimming leaves over, a full stop most often, belongs to the sentence.
                yield Piece(address, kind)
                yield Piece(found[0].removeprefix(address))
            case "link":
                yield Piece(found[0])
            case _ if kind != "unread" and taken.take(kind, found[kind]):
                yield Piece(found[0], kind)
            case _:
                word = found if kind != "unread" else _WORD.match(text, found.start())
                taken.unread.append((word or found)[0].rstrip(".,;:!?"))
                # Only the sign: behind it there may be an address.
                at = found.start() + 1
                yield Piece(found[0][0])
    yield Piece(text[at:])


def _title(pieces: list[Piece]) -> str:
    title, after_token = "", False
    for source, kind in pieces:
        if not kind:
            # Punctuation moves up to the word before the token.
            glued = after_token and not source[0].isspace()
            title = (title.rstrip() if glued else title) + source
        after_token = kind not in ("", "escape")
    return " ".join(title.split())


@dataclass
class _Taken:
    """What was taken from a line so far."""

    today: date
    known: dict[str, str]  # slugs by how they compare
    competencies: list[str] = field(default_factory=list)
    project: str = ""
    people: list[str] = field(default_factory=list)
    kind: str = ""
    metrics: list[Metric] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    period: Period | None = None
    unread: list[str] = field(default_factory=list)

    def take(self, kind: str, token: str) -> bool:
        """Whether the token, without its sign, was understood."""
        name = unquoted(token)
        match kind:
            case "link" if not token.endswith("://"):
                self.links.append(token)
            case "competency" if slug := self.known.get(name.casefold()):
                self.competencies.append(slug)
            case "project" if name and not self.project:
                self.project = name
            case "person" if name:
                self.people.append(name)
            case "kind" if not self.kind and name.casefold() in KINDS:
                self.kind = name.casefold()
            case "metric" if metric := read_metric(token):
                self.metrics.append(metric)
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
            links=tuple(dict.fromkeys(self.links)),
            starts_on=self.period and self.period.starts_on,
            ends_on=self.period and self.period.ends_on,
            unread=tuple(self.unread),
        )
