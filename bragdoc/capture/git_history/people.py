"""Whose commits they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bragdoc.capture.git_history import oneline
from bragdoc.capture.git_history.commits import Commit

_NO_REPLY = re.compile(r"(?:\d+[+-])?(?P<login>[^@]+)@users\.noreply\..+")
_ADDRESSED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>\s*")
_BOT = re.compile(
    r"\[bot\]|\b(?:dependabot|renovate|greenkeeper|pre-commit-ci|pre-commit\.ci|github-actions"
    r"|snyk-bot|allcontributors|weblate)\b|(?:^|[\s_-])bot$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Who:
    """The names, addresses and logins that somebody commits under; case does not count."""

    identities: frozenset[str]

    @classmethod
    def called(cls, identities: Iterable[str]) -> "Who":
        """From names, addresses, or both as git prints them: `Ada Okoye <ada@example.org>`."""
        known: set[str] = set()
        for identity in identities:
            both = _ADDRESSED.fullmatch(identity)
            known |= {_plain(both["name"]), _plain(both["email"])} if both else {_plain(identity)}
        logins = {found["login"] for each in known if (found := _NO_REPLY.fullmatch(each))}
        return cls(frozenset((known | logins) - {""}))

    def wrote(self, commit: Commit) -> bool:
        """Whether the commit is theirs. Where a log names nobody, it is its owner's."""
        if not commit.name and not commit.email:
            return True
        return self.answers_to(commit.name) or self.answers_to(commit.email)

    def answers_to(self, identity: str) -> bool:
        plain = _plain(identity)
        no_reply = _NO_REPLY.fullmatch(plain)
        return plain in self.identities or bool(no_reply and no_reply["login"] in self.identities)

    def named_beside(self, commit: Commit) -> bool:
        """Whether they are named as a co-author."""
        return any(
            self.answers_to(name) or self.answers_to(email) for name, email in co_authors(commit)
        )

    def with_logins(self, commits: Iterable[Commit]) -> "Who":
        """Also under the login that their own private addresses carry."""
        logins = {
            found["login"]
            for commit in commits
            if self.wrote(commit) and (found := _NO_REPLY.fullmatch(_plain(commit.email)))
        }
        return Who(self.identities | logins)


def _plain(identity: str) -> str:
    return " ".join(identity.split()).casefold()


_CO_AUTHOR = re.compile(
    r"^co-authored-by:([^<>\n]{0,200})<([^<>\n]{0,200})>", re.IGNORECASE | re.MULTILINE
)


def co_authors(commit: Commit) -> list[tuple[str, str]]:
    """Names and addresses, each person once."""
    found = ((name.strip(), email) for name, email in _CO_AUTHOR.findall(commit.body))
    return list(dict.fromkeys(found))


def is_bot(name: str, email: str = "") -> bool:
    return bool(_BOT.search(name) or _BOT.search(email))


def told_apart(commits: Iterable[Commit], who: Who) -> list[Commit]:
    """With the authors that the lines of a log hold unmarked, as far as `who` tells them.

    Where some lines begin with one of these names, the others begin with somebody else's.
    """
    commits = list(commits)
    if any(commit.name or commit.email for commit in commits):
        return commits
    pattern = "|".join(re.escape(each) for each in sorted(who.identities, key=len, reverse=True))
    theirs = re.compile(rf"(?:{pattern})(?=\s)", re.IGNORECASE)
    names = [theirs.match(commit.subject) for commit in commits]
    if not pattern or not any(names):
        return commits
    return [
        oneline.named(commit, name[0]) if name else replace(commit, name=SOMEBODY_ELSE)
        for commit, name in zip(commits, names, strict=True)
    ]


SOMEBODY_ELSE = "somebody else"


def written_by(who: Who, commits: Iterable[Commit]) -> int:
    """How many of the commits are theirs."""
    return sum(map(who.wrote, told_apart(commits, who)))
