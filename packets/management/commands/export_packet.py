import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from packets.copies import Copy
from packets.cuts import Anonymity, Redaction, anonymised, redacted
from packets.exports.docx import TooLong
from packets.exports.files import FILE_FORMS, packet_archive
from packets.exports.html import titled_parts
from packets.exports.options import PdfOptions
from packets.exports.pdf import RenderingFailed, render_pdf
from packets.models import Packet, Version


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
        add_cuts(parser.add_argument_group("A copy for other eyes"))
        add_pdf_options(parser.add_argument_group("How the PDF is set"))

    def handle(self, *args, packet, version, format, output, **options):  # noqa: A002
        found = find_version(packet, version)
        try:
            copy = copy_of(found, options)
            data = content_of(copy, format, options_of(copy, options))
        except (RenderingFailed, TooLong) as problem:
            raise CommandError(str(problem)) from problem
        if output == "-":
            self.stdout.buffer.write(data)
            self.stdout.buffer.flush()
        else:
            write_whole(Path(output), data)


def add_cuts(group):
    group.add_argument(
        "--redact", nargs="+", default=[], metavar="WORD", help="black out these words and names"
    )
    group.add_argument("--without-links", action="store_true", help="take out where links lead")
    group.add_argument(
        "--anonymise", action="store_true", help="labels for all people, and no links"
    )
    group.add_argument(
        "--in-ladder", action="store_true", help="take them out of the ladder's own words too"
    )


def add_pdf_options(group):
    group.add_argument("--paper", choices=["A4", "Letter"], help="by default the author's")
    group.add_argument("--parts", nargs="+", default=[], metavar="PART", help="such as summary")
    group.add_argument("--black-and-white", action="store_true")
    group.add_argument("--without-addresses", action="store_true", help="print no link's address")
    group.add_argument("--archive", action="store_true", help="PDF/A-3, for keeping")


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


def copy_of(version: Version, chosen: dict) -> Copy:
    """The version as it is, or what is left of it."""
    whole = Copy(version.packet, version, version.document(), version.edition())
    words, in_ladder = tuple(chosen["redact"]), chosen["in_ladder"]
    if chosen["anonymise"]:
        anonymity = Anonymity(words=words, in_ladder=in_ladder)
        return whole.cut(anonymised(whole.document, anonymity).document)
    if words or chosen["without_links"]:
        without = chosen["without_links"]
        redaction = Redaction(words=words, without_links=without, in_ladder=in_ladder)
        return whole.cut(redacted(whole.document, redaction).document)
    return whole


def options_of(copy: Copy, chosen: dict) -> PdfOptions:
    """Raises CommandError for a part that the copy does not have."""
    parts = {anchor.partition("-")[2]: anchor for anchor in titled_parts(copy.document)}
    if unknown := sorted(set(chosen["parts"]) - parts.keys()):
        raise CommandError(f"It has no part {unknown[0]}. Its parts: {', '.join(parts)}.")
    return PdfOptions(
        paper=chosen["paper"] or copy.packet.author.paper,
        parts=tuple(anchor for name, anchor in parts.items() if name in chosen["parts"]),
        addresses=not chosen["without_addresses"],
        colour=not chosen["black_and_white"],
        archive=chosen["archive"],
    )


def content_of(copy: Copy, form: str, options: PdfOptions) -> bytes:
    """Raises RenderingFailed or TooLong, with a sentence, where there can be no such file."""
    if form in FILE_FORMS:
        return FILE_FORMS[form].write(copy.document, copy.edition)
    pdf = pdf_of(copy, options)
    if form == "pdf":
        return pdf
    return packet_archive(copy.document, copy.edition, name_of=copy.name, pdf=pdf)


def pdf_of(copy: Copy, options: PdfOptions) -> bytes:
    """The bytes that its author gets on the page: those that are kept, or the same set anew."""
    if kept := copy.pdf(options):
        return kept
    return render_pdf(copy.document, copy.edition, options=options).pdf


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
