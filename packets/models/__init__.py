from packets.models.dismissals import Dismissal
from packets.models.packets import Packet
from packets.models.parts import Evidence, Gap, Section
from packets.models.renderings import Rendering
from packets.models.review import Comment, Event
from packets.models.versions import FrozenVersion, Share, Version, VersionLabel

__all__ = [
    "Comment",
    "Dismissal",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Packet",
    "Rendering",
    "Section",
    "Share",
    "Version",
    "VersionLabel",
]
