"""Pages against the floor, at several sizes of one person's log.

A page is called the way gunicorn calls it, without a socket: the WSGI application with all its
middleware, a session in the database, DEBUG off, the connection opened and closed for each request.
Its processor time counts: the database lies in the memory of the machine, so it waits for nothing.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from benchmarks.data import ANCHOR, databases
from benchmarks.measure import Turns, seconds
from bragdoc.models import Entry
from bragdoc.models.weeks import monday_of
from bragdoc.views.log import PAGE
from bragdoc.wsgi import application
from packets.models import Packet

FLOOR = "floor"
BEST_OF = 3
"""Calls in a turn, of which the quickest counts."""


class Page(NamedTuple):
    name: str
    address: str
    is_first: bool = False
    """Called with no row of the log kept from an earlier call; only once in a turn."""


class Site:
    """The application, signed in as one person, on the database that was chosen last."""

    def __init__(self, author: User):
        client = Client()
        client.force_login(author)
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def use(self, database: Path) -> None:
        connection.close()
        connection.settings_dict["NAME"] = str(database)
        caches["rows"].clear()

    def get(self, address: str) -> str:
        """The page, or RuntimeError when the answer is not one."""
        path, _, query = address.partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query}
        environ["HTTP_HOST"] = "127.0.0.1"
        environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        setup_testing_defaults(environ)
        answer = []
        body = application(environ, lambda status, headers: answer.append(status))
        try:
            content = b"".join(body)
        finally:
            body.close()
        if answer != ["200 OK"]:
            raise RuntimeError(f"{address} answered {answer[0]}")
        return content.decode()

    def queries(self, address: str) -> int:
        """How many queries the page takes."""
        count = 0

        def counted(execute, *args):
            nonlocal count
            count += 1
            return execute(*args)

        with connection.execute_wrapper(counted):
            self.get(address)
        return count


def measure_pages(
    author: User, sizes: list[int], turns: int, say: Callable[[str], None]
) -> list[dict]:
    """A row for each page and size: ms, ratio to the floor and to the first size, queries.

    The connection is left on the last of the databases that were made for this.
    """
    site = Site(author)
    say("Making " + ", ".join(f"{size:,}" for size in sizes) + " wins")
    files = databases(sizes, author)
    pages = {size: _pages(site, files[size], author) for size in sizes}
    queries = {
        (page.name, size): site.queries(_ready(site, files[size], page))
        for size in sizes
        for page in pages[size]
    }
    taken = Turns()
    for turn in range(turns):
        say(f"Turn {turn + 1} of {turns}")
        for versions in zip(*pages.values(), strict=True):
            for size, page in zip(sizes, versions, strict=True):
                get = partial(site.get, _ready(site, files[size], page))
                best_of = 1 if page.is_first else BEST_OF
                taken.add((page.name, size), seconds(get, best_of=best_of, clock=process_time))
    return [
        {
            "page": page.name,
            "wins": size,
            "ms": taken.median((page.name, size)) * 1000,
            "× floor": taken.ratio((page.name, size), (FLOOR, size)),
            f"× at {sizes[0]:,}": taken.ratio((page.name, size), (page.name, sizes[0])),
            "queries": queries[page.name, size],
        }
        for page in pages[sizes[0]]
        for size in sizes
    ]


def _ready(site: Site, database: Path, page: Page) -> str:
    """The page's address, with everything as it should be when it is called."""
    site.use(database)
    if not page.is_first:
        site.get(page.address)
    return page.address


def _pages(site: Site, database: Path, author: User) -> list[Page]:
    """The floor and the pages; the log is looked at, whether it has the rows it should have."""
    site.use(database)
    packet = Packet.objects.get()
    oldest = Entry.objects.visible_to(author).newest_first().reverse()[PAGE]
    log = reverse("entry-list")
    oldest_log = f"{log}?before={oldest.starts_on}.{oldest.pk}"
    for address in (log, oldest_log):
        rows = site.get(address).count('<li class="line">')
        if rows != PAGE:
            raise RuntimeError(f"A page of the log has {rows} rows, not {PAGE}")
    return [
        Page(FLOOR, reverse("floor")),
        Page("empty frame", reverse("frame")),
        Page("week", reverse("week", args=[monday_of(ANCHOR)])),
        Page("log", log),
        Page("log, no row kept", log, is_first=True),
        Page("log, oldest page", oldest_log),
        Page("packet", reverse("packet-detail", args=[packet.pk])),
        Page("packet section", reverse("packet-section", args=[packet.pk, "reliability"])),
    ]
