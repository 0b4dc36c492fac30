"""Why something of the ladder does not apply to me: written, changed, withdrawn and had back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import push_url

from bragdoc.forms.coverage import ReasonForm
from bragdoc.models import Competency, Expectation, NotApplicable, Placement
from bragdoc.models.not_applicable import ReasonConflict

WITHDRAWN = "withdrawn-reasons"  # in the session: what can be had back


@require_http_methods(["GET", "POST"])
def not_applicable(request, competency):
    reason = find_reason(request, competency)
    form = ReasonForm(request.POST or None, instance=reason)
    if not form.is_valid():
        return reason_page(request, form, status=422 if form.errors else 200)
    try:
        form.keep()
    except ReasonConflict as conflict:
        return reason_page(request, form, conflict=conflict, status=409)
    messages.info(request, "Saved. The reason will stand in your packets.")
    return redirect(way_back(request, competency))


def reason_page(request, form, *, conflict=None, status=200):
    page = "bragdoc/not_applicable.html"
    response = render(
        request,
        f"{page}#row" if request.htmx else page,
        {
            "form": form,
            "reason": form.instance,
            "conflict": conflict,
            "back": way_back(request, form.instance.competency.slug),
        },
        status=status,
    )
    return push_url(response, False)


def find_reason(request, slug):
    """The reason that the address is about, or a new one. What one's ladder version does not state
    is not found."""
    placement = Placement.objects.of(request.user)
    version = placement and placement.ladder_version
    competency = get_object_or_404(Competency.objects.stated_in(version), slug=slug)
    expectation = None
    if asked := request.GET.get("expectation"):
        stated = Expectation.objects.stated_in(version).of_competencies([competency])
        expectation = get_object_or_404(stated, slug=asked.replace("\0", ""))
    told = NotApplicable.objects.visible_to(request.user).about(competency, expectation)
    return told.first() or NotApplicable(
        person=request.user, competency=competency, expectation=expectation
    )


def way_back(request, competency):
    """Coverage as it was filtered, at the competency."""
    query = request.GET.copy()
    query.pop("expectation", None)
    address = f"{reverse('coverage')}?{query.urlencode()}" if query else reverse("coverage")
    return f"{address}#{competency}"


@require_POST
def not_applicable_withdraw(request, competency):
    reason = find_reason(request, competency)
    if reason.pk:
        reason.delete()
        key = request.get_full_path().replace("withdraw/", "restore/")
        request.session[WITHDRAWN] = {**request.session.get(WITHDRAWN, {}), key: reason.reason}
        messages.info(request, "The reason is withdrawn.", extra_tags=key)
    return redirect(way_back(request, competency))


@require_POST
def not_applicable_restore(request, competency):
    """Have back what was withdrawn in this session, unless another reason was written since."""
    reason = find_reason(request, competency)
    withdrawn = request.session.get(WITHDRAWN, {}).get(request.get_full_path())
    if withdrawn is None:
        raise Http404
    if not reason.pk:
        reason.reason = withdrawn
        reason.keep(revision=0)
    return redirect(way_back(request, competency))
