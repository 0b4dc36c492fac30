"""The outline of the builder: every part of a packet, with what it holds against its budget.

Pure over rows that are loaded already: no queries.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from packets.budgets import Held, Holdings, Pages
from packets.document import Condition, PacketDocument, Section, anchor_of
from packets.presets.document import PartKind, PresetDocument

OPENING = "Cover, summary, what next"
TITLES = {
    "opening": OPENING,
    "coverage": "Coverage",
    "gaps": "Gaps and answers",
    "conditions": "What was asked before",
}
"""Of the pages of the builder that are no section."""

MADE = "made for you"


class Part(NamedTuple):
    """A line of the outline. `page` is that of the builder on which it is written: a key of TITLES
    or of a section. `says` tells what it holds, `held` the same as figures where it has a budget.
    """

    page: str
    href: str
    title: str
    says: str
    held: Held | None = None
    is_section: bool = False
    is_current: bool = False


class Figure(NamedTuple):
    says: str
    is_over: bool = False


class Outline(NamedTuple):
    """`preset` is its name, `current` the page that is open, `figures` what the whole holds."""

    preset: str
    current: str
    whole: Held
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]


def holdings_of(packet, document: PacketDocument, pages: Pages | None = None) -> Holdings:
    """What the packet holds against its budgets, given as it is now `with_parts()`. `pages` are
    those of this document as it is, where they were set."""
    parts = {section.key: section.part for section in packet.sections.all()}
    return Holdings(document, packet.read_preset(), parts, pages)


def pages_set(rendering, content_hash: str) -> Pages | None:
    """The pages of a draft that has this content, where its last rendering, or None, is of it."""
    if rendering is None or not rendering.pages or rendering.content_hash != content_hash:
        return None
    return Pages(rendering.pages_of, rendering.pages)


def titles_of_pages(document: PacketDocument) -> dict[str, str]:
    """The pages of the builder by their key, in the order in which one reads the packet."""
    titles = {"opening": OPENING}
    sections = {anchor_of(each.key): each for each in document.sections}
    for anchor in document.reading_order():
        if section := sections.get(anchor):
            titles[section.key] = title_of(section)
        elif (page := anchor.removeprefix("part-")) in TITLES:
            titles[page] = TITLES[page]
    return titles


def part_of_page(document: PacketDocument, page: str) -> str:
    """The part that is written on a page of the builder, as budgets name it."""
    is_section = any(section.key == page for section in document.sections)
    return anchor_of(page) if is_section else f"part-{page}"


def address_of(packet, page: str) -> str:
    """Where a page of the builder is, by its key."""
    if page == "opening":
        return reverse("packet-detail", args=[packet.pk])
    if page in TITLES:
        return reverse(f"packet-{page}", args=[packet.pk])
    return reverse("packet-section", args=[packet.pk, page])


def title_of(section: Section) -> str:
    return section.title or "Without a title"


def outline(packet, holdings: Holdings, current: str) -> Outline:
    """The parts of the packet as they are read. `current` is the page that is open."""
    parts = list(_parts(packet, holdings))
    first = next((place for place, part in enumerate(parts) if part.page == current), None)
    if first is not None:
        parts[first] = parts[first]._replace(is_current=True)
    figures = tuple(_figures(holdings))
    return Outline(holdings.preset.name, current, holdings.whole, figures, tuple(parts))


def _figures(holdings: Holdings) -> Iterator[Figure]:
    """Words in any case; pages where they were set, or where they are what the budget counts."""
    whole, pages = holdings.whole, holdings.pages
    if whole.unit == "words" and whole.budget:
        span = f"{whole.used:,} of {whole.budget.most:,} words"
        yield Figure(f"{span}, {whole.over:,} over" if whole.over else span, bool(whole.over))
    else:
        yield Figure(counted(holdings.words, "words"))
    if whole.used is None:
        yield _likely(whole, holdings.likely_pages)
    elif whole.unit != "words":
        yield Figure(says(whole), bool(whole.over))
    elif pages:
        yield Figure(counted(pages.total, "pages"))


def _likely(whole: Held, pages: int | None) -> Figure:
    """What pages that nobody has set come to, where they are likely to be too many."""
    likely = whole._replace(used=pages)
    return Figure(f"about {says(likely)}", is_over=True) if likely.over else Figure(says(whole))


def _parts(packet, holdings: Holdings) -> Iterator[Part]:
    document = holdings.document
    opening = address_of(packet, "opening")
    yield _text(holdings, "ask", "Cover and ask", opening)
    yield _text(holdings, "thesis", "Thesis", opening)
    sections = {anchor_of(each.key): each for each in document.sections}
    for anchor in document.reading_order():
        name = anchor.removeprefix("part-")
        if section := sections.get(anchor):
            page = address_of(packet, section.key)
            held = holdings.of(anchor)
            told = says(held) if held.budget else _wins(section)
            yield Part(section.key, page, title_of(section), told, held, is_section=True)
        elif name in ("summary", "next"):
            title = {"summary": "Summary", "next": "What is next"}[name]
            if holdings.asked_of(anchor) or getattr(document, name):
                yield _text(holdings, anchor, title, opening)
        elif name == "coverage" and document.coverage:
            yield Part(name, address_of(packet, name), TITLES[name], _wanting(document))
        elif name == "gaps":
            held = holdings.of(anchor)
            yield Part(name, address_of(packet, name), TITLES[name], says(held), held)
        elif name == "conditions" and (document.conditions or holdings.asked_of(anchor)):
            yield Part(name, address_of(packet, name), TITLES[name], _answered(document.conditions))
    if document.layout == "booklet" and any(document.evidence()):
        preview = reverse("packet-preview", args=[packet.pk])
        yield Part("", f"{preview}#part-appendix", "Appendix", MADE)


def _text(holdings: Holdings, part: str, title: str, page: str) -> Part:
    held = holdings.of(part)
    return Part("opening", f"{page}#id_{part.removeprefix('part-')}", title, says(held), held)


def says(held: Held) -> str:
    """ "45 of 60", "168, 18 over", "2 of 3 to 5 wins"; "1 page at most" as long as pages are not
    set. Words go without their name, which the head of the outline gives."""
    budget = held.budget
    if budget is None:
        return counted(held.used or 0, held.unit)
    if held.used is None:
        return f"{counted(budget.most, budget.unit)} at most"
    if held.over:
        return f"{_named(f'{held.used:,}', held.unit)}, {held.over:,} over"
    is_span = budget.least and (held.short or held.unit == "wins")
    span = f"{budget.least:,} to {budget.most:,}" if is_span else f"{budget.most:,}"
    return f"{held.used:,} of {_named(span, held.unit)}"


def counted(number: int, unit: str) -> str:
    """ "1 word", "2 words"."""
    return f"{number:,} {unit[:-1] if number == 1 else unit}"


def _named(figure: str, unit: str) -> str:
    return figure if unit == "words" else f"{figure} {unit}"


def _wins(section: Section) -> str:
    return counted(len({evidence.entry for evidence in section.placed()}), "wins")


def _wanting(document: PacketDocument) -> str:
    wanting = sum(row.kind == "none" for row in document.coverage)
    return f"{wanting} without a win" if wanting else MADE


def _answered(conditions: tuple[Condition, ...]) -> str:
    if not conditions:
        return "nothing listed"
    count = sum(bool(one.answer.strip() or one.entries) for one in conditions)
    return f"{count} of {len(conditions)} answered"


def left_over(document: PacketDocument, preset: PresetDocument) -> list[str]:
    """What is written in the packet and has no part in a preset, sections aside: it would print at
    the end."""
    written: dict[str, tuple[PartKind, object]] = {
        "Summary": ("summary", document.summary),
        "Gaps and answers": ("gaps", document.gaps),
        "What was asked before": ("conditions", document.conditions),
        "What is next": ("next", document.next),
    }
    return [title for title, (kind, text) in written.items() if text and not preset.part(kind)]
