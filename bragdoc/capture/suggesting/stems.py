"""Words brought to the stem that their forms share, so that “mentored” meets “mentoring”.

The endings are those of English. A word of another script is left as it is; one of another language
written in Latin letters may lose an ending, on both sides alike. Single characters say nothing, so
the scripts that set no space between words match nothing.
"""

import re
from functools import lru_cache

from bragdoc.ladders.wording import words_of

MOST_READ = (
    600  # words and spaces of one text; what stands behind them rarely says what it is about
)

_BETWEEN = re.compile(r"[-–—/\\’'`\".:;,→←+*#@~!?^=<>()\[\]{}|&%$_…]+")
_VOWEL = re.compile("[aeiouy]")
_LATIN = re.compile("[a-z]+")

_SHORTEST = 4  # letters that remain of a word whose ending goes

# Written without a last e or y, which is gone by then. The first that fits is taken, and what
# stands second takes its place.
_DERIVED = [
    *[("abilit", "abl"), ("ibilit", "ibl"), ("ization", "iz"), ("isation", "iz")],
    *[("ation", ""), ("ition", "it"), ("ional", ""), ("iveness", "iv"), ("fulness", "")],
    *[("ship", ""), ("ness", ""), ("abl", "abl"), ("ibl", "ibl"), ("anc", ""), ("enc", "")],
    *[("ment", ""), ("ful", ""), ("ion", ""), ("al", ""), ("at", ""), ("it", ""), ("is", "iz")],
    *[("er", ""), ("or", ""), ("ur", "")],
]

# Wins are told in the past, ladders in the present.
_PRESENT = {
    past: present
    for present, *forms in map(
        str.split,
        """
        begin began begun
        break broke broken
        bring brought
        build built
        buy bought
        choose chose chosen
        deal dealt
        draw drew drawn
        drive drove driven
        fall fell fallen
        feed fed
        fight fought
        find found
        freeze froze frozen
        grow grew grown
        hear heard
        hold held
        know knew known
        lead led
        learn learnt
        leave left
        lose lost
        mean meant
        meet met
        pay paid
        rewrite rewrote rewritten
        ride rode ridden
        run ran
        sell sold
        send sent
        show shown
        speak spoke spoken
        spend spent
        stand stood
        teach taught
        tell told
        think thought
        understand understood
        wake woke woken
        win won
        write wrote written
        """.strip().splitlines(),
    )
    for past in forms
}

STOP_WORDS = frozenset(
    word
    for line in """
    a about above after again against all also am among an and another any are as at away back be
    because been before behind being below beside between both but by can could did do does doing
    done down during each either else enough etc even ever every few first for from further get gets
    getting give given gives go goes going gone got had has have having he her here hers him his how
    however if in instead into is it its itself just keep keeps kept last less let like made make
    makes making many may me might mine more most much must my myself near needs neither never new
    next no nobody none nor not nothing now of off often old on once one ones only or other others
    our ours out over own per perhaps put puts rather same says see several she should since so some
    somebody someone something still such take taken takes than that the their theirs them
    themselves then there these they thing things this those though three through till to too took
    toward towards two under until up upon us use used uses using very was way we well went were
    what when where whether which while who whole whom whose why will with within without would yet
    you your yours
    """.splitlines()
    for word in line.split()
)


def stems(text: str) -> list[str]:
    """The stems of what a text says, in its order; stop words, numbers and single letters are
    left out."""
    return [root for word in words_of(text, most=MOST_READ) for root in _stems_of(word)]


@lru_cache(maxsize=32_768)
def _stems_of(word: str) -> tuple[str, ...]:
    """Those of a word that may be several, joined by a hyphen or another mark."""
    return tuple(stem(part) for part in _BETWEEN.split(word) if _says_something(part))


def _says_something(part: str) -> bool:
    return len(part) > 1 and not part[0].isdigit() and part not in STOP_WORDS


def stem(word: str) -> str:
    """The stem of a word in lower case. It is for comparing, not for reading."""
    if not _LATIN.fullmatch(word):
        return word
    word = _uninflected(_PRESENT.get(word, word))
    for _ in range(2):  # “measurement” ends twice
        word = _underived(_shorn(word))
    return _single(word)


def _uninflected(word: str) -> str:
    """Without the endings of number and tense."""
    if word.endswith("ies") and len(word) > _SHORTEST:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ied", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and _VOWEL.search(root):
            return root
    return word


def _shorn(word: str) -> str:
    """Without the ending of an adverb, and the last e, y or i, which come and go with endings."""
    if word.endswith("ly") and len(word) > _SHORTEST + 1:
        word = word[:-1] if word.endswith("bly") else word[:-2]
    return word.rstrip("eyi") if len(word) > 3 else word


def _underived(word: str) -> str:
    for ending, instead in _DERIVED:
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST:
            return root + instead
    return word


def _single(word: str) -> str:
    """With one letter for two at its end: “planned” lost the ending of “plan” and kept its n."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
