"""Which of very many comments stand on a page at once, and which come when they are asked for.

A list is folded at its beginning: its last ones are shown, and of those before, the ones up to that
which is asked for. It stands nowhere by its number, so that nothing moves when one comes or goes.
"""

from collections.abc import Sequence
from typing import NamedTuple

UNFOLDED = 40
"""Comments beside a version, answers among them, up to which all are shown."""

THREADS, ANSWERS = 10, 5
"""How many of a part, and of a thread, are always shown where there are more."""

AT_ONCE = 20
"""How many come when one is asked for: it, and those before it."""


class Fold[One](NamedTuple):
    """A list, oldest first: `earlier`, `asked_for`, `later` and `shown`, one after the other."""

    shown: Sequence[One] = ()
    asked_for: Sequence[One] = ()
    earlier: Sequence[One] = ()
    """Left out before what was asked for, or before what is shown."""

    later: Sequence[One] = ()
    """Left out between what was asked for and what is shown."""

    @property
    def next_later(self) -> One:
        """The one to ask for so that the first of the `later` follow. There must be some."""
        return self.later[:AT_ONCE][-1]

    @property
    def left_out(self) -> list[One]:
        return [*self.earlier, *self.later]


def fold[One](ones: Sequence[One], most: int, asked_for: One | None = None) -> Fold[One]:
    """The last `most` of these, and the one that is asked for with those before it."""
    before, shown = ones[:-most], ones[-most:]
    if asked_for not in before:
        return Fold(shown, earlier=before)
    end = before.index(asked_for) + 1
    start = max(0, end - AT_ONCE)
    return Fold(shown, before[start:end], before[:start], before[end:])
