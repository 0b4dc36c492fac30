"""The process that sets pages: `python -m packets.exports.press FD`. Loads nothing of Django.

WeasyPrint takes more than a second to import, and a short text can make it hang. So one process
imports it once, and each document is set by a fork of that process, which the kernel ends when the
document asks for too much time or memory. The next fork loads the type while it waits for its job:
it cannot be loaded before the fork, since Pango (from 1.52) looks fonts up in a thread, and a fork
has none of its parent's threads. `multiprocessing` has a fork server too, but it runs the parent's
main module again in every child, whatever that module is.

FD is a connection to the parent. A job is one JSON message with `html`, `attachment` (the JSON text
to carry), `identifier`, `dated` (an ISO date), `paper` ("A4" or "Letter"), `wall_seconds`,
`cpu_seconds` and `memory_bytes`. The answer is one message: a line of JSON, then the PDF. The line
has `pages` and `missing` (characters that no font has), or `failed`: "time", "memory", "depth" or
"error".
"""

import gc
import json
import logging
import os
import re
import resource
import signal
import sys
import traceback
from datetime import date, datetime, time
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = ("css/tokens.css", "css/print.css")

ENDED_BY: dict[int, str] = {signal.SIGALRM: "time", signal.SIGXCPU: "time"}
"""What a document ran out of when this signal ended its process."""

NO_JOB = 3
"""How a fork ends when the parent went away before it had a job."""

MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)", re.DOTALL)


class OwnFontsOnly(URLFetcher):
    """Refuses every address but the files of `static/fonts/`."""

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(STATIC / "fonts"):
            raise URLFetchingError(f"Not fetched: {url}")
        return URLFetcherResponse(url, path.read_bytes())


class MissingGlyphs(logging.Handler):
    """Collects the characters that would be printed as empty boxes, from WeasyPrint's log."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.characters: set[str] = set()

    def emit(self, record):
        if found := MISSING.match(record.getMessage()):
            self.characters.add(chr(int(found[1], 16)))


class Press:
    """The type and the style sheets, for one document."""

    def __init__(self):
        self.fonts = FontConfiguration()
        self.sheets = [
            CSS(STATIC / name, font_config=self.fonts, url_fetcher=OwnFontsOnly())
            for name in SHEETS
        ]

    def print(self, job: dict) -> bytes:
        gc.disable()  # A document lives as long as its process: collecting costs an eighth.
        glyphs = MissingGlyphs()
        logging.getLogger("weasyprint").addHandler(glyphs)
        size = CSS(string=f"@page {{ size: {job['paper']} }}", font_config=self.fonts)
        pages = HTML(string=job["html"], url_fetcher=OwnFontsOnly()).render(
            font_config=self.fonts, stylesheets=[*self.sheets, size], pdf_variant="pdf/ua-1"
        )
        dated = datetime.combine(date.fromisoformat(job["dated"]), time())
        source = Attachment(
            string=job["attachment"],
            name="packet.json",
            description="The packet as data",
            created=dated,
            modified=dated,
        )
        pdf = pages.write_pdf(
            finisher=_name_source,
            attachments=[source],
            pdf_identifier=job["identifier"].encode(),
            pdf_variant="pdf/ua-1",
        )
        return _answer(pdf, pages=len(pages.pages), missing=sorted(glyphs.characters))


def serve(connection: Connection) -> None:
    """Answer jobs, one after the other, until the parent is gone."""
    while True:
        if not (child := os.fork()):
            _work(connection)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == NO_JOB:
            return
        if code:
            connection.send_bytes(_answer(failed=ENDED_BY.get(-code, "memory")))


def _work(connection: Connection) -> None:
    """Set one document within its limits, answer, and end this process."""
    press = Press()
    try:
        job = json.loads(connection.recv_bytes())
    except EOFError:
        os._exit(NO_JOB)
    try:
        signal.setitimer(signal.ITIMER_REAL, job["wall_seconds"])
        # The hard limit comes later: a soft one ends the process with a signal that says why.
        resource.setrlimit(resource.RLIMIT_CPU, (job["cpu_seconds"], job["cpu_seconds"] + 5))
        resource.setrlimit(resource.RLIMIT_AS, (job["memory_bytes"],) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        answer = press.print(job)
    except MemoryError:
        answer = _answer(failed="memory")
    except RecursionError:
        answer = _answer(failed="depth")
    except Exception:
        traceback.print_exc(limit=-4)
        answer = _answer(failed="error")
    # Half an answer would be taken for the start of the next one.
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    connection.send_bytes(answer)
    os._exit(0)


def _answer(pdf: bytes = b"", **facts) -> bytes:
    return json.dumps(facts).encode() + b"\n" + pdf


def _name_source(document, pdf: pydyf.PDF) -> None:
    """Say that the attachment is what the pages were made from, as PDF 2.0 has it."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            item["AFRelationship"] = "/Source"
            pdf.catalog["AF"] = pydyf.Array([item.reference])


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
