"""A log read for one person: drafts of her work, and everything else with the reason."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bragdoc.capture.git_history.authors import who_choice
from bragdoc.capture.git_history.commits import ByHash, Commit
from bragdoc.capture.git_history.drafts import draft_of, review_of
from bragdoc.capture.git_history.folding import Told, fold
from bragdoc.capture.git_history.forge import Forge
from bragdoc.capture.git_history.grouping import Calendar, Month, works
from bragdoc.capture.git_history.log import GitLog, parse
from bragdoc.capture.git_history.merges import Whose, judge
from bragdoc.capture.git_history.passages import joined
from bragdoc.capture.git_history.people import Who, is_bot, told_apart
from bragdoc.capture.git_history.references import Pull, is_merge, pull_of
from bragdoc.capture.git_history.routine import (
    AUTOMATIC,
    is_revert,
    is_routine_title,
    is_small,
    is_unfinished,
    undone,
    why_routine,
)
from bragdoc.capture.proposals import Candidate, Choice, Progress, Reading, Skipped

_STEP = 200  # commits between two calls of `progress`


def read_git_log(
    data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress
) -> Reading:
    """Read what `git log` printed. Raises Unreadable.

    The choices are `who`, the authors that the person chose among those of the log; until then
    `me`, the names and addresses by which they are known, either with line breaks between them; and
    `repository`, the address at which its pull requests can be seen.
    """
    return read(parse(data, progress), choices, progress=progress)


def read(
    log: GitLog,
    choices: Mapping[str, str],
    decided: Collection[str] = (),
    progress: Progress = lambda done, total: None,
) -> Reading:
    """Candidates come with those first that took five commits or a week; work of others that she
    took in comes last.

    `decided` are hashes of commits that she has kept or left out before: not offered again.
    """
    names = choices.get("who") or choices.get("me", "")
    who, forge = Who.called(names.split("\n")), Forge.at(choices.get("repository", ""))
    commits = told_apart(log.commits, who)
    if commits[0].on and commits[-1].on and commits[0].on < commits[-1].on:
        commits.reverse()  # made with --reverse: the oldest came first
    reader = _Reader(commits, who.with_logins(commits), forge, decided, progress)
    reader.sort_out()
    candidates = [*reader.drafts(), *reader.reviews()]
    address = Choice("repository", REPOSITORY, (), forge.address if forge else "")
    asked = [who_choice(log, who), address] if log.authors else [address]
    return Reading(tuple(candidates), joined([*log.skipped, *reader.skipped]), tuple(asked))


REPOSITORY = "Web address of the repository, for links to its pull requests"


@dataclass
class _Reader:
    commits: list[Commit]  # newest first
    who: Who
    forge: Forge | None
    decided: Collection[str]
    progress: Progress
    own: list[Commit] = field(default_factory=list)
    merged: dict[str, Pull] = field(default_factory=dict)  # hash -> the pull request it came by
    brought: dict[str, Pull] = field(default_factory=dict)  # subject -> the same
    others: list[tuple[Commit, Pull]] = field(default_factory=list)  # what she took in
    skipped: list[Skipped] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_hash = ByHash((commit.hash, commit) for commit in self.commits)
        self.calendar = Calendar(self.commits)
        self.known = ByHash((digits, True) for digits in self.decided)

    # Which commits tell of her work.

    def sort_out(self) -> None:
        twice = [commit for commit in self.commits if self.by_hash.get(commit.hash) is not commit]
        for commit in twice:
            self._skip(commit, "Told before in the same log")
        self.commits = [each for each in self.commits if self.by_hash.get(each.hash) is each]
        gone = undone(self.commits)
        merges = [commit for commit in self.commits if is_merge(commit)]
        # Older merges first: a branch belongs to the pull request that brought it in first.
        for merge in reversed(merges):
            if self.who.wrote(merge):
                self._take_merge(merge, gone)
            else:
                self._skip(merge, OTHERS)
        for place, commit in enumerate(self.commits):
            if place % _STEP == 0:
                self.progress(len(self.commits) + place, 2 * len(self.commits))
            if is_merge(commit):
                continue
            if why := self._why_not(commit, gone):
                self._skip(commit, why)
            else:
                self.own.append(commit)
                if copied := self.brought.get(commit.subject):  # the same, on another branch
                    self.merged.setdefault(commit.hash, copied)

    def _take_merge(self, merge: Commit, gone: set[str]) -> None:
        pull = pull_of(merge)
        if not pull:
            self._skip(merge, "A merge of one branch into another")
            return
        home = self.forge.owner if self.forge else ""
        whose, branch = judge(merge, pull, self.by_hash, self.who, home)
        if merge.hash in gone:
            gone.update(commit.hash for commit in branch)
            self._skip(merge, UNDONE)
        elif is_bot(pull.owner) or is_bot(pull.branch) or is_routine_title(pull.title) == AUTOMATIC:
            self._skip(merge, "A merge of an automatic update")
        elif whose is Whose.OTHERS:
            self.others.append((merge, pull))
        elif whose is Whose.UNCLEAR:
            self._skip(merge, "A merge that may be of somebody else's work")
        elif is_routine_title(pull.title):
            self._skip(merge, is_routine_title(pull.title))
        else:
            self.own.append(merge)
            self._claim(merge, branch, pull)

    def _claim(self, merge: Commit, branch: list[Commit], pull: Pull) -> None:
        """Give the commits of a branch to its pull request, or a backport to the first one."""
        known = [self.brought.get(commit.subject) for commit in branch]
        if known and all(known) and known[0]:
            pull = known[0]
        for commit in [merge, *branch]:
            self.merged.setdefault(commit.hash, pull)
        for commit in branch:
            if not is_small(commit):
                self.brought.setdefault(commit.subject, pull)

    def _why_not(self, commit: Commit, gone: set[str]) -> str:
        if not self.who.wrote(commit):
            if is_bot(commit.name, commit.email):
                return AUTOMATIC
            return CO_AUTHOR if self.who.named_beside(commit) else OTHERS
        if commit.hash in gone:
            return UNDONE
        if is_revert(commit):
            return "Takes an earlier change back"
        return why_routine(commit)

    # What they tell.

    def drafts(self) -> list[Candidate]:
        found = []
        for work in works(self.own, self.merged, self.calendar):
            if work.is_minor or all(map(is_merge, work.commits)):
                for commit in work.commits:
                    self._skip(commit, _why_minor(commit))
            else:
                found.append(work)
        told = (self._undecided(each) for each in fold(found))
        drafts = [(each, draft_of(each, self.forge)) for each in told if each]
        drafts.sort(key=lambda pair: _place(*pair))
        return [draft for _, draft in drafts]

    def _undecided(self, told: Told) -> Told:
        left = []
        for work in told:
            commits = self._without_decided(work.commits)
            if commits:
                left.append(replace(work, commits=commits))
        return left

    def _without_decided(self, commits: list[Commit]) -> list[Commit]:
        for commit in commits:
            if self.known.get(commit.hash):
                self._skip(commit, DECIDED)
        return [commit for commit in commits if not self.known.get(commit.hash)]

    def reviews(self) -> list[Candidate]:
        months: dict[Month, list[tuple[Commit, Pull]]] = defaultdict(list)
        for merge, pull in self.others:
            if self._without_decided([merge]):
                months[self.calendar.month(merge)].append((merge, pull))
        return [review_of(months[month], self.forge) for month in sorted(months, reverse=True)]

    def _skip(self, commit: Commit, reason: str) -> None:
        self.skipped.append(Skipped(commit.line, commit.last, commit.subject, reason))


OTHERS = "Somebody else’s"
CO_AUTHOR = "Somebody else’s, with you as co-author"
UNDONE = "Taken back later"
DECIDED = "Kept or left out before"


def _why_minor(commit: Commit) -> str:
    if is_merge(commit):
        return "A merge of work that is left out"
    return "Unfinished work" if is_unfinished(commit) else "A small correction"


def _place(told: Told, draft: Candidate) -> tuple:
    """What is large comes first, what was folded together last, each with the newest before."""
    days = (draft.ends_on - draft.starts_on).days if draft.starts_on and draft.ends_on else 0
    is_large = len(draft.commits) >= 5 or days >= 6
    return len(told) > 1, not is_large, -(draft.ends_on.toordinal() if draft.ends_on else 0)
