"""What rows say of the parts of a ladder, and which parts they need not say: shared by reading and
writing, so that what is left out is what is filled in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bragdoc.ladders.naming import FreeSlugs, derived_slug

# The fields of a part that stand in columns, for each kind of row. All its other fields stand
# together in `details`, by the names that they have in a ladder file.
FIELDS: dict[str, dict[str, str]] = {
    "ladder": {"title": "name", "slug": "slug", "expectation": "summary"},
    "document": {},
    "level": {"level": "name", "slug": "slug", "expectation": "summary"},
    "scale": {"title": "name", "slug": "slug"},
    "track": {"track": "name", "slug": "slug", "expectation": "summary"},
    "position": {"title": "title", "expectation": "summary"},
    "area": {"area": "name", "slug": "slug", "expectation": "summary"},
    "competency": {"competency": "name", "slug": "slug", "expectation": "summary"},
    "cell": {"expectation": "summary", "examples": "examples"},
    "expectation": {"slug": "slug", "expectation": "text", "examples": "examples"},
}
NOT_APPLICABLE = "n/a"  # in place of an expectation
NO_AREA = "Competencies"  # the area of competencies without one


type Path = tuple[str, ...]  # the name of a part, after the name of what it stands in


class Named(NamedTuple):
    slug: str
    name: str


ONLY_TRACK = Named("main", "Main")  # of a ladder without tracks


class Names:
    """The parts of one kind, by what a cell may call them: a slug, or a name that no other has.

    Parts that no row of their own declares have no slugs to be called by.
    """

    def __init__(self, parts: Iterable[Named], declared: bool):
        parts = list(parts)
        self.slugs = {part.slug for part in parts} if declared else set()
        self.by_name: dict[str, list[str]] = {}
        for part in parts:
            self.by_name.setdefault(same_name(part.name), []).append(part.slug)

    def slug(self, text: str) -> str | None:
        if text in self.slugs:
            return text
        found = self.by_name.get(same_name(text), [])
        return found[0] if len(found) == 1 else None

    def called(self, part: Named) -> str:
        """What a cell calls the part: the name, where that leads back to it."""
        return part.name if self.slug(part.name) == part.slug else part.slug


def same_name(name: str) -> str:
    """Two names are one when they differ in case and spaces alone."""
    return " ".join(name.casefold().split())


def same_path(path: Path) -> Path:
    return tuple(map(same_name, path))


def implied(paths: Iterable[Path]) -> dict[Path, Named]:
    """The parts that rows name without declaring them, in the order in which they first appear."""
    free = FreeSlugs(())
    found: dict[Path, Named] = {}
    for path in paths:
        if (same := same_path(path)) not in found:
            found[same] = Named(free.take(derived_slug(path[-1])), path[-1])
    return found


def implied_positions(
    levels: Sequence[str],
    named_with: Mapping[str, set[str]],
    titles: Mapping[tuple[str, str], str],
) -> dict[str, list[dict | str]]:
    """The positions of each track of a sheet that declares none, as in a ladder file.

    `named_with` has the levels that rows name together with a track. A level that never is stands
    on every track. `titles` are by (track or "", level).
    """
    placed = set().union(*named_with.values())
    positions: dict[str, list[dict | str]] = {}
    for track, own in named_with.items():
        rungs = [level for level in levels if level in own or level not in placed]
        given = [titles.get((track, rung)) or titles.get(("", rung)) for rung in rungs]
        positions[track] = [
            {"level": rung, "title": title} if title else rung
            for rung, title in zip(rungs, given, strict=True)
        ]
    return positions
