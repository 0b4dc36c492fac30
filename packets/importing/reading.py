"""From bytes to the document that they hold, or to the sentences that say what is wrong."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from pydantic import ValidationError

from packets.document import PacketDocument
from packets.importing.carriers import packet_json
from packets.importing.faults import NotAPacket

_FAULTS_SHOWN = 5
_EXCERPT = 60  # characters
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")  # no database keeps them


def read_packet(data: bytes) -> PacketDocument:
    """The packet in a JSON file, in our ZIP or in our PDF. Raises NotAPacket."""
    content = _content(packet_json(data))
    if not isinstance(content, dict) or content.get("format") != "packet/1":
        said = content.get("format") if isinstance(content, dict) else None
        named = f" It says that it is “{said[:_EXCERPT]}”." if isinstance(said, str) else ""
        raise NotAPacket(f"This is no packet: it does not say that it is “packet/1”.{named}")
    try:
        return PacketDocument.model_validate(content)
    except ValidationError as error:
        raise NotAPacket(_said(error)) from error


def _content(data: bytes) -> Any:
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as problem:
        raise NotAPacket("This is no text in UTF-8, which a packet is.") from problem
    try:
        content = json.loads(text, object_pairs_hook=_named_once, parse_constant=_no_number)
    except RecursionError as problem:
        raise NotAPacket("It is nested far deeper than any packet.") from problem
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, character {problem.colno}"
        raise NotAPacket(f"This is no JSON: it breaks off at {place}.") from problem
    except ValueError as problem:  # a number of thousands of digits
        raise NotAPacket("It holds a number that is too long to be one.") from problem
    if "\\u" in text and any(map(_NOT_KEPT.search, _texts(content))):
        raise NotAPacket("It holds a null character or half of one, which no text can have.")
    return content


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name, count in Counter(names).items() if count > 1)
        twice = twice.encode(errors="replace").decode()
        raise NotAPacket(f"It says “{twice[:_EXCERPT]}” twice in one place.")
    return found


def _no_number(name: str) -> NoReturn:
    raise NotAPacket(f"It holds {name}, which is no number in JSON.")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _texts(part)


def _said(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False)
    told = []
    for fault in faults[:_FAULTS_SHOWN]:
        place = " › ".join(str(step)[:_EXCERPT] for step in fault["loc"])
        what = str(fault.get("ctx", {}).get("error") or fault["msg"]).rstrip(".")
        told.append(f"{place}: {what}" if place else what)
    more = len(faults) - _FAULTS_SHOWN
    rest = f"; and {more} more" if more > 0 else ""
    return f"This is no packet as “packet/1” has it. {'; '.join(told)}{rest}."
