"""What was brought in is kept until a draft is made of it, once."""

import copy
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Ladder, LadderImport, LadderVersion
from bragdoc.models.ladder_imports import LadderImportConflict
from bragdoc.models.ladders import VersionExists
from bragdoc.tasks import purge_discarded_ladder_imports
from tests.factories import LADDER, PlacementFactory, small_ladder


def bring_in(owner, **fields):
    sheets = [{"name": "Levels", "text": "a,b"}, {"name": "Notes", "text": "c"}]
    given = {"name": "ladder.csv", "form": "sheet", "sheets": sheets}
    return LadderImport.objects.bring_in(owner=owner, **given | fields)


def document(**header):
    data = copy.deepcopy(LADDER)
    data["ladder"] |= header
    return LadderDocument.model_validate(data)


def test_a_form_sent_twice_brings_in_once(ada, eve):
    first = bring_in(ada, key="k", name="first.csv")

    assert bring_in(ada, key="k", name="again.csv") == first
    assert bring_in(ada, key="k").name == "first.csv"
    assert bring_in(eve, key="k") != first
    assert LadderImport.objects.count() == 2


def test_only_its_owner_finds_it_and_only_until_it_is_discarded(ada, eve):
    brought = bring_in(ada)
    imports = LadderImport.objects

    assert (list(imports.editable_by(ada)), list(imports.editable_by(eve))) == ([brought], [])
    brought.discard()
    assert (list(imports.editable_by(ada)), list(imports.restorable_by(ada))) == ([], [brought])
    assert list(imports.restorable_by(eve)) == []
    brought.restore()
    assert (list(imports.editable_by(ada)), list(imports.restorable_by(ada))) == ([brought], [])


def test_a_correction_is_kept_over_the_revision_it_was_made_on(ada):
    brought = bring_in(ada)
    stale = LadderImport.objects.get()

    brought.correct(revision=1, layout={"columns": []})
    with pytest.raises(LadderImportConflict) as conflict:
        stale.correct(revision=1, layout=None)

    kept = LadderImport.objects.get()
    assert (kept.layout, kept.revision) == ({"columns": []}, 2)
    assert conflict.value.current == kept
    assert conflict.value.current.revision == 2


def test_another_sheet_of_the_workbook_is_chosen_by_its_place(ada):
    brought = bring_in(ada)
    assert brought.text == "a,b"

    brought.correct(revision=1, layout=None, chosen=1)

    assert LadderImport.objects.get().text == "c"


def test_a_draft_is_made_once_and_again_only_after_it_was_discarded(ada):
    brought = bring_in(ada)
    first = brought.make_draft(document(), owner=ada, source="text")

    assert (first.ladder.owner, first.source, first.state) == (ada, "text", "draft")
    again = LadderImport.objects.get()
    assert again.make_draft(document(version="2"), owner=ada, source="other") == first
    assert LadderVersion.objects.count() == 1
    assert list(LadderImport.objects.waiting()) == []

    LadderVersion.objects.update(discarded_at=timezone.now())
    assert list(LadderImport.objects.waiting()) == [brought]
    second = LadderImport.objects.get().make_draft(document(), owner=ada, source="text")
    assert second != first
    assert list(LadderImport.objects.waiting()) == []


def test_a_draft_that_was_published_is_still_the_one_that_was_made(ada):
    brought = bring_in(ada)
    first = brought.make_draft(document(), owner=ada, source="")
    first.publish()

    assert LadderImport.objects.get().make_draft(document(), owner=ada, source="") == first


def test_a_version_of_that_name_with_other_content_is_refused_and_the_import_waits_on(ada):
    LadderVersion.objects.draft_from(document(), owner=ada)

    with pytest.raises(VersionExists):
        bring_in(ada).make_draft(document(name="Other"), owner=ada, source="")

    assert [brought.name for brought in LadderImport.objects.waiting()] == ["ladder.csv"]


def test_a_discarded_import_is_purged_after_thirty_days(ada):
    old, recent = bring_in(ada, name="old"), bring_in(ada, name="recent")
    bring_in(ada, name="waiting")
    for brought in (old, recent):
        brought.discard()
    LadderImport.objects.filter(pk=old.pk).update(
        discarded_at=timezone.now() - timedelta(days=30, minutes=1)
    )

    purge_discarded_ladder_imports.call_local()

    left = LadderImport.objects.newest_first()
    assert [brought.name for brought in left] == ["waiting", "recent"]


# The address of a ladder of one's own.


def test_a_slug_is_free_when_no_ladder_has_it_that_the_person_sees(ada, eve):
    LadderVersion.objects.draft_from(document(slug="own"), owner=ada)

    assert Ladder.objects.free_slug(ada, "own") == "own-2"
    assert Ladder.objects.free_slug(eve, "own") == "own"


def test_a_slug_that_a_page_has_is_not_free(ada):
    assert Ladder.objects.free_slug(ada, "bring") == "bring-2"


def test_a_draft_of_the_installation_takes_no_slug_from_those_who_do_not_see_it(ada):
    LadderVersion.objects.draft_from(document())
    staff = get_user_model().objects.create_superuser("root@example.org", "x", name="Root")

    assert Ladder.objects.free_slug(ada, "small") == "small"
    assert Ladder.objects.free_slug(staff, "small") == "small-2"


def test_the_ladder_one_is_placed_on_keeps_its_slug_when_it_was_retired(ada):
    PlacementFactory(person=ada, ladder_version=small_ladder())
    LadderVersion.objects.get().retire()

    assert Ladder.objects.free_slug(ada, "small") == "small-2"
