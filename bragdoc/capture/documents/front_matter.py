"""The YAML or TOML between two fences at the top of a document."""

import re
from dataclasses import dataclass, field

MAX_TAGS = 20
MAX_TAG = 80  # characters


@dataclass(frozen=True)
class FrontMatter:
    """Its plain values by their key in lower case, and the words of its lists of tags.

    `last` is the line of the closing fence, 0 where there is no front matter.
    """

    values: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    last: int = 0

    @property
    def title(self) -> str:
        return self.values.get("title") or self.values.get("name") or ""


_FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"""(?:[\w"'.-]+\s*[:=].*|#.*|\s.*|-\s.*|[\]\[}].*|)""")
_VALUE = re.compile(r"^([\w-]+)\s*[:=][ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_TAGS = re.compile(
    r"^(?:tags?|categor(?:y|ies)|keywords|topics)\s*[:=](.*(?:\n(?:[ \t]+|-).*)*)",
    re.MULTILINE | re.IGNORECASE,
)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """What stands between the fences, and the text with blank lines in its place."""
    found = _FENCED.match(text)
    if not found or not found[2].strip() or found[2].lstrip().startswith("- "):
        return FrontMatter(), text
    if not all(_LINE.fullmatch(line) for line in found[2].split("\n")):
        return FrontMatter(), text
    lines = found[0].count("\n")
    front = FrontMatter(
        values={key.casefold(): value for key, value in _VALUE.findall(found[2])},
        tags=tuple(dict.fromkeys(_tags(found[2]))),
        last=lines if found[0].endswith("\n") else lines + 1,
    )
    return front, "\n" * lines + text[found.end() :]


def _tags(block: str) -> list[str]:
    words = [
        word.strip(" \t\"'[]-#")
        for listed in _TAGS.findall(block)
        for word in re.split(r"[,\n]", listed)
    ]
    return [word for word in words if 0 < len(word) <= MAX_TAG and ":" not in word][:MAX_TAGS]
