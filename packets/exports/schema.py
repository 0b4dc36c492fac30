"""The JSON Schema of `packet/1`, for programs that read what a packet hands over as data."""

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from packets.document import PacketDocument

EXAMPLE: dict[str, Any] = {
    "format": "packet/1",
    "title": "Staff Engineer, January",
    "language": "en",
    "author": "Ada Marchetti",
    "ladder": {"slug": "engineering", "name": "Engineering", "version": "2026.1"},
    "goal": {"track": "ic", "level": "staff", "title": "Staff", "label": "Staff (E5)"},
    "starts_on": "2025-12-01",
    "ends_on": "2026-11-30",
    "thesis": "Four teams build on one format.",
    "sections": [
        {
            "key": "direction",
            "title": "Direction",
            "competency": "direction",
            "claim": "What a reading means is a decision with a record.",
            "expectations": [
                {
                    "slug": "sets-direction",
                    "text": "Sets a direction that several teams follow.",
                    "evidence": [
                        {
                            "entry": 1,
                            "title": "One format for every meter",
                            "starts_on": "2026-02-02",
                            "ends_on": "2026-06-26",
                            "metrics": [{"label": "Translations", "before": "11", "after": "1"}],
                            "why": "It binds four teams.",
                            "featured": True,
                            "testimony": [
                                {
                                    "text": "Nobody asks me any more what a reading means.",
                                    "name": "Ines Castellanos",
                                    "position": "Engineering Manager",
                                    "said_on": "2026-07-02",
                                    "where": "in the channel of the release",
                                    "source": "pasted",
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
    "gaps": [{"title": "No hiring", "answer": "Nobody was hired in my area."}],
    "conditions": [{"text": "Show it twice.", "said_on": "2025-11-20", "entries": [1]}],
    "preset": "Promotion case",
}
"""A small packet, as a program might write one to be brought in."""


@cache
def packet_schema() -> dict[str, Any]:
    """Made from the types of the document. What needs more than one place to see, such as a period
    that ends before it starts, only reading tells."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": "urn:bragdoc:packet:1",
        "version": "1",
        **PacketDocument.model_json_schema(),
        "title": "A promotion packet, packet/1",
        "description": "One version or draft of a packet, with all that it shows. Fields with a "
        "default may be left out. What is not in the schema is refused.",
        "examples": [EXAMPLE],
    }
