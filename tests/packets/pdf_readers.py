"""What a PDF says, as a person's machine reads it."""

import io
import re
from collections.abc import Iterator

import pypdf
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from packets.document import PacketDocument
from packets.exports.pdf import Rendering, render_pdf
from tests.packets.documents import version_of


def rendered(document: PacketDocument, **options) -> pypdf.PdfReader:
    return read(render_pdf(document, version_of(document), **options))


def read(rendering: Rendering) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(rendering.pdf))


def text_of(reader: pypdf.PdfReader) -> str:
    """All text on one line: where a line breaks, or a word, is not part of what was written."""
    return " ".join(map(line_of, reader.pages))


def line_of(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split()).replace("\N{HYPHEN} ", "")


def structure(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    """All elements of the structure tree, in reading order."""
    found = []

    def visit(element):
        if isinstance(element, DictionaryObject):
            if "/S" in element:
                found.append(element)
            children = element.get("/K", [])
            for child in children if isinstance(children, list) else [children]:
                visit(child.get_object())

    visit(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def titles_of(reader: pypdf.PdfReader) -> list[tuple[int, str, int]]:
    """The bookmarks in their order: depth, title, page from 1."""

    def visit(entries, depth):
        for entry in entries:
            if isinstance(entry, list):
                yield from visit(entry, depth + 1)
            else:
                yield depth, entry.title, reader.get_destination_page_number(entry) + 1

    return list(visit(reader.outline, 1))


def annotations(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            yield annotation.get_object()


def destinations(reader: pypdf.PdfReader) -> set[str]:
    """The places in the document that its links lead to."""
    return {str(link["/Dest"]) for link in annotations(reader) if "/Dest" in link}


def addresses(reader: pypdf.PdfReader) -> set[str]:
    """The addresses in the world that its links lead to."""
    return {str(link["/A"]["/URI"]) for link in annotations(reader) if "/A" in link}


def operations(page: pypdf.PageObject, reader: pypdf.PdfReader) -> list[tuple[list, bytes]]:
    return ContentStream(page.get_contents(), reader).operations


NUMBER = re.compile(rb"/MCID (\d+)")
PAINTING = {b"Tj", b"TJ", b"Do", b"f", b"f*", b"S", b"B", b"sh"}


def marked(page: pypdf.PageObject) -> tuple[set[int], int]:
    """The numbers of the page's marked content, and how often it paints outside any mark."""
    numbers, depth, unmarked = set(), 0, 0
    for line in page.get_contents().get_data().splitlines():
        operator = line.split()[-1] if line.split() else b""
        if found := NUMBER.search(line):
            numbers.add(int(found[1]))
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in PAINTING and not depth:
            unmarked += 1
    return numbers, unmarked


def owned(reader: pypdf.PdfReader) -> dict[int, set[int]]:
    """The numbers of marked content that the structure tree holds, by the number of the page."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    found: dict[int, set[int]] = {number: set() for number in pages.values()}
    for element in structure(reader):
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            page = element.raw_get("/Pg") if "/Pg" in element else None
            if isinstance(child, IndirectObject):
                child = child.get_object()
            if isinstance(child, DictionaryObject) and child.get("/Type") == "/MCR":
                page, child = child.raw_get("/Pg"), child["/MCID"]
            if isinstance(child, int) and page is not None:
                found[pages[page.idnum]].add(int(child))
    return found
