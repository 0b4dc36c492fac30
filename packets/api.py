"""Packets for programs: the versions that a person may read. Drafts are no part of it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from accounts.addresses import address_of
from bragdoc.api.access import needs
from bragdoc.api.paging import Next, Page, newest_first
from packets.models import Version, Visit

router = Router(tags=["Packets"])


class VersionOut(Schema):
    """A frozen version of a packet, yours or shared with you."""

    packet: int
    number: int
    title: str
    author: str
    is_own: bool
    frozen_at: datetime
    content_hash: str = Field(description="SHA-256 of the document's bytes, in hexadecimal.")
    address: str = Field(description="Its page.")

    @staticmethod
    def resolve_packet(version):
        return version.packet_id

    @staticmethod
    def resolve_author(version):
        return str(version.packet.author)

    @staticmethod
    def resolve_is_own(version, context):
        return version.packet.author_id == context["request"].auth.person_id

    @staticmethod
    def resolve_address(version):
        return address_of("version-detail", version.packet_id, version.number)


class VersionPage(Schema):
    versions: list[VersionOut]
    next: Next


class PacketFile(Schema):
    """The whole document, byte for byte as it was hashed: title, author, ladder, ask, thesis,
    sections with their evidence, gaps and coverage."""

    model_config = ConfigDict(extra="allow")

    format: str = Field(description="`packet/1`.")


@router.get("", **needs("packets:read"), response=VersionPage, url_name="api-packets")
def list_packet_versions(request, page: Query[Page]):
    """Versions that you shared, and those shared with you, the newest first.

    One that was withdrawn is its author's alone again.
    """
    versions = Version.objects.visible_to(request.auth.person).for_listing()
    shown, more = newest_first(page, versions)
    return {"versions": shown, "next": more}


@router.get(
    "/{int:packet}/versions/{int:number}",
    **needs("packets:read"),
    response=PacketFile,
    url_name="api-packet-version",
)
def get_packet_version(request, packet: int, number: int):
    """One version of a packet, whole."""
    versions = Version.objects.visible_to(request.auth.person)
    version = get_object_or_404(versions.select_related("packet"), packet__id=packet, number=number)
    if visit := Visit.objects.note(version, request.auth.person):
        visit.take_file()
    return HttpResponse(version.canonical, content_type="application/json")
