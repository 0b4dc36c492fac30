"""The document of a version becomes its table's last column.

SQLite keeps a long row in a chain of pages, and reads its columns in order: whatever stands behind
some fifty kilobytes of document is found at the end of that chain. A list that asks of each version
only whose it is then reads every document. https://sqlite.org/fileformat2.html#record_format
"""

from django.db import migrations, models

from bragdoc.freezing import freeze, thaw

COLUMNS = ["packet_id", "number", "title", "content_hash", "frozen_at", "canonical"]


class Migration(migrations.Migration):
    dependencies = [("packets", "0013_shares_of_a_reader")]

    operations = [
        thaw("packets_version", COLUMNS, message="a version never changes"),
        migrations.RenameField("version", "canonical", "document_before"),
        migrations.AddField(
            "version", "canonical", models.TextField(default=""), preserve_default=False
        ),
        migrations.RunSQL(
            "UPDATE packets_version SET canonical = document_before",
            "UPDATE packets_version SET document_before = canonical",
        ),
        # Going back adds the column to rows that are there, and needs something to begin with.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("version", "document_before", models.TextField(default=""))
            ]
        ),
        migrations.RemoveField("version", "document_before"),
        freeze("packets_version", COLUMNS, message="a version never changes"),
    ]
