"""Who is named in a document, and what each is called in a copy without names."""

from collections.abc import Collection, Iterable, Iterator

from packets.cuts.finder import Term, folded
from packets.document import PacketDocument

MOST_WORDS = 8  # of a name that are looked at
CANDIDATE, MANAGER, COLLEAGUE = "Candidate", "Manager", "Colleague"


def people_in(document: PacketDocument) -> tuple[str, ...]:
    """Everyone that it names beside its author and the manager, as they are first met. A team is
    named like a person, and only the author can tell which it is."""
    named: dict[str, str] = {}
    own = {_key(document.author), _key(document.manager or "")}
    for name in _named(document):
        if (key := _key(name)) and key not in own:
            named.setdefault(key, name)
    return tuple(named.values())


def _named(document: PacketDocument) -> Iterator[str]:
    for section in document.sections:
        for evidence in section.placed():
            yield from evidence.people
            yield from (said.name for said in evidence.testimony)
    yield from (condition.said_by for condition in document.conditions if condition.said_by)


class Cast:
    """The people of a document with their labels. The same person is the same label throughout:
    a name whose words are all words of one other name is that person."""

    def __init__(self, document: PacketDocument, people: Iterable[str]):
        self.names = {_key(name): name for name in people if _key(name)}
        self.names |= {_key(name): name for name in (document.author, document.manager) if name}
        wholes = self._wholes()
        labels = {_key(document.manager or ""): MANAGER, _key(document.author): CANDIDATE}
        met = dict.fromkeys(wholes[key] for key in self.names)
        others = (key for key in met if key not in labels)
        labels |= {key: f"{COLLEAGUE} {number}" for number, key in enumerate(others, start=1)}
        self.labels = {key: labels[whole] for key, whole in wholes.items()}

    def _wholes(self) -> dict[str, str]:
        """The longest name of each person, by each name that is a part of it."""
        wholes: dict[str, str] = {}
        for key in sorted(self.names, key=lambda key: -len(key.split())):
            words = set(key.split())
            longer = {whole for known, whole in wholes.items() if words <= set(known.split())}
            wholes[key] = longer.pop() if len(longer) == 1 else key
        return wholes

    def terms(self, small: Collection[str]) -> Iterator[Term]:
        """What to find: each name, what it may be shortened to, and each of its words that begins
        like a name. A word that several people are called by becomes "Colleague" alone; `small`
        are the words that the document writes in small letters too."""
        for key, label in self.labels.items():
            yield Term(self.names[key], label)
            yield from (Term(run, label) for run in _runs(self.names[key]))
        called: dict[str, set[str]] = {}
        for key, label in self.labels.items():
            for word in _parts(self.names[key]):
                called.setdefault(word, set()).add(label)
        for word, labels in called.items():
            label = COLLEAGUE if len(labels) > 1 else min(labels)
            yield Term(word, label, is_name=True, is_word=word.casefold() in small)


def _runs(name: str) -> Iterator[str]:
    """What a name of several words may be shortened to: two of them or more that stand together."""
    words = name.partition(",")[0].split()[:MOST_WORDS]
    for length in range(len(words), 1, -1):
        yield from (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def _parts(name: str) -> Iterator[str]:
    """The words of a name before its first comma, where a team or a title often follows."""
    for word in name.partition(",")[0].split():
        if len(folded(word)[0]) > 1 and not word[0].islower():
            yield word


def _key(name: str) -> str:
    return " ".join(folded(name)[0].replace(",", " ").split())
