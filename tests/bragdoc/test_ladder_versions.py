"""A published ladder version is frozen; administrators publish and retire."""

import copy

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Competency, Entry, Expectation, LadderVersion
from bragdoc.models.ladders import VersionExists
from tests.factories import LADDER, EntryFactory, PlacementFactory, small_ladder

pytestmark = pytest.mark.django_db


def draft(**header):
    document = LADDER | {"ladder": LADDER["ladder"] | header}
    return LadderVersion.objects.draft_from(LadderDocument.model_validate(document))


def test_a_published_document_cannot_be_changed_through_the_orm():
    version = small_ladder()
    version.document = {"changed": True}

    with pytest.raises(DatabaseError, match=r"frozen|published"), transaction.atomic():
        version.save()

    version.refresh_from_db()
    assert version.document["ladder"]["slug"] == "small"


def test_a_published_document_cannot_be_changed_through_sql():
    version = small_ladder()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE bragdoc_ladderversion SET content_hash = 'x' WHERE id = %s", [version.pk]
        )

    version.refresh_from_db()
    assert version.content_hash != "x"


def test_a_draft_can_still_be_changed():
    version = draft()

    LadderVersion.objects.filter(pk=version.pk).update(content_hash="x")

    version.refresh_from_db()
    assert version.content_hash == "x"


def test_publishing_makes_its_competencies_taggable_once():
    version = draft()
    assert Competency.objects.count() == 0

    version.publish()
    first = version.published_at
    version.publish()

    assert Competency.objects.count() == 3
    assert version.published_at == first


def test_a_retired_version_cannot_be_chosen_but_keeps_those_who_are_on_it(client, ada, eve):
    placement = PlacementFactory(person=ada)
    placement.ladder_version.retire()

    versions = LadderVersion.objects
    assert list(versions.visible_to(eve)) == []
    assert list(versions.visible_to(ada)) == [placement.ladder_version]
    assert list(versions.visible_to(ada).published()) == []


def test_the_same_version_with_other_content_is_refused():
    small_ladder()

    with pytest.raises(VersionExists):
        draft(name="Other name")


def test_a_ladder_of_somebody_else_is_not_added_to(ada):
    shared = small_ladder()
    document = LadderDocument.model_validate(
        LADDER | {"ladder": LADDER["ladder"] | {"version": "2"}}
    )

    own = LadderVersion.objects.draft_from(document, owner=ada)

    assert (own.ladder.slug, own.ladder.owner) == (shared.ladder.slug, ada)
    assert list(shared.ladder.versions.all()) == [shared]


# The sentences that entries are tagged with.


def publish(version, *, replaces=None, **texts):
    """The small ladder with other sentences for Delivery at Staff: slug by text."""
    document = copy.deepcopy(LADDER)
    document["ladder"] |= {"version": version, "replaces": replaces}
    delivery = document["areas"][0]["competencies"][0]
    delivery["expect"]["staff"] = [{"slug": slug, "text": text} for slug, text in texts.items()]
    draft = LadderVersion.objects.draft_from(LadderDocument.model_validate(document))
    draft.publish()
    return draft


def sentences():
    rows = Expectation.objects.filter(competency__slug="delivery").order_by("slug")
    return [
        (row.slug, row.text, row.retired, row.replaced_by and row.replaced_by.slug) for row in rows
    ]


def test_publishing_gives_each_sentence_a_row_and_words_it_as_the_newest_version_does(db):
    publish("1", early="Notices early.")
    publish("2", early="Notices early that a plan will not hold.")

    assert sentences() == [
        ("early", "Notices early that a plan will not hold.", False, None),
        ("finishes", "Finishes what they start.", False, None),
    ]


def test_a_sentence_that_disappears_is_retired_and_names_what_replaces_it(db):
    publish("1", early="Notices early.", late="Notices late.")
    renamed = {"version": "1", "expectations": {"delivery/early": "delivery/foresees"}}
    publish("2", replaces=renamed, foresees="Foresees that a plan will not hold.")

    assert sentences() == [
        ("early", "Notices early.", True, "foresees"),
        ("finishes", "Finishes what they start.", False, None),
        ("foresees", "Foresees that a plan will not hold.", False, None),
        ("late", "Notices late.", True, None),
    ]


def test_a_sentence_that_comes_back_is_no_longer_retired(db):
    publish("1", early="Notices early.")
    publish("2", other="Something else.")
    publish("3", early="Notices early again.")

    assert sentences()[0] == ("early", "Notices early again.", False, None)


# The administrator's pages.


@pytest.fixture
def admin(client):
    staff = get_user_model().objects.create_superuser("root@example.org", "x", name="Root")
    client.force_login(staff)
    return client


LIST = "admin:bragdoc_ladderversion_changelist"


def act(client, action, version):
    return client.post(
        reverse(LIST), {"action": action, "_selected_action": [version.pk]}, follow=True
    )


def test_an_administrator_publishes_and_retires(admin):
    version = draft()

    act(admin, "publish", version)
    version.refresh_from_db()
    assert version.state == "published"

    act(admin, "retire", version)
    version.refresh_from_db()
    assert version.state == "retired"


def test_an_administrator_sees_a_version_and_cannot_change_or_delete_it(admin):
    version = small_ladder()
    address = reverse("admin:bragdoc_ladderversion_change", args=[version.pk])

    content = admin.get(address).content.decode()
    assert version.content_hash in content
    assert 'name="_save"' not in content
    assert admin.post(address, {"version": "9"}).status_code == 403
    assert (
        admin.post(reverse("admin:bragdoc_ladderversion_delete", args=[version.pk])).status_code
        == 403
    )


def test_an_administrator_sees_no_ladder_of_a_persons_own(admin, ada):
    document = LadderDocument.model_validate(
        LADDER | {"ladder": LADDER["ladder"] | {"slug": "own", "name": "Own Ladder"}}
    )
    LadderVersion.objects.draft_from(document, owner=ada)

    assert "Own Ladder" not in admin.get(reverse(LIST)).content.decode()
    assert (
        "Own Ladder" not in admin.get(reverse("admin:bragdoc_ladder_changelist")).content.decode()
    )


def test_the_administrators_pages_know_no_entries(admin, ada):
    EntryFactory(author=ada, title="Ada’s own win")

    index = admin.get(reverse("admin:index")).content.decode()

    assert "Ladder versions" in index
    assert "Entries" not in index
    assert admin.get("/admin/bragdoc/entry/").status_code == 404
    assert Entry.objects.count() == 1


def test_whoever_is_no_administrator_does_not_get_in(client, ada):
    client.force_login(ada)

    assert client.get(reverse(LIST)).status_code == 302


def test_a_published_version_is_never_a_draft_again():
    version = draft()
    version.publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        LadderVersion.objects.filter(pk=version.pk).update(state="draft")
