"""Reading a ladder: whole, one level, one competency. Choosing one's place on it."""

from itertools import groupby, pairwise

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.ladders import PlacementForm
from bragdoc.ladders.document import UnknownCompetency, UnknownPosition
from bragdoc.ladders.expected import expected
from bragdoc.models import Ladder, LadderImport, LadderVersion, Placement
from bragdoc.numbers import whole_number
from bragdoc.tags.retired import retired_keys


@require_GET
def ladder_list(request):
    versions = LadderVersion.objects.visible_to(request.user).by_name().without_documents()
    waiting = LadderImport.objects.editable_by(request.user).waiting().count()
    context = {"versions": versions, "waiting": waiting}
    return render(request, "bragdoc/ladder_list.html", context)


def find_version(request, slug):
    """The version that the address asks for, else the one I am placed on, else the newest."""
    versions = LadderVersion.objects.visible_to(request.user).of_ladder(slug).without_documents()
    if "version" in request.GET:
        versions = versions.of_name(request.GET["version"].replace("\0", ""))
    else:
        placement = Placement.objects.of(request.user)
        if placement and placement.ladder_version.ladder.slug == slug:
            return placement.ladder_version
    newest = versions.newest_first().first()
    if newest is None:
        raise Http404
    return newest


def find_track(request, document):
    """The track that the address asks for, else the first."""
    asked = request.GET.get("track")
    return next((track for track in document.tracks if track.slug == asked), document.tracks[0])


@require_GET
def ladder_detail(request, slug):
    version = find_version(request, slug)
    document = version.read()
    track = find_track(request, document)
    asked = [expected(document, position) for position in track.levels]
    return render(
        request,
        "bragdoc/ladder_detail.html",
        {
            "version": version,
            "document": document,
            "track": track,
            # One row a competency, one cell a position.
            "rows": list(zip(*asked, strict=True)),
            "may_edit": Ladder.objects.editable_by(request.user).contains(version.ladder),
            "names_editors": Ladder.objects.governed_by(request.user).contains(version.ladder),
        },
    )


@require_GET
def ladder_level(request, slug, track, level):
    version = find_version(request, slug)
    document = version.read()
    try:
        position = document.position(track, level)
    except UnknownPosition as unknown:
        raise Http404 from unknown
    on_track = next(t for t in document.tracks if t.slug == track)
    asked = expected(document, position)
    return render(
        request,
        "bragdoc/ladder_level.html",
        {
            "version": version,
            "document": document,
            "track": on_track,
            "position": position,
            "areas": [(name, list(of)) for name, of in groupby(asked, lambda c: c.area_name)],
            "asks_my_claims": asks_claims_of(request.user, version, position),
            "below": next((a for a, b in pairwise(on_track.levels) if b == position), None),
            "above": next((b for a, b in pairwise(on_track.levels) if a == position), None),
        },
    )


def asks_claims_of(user, version, position):
    """Whether this is the person's goal, and one for which she chooses the steps she claims."""
    mine = Placement.objects.of(user)
    is_goal = mine and mine.ladder_version == version and mine.goal_position() == position
    return bool(is_goal and mine.asks_claims())


@require_GET
def ladder_competency(request, slug, competency):
    version = find_version(request, slug)
    document = version.read()
    try:
        found = document.competency(competency)
    except UnknownCompetency as unknown:
        raise Http404 from unknown
    tracks = [track for track in document.tracks if found.applies_to(track.slug)]
    return render(
        request,
        "bragdoc/ladder_competency.html",
        {
            "version": version,
            "document": document,
            "competency": found,
            "tracks": tracks,
            "steps": steps_of(document, found),
        },
    )


def steps_of(document, competency):
    """(name, its cells) of every step of a competency, lowest first. A cell is (the track it holds
    for or None, the cell, what it states)."""
    scale = next((scale for scale in document.scales if scale.slug == competency.scale), None)
    tracks = [None, *(track for track in document.tracks if competency.applies_to(track.slug))]
    steps = []
    for step in scale.steps if scale else document.levels:
        keys = [(track, f"{track.slug}/{step.slug}" if track else step.slug) for track in tracks]
        found = [(track, key) for track, key in keys if key in competency.expect]
        cells = [(competency.expect[key], key, track) for track, key in found]
        steps.append((step, [(track, cell, cell.stated(key)) for cell, key, track in cells]))
    return steps


@require_http_methods(["GET", "POST"])
def placement(request):
    """Where I am, what I aim for, since when. The ladder is chosen first, by the address."""
    versions = LadderVersion.objects.visible_to(request.user).without_documents()
    present = Placement.objects.of(request.user)
    newer = present.newer_version(request.user) if present and "ladder" not in request.GET else None
    retired = len(retired_keys(request.user, present))
    version = chosen_version(request, versions, present)
    form = version and placement_form(request, present, version)
    if form and form.is_valid():
        form.save()
        messages.info(request, "Saved. Coverage now looks at this goal.")
        return redirect("claims" if form.instance.asks_claims() else "coverage")
    return render(
        request,
        "bragdoc/placement.html",
        {
            "versions": versions.published().by_name(),
            "version": version,
            "form": form,
            "placement": present,
            "newer": newer,
            "retired": retired,
        },
        status=422 if form and form.errors else 200,
    )


def chosen_version(request, versions, present):
    """The published version that the address asks for, else the one I stand on."""
    asked = request.GET.get("ladder", "")
    if not asked or (present and asked == str(present.ladder_version_id)):
        return present and present.ladder_version
    return get_object_or_404(versions.published(), pk=whole_number(asked))


def placement_form(request, present, version):
    instance = present or Placement(person=request.user)
    instance.stand_on(version)
    return PlacementForm(request.POST or None, instance=instance)


@require_POST
def placement_move(request, pk):
    """Take my place over to another version of its ladder, or ask for what is not in it."""
    versions = LadderVersion.objects.visible_to(request.user).published().without_documents()
    version = get_object_or_404(versions, pk=pk)
    present = Placement.objects.of(request.user)
    if present is None or present.ladder_version.ladder_id != version.ladder_id:
        raise Http404
    try:
        present.move_to(version)
    except UnknownPosition:
        gone = f"Version {version.version} does not have every position of yours."
        messages.warning(request, f"{gone} Choose again what is empty here.")
        return redirect(f"{reverse('placement')}?ladder={version.pk}")
    messages.info(
        request, f"You now stand on version {version.version}. Your wins keep their tags."
    )
    return redirect("coverage")
