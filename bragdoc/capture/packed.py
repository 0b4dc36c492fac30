"""What cannot be a text, told by its first bytes. Nothing is opened or unpacked."""

from bragdoc.capture.proposals import Unreadable

_PACKED = "This is a packed file. Unpack it, and bring in what is inside."
_PICTURE = "This is a picture. Bring in a text."
_BEGINNINGS = {
    b"PK\x03\x04": "This is a ZIP archive, an office document or a workbook. Unpack it, or save it "
    "as text or CSV, and bring in that.",
    b"PK\x05\x06": "This is an empty ZIP archive.",
    b"\x1f\x8b": _PACKED,
    b"BZh": _PACKED,
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"\xfd7zXZ": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
    b"Rar!": _PACKED,
    b"%PDF": "This is a PDF. Bring in the text that it was made of.",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\xd0\xcf\x11\xe0": "This is an office document. Save it as text or CSV, and bring in that.",
    b"SQLite format 3": "This is a database. Bring in what its program exports.",
    b"\x7fELF": "This is a program.",
}


def refuse_packed(data: bytes) -> None:
    """Raises Unreadable, with what would do instead."""
    if not data.strip():
        raise Unreadable("It is empty.")
    for start, sentence in _BEGINNINGS.items():
        if data.startswith(start):
            raise Unreadable(sentence)
