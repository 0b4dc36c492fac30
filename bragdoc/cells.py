"""Cells of a CSV file that a spreadsheet would take for a formula.

A spreadsheet runs what starts with `=`, `+`, `-` or `@` when a file is opened. An apostrophe in
front makes it text. Reading takes the apostrophe away again, and nothing else: text that already
looks guarded gets a second one.
"""

import re

# Some spreadsheets skip a tab or a line end in front, and some take the wide signs for the narrow.
_RUN = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
