"""A check, and what it finds."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from packets.preflight.passages import Draft, Passage
from packets.preflight.places import Place
from packets.preflight.prose import Span, excerpt

MOST = 25
"""Findings of one check; after so many, the next one teaches nothing new."""


@dataclass(frozen=True)
class Flag:
    """What a check saw: where, the words it is about, and what is to be said of them."""

    place: Place
    says: str
    excerpt: str = ""
    """Letter by letter as in the text; empty where it is about no words."""


@dataclass(frozen=True)
class Finding:
    """A flag with why it matters and what mends it. Nothing that is found stops anybody."""

    check: str
    place: Place
    excerpt: str
    says: str
    label: str
    reason: str
    mend: str
    example: str

    @property
    def digest(self) -> str:
        """SHA-256 of the words it is about: changed, they are another finding."""
        return hashlib.sha256((self.excerpt or self.says).encode()).hexdigest()

    @property
    def slug(self) -> str:
        """What a page calls it in an address."""
        return f"{self.check}-{hashlib.sha256('/'.join(self.key).encode()).hexdigest()[:12]}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by when it is found again."""
        return self.check, self.place.name, self.digest


@dataclass(frozen=True)
class Check:
    name: str
    """At most 40 characters; dismissals keep it."""

    label: str
    reason: str
    mend: str
    example: str
    """What it flags, in words."""

    flags: Callable[[Draft], Iterator[Flag]]

    def find(self, draft: Draft) -> list[Finding]:
        """At most MOST findings, in the order of the packet. The same words of one win, such as in
        its title and its details, are one finding."""
        found: dict[tuple[int | str, str], Finding] = {}
        for flag in islice(self.flags(draft), 4 * MOST):
            finding = Finding(
                check=self.name,
                place=flag.place,
                excerpt=flag.excerpt,
                says=flag.says,
                label=self.label,
                reason=self.reason,
                mend=self.mend,
                example=self.example,
            )
            words = (flag.place.entry or flag.place.name, flag.excerpt or flag.says)
            found.setdefault(words, finding)
        return list(found.values())[:MOST]


def flagged(passage: Passage, sentence: Span, words: Span, says: str) -> Flag:
    """A flag on words of a sentence. `says` has a `{}` where the words stand."""
    quoted = " ".join(passage.text[words.start : words.end].split())
    shown = excerpt(passage.text, sentence, words)
    return Flag(passage.place, says.format(quoted), shown)
