"""What a worker and its press hold in memory, in MiB of resident pages.

Pages that processes share, such as those of a fork, count in each of them: the sum is more than the
machine has to give.
"""

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.core.cache import cache

from accounts.tasks import SIGN_OF_LIFE
from benchmarks.measure import children, memory, watched_grandchildren
from packets.document import PacketDocument
from packets.models import Packet, Rendering, Version
from packets.tasks import render_packet

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds


def measure_worker(document: PacketDocument) -> list[dict]:
    """A row for each process of `manage.py run_huey` that renders the document as a version."""
    packet = Packet.objects.get()
    version = Version.objects.freeze(packet, document)
    rendering = Rendering.objects.of_version(version, "A4")
    with _worker() as pid:
        _wait_until(lambda: cache.get(SIGN_OF_LIFE))
        idle = memory(pid)
        with watched_grandchildren(pid) as heights:
            render_packet.enqueue(rendering.pk)
            _wait_until(lambda: _state(rendering) != Rendering.State.WAITING)
        if _state(rendering) != Rendering.State.DONE:
            raise RuntimeError("The worker could not set the document")
        (press,) = children(pid)
        pages = Rendering.objects.get(pk=rendering.pk).pages
        return [
            {"process": "worker, before", "MiB": idle},
            {"process": f"worker, after {pages} pages", "MiB": memory(pid)},
            {"process": "its press, after", "MiB": memory(press)},
            {"process": "the rendering, at its height", "MiB": max(heights.values())},
        ]


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
