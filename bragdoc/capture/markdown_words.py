"""Words from elsewhere, put into Markdown."""

import re

from bragdoc.capture.titles import shortened

_IN_CODE = re.compile(r"(`+[^`]+`+)")


def as_written(words: str, limit: int = 200) -> str:
    """Words that Markdown shows as they were written, in at most `limit` characters. What stands
    in backticks stays code."""
    pieces = _IN_CODE.split(shortened(words, limit))
    return "".join(
        piece if place % 2 else re.sub(r"(?<![^\W_])_|_(?![^\W_])|[\\*<\[\]`]", r"\\\g<0>", piece)
        for place, piece in enumerate(pieces)
    )
