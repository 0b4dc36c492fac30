"""A preset file, in YAML, read into a PresetDocument and written again.

It comes from anyone, so it is read with the bounds of a ladder file: bytes, depth, values, what
aliases add up to, and no tags. Every value is the text that stands in the file.
"""

from bragdoc.ladders.faults import SENTENCES, refused
from bragdoc.ladders.nodes import text_of, validated
from bragdoc.ladders.reading import read_yaml
from bragdoc.ladders.writing import yaml_of
from packets.presets.document import PresetDocument

_SENTENCES = SENTENCES | {"extra_forbidden": "`{field}` is not part of the format"}


def read_preset(data: bytes) -> PresetDocument:
    """Raises LadderError with everything that is wrong, each with its line."""
    text = text_of(data)
    if not text.strip():
        raise refused("the file is empty; expected `format: preset/1` on its first line")
    return validated(read_yaml(text), PresetDocument, sentences=_SENTENCES)


def write_preset(document: PresetDocument) -> str:
    """YAML that `read_preset` reads back to an equal document."""
    data = document.model_dump(mode="json", exclude_defaults=True)
    return yaml_of({"format": document.format, **data})
