"""Words of others about the author: a quotation with the name of who said it."""

import re
from dataclasses import dataclass

from bragdoc.capture.documents.blocks import plain_text

MAX_NAME = 80  # characters


@dataclass(frozen=True)
class Praise:
    words: str
    person: str


_HEADING = re.compile(
    r"""\W*(?:
        (?:positive\s+)?feedback\s+(?:i\s+|i['’]ve\s+)?(?:received|got|from\b.*)
        | positive\s+feedback
        | kudos | praise | shout-?\s?outs? | testimonials? | compliments? | elogios
        | what\s+(?:others|people|colleagues)\s+(?:say|said)\b.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTE_MARK = re.compile(r"^\s*>\s?", re.MULTILINE)
_DASH = r"(?:[—–―]|--)"
_NAME = rf"(?P<name>[^\W\d_a-z][^—–―\n]{{1,{MAX_NAME}}}|@[^—–―\n]{{1,{MAX_NAME}}})"
_SIGNED = re.compile(rf"(?P<words>.*\S)\s+{_DASH}\s*{_NAME}\s*", re.DOTALL)
_IN_MARKS = re.compile(rf"(?P<words>[\"“„«].*[\"”“»])\s*{_DASH}\s*{_NAME}\s*", re.DOTALL)


def is_about_praise(heading: str) -> bool:
    return bool(_HEADING.match(heading))


def quoted_by(block: str) -> Praise | None:
    """The words of a block quote that ends in a dash and a name, else None."""
    return _praise(_SIGNED.fullmatch(_QUOTE_MARK.sub("", block).strip()))


def quoted_in(text: str) -> Praise | None:
    """Words in quotation marks, then a dash and a name: "Saved our week" — Noor."""
    return _praise(_IN_MARKS.fullmatch(text.strip()))


def _praise(found: re.Match[str] | None) -> Praise | None:
    if found is None:
        return None
    name = re.split(r"[,(|]| on | in ", plain_text(found["name"]))[0].strip(" *_.")
    return Praise(found["words"].strip(), name.removeprefix("@")) if name else None
