"""The review: a version as its readers see it, comments on its sections, and the moves."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bragdoc.coverage.covered import KINDS
from bragdoc.coverage.pieces import competency_rows, month_rows
from bragdoc.coverage.proof import RULE
from bragdoc.numbers import whole_number
from packets.comparing.differences import differences
from packets.coverage import covered
from packets.exports.html import packet_context
from packets.forms.ratings import RatingForm
from packets.models import Decision, Packet, RatingSheet, Share, Version
from packets.ratings import Scale, rateable, side_by_side
from packets.review import MOVES, IllegalMove
from packets.sharing import move_packet
from packets.views.loading import readable
from packets.views.packets import PAGE, share_page
from packets.views.threads import beside


@require_GET
def review_list(request):
    """What is shared with me, each packet once, the newest first."""
    shares = Share.objects.of_reader(request.user).latest_of_each_packet().newest_first()
    if before := whole_number(request.GET.get("before", "")):
        shares = shares.before(before)
    page = list(shares.for_display()[: PAGE + 1])
    return render(
        request,
        "packets/review_list.html",
        {"shares": page[:PAGE], "older": page[PAGE - 1].pk if len(page) > PAGE else None},
    )


@require_GET
def version_detail(request, pk, number):
    version = readable(request, pk, number)
    Share.objects.of_reader(request.user).of_version(version).open()
    return version_page(request, version)


def version_page(request, version, *, rating=None, status=200, **refused):
    """The version with its comments and ratings. What could not be taken stands in it again:
    `refused`, a comment form, `refused_move`, the move with its note and the problem, or `rating`,
    the form, with `theirs` where others were kept meanwhile."""
    document = version.document()
    printed = packet_context(document, version.edition())
    context = {
        **printed,
        **refused,
        **among_others(request, version, document),
        **part_in(request, version.packet),
        "version": version,
        "packet": version.packet,
        **beside(request, version, document, version.packet.role_of(request.user)),
        "ratings": ratings_of(request, version, document, rating),
    }
    return render(request, "packets/version_detail.html", context, status=status)


def among_others(request, version, document):
    """The other versions that this person may read, and what changed since the one before."""
    others = version.others_visible_to(request.user)
    before = next((other for other in others if other.number < version.number), None)
    return {
        "others": others,
        "before": before,
        "changes": differences(before.document(), document) if before else None,
        "is_latest": all(other.number < version.number for other in others),
    }


def part_in(request, packet):
    """What this person may do with the packet, and what was done."""
    events = packet.events.visible_to(request.user).newest_first()
    return {
        "role": packet.role_of(request.user),
        "moves": packet.moves_open_to(request.user),
        "events": [(MOVES[event.move].label, event) for event in events],
    }


def ratings_of(request, version, document, form):
    """The ratings that this person may see, beside the fields of their own."""
    competencies = rateable(document)
    sheets = RatingSheet.objects.visible_to(request.user).of_version(version).first_given_first()
    own = next((sheet for sheet in sheets if sheet.rater == request.user), None)
    others = [sheet for sheet in sheets if sheet.rater != request.user]
    own = own or RatingSheet(version=version, rater=request.user, revision=0)
    form = form or RatingForm(instance=own, competencies=competencies)
    rows = side_by_side(competencies, [(each.ratings, each.notes) for each in (*others, own)])
    fields = form.rows()
    return {
        "form": form,
        "others": others,
        "own": own,
        "scale": list(Scale),
        "rows": [(row, row.said[:-1], *fields[row.competency]) for row in rows],
    }


@require_GET
def version_coverage(request, pk, number):
    """The coverage of a version, from its document alone: for whoever may read the version."""
    version = readable(request, pk, number)
    Share.objects.of_reader(request.user).of_version(version).open()
    page = reverse("version-detail", args=[pk, number])
    coverage = covered(version.document(), f"{page}#section-{{}}".format)
    alone = request.GET.get("kind") if request.GET.get("kind") in KINDS else ""
    return render(
        request,
        "packets/version_coverage.html",
        {
            "version": version,
            "packet": version.packet,
            "role": version.packet.role_of(request.user),
            "covered": coverage,
            "alone": alone,
            "rows": competency_rows(coverage.narrowed(alone)),
            "months": month_rows(coverage),
            "rule": RULE,
        },
    )


@require_POST
def packet_move(request, pk, move):
    """Make a move of the table. One that is not open now says why and changes nothing."""
    packet = get_object_or_404(Packet.objects.movable_by(request.user), pk=pk)
    if move not in MOVES:
        raise Http404
    sent = {
        "note": request.POST.get("note", "").replace("\0", ""),
        "conditions": request.POST.get("conditions", "").replace("\0", ""),
        "again_on": day_of(request.POST.get("again_on", "")),
    }
    number = whole_number(request.POST.get("version", ""))
    try:
        event = move_packet(packet, move, by=request.user, version=number, **sent)
    except IllegalMove as problem:
        return move_refused(request, packet, {"name": move, "problem": problem, **sent})
    messages.info(request, MOVES[move].done)
    if event.move in ("withdraw", "reopen"):
        return redirect("packet-detail", pk)
    return redirect("version-detail", pk, event.version)


def day_of(text):
    """The day that a field of a form names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_POST
def decision_plan(request, pk):
    """Make goals of what a postponement asks for."""
    decision = get_object_or_404(Decision.objects.plannable_by(request.user), pk=pk)
    decision.plan(request.user)
    messages.info(request, "They are goals of this quarter.")
    return redirect("goal-list")


def move_refused(request, packet, refused):
    """The page that the move is made on, as it is now, with what was typed."""
    versions = Version.objects.visible_to(request.user).for_reading().of_packet(packet)
    latest = versions.newest_first().first()
    if latest is None or refused["name"] == "submit":
        return share_page(request, packet.pk, refused_move=refused, status=409)
    return version_page(request, latest, refused_move=refused, status=409)
