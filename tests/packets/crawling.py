"""Every address there is, asked for by somebody, and all the words of what comes back."""

import io
import json
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile

import pypdf
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from bragdoc.models import Entry, Goal
from packets.models import (
    Comment,
    Condition,
    Decision,
    EarlierText,
    Endorsement,
    Evidence,
    Gap,
    Letterhead,
    Notification,
    Packet,
    Panel,
    PanelCase,
    Rendering,
    Reviewer,
    Section,
    ShareLink,
    Version,
)
from tests.test_access import methods

ROWS = {
    "api/v1/entries": Entry,
    "comments": Comment,
    "conditions": Condition,
    "decisions": Decision,
    "discarded-sections": EarlierText,
    "earlier-texts": EarlierText,
    "endorsements": Endorsement,
    "evidence": Evidence,
    "gaps": Gap,
    "goals": Goal,
    "letterheads": Letterhead,
    "links": ShareLink,
    "notifications": Notification,
    "packets": Packet,
    "panel-cases": PanelCase,
    "panels": Panel,
    "praise": Endorsement,
    "renderings": Rendering,
    "reviewers": Reviewer,
    "wins": Entry,
}
"""What a number in an address is the key of, by how the address begins."""

LAST = {
    "record/<slug:form>": ["md", "json"],
    "export/<slug:form>": ["docx", "json", "markdown", "zip"],
    "<slug:part>": ["opening", "delivery"],
}
"""What an address can end in."""

QUERIES = {
    "packet-record": ["", "?open"],
    "record-export": ["", "?open"],
    "version-compare": ["", "?from=1&to=2", "?from=1&to=draft"],
    "entry-list": ["", "?q=zzqq", "?q=gracelog"],
    "api-entries": ["", "?q=zzqq"],
    "packet-section": ["", "?q=zzqq"],
}


def routes(resolver=None, before="") -> Iterator[tuple[str, str, object]]:
    """The name, the route and the view of every address but those of the administration."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield pattern.name, route, pattern.callback
        elif pattern.app_name != "admin":
            yield from routes(pattern, route)


def addresses(named, method, *, secrets=(), most=1_000) -> list[str]:
    """What answers this method. Where a number stands for a row, it is that of each row there is,
    of the newest `most` of a kind. `secrets` are those of people without an account."""
    return [
        reverse(name, args=args) + query
        for name, route, view in routes()
        if method in methods(view)
        for args in all_arguments(name, route, named, secrets, most)
        for query in (QUERIES.get(name, [""]) if method == "GET" else [""])
    ]


def all_arguments(name, route, named, secrets, most):
    args = named.get(name, ())
    beginning = route.partition("/<")[0]
    rows = ROWS[beginning].objects.order_by("-pk")[:most] if beginning in ROWS else None
    if route.startswith(("read/", "endorse/")):
        return [(secret,) for secret in secrets]
    if beginning.endswith("packets") and "/versions/<" in route:
        numbered = [(row.packet_id, row.number) for row in Version.objects.order_by("-pk")[:most]]
        return spelled_out(numbered, route, args[2:])
    if "/sections/<" in route:
        sections = Section.objects.filter(packet__in=rows).values_list("packet", "key")
        return list(sections.order_by("-pk")[:most])
    if rows is not None and args and isinstance(args[0], int):
        return spelled_out([(row.pk,) for row in rows], route, args[1:])
    return [args]


def spelled_out(beginnings, route, rest):
    """With each form of a file, and each part of a packet, where the address names one."""
    ends = [rest]
    if named_last := next((name for name in LAST if name in route), None):
        ends = [(*rest[:-1], each) for each in LAST[named_last]]
    return [(*beginning, *end) for beginning in beginnings for end in ends]


def of_the_administration() -> list[str]:
    """Lists, forms and histories of all that is registered."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{place}_changelist"), reverse(f"{place}_add")]
        found += [
            reverse(f"{place}_{page}", args=[pk])
            for pk in model.objects.values_list("pk", flat=True)
            for page in ("change", "history")
        ]
    return found


def answers(browser, program, method, urls) -> Iterator[str]:
    """All that each answer says. What a POST changes, in the database and in the browser, is
    undone."""
    for url in urls:
        client = program if url.startswith("/api/") else browser
        cookies = client.cookies.copy()
        with transaction.atomic():
            said = said_by(client.get(url) if method == "GET" else client.post(url))
            for asked in (url, quote(url)):  # that is no answer
                said = said.replace(asked, "")
            yield said
            transaction.set_rollback(method == "POST")
        client.cookies = cookies


def said_by(response) -> str:
    """Its headers, with the messages in a cookie as they were before they were packed, and its
    content, of a file all that can be read in it."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    if messages := response.cookies.get("messages"):
        kept = CookieStorage(response.wsgi_request)._decode(messages.value) or ()
        cookies += [f"{message} {message.extra_tags}" for message in kept]
    content = response.content if not response.streaming else b"".join(response)
    return "\n".join([headers, *cookies, read(content)])


@cache
def read(content: bytes) -> str:
    """All text of a file: of a PDF also what says what it is, and the files within."""
    if content.startswith(b"%PDF-"):
        return text_of_pdf(pypdf.PdfReader(io.BytesIO(content)))
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as files:
            parts = [f"{name}\n{read(files.read(name))}" for name in files.namelist()]
        return "\n".join(parts)
    return content.decode(errors="replace")


def text_of_pdf(reader: pypdf.PdfReader) -> str:
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    titles = json.dumps([str(title) for title in reader.outline])
    metadata = json.dumps({key: str(value) for key, value in (reader.metadata or {}).items()})
    xmp = reader.trailer["/Root"].get("/Metadata")
    within = [read(file) for files in reader.attachments.values() for file in files]
    described = xmp.get_object().get_data().decode() if xmp else ""
    return "\n".join([*pages, titles, metadata, described, *within])
