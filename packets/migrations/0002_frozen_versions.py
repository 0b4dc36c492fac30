from django.db import migrations

from bragdoc.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [("packets", "0001_initial")]

    operations = [
        freeze(
            "packets_version",
            ["packet_id", "number", "title", "canonical", "content_hash", "frozen_at"],
            message="a version never changes",
        )
    ]
