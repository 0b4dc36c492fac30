from packets.models.comments import Comment, EarlierComment
from packets.models.conditions import Condition
from packets.models.decisions import Decision
from packets.models.dismissals import Dismissal
from packets.models.earlier_texts import EarlierText
from packets.models.evidence import Evidence
from packets.models.letterheads import Letterhead
from packets.models.packets import Packet
from packets.models.parts import Gap, Section
from packets.models.presets import Preset
from packets.models.ratings import RatingSheet
from packets.models.renderings import Rendering
from packets.models.review import Event
from packets.models.share_links import LinkVisit, ShareLink
from packets.models.versions import FrozenVersion, Share, Version, VersionLabel

__all__ = [
    "Comment",
    "Condition",
    "Decision",
    "Dismissal",
    "EarlierComment",
    "EarlierText",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Letterhead",
    "LinkVisit",
    "Packet",
    "Preset",
    "RatingSheet",
    "Rendering",
    "Section",
    "Share",
    "ShareLink",
    "Version",
    "VersionLabel",
]
