"""Files that are known by their first bytes to be no text. They are never opened."""

from bragdoc.capture.proposals import Unreadable

_PACKED = {
    b"PK\x03\x04": "This is a ZIP archive, an office document or a workbook. Unpack it, or save it "
    "as text or CSV, and bring in that.",
    b"PK\x05\x06": "This is an empty ZIP archive.",
    b"\x1f\x8b": "This is a packed file. Unpack it, and bring in what is inside.",
    b"BZh": "This is a packed file. Unpack it, and bring in what is inside.",
    b"7z\xbc\xaf\x27\x1c": "This is a packed file. Unpack it, and bring in what is inside.",
    b"\xfd7zXZ": "This is a packed file. Unpack it, and bring in what is inside.",
    b"\x28\xb5\x2f\xfd": "This is a packed file. Unpack it, and bring in what is inside.",
    b"%PDF": "This is a PDF. Bring in the text that it was made of.",
    b"\x89PNG": "This is a picture.",
    b"\xff\xd8\xff": "This is a picture.",
    b"\xd0\xcf\x11\xe0": "This is an office document. Save it as text or CSV, and bring in that.",
    b"SQLite format 3": "This is a database. Bring in what its program exports.",
    b"\x7fELF": "This is a program.",
}


def refuse_packed(data: bytes) -> None:
    """Refuse by its first bytes, unopened, what cannot be a text. Raises Unreadable."""
    for start, sentence in _PACKED.items():
        if data.startswith(start):
            raise Unreadable(sentence)
    if not data.strip():
        raise Unreadable("It is empty.")
