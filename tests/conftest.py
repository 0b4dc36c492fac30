"""What every test starts from: three people, and settings that touch nothing outside the test.

`ada` writes, `grace` manages her, `eve` has no business here.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is a matter of the machine.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


DATABASE_FIXTURES = {"db", "transactional_db"}


def pytest_collection_modifyitems(items):
    """Mark what can reach the database. pytest-django lets no other test at it, so those need not
    run on a second one."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*item.fixturenames}:
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests():
    from django.conf import settings
    from django.test import override_settings

    # Not by assignment: what was asked for while tests were collected would stay as it was.
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain_files},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TASKS={"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}},
        CACHES={**settings.CACHES, "default": in_memory},
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_caches():
    from django.core.cache import caches

    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="session")
def samples():
    """Real documents to run against, where they are at hand."""
    folder = Path(os.environ.get("BRAGDOC_SAMPLES", "../shared/samples"))
    if not folder.is_dir():
        pytest.skip("no samples here")
    return folder


@pytest.fixture
def ada(db):
    from tests.factories import UserFactory

    return UserFactory(email="ada@example.org", name="Ada Okoye")


@pytest.fixture
def grace(db):
    from tests.factories import UserFactory

    return UserFactory(email="grace@example.org", name="Grace Lindholm")


@pytest.fixture
def eve(db):
    from tests.factories import UserFactory

    return UserFactory(email="eve@example.org", name="Eve Marsh")


@pytest.fixture
def managed(ada, grace):
    """Ada has named Grace, and Grace has accepted."""
    from tests.factories import ManagementFactory

    return ManagementFactory(engineer=ada, manager=grace, manager_email=grace.email)
