from bragdoc.models.competencies import Competency, Expectation
from bragdoc.models.entries import Entry, EntryConflict
from bragdoc.models.inbox import Candidate, Import
from bragdoc.models.ladder_imports import LadderImport
from bragdoc.models.ladders import Ladder, LadderVersion
from bragdoc.models.names import Person, Project
from bragdoc.models.not_applicable import NotApplicable
from bragdoc.models.placements import Placement, PlacementConflict
from bragdoc.models.weeks import Week

__all__ = [
    "Candidate",
    "Competency",
    "Entry",
    "EntryConflict",
    "Expectation",
    "Import",
    "Ladder",
    "LadderImport",
    "LadderVersion",
    "NotApplicable",
    "Person",
    "Placement",
    "PlacementConflict",
    "Project",
    "Week",
]
