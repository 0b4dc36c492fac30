"""The bytes in which a packet comes back: which are read, and how all others are refused."""

import io
import json
import zlib
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from packets.document import canonical_json
from packets.exports.files import packet_archive
from packets.exports.pdf import render_pdf
from packets.importing.carriers import MAX_BYTES, MAX_FILE_BYTES
from packets.importing.faults import NotAPacket
from packets.importing.reading import read_packet
from tests.packets.documents import draft_of, empty_packet, rich_packet, version_of


def written(**changes) -> dict:
    return json.loads(canonical_json(empty_packet(**changes)))


def zipped(*files, compression=ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with ZipFile(archive, "w", compression) as opened:
        for name, data in files:
            opened.writestr(name, data)
    return archive.getvalue()


def encrypted(archive: bytes) -> bytes:
    """The same archive, whose list of contents says of its first file that it needs a password."""
    flags = archive.index(b"PK\x01\x02") + 8
    return archive[:flags] + bytes([archive[flags] | 1]) + archive[flags + 1 :]


def refusal(data: bytes) -> str:
    with pytest.raises(NotAPacket) as refused:
        read_packet(data)
    return str(refused.value)


@pytest.mark.parametrize("document", [empty_packet(), rich_packet()])
def test_the_json_of_a_packet_is_read_whole(document):
    assert read_packet(canonical_json(document)) == document


def test_the_archive_of_a_packet_is_read_by_its_json():
    document = rich_packet()
    archive = packet_archive(document, draft_of(document), name_of="p.{}".format, pdf=b"%PDF-")
    assert read_packet(archive) == document


def test_the_pdf_of_a_packet_carries_it():
    document = rich_packet()
    assert read_packet(render_pdf(document, version_of(document)).pdf) == document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_every_encoding_that_it_may_have(encoding):
    document = empty_packet(author="Jun Watanabe 渡辺")
    assert read_packet(canonical_json(document).decode().encode(encoding)) == document


def test_an_attachment_that_is_not_packed_is_read():
    data = canonical_json(empty_packet())
    plain = b"%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile/Length 9>>\nstream\n" + data + b"\nendstream"
    assert read_packet(plain) == empty_packet()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is empty."),
        (b" \n", "It is empty."),
        ("{“".encode("latin-1", "replace") + b"\xff\xfe\xfd", "no text in UTF-8"),
        (b'{"format": "packet/1"', "no JSON: it breaks off at line 1, character 22."),
        (b"# A brag document", "no JSON"),
        (b"[1, 2]", "no packet: it does not say"),
        (b'{"format": "ladder/1"}', "It says that it is “ladder/1”."),
        (b'{"format": {"a": 1}}', "does not say that it is “packet/1”."),
        (b'{"format": "packet/1", "title": NaN}', "NaN, which is no number"),
        (b'{"format": "packet/1", "title": -Infinity}', "-Infinity, which is no number"),
        (b'{"format": "packet/1", "title": "a", "title": "b"}', "“title” twice"),
        (b'{"format": "packet/1", "entry": ' + b"9" * 5_000 + b"}", "too long to be one"),
        (b"[" * 200_000, "nested far deeper"),
        (b'{"a":' * 200_000, "nested far deeper"),
        (b"x" * (MAX_BYTES + 1), "3,000,000 bytes"),
        (b"x" * (MAX_FILE_BYTES + 1), "25,000,000 bytes"),
        (b"%PDF-1.7\nnothing attached", "No packet is attached"),
        (b"PK\x03\x04 and then nothing of it", "The archive is damaged."),
        (zipped(("notes.txt", "a")), "no JSON file"),
        (zipped(("a.json", "{}"), ("b.json", "{}")), "several JSON files"),
        (zipped(("a.json", "{}"), compression=ZIP_BZIP2), "unusual way"),
        (encrypted(zipped(("a.json", "{}"))), "is encrypted"),
        (zipped(*((f"{n}.txt", "") for n in range(201))), "more than 200 files"),
        (zipped(("a.json", b" " * 50_000_000)), "3,000,000 bytes"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_no_packet_is_refused_with_the_reason(data, said):
    assert said in refusal(data)


def test_an_attachment_that_swells_is_not_unpacked():
    swollen = zlib.compress(b'{"format": "packet/1"' + b" " * 200_000_000)
    pdf = b"%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile/Filter /FlateDecode>>\nstream\n" + swollen
    assert "3,000,000 bytes" in refusal(pdf)


def test_a_null_character_is_refused_and_its_spelling_alone_is_not():
    assert "null character" in refusal(json.dumps(written(ask="a\0b")).encode())
    assert read_packet(json.dumps(written(ask="a\\u0000b")).encode()).ask == "a\\u0000b"


@pytest.mark.parametrize(
    "broken", [{"ask": "\ud800"}, {"ask": ["\udfff"]}, {"\ud800": 1}, {"format": "\ud800"}]
)
def test_half_a_character_is_refused(broken):
    assert "half of one" in refusal(json.dumps(written() | broken).encode())


def test_a_name_that_comes_twice_is_told_even_with_half_a_character_in_it():
    assert "It says “?” twice" in refusal(b'{"\\ud800": 1, "\\ud800": 2}')


def test_every_fault_is_told_with_its_place_up_to_five():
    broken = written() | {"title": 1, "goal": {}, "more": 2}
    said = refusal(json.dumps(broken).encode())
    assert "title: " in said
    assert "goal › track: " in said
    assert said.endswith("and 1 more.")
