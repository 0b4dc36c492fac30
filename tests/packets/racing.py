"""Two people at once, each in a thread with a database connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, connections, transaction

LONG = 20  # seconds, after which something hangs
STEP = 0.01  # seconds between two looks at whether the second waits
NOTICED = 0.3  # seconds on SQLite, whose writers wait for each other from their first word on


@contextmanager
def connections_apart(folder):
    """Let each thread have its own connection, on SQLite in memory as well: such a database lives
    in one connection, so a copy of it is used that lies in a file. Beside the journeys it lies in
    one anyway."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    original, in_memory = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(folder / "race.sqlite3")
    connection.ensure_connection()
    original.backup(connection.connection)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = original, in_memory


def meet(first, second, *, then=lambda: None):
    """What `first` and `second` give back, where the second begins when all that the first does is
    done and nothing of it committed. A second that waits for the first, as it should, finds it
    committed then; one that does not wait goes on with what was before. `then` is what the first
    goes on with while the second waits: where that needs what the second holds, neither ends."""
    given, done, over = {}, threading.Event(), threading.Event()

    def leads():
        with transaction.atomic():
            given["first"] = first()
            done.set()
            _let_run(over)
            then()

    def follows():
        done.wait(LONG)
        try:
            given["second"] = second()
        finally:
            over.set()

    with ThreadPoolExecutor() as threads:
        running = [threads.submit(_alone, act) for act in (leads, follows)]
        for act in running:
            act.result(LONG)
    return given["first"], given["second"]


def _let_run(over):
    """Wait until the second is over, or waits for this transaction: how fast the machine is makes
    no difference to which of the two it comes to."""
    if connection.vendor == "sqlite":
        over.wait(NOTICED)
        return
    for _look in range(int(LONG / STEP)):
        if over.wait(STEP) or _holds_up_somebody():
            return


def _holds_up_somebody():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def _alone(act):
    try:
        act()
    finally:
        connections.close_all()
