from bragdoc.models.competencies import Competency, Expectation
from bragdoc.models.entries import Entry
from bragdoc.models.follow_ups import FollowUp
from bragdoc.models.goals import Goal
from bragdoc.models.imports import Import
from bragdoc.models.inbox import Candidate
from bragdoc.models.ladder_imports import LadderImport
from bragdoc.models.ladders import Ladder, LadderVersion
from bragdoc.models.looking_back import ImpactAudit, Reflection
from bragdoc.models.names import Person, Project
from bragdoc.models.not_applicable import NotApplicable
from bragdoc.models.placements import Placement, PlacementConflict
from bragdoc.models.reminders import InboundMail, Pause, Reminder, ReminderPlan
from bragdoc.models.saved_filters import SavedFilter
from bragdoc.models.seasons import Season
from bragdoc.models.weeks import Week

__all__ = [
    "Candidate",
    "Competency",
    "Entry",
    "Expectation",
    "FollowUp",
    "Goal",
    "ImpactAudit",
    "Import",
    "InboundMail",
    "Ladder",
    "LadderImport",
    "LadderVersion",
    "NotApplicable",
    "Pause",
    "Person",
    "Placement",
    "PlacementConflict",
    "Project",
    "Reflection",
    "Reminder",
    "ReminderPlan",
    "SavedFilter",
    "Season",
    "Week",
]
