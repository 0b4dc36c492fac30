"""One import is read: shown first, and put into the inbox once its owner says so."""

from dataclasses import asdict
from time import monotonic

import structlog
from django.db import transaction

from bragdoc.capture.git_history.log import parse
from bragdoc.capture.proposals import Unreadable
from bragdoc.capture.sources import SOURCES
from bragdoc.models import Import
from bragdoc.models.growing_logs import GrowingLog
from bragdoc.models.imports import NotOurs
from bragdoc.models.taking_in import take_in

IN_A_REQUEST = 256_000  # bytes that are read at once
PATIENCE, WORKERS_PATIENCE = 5, 120  # seconds that a reading may take
TELLS_EVERY = 0.5  # seconds

logger = structlog.get_logger(__name__)


class TooLong(Exception):
    """The reading has used up its time."""


def read_at_once(pk):
    """Read a small import, and leave to the worker what takes too long. Returns whether it is
    read."""
    brought = Import.objects.no_larger_than(IN_A_REQUEST).for_reading().filter(pk=pk).first()
    if brought is None:
        return False
    try:
        read_import(brought, seconds=PATIENCE)
    except TooLong:
        brought.leave()
        return False
    return True


def read_by_the_worker(pk):
    brought = Import.objects.for_reading().filter(pk=pk).first()
    if brought is None:
        return
    try:
        read_import(brought, seconds=WORKERS_PATIENCE)
    except TooLong:
        brought.fail("It takes longer than two minutes to read. Bring it in parts.")


def read_import(brought, *, seconds):
    """Read it, if nobody else is at it. Raises TooLong."""
    if not brought.begin():
        return
    try:
        if brought.is_taking:
            put_into_the_inbox(brought, Watch(brought, seconds))
        else:
            show(brought, Watch(brought, seconds))
    except Unreadable as problem:
        brought.fail(str(problem))
    except NotOurs:
        logger.info("import_given_up", brought=brought.pk)
    except TooLong:
        raise
    except Exception:
        logger.exception("import_failed", brought=brought.pk, source=brought.source)
        brought.fail("It could not be read, for a reason that lies with this program.")


class Watch:
    """What a reader tells how far it is. Ends a reading that takes too long."""

    def __init__(self, brought, seconds):
        self.brought = brought
        self.until = monotonic() + seconds
        self.next = monotonic() + TELLS_EVERY

    def __call__(self, done, total):
        now = monotonic()
        if now > self.until:
            raise TooLong
        if now > self.next:
            self.brought.tell(done, total)
            self.next = now + TELLS_EVERY


def choices_of(brought):
    """What its reader goes by: what was decided, who its owner is, and which day it is there."""
    owner = brought.owner
    names = "\n".join(filter(None, [owner.email, owner.name]))
    return {"me": names, "today": owner.today().isoformat()} | brought.values


def show(brought, progress):
    source = SOURCES[brought.source]
    reading = source.read(
        bytes(brought.data), name=brought.name, choices=choices_of(brought), progress=progress
    )
    brought.ask(reading, [asdict(choice) for choice in reading.choices])


def put_into_the_inbox(brought, progress):
    data, choices = bytes(brought.data), choices_of(brought)
    if brought.source == "git":
        put_log_into_the_inbox(brought, parse(data, progress), choices, progress)
        return
    source = SOURCES[brought.source]
    reading = source.read(data, name=brought.name, choices=choices, progress=progress)
    with transaction.atomic():
        brought.record(reading, take_in(brought, reading))


def put_log_into_the_inbox(brought, log, choices, progress):
    """Reading takes a while, in which nobody else is kept from writing. Where the owner decides
    something meanwhile, it is read once more."""
    while True:
        growing = GrowingLog(brought.owner, log)
        reading = growing.read(choices, progress)
        with transaction.atomic():
            if growing.is_current():
                brought.record(reading, growing.take_in(brought, reading))
                return
