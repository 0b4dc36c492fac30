"""The ladders that come with Bragdoc, written for it."""

from collections.abc import Iterator
from importlib import resources


def bundled_ladders() -> Iterator[bytes]:
    """The files, the engineering ladder first."""
    for file in sorted(resources.files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            yield file.read_bytes()
