"""Brag documents in a few words, and what was read out of them."""

from bragdoc.capture.brag_document import read_document


def read(text, name="", **choices):
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(data, name=name, choices=choices, progress=lambda done, total: None)


def only(text, name="", **choices):
    (candidate,) = read(text, name, **choices).candidates
    return candidate


def titles(text, name="", **choices):
    return [candidate.title for candidate in read(text, name, **choices).candidates]


def offers(text):
    return [(candidate.offers, candidate.title) for candidate in read(text).candidates]


def dated(candidate):
    return f"{candidate.starts_on} {candidate.ends_on} {candidate.precision}"


def reasons(text):
    return [(skipped.line, skipped.reason) for skipped in read(text).skipped]


def choice(reading, name):
    """The choice of that name, None where there is nothing to choose."""
    return next((choice for choice in reading.choices if choice.name == name), None)
