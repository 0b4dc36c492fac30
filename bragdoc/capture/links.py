"""Web addresses inside text a person typed or pasted."""

import re

ADDRESS = r"(?i:https?)://[^\s<>\"`|]+"
_ADDRESS = re.compile(rf"(?<![^\W_]){ADDRESS}")
_PAIRS = {")": "(", "]": "["}


def trim_link(address: str) -> str:
    """The address without the punctuation of the sentence around it.

    A closing bracket stays only where the address opened it, as in `…/wiki/Bracket_(text)`.
    """
    depth = {"(": 0, "[": 0}
    for end, char in enumerate(address):
        if char in depth:
            depth[char] += 1
        elif char in _PAIRS:
            depth[_PAIRS[char]] -= 1
            if depth[_PAIRS[char]] < 0:
                address = address[:end]
                break
    return address.rstrip(".,;:!?'*_~…")


def find_links(text: str) -> tuple[str, ...]:
    """Every http and https address, once, in the order of the text."""
    links = (trim_link(found[0]) for found in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(link for link in links if not link.endswith("://")))


def without_addresses(text: str) -> str:
    """The text with a space for each address: what looks like a date in one is none."""
    return _ADDRESS.sub(" ", text)
