"""The title of an entry, taken from the text its author wrote."""

import re

from bragdoc.capture.dates import Period, Precision
from bragdoc.capture.documents.written_dates import Found, period_at
from bragdoc.capture.links import find_links
from bragdoc.capture.titles import shortened

STATUS = re.compile(r"\s*(?:(?P<done>✅|☑|✔|\[[xX]\])|❌|🤔|🔄|📋|⏳|🚧|\[ \])\ufe0f?\s*")


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def leading_date(plain: str, near: Period | None) -> Found | None:
    """The date a text begins with, in brackets or not."""
    mark = STATUS.match(plain)
    start = mark.end() if mark else 0
    while start < len(plain) and plain[start] in " \t[(*_":
        start += 1
    found = period_at(plain, start, near=near)
    if found and (found.firm or re.match(r"\s*(?:[:–—)\],|;]|-\s|\W*$)", plain[found.end :])):
        return found
    return None


def title_of(plain: str, near: Period | None) -> str:
    """The first sentence of the first line, without a mark or date before it."""
    start = mark.end() if (mark := STATUS.match(plain)) else 0
    if leading := leading_date(plain, near):
        start = leading.end
    words = plain[start:].lstrip(" \t\n)]}:;,.|–—_-") if start else plain
    if not letters(words):
        words = plain
    words = re.sub(r"(?<=\S)\{[:.#]?[\w-]+=?[^{}\s]*\}", "", words)
    lines = (line.strip() for line in words.split("\n"))
    sentence = _first_sentence(next((line for line in lines if letters(line)), ""))
    return shortened(" ".join(sentence.split()).rstrip(" ;,:"))


_SENTENCE_END = re.compile(r"(?:(?<=[^\W_]{2})|(?<=[)\"”'%\d]))[.!?…]+(?=\s+[^\Wa-z_])|[。！？]")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mrs?|Ms|Prof|St|Jr|Sr|Inc|Ltd|Corp|No|vs|cf|al|etc|approx|incl)$"
)


def _first_sentence(line: str) -> str:
    for end in _SENTENCE_END.finditer(line):
        if not _ABBREVIATED.search(line[: end.start()]):
            return line[: end.end()]
    return line


def below_title(title: str, text: str, plain: str, near: Period | None) -> str:
    """What of the text its title does not hold: nothing, the sentences after it, or all of it.

    `plain` is the text without its markup. Addresses of links, and a day before the text, are kept
    with the candidate and need no second telling.
    """
    told = plain
    leading = leading_date(plain, near)
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
