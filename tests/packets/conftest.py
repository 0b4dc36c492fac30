"""What most tests of packets begin with."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.clients import browser_of
from tests.factories import PacketFactory
from tests.packets.racing import connections_apart
from tests.packets.scenes import share


@pytest.fixture
def packet(ada):
    """Ada's draft for the small ladder's staff level."""
    return PacketFactory(author=ada)


@pytest.fixture
def in_review(packet, managed):
    """The same, its version 1 shared with Grace."""
    return share(packet)


@pytest.fixture
def apart(transactional_db, tmp_path):
    """Each thread has a connection of its own."""
    with connections_apart(tmp_path):
        yield


@pytest.fixture
def counts_in_the_database(apart, settings):
    """What is counted by limits is kept as in a deployment: threads see what others have counted
    once it is committed."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "counted",
        }
    }
    call_command("createcachetable")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE counted")


@pytest.fixture
def adas(ada):
    return browser_of(ada)


@pytest.fixture
def graces(grace):
    return browser_of(grace)


@pytest.fixture
def eves(eve):
    return browser_of(eve)
