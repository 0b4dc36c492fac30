"""Coverage: what my goal asks, and the wins behind each sentence of it."""

from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import push_url

from bragdoc.coverage.covering import cover, what_is_asked
from bragdoc.coverage.pieces import competency_rows, month_rows
from bragdoc.coverage.proof import RULE
from bragdoc.coverage.table import coverage_csv
from bragdoc.day_place import DayPlace, read_place
from bragdoc.forms.coverage import CoverageForm, PeriodForm
from bragdoc.ladders.document import UnknownCompetency
from bragdoc.models import Entry, Placement
from bragdoc.tags.retired import retired_keys
from bragdoc.views.log import PAGE

FEW = 8  # wins that open below a row; the others are on their page


@require_GET
def coverage(request):
    placement = Placement.objects.of(request.user)
    if placement is None:
        return render(request, "bragdoc/coverage_start.html", {})
    form, covered = asked_for(request, placement)
    return render(
        request,
        "bragdoc/coverage.html",
        {
            "placement": placement,
            "now": placement.now_position(),
            "goal": placement.goal_position(),
            "form": form,
            "covered": covered,
            "rows": competency_rows(covered.narrowed(form.kind), own=ways_on(form)),
            "months": month_rows(covered, log=f"{reverse('entry-list')}?competency="),
            "rule": RULE,
            "retired": len(retired_keys(request.user, placement)),
        },
    )


@require_GET
def coverage_table(request):
    placement = Placement.objects.of(request.user)
    if placement is None:
        raise Http404
    form, covered = asked_for(request, placement)
    response = HttpResponse(
        coverage_csv(covered.narrowed(form.kind)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
    return response


def asked_for(request, placement):
    """The form of the address, and the coverage of its months and its area."""
    areas = {asked.gap.area: asked.gap.area_name for asked in what_is_asked(placement)}
    form = CoverageForm(request.GET, today=request.user.today(), areas=areas)
    covered = cover(request.user, placement, form.months, addresses(form))
    return form, covered.within(form.area)


def addresses(form):
    """Where the wins of these months are shown: of a competency, or of one of its sentences."""

    @cache
    def of(competency):
        return f"{reverse('coverage-evidence', args=[competency])}?{form.period_query()}"

    def address(competency, sentence):
        return f"{of(competency)}&expectation={sentence}" if sentence else of(competency)

    return address


def ways_on(form):
    """What the author can do from a row: see `competency_rows`."""
    untold = {"sentence": "none", "from": form.months.first, "to": form.months.last}
    return {
        "untold": f"{reverse('entry-list')}?{urlencode(untold)}&competency=",
        "reason": reverse("not-applicable", args=["-"]).removesuffix("-/"),
        "query": form.query(),
    }


@require_GET
def coverage_evidence(request, competency):
    """The wins behind a competency, or one sentence of it: below its row, or as a page."""
    subject = find_subject(request, competency)
    period = PeriodForm(request.GET, today=request.user.today())
    first, last = period.months.first, period.months.last
    entries = subject.wins_of(request.user).in_period(first, last).newest_first()
    start = read_place(request.GET.get("before", ""))
    most = FEW if request.htmx else PAGE
    found = list((entries.before(*start) if start else entries)[: most + 1])
    page = "bragdoc/coverage_evidence.html"
    response = render(
        request,
        f"{page}#behind" if request.htmx else page,
        {
            "subject": subject,
            "period": period,
            "entries": found[:most],
            "older": found[most:] and str(DayPlace(found[most - 1].starts_on, found[most - 1].pk)),
            "start": start,
        },
    )
    return push_url(response, False)


class Subject(NamedTuple):
    """What wins are shown of: a competency, one sentence of it where there is one, or with
    `beside` those that say only other sentences of it than these."""

    slug: str
    name: str
    sentence: str
    text: str
    beside: tuple[str, ...] | None

    def wins_of(self, user):
        entries = Entry.objects.visible_to(user)
        if self.beside is not None:
            return entries.showing_beside(self.slug, self.beside)
        if self.sentence:
            return entries.showing(f"{self.slug}/{self.sentence}")
        return entries.tagged(self.slug)


def find_subject(request, slug):
    """What the address names, within the ladder version of one's placement."""
    placement = Placement.objects.of(request.user)
    if placement is None:
        raise Http404
    try:
        competency = placement.ladder_version.read().competency(slug)
    except UnknownCompetency as unknown:
        raise Http404 from unknown
    texts = {"": "", **{item.slug: item.text for item in competency.stated()}}
    sentence = request.GET.get("expectation", "")
    if sentence not in texts:
        raise Http404
    beside = asked_of(placement, slug) if request.GET.get("only") == "beside" else None
    return Subject(slug, competency.name, sentence, texts[sentence], beside)


def asked_of(placement, slug):
    """The sentences of a competency that the goal asks."""
    asked = (asked.gap for asked in what_is_asked(placement) if asked.gap.slug == slug)
    return tuple(item.slug for gap in asked for item in gap.items)
