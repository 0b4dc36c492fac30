"""Slugs: their pattern, and how one is made for text that came without."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG_LENGTH = 80


def derived_slug(text: str) -> str:
    """The first six words, without accents. Text with no ASCII letter gets a hash of itself."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text.strip()))
    words = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = "-".join(words[:6])[:SLUG_LENGTH].strip("-")
    if not re.search("[a-z]", slug):
        return hashlib.sha256(text.strip().encode()).hexdigest()[:12]
    return slug


class FreeSlugs:
    """Hands out slugs that nothing has yet: a slug itself, or `slug-2`, `slug-3` and so on."""

    def __init__(self, taken: Iterable[str]):
        self.taken = set(taken)
        self.numbers: dict[str, int] = {}  # the last number tried, so that repeats stay cheap

    def take(self, slug: str) -> str:
        number, free = self.numbers.get(slug, 1), slug
        while free in self.taken:
            number += 1
            ending = f"-{number}"
            free = slug[: SLUG_LENGTH - len(ending)].strip("-") + ending
        self.numbers[slug] = number
        self.taken.add(free)
        return free


def name_from_slug(slug: str) -> str:
    """`code-review` reads "Code review"."""
    return slug.replace("-", " ").capitalize()
