"""Who may do what in the review of a packet, written down once more: what the tests of it expect.

None of it is read from the tables of `packets.review`.
"""

STATES = [
    *("draft", "in-review", "changes-requested", "endorsed"),
    *("supported", "postponed", "declined"),
]
ROLES = ["author", "manager", "sponsor", "peer", "observer"]
PEOPLE = [*ROLES, "former reviewer", "stranger"]

# state, role -> move: the state it leads to. What is not here is not possible.
OF_A_MANAGER = {
    "request-changes": "changes-requested",
    "endorse": "endorsed",
    "support": "supported",
    "postpone": "postponed",
    "decline": "declined",
}
OF_A_SPONSOR = {"request-changes": "changes-requested", "endorse": "endorsed"}
OF_A_PEER = {"endorse": "endorsed"}
POSSIBLE = {
    ("draft", "author"): {"submit": "in-review"},
    ("in-review", "author"): {"withdraw": "draft"},
    ("in-review", "manager"): OF_A_MANAGER,
    ("in-review", "sponsor"): OF_A_SPONSOR,
    ("in-review", "peer"): OF_A_PEER,
    ("changes-requested", "author"): {"submit": "in-review"},
    ("endorsed", "author"): {"withdraw": "draft", "reopen": "changes-requested"},
    ("endorsed", "manager"): OF_A_MANAGER,
    ("endorsed", "sponsor"): OF_A_SPONSOR,
    ("endorsed", "peer"): OF_A_PEER,
    ("supported", "author"): {"reopen": "changes-requested"},
    ("postponed", "author"): {"reopen": "changes-requested"},
    ("declined", "author"): {"reopen": "changes-requested"},
}
MOVE_NAMES = [
    *("submit", "withdraw", "request-changes", "endorse"),
    *("support", "postpone", "decline", "reopen"),
]

# role -> act: the states in which it is open.
WHILE_IT_IS_READ = ["in-review", "changes-requested", "endorsed"]
OF_A_VOICE = {
    "comment": STATES,
    "note": STATES,
    "suggest": WHILE_IT_IS_READ,
    "rate": WHILE_IT_IS_READ,
}
OPEN_ACTS = {
    "author": {
        "comment": STATES,
        "note": STATES,
        "accept": STATES,
        "rate": WHILE_IT_IS_READ,
        "redate": ["in-review", "endorsed"],
    },
    "manager": OF_A_VOICE,
    "sponsor": OF_A_VOICE,
    "peer": OF_A_VOICE,
    "observer": {"note": STATES},
}
ACT_NAMES = ["comment", "note", "suggest", "accept", "rate", "redate"]


def moves_of(who, state):
    """Each move that is possible, with the state it leads to."""
    return POSSIBLE.get((state, who), {})


def acts_of(who, state):
    return [act for act in ACT_NAMES if state in OPEN_ACTS.get(who, {}).get(act, [])]
