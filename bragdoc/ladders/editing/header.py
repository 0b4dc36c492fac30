"""What a ladder says of itself: its name, its version, where it comes from."""

from typing import Any

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.editing.edits import checked


def change(document: LadderDocument, **changes: Any) -> LadderDocument:
    """The slug stays: it is the address of every version of the ladder."""
    header = document.ladder.model_copy(update=changes | {"slug": document.ladder.slug})
    return checked(document.model_copy(update={"ladder": header}))
