"""Versions beside each other: what changed between any two, and what their author calls them."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from packets.comparing.differences import differences
from packets.compose import compose
from packets.forms.review import VersionLabelForm
from packets.models import Packet, Share, Version, VersionLabel
from packets.views.loading import draft
from packets.views.reading import last_opened
from packets.views.visits import noted

DRAFT = "draft"  # in the address, in the place of a number


class Choice(NamedTuple):
    """What can be compared, a version or the author's draft, for which there is no `version`."""

    value: str
    version: Version | None = None


@never_cache
@require_GET
def version_compare(request, pk):
    """What changed between two versions that this person may read; for their author, between a
    version and the draft."""
    packet = get_object_or_404(Packet.objects.movable_by(request.user), pk=pk)
    versions = Version.objects.visible_to(request.user).of_packet(packet)
    before = [Choice(str(v.number), v) for v in versions.for_choosing().newest_first()]
    is_author = packet.author_id == request.user.pk
    after = [Choice(DRAFT), *before] if is_author else before
    context = {
        "packet": packet,
        "is_author": is_author,
        "title": packet.title if is_author else before[0].version.title,
        "before": before,
        "after": after,
    }
    if before:
        from_, to = chosen(request, before, after)
        context |= {"from": from_, "to": to, "differences": between(request, packet, from_, to)}
    return render(request, "packets/version_compare.html", context)


def chosen(request, before, after):
    """The two that the address names, or the last two; for a reviewer, the newest and the last
    one that he opened before it. One that is not offered is not found."""
    the_last = after[0] if len(before) == 1 else before[0]
    to = offered(request.GET.get("to"), after) or the_last
    older = before if to.value == DRAFT else before[before.index(to) + 1 :]
    return offered(request.GET.get("from"), before) or last_seen(request, older) or to, to


def offered(value, choices):
    """The choice of this value; None where no value is given."""
    found = next((choice for choice in choices if choice.value == value), None)
    if value and not found:
        raise Http404
    return found


def last_seen(request, older):
    """The last of these that a reader opened, else the newest of them; None where there is none."""
    opened = last_opened(request, [choice.version for choice in older])
    return next((choice for choice in older if choice.version == opened), next(iter(older), None))


def between(request, packet, from_, to):
    """What changed from the one to the other; None where they are the same. For a reader, both
    count as opened."""
    if from_ == to:
        return None
    versions = [choice.version for choice in (from_, to) if choice.version]
    documents = Version.objects.visible_to(request.user).documents_of(versions)
    Share.objects.of_reader(request.user).of_versions(versions).open()
    for version in versions:
        noted(request, version)
    latest = documents[to.version.pk] if to.version else compose(draft(request, packet.pk))
    return differences(documents[from_.version.pk], latest)


@require_http_methods(["GET", "POST"])
def version_label(request, pk, number):
    """Name a version, name it otherwise, or take its name away."""
    versions = Version.objects.editable_by(request.user).for_choosing()
    version = get_object_or_404(versions, packet__id=pk, number=number)
    if request.POST.get("do") == "remove":
        VersionLabel.objects.put(version, "")
        messages.info(request, f"{version} has no name any more.")
        return redirect(version)
    label = getattr(version, "label", None) or VersionLabel(version=version)
    form = VersionLabelForm(request.POST or None, instance=label)
    if form.is_valid():
        VersionLabel.objects.put(version, form.cleaned_data["text"])
        messages.info(request, f"{version} is named “{form.cleaned_data['text']}”.")
        return redirect(version)
    context = {"version": version, "form": form, "kept": label.pk}
    status = 422 if form.errors else 200
    return render(request, "packets/version_label.html", context, status=status)
