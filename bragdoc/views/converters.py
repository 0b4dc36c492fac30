from datetime import date


class MondayConverter:
    """A week in an address, as the date of its Monday: 2026-11-16. Any other day is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        day = date.fromisoformat(value)  # ValueError: not found
        if day.weekday():
            raise ValueError(value)
        return day

    def to_url(self, value):
        return value.isoformat()
