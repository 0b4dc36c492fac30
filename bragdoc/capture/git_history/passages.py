"""What of a log became no candidate, and why."""

from collections.abc import Iterable

from bragdoc.capture.proposals import Skipped

STEP = 5_000  # lines between two calls of `progress`


def stray(lines: list[str], numbers: Iterable[int], reason: str) -> list[Skipped]:
    """Those lines that hold anything, each by itself; `numbers` count from 1."""
    return [
        Skipped(number, number, lines[number - 1], reason)
        for number in numbers
        if lines[number - 1].strip()
    ]


def joined(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """In the order of the log, neighbours with one reason told together."""
    together: list[Skipped] = []
    for skip in sorted(skipped, key=lambda skip: (skip.line, skip.last)):
        if together and together[-1].reason == skip.reason and skip.line <= together[-1].last + 2:
            before = together.pop()
            skip = Skipped(
                before.line, max(before.last, skip.last), f"{before.text}\n{skip.text}", skip.reason
            )
        together.append(skip)
    return tuple(together)
