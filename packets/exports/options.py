"""How a packet is put on paper: what its reader may choose, beside what the packet says."""

import hashlib
import json
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from packets.document import Anchor

Paper = Literal["A4", "Letter"]


class PdfOptions(BaseModel):
    """The choices for one PDF. Raises pydantic's `ValidationError` for any other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Paper = "A4"
    parts: tuple[Anchor, ...] = ()
    """The parts that are printed after the cover; empty for all. What belongs to them alone, such
    as the appendix, says nothing of the others."""

    addresses: bool = True
    """Whether the addresses of links are printed and can be followed."""

    colour: bool = True
    """Whether the accent is blue and what is quiet is grey; else all is black."""

    archive: bool = False
    """PDF/A-3 for keeping, beside PDF/UA-1."""

    letterhead: int | None = None
    """The primary key of a Letterhead."""

    cut: Literal["", "redacted", "anonymised"] = ""
    """What was done to the document, as it says itself: so a copy that was cut is never taken for
    the packet as it is."""

    watermark: Annotated[str, StringConstraints(max_length=200)] = ""
    """For whom this copy was made and when; it stands on each page."""

    def prints(self, anchor: str) -> bool:
        return not self.parts or anchor in self.parts

    @property
    def is_whole(self) -> bool:
        """Whether everything that the document says is printed."""
        return self.addresses and not self.parts

    def spelled(self) -> dict:
        """What differs from the usual, as it is kept; the paper stands beside it."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"paper"})

    def digest(self) -> str:
        """SHA-256 of `spelled`; empty where nothing differs from the usual."""
        if not (spelled := self.spelled()):
            return ""
        return hashlib.sha256(json.dumps(spelled, sort_keys=True).encode()).hexdigest()


USUAL = PdfOptions()


@dataclass(frozen=True)
class Head:
    """What an organisation puts on its paper."""

    name: str
    logo: bytes = b""
    """A PNG; empty for none."""
