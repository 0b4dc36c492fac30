"""What is answered to a request that cannot be done: always JSON, with a sentence in `detail`."""

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from bragdoc.api.limits import Limit

log = structlog.get_logger("bragdoc.api")


class Refused(Schema):
    """Why it was not done."""

    detail: str = Field(description="One or two sentences for a person.")


class FieldError(Schema):
    field: str = Field(description="Where it is, such as `metrics.0.after`; empty for the whole.")
    message: str


class Invalid(Refused):
    """What was sent cannot be taken as it is."""

    errors: list[FieldError]


class ScopeMissing(Refused):
    scope: str = Field(description="What the token would have to be given.")


class TooMany(Refused):
    limit: int = Field(description="Requests that fit at once.")
    seconds: int = Field(description="In which as many come back, evenly.")
    retry_after: int = Field(description="Seconds to wait, as in the header Retry-After.")


class Problem(Exception):
    """Ends a request with this status and answer."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more):
        super().__init__(detail)
        self.status = status
        self.headers = headers or {}
        self.content = {"detail": detail, **more}

    def response(self):
        return JsonResponse(self.content, status=self.status, headers=self.headers)


def not_found():
    return Problem(404, "There is no such thing, or it is not yours.")


def too_many(limit: Limit, wait: int):
    return Problem(
        429,
        f"Too many {limit.what}: {limit.requests} fit at once, and as many come back within "
        f"{limit.seconds} seconds. Wait {wait} s.",
        {"Retry-After": str(wait)},
        limit=limit.requests,
        seconds=limit.seconds,
        retry_after=wait,
    )


def invalid(*errors: tuple[str, str]):
    """What was sent cannot be taken; each error is a field and a message."""
    named = [{"field": field, "message": message} for field, message in errors]
    return Problem(422, "Something in what was sent cannot be taken.", errors=named)


def invalid_form(form, names=None):
    """The errors of a form, under the names that its fields have here."""
    names = {"__all__": "", **(names or {})}
    return invalid(
        *(
            (names.get(field, field), message)
            for field, messages in form.errors.items()
            for message in messages
        )
    )


# Where the schema's own words are not those of a person.
WORDS = {"missing": "This is required.", "extra_forbidden": "There is no such field."}


def _of_schema(error):
    """Where and what of one error of a schema. Its place begins with where it was sent (`body`),
    and with the name of the argument that takes a whole body."""
    source, *place = error["loc"]
    if source == "body" and place:
        del place[0]
    return ".".join(map(str, place)), WORDS.get(error["type"], error["msg"])


def answer_in_json(api: NinjaAPI):
    """Have every refusal and failure within an operation answered as it says in this module."""

    @api.exception_handler(Problem)
    def refused(request, problem):
        return problem.response()

    @api.exception_handler(Http404)
    def missing(request, error):
        return not_found().response()

    @api.exception_handler(ValidationError)
    def invalid_schema(request, error):
        return invalid(*map(_of_schema, error.errors)).response()

    @api.exception_handler(HttpError)
    def unreadable(request, error):
        return Problem(error.status_code, error.message).response()

    @api.exception_handler(RequestDataTooBig)
    def too_large(request, error):
        megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return Problem(413, f"This is larger than {megabytes} MB. Send it as a file.").response()

    @api.exception_handler(Exception)
    def failed(request, error):
        log.exception("api", route=request.resolver_match.view_name)
        return Problem(
            500, "This failed here, and it is in the log.", request=request.id
        ).response()
