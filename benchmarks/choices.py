"""What each choice of the printed page costs: the same finished page set with it and without it.

WeasyPrint alone sets the page, in one process with its fonts and sheets loaded, the collector at
rest but where it is the choice. A row says what is left out, and how many times as long the page
takes with it as without, in the same turn.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

from benchmarks.documents import edition_of, process
from benchmarks.measure import Turns, seconds
from packets.document import PacketDocument
from packets.exports.html import packet_html

WHOLE = "the page as it is"


@dataclass(frozen=True)
class Choice:
    """What is taken away: by a style sheet after the others, from the page, or from the PDF."""

    name: str
    css: str = ""
    pattern: str = ""
    tagged: bool = True
    collecting: bool = False


CHOICES = (
    Choice(WHOLE),
    Choice("contents", pattern=r'<ol class="contents">.*?</ol>'),
    Choice(
        "page numbers of references",
        css=".doc :is(.page-ref, .page-of, .contents span)::after { content: none }",
    ),
    Choice("notes in the margin", css=".doc .side { float: none; inline-size: auto; margin: 0 }"),
    Choice("tables", css=".doc :is(table, thead, tbody, tr, th, td) { display: block }"),
    Choice("borders", css=".doc, .doc * { border: 0 }"),
    Choice("pictures", pattern=r"<svg.*?</svg>"),
    Choice("hyphens", css=".doc, .doc * { hyphens: manual }"),
    Choice("tags", tagged=False),
    Choice("a collector at rest", collecting=True),
)


def measure_choices(document: PacketDocument, turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each choice: what the page takes without it, in seconds, and the ratio."""
    html = packet_html(document, edition_of(document))
    taken = Turns()
    with process() as call:
        call(set_page, html, CHOICES[0])  # loads what has to be loaded
        for turn in range(turns):
            say(f"Choices of the page, turn {turn + 1} of {turns}")
            for choice in CHOICES:
                taken.add(choice.name, call(set_page, html, choice))
    return [
        {
            "without": choice.name,
            "s": taken.median(choice.name),
            "whole ×": taken.ratio(WHOLE, choice.name),
        }
        for choice in CHOICES
    ]


def set_page(html: str, choice: Choice) -> float:
    """Seconds of the processor."""
    from weasyprint import CSS, HTML

    from benchmarks.documents import loaded

    fonts, sheets = loaded()
    less = CSS(string=f"@layer print {{ {choice.css} }}", font_config=fonts)
    page = re.sub(choice.pattern, "", html, flags=re.DOTALL) if choice.pattern else html
    variant = "pdf/ua-1" if choice.tagged else None
    return seconds(
        lambda: HTML(string=page).write_pdf(
            font_config=fonts, stylesheets=[*sheets, less], pdf_variant=variant
        ),
        clock=process_time,
        collecting=choice.collecting,
    )
