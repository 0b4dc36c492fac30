"""The decision record: what was shared, who reviewed it, what was said and what was decided.

Pure. It holds what one reader may see and nothing else; whoever makes it leaves out the rest. As
Markdown every text is escaped, as JSON each is as it was written.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from packets.exports.rewriting import escaped, table
from packets.ratings import Row


@dataclass(frozen=True)
class SharedVersion:
    number: int
    name: str
    content_hash: str
    shared_at: datetime


@dataclass(frozen=True)
class Took:
    """One person's part in the review, in one role. `until` is None while it lasts."""

    name: str
    role: str
    since: datetime
    until: datetime | None
    handed_to: str


@dataclass(frozen=True)
class Moved:
    at: datetime
    by: str
    what: str
    version: int | None
    note: str
    conditions: tuple[str, ...] = ()
    again_on: date | None = None


@dataclass(frozen=True)
class Said:
    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class Remark:
    """A thread: what was said of a part, what was answered, and who resolved it."""

    version: int
    part: str
    quote: str
    said: tuple[Said, ...]
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True)
class Rated:
    """The ratings of a version side by side. `people` are in the order of what each row says."""

    version: int
    people: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Record:
    """All lists are in the order in which things happened."""

    title: str
    author: str
    asks: str
    state: str
    versions: tuple[SharedVersion, ...]
    reviewers: tuple[Took, ...]
    moves: tuple[Moved, ...]
    ratings: tuple[Rated, ...]
    remarks: tuple[Remark, ...]


def record_json(record: Record) -> bytes:
    """The record in UTF-8, with days and moments as in ISO 8601."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: date | datetime) -> str:
    return value.isoformat()


def record_markdown(record: Record) -> str:
    """The record as CommonMark with tables."""
    parts = [
        f"# {escaped(record.title)}: the record",
        f"{escaped(record.author)} asks: {escaped(record.asks)}. {escaped(record.state)}.",
        *_section("Versions", _versions(record)),
        *_section("Reviewers", _reviewers(record)),
        *_section("What was done", _moves(record)),
        *_section("Ratings", _ratings(record)),
        *_section("Comments", _remarks(record)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, said: Iterator[str]) -> list[str]:
    parts = list(said)
    return [f"## {title}", *parts] if parts else []


def _versions(record: Record) -> Iterator[str]:
    if record.versions:
        rows = [
            [escaped(one.name), _moment(one.shared_at), f"`{one.content_hash}`"]
            for one in record.versions
        ]
        yield table([["Version", "Shared", "Hash"], *rows])


def _reviewers(record: Record) -> Iterator[str]:
    if record.reviewers:
        rows = [
            [
                escaped(one.name),
                one.role,
                _moment(one.since),
                _moment(one.until) if one.until else "",
                escaped(one.handed_to),
            ]
            for one in record.reviewers
        ]
        yield table([["Who", "Role", "Since", "Until", "Handed over to"], *rows])


def _moves(record: Record) -> Iterator[str]:
    for move in record.moves:
        version = f" version {move.version}" if move.version else ""
        head = f"**{_moment(move.at)}, {escaped(move.by)} {move.what}{version}**"
        said = [head, *_quoted(move.note)]
        said += ["\n".join(f"- {escaped(one)}" for one in move.conditions)] * bool(move.conditions)
        if move.again_on:
            said.append(f"Looked at again on {move.again_on:%Y-%m-%d}.")
        yield "\n\n".join(said)


def _ratings(record: Record) -> Iterator[str]:
    for rated in record.ratings:
        rows = [
            [escaped(row.name), *(_word(each.rating, each.note) for each in row.said)]
            for row in rated.rows
        ]
        yield f"### Version {rated.version}"
        yield table([["Competency", *map(escaped, rated.people)], *rows])


def _word(rating, note: str) -> str:
    said = rating.label if rating else "Not rated"
    return f"{said}: {escaped(note)}" if note else said


def _remarks(record: Record) -> Iterator[str]:
    for remark in record.remarks:
        yield f"### Version {remark.version}, {escaped(remark.part)}"
        yield from _quoted(remark.quote)
        for one in remark.said:
            yield f"**{_moment(one.at)}, {escaped(one.by)}:** {escaped(one.text)}"
        if remark.resolved_at:
            by = escaped(remark.resolved_by)
            yield f"Resolved by {by}, {_moment(remark.resolved_at)}."
        else:
            yield "Open."


def _quoted(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return ["\n>\n".join(f"> {escaped(line)}" for line in lines)] if lines else []


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
