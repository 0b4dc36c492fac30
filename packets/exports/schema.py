"""The JSON Schema of `packet/1`, for programs that read what a packet hands over as data."""

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from packets.document import PacketDocument


@cache
def packet_schema() -> dict[str, Any]:
    """Made from the types of the document. What needs more than one place to see, such as a period
    that ends before it starts, only reading tells."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **PacketDocument.model_json_schema(),
        "title": "A promotion packet, packet/1",
        "description": "One version or draft of a packet, with all that it shows.",
    }
