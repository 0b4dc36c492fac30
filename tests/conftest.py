"""What every test starts from: three people, and settings that touch nothing outside the test.

`ada` writes, `grace` manages her, `eve` has no business here.
"""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests():
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS["default"] = {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


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
