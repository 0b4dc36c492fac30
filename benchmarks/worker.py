"""What a worker and its press hold in memory, in MiB of resident pages, as Linux counts them.

Pages that processes share, such as those of a fork, count in each of them: the sum is more than the
machine has to give.
"""

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from django.core.cache import cache

from accounts.tasks import SIGN_OF_LIFE
from packets.document import PacketDocument
from packets.exports.options import PdfOptions
from packets.models import Packet, Rendering, Version
from packets.tasks import render_packet

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds
AFTER = (20, 200)  # renderings
REST = 3  # seconds, in which the press makes the process for the next document ready


def measure_worker(document: PacketDocument) -> list[dict]:
    """A row for each process of `manage.py run_huey` that renders the document as a version."""
    Rendering.objects.all().delete()  # what the demo shared, which the worker would set first
    version = Version.objects.freeze(Packet.objects.get(), document)
    rendering = Rendering.objects.of_version(version, PdfOptions())
    with _worker() as pid:
        _wait_until(lambda: cache.get(SIGN_OF_LIFE))
        idle = _memory(pid)
        with _grandchildren_watched(pid) as heights:
            render_packet.enqueue(rendering.pk)
            _wait_until(lambda: _state(rendering) != Rendering.State.WAITING)
        if _state(rendering) != Rendering.State.DONE:
            raise RuntimeError("The worker could not set the document")
        (press,) = _children(pid)
        sleep(REST)
        pages = Rendering.objects.get(pk=rendering.pk).pages
        return [
            {"process": "worker, before", "MiB": idle},
            {"process": f"worker, after {pages} pages", "MiB": _memory(pid)},
            {"process": "its press, after", "MiB": _memory(press)},
            {"process": "what waits for the next job", "MiB": sum(map(_memory, _children(press)))},
            {"process": "the rendering, at its height", "MiB": max(heights.values())},
        ]


def measure_growth(document: PacketDocument, say: Callable[[str], None]) -> list[dict]:
    """What a worker and its press hold after 20 renderings of the document, and after 200."""
    version = Version.objects.freeze(Packet.objects.get(), document)
    rendering = Rendering.objects.of_version(version, PdfOptions())
    rows = []
    with _worker() as pid:
        _wait_until(lambda: cache.get(SIGN_OF_LIFE))
        for number in range(1, max(AFTER) + 1):
            _render_anew(rendering)
            if number in AFTER:
                say(f"{number} of {max(AFTER)} renderings")
                sleep(REST)
                (press,) = _children(pid)
                rows.append(
                    {"renderings": number, "worker MiB": _memory(pid), "press MiB": _memory(press)}
                )
    first = rows[0]
    for row in rows:
        row["worker ×"] = row["worker MiB"] / first["worker MiB"]
        row["press ×"] = row["press MiB"] / first["press MiB"]
    return rows


def _render_anew(rendering: Rendering) -> None:
    """As if it had never been set."""
    Rendering.objects.filter(pk=rendering.pk).update(
        state=Rendering.State.WAITING, attempts=0, begun_at=None
    )
    render_packet.enqueue(rendering.pk)
    _wait_until(lambda: _state(rendering) != Rendering.State.WAITING)


def _state(rendering: Rendering) -> str:
    return Rendering.objects.values_list("state", flat=True).get(pk=rendering.pk)


@contextmanager
def _worker():
    command = [sys.executable, "manage.py", "run_huey", "--quiet"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as worker:
        try:
            yield worker.pid
        finally:
            worker.send_signal(signal.SIGINT)


def _wait_until(condition) -> None:
    until = monotonic() + PATIENCE
    while not condition():
        if monotonic() > until:
            raise TimeoutError("The worker did not answer")
        sleep(0.1)


# What /proc says. A process may end while it is read: it holds nothing then. --------------------

GONE = (FileNotFoundError, ProcessLookupError)


def _memory(pid: int, field: str = "VmRSS") -> float:
    """MiB that the process holds, or with "VmHWM" held at its height."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except GONE:
        return 0
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) / 1024 for words in lines if words[0] == f"{field}:"), 0)


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(*GONE):
            found += map(int, task.read_text().split())
    return found


@contextmanager
def _grandchildren_watched(pid: int):
    """The heights in MiB, by process, of the grandchildren that run within the block."""
    heights: dict[int, float] = {}
    over = Event()

    def watch():
        while not over.wait(0.02):
            for child in _children(pid):
                for grandchild in _children(child):
                    height = _memory(grandchild, "VmHWM")
                    heights[grandchild] = max(height, heights.get(grandchild, 0))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield heights
    finally:
        over.set()
        watcher.join()
