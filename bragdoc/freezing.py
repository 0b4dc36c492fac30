"""Rows that the database itself refuses to change: a migration operation that sets a trigger.

SQLite rebuilds a table for most changes of its schema and drops its triggers with the old one. So a
later migration that alters a frozen table ends with the same operation again; the tests that try to
change a frozen row in SQL fail when it is forgotten.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_{name} BEFORE UPDATE OF {columns} ON {table}
WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_{name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {table}_{name}()
"""


def freeze(table, columns, *, message, condition="TRUE", name="frozen"):
    """The operation that refuses every update of these columns where `condition` holds.

    The condition is SQL, with the row as OLD and as NEW. Breaking the rule raises
    IntegrityError. A table can have several such rules, each of another `name`.
    """
    names = {
        "table": table,
        "name": name,
        "columns": ", ".join(columns),
        "condition": condition,
        "message": message,
    }

    def set_trigger(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")
            schema_editor.execute(POSTGRESQL_FUNCTION.format(**names))
            schema_editor.execute(POSTGRESQL_TRIGGER.format(**names))
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
            schema_editor.execute(SQLITE.format(**names))

    def drop_trigger(apps, schema_editor):
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on_table}")

    return migrations.RunPython(set_trigger, drop_trigger)


def thaw(table, columns, *, message, condition="TRUE", name="frozen"):
    """The operation that takes such a rule off, for a migration that ends with it again. Undone, it
    sets the rule as told here."""
    rule = freeze(table, columns, message=message, condition=condition, name=name)
    return migrations.RunPython(rule.reverse_code, rule.code)
