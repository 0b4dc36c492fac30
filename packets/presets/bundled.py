"""The presets that come with Bragdoc, as they lie in `bundled/`."""

from functools import cache
from pathlib import Path

import yaml

from packets.presets.document import PresetDocument

FOLDER = Path(__file__).with_name("bundled")

DEFAULT = "competencies"
"""What a packet follows whose author chose none: a section for each competency."""


@cache
def bundled_presets() -> dict[str, PresetDocument]:
    """All of them by slug, in the order of their files' names."""
    documents = (
        PresetDocument.model_validate(yaml.safe_load(path.read_bytes()))
        for path in sorted(FOLDER.glob("*.yaml"))
    )
    return {document.slug: document for document in documents}
