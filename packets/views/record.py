"""The record of a review, for its author and for who reviews the packet: a page and files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from packets.exports.html import titled_parts
from packets.models import Comment, Packet, RatingSheet, Version
from packets.models.versions import name_of_file
from packets.ratings import rateable, side_by_side
from packets.reviewing.record import (
    Moved,
    Rated,
    Record,
    Remark,
    Said,
    SharedVersion,
    Took,
    record_json,
    record_markdown,
)

FORMS = {
    "md": ("text/markdown; charset=utf-8", record_markdown),
    "json": ("application/json", record_json),
}


@never_cache
@require_GET
def packet_record(request, pk):
    packet = reviewed(request, pk)
    with_open = "open" in request.GET
    context = {
        "packet": packet,
        "record": record_of(request, packet, with_open=with_open),
        "role": packet.role_of(request.user),
        "with_open": with_open,
    }
    return render(request, "packets/packet_record.html", context)


@never_cache
@require_GET
def record_export(request, pk, form):
    """The record as Markdown or JSON."""
    packet = reviewed(request, pk)
    if form not in FORMS:
        raise Http404
    content_type, write = FORMS[form]
    record = record_of(request, packet, with_open="open" in request.GET)
    name = f"{name_of_file(record.title)}-record.{form}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(record), content_type=content_type, headers=disposition)


def reviewed(request, pk):
    """A packet that this person wrote or reviews now. Who did so once has no record of it."""
    packets = Packet.objects.movable_by(request.user).select_related("author")
    packet = get_object_or_404(packets, pk=pk)
    if packet.role_of(request.user) is None:
        raise Http404
    return packet


def record_of(request, packet, *, with_open):
    """What this person may see of the review; open comments where they are asked for."""
    readable = Version.objects.visible_to(request.user).of_packet(packet)
    versions = list(readable.select_related("label").newest_first())[::-1]
    documents = {version.number: version.document() for version in versions}
    latest = documents[versions[-1].number] if versions else None
    events = packet.events.visible_to(request.user).newest_first()
    reviewers = packet.reviewers.who_took_part().oldest_first()
    return Record(
        title=latest.title if latest else packet.title,
        author=latest.author if latest else str(packet.author),
        asks=latest.goal.label if latest else "",
        state=packet.get_state_display(),
        versions=tuple(map(shared, versions)),
        reviewers=tuple(map(took, reviewers)),
        moves=tuple(map(moved, reversed(events))),
        ratings=tuple(rated(request, versions, documents)),
        remarks=tuple(remarks(request, packet, documents, with_open=with_open)),
    )


def shared(version):
    at = timezone.localtime(version.frozen_at)
    return SharedVersion(version.number, version.name, version.content_hash, at)


def took(reviewer):
    until = timezone.localtime(reviewer.ended_at) if reviewer.ended_at else None
    to = reviewer.handed_to.name if reviewer.handed_to else ""
    since = timezone.localtime(reviewer.answered_at)
    return Took(reviewer.name, reviewer.get_role_display(), since, until, to)


def moved(event):
    decision = getattr(event, "decision", None)
    asked = tuple(decision.conditions) if decision else ()
    again_on = decision.again_on if decision else None
    at = timezone.localtime(event.made_at)
    return Moved(at, str(event.by), event.did, event.version, event.note, asked, again_on)


def rated(request, versions, documents):
    """The given ratings that this person may see, version by version."""
    sheets = RatingSheet.objects.visible_to(request.user).given().first_given_first()
    found = list(sheets.of_versions(versions))
    for version in versions:
        given = [sheet for sheet in found if sheet.version_id == version.pk]
        if given:
            people = tuple(str(sheet.rater) for sheet in given)
            said = [(sheet.ratings, sheet.notes) for sheet in given]
            rows = side_by_side(rateable(documents[version.number]), said)
            yield Rated(version.number, people, tuple(rows))


def remarks(request, packet, documents, *, with_open):
    """What was said to all, as far as it is resolved; what is open too, where it is asked for."""
    threads = Comment.objects.threads_seen_by(request.user).of_packet(packet).said_to_all()
    titled = {number: titled_parts(document) for number, document in documents.items()}
    for thread in threads if with_open else threads.resolved():
        titles = titled[thread.version.number]
        anchors = (f"section-{thread.section}", f"part-{thread.section}")
        title = next((titles[anchor] for anchor in anchors if anchor in titles), "The opening")
        said = [thread, *thread.replies.all()]
        yield Remark(
            version=thread.version.number,
            part=title,
            quote=thread.quote,
            said=tuple(one_said(each) for each in said if not each.discarded_at),
            resolved_by=str(thread.resolved_by or "") if thread.resolved_at else "",
            resolved_at=timezone.localtime(thread.resolved_at) if thread.resolved_at else None,
        )


def one_said(comment):
    return Said(timezone.localtime(comment.made_at), str(comment.author), comment.text)
