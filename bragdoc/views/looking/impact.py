"""What came of a project: four questions, answered once and written into its wins."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from bragdoc.forms.looking import ImpactAuditForm
from bragdoc.models import ImpactAudit, Project
from bragdoc.models.looking_back import NoRoom
from bragdoc.models.revisions import EditConflict


@require_http_methods(["GET", "POST"])
def impact_audit(request, slug):
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    kept = ImpactAudit.objects.visible_to(request.user).of_project(project).first()
    form = ImpactAuditForm(request.POST or None, instance=kept or ImpactAudit(project=project))
    if not form.is_valid():
        return audit_page(request, project, form, status=422 if form.errors else 200)
    try:
        form.save()
    except NoRoom as refused:
        form.add_error("entries", f"{refused} Shorten it there, or leave the win out.")
        return audit_page(request, project, form, status=422)
    except EditConflict as conflict:
        theirs = ImpactAuditForm(instance=conflict.current)
        return audit_page(request, project, form, theirs=theirs, status=409)
    count = len(form.cleaned_data["entries"])
    wins = "one win" if count == 1 else f"{count} wins"
    messages.info(request, f"Saved, and written into {wins}." if count else "Saved.")
    return redirect("impact-audit", slug)


def audit_page(request, project, form, *, theirs=None, status=200):
    return render(
        request,
        "bragdoc/impact_audit.html",
        {"project": project, "form": form, "theirs": theirs},
        status=status,
    )
