from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bragdoc.capture.proposals import Unreadable
from bragdoc.capture.sources import MAX_BYTES, SOURCES
from bragdoc.management import importing
from bragdoc.models import Import

TRACKERS = ("github", "gitlab", "jira", "linear", "calendar")


class Command(BaseCommand):
    help = "Read what a tracker or a calendar exports and put the work into its owner's inbox."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        importing.add_arguments(parser)
        parser.add_argument(
            "--source", choices=TRACKERS, help="where it is from, when the file does not show it"
        )
        parser.add_argument(
            "--me",
            action="append",
            default=[],
            metavar="NAME",
            help="a name, login or address the owner has there; may be given several times",
        )
        importing.add_choices(parser)

    def handle(self, *, file, owner, preview, source, me, choice, **options):
        user = importing.owner_named(owner)
        data = importing.read_bytes(file, MAX_BYTES)
        given = importing.answers(choice)
        known = {"me": "\n".join(me or [user.email, user.name]), "today": str(user.today())}
        try:
            tracker = SOURCES[source or recognised(data, file.name)]
            reading = tracker.read(
                data, name=file.name, choices=known | given, progress=importing.unheard
            )
        except Unreadable as problem:
            raise CommandError(f"{file}: {problem}") from problem
        importing.refuse_unknown(given, reading.choices)
        if preview:
            self.stdout.write(importing.in_json(reading))
            return
        if asked := [each for each in reading.choices if each.asks]:
            raise CommandError(f"{file}: {importing.undecided(asked)}")
        brought = Import.objects.from_reading(
            reading, owner=user, name=file.name, source=tracker.slug
        )
        self.stdout.write(importing.told(brought))


def recognised(data, name):
    """Raises Unreadable."""
    slug = next((slug for slug in TRACKERS if SOURCES[slug].recognises(data, name)), None)
    if not slug:
        raise Unreadable(
            "It is not recognised. Say where it is from with --source, one of "
            f"{', '.join(TRACKERS)}."
        )
    return slug
