"""The OpenAPI document as a page shows it: operations in groups, their fields in words, a command
that calls each."""

import json
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

WORDS = {
    "string": "text",
    "integer": "number",
    "boolean": "true or false",
    "date-time": "time",
    "binary": "file",
}
TOLD_ONCE = {"401", "403", "404", "422", "429"}  # on the page, for all operations
EXAMPLES = {"pk": "1", "packet": "1", "number": "1", "monday": "this"}


@dataclass(frozen=True)
class Field:
    """A field of a schema, or a parameter. `schema` is the name of the schema it is made of."""

    name: str
    kind: str
    schema: str
    required: bool
    description: str
    where: str = ""  # of a parameter: path, query or header


@dataclass(frozen=True)
class Answer:
    status: str
    words: str
    schema: str


@dataclass(frozen=True)
class OperationShown:
    name: str
    method: str
    path: str
    summary: str
    description: str
    scope: str
    group: str
    parameters: list[Field]
    body: str  # the name of its schema
    answers: list[Answer]
    command: str


@dataclass(frozen=True)
class SchemaShown:
    name: str
    description: str
    fields: list[Field]


def groups_of(document):
    """(what it is about, its operations), in the document's order."""
    shown = [
        _operation(path, method, operation, document["components"]["schemas"])
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    return [(group, list(each)) for group, each in groupby(shown, key=lambda one: one.group)]


def schemas_of(document):
    return [
        SchemaShown(name, schema.get("description", ""), _fields(schema))
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def _operation(path, method, operation, schemas):
    sent = operation.get("requestBody", {}).get("content", {})
    content_type, body = next(((kind, _ref(one["schema"])) for kind, one in sent.items()), ("", ""))
    return OperationShown(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        scope=next(iter(operation["security"][0].values()))[0],
        group=operation["tags"][0],
        parameters=[
            _field(one["name"], one["schema"], one["required"], one.get("description"), one["in"])
            for one in operation["parameters"]
        ],
        body=body,
        answers=[
            _answer(status, response)
            for status, response in sorted(operation["responses"].items())
            if status not in TOLD_ONCE
        ],
        command=_command(path, method.upper(), content_type, schemas.get(body, {})),
    )


def _answer(status, response):
    content = response.get("content", {}).get("application/json", {})
    words = "Done." if status.startswith("2") else response["description"]
    return Answer(status, words, _ref(content.get("schema", {})))


def _ref(schema):
    return schema.get("$ref", "").rpartition("/")[2]


def _fields(schema):
    required = schema.get("required", [])
    return [
        _field(name, one, name in required) for name, one in schema.get("properties", {}).items()
    ]


def _field(name, schema, required, description=None, where=""):
    kind, made_of = _kind(schema)
    description = description or schema.get("description", "")
    return Field(name, kind, made_of, required, description, where)


def _kind(schema):
    """(its kind in words, the name of the schema it is made of or "")."""
    if name := _ref(schema):
        return name, name
    if options := schema.get("anyOf"):
        kinds = [_kind(option) for option in options]
        return " or ".join(kind for kind, _ in kinds), next((name for _, name in kinds if name), "")
    if "enum" in schema:
        return ", ".join(option or "empty" for option in schema["enum"]), ""
    if schema.get("type") == "array":
        kind, name = _kind(schema["items"])
        return f"list of {kind}", name
    kind = schema.get("format") or schema.get("type", "anything")
    return WORDS.get(kind, kind), ""


def _command(path, method, content_type, body):
    """How to call it with curl."""
    lines = ['curl -H "Authorization: Bearer $BRAG_TOKEN"']
    if method != "GET" and (method != "POST" or not content_type):
        lines.append(f"  -X {method}")
    if content_type == "application/json":
        example = json.dumps(body.get("examples", [{}])[0], ensure_ascii=False)
        lines += ['  -H "Content-Type: application/json"', f"  -d '{example}'"]
    elif content_type:
        lines.append("  -F file=@wins.md")
    return " \\\n".join([*lines, f"  {settings.SITE_URL}{path.format(**EXAMPLES)}"])
