from packets.cuts.anonymised import Anonymity, anonymised
from packets.cuts.cut import Cut, Group, Place, Taken
from packets.cuts.people import people_in
from packets.cuts.redacted import Redaction, redacted

__all__ = [
    "Anonymity",
    "Cut",
    "Group",
    "Place",
    "Redaction",
    "Taken",
    "anonymised",
    "people_in",
    "redacted",
]
