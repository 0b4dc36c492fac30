"""Texts as a reader meets them: how many words there are, and which way they run."""

import re
import unicodedata
from collections.abc import Iterable

# Scripts without spaces are counted by the character; two make about a word.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


def count_words(texts: Iterable[str]) -> int:
    """Words as a reader has to read them, also where none are set apart by spaces."""
    return sum(
        len(UNSPACED.sub(" ", text).split()) + len(UNSPACED.findall(text)) // 2 for text in texts
    )


def direction(text: str) -> str:
    """ "rtl" or "ltr", by the first letter that has a direction, as `dir="auto"` does on screen.

    WeasyPrint does not know `auto`.
    """
    for letter in text:
        if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
