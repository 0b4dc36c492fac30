"""An installation of its own in a temporary folder: settings, database, static files."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installation(*, keeps_database: bool = False) -> Iterator[Path]:
    """Set Django up as it runs for people, on an empty SQLite database, or on the empty one that
    `DATABASE_URL` names. Gives its folder.

    Processes that are started within the block find the same installation by the environment.
    """
    with tempfile.TemporaryDirectory(prefix="bragdoc-bench-") as folder:
        for name in ("DATABASE_URL", "DEBUG", "SITE_URL", "EMAIL_URL", "TRUSTED_PROXIES"):
            if name != "DATABASE_URL" or not keeps_database:
                os.environ.pop(name, None)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bragdoc.settings",
            "DATA_DIR": folder,
            "STATIC_ROOT": f"{folder}/static",
            "SECRET_KEY": secrets.token_urlsafe(50),
        }
        set_up_django()

        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            yield Path(folder)
        finally:
            connections.close_all()


def set_up_django() -> None:
    """Load the settings, with the floor routed and the log lines made but thrown away."""
    import django

    django.setup()

    import logging

    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.urls"
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(open(os.devnull, "w"))  # noqa: SIM115, as long as the process
