"""The ratings of a version as one person may see them: with the fields of their own while it is
rated, as words once it is not."""

from packets.forms.ratings import RatingForm
from packets.models import RatingSheet
from packets.ratings import Scale, rateable, side_by_side
from packets.review import may


def ratings_of(request, version, document, role, form=None):
    """`form` is what was sent and could not be taken. Without `rows` there is nothing to show."""
    competencies = rateable(document)
    sheets = RatingSheet.objects.visible_to(request.user).of_version(version).first_given_first()
    own = next((sheet for sheet in sheets if sheet.rater == request.user), None)
    others = [sheet for sheet in sheets if sheet.rater != request.user]
    people = [str(sheet.rater) for sheet in others]
    shown = {"others": others, "people": people, "own": own, "scale": list(Scale)}
    if may(role, "rate", version.packet.state):
        return shown | opened(request, version, competencies, shown, form)
    return shown | closed(competencies, shown, form)


def opened(request, version, competencies, shown, form):
    """Each competency with what the others say of it, and the two fields of one's own."""
    own = shown["own"] or RatingSheet(version=version, rater=request.user, revision=0)
    form = form or RatingForm(instance=own, competencies=competencies)
    rows = side_by_side(competencies, [_said(each) for each in (*shown["others"], own)])
    fields = form.rows()
    return {
        "is_open": True,
        "form": form,
        "own": own,
        "rows": [(row, row.said[:-1], *fields[row.competency]) for row in rows],
    }


def closed(competencies, shown, form):
    """Each competency with what all say of it, one's own last; what was sent too late instead."""
    own = [form.sent()] if form else [_said(shown["own"])] if shown["own"] else []
    said = [*map(_said, shown["others"]), *own]
    people = [*shown["people"], *["You, not kept" if form else "You"] * len(own)]
    rows = side_by_side(competencies, said) if said else []
    return {"is_open": False, "is_refused": bool(form), "people": people, "rows": rows}


def _said(sheet):
    return sheet.ratings, sheet.notes
