"""What somebody typed into a search, as parts that have to stand in an entry each.

A word finds every word that begins with it, "words in quotes" find exactly these in this order, and
a hyphen in front says that it must not stand there. Nothing that can be typed is an error.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST = 20
"""Parts that are looked for. What is typed beyond them is left aside."""
LONGEST = 200  # characters of a part

_TYPED = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TOKEN = re.compile(r"[^\W_]+")

# Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces: what a database takes
# for a word is a whole sentence there.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
_SYMBOLS = re.compile(r"\w[+#]")  # "C++" is not "C"


class Part(NamedTuple):
    """One thing to look for. `is_whole` wants whole words, `is_literal` wants these very characters
    wherever they stand, and `is_excluded` wants entries without it."""

    text: str
    is_whole: bool = False
    is_excluded: bool = False
    is_literal: bool = False

    def pattern(self) -> re.Pattern[str]:
        """What finds it in a text that was folded by `fold`."""
        if self.is_literal:
            return re.compile(re.escape(fold(self.text)))
        words = r"[\W_]+".join(_TOKEN.findall(fold(self.text)))
        return re.compile(rf"(?<![^\W_]){words}" + (r"(?![^\W_])" if self.is_whole else ""))

    def like(self) -> str:
        """What finds it as a pattern of LIKE, with the backslash as escape."""
        return "%" + re.sub(r"([\\%_])", r"\\\1", self.text) + "%"


def parts_of(text: str) -> list[Part]:
    """The parts of what was typed, at most `MOST`."""
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", text).translate(_QUOTES).strip()
    parts = [
        Part(
            found["word"] if found["phrase"] is None else " ".join(found["phrase"].split()),
            is_whole=found["phrase"] is not None,
            is_excluded=bool(found["minus"]),
        )
        for found in _TYPED.finditer(text[: MOST * LONGEST])
    ]
    parts = [part._replace(text=part.text[:LONGEST]) for part in parts if _says_something(part)]
    if not parts and text:
        parts = [Part(text[:LONGEST], is_literal=True)]
    return [part._replace(is_literal=_is_literal(part.text)) for part in parts[:MOST]]


_QUOTES = str.maketrans("“”„«»", '"""""')


def _says_something(part: Part) -> bool:
    """Whether there is more to it than punctuation."""
    return any(unicodedata.category(sign)[0] in "LNS" for sign in part.text)


def _is_literal(text: str) -> bool:
    return bool(not _TOKEN.search(text) or _UNSPACED.search(text) or _SYMBOLS.search(text))


# Folding ----------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """The text as it is compared: without capitals and accents."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def fold_with_places(text: str) -> tuple[str, list[int] | range]:
    """The folded text, and for each of its characters the place in the text that it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded = [_folded(sign) for sign in text]
    places = [place for place, signs in enumerate(folded) for _ in signs]
    return "".join(folded), places


@lru_cache(maxsize=4_096)
def _folded(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", sign.lower())
    return "".join(part for part in apart if not "\u0300" <= part <= "\u036f")
