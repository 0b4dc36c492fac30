import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bragdoc.management import importing
from packets.bringing.bring import bring, take_up
from packets.importing.carriers import MAX_FILE_BYTES
from packets.importing.faults import NotAPacket
from packets.importing.reading import read_packet

PREVIEW = (
    "print what would be made as JSON, and write nothing: title, author, ladder, now, goal, "
    "preset, sections (title, competency, wins), wins (title, starts_on, ends_on, state: new, "
    "known or discarded), remarks (subject, text) about what will differ, and draft, the number "
    "of the one that was made of the file before"
)


class Command(BaseCommand):
    help = (
        "Make a draft of a packet: of its JSON, of the ZIP of all its forms, or of its PDF. Wins "
        "that are in the owner's log are placed, all others are added to it. The same file twice "
        "makes one draft."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--owner", required=True, metavar="E-MAIL", help="whose draft it is")
        parser.add_argument("--preview", action="store_true", help=PREVIEW)

    def handle(self, *, file, owner, preview, **options):
        user = importing.owner_named(owner)
        data = importing.read_bytes(file, MAX_FILE_BYTES)
        try:
            bringing = bring(read_packet(data), user)
        except NotAPacket as problem:
            raise CommandError(f"{file}: {problem}") from problem
        if preview:
            self.stdout.write(json.dumps(in_words(bringing), ensure_ascii=False, indent=2))
            return
        for remark in bringing.plan.remarks:
            self.stderr.write(f"{remark.subject}: {remark.text}")
        packet = take_up(bringing, user)
        self.stdout.write(f"Packet {packet.pk}: {packet.title}")


def in_words(bringing):
    plan = bringing.plan
    return {
        "title": plan.document.title,
        "author": plan.document.author,
        "ladder": str(bringing.version),
        "now": plan.now,
        "goal": plan.goal,
        "preset": plan.preset.name if plan.preset else "",
        "sections": [
            {
                "title": section.title,
                "competency": section.competency,
                "wins": len(section.placed),
            }
            for section in plan.sections
        ],
        "wins": [
            {
                "title": win.words.title,
                "starts_on": win.starts_on.isoformat(),
                "ends_on": win.ends_on.isoformat(),
                "state": win.state,
            }
            for win in plan.wins
        ],
        "remarks": [remark._asdict() for remark in plan.remarks],
        "draft": bringing.made.pk if bringing.made else None,
    }
