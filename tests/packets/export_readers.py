"""What a reader's own programs find in an export: the words, the addresses and the tables."""

import io
from functools import cache
from zipfile import ZipFile

import docx
import pypdf
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from packets.document import PacketDocument
from packets.exports.docx import packet_docx
from packets.exports.markdown import packet_markdown
from packets.exports.pdf import render_pdf
from tests.packets.documents import version_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""As most programs read Markdown: with HTML."""


def one_line(text: str) -> str:
    return " ".join(text.split())


def markdown_tokens(document: PacketDocument):
    return READER.parse(packet_markdown(document, version_of(document)))


def words_of_markdown(document: PacketDocument) -> str:
    """All that is read, on one line. HTML is no word."""
    return one_line(
        " ".join(
            "".join(words_of_token(child) for child in token.children or [token])
            for token in markdown_tokens(document)
            if token.type in ("inline", "fence", "code_block")
        )
    )


def words_of_token(token) -> str:
    return " " if token.type.endswith("break") else token.content


def addresses_in_markdown(document: PacketDocument) -> list[str]:
    return [
        child.attrGet("href")
        for token in markdown_tokens(document)
        for child in token.children or ()
        if child.type == "link_open"
    ]


def word_of(document: PacketDocument):
    return docx.Document(io.BytesIO(packet_docx(document, version_of(document))))


def words_of_word(document: PacketDocument) -> str:
    """All that is read, on one line, tables and links included."""
    paragraphs = word_of(document).element.body.iter(qn("w:p"))
    return one_line(
        " ".join("".join(part.text or " " for part in p.iter(qn("w:t"))) for p in paragraphs)
    )


def addresses_in_word(document: PacketDocument) -> list[str]:
    """In the order of the text."""
    word = word_of(document)
    return [
        word.part.rels[link.get(qn("r:id"))].target_ref
        for link in word.element.body.iter(qn("w:hyperlink"))
    ]


RUNNING = (33, 790)
"""Points from the foot of a page: below and above stand its running lines; above, not on the first.
"""


@cache
def pdf_of(document: PacketDocument) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(document, version_of(document)).pdf))


def words_of_pdf(document: PacketDocument) -> str:
    """All that is read on the pages, without their running lines and the hyphens of their line
    breaks."""
    words: list[str] = []
    for number, page in enumerate(pdf_of(document).pages):
        lowest, highest = RUNNING if number else (RUNNING[0], page.mediabox.height)

        def read(text, position, within, *_font, lowest=lowest, highest=highest):
            height = within[4] * position[1] + within[5] * position[3] + position[5]
            if lowest < height < highest:
                words.append(text)

        page.extract_text(visitor_text=read)
    return one_line(" ".join(words)).replace("\N{HYPHEN} ", "")


def addresses_in_pdf(document: PacketDocument) -> list[str]:
    """Each once, as they are first met."""
    found = (
        annotation.get_object()["/A"]["/URI"]
        for page in pdf_of(document).pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    )
    return list(dict.fromkeys(found))


def parts_of(archive: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
