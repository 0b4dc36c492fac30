from bragdoc.models.entries import Entry, EntryConflict
from bragdoc.models.inbox import Candidate, Import
from bragdoc.models.ladders import Competency, Ladder, LadderVersion, Placement
from bragdoc.models.names import Person, Project
from bragdoc.models.weeks import Week

__all__ = [
    "Candidate",
    "Competency",
    "Entry",
    "EntryConflict",
    "Import",
    "Ladder",
    "LadderVersion",
    "Person",
    "Placement",
    "Project",
    "Week",
]
