"""Words of others about the author: a quotation with the name of who said it."""

import re
from dataclasses import dataclass

from bragdoc.capture.documents.blocks import plain_text
from bragdoc.capture.documents.wording import letters

MAX_NAME = 80  # characters


@dataclass(frozen=True)
class Praise:
    """`signature` is what was written behind the dash, where it says more than the name."""

    words: str
    person: str
    signature: str


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
_NAME = rf"(?P<name>[\[*_]{{0,3}}(?:[^\W\d_a-z]|@)[^—–―\n]{{1,{MAX_NAME}}})"
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
    signature = found["name"].strip()
    name = re.split(r"[,(|]| on | in ", plain_text(signature))[0].strip(" *_.")
    if not letters(name):
        return None
    said = "" if letters(name) == letters(signature) else signature
    return Praise(found["words"].strip(), name.removeprefix("@"), said)
