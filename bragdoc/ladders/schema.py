"""The JSON Schema of `ladder/1`, for editors that check a file while it is typed.

It is made from the types of the document and widened to the short forms that a file may use. What
needs more than one place to see, such as a slug that names nothing, only reading tells.
"""

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from bragdoc.ladders.document import Cell, LadderDocument, Part

type Schema = dict[str, Any]


@cache
def ladder_schema() -> Schema:
    schema = LadderDocument.model_json_schema(schema_generator=_FileSchema)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **schema,
        "title": "A career ladder, ladder/1",
        "description": "One version of a ladder, with all that it states.",
    }


class _FileSchema(GenerateJsonSchema):
    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """The fields of a part, or a plain text or list that stands for one of them."""
        part: type[Part] = schema["cls"]
        fields = super().model_schema(schema)
        for name, field in fields["properties"].items():
            if name not in fields.get("required", ()):  # `summary:` with nothing behind it
                fields["properties"][name] = {"anyOf": [field, {"type": "null"}]}
        if part is Cell:
            items = fields["properties"]["items"]["anyOf"][0]
            not_applicable = {"type": "string", "pattern": r"^\s*[nN]/[aA]\s*$"}
            return {"anyOf": [items, not_applicable, {"type": "null"}, fields]}
        if part.plain:
            return {"anyOf": [fields["properties"][part.plain], fields]}
        return fields

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A key that is no slug where slugs are keys is refused."""
        mapping = super().dict_schema(schema)
        return mapping | ({"additionalProperties": False} if "patternProperties" in mapping else {})

    def int_schema(self, schema: core_schema.IntSchema) -> Schema:
        """Every value of a file in YAML is text first."""
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": "^[0-9]+$"}]}
