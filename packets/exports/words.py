"""Texts as a reader meets them: how many words there are, and which way they run."""

import re
import unicodedata
from collections.abc import Iterable

# Scripts without spaces are counted by the character; two make about a word.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")

# Adults reading English that is no fiction, in silence: the mean of 190 studies in M. Brysbaert,
# "How many words do we read per minute?", Journal of Memory and Language 109 (2019).
WORDS_PER_MINUTE = 238


def count_words(texts: Iterable[str]) -> int:
    """Words as a reader has to read them, also where none are set apart by spaces."""
    return sum(
        len(UNSPACED.sub(" ", text).split()) + len(UNSPACED.findall(text)) // 2 for text in texts
    )


def minutes_to_read(texts: Iterable[str]) -> int:
    """About how long these take to read in silence, in whole minutes, at least one."""
    return max(1, round(count_words(texts) / WORDS_PER_MINUTE))


def direction(text: str) -> str:
    """ "rtl" or "ltr", by the first letter that has a direction, as `dir="auto"` does on screen.

    WeasyPrint does not know `auto`.
    """
    for letter in text:
        if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
