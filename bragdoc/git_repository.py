"""Runs git on a folder of this machine and takes what it says, in the machine's form, bounded."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from bragdoc.capture.git_history.log import MAX_BYTES, MAX_COMMITS
from bragdoc.capture.git_history.machine import FORMAT

SECONDS = 60


class NoRepository(Exception):
    """The folder cannot be read by git; the message tells why."""


def read_log(folder: Path, authors: Iterable[str]) -> bytes:
    """The log of what is checked out, newest first, of commits by any of these authors.

    git takes a name or address that holds one of `authors`; whose the commits are is told by
    their reader. At most `MAX_COMMITS`. Raises NoRepository.
    """
    output = _git(
        folder,
        "log",
        f"--pretty=format:{FORMAT}",
        "--numstat",
        f"--max-count={MAX_COMMITS}",
        "--encoding=UTF-8",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--fixed-strings",
        "--regexp-ignore-case",
        *(f"--author={author}" for author in authors if author),
    )
    # Messages of old commits may be in no encoding that git knows of.
    return output.decode("utf-8", "replace").encode()


def remote_address(folder: Path) -> str:
    """Where the repository came from, as its `origin` says; "" where it has none."""
    try:
        return _git(folder, "config", "--get", "remote.origin.url").decode("utf-8", "replace")
    except NoRepository:
        return ""


def _git(folder: Path, *arguments: str) -> bytes:
    git = shutil.which("git")
    if not git:
        raise NoRepository("git is not installed here.")
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603, no shell, and the arguments are our own
            [git, "--no-pager", "-c", "core.quotePath=false", "-C", str(folder), *arguments],
            env=os.environ | quiet | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process,
    ):
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            output = process.stdout.read(MAX_BYTES + 1) if process.stdout else b""
            if len(output) > MAX_BYTES:
                raise NoRepository("The log is larger than 20 MB. Import a file with a part of it.")
            if process.wait() != 0:
                complaints.seek(0)
                said = complaints.readline(1_000).decode("utf-8", "replace").strip()
                raise NoRepository(said or f"git was stopped after {SECONDS} seconds.")
            return output
        finally:
            timer.cancel()
            process.kill()
