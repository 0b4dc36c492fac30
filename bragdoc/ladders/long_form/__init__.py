"""A ladder as one long sheet: a row for each expectation. The spreadsheet that needs no guessing.

Eight columns say what a plain ladder says: `track`, `level`, `title`, `area`, `competency`, `slug`,
`expectation` and `examples` (one a line). Levels stand in the order in which they first appear,
lowest first; a row without an expectation may name one before anything is stated there. A row
without a track is for every track, `n/a` for an expectation says that nothing applies, and for a
competency with a scale `level` holds the step.

Two more columns carry what those cannot. `row` is the kind of the row: empty for an expectation,
else the part of the ladder that it declares. `details` has the fields of the part that are in no
column, as they stand in a ladder file. A sheet has them only where it needs them, and then any
ladder reads back equal.
"""

from bragdoc.ladders.long_form.reading import read_long_form
from bragdoc.ladders.long_form.table import is_long_form
from bragdoc.ladders.long_form.writing import write_long_form

__all__ = ["is_long_form", "read_long_form", "write_long_form"]
