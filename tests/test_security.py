"""What nobody gets to do with a page, a header, a log or a cookie."""

import io
import json
import logging
import os
import re
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from bragdoc.logs import traceback_without_words
from bragdoc.models import LadderImport
from packets.models import (
    Comment,
    Gap,
    Packet,
    Panel,
    PanelCase,
    ShareLink,
    Version,
    VersionLabel,
)
from packets.reviewing.reviewers import ask as ask_to_review
from packets.sharing import move_packet
from tests.bragdoc.brought_sheets import csv_of
from tests.clients import browser_of
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, ProjectFactory, tag
from tests.packets.panel_scenes import seat
from tests.packets.scenes import place, share
from tests.packets.testimony_scenes import ask as ask_for_testimony
from tests.packets.testimony_scenes import quote

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ user.email }}"
LINK = "javascript:alert(document.domain)"


@pytest.fixture
def hostile(ada, grace, managed):
    """A packet in review in which every text is an attack, and the addresses that show it."""
    for person in (ada, grace):
        person.name = f"{person.email} {HOSTILE}"[:120]
        person.save()
    packet = PacketFactory(author=ada, title=HOSTILE)
    PlacementFactory(person=ada, ladder_version=packet.ladder_version)
    Packet.objects.update(ask=HOSTILE, thesis=HOSTILE, summary=HOSTILE, next=HOSTILE)
    packet.sections.update(claim=HOSTILE)
    packet.sections.create(key="own", title=HOSTILE, claim=HOSTILE, position=9)
    facts = {
        "details": f"{HOSTILE}\n\n[a link]({LINK}) <iframe src='https://example.org'></iframe>",
        "impact": HOSTILE,
        "why": HOSTILE,
        "private_note": HOSTILE,
        "project": ProjectFactory(owner=ada, name=HOSTILE[:80]),
        "metrics": [
            {"label": HOSTILE, "before": HOSTILE, "after": HOSTILE, "unit": HOSTILE,
             "lower_is_better": None}
        ],
        "links": [{"url": "https://example.org/?q=<script>", "label": HOSTILE}],
    }  # fmt: skip
    placed = place(packet, HOSTILE, **facts)
    tag(placed.entry, "delivery")
    tag(EntryFactory(author=ada, title=HOSTILE), "delivery")
    gap = Gap.objects.create(packet=packet, title=HOSTILE, answer=HOSTILE, competency="delivery")
    asked = packet.conditions.create(text=HOSTILE, said_by=HOSTILE[:200], answer=HOSTILE)
    asked.entries.add(placed.entry)
    packet.refresh_from_db()
    share(packet)
    move_packet(packet, "request-changes", by=grace, note=HOSTILE, version=1)
    Packet.objects.update(thesis=HOSTILE * 2)
    share(packet)
    thread = Comment.objects.create(
        version=packet.versions.get(number=2), section="delivery", author=grace, text=HOSTILE
    )
    Comment.objects.create(
        version=thread.version, section="delivery", author=ada, text=HOSTILE, parent=thread
    )
    reviewed = around_the_review(packet, thread, placed, grace)
    cells = {"name": HOSTILE, "text": csv_of([["Skill", HOSTILE], [HOSTILE, HOSTILE]])}
    brought = LadderImport.objects.bring_in(
        owner=ada, name=HOSTILE, form="sheet", sheets=[cells, cells]
    )
    base = f"/packets/{packet.pk}/"
    return {
        ada: [
            "/week/2026-11-02/", "/wins/", f"/wins/{placed.entry.pk}/", "/coverage/", "/settings/",
            "/settings/manager/", "/placement/", "/packets/", "/packets/new/", base,
            f"{base}sections/delivery/", f"{base}sections/own/", f"{base}gaps/",
            f"{base}coverage/", f"{base}preview/", f"{base}share/", f"{base}versions/2/",
            f"/evidence/{placed.pk}/", f"/gaps/{gap.pk}/", "/ladders/", "/ladders/small/",
            "/ladders/bring/", f"/ladders/imports/{brought.pk}/",
            "/inbox/", "/import/", "/accounts/email/", "/accounts/sessions/",
            f"/wins/?q={HOSTILE}", f"{base}sections/delivery/?q={HOSTILE}",
            f"{base}conditions/", f"/conditions/{asked.pk}/", f"{base}preflight/",
            f"{base}record/", f"{base}readers/", f"{base}reviewers/", f"{base}links/",
            f"{base}endorsements/", f"{base}panels/", f"{base}compare/?from=1&to=2",
            f"{base}versions/2/coverage/", f"{base}versions/2/label/", "/notifications/",
        ],
        grace: ["/reviews/", f"{base}versions/1/", f"{base}versions/2/", "/settings/manager/",
            f"{base}record/?open", "/team/", "/notifications/", "/reviews/asked/", "/panels/",
            f"/comments/{thread.pk}/reword/", *reviewed["panel"],
        ],
        None: [*reviewed["secret"], "/", "/accounts/login/", "/accounts/signup/", "/offline/",
            f"/accounts/login/?next={HOSTILE}"],
    }  # fmt: skip


