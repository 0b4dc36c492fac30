"""Ladders, as documents of the format ladder/1."""

from datetime import datetime

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from bragdoc.api.access import needs
from bragdoc.api.entry_schemas import one_of
from bragdoc.api.paging import Next, Page, newest_first
from bragdoc.models import LadderVersion

router = Router(tags=["Ladders"])


class LadderVersionOut(Schema):
    """A version of a ladder. A published one never changes."""

    id: int
    ladder: str = Field(description="The slug of its ladder.")
    name: str
    version: str
    state: str = Field(json_schema_extra=one_of(LadderVersion.State.values))
    is_own: bool = Field(description="Whether the ladder is yours alone.")
    published_at: datetime | None

    @staticmethod
    def resolve_ladder(version):
        return version.ladder.slug

    @staticmethod
    def resolve_name(version):
        return version.ladder.name

    @staticmethod
    def resolve_is_own(version):
        return version.ladder.owner_id is not None


class LadderPage(Schema):
    versions: list[LadderVersionOut]
    next: Next


class LadderFile(Schema):
    """The whole ladder. Its JSON Schema is at /ladders/schema.json."""

    model_config = ConfigDict(extra="allow")

    format: str = Field(description="`ladder/1`.")


@router.get("", **needs("ladders:read"), response=LadderPage, url_name="api-ladders")
def list_ladders(request, page: Query[Page]):
    """Versions of ladders that you may read, the newest first."""
    versions = LadderVersion.objects.visible_to(request.auth.person).without_documents()
    shown, more = newest_first(page, versions)
    return {"versions": shown, "next": more}


@router.get("/{int:pk}", **needs("ladders:read"), response=LadderFile, url_name="api-ladder")
def get_ladder(request, pk: int):
    """One version of a ladder, whole."""
    version = get_object_or_404(LadderVersion.objects.visible_to(request.auth.person), pk=pk)
    return JsonResponse(version.document)
