"""The preset of a packet that is brought: one of the same name, with its parts as the packet has
them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count

from packets.document import PacketDocument, Section
from packets.presets.document import KEY_LIMIT, MOST_PARTS, PartKind, PresetDocument, PresetPart

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


def parts_of(named: PresetDocument | None, sections: Sequence[Section]) -> dict[str, PresetPart]:
    """The part of each of these sections, by the section's key. A file does not say which it was:
    it is the one of the same key, else of the same title, else a new one."""
    left = {part.key: part for part in named.sections()} if named else {}
    taken = {*left, *(section.key for section in sections)}
    found = {each.key: left.pop(each.key) for each in sections if each.key in left}
    for section in sections:
        if section.key not in found:
            alike = next((key for key, part in left.items() if part.title == section.title), "")
            found[section.key] = left.pop(alike) if alike else _bare_part(section, taken)
            taken.add(found[section.key].key)
    return found


def _bare_part(section: Section, taken: Container[str]) -> PresetPart:
    """A part without guidance and budget. The key of a section may be longer than that of a
    part."""
    key = section.key
    if len(key) > KEY_LIMIT:
        key = next(short for n in count(1) if (short := f"section-{n}") not in taken)
    return PresetPart(kind="section", key=key, title=section.title)


def preset_of(
    document: PacketDocument, named: PresetDocument | None, own: Mapping[str, PresetPart]
) -> PresetDocument | None:
    """What the draft follows, so that it prints in the packet's order and layout; None for the
    default. Guidance and budgets come from `named`, where there is one. `own` has the part
    of each section that is the author's own in the draft, by the section's key."""
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


def _parts(
    document: PacketDocument, base: PresetDocument, own: Mapping[str, PresetPart]
) -> Iterator[PresetPart]:
    """One for each kind and for each section of the author's own, in the order of the packet."""
    sections = {f"section-{section.key}": section for section in document.sections}
    kinds = set()
    for anchor in document.reading_order():
        section = sections.get(anchor)
        if section and section.key in own:
            yield own[section.key]
            continue
        kind: PartKind = "competencies" if section else _KINDS[anchor]
        if kind not in kinds:
            kinds.add(kind)
            yield base.part(kind) or PresetPart(kind=kind)
