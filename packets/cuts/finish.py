"""What every copy for other eyes ends with: keys that tell nothing, and the word what it is."""

from typing import Literal

from packets.cuts.blackout import LINK_MARK
from packets.cuts.cut import Record
from packets.cuts.finder import Finder
from packets.cuts.keys import with_plain_keys
from packets.cuts.markdown import read_words
from packets.cuts.texts import texts
from packets.cuts.wins import numbered_anew, with_evidence
from packets.document import Evidence, PacketDocument


def finished(
    document: PacketDocument, kind: Literal["redacted", "anonymised"], *, hides_ladder: bool
) -> PacketDocument:
    """The document as a copy of this kind. It is read once more as `packet/1`: what was changed
    part by part must be whole again."""
    document = numbered_anew(with_evidence(document, _with_marked_links))
    document = with_plain_keys(document, hides_ladder=hides_ladder)
    return PacketDocument.model_validate({**document.model_dump(), "cut": kind})


def still_there(document: PacketDocument, finder: Finder, left: Record, group: str) -> None:
    """Note what the finder finds in a finished copy."""
    for text, nature, title in texts(document):
        for found in finder.find(read_words(text) if nature == "markdown" else text):
            left.note(group, found.term.words, "", title)


def _with_marked_links(evidence: Evidence) -> Evidence:
    """A link that neither leads anywhere nor has words of its own says that it was one."""
    links = tuple(
        link if link.url or link.label else link.model_copy(update={"label": LINK_MARK})
        for link in evidence.links
    )
    return evidence.model_copy(update={"links": links})
