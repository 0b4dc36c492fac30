"""The rows of the log, rendered once and kept by entry and revision.

A page of fifty wins, rendered from the database each time, took 26 times as long as a trivial page;
from kept rows it takes twice. It holds because a row shows nothing that can change without the
revision of its entry: slugs and names that are given once, and no date relative to today.
"""

from django.core.cache import caches
from django.template.loader import render_to_string

from bragdoc.models import Entry


def rendered_rows(places):
    """The row of each place (pk, revision, …), by pk. One that vanished meanwhile is left out."""
    keys = {f"{pk}:{revision}": pk for pk, revision, *_ in places}
    kept = caches["rows"].get_many(keys)
    rows = {keys[key]: row for key, row in kept.items()}
    missing = [pk for pk in keys.values() if pk not in rows]
    if missing:
        entries = Entry.objects.filter(pk__in=missing).for_display()
        fresh = {
            entry: render_to_string("bragdoc/_row.html", {"entry": entry}) for entry in entries
        }
        caches["rows"].set_many({f"{e.pk}:{e.revision}": row for e, row in fresh.items()})
        rows |= {entry.pk: row for entry, row in fresh.items()}
    return rows
