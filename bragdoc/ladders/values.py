"""What the fields of a ladder hold: slugs, texts, numbers, and a ladder's own data.

Whatever passes here can be written as YAML, JSON or CSV, kept in either database, and read back
equal.
"""

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue, PlainSerializer, StringConstraints

from bragdoc.ladders.naming import SLUG, SLUG_LENGTH

MAX_OWN_DEPTH = 8  # so that a whole document stays within the depth that is read
OWN_NUMBERS_BELOW = 10**15  # past it a float leaves whole numbers out

# YAML carries no control characters, PostgreSQL stores no NUL, and in a sentence they mean nothing.
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_NO_CONTROLS = f"^[^{CONTROLS}]*$"
_CONTROL = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_LANGUAGE = r"^(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?$"


def _one_line_end(text: str) -> str:
    """A text area of a browser sends CRLF; the sentence is the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_Filled = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, pattern=_NO_CONTROLS)
]
_Optional = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_NO_CONTROLS)]

Text = Annotated[_Filled, AfterValidator(_one_line_end)]
OptionalText = Annotated[_Optional, AfterValidator(_one_line_end)]
Name = Annotated[_Filled, StringConstraints(max_length=200), AfterValidator(_one_line_end)]
OptionalName = Annotated[
    _Optional, StringConstraints(max_length=200), AfterValidator(_one_line_end)
]
VersionName = Annotated[_Filled, StringConstraints(max_length=50), AfterValidator(_one_line_end)]

Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=SLUG_LENGTH)]
SlugOrDerived = Annotated[str, StringConstraints(pattern=f"^(?:{SLUG})?$", max_length=SLUG_LENGTH)]
CellKey = Annotated[str, StringConstraints(pattern=f"^(?:{SLUG}/)?{SLUG}$")]
ExpectationKey = Annotated[str, StringConstraints(pattern=f"^{SLUG}/{SLUG}$")]
Url = Annotated[str, StringConstraints(pattern=rf"^https?://[^\s{CONTROLS}]+$", max_length=2000)]
Language = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
Need = Literal["required", "optional"]


def _shortest(number: Decimal) -> Decimal:
    """Without zeros at its end, so that 3 and 3.0 are one number with one content hash."""
    return Decimal(f"{number.normalize() + 0:f}")


def _json_number(number: Decimal) -> int | float:
    """Nine digits survive a float, so JSON and YAML hold numbers and read back to equal ones."""
    return int(number) if number == int(number) else float(number)


Number = Annotated[
    Decimal,
    Field(ge=0, max_digits=9, decimal_places=4),
    AfterValidator(_shortest),
    PlainSerializer(_json_number, when_used="json"),
]


def _bounded(data: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Raises ValueError for what one of the forms of a file, or a database, would not keep."""
    _check(data, MAX_OWN_DEPTH)
    return data


def _check(value: JsonValue, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"the nesting is deeper than {MAX_OWN_DEPTH} here")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
    elif isinstance(value, str):
        if _CONTROL.search(value):
            raise ValueError("the text holds a control character; leave it out")
    elif value is not None and not abs(value) < OWN_NUMBERS_BELOW:  # which is true of no NaN
        raise ValueError("a number of more than 15 digits is not kept exactly; make it text")


OwnData = Annotated[dict[str, JsonValue], AfterValidator(_bounded)]
