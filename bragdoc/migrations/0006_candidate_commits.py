import re

from django.db import migrations

LISTED = re.compile(r"^- .*?((?: `[0-9a-f]{7,10}`)+)$", re.MULTILINE)


def keep_commits(apps, schema_editor):
    """Candidates of git logs named their commits in their details only."""
    candidates = apps.get_model("bragdoc", "Candidate").objects.filter(key__startswith="git ")
    for candidate in candidates.only("details").iterator():
        ends = " ".join(LISTED.findall(candidate.details))
        candidate.commits = re.findall("[0-9a-f]+", ends)
        candidate.save(update_fields=["commits"])


class Migration(migrations.Migration):
    dependencies = [("bragdoc", "0005_capture")]

    operations = [migrations.RunPython(keep_commits, migrations.RunPython.noop)]
