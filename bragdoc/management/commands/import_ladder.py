import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bragdoc.ladders.document import counts
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.files import read_ladder_file
from bragdoc.ladders.writing import write_ladder
from bragdoc.models import LadderVersion
from bragdoc.models.ladders import VersionExists


class Command(BaseCommand):
    help = (
        "Read a ladder file (ladder/1: YAML, JSON, or CSV in the long form, by the ending of its "
        "name) and publish it for the whole installation."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, metavar="FILE", nargs="?")
        what.add_argument(
            "--bundled", action="store_true", help="publish the ladders that come with Bragdoc"
        )
        parser.add_argument(
            "--preview", action="store_true", help="print what is in it as JSON, write nothing"
        )
        parser.add_argument("--draft", action="store_true", help="keep it as a draft")

    def handle(self, *, file, bundled, preview, draft, **options):
        if bundled:
            LadderVersion.objects.publish_bundled()
            return
        try:
            document = read_ladder_file(file.read_bytes(), file.name)
            if preview:
                self.stdout.write(json.dumps(counts(document)))
                return
            version = LadderVersion.objects.draft_from(document, source=write_ladder(document))
        except (OSError, LadderError, VersionExists) as problem:
            raise CommandError(f"{file}: {in_one_sentence(problem)}") from problem
        if not draft:
            version.publish()
        self.stdout.write(f"{version}: {version.get_state_display().lower()}")


def in_one_sentence(problem):
    return problem.strerror if isinstance(problem, OSError) else str(problem)
