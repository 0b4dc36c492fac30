"""Where a repository can be looked at: the addresses of its pull requests and commits."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_SSH = re.compile(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)(?::\d+/|[:/])(?P<path>.+)")


@dataclass(frozen=True)
class Forge:
    """An `https` address without an ending slash, and the paths that its kind of forge uses."""

    address: str
    pull_path: str = "/pull/"
    issue_path: str = "/issues/"
    commit_path: str = "/commit/"

    @classmethod
    def at(cls, address: str) -> "Forge | None":
        """From a web address or a remote's. None for one that no browser opens.

        A name and password inside the address are left out.
        """
        address = address.strip()
        if ssh := _SSH.fullmatch(address):
            host, path, scheme = ssh["host"], ssh["path"], "https"
        else:
            try:
                parts = urlsplit(address)
                host, path, scheme = parts.netloc.rpartition("@")[2], parts.path, parts.scheme
            except ValueError:
                return None
        path = path.strip("/").removesuffix(".git")
        if scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+(?::\d+)?", host):
            return None
        if not path or re.search(r"[\s<>\"]", path):
            return None
        base = f"{scheme}://{host}/{path}"
        if "gitlab" in host:
            return cls(base, "/-/merge_requests/", "/-/issues/", "/-/commit/")
        if "bitbucket" in host:
            return cls(base, "/pull-requests/", "/issues/", "/commits/")
        if "dev.azure" in host or "visualstudio" in host:
            return cls(base, "/pullrequest/", "/_workitems/edit/")
        return cls(base)

    @property
    def owner(self) -> str:
        """The person or organisation that the repository belongs to."""
        return urlsplit(self.address).path.strip("/").split("/")[0]

    def pull(self, number: str) -> str:
        return f"{self.address}{self.pull_path}{number}"

    def issue(self, number: str) -> str:
        return f"{self.address}{self.issue_path}{number}"

    def commit(self, digits: str) -> str:
        return f"{self.address}{self.commit_path}{digits}"
