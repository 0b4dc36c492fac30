"""The pages of a draft: the whole of it, and one for each kind of part."""

from django.views.decorators.http import require_http_methods

from bragdoc.forms.drafts.additions import (
    NewAreaForm,
    NewCompetencyForm,
    NewLevelForm,
    NewPositionForm,
    NewScaleForm,
    NewStepForm,
    NewTrackForm,
)
from bragdoc.forms.drafts.competency import CompetencyForm
from bragdoc.forms.drafts.frame import AreaForm, HeaderForm, TrackForm
from bragdoc.forms.drafts.position import PositionForm
from bragdoc.forms.drafts.rows import LevelsForm, ScaleForm
from bragdoc.ladders.findings import by_kind, findings
from bragdoc.ladders.outline import outline
from bragdoc.removals import removed_from
from bragdoc.views.drafts.pages import part_page


@require_http_methods(["GET", "POST"])
def draft_detail(request, pk):
    """What the ladder has so far and what is missing; the form over what it says of itself."""

    def around(draft, document):
        return {
            "areas": [
                (area, rows, NewCompetencyForm(document=document, to=area.slug))
                for area, rows in outline(document)
            ],
            "new_area": NewAreaForm(document=document),
            "removed": removed_from(request.session, draft),
            "found": by_kind(findings(document)),
        }

    return part_page(request, pk, HeaderForm, "bragdoc/draft_detail.html", around=around)


@require_http_methods(["GET", "POST"])
def draft_levels(request, pk):
    """Levels, tracks and scales."""

    def around(draft, document):
        return {
            "new_level": NewLevelForm(document=document),
            "new_track": NewTrackForm(document=document),
            "new_scale": NewScaleForm(document=document),
        }

    return part_page(request, pk, LevelsForm, "bragdoc/draft_levels.html", around=around)


@require_http_methods(["GET", "POST"])
def draft_track(request, pk, track):
    def around(draft, document):
        new = NewPositionForm(document=document, to=track)
        return {"track": new.track, "new_position": new}

    template = "bragdoc/draft_track.html"
    return part_page(request, pk, TrackForm, template, where=[track], around=around)


@require_http_methods(["GET", "POST"])
def draft_position(request, pk, track, level):
    template = "bragdoc/draft_position.html"
    return part_page(request, pk, PositionForm, template, where=[track, level])


@require_http_methods(["GET", "POST"])
def draft_scale(request, pk, scale):
    def around(draft, document):
        return {"new_step": NewStepForm(document=document, to=scale)}

    template = "bragdoc/draft_scale.html"
    return part_page(request, pk, ScaleForm, template, where=[scale], around=around)


@require_http_methods(["GET", "POST"])
def draft_area(request, pk, area):
    return part_page(request, pk, AreaForm, "bragdoc/draft_area.html", where=[area])


@require_http_methods(["GET", "POST"])
def draft_competency(request, pk, competency):
    """The address may ask for cells that are not there yet, so that they can be filled."""
    where = [competency, *request.GET.getlist("cell")]
    return part_page(request, pk, CompetencyForm, "bragdoc/draft_competency.html", where=where)
