"""A day as people say it."""

from datetime import date


def day_in_words(day: date) -> str:
    """In English, such as "7 October 2026"."""
    return f"{day.day} {day:%B %Y}"
