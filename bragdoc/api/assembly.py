"""The one interface, put together from the routers of both apps, and the document of it."""

import inspect
import json
from functools import cache

from django.conf import settings
from ninja import NinjaAPI, Schema
from ninja.parser import Parser

from accounts.models.tokens import SCOPES
from bragdoc.api import entries, imports, inbox, ladders, weeks
from bragdoc.api.access import SCHEME
from bragdoc.api.limits import READS, WRITES
from bragdoc.api.problems import Invalid, Refused, ScopeMissing, TooMany, answer_in_json

ROOT = "/api/v1"
ABOUT = (
    "Your wins, weeks and inbox, ladders, and the packets that you may read. Every request carries "
    "a token of yours, `Authorization: Bearer …`, which has the scopes that you gave it. Dates are "
    "ISO 8601. Lists come in pages: `next` of one is `after` of the following. A token reads "
    f"{READS.requests} and writes {WRITES.requests} times at once, and as often again within "
    "a minute; above that the answer is 429 with the header Retry-After."
)
# What every operation may answer beside what it declares.
REFUSALS: dict[int, tuple[str, type[Schema]]] = {
    401: ("No token, or one that opens nothing.", Refused),
    403: ("The token lacks the scope.", ScopeMissing),
    429: ("Too many requests. Retry-After says how long to wait.", TooMany),
}
NOT_FOUND = (404, ("There is no such thing, or it is not yours.", Refused))
CONFLICT = "It was changed or decided elsewhere in the meantime."
INVALID = (422, ("Something that was sent cannot be taken.", Invalid))


class TextParser(Parser):
    """JSON whose strings are text. Half of a surrogate pair is none, and no database keeps it."""

    def parse_body(self, request):
        body = super().parse_body(request)
        if b"\\u" in request.body:
            json.dumps(body, ensure_ascii=False).encode()  # UnicodeEncodeError: cannot be read
        return body


class BragdocAPI(NinjaAPI):
    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__


api = BragdocAPI(
    title="Bragdoc",
    version="1",
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    parser=TextParser(),
)
answer_in_json(api)
api.add_router("/entries", entries.router)
api.add_router("/weeks", weeks.router)
api.add_router("/inbox", inbox.router)
api.add_router("/imports", imports.router)
api.add_router("/ladders", ladders.router)
api.add_router("/packets", "packets.api.router")  # by its name, since this app knows no packets


@cache
def openapi_document():
    """What the interface is, in OpenAPI 3.1: JSON, for machines and for the page of it."""
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    document["servers"] = [{"url": settings.SITE_URL}]
    scopes = "\n".join(f"- `{scope}`: {words}" for scope, words in SCOPES.items())
    document["components"]["securitySchemes"] = {
        SCHEME: {"type": "http", "scheme": "bearer", "description": f"Its scopes:\n{scopes}"}
    }
    for refusal in (Refused, Invalid, ScopeMissing, TooMany):
        schema = refusal.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= schema.pop("$defs", {}) | {refusal.__name__: schema}
    for operations in document["paths"].values():
        for operation in operations.values():
            _tell(operation)
    _drop_unused(document)
    return document


def _drop_unused(document):
    """Without the schemas of parameters, which are told one by one."""
    text = json.dumps(document)
    schemas = document["components"]["schemas"]
    for name in [name for name in schemas if f'/{name}"' not in text]:
        del schemas[name]


def _tell(operation):
    """Say what an operation does in a line and the rest below, and how it may be refused."""
    summary, _, rest = inspect.cleandoc(operation.pop("description")).partition("\n")
    operation |= {"summary": summary.removesuffix(".")} | (
        {"description": rest.strip()} if rest else {}
    )
    refusals = dict(REFUSALS)
    if any(parameter["in"] == "path" for parameter in operation["parameters"]):
        refusals |= [NOT_FOUND]
    if operation["parameters"] or "requestBody" in operation:
        refusals |= [INVALID]
    if "409" in operation["responses"]:
        operation["responses"]["409"]["description"] = CONFLICT
    for status, (words, schema) in sorted(refusals.items()):
        content = {"schema": {"$ref": f"#/components/schemas/{schema.__name__}"}}
        operation["responses"].setdefault(
            str(status), {"description": words, "content": {"application/json": content}}
        )
