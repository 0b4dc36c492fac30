"""What is handed over of a packet, and the PDF that is made of it."""

from dataclasses import dataclass, replace

from packets.document import Edition, PacketDocument, content_hash
from packets.exports.options import PdfOptions
from packets.models import Packet, Rendering, Version
from packets.models.versions import name_of_copy


@dataclass(frozen=True)
class Copy:
    """What is handed over: a packet as it is, or what is left of it."""

    packet: Packet
    version: Version | None
    document: PacketDocument
    edition: Edition

    def cut(self, document: PacketDocument):
        """The same of what is left of it."""
        edition = replace(self.edition, content_hash=content_hash(document))
        return replace(self, document=document, edition=edition)

    def name(self, suffix):
        """What its file is called."""
        return name_of_copy(self.document, self.edition.number, suffix)

    def rendering(self, options: PdfOptions):
        """Its PDF, made when first asked for."""
        if not self.version:
            return Rendering.objects.of_draft(self.packet, self.document, options)
        if self.document.cut:
            return Rendering.objects.of_cut(self.version, self.document, options)
        return Rendering.objects.of_version(self.version, options)

    def pdf(self, options: PdfOptions):
        """The bytes of that, where they are there already."""
        content = self.edition.content_hash
        if not self.version:
            return Rendering.objects.pdf_of_draft(self.packet, content, options)
        if self.document.cut:
            return Rendering.objects.pdf_of_cut(self.version, content, options)
        return Rendering.objects.pdf_of(self.version, options)
