"""The process that sets pages: `python -m packets.exports.press FD`. Loads nothing of Django.

WeasyPrint takes more than a second to import, and a short text can make it hang. So one process
imports it once, and each document is set by a fork of that process, which the kernel ends when the
document asks for too much time or memory. The next fork loads the type while it waits for its job:
it cannot be loaded before the fork, since Pango (from 1.52) looks fonts up in a thread, and a fork
has none of its parent's threads. `multiprocessing` has a fork server too, but it runs the parent's
main module again in every child, whatever that module is.

FD is a connection to the parent. A job is one JSON message with `html`, `attachment` (the JSON text
to carry, empty for none), `identifier`, `dated` (an ISO date), `paper` ("A4" or "Letter"),
`archive` (whether it is PDF/A-3 too), `logo` (a PNG in base64, empty for none), `wall_seconds`,
`cpu_seconds` and `memory_bytes`. The answer is one message: a line of JSON, then the PDF. The line
has `pages`, `places` (the page, from 1, of each element whose id begins with "part-" or "section-")
and `missing` (characters that no font has), or `failed`: "time", "memory", "depth" or "error".
"""

import base64
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

from packets.exports.marking import complete_tags

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = ("css/tokens.css", "css/print.css")

ENDED_BY: dict[int, str] = {signal.SIGALRM: "time", signal.SIGXCPU: "time"}
"""What a document ran out of when this signal ended its process."""

NO_JOB = 3
"""How a fork ends when the parent went away before it had a job."""

UNIVERSAL = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    b' pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about=""'
    b' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""What XMP says of PDF/UA-1 within PDF/A, with the description of the property that says it."""

MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)", re.DOTALL)


LOGO = "letterhead:logo"
"""What the page calls the logo. It comes with the job: no address is ever fetched."""


class OwnFontsOnly(URLFetcher):
    """Refuses every address but the files of `static/fonts/`, and the logo where there is one."""

    def __init__(self, logo: bytes = b""):
        super().__init__()
        self.logo = logo

    def fetch(self, url, headers=None):
        if self.logo and url == LOGO:
            return URLFetcherResponse(url, self.logo, {"Content-Type": "image/png"})
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
        own = OwnFontsOnly(base64.b64decode(job["logo"]))
        variant = {"pdf_variant": "pdf/a-3a" if job["archive"] else "pdf/ua-1"}
        pages = HTML(string=job["html"], url_fetcher=own).render(
            font_config=self.fonts, stylesheets=[*self.sheets, size], **variant
        )
        pdf = pages.write_pdf(
            finisher=_finish,
            attachments=_attached(job),
            pdf_identifier=job["identifier"].encode(),
            **variant,
        )
        return _answer(
            pdf,
            pages=len(pages.pages),
            places=_places(pages.pages),
            missing=sorted(glyphs.characters),
        )


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


def _attached(job: dict) -> list[Attachment]:
    if not job["attachment"]:
        return []
    dated = datetime.combine(date.fromisoformat(job["dated"]), time())
    source = Attachment(
        string=job["attachment"],
        name="packet.json",
        description="The packet as data",
        created=dated,
        modified=dated,
    )
    return [source]


def _places(pages) -> dict[str, int]:
    """The page on which each part begins. Of several elements of an id the first counts."""
    places: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            if anchor.startswith(("part-", "section-")):
                places.setdefault(anchor, number)
    return places


def _finish(document, pdf: pydyf.PDF) -> None:
    """Complete the tags. Say that the attachment is what the pages were made from, as PDF 2.0 has
    it; and of a PDF/A that it is PDF/UA-1 too, of which WeasyPrint says one alone."""
    complete_tags(pdf)
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            item["AFRelationship"] = "/Source"
            pdf.catalog["AF"] = pydyf.Array([item.reference])
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.stream = [_claims_both(packet) for packet in item.stream]


def _claims_both(packet: bytes) -> bytes:
    """XMP that claims PDF/UA-1 beside PDF/A. PDF/A knows no such property by itself, and asks for
    the schema of each that it does not know."""
    if b"pdfaid:part" not in packet:
        return packet
    return packet.replace(b"</rdf:RDF>", UNIVERSAL + b"</rdf:RDF>")


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
