"""What is done to the drafts of ladders.

Each act is one transaction over whatever the draft is by then: its row is locked first, so that of
two people who edit at once the second edits what the first one left. A draft that was published or
discarded meanwhile is not found (LadderVersion.DoesNotExist).
"""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from bragdoc.ladders.document import LadderDocument, content_hash
from bragdoc.ladders.editing import header
from bragdoc.ladders.editing.removal import Removal
from bragdoc.ladders.faults import LadderError, refused
from bragdoc.ladders.matching import Suggestion, with_replacements
from bragdoc.ladders.nodes import document_from, text_of
from bragdoc.ladders.reading import read_yaml
from bragdoc.models import Ladder, LadderVersion
from bragdoc.models.ladders import VersionExists

NAME_LIMIT = 200  # characters, as the format has it

type Edited = LadderDocument | Removal


class DraftConflict(Exception):
    """The draft was changed since it was loaded. `current` is what it is now."""

    def __init__(self, current: LadderVersion):
        super().__init__("This draft was changed elsewhere in the meantime.")
        self.current = current


class UnreadableDraft(Exception):
    """The text of the draft cannot be read, so no form can be laid over it. `problem` says why."""

    def __init__(self, problem: LadderError):
        super().__init__(
            f"The text of this ladder has an error{on_line(problem)}: mend it there, or go back to "
            "the last text that could be read."
        )
        self.problem = problem


def on_line(problem: LadderError) -> str:
    return f" on line {problem.line}" if problem.line else ""


# Begin


@transaction.atomic
def begin(document: LadderDocument, *, user, owner) -> LadderVersion:
    """A new ladder with this document as its first draft, under a slug that is free for the user.

    One that was begun alike, and that nobody has touched since, is returned instead: a form sent
    twice makes one.
    """
    for begun in LadderVersion.objects.editable_by(user).untouched_of(owner, document.ladder.name):
        there = begun.read()
        if there == _under(document, there.ladder.slug):
            return begun
    slug = Ladder.objects.free_slug(user, document.ladder.slug)
    return LadderVersion.objects.draft_from(_under(document, slug), owner=owner)


def copy_for(version: LadderVersion, user) -> LadderVersion:
    """A ladder of the user's own that begins as this version, with where its text comes from."""
    document = version.read()
    name = f"{document.ladder.name}, my copy"[:NAME_LIMIT]
    copied = header.change(document, name=name, replaces=None)
    return begin(copied, user=user, owner=user)


def _under(document: LadderDocument, slug: str) -> LadderDocument:
    said = document.ladder.model_copy(update={"slug": slug})
    return document.model_copy(update={"ladder": said})


@transaction.atomic
def begin_version(before: LadderVersion) -> LadderVersion:
    """A new draft of the same ladder that begins as the version before it. An untouched one that
    was begun alike is returned instead."""
    document = header.change(before.read(), replaces=None)
    owner = before.ladder.owner
    for begun in before.ladder.versions.untouched_of(owner, before.ladder.name):
        if begun.read() == header.change(document, version=begun.version):
            return begun
    free = before.ladder.free_version(before.version)
    return LadderVersion.objects.draft_from(header.change(document, version=free), owner=owner)


# Edit


@transaction.atomic
def edit_draft(draft: LadderVersion, change: Callable[[LadderDocument], Edited]) -> Edited:
    """Write what a change makes of the document, and return it.

    Raises UnreadableDraft, VersionExists, and whatever the change raises; nothing is written then.
    The text is left out: it is made anew from the document when it is asked for.
    """
    current = _locked(draft)
    if not current.is_readable:
        raise UnreadableDraft(problem_of(current))
    edited = change(current.read())
    document = edited.document if isinstance(edited, Removal) else edited
    if document != current.read():
        _write(current, document)
    return edited


