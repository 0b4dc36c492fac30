"""A passage of a document as a candidate: its title, details, dates, links and names."""

import re
from dataclasses import dataclass

from markdown_it.common.utils import normalizeReference

from bragdoc.capture.dates import Period, Precision
from bragdoc.capture.documents.blocks import Kind, Source
from bragdoc.capture.documents.dating import Dating
from bragdoc.capture.documents.front_matter import FrontMatter
from bragdoc.capture.documents.marks import after_mark
from bragdoc.capture.documents.sections import Heading
from bragdoc.capture.documents.tags import Vocabulary, categories_of, people_in, project_of
from bragdoc.capture.documents.wording import below_title, letters, title_of
from bragdoc.capture.links import find_links
from bragdoc.capture.proposals import Candidate
from bragdoc.capture.titles import shortened

MAX_ADDRESS = 500  # characters of one that is told again with each entry that names it


@dataclass(frozen=True)
class Passage:
    """What one entry is made of: its own text, what stands below it, and where.

    `line` to `last` are its lines, `near` the period around it, `path` the headings above it.
    `period` is its own where a column of dates says so; else it is looked for in the text.
    """

    path: list[Heading]
    text: str
    rest: str
    line: int
    last: int
    near: Period | None
    offers: str = "win"
    said_by: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class Draft:
    candidate: Candidate
    last: int
    path: list[Heading]


class Drafting:
    """How the passages of one document become candidates.

    The title is the first sentence of the text without its markup and leading date. When it does
    not hold every letter and figure of the text, but for the leading date and the addresses of
    links, the details hold the text as it was written, and always what stands nested below it.
    """

    def __init__(self, source: Source, dating: Dating, front: FrontMatter) -> None:
        self.source = source
        self.dating = dating
        self.front = front
        self.vocabulary = Vocabulary.of(source)
        tops = [block for block in source.blocks if block.kind is Kind.HEADING and block.level == 1]
        self.titles = frozenset([tops[0].line] if len(tops) == 1 else [])

    def draft(self, passage: Passage) -> Draft:
        unmarked = passage.text[after_mark(passage.text) :]
        text, tags = self.vocabulary.taken_from(unmarked if letters(unmarked) else passage.text)
        rest, more_tags = self.vocabulary.taken_from(passage.rest)
        plain, plain_rest = self.source.plain(text), self.source.plain(rest)
        leading = self.dating.leading(plain, passage.near)
        period = passage.period or (leading and leading.period)
        period = period or self.dating.own(plain, plain_rest, passage.near) or passage.near
        title = title_of(plain, leading)
        if not title:
            title = title_of(plain_rest, self.dating.leading(plain_rest, passage.near))
        below = below_title(title, text, plain, leading)
        details = self._with_definitions("\n\n".join(part for part in (below, rest) if part))
        people = people_in(f"{text}\n{rest}")
        candidate = Candidate(
            title=title,
            details=details,
            starts_on=period and period.starts_on,
            ends_on=period and period.ends_on,
            precision=period.precision if period else Precision.UNKNOWN,
            headings=tuple(shortened(heading.text) for heading in passage.path),
            line=passage.line,
            links=find_links(f"{text}\n{details}"),
            offers=passage.offers,
            kind="praise" if passage.offers == "praise" else "",
            project=project_of(passage.path),
            people=(passage.said_by, *people) if passage.said_by else people,
            tags=tuple(
                dict.fromkeys(
                    [
                        *tags,
                        *more_tags,
                        *categories_of(passage.path, self.titles),
                        *self.front.tags,
                    ]
                )
            ),
        )
        return Draft(candidate, passage.last, passage.path)

    def _with_definitions(self, details: str) -> str:
        """The text with the addresses of the links it names, which stood at the document's end."""
        references = self.source.references
        labels = dict.fromkeys(re.findall(r"\[([^\[\]]+)\](?!\()", details)) if references else []
        definitions = [
            f"[{label}]: {references[key]['href']}"
            for label in labels
            if (key := normalizeReference(label)) in references
            and len(references[key]["href"]) <= MAX_ADDRESS
        ]
        return "\n\n".join(filter(None, [details, "\n".join(definitions)]))
