"""Numbers as an address or a form carries them."""

DIGITS = 18  # all numbers of so many digits fit where a database keeps a primary key


def whole_number(text: str) -> int | None:
    """The number that these digits write; None for anything else, and for what no row can have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None
