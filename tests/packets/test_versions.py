"""A version never changes: not through the ORM, not through SQL, not by what happens later."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion
from packets.compose import compose
from packets.exports.options import PdfOptions
from packets.models import (
    Comment,
    Event,
    Evidence,
    FrozenVersion,
    Gap,
    Packet,
    Rendering,
    Section,
    Share,
    Version,
)
from packets.sharing import move_packet
from tests.factories import LADDER, PacketFactory, small_ladder
from tests.packets.scenes import place, share, share_again

FROZEN_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def version(packet):
    return Version.objects.freeze(packet, compose(packet), frozen_at=FROZEN_AT)


def refused(statement, *values):
    """Whether the database refuses this SQL."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError:
        return True
    return False


CHANGES = {
    "packet_id": 0,
    "number": 7,
    "title": "Principal Engineer",
    "canonical": "{}",
    "content_hash": "0" * 64,
    "frozen_at": datetime(2020, 1, 1, tzinfo=UTC),
}


def test_these_are_all_the_columns_of_a_version():
    columns = {field.column for field in Version._meta.concrete_fields}
    assert columns == {"id", *CHANGES}


@pytest.mark.django_db
@pytest.mark.parametrize("column", CHANGES)
def test_sql_changes_no_column_of_a_version(version, column):
    assert refused(f"UPDATE packets_version SET {column} = %s", CHANGES[column])


@pytest.mark.django_db
@pytest.mark.parametrize("column", CHANGES)
def test_an_update_through_the_orm_changes_no_column(version, column):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(**{column: CHANGES[column]})


def test_saving_a_version_again_is_refused(version):
    version.title = "Principal Engineer"
    with pytest.raises(FrozenVersion, match="A version never changes"):
        version.save()
    with pytest.raises(FrozenVersion):
        version.save(update_fields=["title"])
    assert Version.objects.get().title == "Staff Engineer, January 2027"


def test_the_hash_is_the_sha_256_of_the_canonical_text(version):
    assert version.content_hash == hashlib.sha256(version.canonical.encode()).hexdigest()


def test_a_version_gives_back_the_document_it_was_frozen_from(packet, version):
    place(packet, why="She **decided** it.")
    assert version.document() != compose(packet)
    second = Version.objects.freeze(packet, compose(packet))
    assert Version.objects.get(pk=second.pk).document() == compose(packet)


def test_versions_count_from_one_in_each_packet(packet, version, grace):
    other = PacketFactory(author=grace, ladder_version=packet.ladder_version)
    numbers = [
        version.number,
        Version.objects.freeze(packet, compose(packet)).number,
        Version.objects.freeze(other, compose(other)).number,
        Version.objects.freeze(packet, compose(packet)).number,
    ]
    assert numbers == [1, 2, 1, 3]


def test_two_versions_of_one_number_cannot_be(packet, version):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(packet=packet, number=1, canonical="{}", content_hash="0" * 64)


def test_the_same_words_have_the_same_hash_whenever_they_are_frozen(packet, version):
    later = Version.objects.freeze(packet, compose(packet))
    assert (later.content_hash, later.canonical) == (version.content_hash, version.canonical)


def test_the_edition_carries_number_hash_and_day(version):
    edition = version.edition()
    assert (edition.number, edition.content_hash, edition.shared_on) == (
        1,
        version.content_hash,
        FROZEN_AT.date(),
    )


# What the author does afterwards.


def test_a_draft_that_is_renamed_keeps_its_new_name_from_its_reader(in_review, graces):
    Packet.objects.update(title="Principal Engineer, and then away")
    pages = ["/reviews/", f"/packets/{in_review.pk}/versions/1/"]
    for response in map(graces.get, pages):
        text = response.content.decode()
        assert "Staff Engineer, January 2027" in text
        assert "Principal Engineer" not in text


def test_what_is_changed_in_the_draft_stays_in_the_draft(in_review, ada):
    placed = place(in_review)
    version = share_again(in_review, in_review.reviewers.get().person)
    before = version.canonical
    Packet.objects.update(title="Another title", thesis="Another thesis")
    Section.objects.update(claim="Another claim")
    placed.entry.title = "Another win"
    placed.entry.save()
    placed.take_out()
    in_review.ladder_version.retire()
    ada.name = "Ada Other"
    ada.save()
    kept = Version.objects.get(pk=version.pk)
    assert (kept.canonical, kept.title) == (before, "Staff Engineer, January 2027")


def test_discarding_or_deleting_a_win_leaves_the_versions_that_tell_of_it(packet, managed):
    placed = place(packet, "Read the whole log")
    share(packet)
    placed.entry.delete()
    assert [win.title for win in Version.objects.get().document().evidence()] == [
        "Read the whole log"
    ]
    assert not Evidence.objects.exists()


