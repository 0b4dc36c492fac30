"""A draft says what was done, when and by which commits; its worth is its author's word."""

import re
from collections.abc import Iterable

from bragdoc.capture.dates import Precision
from bragdoc.capture.git_history.commits import Commit
from bragdoc.capture.git_history.folding import Told
from bragdoc.capture.git_history.forge import Forge
from bragdoc.capture.git_history.people import co_authors
from bragdoc.capture.git_history.references import Pull, without_references
from bragdoc.capture.links import find_links
from bragdoc.capture.markdown_words import as_written
from bragdoc.capture.proposals import Candidate
from bragdoc.capture.titles import MAX_TITLE, shortened

MAX_LINKS = 20
_MAX_LINK = 2_000  # characters
_MAX_LISTED = 10_000  # characters of the list of commits
_MAX_MESSAGE = 4_000  # characters
_DIGITS = 10  # of a hash


def draft_of(told: Told, forge: Forge | None) -> Candidate:
    """One draft of one piece of work, or of several with the weightiest first."""
    commits = [commit for work in told for commit in work.commits]
    headings = {work.heading if len(told) == 1 else work.area for work in told} - {""}
    return _candidate(
        title=_title(told),
        heading=headings.pop() if len(headings) == 1 else "",
        commits=commits,
        links=_links(told, commits, forge),
    )


def review_of(merges: list[tuple[Commit, Pull]], forge: Forge | None) -> Candidate:
    """What was taken in of others' work in one month, apart from one's own."""
    commits = [merge for merge, _ in merges]
    first = commits[0].on
    when = f" in {first:%B} {first.year}" if first else ""
    if len(merges) == 1:
        pull = merges[0][1]
        name = pull.title or (f"#{pull.number}" if pull.number else commits[0].subject)
        title = f"Reviewed and merged a pull request{when}: {without_references(name)}"
    else:
        title = f"Reviewed and merged {len(merges)} pull requests{when}"
    links = [forge.pull(pull.number) for _, pull in merges if forge and pull.number]
    return _candidate(title, "Work of others", commits, links, lines=_merge_lines(merges))


def _candidate(
    title: str,
    heading: str,
    commits: list[Commit],
    links: Iterable[str],
    lines: list[str] | None = None,
) -> Candidate:
    days = [commit.on for commit in commits if commit.on]
    return Candidate(
        title=shortened(title),
        details=_details(commits, lines or [as_written(commit.subject) for commit in commits]),
        starts_on=min(days, default=None),
        ends_on=max(days, default=None),
        precision=Precision.DAY if days else Precision.UNKNOWN,
        headings=(heading,) if heading else (),
        line=min(commit.line for commit in commits),
        links=tuple(dict.fromkeys(link for link in links if len(link) <= _MAX_LINK))[:MAX_LINKS],
        commits=tuple(commit.hash for commit in commits),
    )


def _title(told: Told) -> str:
    subjects = list({word.casefold(): word for work in told for word in work.subjects}.values())
    first = shortened(subjects[0], MAX_TITLE - 80)
    more = len(subjects) - 1
    if more == 0:
        return first
    area = told[0].area if len({work.area for work in told}) == 1 else ""
    where = f" to {shortened(area, 40)}" if area else ""
    others = "one more change" if more == 1 else f"{more} more changes"
    return f"{first.rstrip('.,;:')}, and {others}{where}"


def _links(told: Told, commits: list[Commit], forge: Forge | None) -> list[str]:
    """Its pull requests and issues, else its one commit; and the addresses in its messages."""
    links: list[str] = []
    if forge:
        links += [forge.pull(number) for work in told for number in work.pulls]
        links += [forge.issue(work.issue[1:]) for work in told if work.issue.startswith("#")]
        if not links and len(commits) == 1:
            links.append(forge.commit(commits[0].hash))
    return links + [link for commit in commits for link in find_links(commit.body)]


# Details: Markdown, a line a commit.

_TRAILER = re.compile(
    r"^[A-Z][\w-]*-by: .*$|^\(cherry picked from .*\)$|^Change-Id: .*$", re.I | re.M
)


def _details(commits: list[Commit], words: list[str]) -> str:
    parts = []
    if len(commits) == 1:
        message = re.sub(r"\n{3,}", "\n\n", _TRAILER.sub("", commits[0].body)).strip()
        parts.append(message[:_MAX_MESSAGE])
    parts.append(_listed(commits, words))
    people = dict.fromkeys(
        as_written(name) for each in commits for name, _ in co_authors(each) if name
    )
    if people:
        parts.append(f"Named as co-authors: {', '.join([*people][:20])}.")
    return "\n\n".join(part for part in parts if part)


def _listed(commits: list[Commit], words: list[str]) -> str:
    together: dict[str, list[Commit]] = {}
    for commit, word in zip(commits, words, strict=True):
        together.setdefault(word, []).append(commit)  # the same change, on several branches
    lines: list[str] = []
    left = 0
    room = _MAX_LISTED
    for word, same in together.items():
        on = f"{same[0].on}: " if same[0].on else ""
        line = f"- {on}{word} {_hashes(same)}"
        room -= len(line) + 1
        if room < 0:
            left += len(same)
        else:
            lines.append(line)
    if left:
        lines.append(f"- {left} more commits")
    return "\n".join(lines)


def _merge_lines(merges: list[tuple[Commit, Pull]]) -> list[str]:
    lines = []
    for merge, pull in merges:
        number = f" (#{pull.number})" if pull.number else ""
        lines.append(as_written((pull.title or merge.subject) + number))
    return lines


def _hashes(commits: list[Commit]) -> str:
    return " ".join(f"`{commit.hash[:_DIGITS]}`" for commit in commits)
