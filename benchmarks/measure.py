"""Ratios that hold on a busy machine: everything is measured in turns, and compared within a turn.

A turn measures each subject once, one after the other, after the garbage of the one before is
collected; while a subject runs the collector rests, as it does in `timeit`. Whatever slows the
machine for a while slows neighbours alike, so a ratio is the median of the ratios of the turns and
not the ratio of two medians.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from statistics import median
from time import perf_counter


def seconds(
    act: Callable[[], object],
    *,
    best_of: int = 1,
    clock: Callable[[], float] = perf_counter,
    collecting: bool = False,
) -> float:
    """What `act` takes by the clock, in seconds: the least of so many calls in a row.

    `time.process_time` as the clock leaves out the time in which other programs had the processor.
    """
    gc.collect()
    if not collecting:
        gc.disable()
    try:
        return min(_once(act, clock) for _ in range(best_of))
    finally:
        gc.enable()


def _once(act: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    act()
    return clock() - began


class Turns:
    """The seconds of each subject, one a turn."""

    def __init__(self):
        self.seconds: dict[Hashable, list[float]] = defaultdict(list)

    def add(self, subject: Hashable, taken: float) -> None:
        self.seconds[subject].append(taken)

    def median(self, subject: Hashable) -> float:
        return median(self.seconds[subject])

    def ratio(self, subject: Hashable, to: Hashable) -> float:
        """How many times as long as `to`, in the same turn."""
        pairs = zip(self.seconds[subject], self.seconds[to], strict=True)
        return median(own / other for own, other in pairs)


# Tables ----------------------------------------------------------------------------------------


def table(title: str, rows: Sequence[dict[str, object]]) -> str:
    """Rows of the same keys as text; numbers to the right. The keys are the heads."""
    heads = list(rows[0])
    cells = [[_cell(row[head]) for head in heads] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    right = [isinstance(rows[0][head], int | float) for head in heads]

    def line(texts: Iterable[str]) -> str:
        aligned = (
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(texts, widths, right, strict=True)
        )
        return "  ".join(aligned).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join(["", title, "", line(heads), rule, *map(line, cells)])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return (
        f"{value:,.2f}"
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )
