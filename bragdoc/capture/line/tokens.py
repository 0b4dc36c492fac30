"""The tokens of a line, and the quotes that hold words together."""

import re

from bragdoc.capture.links import ADDRESS

# A name begins with a letter, so that "#12", "~5 minutes" and "@2x" remain text. It ends before
# punctuation, Western or not, except for a joiner between two of its characters. Marks that
# combine with letters belong to it, which is why this is not \w.
_CHAR = r"[^\s!-/:-@\[-`{-~\u00a1-\u00bf\u060c\u061b\u061f\u2010-\u206f\u3001-\u303f\uff01-\uff0f]"
NAME = rf"[^\W\d_](?:{_CHAR}|(?!['’]s(?!\w))[-_./'’](?={_CHAR}))*+"
# Between straight quotes a backslash keeps a quote, or a backslash, as text. Phones make curly
# quotes of straight ones.
QUOTED = r'(?:"(?:[^"\\\n]|\\[^\n])*+"|“[^“”\n]*+”)'
VALUE = rf'(?:{QUOTED}|(?:(?!->|→)[^\s"“])+?)'
METRIC = rf"(?:{NAME}|{QUOTED}):{VALUE}(?:(?:->|→){VALUE})?{QUOTED}?"

TOKEN = re.compile(
    rf"""
    (?<![^\s\u200e\u200f\u2066-\u2069])         # after a space or a mark of direction
    (?: \\(?P<escaped>\\*+[#~@!+^])
      | (?P<link>{ADDRESS})
      | (?: [#](?P<competency>{NAME}|{QUOTED})
          | ~(?P<project>{NAME}|{QUOTED})
          | @(?P<person>{NAME}|{QUOTED})
          | !(?P<kind>{NAME})
          | \+(?P<metric>{METRIC})
          | \^(?P<date>[\w-]+(?:\.\.[\w-]+)?)
        )
        (?=[.,;:!?…)\]'"、。，；：！？）\u200e\u200f\u2066-\u2069]{{0,8}}(?:\s|$))
      | (?P<unread> [#~@!+](?=[^\W\d_]) | [#~@+](?=["“]) | \^(?=[^\W_]) )
    )
  | (?<!\\)\\(?P<kept>\\*+{ADDRESS})            # within a word as well
  | (?<![^\W_])(?P<inside>{ADDRESS})
    """,
    re.VERBOSE,
)
"""The next thing that is not plain text. The group that matched says what it is:

escaped, kept   what a backslash keeps as text: a sign, an address
link, inside    an address as a word, and within one
competency, project, person, kind, metric, date   what follows the sign of a token
unread          a sign that looks like the beginning of a token, and is none
"""


def unquoted(token: str) -> str:
    """What a name or value says, without its quotes, its spaces as in all of the line."""
    if token[:1] == '"':
        token = re.sub(r'\\(["\\])', r"\1", token[1:-1])
    elif token[:1] == "“":
        token = token[1:-1]
    return " ".join(token.split())


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def name_token(sign: str, name: str) -> str:
    """A name behind its sign, in quotes where it needs them: `~ci`, `~"my project"`."""
    found = TOKEN.match(f"{sign}{name}")
    plain = found and found[found.lastgroup or 0] == name == unquoted(name)
    return f"{sign}{name}" if plain else f"{sign}{quoted(name)}"
