from packets.models.packets import Packet
from packets.models.parts import Evidence, Gap, Section
from packets.models.renderings import Rendering
from packets.models.review import Comment, Event
from packets.models.versions import FrozenVersion, Share, Version

__all__ = [
    "Comment",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Packet",
    "Rendering",
    "Section",
    "Share",
    "Version",
]
