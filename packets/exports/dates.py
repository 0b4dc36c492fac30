"""When something was done, as people say it, in the language that is active."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from packets.document import Evidence


def when(evidence: Evidence) -> str:
    """ "March 2026", "9 to 13 March 2026"."""
    first, last = evidence.starts_on, evidence.ends_on
    if first == last:
        return date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        if _is_whole_months(first, last):
            return date_format(last, "F Y")
        return _span(first, "j", last, "j F Y")
    return _span(first, "F" if first.year == last.year else "F Y", last, "F Y")


def shortly(evidence: Evidence) -> str:
    """The months of `when`, short enough for a table: "Dec 2025 to Jul 2026"."""
    first, last = evidence.starts_on, evidence.ends_on
    if (first.year, first.month) == (last.year, last.month):
        return date_format(last, "M Y")
    return _span(first, "M" if first.year == last.year else "M Y", last, "M Y")


def _span(first: date, first_format: str, last: date, last_format: str) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, first_format),
        "last": date_format(last, last_format),
    }


def _is_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + timedelta(days=1)).day == 1
