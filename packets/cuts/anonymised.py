"""A packet in which nobody is named: for a calibration that is to weigh the work alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from packets.cuts.blackout import black_out, without_addresses
from packets.cuts.cut import Cut, Record
from packets.cuts.finder import Finder, Term
from packets.cuts.finish import finished, still_there
from packets.cuts.markdown import read_words
from packets.cuts.people import Cast, people_in
from packets.cuts.texts import texts
from packets.cuts.wins import MARK, with_evidence
from packets.document import Evidence, PacketDocument

GENITIVE_S = {"da", "de", "nb", "nl", "nn", "no", "sv"}
"""Languages that write the genitive of a name with an s and no apostrophe: "Adas Entwurf"."""

PRONOUNS = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
AROUND = 40  # characters that are told of what stands before a pronoun, and after it
SMALL_WORD = re.compile(r"(?<![\w@])[^\W\d_]+")


@dataclass(frozen=True)
class Anonymity:
    """Who is called by a label beside the author and the manager, and what else is taken out."""

    people: tuple[str, ...] | None = None
    """Names as the document has them; None for everyone in `people_in`."""

    words: tuple[str, ...] = ()
    """What else tells who it is: the organisation, a product, a nickname."""

    in_ladder: bool = False
    """Whether names and words are taken out of the ladder's own too."""


def anonymised(document: PacketDocument, choices: Anonymity) -> Cut:
    """The document with labels for people and without a link that leads anywhere. Pronouns are
    the author's to look at: they are listed, in English, and never changed."""
    record, left = Record(), Record()
    people = people_in(document) if choices.people is None else choices.people
    cut = without_addresses(document, record)
    names = list(Cast(document, people).terms(_small_words(cut)))
    words = [Term(word, MARK) for word in choices.words]
    endings = "s" if document.language.partition("-")[0].lower() in GENITIVE_S else ""
    finder = Finder((*words, *names), endings=endings)
    cut = black_out(cut, finder, record, group="Names and words", in_ladder=choices.in_ladder)
    cut = with_evidence(cut, _each_once)
    cut = finished(cut, "anonymised", hides_ladder=choices.in_ladder)
    may_be = Finder(Term(term.words, "") for term in (*words, *names))
    still_there(cut, may_be, left, "Words that may still be names")
    if document.language.lower().startswith("en"):
        _note_pronouns(cut, left)
    return Cut(cut, record.groups(), left.groups())


def _each_once(evidence: Evidence) -> Evidence:
    """Two names of one person are one label."""
    return evidence.model_copy(update={"people": tuple(dict.fromkeys(evidence.people))})


def _small_words(document: PacketDocument) -> set[str]:
    return {
        word
        for text, nature, _title in texts(document)
        if nature in ("plain", "markdown")
        for word in SMALL_WORD.findall(text)
        if word[0].islower()
    }


def _note_pronouns(document: PacketDocument, left: Record) -> None:
    for text, nature, title in texts(document):
        if nature in ("plain", "markdown"):
            words = read_words(text) if nature == "markdown" else text
            for said in _with_pronouns(words):
                left.note("Pronouns", said, "", title)


def _with_pronouns(text: str) -> Iterable[str]:
    for found in PRONOUNS.finditer(text):
        before = text[max(0, found.start() - AROUND) : found.start()]
        after = text[found.end() : found.end() + AROUND]
        if found.start() > AROUND:
            before = "…" + before.partition(" ")[2]
        if found.end() + AROUND < len(text):
            after = after.rpartition(" ")[0] + "…"
        yield " ".join(f"{before}{found[0]}{after}".split())
