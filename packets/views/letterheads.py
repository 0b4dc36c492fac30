"""An organisation's name and logo, for the PDFs of one person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from packets.forms.letterheads import LetterheadForm
from packets.models import Letterhead


@require_http_methods(["GET", "POST"])
def letterhead(request):
    """The one in use, and the form for another."""
    before = Letterhead.objects.latest_of(request.user)
    form = LetterheadForm(request.POST or None, request.FILES or None, before=before)
    if form.is_valid():
        form.keep(request.user)
        messages.info(request, "The letterhead is kept. Ask for it where you ask for a PDF.")
        return redirect("letterhead")
    context = {"form": form, "before": before}
    status = 422 if form.errors else 200
    return render(request, "packets/letterhead.html", context, status=status)


@require_POST
def letterhead_remove(request):
    """Take it away, with the PDFs that carry it."""
    Letterhead.objects.usable_by(request.user).delete()
    messages.info(request, "There is no letterhead any more, nor a PDF that carries one.")
    return redirect("letterhead")


@cache_control(private=True, max_age=24 * 60 * 60, immutable=True)
@require_GET
def letterhead_logo(request, pk):
    found = get_object_or_404(Letterhead.objects.usable_by(request.user), pk=pk)
    if not found.logo:
        raise Http404
    return HttpResponse(bytes(found.logo), content_type="image/png")
