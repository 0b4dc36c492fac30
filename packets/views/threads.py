"""The threads of comments beside a version: each at the words that it is about."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

from bragdoc.ladders.wording import Words, words_between
from bragdoc.numbers import whole_number
from packets.models import Comment, Version
from packets.remarks.folding import ANSWERS, THREADS, UNFOLDED, Fold, fold
from packets.remarks.places import Place, Places, places_of
from packets.remarks.standing import Spot, find, instead_of, said_at
from packets.review import ACTS, may


class Thread(NamedTuple):
    comment: Comment
    spot: Spot | None
    """Where it stands in the version that is open; None where it stands there no more."""

    number: int = 0
    """By which its words and its note are known on the page; 0 for what is on no words."""

    since: tuple[Words, ...] = ()
    """What became of words that stand there no more."""

    is_reworded: bool = False
    """Whether it is on no words, and something else is said there since its version."""

    answers: Fold[Comment] = Fold()

    @property
    def on_words(self) -> tuple[str, str] | None:
        """The name of the place and the text there that have its words; None where it is on none,
        or they are gone."""
        if self.spot and self.spot.place and self.spot.text:
            return self.spot.place.name, self.spot.text.words
        return None

    @property
    def better(self) -> tuple[Words, ...]:
        """From the words that stand there to those that are suggested."""
        return words_between(self.comment.quote, self.comment.suggestion)


@dataclass
class Margin:
    """What stands beside a part of a version, and what of the part can be remarked on."""

    part: str
    places: list[Place]
    threads: list[Thread] = field(default_factory=list)
    folded: Fold[Thread] = field(default_factory=Fold)

    @property
    def can_suggest(self) -> bool:
        return any(place.reworded for place in self.places)

    @property
    def earlier_resolved(self) -> list[Thread]:
        return [thread for thread in self.folded.earlier if thread.comment.resolved_at]


class Margins(dict[str, Margin]):
    """The margin of each part of a version, by its key."""

    def __init__(self, places: Places, page: str):
        super().__init__({part: Margin(part, list(at.values())) for part, at in places.items()})
        self.page = page  # the address of the version
        self.marked: set[int] = set()  # the numbers whose words are marked on the page so far

    def to_mark(self, text: str, place: str, part: str) -> list[Thread]:
        """The threads on words of a text that are not marked yet; of all parts, or of one: what a
        win says is told once, wherever it is placed."""
        found = [
            thread
            for thread in self._on_words.get((place, text), ())
            if thread.spot and part in ("", thread.spot.part) and thread.number not in self.marked
        ]
        self.marked |= {thread.number for thread in found}
        return found

    @cached_property
    def _on_words(self) -> dict[tuple[str, str], list[Thread]]:
        found: dict[tuple[str, str], list[Thread]] = defaultdict(list)
        for thread in (thread for margin in self.values() for thread in margin.threads):
            if thread.number and (words := thread.on_words):
                found[words].append(thread)
        return found

    def way_to(self, comment: Comment) -> str:
        """The address of a thread's note, also where it is folded."""
        query = f"{self.page}?comment={comment.pk}" if comment.pk in self._left_out else ""
        return f"{query}#comment-{comment.pk}"

    @cached_property
    def _left_out(self) -> set[int]:
        return {thread.comment.pk for at in self.values() for thread in at.folded.left_out}


def beside(request, version, document, role, refused):
    """The context of `_notes.html` and `_outdated.html`: the margin of each part by its key, the
    threads of earlier versions that stand nowhere any more, and the acts open to this person."""
    places = places_of(document)
    margins = Margins(places, version.get_absolute_url())
    outdated = Margin("outdated", [])
    comments = Comment.objects.threads_seen_by(request.user).of_packet(version.packet)
    for comment in comments.beside(version):
        spot = find(places, comment.section, comment.place, comment.quote)
        if spot is None and comment.version_id == version.pk:
            spot = Spot("opening", None)
        if spot is None:
            outdated.threads.append(Thread(comment, None))
        else:
            margins[spot.part].threads.append(Thread(comment, spot))
    _tell_reworded(margins, places, version)
    _number(margins, document)
    _fold([*margins.values(), outdated], places, asked_for(request, refused))
    return {
        "margins": margins,
        "outdated": outdated,
        "acts": {act for act in ACTS if may(role, act, version.packet.state)},
    }


def _tell_reworded(margins, places, version):
    """Note where threads of earlier versions are on no words, and what they are on is reworded."""
    carried = [
        thread.comment
        for margin in margins.values()
        for thread in margin.threads
        if not thread.comment.quote and thread.comment.version_id != version.pk
    ]
    documents = Version.objects.documents_of({comment.version for comment in carried})
    earlier = {pk: places_of(document) for pk, document in documents.items()}
    changed = {
        comment.pk
        for comment in carried
        if _said_to(comment, earlier[comment.version_id]) != _said_to(comment, places)
    }
    for margin in margins.values():
        margin.threads = [
            thread._replace(is_reworded=thread.comment.pk in changed) for thread in margin.threads
        ]


def _said_to(comment, places):
    """What a version says where a comment on no words stands in it."""
    spot = find(places, comment.section, comment.place, "")
    return said_at(places, spot) if spot else ()


def _number(margins, document):
    """Number what is on words, as it is read."""
    numbers = count(1)
    anchors = (anchor.partition("-")[2] for anchor in document.reading_order())
    for part in ("opening", *(part for part in anchors if part in margins)):
        margins[part].threads = [
            thread._replace(number=next(numbers)) if thread.on_words else thread
            for thread in margins[part].threads
        ]


def asked_for(request, refused):
    """The key of the comment that is to be seen on the page, however many there are: that which the
    address names, or that to which something could not be done. None where there is no such one."""
    if "refused_wording" in refused:
        return refused["refused_wording"]["comment"].pk
    said = refused["refused"].data.get("parent") if "refused" in refused else None
    return whole_number(said or request.GET.get("comment", ""))


def _fold(margins, places, pk):
    """Leave out of very many comments what is not asked for; say of the others what they need."""
    said = sum(len(list(_said_in(thread))) for margin in margins for thread in margin.threads)
    most, answers = (THREADS, ANSWERS) if said > UNFOLDED else (UNFOLDED, UNFOLDED)
    for margin in margins:
        threads = margin.threads
        if len(threads) > most:
            threads = sorted(threads, key=lambda thread: not thread.comment.resolved_at)
        wanted = next((thread for thread in threads if pk in _said_in(thread)), None)
        folded = fold(threads, most, wanted)
        shown = [_in_full(thread, places, answers, pk) for thread in folded.shown]
        more = [_in_full(thread, places, answers, pk) for thread in folded.asked_for]
        margin.folded = folded._replace(shown=shown, asked_for=more)


def _said_in(thread):
    """The keys of a thread's comments."""
    yield thread.comment.pk
    yield from (reply.pk for reply in thread.comment.replies.all())


def _in_full(thread, places, answers, pk):
    comment, replies = thread.comment, list(thread.comment.replies.all())
    about = comment.section, comment.place, comment.quote
    return thread._replace(
        since=() if thread.spot else instead_of(places, *about),
        answers=fold(replies, answers, next((each for each in replies if each.pk == pk), None)),
    )


def open_on_draft(request, packet, document, current):
    """What is open of the versions on a page of the builder, with where it stands in the draft."""
    parts = ["opening", "next"] if current == "opening" else [current]
    comments = Comment.objects.threads_seen_by(request.user).of_packet(packet)
    places = places_of(document)
    return [
        Thread(comment, find(places, comment.section, comment.place, comment.quote))
        for comment in comments.open().about(parts)
    ]
