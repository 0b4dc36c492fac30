"""The files in which a packet travels: JSON, the ZIP of all its forms, the PDF that carries it.

Of an archive or a PDF only the packet's own data is unpacked, and never more of it than is read.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from packets.importing.faults import NotAPacket

MAX_FILE_BYTES = 25_000_000
"""Of a file as it is brought."""

MAX_BYTES = 3_000_000
"""Of a packet as JSON. A packet of 40 pages has about 100,000."""

_MAX_MEMBERS = 200
_MAX_ATTACHMENTS = 20
_DICTIONARY = 4_000  # bytes before the data of an attachment in which its dictionary must stand

_TOO_LARGE = f"The packet in it is larger than {MAX_BYTES:,} bytes, which is the most that is read."


def packet_json(data: bytes) -> bytes:
    """The JSON that a file is or carries, at most `MAX_BYTES` of it. Raises NotAPacket."""
    if len(data) > MAX_FILE_BYTES:
        raise NotAPacket(f"It is larger than {MAX_FILE_BYTES:,} bytes, which is the most.")
    if data.startswith(b"%PDF"):
        found = _in_pdf(data)
    elif data.startswith(b"PK"):
        found = _in_zip(data)
    else:
        found = data
    if len(found) > MAX_BYTES:
        raise NotAPacket(_TOO_LARGE)
    if not found.strip():
        raise NotAPacket("It is empty.")
    return found


def _in_zip(data: bytes) -> bytes:
    if data.count(b"PK\x01\x02") > _MAX_MEMBERS:  # how each line of the list of contents begins
        raise NotAPacket(f"The archive holds more than {_MAX_MEMBERS} files.")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            member = _the_packet(archive)
            with archive.open(member) as opened:
                return opened.read(MAX_BYTES + 1)
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error) as problem:
        raise NotAPacket("The archive is damaged. Bring in the JSON file of it.") from problem


def _the_packet(archive: ZipFile) -> ZipInfo:
    found = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(".json") and not member.filename.startswith("__MACOSX/")
    ]
    if not found:
        raise NotAPacket("The archive holds no JSON file, so no packet.")
    if len(found) > 1:
        raise NotAPacket("The archive holds several JSON files. Bring in the one of the packet.")
    if found[0].flag_bits & 1:
        raise NotAPacket("The archive is encrypted. Unpack it, and bring in the JSON file of it.")
    if found[0].compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotAPacket("The archive is packed in an unusual way. Bring in the JSON file of it.")
    return found[0]


def _in_pdf(data: bytes) -> bytes:
    for attached in islice(_attached(data), _MAX_ATTACHMENTS):
        if b"packet/1" in attached:
            return attached
    raise NotAPacket(
        "No packet is attached to this PDF. It may have been saved again by another program. "
        "Bring in the JSON or the ZIP of the packet."
    )


def _attached(data: bytes) -> Iterator[bytes]:
    """The files attached to a PDF as we write it, where no object is packed into another."""
    for kind in re.finditer(rb"/Type\s*/EmbeddedFile\b", data):
        begin = data.rfind(b" obj", max(0, kind.start() - _DICTIONARY), kind.start())
        stream = re.compile(rb"stream\r?\n").search(data, kind.end(), kind.end() + _DICTIONARY)
        if begin < 0 or stream is None:
            continue
        facts, rest = data[begin : stream.start()], memoryview(data)[stream.end() :]
        if b"/FlateDecode" in facts:
            yield _inflated(rest)
        elif b"/Filter" not in facts:
            end = data.find(b"endstream", stream.end())
            yield bytes(rest[: min(max(0, end - stream.end()), MAX_BYTES + 1)])


def _inflated(data: memoryview) -> bytes:
    """As much of it as is needed to see that it is too much; nothing where it is damaged."""
    try:
        return zlib.decompressobj().decompress(data, MAX_BYTES + 1)
    except zlib.error:
        return b""
