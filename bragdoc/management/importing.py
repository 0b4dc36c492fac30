"""What the commands that bring a file into an inbox share: whose inbox, the bytes, the preview."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import CommandError

from accounts.models import User

_NOT_SAID = {"commits", "spans"}  # for the inbox and for tests, too long for people


def add_arguments(parser):
    """The arguments of each of them, but for what is brought in."""
    parser.add_argument("--owner", required=True, metavar="E-MAIL", help="whose inbox it is for")
    parser.add_argument(
        "--preview", action="store_true", help="print what is in it as JSON, write nothing"
    )


def add_choices(parser):
    parser.add_argument(
        "--choice",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="the answer to what the file leaves open; several values by several --choice",
    )


def owner_named(email):
    """Raises CommandError."""
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise CommandError(f"Nobody has an account with the address {email}.") from None


def read_bytes(file: Path, most: int) -> bytes:
    """At most one byte more than a reader takes, for it to refuse. Raises CommandError."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror}") from problem


def answers(given):
    """{choice: values with line breaks between them}. Raises CommandError."""
    found = {}
    for each in given:
        name, is_there, value = each.partition("=")
        if not is_there:
            raise CommandError(f"--choice {each}: write NAME=VALUE.")
        found.setdefault(name, []).append(value)
    return {name: "\n".join(values) for name, values in found.items()}


def refuse_unknown(given, choices):
    """A mistyped answer would be no answer at all. Raises CommandError."""
    offered = {choice.name: choice for choice in choices}
    for name, written in given.items():
        if name not in offered:
            names = ", ".join(offered) or "nothing"
            raise CommandError(f"--choice {name}: this file leaves {names} to choose.")
        values = [option.value for option in offered[name].options]
        for value in written.split("\n") if offered[name].several else [written]:
            if value not in values:
                raise CommandError(f"--choice {name}={value}: choose {', '.join(values)}.")


def unheard(done, total):
    """Nobody waits for word of the progress of a command."""


def in_json(reading):
    """{"candidates": [...], "skipped": [...], "choices": [...]}, as text."""
    found = {
        "candidates": [
            {key: value for key, value in asdict(each).items() if key not in _NOT_SAID}
            for each in reading.candidates
        ],
        "skipped": [asdict(each) for each in reading.skipped],
        "choices": [asdict(each) for each in reading.choices],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str)


def told(brought):
    """What an import came to, on a line."""
    return f"{brought.found} new, {brought.known} known, {len(brought.skipped)} skipped"


def undecided(choices):
    """What has to be said before anything can be brought in, with the answers there are."""
    lines = []
    for choice in choices:
        lines.append(f"{choice.label} Say so with --choice {choice.name}=…, one of:")
        lines += [
            f"  {option.value}"
            + (f": {option.label}" if option.label != option.value else "")
            + (f" ({option.hint})" if option.hint else "")
            for option in choice.options
        ]
    return "\n".join(lines)
