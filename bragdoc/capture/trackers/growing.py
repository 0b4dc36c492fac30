"""Groups that were kept and have grown since: what of them is new, as a candidate of its own.

A month's small items are one draft. Whoever kept that draft in the middle of the month brings the
same export again at its end: the draft is their own text by then and stays, and what came after it
must not be lost. `drafts` lists every item of a group on a line of its own, and so tells which.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bragdoc.capture.dates import Precision
from bragdoc.capture.proposals import Candidate
from bragdoc.capture.titles import MAX_TITLE, shortened

_LISTED = re.compile(r"^- (?:(?P<on>\d{4}-\d{2}-\d{2}): )?(?P<words>.+)$", re.M)
_LINK = re.compile(r"^\[(?P<words>.*)\]\(<(?P<url>[^>]*)>\)(?: \((?P<name>[^()\s]+)\))?$")
_NAMED = re.compile(r"(?P<words>.*) \((?P<name>[^()\s]+)\)$")
_LEFT = re.compile(r"^- \d+ more: (?P<names>.+)$", re.M)


def items_told(details: str) -> set[str]:
    """What the items that these details list are known by: an address, a name, or their words."""
    names = {name for found in _LEFT.finditer(details) for name in found["names"].split(", ")}
    return names | {_known_by(found["words"]) for found in _LISTED.finditer(details)}


def rest_of(candidate: Candidate, told: Collection[str]) -> Candidate | None:
    """The candidate with only those of its items that are not `told`; None where all of them are,
    or where it is no group."""
    found = [each for each in _LISTED.finditer(candidate.details) if not _LEFT.match(each[0])]
    new = [each for each in found if not _names_of(each["words"]) & {*told}]
    if len(found) < 2 or not new:
        return None
    days = [date.fromisoformat(each["on"]) for each in new if each["on"]]
    addresses = (_LINK.match(each["words"]) for each in new)
    return replace(
        candidate,
        title=_title(new, is_review=candidate.role == "reviewed"),
        details="\n".join(each[0] for each in new),
        starts_on=min(days, default=candidate.starts_on),
        ends_on=max(days, default=candidate.ends_on),
        precision=Precision.DAY if days else candidate.precision,
        links=tuple(link["url"] for link in addresses if link),
    )


def _title(new: list[re.Match[str]], *, is_review: bool) -> str:
    first = _plain(new[0]["words"])
    if is_review:
        return shortened(f"Reviewed {len(new)} more of others, such as {first}")
    if len(new) == 1:
        return shortened(first)
    return f"{shortened(first, MAX_TITLE - 20).rstrip('.,;:')}, and {len(new) - 1} more"


def _known_by(words: str) -> str:
    if link := _LINK.match(words):
        return link["url"]
    named = _NAMED.match(words)
    return named["name"] if named else words


def _names_of(words: str) -> set[str | None]:
    """By either of these it may have been told: its name alone stands where room was short."""
    link = _LINK.match(words)
    return {_known_by(words), link and link["name"]}


def _plain(words: str) -> str:
    """A line's words without its link, its name and the backslashes of Markdown."""
    if link := _LINK.match(words):
        words = link["words"]
    elif named := _NAMED.match(words):
        words = named["words"]
    return re.sub(r"\\([\\*<\[\]`_])", r"\1", words)
