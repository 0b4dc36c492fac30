"""Future tense and unfinished work.

Left alone: what is next and the ask, which are about the future; "had not yet", which tells of
then; "will" in what depends on another clause ("the people who will run it"); quotations.
"""

import re
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft

_ABOUT_LATER = frozenset({"ask", "next", "answer"})
_NOT_DONE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|then|because) )"
    r"(?:I|[Ww]e|[Tt]his|[Ii]t|[Tt]hey|[Tt]he [a-z-]+(?: (?!who|that|which|when|how)[a-z-]+)?)"
    r" will (?!not\b)[a-z]+"
    r"|\b(?:I|we|it|they)['’]ll [a-z]+"
    r"|\b(?:am|is|are|['’]m|['’]re) going to [a-z]+"
    r"|\b(?:I|[Ww]e) (?:am |are )?(?:plan|plans|planning|intend|hope|aim) to [a-z]+"
    r"|\b(?:and|but) will be [a-z]+ing\b"
    r"|\b(?:is|are) expected to [a-z]+"
    r"|\bshould (?:help|allow|enable|let|reduce|improve|save|cut|prevent) [a-z]+"
    r"|^(?:Currently|Still|Continuing to|Continuing with|Working on) [a-z]+"
    r"|\b(?:I am|I['’]m|[Ww]e are|[Ww]e['’]re) (?:currently|still) [a-z]+ing\b"
    r"|\b(?:am|is|are|['’]m|['’]re|[Cc]urrently|still) in the process of\b"
    r"|\bon (?:my|our|the) to-?do list\b"
    r"|\b(?:am|is|are|still|['’]m|(?<!you)['’]re|currently) (?:currently |still )?working on"
    r"|\b(?:is|are|still|currently) (?:still |currently )?(?:ongoing|under way|underway)\b"
    r"|(?<!work )\b(?:in[ -]progress|in[ -]process)\b(?! control)"
    r"|\b(?:is|are|has|have) not (?:yet )?(?:been )?(?:finished|done|completed|shipped|live)\b"
    r"|\b(?:is|are|has|have)(?:n['’]t| not) yet [a-z]+"
    r"|\b(?:TODO|TBD|WIP)\b(?! limit)"
    r"|\(upcoming\)"
    r"|\b(?:[Pp]lanned|[Ss]cheduled) for (?:the )?next\b",
)


def _flags(draft: Draft) -> Iterator[Flag]:
    for passage in draft.prose:
        if passage.place.field in _ABOUT_LATER:
            continue
        for sentence in passage.sentences:
            if words := passage.search(_NOT_DONE, sentence):
                says = "“{}” tells of what is not done"
                yield flagged(passage, sentence, words, says)


CHECK = Check(
    name="unfinished",
    label="Not done yet",
    reason="A case rests on what was done at the level, not on what is planned.",
    mend="Tell how far it is today and what that changed, or move it to What is next.",
    example="The new store will cut the cost in half.",
    flags=_flags,
)
