"""A packet as a PDF: tagged, the same bytes for the same version, with its own data inside."""

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from django.utils.translation import gettext as _

from packets.document import Edition, PacketDocument, canonical_json
from packets.exports.html import packet_html
from packets.exports.logos import in_grey
from packets.exports.options import USUAL, Head, PdfOptions

ROOT = Path(__file__).resolve().parents[2]

# What a packet may hold before it is set. The longest real packets have a tenth of it.
MAX_TEXT = 20_000
MAX_TEXTS = 600_000
MAX_EVIDENCE = 300
MAX_COVERAGE = 600
MAX_MONTHS = 120


class RenderingFailed(Exception):
    """No PDF was made. The text is a sentence for the person who asked for it."""


class PressLost(RenderingFailed):
    """The press ended in the middle, for no reason that lies in the document."""


@dataclass(frozen=True)
class Limits:
    """What setting one document may take. The child that passes one of them is ended."""

    wall_seconds: float = 120  # of which a busy machine gives it a part
    cpu_seconds: int = 60
    memory_bytes: int = 1536 * 1024 * 1024


@dataclass(frozen=True)
class Rendering:
    pdf: bytes
    pages: int
    places: dict[str, int]
    """The page, from 1, on which each part and section begins, by its anchor."""

    warnings: tuple[str, ...]
    """A sentence for each character that prints as an empty box because no font has it."""


def render_pdf(
    document: PacketDocument,
    edition: Edition,
    *,
    options: PdfOptions = USUAL,
    head: Head | None = None,
    limits: Limits = Limits(),
) -> Rendering:
    """Set the document in a process of its own. Takes seconds: not for a web request.

    `head` is what `options.letterhead` names. The data is attached to a PDF that shows all of it,
    and to no other: who chose parts did not choose the rest.

    Raises RenderingFailed when the document is over a bound, passes a limit, or cannot be set, and
    PressLost when that may go better another time.
    """
    _check_bounds(document)
    job = {
        "html": packet_html(document, edition, options, head),
        "attachment": canonical_json(document).decode() if options.is_whole else "",
        "identifier": edition.content_hash,
        "dated": (edition.shared_on or document.ends_on).isoformat(),
        "paper": options.paper,
        "archive": options.archive,
        "logo": _logo(head, options),
        **asdict(limits),
    }
    facts, pdf = _press.print(job, within=limits.wall_seconds)
    if reason := facts.get("failed"):
        raise RenderingFailed(_reason(reason))
    warnings = (
        _("No installed font has “%(character)s” (U+%(code)04X).")
        % {"character": character, "code": ord(character)}
        for character in facts["missing"]
    )
    return Rendering(pdf, facts["pages"], facts["places"], tuple(warnings))


def _logo(head: Head | None, options: PdfOptions) -> str:
    """In base64; empty for none."""
    logo = head.logo if head else b""
    if logo and not options.colour:
        logo = in_grey(logo)
    return base64.b64encode(logo).decode()


def warm_press() -> None:
    """Start the press of this process, so that the first document need not wait for its type.

    Returns at once: the press loads while this process does other things.
    """
    _press.start()


def _reason(failed: str) -> str:
    return {
        "time": _("The packet takes too long to set. Shorten its longest texts and lists."),
        "memory": _("The packet takes too much memory to set. Shorten its longest texts."),
        "depth": _("A text has lists or quotes within each other that are too deep to print."),
    }.get(failed, _("The PDF could not be made. The server’s log says why."))


class _Press:
    """The press of this process, started when it is first needed; one document at a time."""

    GRACE_SECONDS = 15
    """For starting up and answering, on top of the document's own limit."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        self.lock = threading.Lock()
        self.running: tuple[subprocess.Popen, Connection] | None = None

    def start(self) -> None:
        with self.lock:
            self._connection()

    def print(self, job: dict, within: float) -> tuple[dict, bytes]:
        with self.lock:
            try:
                connection = self._connection()
                connection.send_bytes(json.dumps(job).encode())
                if not connection.poll(within + self.GRACE_SECONDS):
                    raise EOFError
                answer = connection.recv_bytes()
            except (EOFError, OSError) as error:
                self._stop()
                raise PressLost(_reason("error")) from error
        facts, _newline, pdf = answer.partition(b"\n")
        return json.loads(facts), pdf

    def _connection(self) -> Connection:
        """To the press, which is started when it is not running."""
        if self.running and self.running[0].poll() is None:
            return self.running[1]
        ours, theirs = Pipe()
        with theirs:
            process = subprocess.Popen(  # noqa: S603, our own module
                [sys.executable, "-m", "packets.exports.press", str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the parent; the press follows it.
            )
        self.running = process, ours
        return ours

    def _stop(self) -> None:
        if self.running:
            process, connection = self.running
            connection.close()
            process.kill()
            process.wait()
        self.running = None


_press = _Press()
os.register_at_fork(after_in_child=_press.forget)  # Or a child would read its parent's answers.


def _check_bounds(document: PacketDocument) -> None:
    lengths = [(len(text), text) for text in _texts(document.model_dump())]
    longest, text = max(lengths)
    counts = (
        (longest, MAX_TEXT, _("characters in the text that starts “%s”") % text[:40]),
        (sum(length for length, _text in lengths), MAX_TEXTS, _("characters")),
        (sum(1 for _evidence in document.evidence()), MAX_EVIDENCE, _("wins")),
        (len(document.coverage), MAX_COVERAGE, _("expectations")),
        (len(document.months()), MAX_MONTHS, _("months")),
    )
    for count, most, what in counts:
        _check_bound(count, most, what)


def _check_bound(count: int, most: int, what: str) -> None:
    if count > most:
        raise RenderingFailed(
            _("A PDF takes at most %(most)d %(what)s; this packet has %(count)d.")
            % {"most": most, "what": what, "count": count}
        )


def _texts(value) -> Iterator[str]:
    """Every text in a document, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
