"""What was taken out of a copy is nowhere in its files: not in what is read, and not beside it."""

import io
import json
import re
import unicodedata
from datetime import date

import pypdf
import pytest
from pypdf.generic import ContentStream, StreamObject

from packets.cuts import Anonymity, Redaction, anonymised, redacted
from packets.document import (
    Condition,
    Link,
    Metric,
    PacketDocument,
    Testimony,
    canonical_json,
)
from packets.exports.files import packet_archive
from packets.exports.pdf import render_pdf
from packets.models.versions import name_of_copy
from tests.packets.documents import full_packet, one_section, version_of, win
from tests.packets.export_readers import parts_of

WORD = "quagga"
FORMAT = {
    "format",
    "language",
    "layout",
    "cut",
    "kind",
    "starts_on",
    "ends_on",
    "said_on",
    "months",
    "closeness",
    "source",
}
KEYS = {"slug", "track", "level", "competency", "expectation", "step", "section", "key"}
IN_MARKDOWN = f"{WORD.title()}, qua**gga**, [{WORD}](https://{WORD}.example/?q={WORD} '{WORD}')"


def planted(document: PacketDocument) -> PacketDocument:
    """The same with the word in every text, name, address and key that it has."""
    content = json.loads(canonical_json(document))
    return PacketDocument.model_validate(_planted("", content))


def _planted(name, value):
    if isinstance(value, dict):
        is_evidence = "details" in value or "why" in value
        kept = {"kind"} if "kind" in value and not is_evidence else set()
        return {
            key: part if key in kept or (key in FORMAT - {"kind"}) else _planted(key, part)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_planted(name, part) for part in value]
    if not isinstance(value, str) or not value:
        return value
    if name == "order":
        return value.replace("section-", f"section-{WORD}-")
    if name in KEYS:
        return f"{WORD}-{value}"
    if name == "url":
        return f"https://{WORD}.example/{WORD}?of={WORD}"
    if name in ("details", "impact", "why", "claim", "answer", "thesis", "summary", "next"):
        return f"{value}\n\n{IN_MARKDOWN}\n\n[{WORD}]: https://a.example"
    return f"{value} {WORD.upper()}"


def files_of(document: PacketDocument) -> dict[str, bytes]:
    """Every form, the PDF included, and what each of them is packed from, by name."""
    edition = version_of(document)
    pdf = render_pdf(document, edition).pdf
    archive = packet_archive(
        document,
        edition,
        name_of=lambda suffix: name_of_copy(document, 3, suffix),
        pdf=pdf,
    )
    files = parts_of(archive)
    word = next(data for name, data in files.items() if name.endswith(".docx"))
    return files | parts_of(word) | objects_of(pdf)


def objects_of(pdf: bytes) -> dict[str, bytes]:
    """All that a PDF holds, unpacked: what is read on its pages, and every object and stream."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = {"text": " ".join(page.extract_text() for page in reader.pages).encode()}
    found["outline"] = repr(reader.outline).encode()
    found["names"] = repr([*reader.named_destinations, *reader.attachments]).encode()
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        thing = reader.get_object(number)
        found[f"object {number}"] = repr(thing).encode()
        if isinstance(thing, StreamObject) and not isinstance(thing, ContentStream):
            found[f"stream {number}"] = thing.get_data()
    return found


def places_of(word: str, files: dict[str, bytes]) -> list[str]:
    """The files whose name or content has the word, whatever breaks or encodes its letters."""
    return [name for name, data in files.items() if word in letters_of(name.encode() + b" " + data)]


def letters_of(data: bytes) -> str:
    texts = (data.decode("utf-8", "replace"), data.decode("utf-16-be", "replace"))
    text = unicodedata.normalize("NFKC", " ".join(texts)).casefold()
    return re.sub(r"[^a-z0-9]+", "", text)


@pytest.fixture(scope="module")
def planted_packet():
    return planted(full_packet())


def test_the_word_is_planted_where_it_could_be_found(planted_packet):
    files = files_of(planted_packet)
    found = places_of(WORD, files)
    named = {"text", "outline", "names", "word/document.xml", "docProps/core.xml",
             "word/_rels/document.xml.rels"}  # fmt: skip
    assert named - set(found) == set()
    assert len([name for name in found if name.endswith((".md", ".json", ".pdf", ".docx"))]) == 4


def test_a_word_that_was_blacked_out_is_nowhere_in_any_file(planted_packet):
    choices = Redaction(words=(WORD,), without_links=True, in_ladder=True)
    assert places_of(WORD, files_of(redacted(planted_packet, choices).document)) == []


def test_an_anonymised_copy_has_it_nowhere_either(planted_packet):
    cut = anonymised(planted_packet, Anonymity(words=(WORD,), in_ladder=True))
    files = files_of(cut.document)
    names = (
        "marchetti",
        "oyelaran",
        "castellanos",
        "adeyemi",
        "nowicki",
        "watanabe",
        "docslarkfield",
    )
    assert [(name, place) for name in (WORD, *names) for place in places_of(name, files)] == []


@pytest.mark.parametrize("how", ["left_out", "masked"])
def test_a_win_that_was_taken_out_is_nowhere_in_any_file(how):
    secret = win(
        911, "Quagga title", date(2026, 3, 2), project="Quagga project", people=("Quagga Jones",),
        details="quagga details", impact="quagga impact", why="quagga why",
        metrics=(Metric(label="quagga", before="quagga", after="quagga", unit="quagga"),),
        links=(Link(url="https://quagga.example", label="quagga"),), featured=True,
        testimony=(Testimony(
            text="quagga", name="Quagga Okoye", position="quagga", relation="quagga",
            where="quagga", source="pasted",
        ),),
    )  # fmt: skip
    document = one_section(
        secret,
        win(2, "Another", date(2026, 4, 1)),
        conditions=(Condition(text="Again.", entries=(911,)),),
    )
    cut = redacted(document, Redaction(**{how: frozenset({911})}))
    files = files_of(cut.document)
    assert (places_of(WORD, files), places_of("win911", files)) == ([], [])
