"""A form over any part of any ladder, sent as the page shows it, changes nothing."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.forms.drafts.competency import CompetencyForm
from bragdoc.forms.drafts.frame import AreaForm, HeaderForm, TrackForm
from bragdoc.forms.drafts.position import PositionForm
from bragdoc.forms.drafts.rows import LevelsForm, ScaleForm
from tests.bragdoc.ladder_documents import ladder_documents
from tests.forms import fields_in


def forms_of(document):
    """Every form over a part of it: its class and what leads to the part."""
    yield HeaderForm, ()
    yield LevelsForm, ()
    for track, position in document.positions():
        yield TrackForm, (track.slug,)
        yield PositionForm, (track.slug, position.level)
    for scale in document.scales:
        yield ScaleForm, (scale.slug,)
    for area, competency in document.competencies():
        yield AreaForm, (area.slug,)
        yield CompetencyForm, (competency.slug,)


def sent(form):
    """What a browser sends when the form is shown and not touched."""
    fields = [*form, *(field for row in getattr(form, "rows", ()) for field in row)]
    data = QueryDict(mutable=True)
    for cell in getattr(form, "cells", ()):
        fields += [*cell, *cell.rows.management_form, *(f for row in cell.rows for f in row)]
        data.appendlist("cell", cell.place.key)
    for name, values in fields_in("".join(map(str, fields))).items():
        for value in values:
            data.appendlist(name, value.replace("\n", "\r\n"))
    return data


def told(value):
    """The document as plain data, whatever white space stands between its words."""
    if isinstance(value, dict):
        return {" ".join(key.split()): told(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [told(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@st.composite
def untouched(draw):
    document = draw(ladder_documents())
    return document, *draw(st.sampled_from(list(forms_of(document))))


@given(untouched())
def test_a_form_that_is_sent_untouched_changes_nothing(drawn):
    document, form_class, where = drawn

    form = form_class(
        sent(form_class(document=document, where=where)), document=document, where=where
    )

    assert form.is_valid(), [form.errors, *(row.errors for row in getattr(form, "rows", ()))]
    edited = form.edit(document)
    assert told(edited.model_dump(mode="json")) == told(document.model_dump(mode="json"))
