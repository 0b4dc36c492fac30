"""How the packet falls on pages, whatever the lengths of its texts."""

import io
import re
from datetime import date

import pypdf
import pytest

from packets.demo.story import load_story
from packets.demo.telling import Telling
from packets.document import (
    ExpectationBlock,
    Gap,
    Metric,
    PacketDocument,
    Section,
)
from packets.exports.chapters import LONG_NOTE
from packets.exports.options import PdfOptions
from packets.exports.pdf import render_pdf
from packets.models import Version
from tests.packets.documents import empty_packet, version_of, win

DAY = date(2026, 3, 2)


def pages_of(document: PacketDocument, **options) -> list[str]:
    """The text of each page on one line, without the running head and foot."""
    rendering = render_pdf(document, version_of(document), **options)
    pages = []
    for page in pypdf.PdfReader(io.BytesIO(rendering.pdf)).pages:
        text = " ".join(page.extract_text().split()).replace("\N{HYPHEN} ", "")
        pages.append(re.sub(r"Ada \w+ · (Senior Engineer → )?Staff Engineer .*$", "", text))
    return pages


def prose(name: str, words: int) -> str:
    """So many words, which name themselves: "a0 a1 a2". No two texts share one."""
    return " ".join(f"{name}{number}" for number in range(words))


def asked(name: str, words: int, *evidence) -> ExpectationBlock:
    return ExpectationBlock(slug=name, text=prose(name, words), evidence=evidence)


def section(number: int, *, claim=12, wordings=(12, 12), card=40, bare=0, title=4) -> Section:
    """A section `number` with a card for each of `wordings`, all lengths in words."""
    return Section(
        key=f"s{number}",
        title=prose(f"title{number}x", title),
        competency=f"s{number}",
        claim=prose(f"claim{number}x", claim),
        expectations=(
            *(
                asked(
                    f"asks{number}x{place}x",
                    words,
                    win(
                        number * 100 + place,
                        prose(f"win{number}x{place}x", 6),
                        DAY,
                        details=prose(f"told{number}x{place}x", card),
                        metrics=(Metric(label="Days", before="9", after="2"),),
                    ),
                )
                for place, words in enumerate(wordings)
            ),
            *(asked(f"bare{number}x{place}x", 12) for place in range(bare)),
        ),
    )


HOSTILE = {
    "a long wording beside a short claim": [
        section(n, claim=3, wordings=(120, 8), card=8 + 7 * n) for n in range(8)
    ],
    "wordings just short enough for the margin": [
        section(n, claim=3, wordings=(28, 28, 28), card=2 + 9 * n) for n in range(8)
    ],
    "nothing but sentences without evidence": [
        section(n, claim=5 * n, wordings=(), bare=12) for n in range(6)
    ],
    "long claims": [section(n, claim=600, wordings=(20, 20)) for n in range(3)],
    "long cards": [section(n, wordings=(25, 25), card=1_500) for n in range(2)],
    "one word everywhere": [
        section(n, claim=1, wordings=(1, 1), card=1, bare=1, title=1) for n in range(12)
    ],
    "forty sections": [section(n, bare=n % 4, card=20 + n) for n in range(40)],
}


@pytest.fixture(scope="module", params=HOSTILE, ids=lambda name: name.replace(" ", "-"))
def hostile(request):
    gaps = tuple(
        Gap(title=prose(f"gap{n}x", 9 * n + 2), answer=prose(f"answer{n}x", 5)) for n in range(6)
    )
    document = empty_packet(
        sections=tuple(HOSTILE[request.param]), gaps=gaps, next=prose("next", 90)
    )
    return document, pages_of(document)


def printed_on(pages: list[str], text: str) -> tuple[list[int], list[int]]:
    """The numbers of the pages that have its first word, and of those that have its last."""

    def having(word):
        return [n for n, page in enumerate(pages, start=1) if re.search(rf"\b{word}\b", page)]

    words = text.split()
    return having(words[0]), having(words[-1])


def test_every_sentence_of_the_ladder_stands_once(hostile):
    document, pages = hostile
    everything = " ".join(pages)
    for block in (b for s in document.sections for b in s.expectations):
        for word in block.text.split():
            assert len(re.findall(rf"\b{word}\b", everything)) == 1, word


def test_a_note_in_the_margin_is_on_one_page_with_the_text_beside_it(hostile):
    document, pages = hostile
    for part in document.sections:
        for block in part.expectations:
            if not block.evidence or len(block.text) >= LONG_NOTE:
                continue
            first, last = printed_on(pages, block.text)
            text = part.claim if block is part.expectations[0] else block.evidence[0].details
            assert first == last == printed_on(pages, text)[0], block.slug


def test_a_heading_is_on_the_page_where_its_text_begins(hostile):
    document, pages = hostile
    for part in document.sections:
        text = part.claim or part.expectations[0].text
        (begins,) = printed_on(pages, text)[0]
        assert begins in printed_on(pages, part.title)[1], part.key


def test_no_page_is_almost_empty_but_the_last(hostile):
    _document, pages = hostile
    assert [n for n, page in enumerate(pages[1:-1], start=2) if len(page) < 150] == []


# The year of the demo


@pytest.fixture
def demo(db):
    """The document of the packet's last version, as the demo's reviewers have it."""
    Telling(load_story(), date(2026, 11, 20), "a-line-on-friday").tell()
    return Version.objects.order_by("number").last().document()


@pytest.mark.parametrize(("paper", "most"), [("A4", 21), ("Letter", 23)])
def test_a_year_of_wins_is_short_enough_for_a_room(demo, paper, most):
    pages = pages_of(demo, options=PdfOptions(paper=paper))
    assert len(pages) <= most
    coverage = [page for page in pages if "Competency Staff Engineer asks" in page]
    assert len(coverage) <= 3
    assert min(map(len, pages[1:])) > 600
