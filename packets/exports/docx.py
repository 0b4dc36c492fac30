"""A packet as a Word document, with the styles that Word's own outline and contents read.

`word` loads python-docx, so it is imported inside the functions: only this export needs it.
"""

import io
from datetime import datetime, time
from typing import TYPE_CHECKING
from zipfile import ZipFile

from django.utils import translation
from django.utils.translation import gettext as _

from packets.document import Edition, PacketDocument, canonical_json
from packets.exports.archive import pack
from packets.exports.manuscript import headline, manuscript
from packets.exports.pieces import (
    Heading,
    Links,
    Piece,
    Plain,
    Points,
    Quoted,
    Table,
    Wording,
    Written,
    in_one_line,
)

if TYPE_CHECKING:
    from packets.exports.word import Sheet

# A request waits for the file: these are a few seconds of a slow machine.
MAX_EVIDENCE = 300
MAX_BYTES = 4_000_000

MAX_PROPERTY = 255
"""The most characters that Word keeps of a property."""


class TooLong(Exception):
    """No file was made. The text is a sentence for the person who asked for it."""


def packet_docx(document: PacketDocument, edition: Edition) -> bytes:
    """The whole packet, in the document's language. The same packet gives the same bytes.

    Raises TooLong for more than MAX_EVIDENCE wins or MAX_BYTES of content.
    """
    _check_bounds(document)
    from packets.exports.word import Sheet

    with translation.override(document.language):
        sheet = Sheet(document.language)
        for piece in manuscript(document, edition):
            _write(sheet, piece)
        _describe(sheet, document, edition)
    file = io.BytesIO()
    sheet.word.save(file)
    with ZipFile(file) as parts:  # it holds the moment of saving
        return pack((name, parts.read(name)) for name in parts.namelist())


def _check_bounds(document: PacketDocument) -> None:
    if (wins := sum(1 for _evidence in document.evidence())) > MAX_EVIDENCE:
        raise TooLong(
            _("A Word file takes at most %(most)d wins; this packet has %(count)d.")
            % {"most": MAX_EVIDENCE, "count": wins}
        )
    if len(canonical_json(document)) > MAX_BYTES:
        raise TooLong(_("The packet is too long for a Word file. Shorten its longest texts."))


def _write(sheet: "Sheet", piece: Piece) -> None:
    from packets.exports.word import HEADINGS, TESTIMONY, WORDING
    from packets.exports.word_prose import write_markdown

    match piece:
        case Heading(level, text):
            _line(sheet, HEADINGS[level], text)
        case Plain(text, lead):
            _line(sheet, "Normal", text, lead)
        case Written(markdown, lead):
            if lead:
                _line(sheet, "Normal", "", lead)
            write_markdown(sheet, markdown)
        case Wording(label, texts):
            _line(sheet, WORDING, "", label)
            for text in texts:
                _line(sheet, WORDING, text)
        case Quoted(label, paragraphs, name, standing, warrant):
            _line(sheet, TESTIMONY, "", label)
            for text in paragraphs:
                _line(sheet, TESTIMONY, text)
            _line(sheet, TESTIMONY, standing, name)
            _line(sheet, TESTIMONY, warrant)
        case Points(texts):
            for text in texts:
                _line(sheet, "List Bullet", text)
        case Table(head, rows):
            cells = [[in_one_line(cell) for cell in row] for row in (head, *rows)]
            sheet.table(cells, lambda paragraph, cell: paragraph.add_run(cell), str)
        case Links(numbered):
            for number, link in numbered:
                words = f"[{number}] {in_one_line(link.label)}".rstrip()
                paragraph = sheet.paragraph("Normal", words)
                paragraph.add_run(f"{words} ")
                sheet.link(paragraph, link.url, in_one_line(link.url))


def _line(sheet: "Sheet", style: str, text: str, lead: str = "") -> None:
    """A paragraph on its own, `lead` in bold before it."""
    lead, text = in_one_line(lead), in_one_line(text)
    paragraph = sheet.paragraph(style, text or lead)
    if lead:
        paragraph.add_run(f"{lead} " if text else lead).bold = True
    paragraph.add_run(text)


def _describe(sheet: "Sheet", document: PacketDocument, edition: Edition) -> None:
    """The properties of the file: dates of the packet, never of the machine."""
    dated = datetime.combine(edition.shared_on or document.ends_on, time())
    properties = sheet.word.core_properties
    properties.title = in_one_line(headline(document))[:MAX_PROPERTY]
    properties.subject = in_one_line(document.title)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = in_one_line(document.author)[:MAX_PROPERTY]
    properties.language = document.language
    properties.identifier = edition.content_hash
    properties.version = str(edition.number or "")
    properties.comments = ""
    properties.created = properties.modified = dated