# What leaves the author's hands.


def test_a_confidential_win_is_in_no_version_no_draft_and_no_attachment(packet, managed, adas):
    place(packet, "A merger that nobody knows of", confidential=True, details="Codename Heron")
    place(packet, "A win for everyone")
    share(packet)
    version = Version.objects.get()
    assert [win.title for win in version.document().evidence()] == ["A win for everyone"]
    sent = adas.get(f"/packets/{packet.pk}/versions/1/export/json/").content.decode()
    preview = adas.get(f"/packets/{packet.pk}/preview/").content.decode()
    for text in (version.canonical, sent, preview):
        assert ("merger" in text, "Heron" in text) == (False, False)
    assert packet.confidential_wins() == 1


def test_a_win_made_confidential_later_is_out_of_the_next_version(packet, managed, grace):
    placed = place(packet, "A merger")
    share(packet)
    placed.entry.confidential = True
    placed.entry.save()
    second = share_again(packet, grace)
    assert [list(v.document().evidence()) == [] for v in Version.objects.order_by("number")] == [
        False,
        True,
    ]
    assert second.number == 2


def test_a_private_note_and_a_discarded_win_are_in_no_version(packet, managed):
    place(packet, "One", private_note="He was rude about it.")
    place(packet, "Two").entry.discard()
    place(packet, "Three").take_out()
    share(packet)
    version = Version.objects.get()
    assert [win.title for win in version.document().evidence()] == ["One"]
    assert "rude" not in version.canonical


def test_the_json_of_a_version_is_its_canonical_text_byte_for_byte(in_review, graces):
    response = graces.get(f"/packets/{in_review.pk}/versions/1/export/json/")
    version = Version.objects.get()
    assert hashlib.sha256(response.content).hexdigest() == version.content_hash
    assert json.loads(response.content)["title"] == "Staff Engineer, January 2027"


# Withdrawn.


def test_a_withdrawn_version_is_not_found_by_its_reader_and_stays_with_its_author(
    in_review, ada, adas, graces
):
    page = f"/packets/{in_review.pk}/versions/1/"
    assert graces.get(page).status_code == 200
    move_packet(in_review, "withdraw", by=ada)
    answers = [
        (client.get(page).status_code, client.get(f"{page}export/json/").status_code)
        for client in (graces, adas)
    ]
    assert answers == [(404, 404), (200, 200)]
    assert list(Version.objects.visible_to(in_review.author)) == [Version.objects.get()]


def test_withdrawing_takes_back_every_version_of_the_packet(in_review, ada, grace):
    share_again(in_review, grace)
    move_packet(in_review, "withdraw", by=ada)
    assert list(Version.objects.visible_to(grace)) == []
    assert Share.objects.filter(withdrawn_at=None).count() == 0


def test_sharing_again_shows_the_new_version_alone(in_review, ada, grace):
    move_packet(in_review, "withdraw", by=ada)
    share(in_review)
    assert [version.number for version in Version.objects.visible_to(grace)] == [2]


# The end of a packet.


def test_deleting_a_packet_deletes_all_that_hangs_on_it(in_review, grace):
    place(in_review)
    version = Version.objects.get()
    Gap.objects.create(packet=in_review, title="A gap")
    Comment.objects.create(version=version, section="opening", author=grace, text="Yes.")
    Rendering.objects.of_version(version, PdfOptions())
    models = (Section, Evidence, Gap, Version, Share, Comment, Event, Rendering)
    assert all(model.objects.exists() for model in models)
    in_review.delete()
    assert [model.__name__ for model in models if model.objects.exists()] == []


# Ladders are frozen the same way.

LADDER_CHANGES = {"version": "2", "document": "{}", "content_hash": "0" * 64, "source": "levels:"}


@pytest.mark.django_db
@pytest.mark.parametrize("column", LADDER_CHANGES)
def test_a_published_ladder_version_is_frozen(column):
    small_ladder()
    with pytest.raises(IntegrityError), transaction.atomic():
        LadderVersion.objects.update(**{column: LADDER_CHANGES[column]})
    assert refused(f"UPDATE bragdoc_ladderversion SET {column} = %s", LADDER_CHANGES[column])


@pytest.mark.django_db
def test_a_retired_ladder_version_is_frozen_too():
    version = small_ladder()
    version.retire()
    assert version.state == "retired"
    assert refused("UPDATE bragdoc_ladderversion SET content_hash = 'x'")


@pytest.mark.django_db
def test_a_draft_of_a_ladder_may_change():
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(LADDER))
    LadderVersion.objects.update(source="levels:")
    version.refresh_from_db()
    assert version.source == "levels:"
