"""The presets that come with Bragdoc, as they lie in `bundled/`."""

from functools import cache
from pathlib import Path

from packets.presets.document import PresetDocument
from packets.presets.reading import read_preset

FOLDER = Path(__file__).with_name("bundled")

DEFAULT = "competencies"
"""What a packet follows that names none: a section for each competency."""

FIRST_CHOICE = "promotion-case"
"""What is marked where somebody starts a packet."""


@cache
def bundled_presets() -> dict[str, PresetDocument]:
    """All of them by slug, in the order of their files' names."""
    documents = (read_preset(path.read_bytes()) for path in sorted(FOLDER.glob("*.yaml")))
    return {document.slug: document for document in documents}
