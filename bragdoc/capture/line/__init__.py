"""The one-line grammar of the capture field.

A win is typed as one line; words that begin with a sign say more about it:

    Halved the build +build:14min→7min #delivery ~ci @sam !operations ^fri https://ci.example/42

Tokens that are understood leave the title. Anything else stays where it was typed: an unknown
`#word`, a second project, a `+1`. A backslash before the sign keeps it as text (`\\#1`), and
quotes hold words together (`~"my project"`).

`tokens` is the grammar, `reading` and `writing` go from a line to its values and back.
"""

from bragdoc.capture.line.reading import read_line
from bragdoc.capture.line.values import KINDS, Line, Metric
from bragdoc.capture.line.writing import write_line

__all__ = ["KINDS", "Line", "Metric", "read_line", "write_line"]
