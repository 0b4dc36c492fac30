"""The preset of a packet that is brought: one of the same name, with its parts as the packet has
them."""

from collections.abc import Iterable, Iterator, Set

from packets.document import PacketDocument
from packets.presets.document import MOST_PARTS, PartKind, PresetDocument, PresetPart

_KINDS: dict[str, PartKind] = {
    "part-summary": "summary",
    "part-claims": "coverage",
    "part-coverage": "coverage",
    "part-gaps": "gaps",
    "part-conditions": "conditions",
    "part-next": "next",
}


def preset_named(
    document: PacketDocument, offered: Iterable[PresetDocument]
) -> PresetDocument | None:
    """The first of the packet's name, or None."""
    return next((preset for preset in offered if preset.name == document.preset), None)


def preset_of(
    document: PacketDocument, named: PresetDocument | None, own: Set[str]
) -> PresetDocument | None:
    """What the draft follows, so that it prints in the packet's order and layout; None for the
    default. Guidance and budgets come from `named`, where there is one. `own` has the keys of the
    sections that are the author's own in the draft."""
    if not document.preset and not document.order and document.layout == "booklet":
        return None
    base = named or PresetDocument(
        slug="brought",
        name=document.preset.strip() or document.title.strip()[:120],
        parts=(PresetPart(kind="ask"), PresetPart(kind="thesis")),
    )
    before = [part for part in base.parts if part.kind in ("ask", "thesis")]
    parts = [part for part in _parts(document, base, own) if _stands(document, named, part.kind)]
    parts = [*before, *parts][:MOST_PARTS]
    return base.model_copy(update={"layout": document.layout, "parts": tuple(parts)})


def _stands(document: PacketDocument, named: PresetDocument | None, kind: PartKind) -> bool:
    """Whether the preset has a part of this kind: as the one of the name has it, or because the
    packet has something there. No coverage at all means that it is not to be shown."""
    held: dict[PartKind, object] = {
        "summary": document.summary or named is None,
        "coverage": document.coverage or document.claims,
        "gaps": document.gaps or named is None,
        "conditions": document.conditions or named is None,
        "next": document.next or named is None,
    }
    return bool(held.get(kind, True) or (named and named.part(kind)))


def _parts(document: PacketDocument, base: PresetDocument, own: Set[str]) -> Iterator[PresetPart]:
    """One for each kind and for each section of the author's own, in the order of the packet."""
    sections = {f"section-{section.key}": section for section in document.sections}
    kinds = set()
    for anchor in document.reading_order():
        section = sections.get(anchor)
        if section and section.key in own:
            bare = PresetPart(kind="section", key=section.key, title=section.title)
            yield base.section(section.key) or bare
            continue
        kind: PartKind = "competencies" if section else _KINDS[anchor]
        if kind not in kinds:
            kinds.add(kind)
            yield base.part(kind) or PresetPart(kind=kind)
