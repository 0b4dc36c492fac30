"""Structured logs: one JSON object a line, a request id in each, nothing that a person wrote. Only
where the project is developed do they quote what an exception says.

A request is logged by the name of its route, never by its address, since an address can carry a
search or a token.
"""

import logging.config
import time
import traceback
import uuid

import structlog
from django.db import OperationalError

log = structlog.get_logger("bragdoc.request")


class WithoutAddress(logging.Filter):
    """Django ends its lines about a request that failed with the address; ours end with the name of
    the route."""

    def filter(self, record):
        request = getattr(record, "request", None)
        if record.args and hasattr(request, "resolver_match"):
            match = request.resolver_match
            record.args = (*record.args[:-1], match.view_name if match else None)
        return True


def traceback_without_words(exc_info) -> str:
    """Where it broke, frame by frame, and what kind of exception it was; likewise of what caused
    it. Not what exceptions say: a document that cannot be read is quoted in one, and in the
    database's a whole row. Only that the database is away is told in its words."""
    parts, problem = [], exc_info[1]
    while problem is not None:
        said = f": {problem}" if isinstance(problem, OperationalError) else ""
        frames = "".join(traceback.format_tb(problem.__traceback__))
        parts.append(f"{frames}{type(problem).__module__}.{type(problem).__qualname__}{said}")
        hidden = problem.__suppress_context__
        problem = problem.__cause__ or (None if hidden else problem.__context__)
    return "\nwhich was caused by\n".join(parts)


def logging_config(*, json: bool) -> None:
    """Send our own and the libraries' log lines to standard error in one form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.types.Processor] = (
        [
            structlog.processors.ExceptionRenderer(traceback_without_words),
            structlog.processors.JSONRenderer(),
        ]
        if json
        else [structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer()]
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        *last,
                    ],
                }
            },
            "filters": {"without_address": {"()": WithoutAddress}},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "formatter": "structured",
                    "filters": ["without_address"],
                }
            },
            "root": {"handlers": ["stderr"], "level": "INFO"},
            "loggers": {
                # Django's own request lines quote the address; ours below do not.
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "WARNING"},
                # With a handler of its own, Huey does not add another; its ticks are no news.
                "huey": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
                "fontTools": {"level": "WARNING"},
                "weasyprint": {"level": "ERROR"},
            },
        }
    )
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class RequestLogMiddleware:
    """Give each request an id, answer with it, and log one line when it has been answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request.id):
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                route=match.view_name if match else None,
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
        response["X-Request-ID"] = request.id
        return response
