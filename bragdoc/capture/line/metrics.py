"""A number in a line: `p99:800ms→200ms`, as it is typed behind its sign."""

import re

from bragdoc.capture.line.tokens import NAME, QUOTED, TOKEN, VALUE, quoted, unquoted
from bragdoc.capture.line.values import Metric

_PARTS = re.compile(rf"({NAME}|{QUOTED}):({VALUE})(?:(?:->|→)({VALUE}))?({QUOTED})?")
_NUMBER = re.compile(r"([<>≤≥~≈]?[-+−]?\d+(?:[.,'_]\d+)*)\s*((?:[^\W\d]|[%‰°/])\D*)?")
_SHORT = 3  # characters; a unit that long stands well behind both values


def read_metric(token: str) -> Metric | None:
    """What `label:before→after` says; None when it gives no value.

    A unit that both values share, or that the last one has alone, stands apart. One in quotes
    behind the values (`+flags:12→3"of 40"`) is the unit whatever the values look like; empty
    quotes say that there is none.
    """
    found = _PARTS.fullmatch(token)
    if not found:
        return None
    label, first, second = (unquoted(part or "") for part in found.groups()[:3])
    before, after = (first, second) if found[3] else ("", first)
    if not before and not after:
        return None
    if found[4]:
        return Metric(label, before, after, unquoted(found[4]))
    number, shared = _NUMBER.fullmatch(after), _NUMBER.fullmatch(before)
    if number and number[2] and (not before or (shared and shared[2] in (None, number[2]))):
        return Metric(label, shared[1] if shared else "", number[1], number[2].strip())
    return Metric(label, before, after, "")


def write_metric(metric: Metric) -> str | None:
    """The shortest token that reads as this metric; None for one without a value."""
    labels = [metric.label, quoted(metric.label)]
    return next(
        (
            f"+{token}"
            for label in labels
            for values in _forms(metric)
            if _reads_as(token := f"{label}:{values}", metric)
        ),
        None,
    )


def _forms(metric: Metric) -> list[str]:
    before, after, unit = metric.before, metric.after, metric.unit
    plain = _joined(before, after)
    if not unit:
        return [plain, _in_quotes(metric), f"{_in_quotes(metric)}{quoted('')}"]
    spaced = f"{after} {unit}"
    return [
        *([_joined(before and f"{before}{unit}", f"{after}{unit}")] if len(unit) <= _SHORT else []),
        _joined(before, quoted(spaced)),
        f"{plain}{quoted(unit)}",
        f"{_in_quotes(metric)}{quoted(unit)}",
    ]


def _joined(before: str, after: str) -> str:
    return f"{before}→{after}" if before else after


def _in_quotes(metric: Metric) -> str:
    return _joined(metric.before and quoted(metric.before), quoted(metric.after))


def _reads_as(token: str, metric: Metric) -> bool:
    found = TOKEN.match(f"+{token}")
    return bool(found and found["metric"] == token) and read_metric(token) == metric
