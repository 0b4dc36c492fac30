"""Files in one ZIP archive that is the same byte for byte whenever it is packed."""

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can name. A file's own moment would change the bytes."""


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive of these names and contents, in their order."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as opened:
        for name, data in files:
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            opened.writestr(entry, data)
    return archive.getvalue()
