"""What a meeting is evidence of, as far as its title tells.

To have sat in a meeting is no work that was done. Interviews, mentoring, incidents, talks,
workshops and design reviews are; all others are left out, but for series that the person runs.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """`alone`: each may be a win of its own. Others are counted by the quarter."""

    slug: str
    words: re.Pattern[str]
    many: str
    kind: str = ""
    alone: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


SUBJECTS = (
    Subject(
        "interviews",
        _words(
            r"interviews?|interviewing|phone screen|tech screen|hiring (?:panel|debrief)"
            r"|interview debrief|entrevistas?|vorstellungsgespräche?|bewerbungsgespräche?"
        ),
        "interviews",
        kind="glue",
    ),
    Subject(
        "mentoring",
        _words(
            r"mentor(?:ing|ship|ee)?|mentees?|coaching|pairing|pair programming|onboarding"
            r"|buddy|office hours|mentoría|mentoria"
        ),
        "mentoring sessions",
        kind="mentoring",
    ),
    Subject(
        "incidents",
        _words(r"incidents?|outage|post-?mortem|sev-?\d|war room|incident review|störung"),
        "incidents",
        kind="operations",
        alone=True,
    ),
    Subject(
        "talks",
        _words(
            r"(?:tech|lightning|conference )?\s?talks?|keynote|meet-?up|conference|panel discussion"
            r"|webinar|podcast|brown bag|lunch (?:and|&|n) learn|vortrag|palestra|charla"
        ),
        "talks",
        alone=True,
    ),
    Subject(
        "workshops",
        _words(r"workshops?|trainings?|bootcamp|hackathon|hack day|schulung|oficina|taller"),
        "workshops",
        alone=True,
    ),
    Subject(
        "reviews",
        _words(r"(?:design|architecture|rfc|adr|technical|security) reviews?|architecture board"),
        "design reviews",
        kind="decision",
    ),
)
_AWAY = _words(
    r"holidays?|vacation|pto|ooo|out of (?:the )?office|day off|off sick|sick(?: leave)?|birthday"
    r"|anniversary|bank holiday|leave|urlaub|feiertag|geburtstag|férias|feriado|vacaciones|congés"
)
_NOT_HELD = re.compile(r"\s*(?:cancell?ed|declined|abgesagt|cancelado)\b\s*:", re.IGNORECASE)


def subject_of(title: str) -> Subject | None:
    return next((subject for subject in SUBJECTS if subject.words.search(title)), None)


def is_away(title: str) -> bool:
    return bool(_AWAY.search(title))


def says_cancelled(title: str) -> bool:
    """Outlook writes it before the title and leaves the status as it was."""
    return bool(_NOT_HELD.match(title))
