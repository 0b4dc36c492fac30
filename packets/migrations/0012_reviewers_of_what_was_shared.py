"""Who could read the latest version of a packet could also move it. They are its managers now,
but for who has a part in it already: after this was run, taken back and run again all have."""

from django.db import migrations
from django.db.models import Max


def make_reviewers(apps, schema_editor):
    Share = apps.get_model("packets", "Share")
    Reviewer = apps.get_model("packets", "Reviewer")
    Version = apps.get_model("packets", "Version")
    there = set(Reviewer.objects.values_list("packet", "email"))
    there |= set(Reviewer.objects.values_list("packet", "person"))
    latest = dict(Version.objects.values_list("packet").annotate(Max("number")).order_by("packet"))
    shares = Share.objects.filter(withdrawn_at=None).select_related("reader", "version")
    for share in shares.defer("version__canonical").order_by("pk").iterator():
        packet, email = share.version.packet_id, share.reader.email.lower()
        if there & {(packet, email), (packet, share.reader_id)}:
            continue
        if share.version.number == latest[packet]:
            Reviewer.objects.create(
                packet_id=packet,
                email=email,
                person=share.reader,
                role="manager",
                state="accepted",
                asked_at=share.shared_at,
                answered_at=share.shared_at,
            )


class Migration(migrations.Migration):
    dependencies = [("packets", "0011_reviewing")]

    operations = [migrations.RunPython(make_reviewers, migrations.RunPython.noop)]
