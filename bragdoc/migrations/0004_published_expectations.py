"""Ladders that were published before sentences could be tagged get the rows of theirs."""

from django.db import migrations

from bragdoc.ladders.document import LadderDocument


def follow_published_versions(apps, schema_editor):
    LadderVersion = apps.get_model("bragdoc", "LadderVersion")
    Competency = apps.get_model("bragdoc", "Competency")
    Expectation = apps.get_model("bragdoc", "Expectation")
    published = LadderVersion.objects.exclude(state="draft").order_by("published_at", "pk")
    for version in published.iterator():
        rows = dict(
            Competency.objects.filter(ladder=version.ladder_id).values_list("slug", "pk")
        )
        Expectation.objects.filter(competency__ladder=version.ladder_id).update(retired=True)
        document = LadderDocument.model_validate(version.document)
        Expectation.objects.bulk_create(
            [
                Expectation(competency_id=rows[asked.slug], slug=item.slug, text=item.text)
                for _, asked in document.competencies()
                for item in asked.stated()
            ],
            batch_size=200,
            update_conflicts=True,
            unique_fields=["competency", "slug"],
            update_fields=["text", "retired"],
        )


class Migration(migrations.Migration):
    dependencies = [("bragdoc", "0003_expectations_and_drafts")]

    operations = [migrations.RunPython(follow_published_versions, migrations.RunPython.noop)]
