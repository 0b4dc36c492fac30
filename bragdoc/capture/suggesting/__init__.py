"""Which competencies a win may show, and why: worked out from the ladder's own wording and from
how its author tagged before. No network, no database.

    suggester = Suggester(asked, tagged)
    suggester.suggest(Win(title="Talked Billing out of a second retry queue"))

Two witnesses are heard. The ladder says which of its sentences share words with the win
(`wording`); earlier wins say which competencies went with such words, such a kind and such a
project (`own_tags`). What each says of a competency is the logarithm of a share, and the two are
added, as for witnesses who know nothing of each other. A witness with little to say hardly moves
the sum: with no wins tagged yet the ladder speaks alone.

A competency for which neither can name a reason is not suggested, so that a text in which nothing
is understood brings no suggestion.
"""

from bragdoc.capture.suggesting.ranking import Earlier, Run, Suggester, Suggestion
from bragdoc.capture.suggesting.wins import Asked, Tagged, Win

__all__ = ["Asked", "Earlier", "Run", "Suggester", "Suggestion", "Tagged", "Win"]
