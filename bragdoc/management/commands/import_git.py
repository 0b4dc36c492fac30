from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bragdoc.capture.git_history.log import MAX_BYTES, parse
from bragdoc.capture.git_history.people import Who, written_by
from bragdoc.capture.git_history.reading import read
from bragdoc.capture.proposals import Unreadable
from bragdoc.git_repository import NoRepository, read_log, remote_address
from bragdoc.management import importing
from bragdoc.models import Import


class Command(BaseCommand):
    help = "Read a git log, or a folder with a repository, and put the work into an inbox."

    def add_arguments(self, parser):
        importing.add_arguments(parser)
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("file", type=Path, nargs="?", metavar="FILE")
        source.add_argument(
            "--repository-path", type=Path, metavar="DIR", help="read the log of this folder"
        )
        parser.add_argument(
            "--author",
            action="append",
            default=[],
            metavar="NAME",
            help="a name or address the owner commits under; may be given several times",
        )
        parser.add_argument(
            "--repository", default="", metavar="URL", help="where its pull requests can be seen"
        )

    def handle(self, *, file, repository_path, owner, author, repository, preview, **options):
        place = file or repository_path
        user = importing.owner_named(owner)
        authors = author or [user.email, user.name]
        try:
            data = (
                importing.read_bytes(file, MAX_BYTES)
                if file
                else read_log(repository_path, authors)
            )
            log = parse(data)
        except (Unreadable, NoRepository) as problem:
            raise CommandError(f"{place}: {problem}") from problem
        if not written_by(Who.called(authors), log.commits):
            raise CommandError(f"{place}: {nobodys(log, authors)}")
        address = repository or (remote_address(repository_path) if not file else "")
        choices = {"who": "\n".join(authors), "repository": address}
        if preview:
            self.stdout.write(importing.in_json(read(log, choices)))
            return
        name = file.name if file else repository_path.resolve().name
        brought = Import.objects.from_git_log(log, choices, owner=user, name=name)
        self.stdout.write(importing.told(brought))


def nobodys(log, authors):
    """That the log holds nothing of theirs, and whose commits it does hold."""
    found = [f"{each.name} <{each.email}> ({each.commits})" for each in log.authors[:10]]
    return (
        f"No commit is by {' or '.join(filter(None, authors))}. "
        f"It has commits by {', '.join(found)}. Say who the owner is with --author."
    )
