"""Two positions of a ladder side by side, and my own step among them."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from bragdoc.ladders.comparing import ComparedItem, compare
from bragdoc.ladders.document import LadderDocument, Position, Track
from bragdoc.models import LadderVersion, Placement
from bragdoc.models.lineage import match_versions
from bragdoc.views.ladders import find_version


class Side(NamedTuple):
    """One of the two positions. `name` tells it from the other in a sentence."""

    version: LadderVersion
    document: LadderDocument
    track: Track
    position: Position
    name: str = ""

    @property
    def key(self):
        return f"{self.track.slug}/{self.position.level}"

    @property
    def equivalents(self):
        """What the level is called elsewhere, by place."""
        levels = {level.slug: level.equivalents for level in self.document.levels}
        return levels[self.position.level]

    @property
    def says_more(self):
        """Whether the ladder says more of the position than its sentences."""
        place = self.position
        parts = (place.summary, place.criteria, place.signals, place.pitfalls, self.equivalents)
        return any(parts)


class Row(NamedTuple):
    """One row of a competency: a sentence, or all that is alike in one word."""

    kind: str
    item: ComparedItem | None = None


@require_GET
def level_diff(request):
    """From where I am to where I want to go, on the version I stand on."""
    placement = Placement.objects.of(request.user)
    if placement is None:
        return redirect("placement")
    version = placement.ladder_version
    query = {"from": placement.now, "to": placement.goal, "version": version.version}
    address = reverse("ladder-compare", args=[version.ladder.slug])
    return redirect(f"{address}?{urlencode(query, safe='/')}")


@require_GET
def ladder_compare(request, slug):
    version = find_version(request, slug)
    placement = Placement.objects.of(request.user)
    if placement and placement.ladder_version.ladder_id != version.ladder_id:
        placement = None
    visible = version.ladder.versions.visible_to(request.user).without_documents()
    versions = list(visible.newest_first())
    before, after, found = find_sides(request, version, versions, placement)
    claims = placement.claims if is_my_goal(placement, after) else None
    sides = (before.document, before.position, after.document, after.position)
    comparison = compare(*sides, found=found, claims=claims)
    narrowed = request.GET.get("show") == "different"
    context = {
        "before": before,
        "after": after,
        "comparison": comparison,
        "competencies": list(competencies_with_rows(comparison, narrowed)),
        "claims": claims,
        "narrowed": narrowed,
        "versions": versions,
        "newer": placement and placement.newer_version(request.user),
        "placement": placement,
    }
    return render(request, "bragdoc/ladder_compare.html", context)


def is_my_goal(placement, side):
    return placement and (placement.ladder_version, placement.goal) == (side.version, side.key)


def competencies_with_rows(comparison, narrowed):
    """(competency, its rows) of those that have any: all, or `narrowed` to what is different."""
    for competency in comparison.competencies:
        if rows := list(rows_of(competency, narrowed)):
            yield competency, rows


def rows_of(competency, narrowed):
    """What is new and reworded sentence by sentence, then the rest."""
    yield from (Row(item.kind, item) for item in competency.items if item.kind != "carried")
    if competency.rises and not competency.new:
        yield Row("rises")
    if competency.fallen:
        yield Row("falls")
    if competency.carried and not narrowed:
        yield Row("carried")
    elif not competency.is_different and not narrowed:
        yield Row(what_else(competency))


def what_else(competency):
    """The one word for a competency in which nothing differs and no sentence is carried."""
    if competency.after is None:
        return "absent"
    if competency.after.status == "not-applicable":
        return "na"
    return "silent" if competency.is_silent else "same-step"


def find_sides(request, version, versions, placement):
    """The two positions that the address asks for, and what of the one version is what in the
    other. An address may keep the name that a position has in the version it is compared with."""
    asked = request.GET.get("against") or version.version
    against = next((each for each in versions if each.version == asked), None)
    if against is None:
        raise Http404
    found = match_versions(against, version)
    first, last = start(placement, version)
    first, last = request.GET.get("from", first), request.GET.get("to", last)
    before = find_side(against, first, found.turned().position(first))
    after = find_side(version, last, found.position(last))
    return *told_apart(before, after), found


def start(placement, version):
    """Where to begin when the address does not say: my own step, else the first one there is."""
    if placement and placement.ladder_version == version:
        return placement.now, placement.goal
    track = version.read().tracks[0]
    first, second = (track.levels * 2)[:2]
    return f"{track.slug}/{first.level}", f"{track.slug}/{second.level}"


def find_side(version, *keys):
    document = version.read()
    for key in keys:
        for track, position in document.positions():
            if f"{track.slug}/{position.level}" == key:
                return Side(version, document, track, position)
    raise Http404


def told_apart(before, after):
    """Both with a name: their titles, with the track and the version where these are needed."""
    parts = []
    for side in (before, after):
        name = side.position.title
        if before.position.title == after.position.title and before.track.name != after.track.name:
            name += f" ({side.track.name})"
        if before.version != after.version:
            name += f" of version {side.version.version}"
        parts.append(side._replace(name=name))
    return parts
