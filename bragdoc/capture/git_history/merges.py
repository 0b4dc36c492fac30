"""A merge by somebody is their own work, or work of others that they took in.

A log of one author holds no commit of anybody else, so what is missing counts too: a branch is
theirs only where the log shows it from its tip down to where it left the line it was merged into.
"""

from collections.abc import Iterator
from enum import Enum

from bragdoc.capture.git_history.commits import ByHash, Commit
from bragdoc.capture.git_history.people import Who
from bragdoc.capture.git_history.references import Pull, is_merge

_FAR = 200  # commits back along a branch; longer ones are rare, and each merge walks its own


class Whose(Enum):
    OWN = "own"
    OTHERS = "others"
    UNCLEAR = "unclear"


def judge(
    merge: Commit, pull: Pull, commits: ByHash[Commit], who: Who, home: str
) -> tuple[Whose, list[Commit]]:
    """Whose work a merge brought in, and the commits of the branch where it is their own.

    `home` is the owner of the repository, "" where it is not known.
    """
    if len(merge.parents) < 2:
        # Lines without parents: only a branch in their own name is surely theirs.
        return (Whose.OWN if who.answers_to(pull.owner) else Whose.OTHERS), []
    mainline = {commit.hash for commit in _back_from(merge.parents[0], commits)}
    branch: list[Commit] = []
    ends_in_sight = False
    for commit in _back_from(merge.parents[1], commits):
        if commit.hash in mainline or (branch and is_merge(commit)):
            ends_in_sight = True
            break
        if is_merge(commit):
            continue  # the main line, merged into the branch to keep it up to date
        if not who.wrote(commit):
            return Whose.OTHERS, []
        branch.append(commit)
    if not branch:
        return Whose.OTHERS, []
    named_for_it = _letters(pull.title) == _letters(branch[0].subject)
    at_home = bool(pull.owner) and (
        who.answers_to(pull.owner) or pull.owner.casefold() == home.casefold()
    )
    if ends_in_sight or named_for_it or at_home:
        return Whose.OWN, branch
    return Whose.UNCLEAR, []


def _back_from(tip: str, commits: ByHash[Commit]) -> Iterator[Commit]:
    """The commit of this hash and its first parents, as far as the log tells them."""
    digits = tip
    for _ in range(_FAR):
        commit = commits.get(digits)
        if commit is None:
            return
        yield commit
        if not commit.parents:
            return
        digits = commit.parents[0]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
