import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from bragdoc.capture.brag_document import UnreadableDocument, read_brag_document
from bragdoc.models import Import


class Command(BaseCommand):
    help = "Read a Markdown brag document and put what it holds into its owner's inbox."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--owner", required=True, metavar="E-MAIL", help="whose inbox it is for"
        )
        parser.add_argument(
            "--preview", action="store_true", help="print what is in it as JSON, write nothing"
        )

    def handle(self, *, file, owner, preview, **options):
        try:
            user = User.objects.get_by_natural_key(owner)
            reading = read_brag_document(file.read_bytes(), name=file.name)
        except User.DoesNotExist:
            raise CommandError(f"Nobody has an account with the address {owner}.") from None
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from problem
        except UnreadableDocument as problem:
            raise CommandError(f"{file}: {problem}") from problem
        if preview:
            self.stdout.write(json.dumps(in_json(reading), ensure_ascii=False, indent=2))
            return
        brought = Import.objects.from_reading(reading, owner=user, name=file.name)
        self.stdout.write(
            f"{brought.found} new, {brought.known} known, {len(brought.skipped)} skipped"
        )


def in_json(reading):
    return {
        "candidates": [
            {
                "title": found.title,
                "details": found.details,
                "starts_on": found.starts_on and found.starts_on.isoformat(),
                "ends_on": found.ends_on and found.ends_on.isoformat(),
                "precision": found.precision,
                "headings": found.headings,
                "links": found.links,
                "line": found.line,
            }
            for found in reading.candidates
        ],
        "skipped": [
            {"line": skip.line, "text": skip.text, "reason": skip.reason}
            for skip in reading.skipped
        ],
    }
