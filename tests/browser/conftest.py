"""Journeys in a real Chromium, against Django's live server.

Whatever a journey does, nothing may go wrong beside it: each error or warning on a console, each
request that fails or is refused, each error of a script ends the test, unless it was expected.
"""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.clients import browser_of

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
NOT_RUN = "NO CHROMIUM: THE BROWSER JOURNEYS WERE NOT RUN. Install chromium, or set CHROMIUM."
PATIENCE = 30_000  # milliseconds; only a failing test waits so long
WIDE = {"width": 1280, "height": 900}

# What the protocol between us and the browser loses on a machine with too much to do. It says
# nothing about the page: such a journey, and no other, is made again. The closing line counts them.
LOST_BY_THE_BROWSER = [
    "Protocol error",
    "Target page, context or browser has been closed",
    "Execution context was destroyed",
]

# A refused request is told by its response, with its address. htmx calls it an error, in two lines,
# that a later request takes the place of one on its way; of one that fails it says more.
SAID_ELSEWHERE = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")

expect.set_options(timeout=PATIENCE)

# The server answers in threads. Each has to have a connection of its own, as in production: a
# database in memory would be one connection for all, and their transactions one.
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    on_disk = {"NAME": f"{settings.DATA_DIR}/journeys.sqlite3"}
    settings.DATABASES["default"].setdefault("TEST", {}).update(on_disk)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=LOST_BY_THE_BROWSER))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=NOT_RUN))


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line(NOT_RUN, red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Chromium that talks to nobody but the live server."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    ]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": quiet + as_root}


class Trouble(list):
    """What went wrong in the browsers of a test, in its order."""

    def watch(self, context):
        context.on("console", self._console)
        context.on("weberror", lambda found: self.append(f"script error: {found.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def take(self):
        """All so far, which by this counts as expected."""
        found = list(self)
        self.clear()
        return found

    def _console(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(SAID_ELSEWHERE):
            self.append(f"console: {message.text}")

    def _failed(self, request):
        # Aborted: the page was left while it still asked for something.
        if "ERR_ABORTED" not in request.failure:
            self.append(f"{request.failure} {request.method} {urlsplit(request.url).path}")

    def _response(self, response):
        # A form that the service worker sends on is told of twice, as the page's and as its own.
        if response.request.method == "POST" and response.request.service_worker:
            return
        if response.status >= 400:
            path = re.sub(r"\d+", "N", urlsplit(response.url).path)
            self.append(f"{response.status} {response.request.method} {path}")


@pytest.fixture
def trouble():
    found = Trouble()
    yield found
    assert found.take() == []


@pytest.fixture
def open_browser(live_server, new_context, trouble):
    """A browser of its own for a person, signed in, at a page; for nobody where none is named."""

    def open_browser(person=None, path="/", **options):
        where = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": WIDE}
        # A page that still scrolls by itself moves a button away between press and release.
        still = {"reduced_motion": "reduce"}
        context = new_context(base_url=live_server.url, **where | still | options)
        context.set_default_timeout(PATIENCE)
        trouble.watch(context)
        if person:
            session = browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    return open_browser


@pytest.fixture
def work(transactional_db):
    """The worker's turn: what is due is done. What was told is mailed, as a quarter of an hour
    later."""
    from accounts.tasks import send_due_mails
    from packets.models import Rendering
    from packets.notifying.kinds import GROUPED
    from packets.notifying.mails import mail_what_was_told
    from packets.tasks import render_packet

    def work():
        mail_what_was_told(timezone.now() + GROUPED)
        send_due_mails()
        for pk in Rendering.objects.due(timezone.now()).values_list("pk", flat=True):
            render_packet.func(pk)

    return work


@pytest.fixture
def link_in_mail():
    """The address on this site that the last mail to somebody leads to."""

    def link_in_mail(to):
        found = [message for message in mail.outbox if to in message.to]
        return urlsplit(re.search(r"https?://\S+", found[-1].body)[0]).path

    return link_in_mail
