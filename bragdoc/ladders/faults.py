"""What is wrong with a ladder file: one sentence for each fault, with the place where it stands."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import ValidationError

from bragdoc.ladders.references import BrokenReferences, Problem

PROBLEMS_SHOWN = 5


class LadderError(Exception):
    """A file is no ladder. The message says where, by line or path, and what was expected.

    `problems` holds every sentence, each with its place; the message holds the first five.
    `line` (from 1; None when unknown) and `path` are those of the first.
    """

    def __init__(self, *problems: "LocatedProblem"):
        self.problems = problems
        self.line, self.path = problems[0].line, problems[0].path
        shown = "; ".join(str(problem) for problem in problems[:PROBLEMS_SHOWN])
        more = len(problems) - PROBLEMS_SHOWN
        super().__init__(f"{shown}; and {more} more" if more > 0 else shown)


class LocatedProblem(NamedTuple):
    """`path` leads from the top by field names and slugs. A sheet counts rows, not lines."""

    sentence: str
    line: int | None = None
    path: tuple[str, ...] = ()
    counted: Literal["line", "row"] = "line"

    def __str__(self):
        line = f"{self.counted} {self.line}" if self.line else ""
        place = ", ".join(part for part in (line, " › ".join(self.path)) if part)
        return f"{place}: {self.sentence}" if place else self.sentence


def refused(
    sentence: str, line: int | None = None, counted: Literal["line", "row"] = "line"
) -> LadderError:
    return LadderError(LocatedProblem(sentence, line, counted=counted))


SENTENCES = {
    "missing": "`{field}` is missing",
    "extra_forbidden": "`{field}` is not part of the format; data of your own goes under `extra`",
    "literal_error": "`{input}` is not one of {expected}",
    "string_type": "expected text",
    "string_too_short": "expected text, and found none",
    "string_too_long": "expected at most {max_length} characters",
    "tuple_type": "expected a list",
    "dict_type": "expected a mapping of names to values",
    "model_type": "expected a mapping of names to values",
    "model_attributes_type": "expected a mapping of names to values",
    "too_short": "expected at least one",
    "too_long": "expected at most {max_length}",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "decimal_parsing": "`{input}` is no number; expected one such as 3 or 2.5",
    "decimal_type": "expected a number such as 3 or 2.5",
    "finite_number": "`{input}` is no number; expected one such as 3 or 2.5",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "decimal_max_digits": "expected at most nine digits",
    "decimal_max_places": "expected at most four digits after the point",
    "decimal_whole_digits": "expected at most five digits before the point",
}
_PATTERNS = (
    ("^https?:", "`{input}` is no link; expected one that starts with http:// or https://"),
    ("^(?:[a-z]{2,3}", "`{input}` is no language code; expected one such as `en` or `pt-BR`"),
    ("^[^", "the text holds a control character; leave it out"),
    ("", "`{input}` is no slug; expected small letters, digits and single hyphens"),
)


def problems_of(
    error: ValidationError, sentences: Mapping[str, str] = SENTENCES
) -> Iterator[Problem]:
    """What each fault of pydantic's comes to in words: by its type, as `sentences` has them."""
    for fault in error.errors(include_url=False):
        context = fault.get("ctx", {})
        cause = context.get("error")
        if isinstance(cause, BrokenReferences):
            yield from cause.problems
            continue
        if fault["type"] == "too_short" and fault["input"]:
            continue  # a list that lost every item to another fault
        if fault["type"] == "string_pattern_mismatch":
            pattern = context["pattern"]
            sentence = next(text for start, text in _PATTERNS if pattern.startswith(start))
        else:
            sentence = sentences.get(fault["type"], "{message}")
        values = {
            "input": fault["input"][:60] if isinstance(fault["input"], str) else "",
            "field": str(fault["loc"][-1])[:60] if fault["loc"] else "",
            "message": cause or fault["msg"],
        }
        yield Problem(fault["loc"], sentence.format(**{**context, **values}))
