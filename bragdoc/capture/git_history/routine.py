"""Commits that tell of no work worth a line of its own: versions, updates, small corrections."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from bragdoc.capture.git_history.commits import ByHash, Change, Commit
from bragdoc.capture.git_history.references import CONVENTIONAL, without_references

_VERSION = r"v?\d+(?:\.\d+)+[\w.+-]*"
_MARKS_A_VERSION = re.compile(
    r"(?:start|begin|prepare|prep|cut|tag|publish|bump|set|update|release)?\s*"
    r"(?:a|the|to|for)?\s*(?:new|next|dev)?\s*(?:release|version|versions)?\s*(?:to|for|of)?\s*:?\s*"
    rf"{_VERSION}(?:\s*\(?(?:release|version|final|unreleased)\)?)?\W*"
    r"|(?:bump|update|set)\s+(?:the\s+)?version(?:\s+(?:number|string))?"
    r"|(?:publish|release|new release|version packages)\W*",
    re.IGNORECASE,
)
_RELEASE_NOTES = re.compile(
    r"(?:update|add|edit|tweak|fix|fill in|finali[sz]e)?\s*(?:the\s+|to\s+)*"
    r"(?:change\s?log(?:\.\w+)?|release (?:notes?|date)|(?:changes|history|news)\.\w+)\b.*",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"bumps? .+ from \S+ to \S+.*|bump the .+ group.* with \d+ updates?.*"
    r"|\[pre-commit\.ci\].*|pre-commit autoupdate.*|(?:chore|build|fix)\(deps[\w-]*\).*"
    r"|(?:update|upgrade) dependency .+ to v?\d.*|automated? .*"
    r"|(?:lock file maintenance|pin dependencies)\b.*",
    re.IGNORECASE,
)
_UPDATES = re.compile(
    r"(?:update|upgrade|bump|refresh|pin|unpin|enforce)\s+(?:\S+\s+){0,3}?"
    r"(?:dependenc(?:y|ies)|requirements?|deps|packages|lock\s?files?|dev(?:elopment)? env"
    r"|test env|pre-commit hooks?)\b.*"
    r"|(?:bump|pin|unpin)\s+\S+.*|(?:update|upgrade)\s+\S+(?:\s+(?:requirement|dep(?:endency)?))?"
    r"(?:\s+(?:to|version))+\s*[=<>~^]*v?\d.*",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?:(?:minor|small|tiny|some|a|fix(?:e[sd])?|more|run|apply|correct|address|remove)\s+)*"
    r"(?:typos?|lint(?:ing|er|s)?|format(?:ting)?|white\s?spac\w*|spelling|grammar|style|nits?"
    r"|clean\s?up|cleanup|tweaks?|oops|merge conflicts?|review (?:comments?|feedback)|spaces?"
    r"|latest black format|flake8 \w+(?: \w+)?|mypy finding|(?:broken|old) links?"
    r"|wip|work in progress"
    r"|tests?|comments?|imports?)\b(?:\s+(?:in|on|of|for|from|to)\b.*)?\W*"
    r"|update [\w./-]+\.\w{1,5}|initial commit|\.+|\w",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\W*(?:wip\b|fixup!|squash!|amend!)", re.IGNORECASE)
SMALL_LINES = 30  # added and removed
_LARGE_LINES = 100  # from here on, "clean up" tells of work after all

_GENERATED = re.compile(
    r".+\.lock|.+-lock\.\w+|go\.sum|npm-shrinkwrap\.json"
    r"|.*\.min\.\w+|.*\.snap|.*\.map|.*[-_.]pb2?\.\w+",
    re.IGNORECASE,
)
_GENERATED_FOLDERS = {"dist", "vendor", "node_modules", "third_party", "__snapshots__"}
_NOTES = re.compile(r"(?:change(?:s|log)|history|news|release[-_]notes?)(?:\.\w+)?", re.IGNORECASE)
_MANIFEST = re.compile(
    r"requirements[\w-]*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|package\.json"
    r"|Gemfile|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|composer\.json"
    r"|\.pre-commit-config\.yaml|\.readthedocs\.ya?ml|Dockerfile|environment\.ya?ml",
    re.IGNORECASE,
)

_UPKEEP_FOLDERS = {".github", ".circleci", "requirements", "ci"}


def why_routine(commit: Commit) -> str:
    """The reason to leave a commit out by itself; "" for one that may tell of work."""
    subject = _bare(commit.subject)
    if _AUTOMATIC.fullmatch(without_references(commit.subject)) or _AUTOMATIC.fullmatch(subject):
        return AUTOMATIC
    if _MARKS_A_VERSION.fullmatch(subject):
        return "Marks a version"
    if _RELEASE_NOTES.fullmatch(subject):
        return "Release notes"
    if _UPDATES.fullmatch(subject) and _lines_of_work(commit) < SMALL_LINES:
        return "An update of dependencies"
    if _only(commit, _is_generated):
        return "Only lock files or generated files"
    if _only(commit, _is_notes):
        return "Only the change log"
    return ""


AUTOMATIC = "An automatic update"


def is_routine_title(title: str) -> str:
    """The same reason for the title of a pull request, whose files are not known."""
    return why_routine(Commit("", title, 1, 1))


def is_small(commit: Commit) -> bool:
    """Whether it says of itself that it is a correction or unfinished, and is not large."""
    if _UNFINISHED.match(commit.subject):
        return True
    return (commit.lines or 0) < _LARGE_LINES and bool(_SMALL.fullmatch(_bare(commit.subject)))


def is_unfinished(commit: Commit) -> bool:
    return bool(_UNFINISHED.match(commit.subject))


def _bare(subject: str) -> str:
    """The words themselves, without pictures, a conventional prefix and numbers after them."""
    words = CONVENTIONAL.sub("", without_references(subject), count=1)
    return re.sub(r"^(?:[^\w`'\"]|:\w+:)+", "", words).strip(" .") or words


def _only(commit: Commit, kind: Callable[[Change], bool]) -> bool:
    """Whether the log names its files, all of one kind."""
    return bool(commit.changes) and all(map(kind, commit.changes))


def _lines_of_work(commit: Commit) -> int:
    """Lines in files that are not themselves about dependencies, as far as the log tells."""
    return sum(change.lines for change in commit.changes if not _is_upkeep(change))


def _is_generated(change: Change) -> bool:
    path = PurePosixPath(change.path)
    return bool(_GENERATED.fullmatch(path.name) or _GENERATED_FOLDERS & set(path.parts[:-1]))


def _is_notes(change: Change) -> bool:
    return bool(_NOTES.fullmatch(PurePosixPath(change.path).name))


def _is_upkeep(change: Change) -> bool:
    path = PurePosixPath(change.path)
    return (
        _is_generated(change)
        or _is_notes(change)
        or bool(_MANIFEST.fullmatch(path.name))
        or bool(_UPKEEP_FOLDERS & set(path.parts[:1]))
    )


_UNDOES = re.compile(
    r"^This reverts (?:commit|merge request|pull request) ([0-9a-f]{7,64})\b", re.M
)
_IS_REVERT = re.compile(r"\W*revert\b[:\s]|.*\brevert: |Revert \"", re.IGNORECASE)


def is_revert(commit: Commit) -> bool:
    return bool(_IS_REVERT.match(commit.subject))


def undone(newest_first: Iterable[Commit]) -> set[str]:
    """Hashes of the commits that a later one took back, unless that one was taken back too."""
    commits = list(newest_first)
    named = ByHash((commit.hash, commit) for commit in commits)
    gone: set[str] = set()
    for commit in commits:
        if commit.hash not in gone and is_revert(commit):
            taken_back = (named.get(digits) for digits in _UNDOES.findall(commit.body))
            gone |= {target.hash for target in taken_back if target and target is not commit}
    return gone
