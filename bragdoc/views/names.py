"""Projects and people: what I did on the checkout, what I did with Sam. Their pages are alike."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bragdoc.forms.bulk import BulkForm
from bragdoc.forms.names import MergeForm, RenameForm
from bragdoc.merging import KINDS, Merge, MergedMeanwhile, TwoAudits, merge, part
from bragdoc.models import Competency, Entry, Project
from bragdoc.paging import page_of
from bragdoc.views.log import one_page

PAGE = 100
BESIDE = 12  # people, projects and competencies that are named beside the wins
LAST = "merged"  # the last merge, in the session of who did it


def find(request, kind, slug):
    return get_object_or_404(KINDS[kind].objects.visible_to(request.user), slug=slug)


@require_GET
def name_list(request, kind):
    after = request.GET.get("after", "").replace("\0", "")
    named = KINDS[kind].objects.visible_to(request.user).with_wins().by_slug()
    names, last = page_of(named.after(after) if after else named, PAGE)
    return render(
        request,
        f"bragdoc/{kind}_list.html",
        {
            "names": names,
            "after": after,
            "more": last.slug if last else "",
            "detail": f"{kind}-detail",
        },
    )


@require_GET
def name_detail(request, kind, slug):
    return name_page(request, kind, find(request, kind, slug))


def name_page(request, kind, named, *, rename=None, merge=None, status=200):
    wins = wins_of(request.user, kind, named)
    return render(
        request,
        f"bragdoc/{kind}_detail.html",
        {
            "named": named,
            "kind": kind,
            "query": f"{kind}={named.slug}",
            "summary": wins.in_short(),
            "with": wins.most_with()[: BESIDE + 1],
            "on": wins.most_on()[:BESIDE],
            "competencies": wins.most_tagged()[:BESIDE],
            "rename": rename or RenameForm(named=named),
            "merge": merge or MergeForm(named=named),
            "bulk": BulkForm(author=request.user),
            **names_offered(request.user),
            **one_page(wins, request.GET.get("before", "")),
        },
        status=status,
    )


def names_offered(user):
    """(slug, name) of what several wins can be moved to and tagged with."""
    projects = Project.objects.visible_to(user).offered()
    taggable = Competency.objects.taggable_by(user).by_name()
    return {
        "projects": projects.values_list("slug", "name"),
        "taggable": taggable.values_list("slug", "name"),
    }


def wins_of(user, kind, named):
    wins = Entry.objects.visible_to(user)
    return wins.of_project(named.slug) if kind == "project" else wins.with_person(named.slug)


@require_POST
def name_rename(request, kind, slug):
    named = find(request, kind, slug)
    form = RenameForm(request.POST, named=named)
    if not form.is_valid() or not form.save():
        return name_page(request, kind, find(request, kind, slug), rename=form, status=422)
    messages.info(request, "Renamed.")
    return redirect(f"{kind}-detail", named.slug)


@require_POST
def name_merge(request, kind, slug):
    named = find(request, kind, slug)
    form = MergeForm(request.POST, named=named)
    if not form.is_valid():
        return name_page(request, kind, named, merge=form, status=422)
    gone, kept = form.pair()
    try:
        done = merge(gone, kept)
    except TwoAudits:
        form.add_error(None, "Both have an impact audit. Empty the answers of one of them first.")
        return name_page(request, kind, named, merge=form, status=422)
    except MergedMeanwhile:
        messages.info(request, "They were merged already, in another tab.")
        return redirect(f"{kind}-list")
    request.session[LAST] = done
    undo = reverse("merge-undo")
    messages.info(request, f"“{done.name}” is now part of “{kept}”.", extra_tags=undo)
    return redirect(f"{kind}-detail", kept.slug)


@require_POST
def merge_undo(request):
    """Make two again of what was merged last."""
    last = request.session.pop(LAST, None)
    if last is None:
        messages.info(request, "There is nothing to undo.")
        return redirect("project-list")
    last = Merge(*last)
    count, left = part(last, request.user)
    said = f"“{last.name}” is there again, with {count} win{'' if count == 1 else 's'}."
    if left:
        said += f" {left} more {'was' if left == 1 else 'were'} changed since, and left as found."
    messages.info(request, said)
    return redirect(f"{last.kind}-detail", last.slug)
