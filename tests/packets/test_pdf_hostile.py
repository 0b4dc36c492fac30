"""Whatever is typed is set within bounds, or refused with a sentence; it is never lost."""

import re
from datetime import date

import pytest

from packets.compose import compose
from packets.document import (
    CoverageRow,
    Gap,
    Link,
    Metric,
    PacketDocument,
    Section,
    Testimony,
)
from packets.exports.html import packet_html
from packets.exports.options import PdfOptions
from packets.exports.pdf import Limits, RenderingFailed, render_pdf
from packets.models import Rendering
from packets.tasks import render_packet
from tests.packets.documents import empty_packet, one_section, version_of, win
from tests.packets.pdf_readers import rendered, text_of
from tests.packets.scenes import place

DAY = date(2026, 3, 2)
BOUNDED = Limits(wall_seconds=240, cpu_seconds=20, memory_bytes=768 * 1024 * 1024)


def everywhere(text: str) -> PacketDocument:
    """A packet that says this in every place where an author can say something."""
    told = win(
        1,
        text,
        DAY,
        kind=text,
        role=text,
        project=text,
        people=(text,),
        details=text,
        impact=text,
        why=text,
        metrics=(Metric(label=text, before=text, after=text, unit=text),),
        links=(Link(url="https://a.example/", label=text),),
        featured=True,
        testimony=(Testimony(text=text, name=text, position=text, relation=text, where=text),),
    )
    row = CoverageRow(
        competency="a", competency_name=text, text=text, kind="not-applicable", note=text
    )
    return empty_packet(
        title=text,
        author=text,
        ask=text,
        thesis=text,
        summary=text,
        next=text,
        preset=text,
        coverage=(row,),
        sections=(Section(key="a", title=text, claim=text, evidence=(told,)),),
        gaps=(Gap(title=text, answer=text),),
    )


# Over a bound.


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            empty_packet(sections=(Section(key="a", title="A", claim="x" * 1_000_000),)),
            "at most 20000 characters in the text that starts “xxx.*; this packet has 1000000",
        ),
        (
            one_section(*(win(number, "A", DAY) for number in range(2_000))),
            "at most 300 wins; this packet has 2000",
        ),
    ],
    ids=["a million characters", "two thousand wins"],
)
def test_what_is_far_too_much_is_refused_before_it_is_set(document, sentence):
    with pytest.raises(RenderingFailed, match=sentence):
        render_pdf(document, version_of(document))


def test_what_was_refused_is_told_and_kept(packet, adas):
    packet.sections.filter(key="delivery").update(claim="x" * 1_000_000)
    place(packet, "Kept")
    rendering = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    render_packet.func(rendering.pk)
    page = adas.get(f"/renderings/{rendering.pk}/").content.decode()
    assert "A PDF takes at most 20000 characters in the text that starts “xxxx" in page
    assert len(packet.sections.get(key="delivery").claim) == 1_000_000


# Within the bounds, and made to hurt.


@pytest.mark.parametrize(
    "hostile",
    [
        ">" * 10_000 + " the end",
        "> " * 9_900 + " the end",
        "- " * 9_900 + " the end",
        "1. " * 6_000 + " the end",
        "|a" * 5_000 + "|\n" + "|-" * 4_990 + "|\n\nthe end",
        "|a|b|\n|-|-|\n" + "|x|y|\n" * 3_000 + "\nthe end",
        "[a](#b) <https://a.example> " * 600 + "the end",
        "\u200b" * 15_000 + "the end",
    ],
    ids=lambda text: ascii(text[:5]),
)
def test_what_is_made_to_hurt_is_set_within_bounds_and_whole(hostile):
    document = one_section(win(1, "A", DAY, details=hostile))
    text = text_of(rendered(document, limits=BOUNDED))
    assert "the end" in text
    assert "This is version 3." in text


@pytest.mark.parametrize(
    "hostile", ["x" * 19_000, "**_" * 6_000, "\\\n" * 9_000], ids=["word", "marks", "breaks"]
)
def test_what_would_take_too_long_is_ended_with_a_sentence(hostile):
    document = one_section(win(1, "A", DAY, details=hostile))
    with pytest.raises(RenderingFailed, match="takes too long to set"):
        render_pdf(document, version_of(document), limits=Limits(wall_seconds=240, cpu_seconds=1))


# Things asked for by text.

ASKED = [
    "<svg onload=alert(1)><script>alert(2)</script><use href='#a'/></svg>",
    "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } * { font: 9px x }</style>",
    "<style>@page { size: 1000000mm } p { height: 10000000px }</style>",
    "<link rel=stylesheet href=file:///etc/passwd><object data=http://a.example></object>",
    "<img src=letterhead:logo><img src=file:///etc/passwd>",
    "![x](file:///etc/passwd) ![y](letterhead:logo) [z](javascript:alert(1))",
    '" onload="x" style="position: fixed',
    "{% include 'x' %}{{ settings.SECRET_KEY }}",
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda text: text[:12])
def test_what_a_text_asks_for_is_a_text(asked):
    document = everywhere(asked)
    html = packet_html(document, version_of(document))
    usual = packet_html(everywhere("usual"), version_of(document))
    tags = re.compile(r"<(/?[a-z0-9]+)")
    mine = set(tags.findall(html)) - {"a", "/a"}
    assert mine == set(tags.findall(usual)) - {"a", "/a"}
    assert not re.search(r"<[^>]*\s(?:on\w+|style|src)=", re.sub('"[^"]*"', '""', html))
    assert not re.search(r"<a [^>]*href=\"(?!#|https?:)", html)


def test_what_texts_ask_for_is_printed_as_they_stand():
    document = everywhere(" ".join(ASKED[:4]))
    reader = rendered(document, limits=BOUNDED)
    text = text_of(reader)
    assert text.count("<script>alert(2)</script>") > 5
    assert text.count("file:///etc/passwd") > 5
    assert "root:" not in text
    assert list(reader.attachments) == ["packet.json"]
    assert {round(float(page.mediabox.width)) for page in reader.pages} == {595}
