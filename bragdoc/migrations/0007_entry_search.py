"""The index of the words of entries, filled with those there are."""

from django.db import migrations

from bragdoc.search.index import create_index, drop_index


class Migration(migrations.Migration):

    dependencies = [("bragdoc", "0006_candidate_commits")]

    operations = [migrations.RunPython(create_index, drop_index)]