def around_the_review(packet, thread, placed, grace):
    """Hostile names of reviewers, readers, colleagues and panels, and the addresses that only some
    find."""
    version = thread.version
    VersionLabel.objects.put(version, HOSTILE[:80])
    thread.reword(f"{HOSTILE} {HOSTILE}")
    Comment.objects.create(
        version=version, section="opening", author=grace, quote=HOSTILE, suggestion=HOSTILE * 2
    )
    ask_to_review(packet, email="una@example.org", role="peer", word=HOSTILE)
    link = {"reader": HOSTILE[:120], "parts": [], "days": 3, "passcode": ""}
    _link, read = ShareLink.objects.make(version=version, **link)
    _row, endorse = ask_for_testimony(placed, name=HOSTILE[:120], word=HOSTILE)
    quote(packet, placed.entry, name=HOSTILE[:120], text=HOSTILE, said_where=HOSTILE[:120])
    panel = seat(grace, is_anonymous=False)
    Panel.objects.update(name=HOSTILE[:120])
    case = PanelCase.objects.bring(panel, version)
    return {
        "panel": [f"/panels/{panel.pk}/", f"/panel-cases/{case.pk}/"],
        "secret": [f"/read/{read}/", f"/endorse/{endorse}/"],
    }


def pages(hostile):
    for person, urls in hostile.items():
        browser = browser_of(person) if person else Client()
        for url in urls:
            response = browser.get(url, follow=True)
            assert response.status_code == 200, url
            yield url, response.content.decode()


def test_hostile_text_is_shown_as_text_on_every_page(hostile):
    for url, text in pages(hostile):
        assert "<script>alert" not in text, url
        assert "<img src=x" not in text, url
        assert "<iframe" not in text, url
        assert f'"{LINK}"' not in text, url
        if "/versions/" in url:
            assert "&lt;script&gt;alert(" in text, url
            assert "{{ user.email }}" in text, url


def test_no_page_carries_a_script_or_a_style_of_its_own(hostile):
    for url, text in pages(hostile):
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S)
        assert scripts, url
        assert [script for script in scripts if "src=" not in script[0] or script[1].strip()] == []
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=[\"'a-z]|javascript:", shown(text)) == [], (
            url
        )


def shown(text):
    """The page's tags alone, their attributes emptied."""
    return " ".join(re.findall(r"<[a-z][^>]*>", re.sub(r'"[^"]*"', '""', text)))


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/accounts/login/", "/nothing/here/", "/week/", "/livez"])
def test_every_answer_has_the_strict_policy(url):
    response = Client().get(url)
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert (
        response["X-Frame-Options"],
        response["X-Content-Type-Options"],
        response["Referrer-Policy"],
        response["Cross-Origin-Opener-Policy"],
    ) == ("DENY", "nosniff", "same-origin", "same-origin")


def test_every_answer_has_a_request_id_of_its_own(client, db):
    ids = [client.get("/livez")["X-Request-ID"] for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)
    assert ids[0] != ids[1]


def test_a_request_id_that_is_sent_is_not_taken(client, db):
    sent = client.get("/livez", headers={"X-Request-ID": "a\nb"})
    assert re.fullmatch(r"[0-9a-f]{32}", sent["X-Request-ID"])


def test_without_its_token_a_form_is_refused(ada):
    browser = browser_of(ada, enforce_csrf_checks=True)
    response = browser.post("/settings/theme/", {"theme": "dark"})
    ada.refresh_from_db()
    assert (response.status_code, ada.theme) == (403, "")


# Logs.


@pytest.fixture
def logged():
    """Every line that is logged, as it goes to standard error."""
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    kept, handler.stream = handler.stream, io.StringIO()
    yield lambda: handler.stream.getvalue()
    handler.stream = kept


def test_no_log_line_holds_what_a_person_wrote(packet_of_words, logged):
    ada, _grace, packet = packet_of_words
    browser = browser_of(ada)
    for url in (
        "/wins/?q=Heron", "/wins/?before=Heron", f"/packets/{packet.pk}/",
        f"/packets/{packet.pk}/versions/1/", "/packets/999/", "/no/Heron/here/",
    ):  # fmt: skip
        browser.get(url)
    browser.post("/new/", {"text": "Found Heron in the attic"})
    browser.post(f"/packets/{packet.pk}/moves/withdraw/", {"note": "Heron"})
    Client().post("/accounts/login/", {"login": "heron@example.org", "password": "Heron"})
    lines = logged().splitlines()
    assert len(lines) >= 9
    assert [line for line in lines if re.search("heron|ada@|grace@|Okoye|Staff", line, re.I)] == []


