"""The words by which sheets of ladders are known: headings, names of levels, order of ranks.

All of it only feeds the guess. What a word is taken for is shown, and can be changed.
"""

import re
from functools import lru_cache

from bragdoc.ladders.sheets.layout import ColumnRole, RowRole

NAME_LENGTH = 60  # characters; longer than most names of levels and competencies
CODE_LENGTH = 8

# The first pattern that is found in a heading tells the role of its column.
_HEADINGS = [
    (re.compile(pattern, re.IGNORECASE), role)
    for pattern, role in [
        (r"^(my |your )?(notes?|comments?|evidence|proof|status|done|weight|owner|date|link|url"
         r"|id|no\.?|#|remarks?|next steps?|action(s| items?)?)$", ColumnRole.IGNORED),
        (r"\b(score|scoring|rating|points|self[- ]?(assessment|review|rating)|evidence|current"
         r"|manager'?s? (assessment|review|rating|score))\b", ColumnRole.IGNORED),
        (r"\bexamples?\b", ColumnRole.EXAMPLES),
        (r"\b(skill level|step|proficiency|mastery)\b.*\b(description|definition|meaning)\b",
         ColumnRole.EXPECTATION),
        (r"\b(level|grade|role|position|job)\b.*\b(description|definition|summary|scope)\b",
         ColumnRole.SUMMARY),
        (r"\b(descriptions?|definitions?|meaning|explanation|what it is|about)\b",
         ColumnRole.DESCRIPTION),
        (r"\b(expectations?|sentences?|behaviou?rs?|criteria|statements?|requirements?|indicators?|bullets?"
         r"|responsibilit(y|ies)|what it means|looks like)\b", ColumnRole.EXPECTATION),
        (r"\b(skill level|required level|steps?|proficiency|mastery|stage)\b", ColumnRole.STEP),
        (r"\b(level|job|grade) codes?\b|^code$", ColumnRole.CODE),
        (r"\b(level|grade|band|rank|rung|seniority)\b", ColumnRole.LEVEL),
        (r"\b(title|position)\b", ColumnRole.TITLE),
        (r"\b(track|roles?|job family|ladder|discipline|career path|profession|stream|function)\b",
         ColumnRole.TRACK),
        (r"\b(areas?|theme|category|pillar|dimension|group|domain|cluster|section|attribute|topic)"
         r"\b", ColumnRole.AREA),
        (r"\b(competenc(y|ies)|skills?|capabilit(y|ies)|practices?)\b", ColumnRole.COMPETENCY),
    ]
]  # fmt: skip

# What the first words of a row say about it, where levels stand beside each other.
_ROWS = [
    (re.compile(pattern, re.IGNORECASE), role)
    for pattern, role in [
        (r"^(job |level |role )?titles?\b|^positions?$|^roles?$", RowRole.TITLES),
        (r"^(level |job |grade )?codes?$|^grades?$", RowRole.CODES),
        (r"^tracks?$|^ladders?$|^discipline$", RowRole.TRACKS),
        (r"^(focus|scope|scaling|span|summary|description|about|in short|overview|experience"
         r"|years|typical|reports to|sphere|impact radius)\b", RowRole.SUMMARIES),
    ]
]  # fmt: skip

