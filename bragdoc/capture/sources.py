"""What kinds of files can be brought in, how each is recognised, and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from bragdoc.capture import brag_document
from bragdoc.capture.git_history import log
from bragdoc.capture.git_history.reading import read_git_log
from bragdoc.capture.proposals import Reading
from bragdoc.capture.trackers import github, gitlab, jira, linear, meetings

MAX_BYTES = 20_000_000  # what is longer is refused before it is looked into


@dataclass(frozen=True)
class Source:
    """`recognises` is given the bytes and the file's name or "", and looks at their beginning.

    `read` is as `proposals` has it. Its choices hold, beside what was decided, `me`: the names and
    addresses by which the person is known, with line breaks between them.
    """

    slug: str
    label: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[..., Reading]


def _is_anything_else(data: bytes, name: str) -> bool:
    return True


# In the order in which they are asked: what has a form of its own before what may be anything.
SOURCES = {
    source.slug: source
    for source in (
        Source("git", "Git log", log.recognises, read_git_log),
        Source("github", "GitHub", github.recognises, github.read),
        Source("gitlab", "GitLab", gitlab.recognises, gitlab.read),
        Source("jira", "Jira", jira.recognises, jira.read),
        Source("linear", "Linear", linear.recognises, linear.read),
        Source("calendar", "Calendar", meetings.recognises, meetings.read),
        Source("document", "Document", _is_anything_else, brag_document.read_document),
    )
}


def source_of(data: bytes, name: str) -> Source:
    """What kind of file this is, as far as its beginning and its name tell."""
    return next(source for source in SOURCES.values() if source.recognises(data, name))
