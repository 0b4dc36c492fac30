import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from bragdoc.capture.git_history.forge import Forge
from bragdoc.capture.git_history.log import MAX_BYTES, UnreadableGitLog, parse
from bragdoc.capture.git_history.people import Who, written_by
from bragdoc.capture.git_history.reading import read
from bragdoc.git_repository import NoRepository, read_log, remote_address
from bragdoc.management.commands.import_brag import in_json
from bragdoc.models import Import


class Command(BaseCommand):
    help = "Read a git log, or a folder with a repository, and put the work into an inbox."

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("file", type=Path, nargs="?", metavar="FILE")
        source.add_argument(
            "--repository-path", type=Path, metavar="DIR", help="read the log of this folder"
        )
        parser.add_argument(
            "--owner", required=True, metavar="E-MAIL", help="whose inbox it is for"
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
        parser.add_argument(
            "--preview", action="store_true", help="print what is in it as JSON, write nothing"
        )

    def handle(self, *, file, repository_path, owner, author, repository, preview, **options):
        place = file or repository_path
        try:
            user = User.objects.get_by_natural_key(owner)
            authors = author or [user.email, user.name]
            log = parse(read_bytes(file) if file else read_log(repository_path, authors))
        except User.DoesNotExist:
            raise CommandError(f"Nobody has an account with the address {owner}.") from None
        except OSError as problem:
            raise CommandError(f"{place}: {problem.strerror}") from problem
        except (UnreadableGitLog, NoRepository) as problem:
            raise CommandError(f"{place}: {problem}") from problem
        who = Who.called(authors)
        forge = Forge.at(repository or (remote_address(repository_path) if not file else ""))
        if not written_by(who, log.commits):
            raise CommandError(f"{place}: {nobodys(log, authors)}")
        if preview:
            found = in_json(read(log, who, forge))
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        name = file.name if file else repository_path.resolve().name
        brought = Import.objects.from_git_log(log, who=who, forge=forge, owner=user, name=name)
        self.stdout.write(
            f"{brought.found} new, {brought.known} known, {len(brought.skipped)} skipped"
        )


def read_bytes(file):
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def nobodys(log, authors):
    """That the log holds nothing of theirs, and whose commits it does hold."""
    found = [f"{each.name} <{each.email}> ({each.commits})" for each in log.authors[:10]]
    return (
        f"No commit is by {' or '.join(filter(None, authors))}. "
        f"It has commits by {', '.join(found)}. Say who the owner is with --author."
    )
