"""The forms in which a packet is handed over beside the PDF, and all of them in one archive."""

from collections.abc import Callable
from dataclasses import dataclass

from packets.document import Edition, PacketDocument, canonical_json
from packets.exports.archive import pack
from packets.exports.docx import packet_docx
from packets.exports.markdown import packet_markdown


@dataclass(frozen=True)
class FileForm:
    suffix: str
    media_type: str
    write: Callable[[PacketDocument, Edition], bytes]
    """Raises TooLong where the form has bounds."""


FILE_FORMS = {
    "markdown": FileForm(
        "md",
        "text/markdown; charset=utf-8",
        lambda document, edition: packet_markdown(document, edition).encode(),
    ),
    "docx": FileForm(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        packet_docx,
    ),
    "json": FileForm(
        "json", "application/json", lambda document, _edition: canonical_json(document)
    ),
}


def packet_archive(
    document: PacketDocument,
    edition: Edition,
    *,
    name_of: Callable[[str], str],
    pdf: bytes | None,
) -> bytes:
    """Every form in one ZIP, named by its suffix; the PDF too where it is there already.

    Raises TooLong where one of the forms has bounds.
    """
    files = [(name_of(form.suffix), form.write(document, edition)) for form in FILE_FORMS.values()]
    return pack([(name_of("pdf"), pdf), *files] if pdf else files)
