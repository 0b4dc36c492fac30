"""Other words in the place of some, in a text as its author typed it."""

from packets.remarks.words import Shown, Span, is_letter, letters, shown

_MARKS = "*_~`"


class NotOnce(Exception):
    """The words do not stand in the text, or stand in it more than once, or only in a way in which
    others cannot be set in their place alone."""


def reworded(text: str, words: str, better: str, *, is_markdown: bool = True) -> str:
    """The text with `better` where `words` stood, as they were read on a page. Raises NotOnce.

    What the reader would see before the words and after them is the same as it was, or it is not
    done: words that begin in a link and end behind it cannot be told from the link's address.
    """
    before = shown(text, is_markdown=is_markdown)
    found = before.find(words)
    if found is None or not before.has_once(words):
        raise NotOnce
    if (found.start, found.end) == (0, len(before.letters)):
        return better
    for span in _spans(text, letters(words)):
        new = text[: span.start] + better + text[span.end :]
        if _reads_right(before, found, shown(new, is_markdown=is_markdown), better, is_markdown):
            return new
    raise NotOnce


def _spans(text: str, wanted: str):
    """Where these letters stand in what was typed: alone, and with the marks that enclose them."""
    at = [place for place, character in enumerate(text) if is_letter(character)]
    spelled = letters(text)
    start = spelled.find(wanted)
    while start >= 0:
        span = Span(at[start], at[start + len(wanted) - 1] + 1)
        yield span
        yield _with_marks(text, span)
        start = spelled.find(wanted, start + 1)


def _with_marks(text: str, span: Span) -> Span:
    start, end = span
    while start and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and text[end] in _MARKS:
        end += 1
    return Span(start, end)


def _reads_right(before: Shown, found: Span, after: Shown, better: str, is_markdown: bool) -> bool:
    head, tail = before.says_around(found)
    alone = shown(better, is_markdown=is_markdown)
    middle = alone.says(Span(0, len(alone.letters))) if alone.letters else ""
    everything = Span(0, len(after.letters))
    return bool(after.letters) and after.says(everything) == _edges(head + middle + tail)


def _edges(said: str) -> str:
    """The same from its first letter to its last, as `Shown.says` tells a text."""
    places = [place for place, character in enumerate(said) if is_letter(character)]
    return said[places[0] : places[-1] + 1] if places else ""
