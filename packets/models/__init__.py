from packets.models.conditions import Condition
from packets.models.dismissals import Dismissal
from packets.models.earlier_texts import EarlierText
from packets.models.letterheads import Letterhead
from packets.models.packets import Packet
from packets.models.parts import Evidence, Gap, Section
from packets.models.presets import Preset
from packets.models.renderings import Rendering
from packets.models.review import Comment, Event
from packets.models.versions import FrozenVersion, Share, Version, VersionLabel

__all__ = [
    "Comment",
    "Condition",
    "Dismissal",
    "EarlierText",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Letterhead",
    "Packet",
    "Preset",
    "Rendering",
    "Section",
    "Share",
    "Version",
    "VersionLabel",
]
