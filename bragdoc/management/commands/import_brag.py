from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bragdoc.capture.brag_document import MAX_BYTES, read_document
from bragdoc.capture.proposals import Unreadable
from bragdoc.management import importing
from bragdoc.models import Import

FOLDERS = 2  # above the file that may say when it was, as in 2018/05/notes.md


class Command(BaseCommand):
    help = "Read a brag document in Markdown or plain text and put it into its owner's inbox."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        importing.add_arguments(parser)
        importing.add_choices(parser)

    def handle(self, *, file, owner, preview, choice, **options):
        user = importing.owner_named(owner)
        data = importing.read_bytes(file, MAX_BYTES)
        choices = importing.answers(choice)
        name = "/".join(file.resolve().parts[-1 - FOLDERS :])
        try:
            reading = read_document(data, name=name, choices=choices, progress=importing.unheard)
        except Unreadable as problem:
            raise CommandError(f"{file}: {problem}") from problem
        importing.refuse_unknown(choices, reading.choices)
        if preview:
            self.stdout.write(importing.in_json(reading))
            return
        if asked := [each for each in reading.choices if each.asks]:
            raise CommandError(f"{file}: {importing.undecided(asked)}")
        brought = Import.objects.from_reading(reading, owner=user, name=file.name)
        self.stdout.write(importing.told(brought))
