"""Which lines of a document are spoken for: in a candidate, or left out with a reason."""

import re
from collections.abc import Iterator

from bragdoc.capture.proposals import Skipped

_COMMENT = re.compile(r"\s*\[(?://|comment|#|_)\]:")
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:")
_RULE = re.compile(r"[\s*_=~`|:>#.+-]*")


class Lines:
    """The lines of a document, counted from 1, and what becomes of them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.skipped: list[Skipped] = []
        self._held = bytearray(len(lines) + 2)

    def hold(self, first: int, last: int) -> None:
        self._held[first : last + 1] = b"\x01" * (last + 1 - first)

    def holds(self, line: int) -> bool:
        return bool(self._held[line])

    def skip(self, first: int, last: int, reason: str) -> None:
        self.hold(first, last)
        text = "\n".join(self.lines[first - 1 : last])
        self.skipped.append(Skipped(first, last, text, reason))

    def skip_the_rest(self) -> None:
        """Every line that is not blank and that nothing has held, with what it is."""
        for first, last, reason in list(self._runs()):
            self.skip(first, last, reason)

    def _runs(self) -> Iterator[tuple[int, int, str]]:
        """Lines that follow one another and are left over for one reason."""
        first, last, reason = 0, 0, ""
        for number, line in enumerate(self.lines, start=1):
            if self._held[number] or not line.strip():
                continue
            why = _reason(line)
            if number > last + 1 or why != reason:
                if first:
                    yield first, last, reason
                first, reason = number, why
            last = number
        if first:
            yield first, last, reason


def _reason(line: str) -> str:
    if _COMMENT.match(line):
        return "A comment"
    if _DEFINITION.match(line):
        return "The address of a link"
    return "A line between parts" if _RULE.fullmatch(line) else "Not part of an entry"
