from packets.models.comments import Comment, EarlierComment
from packets.models.conditions import Condition
from packets.models.decisions import Decision
from packets.models.dismissals import Dismissal
from packets.models.earlier_texts import EarlierText
from packets.models.endorsements import Endorsement, EndorsementSecret
from packets.models.evidence import Evidence
from packets.models.letterheads import Letterhead
from packets.models.notifications import Notification, NotificationPlan
from packets.models.packets import Packet
from packets.models.panels import Panel, PanelCase
from packets.models.parts import Gap, Section
from packets.models.presets import Preset
from packets.models.ratings import RatingSheet
from packets.models.renderings import Rendering
from packets.models.review import Event
from packets.models.reviewers import Reviewer
from packets.models.share_links import LinkVisit, ShareLink
from packets.models.shares import Share
from packets.models.versions import FrozenVersion, Version, VersionLabel
from packets.models.visits import Visit

__all__ = [
    "Comment",
    "Condition",
    "Decision",
    "Dismissal",
    "EarlierComment",
    "EarlierText",
    "Endorsement",
    "EndorsementSecret",
    "Event",
    "Evidence",
    "FrozenVersion",
    "Gap",
    "Letterhead",
    "LinkVisit",
    "Notification",
    "NotificationPlan",
    "Packet",
    "Panel",
    "PanelCase",
    "Preset",
    "RatingSheet",
    "Rendering",
    "Reviewer",
    "Section",
    "Share",
    "ShareLink",
    "Version",
    "VersionLabel",
    "Visit",
]
