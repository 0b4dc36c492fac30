"""What each role may do, in words made of the tables of the review. No database."""

from packets.review import ACTS, MOVES, REVIEWERS, Role

ACT_WORDS = {
    "comment": "comment",
    "note": "keep notes that nobody else sees",
    "suggest": "suggest wordings",
    "accept": "take over wordings",
    "rate": "rate each competency",
    "redate": "change until when answers are asked for",
}


def allowed(role: Role) -> list[str]:
    """What somebody in this role may do once a version is shared with him."""
    acts = [ACT_WORDS[name] for name, act in ACTS.items() if role in act.roles]
    moves = [_uncapitalised(move.label) for move in MOVES.values() if role in move.roles]
    return ["read what is shared", *acts, *moves]


def _uncapitalised(label):
    return label[:1].lower() + label[1:]


def reviewer_roles() -> list[tuple[Role, list[str]]]:
    """Each role that somebody can be asked in, with what it may do."""
    return [(role, allowed(role)) for role in Role if role in REVIEWERS]
