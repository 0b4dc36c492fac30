"""How long a title may be, and how a longer one is cut."""

MAX_TITLE = 300  # characters


def shortened(words: str, limit: int = MAX_TITLE) -> str:
    """The words in at most so many characters, cut between two of them and ended by "…"."""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ;,:") + "…"