@transaction.atomic
def write_text(draft: LadderVersion, text: str, *, revision: int) -> LadderVersion:
    """Keep the text as it was typed, and its document where it can be read.

    Raises DraftConflict, having written nothing, where `revision` is not the current one.
    """
    current = _locked(draft)
    if current.revision != revision:
        raise DraftConflict(current)
    try:
        document = read_text(current, text)
    except LadderError:
        _update(current, source=text, is_readable=False)
    else:
        _write(current, document, source=text)
    return LadderVersion.objects.select_related("ladder").get(pk=draft.pk)


@transaction.atomic
def go_back(draft: LadderVersion) -> str:
    """Leave a text that cannot be read for the document that could. Returns the text."""
    current = _locked(draft)
    if not current.is_readable:
        _update(current, source="", is_readable=True)
    return "" if current.is_readable else current.source


def read_text(draft: LadderVersion, text: str) -> LadderDocument:
    """The text as a document of this draft's ladder. Raises LadderError."""
    top = read_yaml(text_of(text.encode()))
    document = document_from(top)
    said = top.parts["ladder"].parts
    if document.ladder.slug != draft.ladder.slug:
        sentence = f"the slug of this ladder stays `{draft.ladder.slug}`: links lead to it"
        raise refused(sentence, said["slug"].line)
    version = document.ladder.version
    if draft.ladder.versions.kept().besides(draft).of_name(version).exists():
        raise refused(f"this ladder has a version {version} already", said["version"].line)
    return document


def problem_of(draft: LadderVersion) -> LadderError:
    """What is wrong with the text of a draft that cannot be read."""
    try:
        read_text(draft, draft.source)
    except LadderError as problem:
        return problem
    # It named a version that has gone since.
    return refused("the text can be read now; save it once more")


def _locked(draft: LadderVersion) -> LadderVersion:
    rows = LadderVersion.objects.drafts().select_related("ladder__owner")
    return rows.select_for_update(of=["self"]).get(pk=draft.pk)


def _write(
    draft: LadderVersion, document: LadderDocument, *, source: str = "", is_readable: bool = True
) -> None:
    try:
        with transaction.atomic():
            _update(
                draft,
                document=document.model_dump(mode="json"),
                content_hash=content_hash(document),
                version=document.ladder.version,
                source=source,
                is_readable=is_readable,
            )
    except IntegrityError as error:
        raise VersionExists(
            f"This ladder has a version {document.ladder.version} already."
        ) from error
    if draft.ladder.name != document.ladder.name and not draft.ladder.versions.frozen().exists():
        Ladder.objects.filter(pk=draft.ladder_id).update(name=document.ladder.name)


def _update(draft: LadderVersion, **fields) -> None:
    LadderVersion.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, **fields)


# End


@transaction.atomic
def publish_draft(
    draft: LadderVersion, *, revision: int, confirmed: Iterable[Suggestion] = ()
) -> None:
    """Freeze the draft, saying what it renamed of the version before it.

    Raises DraftConflict, having changed nothing, where `revision` is not the current one, and
    UnreadableDraft.
    """
    current = _locked(draft)
    if current.revision != revision:
        raise DraftConflict(current)
    if not current.is_readable:
        raise UnreadableDraft(problem_of(current))
    before = version_before(current)
    if before:
        document = with_replacements(current.read(), before.read(), confirmed)
        _write(current, document, source=current.source if document == current.read() else "")
        current.refresh_from_db()
    current.publish()


def version_before(draft: LadderVersion) -> LadderVersion | None:
    """The version of the ladder that was published last."""
    return draft.ladder.versions.frozen().select_related("ladder").newest_first().first()


def discard_draft(draft: LadderVersion) -> None:
    LadderVersion.objects.drafts().filter(pk=draft.pk).update(discarded_at=timezone.now())


@transaction.atomic
def restore_draft(draft: LadderVersion) -> None:
    """Under another version where its own was taken meanwhile."""
    free = draft.ladder.free_version(draft.version)
    if free != draft.version:
        document = header.change(draft.read(), version=free)
        source = "" if draft.is_readable else draft.source
        _write(draft, document, source=source, is_readable=draft.is_readable)
    LadderVersion.objects.filter(pk=draft.pk).update(discarded_at=None)
