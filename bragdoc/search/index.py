"""The index of the words of entries: how it is made, and how it is asked.

Triggers in the database keep it, whatever changes an entry: a form, a bulk update, SQL. They stand
on the table of entries alone. SQLite rebuilds a table for most changes of its schema and drops its
triggers with the old one, so a migration that alters entries says

    operations = indexed_anew(migrations.AddField("entry", …))

and the tests that search for what was changed in SQL fail when it was forgotten.
"""

from django.db import connection, migrations
from django.db.models import F
from django.db.models.expressions import Combinable, RawSQL

from bragdoc.search import postgresql, sqlite
from bragdoc.search.parts import Part

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def numbered() -> Combinable:
    """What of an entry is looked for in `having`: its pk.

    Not the bare pk on SQLite, which would look up the wins of a frequent word one by one and sort
    them, where it can walk the log until a page is full.
    """
    return F("pk") + 0 if connection.vendor == "sqlite" else F("pk")


def having(part: Part, author) -> RawSQL:
    """The pks of the entries of one person in whose own words this part stands.

    Every entry of theirs is asked, also a discarded one: begin with `visible_to`.
    """
    sql, parameters = ENGINES[connection.vendor].having(part, author.pk)
    return RawSQL(sql, parameters)  # noqa: S611, of constants and parameters


def create_index(apps, schema_editor):
    """Make the index anew out of the entries there are."""
    engine = ENGINES[schema_editor.connection.vendor]
    for statement in [*engine.DROP, *engine.CREATE]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].DROP:
        schema_editor.execute(statement, params=None)


def indexed_anew(*operations):
    """The operations of a later migration that alter entries, with the index made after them, in
    whichever direction they run."""
    return [
        migrations.RunPython(migrations.RunPython.noop, create_index),
        *operations,
        migrations.RunPython(create_index, migrations.RunPython.noop),
    ]