_LICENCE = re.compile(r"\blicen[sc]ed?\b|\bcreative commons\b|\bCC[- ]BY\b|©", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(grand |sub)?(totals?|sum|results?|(overall|total|final) (score|result|points)|average"
    r"|mean|max(imum)? (score|points)|overall)\b[^a-z]*$",
    re.IGNORECASE,
)
_TO_FILL_IN = re.compile(r"(self|me|peers?|manager|reviewer|today|next|goal)", re.IGNORECASE)
_UNUSED = re.compile(r"^\W*(not in use|do not use|deprecated|unused)\b", re.IGNORECASE)

_FIGURES = re.compile(r"[-+]?[\d.,/]+\s*%?")
_CODE = re.compile(r"[A-Za-z]{1,4}\d{1,2}[a-z+]?|[A-Z]{1,3}[ .-]\d{1,2}[a-z+]?")
_CODE_SIGNS = re.compile(r"(?!.*\.$)(?:[A-Z0-9 .+-]+|(?=.*\d)[\w .+-]+)")
_NUMERAL = re.compile(r"\d{1,2}|[IVX]{1,5}")
_CODE_BEHIND = re.compile(r"(.*\S)\s*\(([A-Za-z]{1,4}[ .-]?\d{1,2})\)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}

# What a name of a level holds, with about where it stands. None says nothing about the order.
_RANKS: dict[str, float | None] = {
    "none": 0, "unaware": 0, "intern": 0, "trainee": 0.5, "awareness": 1, "aware": 1, "novice": 1,
    "beginner": 1, "basic": 1, "foundation": 1, "foundational": 1, "learning": 1, "apprentice": 1,
    "graduate": 2, "entry": 2, "junior": 3, "associate": 3.5, "developing": 3, "working": 4,
    "competent": 4, "practised": 4, "practiced": 4, "intermediate": 4, "mid": 4.5, "middle": 4.5,
    "practitioner": 5, "proficient": 5, "advanced": 6, "senior": 6, "sr": 6, "lead": 7, "expert": 7,
    "leading": 8, "staff": 7.5, "mastery": 8, "master": 8, "principal": 8.5, "distinguished": 9,
    "fellow": 10, "head": 9, "director": 9, "vp": 10, "chief": 11, "cto": 11,
    "engineer": None, "developer": None, "designer": None, "analyst": None, "consultant": None,
    "architect": None, "manager": None, "level": None, "grade": None, "band": None,
    "executive": None, "specialist": None,
}  # fmt: skip


def key(name: str) -> str:
    """What two names have in common that are the same name: case and space do not count."""
    return " ".join(name.casefold().split())


@lru_cache(maxsize=4096)
def heading_role(heading: str) -> ColumnRole | None:
    """The role of a column of this heading; None when the heading tells nothing."""
    heading = re.sub(r"\(\d+\)", "", heading).strip()
    if len(heading) > NAME_LENGTH:
        return None
    return next((role for pattern, role in _HEADINGS if pattern.search(heading)), None)


def is_heading(text: str) -> bool:
    """Whether this names what a column holds ("Level"), rather than one of them ("Level 1")."""
    return heading_role(text) is not None and rank(text) is None


def row_role(label: str) -> RowRole | None:
    """The role of a row with this label above the body, where levels stand beside each other."""
    return next((role for pattern, role in _ROWS if pattern.search(label)), None)


def is_licence(text: str) -> bool:
    return bool(_LICENCE.search(text))


def is_total(label: str) -> bool:
    """Whether a row of this label adds something up, rather than naming a competency."""
    return bool(_TOTAL.match(label))


def is_to_fill_in(heading: str) -> bool:
    """Whether a column of this heading, when it is empty, waits for somebody's assessment."""
    return bool(_TO_FILL_IN.fullmatch(heading))


def is_unused(label: str) -> bool:
    """Whether the label says that its row means nothing any more."""
    return bool(_UNUSED.match(label))


def is_number(text: str) -> bool:
    """Whether a cell holds a score, a share or a plain count."""
    return bool(_FIGURES.fullmatch(text))


def may_be_codes(texts: list[str]) -> bool:
    """Whether these are short, with digits or in capitals: "E3", "SWE"."""
    return all(len(text) <= CODE_LENGTH and _CODE_SIGNS.fullmatch(text) for text in texts)


def is_code(name: str) -> bool:
    return bool(_CODE.fullmatch(name))


def is_numeral(name: str) -> bool:
    return bool(_NUMERAL.fullmatch(name))


def name_and_code(name: str) -> tuple[str, str]:
    """ "Staff Engineer (E4)" is a name and a code; a code alone is both."""
    if found := _CODE_BEHIND.fullmatch(name):
        return found[1], found[2]
    return name, name if is_code(name) else ""


@lru_cache(maxsize=4096)
def looks_like_level(name: str) -> bool:
    if not 0 < len(name) <= NAME_LENGTH:
        return False
    return is_code(name) or is_numeral(name) or any(word in _RANKS for word in _words(name))


@lru_cache(maxsize=4096)
def rank(name: str) -> tuple[float, float] | None:
    """Where a level or step of this name usually stands; None for a name that does not tell.

    The first part is by its words, the second by its number.
    """
    words = _words(name)
    ranks = [known for word in words if (known := _RANKS.get(word)) is not None]
    numbers = [float(number) for number in _NUMBER.findall(name)]
    numbers += [_ROMAN[word] for word in words[-1:] if word in _ROMAN]
    if not ranks and not numbers:
        return None
    return max(ranks, default=4.0), numbers[0] if numbers else 0.0


def numbered(names: list[str]) -> list[float] | None:
    """The numbers of names that differ in nothing else ("E1", "E2"); None when they are others."""
    stems = {key(_NUMBER.sub("#", name)) for name in names}
    numbers = [_NUMBER.search(name) for name in names]
    found = [float(number[0]) for number in numbers if number]
    alike = len(stems) == 1 and len(found) == len(names) == len(set(found))
    return found if alike else None


def track_kind(name: str) -> str:
    """The kind of a track of this name, as the file format has them."""
    words = {*_words(name)}
    for kind, known in _TRACK_KINDS.items():
        if words & known:
            return kind
    return "other"


_TRACK_KINDS = {
    "management": {"manager", "managers", "management", "director", "people"},
    "architecture": {"architect", "architects", "architecture"},
    "ic": {"ic", "individual", "engineer", "engineers", "engineering", "developer", "developers"},
}


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.casefold())
