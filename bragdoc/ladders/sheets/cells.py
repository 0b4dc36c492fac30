"""What the text of one cell says: nothing, that nothing applies, "see E3", or expectations."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from bragdoc.ladders.sheets.layout import Split
from bragdoc.ladders.sheets.words import key, looks_like_level
from bragdoc.ladders.values import Need

_MARK = r"(?:[-–—*•‣⁃◦▪●·○■]|\(?\d{1,2}[.)])"
_MARKED = re.compile(rf"[ \t]*{_MARK}[ \t]+(?=\S)|[ \t]*[•‣◦▪●·○■](?=\S)")
_ONLY_MARK = re.compile(rf"[ \t]*{_MARK}?[ \t]*")
_NOT_APPLICABLE = re.compile(
    r"(?:n\s?[./]?\s?a\.?|not applicable)(?:\s*[-–—:(].*|\s+(?:at|for|to|here)\b.*)?|[-–—]{1,3}",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"n\s?[./]?\s?a\.?|not applicable\W*|\W+", re.IGNORECASE)  # nothing to keep
_NOT_DEFINED = re.compile(
    r"(?:this (?:skill )?(?:level|step|cell) is )?(?:currently )?not (?:currently |yet )?defined"
    r"(?: yet)?\W*|tb[dca]\W*|to ?do\W*|to be (?:defined|done|confirmed)\W*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:see|same as|as (?:for|in|at)|like|all of)\s+(?:the\s+)?(?:level\s+)?(?P<name>.{1,80}?)"
    r"\s*(?:,?\s*(?:and|plus|\+)\s*)?[.:;,]?",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL|ERROR|SPILL|CALC)[!?]?")
_FOR_EXAMPLE = re.compile(
    r"[,;:]?\s*\(?(?:e\.\s?g\.?|for example|examples?)\s*[:,]?", re.IGNORECASE
)
_OPTIONAL = re.compile(r"(?P<step>.*\S)\s*[(\[]optional[)\]]", re.IGNORECASE | re.DOTALL)
_TICK = re.compile(r"[x✓✔✅☑●•■yj1*]|yes|true|ja|oui|si|sí|✔️", re.IGNORECASE)
_NO_TICK = re.compile(r"[✗✘❌☐○n0]|no|false|nein|non|[-–—]+|n\s?/?\s?a", re.IGNORECASE)

type Status = Literal["", "not-applicable", "not-defined"]


class Said(NamedTuple):
    """`lead_in` is what stands above the first list mark, or the wording of a status. `reference`
    is the name of the level that the cell refers to, as it is written there."""

    items: tuple[str, ...] = ()
    lead_in: str = ""
    examples: tuple[str, ...] = ()
    status: Status = ""
    reference: str = ""


def said(text: str, split: Split, known: Collection[str] | None = None) -> Said:
    """What a cell states. A reference stands alone, or above what it adds to.

    `known` are the names that a reference may lead to, by their `key`; without them it is any that
    looks like a level's.
    """
    if status := status_of(text):
        plain = status == "not-defined" or _PLAIN.fullmatch(text)
        return Said(status=status, lead_in="" if plain else text)
    if is_broken(text) or _ONLY_MARK.fullmatch(text):
        return Said()
    first, _, rest = text.partition("\n")
    name = reference_of(_unmarked(first))
    if name and (looks_like_level(name) if known is None else key(name) in known):
        return _stated(rest.strip("\n"), split)._replace(reference=name)
    return _stated(text, split)


def reference_of(line: str) -> str:
    """X of "see X" or "same as X", whatever X is; "" for any other line."""
    found = _REFERENCE.fullmatch(line)
    return found["name"] if found else ""


def status_of(text: str) -> Status:
    if _NOT_APPLICABLE.fullmatch(text):
        return "not-applicable"
    return "not-defined" if _NOT_DEFINED.fullmatch(text) else ""


def is_broken(text: str) -> bool:
    """Whether the cell holds what a spreadsheet shows for a formula that failed."""
    return bool(_BROKEN.fullmatch(text))


def step_and_need(text: str) -> tuple[str, Need]:
    """ "Expert (optional)" is a step that is not required."""
    found = _OPTIONAL.fullmatch(text)
    return (found["step"], "optional") if found else (text, "required")


def is_ticked(text: str) -> bool:
    return bool(text) and not _NO_TICK.fullmatch(text)


def is_tick(text: str) -> bool:
    """Whether a cell is a mark for yes or no, and nothing else."""
    return bool(_TICK.fullmatch(text) or _NO_TICK.fullmatch(text))


def has_marks(text: str) -> bool:
    return any(_MARKED.match(line) for line in text.split("\n"))


def listed(text: str) -> tuple[str, ...]:
    """Each line without its list mark; lines that hold nothing else are left out."""
    return tuple(filter(None, (_unmarked(line) for line in text.split("\n"))))


def _stated(text: str, split: Split) -> Said:
    if split is Split.LINES:
        return Said(listed(text))
    if split is Split.MARKS and has_marks(text):
        return _by_marks(text)
    return Said((text,) if text else ())


def _by_marks(text: str) -> Said:
    """A line without a mark goes on with the item above it; above the first it is a lead-in."""
    lead_in: list[str] = []
    items: list[list[str]] = []
    for line in text.split("\n"):
        if _MARKED.match(line):
            items.append([_unmarked(line)])
        elif not _ONLY_MARK.fullmatch(line):
            (items[-1] if items else lead_in).append(line.strip())
    texts = tuple("\n".join(lines) for lines in items)
    above = "\n".join(lead_in)
    stem = _FOR_EXAMPLE.search(above)
    if stem and stem.end() == len(above) and stem.start():
        return Said(items=(above[: stem.start()],), examples=texts)
    return Said(items=texts, lead_in=above)


def _unmarked(line: str) -> str:
    if _ONLY_MARK.fullmatch(line):
        return ""
    mark = _MARKED.match(line)
    return line[mark.end() if mark else 0 :].strip()
