import pytest

from bragdoc.capture.brag_document import read_document
from bragdoc.models import Import

BRAG_DOCUMENT = """\
# 2026

## October 2026

- Cut the nightly import from 40 minutes to 6 https://ci.example/42
- Wrote down why we will not split the database
"""


@pytest.fixture
def brought(ada):
    """Ada has imported a document with two candidates."""
    reading = read_document(
        BRAG_DOCUMENT.encode(), name="wins.md", choices={}, progress=lambda *_: None
    )
    return Import.objects.from_reading(reading, owner=ada, name="wins.md")


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """What is small is read within its request, however busy the machine is."""
    monkeypatch.setattr("bragdoc.importing.reading.PATIENCE", 600)  # seconds
