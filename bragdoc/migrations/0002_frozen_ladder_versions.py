from django.db import migrations

from bragdoc.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [("bragdoc", "0001_initial")]

    operations = [
        freeze(
            "bragdoc_ladderversion",
            ["ladder_id", "version", "document", "content_hash", "source"],
            condition="OLD.state <> 'draft'",
            message="a published ladder version never changes",
        ),
        freeze(
            "bragdoc_ladderversion",
            ["state"],
            condition="OLD.state <> 'draft' AND NEW.state = 'draft'",
            message="a published ladder version is never a draft again",
            name="published_for_good",
        ),
    ]
