"""The page of a sheet that was brought in: how it is read, and the ladder that this makes."""

import json

from django.shortcuts import render
from django.urls import reverse

from bragdoc.forms.ladder_imports import DraftForm
from bragdoc.ladders.document import counts
from bragdoc.ladders.expected import expected
from bragdoc.ladders.sheets.building import UNNAMED_AREA, build
from bragdoc.ladders.sheets.layout import COLUMN_ROLES, ROW_ROLES
from bragdoc.ladders.sheets.painting import paint_columns, paint_rows, split_example
from bragdoc.numbers import whole_number
from bragdoc.views.ladders import find_track

ROWS_SHOWN = 60
PREVIEWED = 40  # competencies; a draft shows all


def sheet_page(request, form, *, draft=None, conflict=None, status=200):
    """With htmx the region alone that a correction changes. `draft` is a form that was refused,
    `conflict` the import as another correction left it."""
    layout = form.layout()
    built = build(form.grid, layout)
    if draft is None and built.document:
        draft = DraftForm(user=request.user, document=built.document, typed=request.POST)
    context = {
        "import": form.brought,
        "form": form,
        "draft": draft,
        "conflict": conflict,
        "address": page_address(request, form.brought),
        **reading(form, layout, built),
        **painted(request, form.grid, layout),
        **(preview(request, built.document) if built.document else {}),
    }
    page = "bragdoc/ladder_import.html"
    return render(request, f"{page}#reading" if request.htmx else page, context, status=status)


def reading(form, layout, built):
    """How the sheet is read as a whole, what is asked about it, and what was noticed."""
    return {
        "painted": f"{layout.arrangement}/{layout.content}",
        "built": built,
        "warnings": [
            (warning, json.dumps(warning.near[::-1]) if warning.near else "")
            for warning in built.warnings
        ],
        "carries": carries(layout, built),
        "noticed": len(built.warnings) + carries(layout, built),
        "asked": [problem.asked for problem in built.problems if problem.asked],
        "orders": orders(built, layout),
        "same": layout.same.items(),
        "names": names_in(built),
        "example": split_example(form.grid, layout),
    }


def carries(layout, built):
    """Whether levels are taken to expect what is stated below them, which the sheet cannot say."""
    counted = built.counts
    is_taken = layout.accumulate == "cumulative" and len(built.levels) > 1
    return is_taken and bool(counted and counted["expectations"])


def page_address(request, brought):
    """The page of an import, with the rows and the track that are looked at."""
    page = reverse("ladder-import", args=[brought.pk])
    return f"{page}?{request.GET.urlencode()}" if request.GET else page


def painted(request, grid, layout):
    """So many rows of the grid, from the one that the address asks for."""
    asked = whole_number(request.GET.get("row", "")) or 1
    first = asked if asked <= grid.height else 1
    return {
        "columns": paint_columns(layout),
        "runs": paint_rows(grid, layout, first, ROWS_SHOWN),
        "column_roles": COLUMN_ROLES[layout.arrangement],
        "row_roles": ROW_ROLES[layout.arrangement],
        "window": {
            "first": first,
            "last": min(first + ROWS_SHOWN - 1, grid.height),
            "height": grid.height,
            "before": max(first - ROWS_SHOWN, 1) if first > 1 else None,
            "after": first + ROWS_SHOWN if first + ROWS_SHOWN <= grid.height else None,
        },
    }


def orders(built, layout):
    """The lists that a person may put in another order: the levels, and the steps of each scale."""
    levels = order_of("order", built.levels, "Levels")
    for place in levels["places"]:
        place["track"] = layout.tracks.get(place["name"], "")
    named = zip(built.scales, built.scale_names, strict=True)
    scales = [order_of(f"steps-{n}", names, title) for n, (names, title) in enumerate(named)]
    return {"levels": levels, "scales": scales}


def order_of(name, names, title):
    """Each name with its number, and with an id that stays its own wherever it is moved."""
    alphabetical = {name: number for number, name in enumerate(sorted(names))}
    places = [
        {"name": each, "number": number, "id": f"{name}-{alphabetical[each]}"}
        for number, each in enumerate(names, start=1)
    ]
    return {"id": name, "title": title, "names": json.dumps(names), "places": places}


def names_in(built):
    """Of levels, areas and competencies, each once."""
    areas = built.document.areas if built.document else ()
    competencies = [competency.name for area in areas for competency in area.competencies]
    return list(dict.fromkeys([*built.levels, *(area.name for area in areas), *competencies]))


def preview(request, document):
    """The matrix of one track, as far as it is shown: a row a competency, a cell a position."""
    track = find_track(request, document)
    shown, left_out = beginning(document, track)
    asked = [expected(shown, position) for position in track.levels]
    return {
        "document": document,
        "track": track,
        "rows": list(zip(*asked, strict=True)),
        "left_out": left_out,
        "has_areas": [area.name for area in document.areas] != [UNNAMED_AREA],
        "bare": not counts(document)["expectations"],
    }


def beginning(document, track):
    """(the document with the competencies that are shown, the names of the others)."""
    areas, left_out, room = [], [], PREVIEWED
    for area in document.areas:
        ours = [each for each in area.competencies if each.applies_to(track.slug)]
        areas.append(area.model_copy(update={"competencies": tuple(ours[:room])}))
        left_out += [each.name for each in ours[room:]]
        room = max(room - len(ours), 0)
    return document.model_copy(update={"areas": tuple(areas)}), left_out
