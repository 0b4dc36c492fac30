"""What becomes of a packet's sections when it follows another preset. Pure; no text is lost.

A section knows the key of its part. Under a preset that has the part it stands there; under one
that has not, it stays as the author's own at the end, if anything is written in it. Changed back,
it returns into its part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from packets.presets.document import PresetDocument, PresetPart


class Standing(NamedTuple):
    """A section as it is. `is_written` tells that its author put anything into it."""

    key: str
    title: str
    competency: str
    part: str
    is_written: bool


class Asked(NamedTuple):
    """A competency for which the goal asks something."""

    slug: str
    name: str


@dataclass(frozen=True)
class PresetChange:
    """What following `new` in place of `old` does to the sections."""

    old: PresetDocument
    new: PresetDocument
    parts: tuple[PresetPart, ...]
    """Of the new preset, those that get a section."""

    competencies: tuple[Asked, ...]
    """Those that get one."""

    removed: tuple[Standing, ...]
    """Empty, and of the old preset alone."""

    own: tuple[Standing, ...]
    """Written, and without a part in the new preset: at the end from now on."""

    returning: tuple[Standing, ...]
    """Without a part in the old preset, and with one in the new."""

    titles: dict[str, str]
    """By the key of a section that its author did not name, what the new preset calls it."""

    @property
    def adds(self) -> tuple[str, ...]:
        """The titles of the sections that come, in the order of the preset."""
        titles: list[str] = []
        for part in self.new.parts:
            if part.kind == "competencies":
                titles += (asked.name for asked in self.competencies)
            elif part in self.parts:
                titles.append(part.title)
        return tuple(titles)


def preset_change(
    sections: Iterable[Standing],
    old: PresetDocument,
    new: PresetDocument,
    asked: Sequence[Asked],
) -> PresetChange:
    """`asked` has the competencies of the goal in the order of the ladder."""
    standing = tuple(sections)
    leaves = [each for each in standing if _has_place(each, old) and not _has_place(each, new)]
    removed = tuple(each for each in leaves if not each.is_written and not _is_named(each, old))
    parts = {each.part for each in standing}
    competencies = {each.competency for each in standing}
    titles = {
        each.key: part.title
        for each in standing
        if (part := new.section(each.part))
        and part.title != each.title
        and not _is_named(each, old)
    }
    return PresetChange(
        old,
        new,
        parts=tuple(part for part in new.sections() if part.key not in parts),
        competencies=tuple(
            each for each in asked if new.part("competencies") and each.slug not in competencies
        ),
        removed=removed,
        own=tuple(each for each in leaves if each not in removed),
        returning=tuple(
            each for each in standing if _has_place(each, new) and not _has_place(each, old)
        ),
        titles=titles,
    )


def _has_place(section: Standing, preset: PresetDocument) -> bool:
    if section.competency:
        return preset.part("competencies") is not None
    return preset.section(section.part) is not None


def _is_named(section: Standing, preset: PresetDocument) -> bool:
    """Whether its author gave it a title of her own."""
    part = preset.section(section.part)
    return not section.competency and (part is None or section.title != part.title)
