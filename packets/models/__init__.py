from packets.models.packets import Evidence, Gap, Packet, PacketConflict, Section
from packets.models.review import Comment, Event
from packets.models.versions import FrozenVersion, Rendering, Share, Version

__all__ = [
    "Comment",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Packet",
    "PacketConflict",
    "Rendering",
    "Section",
    "Share",
    "Version",
]
