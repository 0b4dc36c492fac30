"""Whether a text is English, by a cheap guess: small words, and the letters they are made of.

Wrong guesses are made in one direction: a text that could be another language is not checked.
"""

import re

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOT_LATIN = re.compile(r"[\u0250-\u1dff\u2c00-\ud7ff\U00020000-\U0003ffff]")
_LEAST = 8
"""Words from which a text without any small English word is not taken for English."""

_SMALL_ENGLISH_WORDS = """
the and of to in that is was for it with as on be by this are from at an which have has had not but
or they we i my our their its a after before when who what how into than more all no were been one
two out up so if about can
"""
_SMALL_WORDS_ELSEWHERE = """
der das und nicht mit für ist ein eine einen wir ich auf dem den des von zu zur zum im wurde
het een van niet dat voor zijn werd bij naar ook
le la les une et du dans pour avec est sur au aux nous je
el los las que en un una y para con por del se lo nosotros
o os um uma não em do da dos das com
il di che non per della sono
och att det som på är för jag vi og til av ikke
w z na się nie do jest oraz že je pro
ve bir ile için
"""
_ENGLISH = frozenset(_SMALL_ENGLISH_WORDS.split())
_OTHERS = frozenset(_SMALL_WORDS_ELSEWHERE.split())


def is_english(text: str) -> bool:
    """Whether checks of English words may read it."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    if not words:
        return False
    if not text.isascii() and 5 * len(_NOT_LATIN.findall(text)) > sum(map(len, words)):
        return False
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    return english > others or (english == others == 0 and len(words) < _LEAST)