@pytest.fixture
def packet_of_words(ada, grace, managed):
    packet = PacketFactory(author=ada, title="Heron, Staff Engineer")
    place(packet, "Heron")
    return ada, grace, share(packet)


def test_a_request_is_logged_by_the_name_of_its_route(ada, logged):
    response = browser_of(ada).get("/wins/?q=secret")
    (line,) = [json.loads(line) for line in logged().splitlines() if '"request"' in line]
    assert {key: line[key] for key in ("event", "method", "route", "status", "request_id")} == {
        "event": "request",
        "method": "GET",
        "route": "entry-list",
        "status": 200,
        "request_id": response["X-Request-ID"],
    }


def test_an_address_that_is_nowhere_is_logged_without_it(client, db, logged):
    client.get("/wins-of-heron/")
    (line,) = [json.loads(line) for line in logged().splitlines() if '"request"' in line]
    assert (line["route"], line["status"]) == (None, 404)


@pytest.mark.parametrize("broken", ["canonical", "preset"])
def test_a_document_that_cannot_be_read_is_not_quoted_when_a_page_breaks(
    packet_of_words, logged, broken
):
    ada, _grace, packet = packet_of_words
    wrong = {"title": "Heron"}
    if broken == "canonical":
        Version.objects.create(packet=packet, number=2, title="", canonical=json.dumps(wrong))
    else:
        Packet.objects.update(preset=wrong)
    page = {"canonical": "versions/2/", "preset": ""}[broken]
    browser = browser_of(ada, raise_request_exception=False)
    response = browser.get(f"/packets/{packet.pk}/{page}")
    assert (response.status_code, "Heron" in response.text) == (500, False)
    (line,) = [json.loads(line) for line in logged().splitlines() if '"exception"' in line]
    assert "Heron" not in logged()
    assert (line["event"], line["level"]) == (
        f"Internal Server Error: {'version' if broken == 'canonical' else 'packet'}-detail",
        "error",
    )
    frames, _, kind = line["exception"].rpartition("\n")
    assert kind == "pydantic_core._pydantic_core.ValidationError"
    assert "model_validate" in frames


def test_the_log_says_of_each_exception_what_caused_it():
    try:
        try:
            raise KeyError("Heron")
        except KeyError as problem:
            raise ValueError("Heron") from problem
    except ValueError:
        told = traceback_without_words(sys.exc_info())
    kinds = [line for line in told.splitlines() if not line.startswith(" ")]
    assert kinds == ["builtins.ValueError", "which was caused by", "builtins.KeyError"]


def test_the_log_says_why_the_database_is_away():
    problem = OperationalError("connection refused")
    told = traceback_without_words((OperationalError, problem, None))
    assert told == "django.db.utils.OperationalError: connection refused"


# Settings.

ASK = """
from django.conf import settings as s
import json
print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
    s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.DEBUG]))
"""


def settings_with(**environment):
    """The settings of another process, in an environment of its own."""
    path = {name: os.environ[name] for name in ("PATH", "DATA_DIR")}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**path, "DJANGO_SETTINGS_MODULE": "bragdoc.settings", **environment},
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.splitlines()[-1]


def test_over_https_cookies_travel_there_alone_and_everything_else_is_led_there():
    assert settings_with(SECRET_KEY="x", SITE_URL="https://brag.example.org") == [
        True, True, True, "Lax", True, 31_536_000, False,
    ]  # fmt: skip


def test_over_http_on_one_machine_they_still_are_no_script_s_business():
    assert settings_with(SECRET_KEY="x", SITE_URL="http://127.0.0.1:8000") == [
        False, False, True, "Lax", False, 0, False,
    ]  # fmt: skip


def test_without_a_secret_key_nothing_starts():
    assert "SECRET_KEY" in settings_with()


# Downloads.


def test_json_is_a_download_and_never_a_page(packet_of_words):
    _ada, grace, packet = packet_of_words
    response = browser_of(grace).get(reverse("version-export", args=[packet.pk, 1, "json"]))
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/json",
        "nosniff",
    )
    assert response["Content-Disposition"] == (
        'attachment; filename="heron-staff-engineer-v1.json"'
    )


def test_an_account_whose_address_is_not_proved_signs_in_nowhere(ada, client):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=False, primary=True)
    response = client.post("/accounts/login/", {"login": ada.email, "password": "correct horse"})
    assert response["Location"] == "/accounts/confirm-email/"
    assert client.get("/week/")["Location"].startswith("/accounts/login/")
