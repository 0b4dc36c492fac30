"""What is asked of each reader of a version, in words. Pure: it follows from the table of moves."""

from packets.review import DECIDED, MOVES, Role, State, may, moves_open_to

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DECISIONS = {name: move for name, move in MOVES.items() if move.target in DECIDED}


def asked_of(
    role: Role | None, state: str, competencies: int, *, has_answered: bool = False
) -> str:
    """What a role is asked in a state, such as "A rating for each of seven competencies, and a
    decision". Who does not decide is asked for one of two answers. `competencies` are how many are
    rated; `has_answered` is whether this reviewer endorsed the version or gave his ratings of it,
    which does for all but who decides."""
    if role is None:
        return "Nothing. You reviewed this version, and review the packet no more."
    moves = moves_open_to(role, state)
    if role is Role.AUTHOR:
        return _asked_of_author(state)
    if not moves:
        return _asked_of_nobody(role, state)
    if has_answered and not decides(moves):
        return "Nothing more. You have answered this version."
    ratings = [_ratings(competencies)] if may(role, "rate", state) and competencies else []
    if decides(moves):
        said = ", and ".join([*ratings, "a decision"])
    elif "request-changes" in moves:
        said = ", or ".join(["your endorsement or what should change before", *ratings])
    else:
        said = ", or ".join(["your endorsement, if you stand by it", *ratings])
    return said[:1].upper() + said[1:]


def decides(moves: dict) -> bool:
    """Whether one of these moves is a decision."""
    return any(name in DECISIONS for name in moves)


def in_words(number: int) -> str:
    """A small number as a word, a larger one in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _ratings(competencies: int) -> str:
    if competencies == 1:
        return "a rating for the one competency"
    return f"a rating for each of {in_words(competencies)} competencies"


def _asked_of_author(state: str) -> str:
    if state in DECIDED:
        return "Nothing. It is decided."
    if state in (State.DRAFT, State.CHANGES_REQUESTED):
        return "The next version."
    return "Nothing now. Your reviewers read it."


def _asked_of_nobody(role: Role, state: str) -> str:
    if role is Role.OBSERVER:
        return "Nothing; you may read it."
    if state in DECIDED:
        return "Nothing. It is decided, and only its author can open it again."
    return "Nothing until the next version."
