"""Words found in a text however they are written: in any case, with or without their accents.

A word is found whole. Where a script sets no spaces between words there are no wholes, and it is
found wherever its letters stand.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

BETWEEN = r"[\s_‐-―-]{1,4}"
"""What may stand between the words of a name: spaces, line breaks, dashes."""

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts without spaces: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

BEGINS = re.compile(r"(?:\A|[.!?:…][\s\"”’')\]]*|\n[\s>*_#+-]*)\Z")
"""What stands before the first word of a sentence."""

ALIKE = str.maketrans("’‘ʼıłøđ", "'''ilod")
"""Letters that no decomposition brings together with the ones that they are typed as."""


class Term(NamedTuple):
    words: str
    became: str
    """What stands in its place."""

    is_name: bool = False
    """Part of a name: found only where it is written with a capital, or after an @."""

    is_word: bool = False
    """Part of a name that is a word too: not found where a sentence begins with it."""


class Found(NamedTuple):
    start: int
    end: int
    term: Term


class Finder:
    """Finds terms, the longest first where several begin at one place."""

    def __init__(self, terms: Iterable[Term], *, endings: str = ""):
        """`endings` are letters that may follow a part of a name: the s of a German genitive."""
        self.terms: dict[str, Term] = {}
        for term in terms:
            if key := " ".join(folded(term.words)[0].replace("_", " ").split()):
                self.terms.setdefault(key, term)
        self.endings = endings
        longest_first = sorted(self.terms, key=lambda key: (-len(key), key))
        self.pattern = re.compile("|".join(f"({self._pattern(key)})" for key in longest_first))
        self.by_group = [self.terms[key] for key in longest_first]

    def _pattern(self, key: str) -> str:
        words = BETWEEN.join(re.escape(word) for word in re.split(r"[\s‐-―-]+", key) if word)
        ending = f"(?=[{self.endings}]?(?![^\\W_]))" if self.endings else r"(?![^\W_])"
        is_name = self.terms[key].is_name
        before = r"(?<![^\W_])" if _has_bounds(key[0]) else ""
        after = (ending if is_name else r"(?![^\W_])") if _has_bounds(key[-1]) else ""
        return f"{before}{words}{after}"

    def find(self, text: str) -> list[Found]:
        """From left to right; no two of them overlap."""
        if not self.terms:
            return []
        letters, places = folded(text)
        found = []
        for match in self.pattern.finditer(letters):
            term = self.by_group[match.lastindex - 1] if match.lastindex else None
            start = places[match.start()]
            if term and (not term.is_name or _is_named(text, start, term)):
                end = max(places[match.end()], places[match.end() - 1] + 1)
                found.append(Found(start, end, term))
        return found


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its letters stands in the text as it was
    typed; one place more, for its end. Marks and what is not seen are left out."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold().translate(ALIKE):
            if unicodedata.category(part) not in ("Mn", "Cf"):
                letters.append(part)
                places.append(place)
    return "".join(letters), [*places, len(text)]


def _has_bounds(letter: str) -> bool:
    return letter.isalnum() and not UNSPACED.match(letter)


def _is_named(text: str, start: int, term: Term) -> bool:
    if text[start].islower():
        return text[start - 1 : start] == "@"
    return not (term.is_word and BEGINS.search(text[max(0, start - 20) : start]))
