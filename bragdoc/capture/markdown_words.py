"""Words from elsewhere, put into Markdown."""

import re

from bragdoc.capture.titles import shortened

LIMIT = 200  # characters

_IN_CODE = re.compile(r"(`+[^`]+`+)")


def as_written(words: str) -> str:
    """Words that Markdown shows as they were written, in at most `LIMIT` characters. What stands
    in backticks stays code."""
    pieces = _IN_CODE.split(shortened(words, LIMIT))
    return "".join(
        piece if place % 2 else re.sub(r"(?<![^\W_])_|_(?![^\W_])|[\\*<\[\]`]", r"\\\g<0>", piece)
        for place, piece in enumerate(pieces)
    )
