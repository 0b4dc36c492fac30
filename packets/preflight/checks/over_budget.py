"""A text with more words than its budget."""

from collections.abc import Iterator

from packets.exports.words import count_words
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft


def _flags(draft: Draft) -> Iterator[Flag]:
    for passage in draft.passages:
        if budget := draft.budgets.get(passage.place.field):
            over = count_words([passage.text]) - budget
            if over > 0:
                words = f"{over} word{'' if over == 1 else 's'}"
                yield Flag(passage.place, f"{words} over its {budget}")


CHECK = Check(
    name="over-budget",
    label="Over its budget",
    reason="What is too long is skimmed, and nobody tells you which half.",
    mend="Cut what the wins below it say already.",
    example="18 words over its 60.",
    flags=_flags,
)
