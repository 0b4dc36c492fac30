"""Moving tags from what a ladder no longer has to what it has instead, and back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from bragdoc.models import Entry, Expectation
from bragdoc.tags.retired import LadderTags

type Pair = tuple[int, int]  # an entry's pk, and a competency's or a sentence's

SENTENCES = Entry.expectations.through.objects
COMPETENCIES = Entry.competencies.through.objects


class Retagging(NamedTuple):
    """Tags that are taken off and put on. As a session keeps it, the pairs are lists."""

    sentences_off: Collection[Pair]
    sentences_on: Collection[Pair]
    competencies_off: Collection[Pair]
    competencies_on: Collection[Pair]

    def reverse(self) -> "Retagging":
        return Retagging(
            self.sentences_on, self.sentences_off, self.competencies_on, self.competencies_off
        )

    @transaction.atomic
    def apply(self, user) -> int:
        """Change the tags of this person's wins, and say of how many.

        A competency comes with its sentences, and stays for as long as a win bears one of them.
        """
        changed = {entry for pairs in self for entry, _ in pairs}
        mine = Entry.objects.visible_to(user).filter(pk__in=changed)
        count = mine.update(revision=F("revision") + 1)
        entries = set(mine.values_list("pk", flat=True))
        for key, found in _by_key(self.sentences_off, entries):
            SENTENCES.filter(expectation=key, entry__in=found).delete()
        for key, found in _by_key(self.sentences_on, entries):
            competency = Expectation.objects.get(pk=key).competency_id
            _put(SENTENCES, expectation_id=key, entries=found)
            _put(COMPETENCIES, competency_id=competency, entries=found)
        for key, found in _by_key(self.competencies_on, entries):
            _put(COMPETENCIES, competency_id=key, entries=found)
        for key, found in _by_key(self.competencies_off, entries):
            bearing = SENTENCES.filter(expectation__competency=key).values("entry")
            tags = COMPETENCIES.filter(competency=key, entry__in=found)
            tags.exclude(entry__in=bearing).delete()
        return count


def _by_key(pairs: Collection[Pair], entries: set[int]) -> Iterable[tuple[int, list[int]]]:
    """Each competency or sentence with its entries, of those named."""
    found = defaultdict(list)
    for entry, key in pairs:
        if entry in entries:
            found[key].append(entry)
    return found.items()


def _put(tags, *, entries: list[int], **key: int) -> None:
    rows = [tags.model(entry_id=entry, **key) for entry in entries]
    tags.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def moving(tags: LadderTags, moves: Mapping[str, str]) -> Retagging:
    """What it takes to move a person's tags from each key to another of the same kind.

    A competency that is gone from the ladder goes with the last of its sentences.
    """
    to_sentence: dict[int, tuple[Expectation, Expectation]] = {}
    to_competency: dict[int, int] = {}
    for old, new in ((tags.rows[key], tags.rows[moves[key]]) for key in moves):
        if isinstance(old, Expectation) and isinstance(new, Expectation):
            to_sentence[old.pk] = (old, new)
        else:
            to_competency[old.pk] = new.pk
    sentences_off = _borne(tags.user, SENTENCES, "expectation_id", to_sentence)
    competencies_off = _borne(tags.user, COMPETENCIES, "competency_id", to_competency)
    sentences_on = set()
    competencies_on = {(entry, to_competency[pk]) for entry, pk in competencies_off}
    for entry, pk in sentences_off:
        from_sentence, sentence = to_sentence[pk]
        sentences_on.add((entry, sentence.pk))
        competencies_on.add((entry, sentence.competency_id))
        if from_sentence.competency.slug not in tags.stated:
            competencies_off.add((entry, from_sentence.competency_id))
    return Retagging(
        sentences_off,
        sentences_on - _borne(tags.user, SENTENCES, "expectation_id", _keys(sentences_on)),
        competencies_off,
        competencies_on - _borne(tags.user, COMPETENCIES, "competency_id", _keys(competencies_on)),
    )


def _keys(pairs: Iterable[Pair]) -> set[int]:
    return {key for _, key in pairs}


def _borne(user, tags, column: str, keys: Collection[int]) -> set[Pair]:
    """The tags with these keys that a person's wins have now."""
    theirs = tags.filter(entry__author=user, entry__discarded_at=None)
    return set(theirs.filter(**{f"{column}__in": list(keys)}).values_list("entry_id", column))
