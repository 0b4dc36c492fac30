import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from packets.exports.docx import TooLong
from packets.exports.files import FILE_FORMS, packet_archive
from packets.exports.options import PdfOptions
from packets.exports.pdf import RenderingFailed, render_pdf
from packets.models import Packet, Rendering, Version


class Command(BaseCommand):
    help = "Write a version of a packet to a file. Without an ID, of the packet shared last."

    def create_parser(self, *args, **kwargs):
        # Every command of Django has a --version of its own; ours means the packet's.
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument("packet", nargs="?", type=int, metavar="ID", help="as in its address")
        which.add_argument("--latest", action="store_true", help="the packet shared last")
        parser.add_argument("--version", type=int, metavar="N", help="by default the last one")
        parser.add_argument("--format", choices=["pdf", *FILE_FORMS, "zip"], required=True)
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="- is stdout")

    def handle(self, *args, packet, version, format, output, **options):  # noqa: A002
        found = find_version(packet, version)
        try:
            data = content_of(found, format)
        except (RenderingFailed, TooLong) as problem:
            raise CommandError(str(problem)) from problem
        if output == "-":
            self.stdout.buffer.write(data)
            self.stdout.buffer.flush()
        else:
            write_whole(Path(output), data)


def find_version(packet: int | None, number: int | None) -> Version:
    """Raises CommandError with a sentence when there is no such packet or version."""
    versions = Version.objects.select_related("packet__author").newest_shared_first()
    if packet is None:
        if not (newest := versions.first()):
            raise CommandError("No packet has been shared yet.")
        packet = newest.packet_id
    elif not Packet.objects.filter(pk=packet).exists():
        raise CommandError(f"There is no packet {packet}.")
    versions = versions.filter(packet=packet)
    if number is not None:
        versions = versions.filter(number=number)
    if not (version := versions.first()):
        what = "version" if number is None else f"version {number}"
        raise CommandError(f"Packet {packet} has no {what}.")
    return version


def content_of(version: Version, form: str) -> bytes:
    """Raises RenderingFailed or TooLong, with a sentence, where there can be no such file."""
    if form in FILE_FORMS:
        return FILE_FORMS[form].write(version.document(), version.edition())
    pdf = pdf_of(version)
    if form == "pdf":
        return pdf
    document, edition = version.document(), version.edition()
    return packet_archive(document, edition, name_of=version.file_name, pdf=pdf)


def pdf_of(version: Version) -> bytes:
    """The bytes that its author gets on the page: those that are kept, or the same set anew."""
    options = PdfOptions(paper=version.packet.author.paper)
    if kept := Rendering.objects.pdf_of(version, options):
        return kept
    return render_pdf(version.document(), version.edition(), options=options).pdf


def write_whole(path: Path, data: bytes) -> None:
    """Write the file whole or not at all: beside its place first, then into it."""
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)  # a device or a pipe has no place to be moved into
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise CommandError(f"{path} can not be written: {problem.strerror}.") from problem
