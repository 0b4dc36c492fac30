"""Words of a document that may name competencies, and the people and projects it names.

An `@word` is a tag, a place or a person. It is a tag only where the document uses it as one of a
small vocabulary, at the end of lines; a person only behind a word such as "with".
"""

import re
from collections import Counter
from dataclasses import dataclass

from bragdoc.capture.documents.blocks import Kind, Source
from bragdoc.capture.documents.not_work import names_nothing
from bragdoc.capture.documents.praise import is_about_praise
from bragdoc.capture.documents.sections import Heading
from bragdoc.capture.documents.wording import letters

MAX_VOCABULARY = 15  # distinct tags
MIN_USES = 3  # of each
MAX_NAME = 80  # characters
MAX_WORDS = 6  # of a category; more are a sentence

_AT_LINE_END = re.compile(
    r"(?:(?<=[\s).\]])|^)((?:[ \t]{0,9}@[^\W\d_][\w-]{0,40}){1,9})[ \t]*$", re.MULTILINE
)
_PEOPLE = re.compile(
    r"\b(?:with|com|con|mit|avec)\s+"
    r"((?:\[?@[\w.-]*\w\]?(?:\([^)\s]*\))?(?:\s*(?:,|&|and|e|y|und|et)\s+)?)+)",
    re.IGNORECASE,
)
_PROJECTS = re.compile(
    r"\W*(?:(?:my|our|key|main|side)\s+)?(?:projects?|projetos?|proyectos?|projekte?|projets?)\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\?\W*$|:\s*\S")  # a question, or a label and what it is about
_PROJECT = re.compile(r"\W*(?:project|projeto|proyecto|projekt|projet)\s*:\s*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Vocabulary:
    """The tags of one document."""

    words: frozenset[str]

    @classmethod
    def of(cls, source: Source) -> "Vocabulary":
        uses: Counter[str] = Counter()
        for block in source.blocks:
            if block.kind in (Kind.ITEM, Kind.PARAGRAPH):
                for tags in _AT_LINE_END.findall(f"{block.text}\n{block.rest}"):
                    uses.update(tag.casefold() for tag in re.findall(r"@([\w-]+)", tags))
        words = frozenset(word for word, times in uses.items() if times >= MIN_USES)
        return cls(words if len(uses) <= MAX_VOCABULARY else frozenset())

    def taken_from(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without the tags at the ends of its lines, and these. Tags alone are text."""
        if not self.words or "@" not in text:
            return text, ()
        tags: list[str] = []

        def take(found: re.Match[str]) -> str:
            words = re.findall(r"@([\w-]+)", found[1])
            if not all(word.casefold() in self.words for word in words):
                return found[0]
            tags.extend(words)
            return ""

        rest = _AT_LINE_END.sub(take, text).rstrip()
        return (rest, tuple(tags)) if letters(rest) else (text, ())


def people_in(text: str) -> tuple[str, ...]:
    """Who is named with an @ behind "with", as in "paired with @sam and @noor"."""
    names = [
        name for people in _PEOPLE.findall(text) for name in re.findall(r"@([\w.-]*\w)", people)
    ]
    return tuple(dict.fromkeys(name for name in names if len(name) <= MAX_NAME))


def project_of(path: list[Heading]) -> str:
    """The project that a heading names: "Project: Atlas", or one that stands under "Projects"."""
    for above, heading in zip([None, *path], path, strict=False):
        if found := _PROJECT.match(heading.text):
            return found[1].strip() if len(found[1].strip()) <= MAX_NAME else ""
        if above and _PROJECTS.match(above.text) and not heading.is_period:
            return heading.text if len(heading.text) <= MAX_NAME else ""
    return ""


def categories_of(path: list[Heading], titles: frozenset[int]) -> tuple[str, ...]:
    """The headings that sort entries by kind: no period, no project, no prompt, no title.

    `titles` are the lines of the headings that are the title of the document.
    """
    project = project_of(path)
    return tuple(
        heading.text.rstrip(" :")
        for heading in path
        if heading.period is None
        and not heading.reason
        and heading.block.line not in titles
        and len(heading.text.split()) <= MAX_WORDS
        and len(heading.text) <= MAX_NAME
        and not _SENTENCE.search(heading.text)
        and not names_nothing(heading.text)
        and not _PROJECTS.match(heading.text)
        and not is_about_praise(heading.text)
        and heading.text != project
    )
