"""The line as it is explained, and an entry as its line."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bragdoc.as_line import as_line
from bragdoc.capture.line.examples import COMPETENCIES, TOPICS
from bragdoc.capture.line.reading import pieces_of, read_line
from bragdoc.models import Entry


@login_not_required
@require_GET
def line_help(request):
    """Every token, with examples that are read by the grammar itself."""
    user = request.user
    context = {"today": user.today() if user.is_authenticated else timezone.localdate()}
    known = {"today": context["today"], "competencies": COMPETENCIES}
    context["topics"] = [
        (
            topic,
            [
                (pieces_of(example.line, **known), read_line(example.line, **known))
                for example in topic.examples
            ],
        )
        for topic in TOPICS
    ]
    return render(request, "bragdoc/line_help.html", context)


@login_not_required
@require_GET
def quick_ways(request):
    """The ways to a line from elsewhere: keys, addresses, a bookmark, the phone."""
    address = request.build_absolute_uri("/new/")
    bookmark = (
        f"javascript:void(open('{address}?title='+encodeURIComponent(document.title)"
        "+'&url='+encodeURIComponent(location.href)))"
    )
    context = {"address": address, "bookmark": bookmark}
    return render(request, "bragdoc/quick_ways.html", context)


@require_GET
def entry_line(request, pk):
    """An entry as the line that would be typed for it."""
    entry = get_object_or_404(Entry.objects.visible_to(request.user).for_display(), pk=pk)
    return render(request, "bragdoc/entry_line.html", {"entry": entry, "written": as_line(entry)})
