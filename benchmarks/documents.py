"""PDFs against WeasyPrint alone, and beside other setters where they are installed.

Ours is the whole of `render_pdf`: bounds, template, hand-over, a process for each document, tags,
the data attached. WeasyPrint alone sets the same finished HTML with the same sheets and tags, its
fonts and sheets loaded once. Each of the two runs in a process of its own; what the first document
takes includes what has to be loaded before it. The others are started anew for each document.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from time import sleep

from benchmarks.installation import set_up_django
from benchmarks.measure import Turns, seconds
from benchmarks.others import SHEETS, commands, run
from packets.document import Edition, PacketDocument, content_hash
from packets.exports.html import packet_html
from packets.exports.options import PdfOptions
from packets.exports.pdf import render_pdf

ALONE = "WeasyPrint alone"
REPEATED = 2
"""Documents after the first in each process; the quicker counts."""

REST = 1.5
"""Seconds before each of them. The press uses a pause to make the next process ready."""


def measure_documents(
    documents: list[PacketDocument], folder: Path, turns: int, say: Callable[[str], None]
) -> list[dict]:
    """A row for each document and what sets it: pages, seconds, ratios to WeasyPrint alone."""
    rows = []
    for number, document in enumerate(documents, 1):
        taken, pages = Turns(), {}
        for turn in range(turns):
            say(f"Document {number} of {len(documents)}, turn {turn + 1} of {turns}")
            _turn(document, folder, taken, pages)
        rows += [_row(name, count, taken) for name, count in pages.items()]
    return rows


def _turn(document: PacketDocument, folder: Path, taken: Turns, pages: dict[str, int]) -> None:
    html = packet_html(document, edition_of(document))
    for name, act, given in ((ALONE, alone, html), ("Bragdoc", ours, document)):
        with process() as call:
            first, pages[name] = call(act, given)
            taken.add((name, "first"), first)
            taken.add((name, "then"), min(_rested(call, act, given) for _ in range(REPEATED)))
    for name, command, made in commands(html, document, folder):
        taken.add((name, "then"), seconds(partial(run, command, folder)))
        pages[name] = count_pages(made.read_bytes())


def _rested(call, act, given) -> float:
    sleep(REST)
    taken, _pages = call(act, given)
    return taken


def _row(name: str, pages: int, taken: Turns) -> dict:
    has_first = (name, "first") in taken.seconds
    return {
        "set by": name,
        "pages": pages,
        "first s": taken.median((name, "first")) if has_first else None,
        "then s": taken.median((name, "then")),
        "× alone, first": taken.ratio((name, "first"), (ALONE, "first")) if has_first else None,
        "× alone, then": taken.ratio((name, "then"), (ALONE, "then")),
    }


@contextmanager
def process():
    """A function that calls another in a fresh process, which has Django and nothing else ready."""
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=set_up_django) as pool:
        yield lambda act, *given: pool.submit(act, *given).result()


def ours(document: PacketDocument) -> tuple[float, int]:
    """Seconds and pages."""
    made = []
    taken = seconds(lambda: made.append(render_pdf(document, edition_of(document))))
    return taken, made[0].pages


def alone(html: str) -> tuple[float, int]:
    """Seconds and pages. The collector runs, as it does for whoever calls WeasyPrint plainly."""
    made = []
    taken = seconds(lambda: made.append(_set_alone(html)), collecting=True)
    return taken, count_pages(made[0])


def _set_alone(html: str) -> bytes:
    from weasyprint import HTML

    fonts, sheets = loaded()
    return HTML(string=html).write_pdf(
        font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1"
    )


@cache
def loaded():
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return fonts, [CSS(sheet, font_config=fonts) for sheet in SHEETS]


def measure_repeated(document: PacketDocument, author, turns: int) -> dict:
    """A row: a version set as the worker sets it, and read again through the whole application."""
    from django.test import Client

    from packets.models import Packet, Rendering, Version
    from packets.tasks import render_packet

    version = Version.objects.freeze(Packet.objects.get(), document)
    rendering = Rendering.objects.of_version(version, PdfOptions())
    first = seconds(lambda: render_packet.func(rendering.pk))
    client = Client()
    client.force_login(author)
    address = f"{rendering.get_absolute_url()}file/"
    client.get(address)  # loads what has to be loaded
    taken = Turns()
    for _turn in range(turns):
        taken.add("again", seconds(lambda: client.get(address), best_of=5))
    again = taken.median("again")
    return {"first s": first, "again ms": again * 1000, "first ÷ again": first / again}


def edition_of(document: PacketDocument) -> Edition:
    return Edition(1, content_hash(document), document.ends_on)


def count_pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
