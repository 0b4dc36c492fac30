"""Words of a text, found again as a reader selects or types them.

A document holds Markdown, and what is selected on a page is what became of it. So both are spelled
alike before they are compared: without white space, without the marks of Markdown, without what
cannot be seen, all quotation marks as one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from unicodedata import category

from django.utils.html import escape

from bragdoc.markdown import render_markdown

_MARKS = frozenset("*_~`#>|\\")
_ALIKE = str.maketrans("“”„«»‘’‚`´", '"""""' + "'''''")
_BLOCK_ENDS = re.compile(r"</(?:p|li|pre|tr|th|td|blockquote)>|<br>|<hr>")
_PIECE = re.compile(r'<(?:[^>"]|"[^"]*")*>|&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z0-9]+);|.', re.DOTALL)


class Span(NamedTuple):
    """From `start` up to `end`."""

    start: int
    end: int


class Marked(NamedTuple):
    """Words to be marked on the page: their place among the letters, and what comes after them."""

    span: Span
    after: str
    """HTML."""


def is_letter(character: str) -> bool:
    """Whether it counts when texts are compared."""
    if character.isalnum():
        return True
    return not (
        character.isspace() or character in _MARKS or category(character) in ("Cf", "Cc", "Cs")
    )


def letters(text: str) -> str:
    """A plain text as it is compared; empty where nothing in it counts."""
    return "".join(filter(is_letter, text)).translate(_ALIKE)


class Shown(NamedTuple):
    """A text as its reader sees it."""

    html: str
    pieces: tuple[str, ...]
    """The tags, entities and characters of the HTML."""

    at: tuple[int, ...]
    """The piece that each of the letters is."""

    letters: str

    def find(self, words: str) -> Span | None:
        """Where the words stand first, among the letters; None where they do not."""
        wanted = letters(words)
        start = self.letters.find(wanted) if wanted else -1
        return Span(start, start + len(wanted)) if start >= 0 else None

    def has_once(self, words: str) -> bool:
        found = self.find(words)
        return found is not None and letters(words) not in self.letters[found.start + 1 :]

    def says(self, span: Span) -> str:
        """What a reader sees from the first of these letters to the last, white space aside, with
        the marks that the page shows."""
        return _unspaced(self.pieces[self.at[span.start] : self.at[span.end - 1] + 1])

    def says_around(self, span: Span) -> tuple[str, str]:
        """The same of what comes before them, and of what comes after."""
        before, after = self.at[span.start], self.at[span.end - 1] + 1
        return _unspaced(self.pieces[:before]), _unspaced(self.pieces[after:])

    def with_marks(self, marks: Iterable[Marked]) -> str:
        """The HTML with the words of each mark underlined, and behind them what comes after."""
        begins: dict[int, int] = {}
        ends: dict[int, list[str]] = {}
        for span, after in marks:
            begins[self.at[span.start]] = begins.get(self.at[span.start], 0) + 1
            ends.setdefault(self.at[span.end - 1], []).append(after)
        return "".join(self._marked(begins, ends))

    def _marked(self, begins: dict[int, int], ends: dict[int, list[str]]) -> Iterator[str]:
        """Text is marked from tag to tag, so that elements stay one inside the other. A link
        inside of a link is none: what comes after words of one comes after the link."""
        depth, is_open, in_link, waiting = 0, False, False, ""
        for place, piece in enumerate(self.pieces):
            is_tag = _is_tag(piece)
            depth += begins.get(place, 0)
            if is_open and is_tag:
                yield "</span>"
                is_open = False
            if depth and not is_open and not is_tag:
                yield '<span class="anchor">'
                is_open = True
            yield piece
            in_link = piece.startswith("<a ") or (in_link and piece != "</a>")
            waiting += "".join(ends.get(place, ()))
            if place in ends:
                depth -= len(ends[place])
                if not depth:
                    yield "</span>"
                    is_open = False
            if waiting and not in_link:
                if is_open:
                    yield "</span>"
                    is_open = False
                yield waiting
                waiting = ""


@lru_cache(maxsize=512)
def shown(text: str, *, is_markdown: bool = True) -> Shown:
    html = str(render_markdown(text) if is_markdown else escape(text))
    pieces = tuple(_PIECE.findall(html))
    seen = [
        (place, character)
        for place, piece in enumerate(pieces)
        if not _is_tag(piece)
        for character in unescape(piece)
        if is_letter(character)
    ]
    spelled = "".join(character for _place, character in seen).translate(_ALIKE)
    return Shown(html, pieces, tuple(place for place, _character in seen), spelled)


def plain(text: str, *, is_markdown: bool = True) -> str:
    """A text as a reader would copy it from the page, block by block."""
    if not is_markdown:
        return text
    html = _BLOCK_ENDS.sub(r"\g<0>\n", shown(text).html)
    pieces = (piece for piece in _PIECE.findall(html) if not _is_tag(piece))
    lines = (line.strip() for line in unescape("".join(pieces)).splitlines())
    return "\n".join(line for line in lines if line)


def _is_tag(piece: str) -> bool:
    return len(piece) > 1 and piece.startswith("<")


def _unspaced(pieces: Iterable[str]) -> str:
    said = unescape("".join(piece for piece in pieces if not _is_tag(piece)))
    return "".join(said.split())
