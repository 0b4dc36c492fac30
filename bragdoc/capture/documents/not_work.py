"""What stands in a brag document and is no work that was done, told by its wording.

The phrases come from real documents and the templates they grew from. They are few on purpose:
what is skipped is shown with its reason, but a win among it takes someone to notice.
"""

import re

GOAL = "A goal, not work done yet"
PROMPT = "A prompt, not an answer"
QUESTION = "A question"
EXAMPLE = "An example"
PLACEHOLDER = "A placeholder"
TECHNOLOGY = "A list of technology"
PROMPTS = frozenset([PROMPT, QUESTION, EXAMPLE, PLACEHOLDER])  # what templates are made of

_SECTIONS = {
    GOAL: r"""
        (?:(?:my|our|personal|team|key|main)\s+)?
            (?:goals?|objectives?|objetivos?|metas|okrs|targets)
            (?:\s*(?:&|and|/)\s*\w+)?
            (?:\W*$ | \W*\b(?:for|of|in|this|next|summary|para|de|(?:19|20)\d\d|[qh][1-4])\b)
        | next\s+(?:steps?|week|month|quarter|year|up)\b | upcoming\b | to-?\s?dos?\W*$
        | in\s+progress\b | (?:future\s+)?plans?(?:\W*$|\s+(?:for|of)\b) | planned\b
        | backlog\W*$ | próximos\s+passos\b | 来週 | 📋 | 🔄
    """,
    TECHNOLOGY: r"""
        (?:technology|technologies|tech)(?:\s+(?:stack|used))?\W*$ | stack\W*$
        | tools(?:\s+used)?\W*$ | tecnologias\W*$
    """,
    "A reading list": r"""
        (?:books?|articles?|podcasts?)(?:\s+(?:i\s+)?(?:read|reading|listened.*))?\W*$
        | (?:to\s+)?read(?:ing)?(?:\s+list)?\W*$
        | (?:recipes|films?|movies)(?:\s+(?:watched|seen|cooked|to\b.*))?\W*$
    """,
    "About the document, not the work": r"""
        (?:table\s+of\s+)?contents\W*$ | toc\W*$ | motivation\W*$ | usage\W*$
        | how\s+to\s+use\b | instructions\W*$ | about(?:\s+this\s+document)?\W*$
        | credits?\W*$ | references\W*$ | resources\W*$ | links\W*$
        | contact(?:\s+(?:me|details|info\w*))?\W*$
        | (?:(?:general|writing|weekly)\s+)?prompts?\W*$ | templates?\W*$
    """,
}
_SECTION_REASONS = {
    reason: re.compile(rf"\W*(?:{pattern})", re.IGNORECASE | re.VERBOSE)
    for reason, pattern in _SECTIONS.items()
}
_NAMELESS = re.compile(
    r"""\W*(?:
        done | completed | finished | wins? | accomplishments? | achievements? | highlights?
        | summary | (?:\w+\s+)?notes? | other | tasks? | general | miscellaneous | updates? | log
        | (?:mon|tues|wednes|thurs|fri|satur|sun)day | (?:day|week|sprint|iteration)\s*\d+
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ACHIEVED = re.compile(r"\b(?:achieved|reached|met|done|completed|accomplished)\b", re.IGNORECASE)

_PLACEHOLDER = re.compile(
    r"\W*(?:(?-i:TODO\b.*)|to-?do\s*(?::.*)?|tbd|tba|wip|n/?a|none|nothing(?:\s+yet)?"
    r"|see\s+(?:above|below)|adicionar|add)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_AHEAD = re.compile(
    r"\W*(?:(?:next(?:\s+steps?)?|planned|upcoming|goal|in\s+progress)\s*:"
    r"|(?:(?:I['’]m|I\s+am|we['’]re|we\s+are)\s+)?(?:currently|still)\s+working\s+on\b"
    r"|(?:(?:I|we)\s+(?:still\s+)?(?:need|plan|want|intend|hope|will|might)|needs?\s+to)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’")
# "You" with a capital letter inside a sentence is part of a name, such as Know Your Customer.
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|yours|yourself)\b|(?:^|[.!?:]\s)\W*(?:You|Your|Yours|Yourself)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our)\b", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"\W*(?:list|explain|describe|fill\s+in|remember)\s+"
    r"(?:the|your|all|any|what|how|why|which|who|here|to|every|each|things)\b",
    re.IGNORECASE,
)
# A verb in the past tense at the beginning tells what somebody did.
_TOLD = re.compile(
    r"\W*(?:(?:have|has|had|was|were|also|successfully|finally|recently)\s+)?"
    r"(?:(?!need|indeed)[^\W\d_]{2,}ed"
    r"|led|built|wrote|rewrote|gave|ran|made|won|got|set|took|taught|held|spoke|began|brought"
    r"|found|kept|cut|sold|grew|drove|spent|met|went|came|became|put|shut|dealt|helped)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\s*(?:\{%[^%]*%\}|:::.*|\[\[?toc\]?\])\s*", re.IGNORECASE)
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey)(?=[\s,!])|thanks(?!\s+to)|thank\s+you)\b[^.]{0,60}$", re.IGNORECASE
)
_EXAMPLES = re.compile(
    r"\b(?:examples?|for\s+each|such\s+as|like|try|some\s+things|things\s+(?:you|that)"
    r"|go\s+through)\b[^.]*:\W*$",
    re.IGNORECASE,
)
_ONE_OF_A_LIST = re.compile(r"\W*(?:list|try\s+listing)\b", re.IGNORECASE)
_FIELD = re.compile(
    r"""\W*(?:
        s|t|a|r | context|contexto|situation|situação | task|tarefa
        | actions?|ação|o\s+que\s+fiz|what\s+i\s+did | results?|resultados?
        | impacto?|evidence|evidências|competenc(?:y|ies)|competências
        | before|after|antes|depois
        | (?:links|collaboration|colaboração|challenge|desafio|problem|solution|outcome|learnings)
          (?=\s*:)
    )\s*(?::|\W*$)""",
    re.IGNORECASE | re.VERBOSE,
)


def about_section(heading: str) -> str:
    """Why nothing under this heading is work done, or an empty string."""
    for reason, pattern in _SECTION_REASONS.items():
        if pattern.match(heading) and not _ACHIEVED.search(heading):
            return reason
    return ""


def names_nothing(heading: str) -> bool:
    """Whether a heading only says that something follows: "Notes", "Done", "Monday"."""
    return bool(_NAMELESS.match(heading))


def about_text(plain: str) -> str:
    """Why this item or paragraph is no work done, or an empty string.

    A person writes about their own work as "I" or with no subject; "you" speaks to whoever fills
    in a template. Words in quotes are someone's speech and do not count.
    """
    if _PLACEHOLDER.fullmatch(plain) or not any(map(str.isalnum, plain)):
        return PLACEHOLDER
    if _AHEAD.match(plain):
        return GOAL
    if _COMMAND.fullmatch(plain):
        return "A command to the site it was written for"
    if _GREETING.match(plain):
        return "A greeting"
    words = _QUOTED.sub(" ", plain)
    asks = re.search(r"\?[\s\"”'’*_]*$", words)  # in brackets it is an aside
    if _FIRST_PERSON.search(words) or (tells_of_work(words) and not asks):
        return ""
    if _SECOND_PERSON.search(words) or _INSTRUCTION.match(words):
        return PROMPT
    return QUESTION if asks else ""


def tells_of_work(plain: str) -> bool:
    """Whether the text begins with a verb in the past tense: "Built", "Also mended"."""
    return bool(_TOLD.match(plain))


def introduces_examples(plain: str) -> bool:
    """Whether the text announces examples, as templates do before a list."""
    if tells_of_work(plain):
        return False
    words = _QUOTED.sub(" ", plain)
    last_sentence = re.split(r"[.?!]\s+|\s{2,}", words.strip())[-1]
    if _ONE_OF_A_LIST.match(words) and _SECOND_PERSON.search(words):
        return True
    return bool(_EXAMPLES.search(last_sentence)) and not _FIRST_PERSON.search(last_sentence)


def is_field_label(plain: str) -> bool:
    """Whether the text begins a part of one entry: "Situation:", "Result:", "S:"."""
    return bool(_FIELD.match(plain))
