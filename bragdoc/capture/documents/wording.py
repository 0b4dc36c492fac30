"""The title of an entry, taken from the text its author wrote, and what the title leaves over."""

import re

from bragdoc.capture.dates import Precision
from bragdoc.capture.documents.marks import after_mark, without_mark_at_end
from bragdoc.capture.documents.written_dates import Found
from bragdoc.capture.links import ADDRESS, find_links
from bragdoc.capture.titles import shortened

_NO_LETTER = re.compile(r"[\W_]+")
CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?[ \t]+(?=\S)")
_ATTRIBUTES = re.compile(r"(?<=\S)\{[:.#]?[\w-]+=?[^{}\s]*\}")
_ADDRESS_FIRST = re.compile(rf"<?{ADDRESS}>?\s*[-–—:]?\s+(?=\S)")


def letters(text: str) -> str:
    """The letters and figures of a text, which say whether two texts say the same."""
    return _NO_LETTER.sub("", text)


def title_of(plain: str, leading: Found | None) -> str:
    """The first sentence of the first line, without a mark, a date or an address before it."""
    start = leading.end if leading else after_mark(plain)
    words = plain[start:].lstrip(" \t\n)]}:;,.|–—_-") if start else plain
    for before in (CLOCK, _ADDRESS_FIRST):
        if found := before.match(words):
            words = words[found.end() :]
    if not letters(words):
        words = plain
    bare = _ATTRIBUTES.sub("", without_mark_at_end(words))
    words = bare if letters(bare) else words
    lines = (line.strip() for line in words.split("\n"))
    sentence = _first_sentence(next((line for line in lines if letters(line)), ""))
    return shortened(" ".join(sentence.split()).rstrip(" ;,:"))


_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W_]{2})|(?<=[)\"”'%\d]))[.!?…]+(?=\s+(?:[^\Wa-z_]|[\u2190-\U0010ffff]))|[。！？]"
)
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mrs?|Ms|Prof|St|Jr|Sr|Inc|Ltd|Corp|No|vs|cf|al|etc|approx|incl)$"
)


def _first_sentence(line: str) -> str:
    for end in _SENTENCE_END.finditer(line):
        if not _ABBREVIATED.search(line[: end.start()]):
            return line[: end.end()]
    return line


def below_title(title: str, text: str, plain: str, leading: Found | None) -> str:
    """What of the text its title does not hold: nothing, the sentences after it, or all of it.

    `plain` is the text without its markup. Addresses of links, and a day before the text, are kept
    with the candidate and need no second telling.
    """
    told = plain
    if leading and leading.period.precision is Precision.DAY:
        told = plain[: leading.start] + plain[leading.end :]
    bare = text
    for address in find_links(text):
        bare = bare.replace(address, "")
    is_all = letters(bare) == letters(plain) and letters(title) == letters(told)
    if letters(title) == letters(text) or is_all:
        return ""
    if text.startswith(title) and text[len(title) : len(title) + 1].isspace():
        return text[len(title) :].strip()
    return text.strip()
