"""How a reading gets into the inbox, once only: people bring the same growing file every month.

What makes a candidate the same one when it comes back:

- the name its source has for it (the address of a pull request, the key of a ticket), in whatever
  file it comes;
- the commits it holds, whatever log they come in (`growing_logs`);
- else its words under its headings in a document of the same name. A passage that was edited or
  moved is found again by `bragdoc.capture.rewording`.

What comes of it depends on what its owner decided. One that waits is told anew. One that was left
out comes back when its words have changed, which for one with a name are those of its title. All
others stay as they are: what was kept is its author's own text now, and "never again" is meant.
What came to a group after it was kept waits as a candidate of its own.
"""

import hashlib
from dataclasses import replace
from itertools import batched

from bragdoc.capture.dates import Precision
from bragdoc.capture.rewording import Passage, reworded
from bragdoc.capture.trackers.growing import items_told, rest_of
from bragdoc.models.entries import DETAILS_LIMIT, ROWS_LIMIT, TITLE_LIMIT
from bragdoc.models.inbox import GIT_KEY, NAMED_KEY, Candidate
from bragdoc.models.names import NAME_LIMIT

AT_ONCE = 500  # rows of a statement
YEARS = range(1970, 2101)  # as the forms take them
TEXT_KEPT = 500  # characters of a passage that was left out
TURNS = 40  # times that a group may grow after it was kept
KEPT = (Candidate.State.ACCEPTED, Candidate.State.MERGED)
TOLD = [
    *("title", "details", "starts_on", "ends_on", "precision", "headings", "links", "line"),
    *("offers", "kind", "role", "project", "people", "tags", "commits"),
]


def take_in(brought, reading):
    """Make candidates of a reading, within a transaction. Returns how many were (new, known,
    changed)."""
    found = {key_of(brought.name, each): each for each in reading.candidates}
    rows = Candidate.objects.visible_to(brought.owner).select_for_update()
    stored = with_keys(rows, found)
    found |= grown_since(rows, found, stored)
    new = [key for key in found if key not in stored]
    pairs = [(stored[key], key) for key in found if key in stored]
    again = edited(brought, found, new) if new else {}
    pairs += [(candidate, key) for key, candidate in again.items()]
    changed = tell_anew(brought, [(candidate, key, found[key]) for candidate, key in pairs])
    fresh = [key for key in new if key not in again]
    add(brought, {key: found[key] for key in fresh})
    return len(fresh), len(found) - len(fresh) - changed, changed


def key_of(name, found):
    """What makes it the same one when it comes back."""
    if found.commits:
        digest = hashlib.sha256("\x1f".join(sorted(found.commits)).encode()).hexdigest()
        return GIT_KEY + digest[: 64 - len(GIT_KEY)]
    if found.identity:
        digest = hashlib.sha256(found.identity.casefold().encode("utf-8", "replace")).hexdigest()
        return NAMED_KEY + digest[: 64 - len(NAMED_KEY)]
    return Candidate.key_of(name, found)


def new_first(brought, candidates):
    """What was found, in its order but with what the inbox has never had before, and how much of it
    that is."""
    found = {key_of(brought.name, each): each for each in candidates}
    rows = Candidate.objects.visible_to(brought.owner)
    stored = with_keys(rows, found)
    found |= grown_since(rows, found, stored)
    placed = sorted(found, key=lambda key: key in stored)
    return [found[key] for key in placed], len(found.keys() - stored.keys())


def grown_since(rows, found, stored):
    """What came to groups that were kept before: {key: candidate of the new items alone}.

    Those of them that are rows already, from an import in between, are added to `stored`.
    """
    grown = {}
    pending = {
        key: (found[key], items_told(candidate.details))
        for key, candidate in stored.items()
        if candidate.state in KEPT and found[key].identity
    }
    for turn in range(1, TURNS):
        after = {}
        for each, told in pending.values():
            if rest := rest_of(each, told):
                rest = replace(rest, identity=f"{each.identity} again {turn}")
                after[key_of("", rest)] = (each, told, rest)
        there = with_keys(rows, after)
        grown |= {key: rest for key, (_, _, rest) in after.items()}
        stored.update(there)
        pending = {
            key: (after[key][0], after[key][1] | items_told(row.details))
            for key, row in there.items()
            if row.state in KEPT
        }
        if not pending:
            break
    return grown


def with_keys(rows, keys):
    """Those of the rows that have these keys, by key."""
    return {
        candidate.key: candidate
        for some in batched(keys, AT_ONCE, strict=False)
        for candidate in rows.filter(key__in=some)
    }


def edited(brought, found, new):
    """What of a document came back in other words, by its new key."""
    gone = [
        candidate
        for candidate in Candidate.objects.visible_to(brought.owner)
        .from_document(brought.name, brought.source)
        .in_order()
        .select_for_update(of=["self"])
        if candidate.key not in found
    ]
    named = [key for key in new if not found[key].identity]
    pairs = reworded(
        [Passage(tuple(row.headings), row.title, row.details) for row in gone],
        [Passage(*(getattr(found[key], name) for name in Passage._fields)) for key in named],
    )
    return {named[after]: gone[before] for before, after in pairs.items()}


def tell_anew(brought, pairs):
    """Give candidates the words that they came back with: (candidate, key, found) of each.

    Returns how many of them changed for their owner.
    """
    changed, rows = 0, []
    for candidate, key, found in pairs:
        told = told_by(found)
        titled = told["title"] != candidate.title
        worded = titled or (told["details"] != candidate.details and not found.identity)
        renamed, candidate.key = candidate.key != key, key
        differs = {name for name in TOLD if told[name] != getattr(candidate, name)}
        if differs and candidate.state == Candidate.State.WAITING:
            changed += differs != {"line"}  # which moves with whatever is written above it
        elif candidate.state == Candidate.State.DISCARDED and worded:
            candidate.state = Candidate.State.WAITING
            changed += 1
        else:
            told = {}
        for name, value in told.items():
            setattr(candidate, name, value)
        if told:
            candidate.brought_by = brought
        if told or renamed:
            rows.append(candidate)
    fields = [*TOLD, "key", "state", "brought_by"]
    Candidate.objects.bulk_update(rows, fields, batch_size=AT_ONCE // 10)
    return changed


def add(brought, found):
    """Let new candidates wait, by their keys."""
    Candidate.objects.bulk_create(
        (
            Candidate(owner=brought.owner, key=key, brought_by=brought, **told_by(each))
            for key, each in found.items()
        ),
        batch_size=AT_ONCE,
    )


def told_by(found):
    """The fields of a candidate that an import fills, with what no column holds taken out, and
    without days that no entry can have."""
    dated = found.starts_on and found.starts_on.year in YEARS and found.ends_on.year in YEARS
    return {
        "title": plain(found.title)[:TITLE_LIMIT],
        "details": plain(found.details)[:DETAILS_LIMIT],
        "starts_on": found.starts_on if dated else None,
        "ends_on": found.ends_on if dated else None,
        "precision": found.precision if dated else Precision.UNKNOWN,
        "headings": [plain(heading) for heading in found.headings],
        "links": [{"url": plain(url), "label": ""} for url in found.links[:ROWS_LIMIT]],
        "line": found.line,
        "offers": found.offers,
        "kind": found.kind,
        "role": found.role,
        "project": plain(found.project)[:NAME_LIMIT],
        "people": [plain(name)[:NAME_LIMIT] for name in found.people],
        "tags": [plain(tag) for tag in found.tags],
        "commits": [digits[:10] for digits in found.commits],
    }


def report_of(skipped):
    """What an import keeps of the passages it left out."""
    return [
        {"line": skip.line, "last": skip.last, "text": plain(skip.text)[:TEXT_KEPT]}
        | {"reason": skip.reason}
        for skip in skipped
    ]


def sample_of(found):
    """What a page shows of a candidate that is none yet."""
    return {
        "title": plain(found.title)[:TITLE_LIMIT],
        "starts_on": found.starts_on and found.starts_on.isoformat(),
        "ends_on": found.ends_on and found.ends_on.isoformat(),
        "headings": [plain(heading) for heading in found.headings],
        "offers": found.offers,
        "line": found.line,
    }


def in_words(counts):
    """How many candidates there are of what they offer: "24 wins, 1 goal"."""
    said = {"win": ("win", "wins"), "goal": ("goal", "goals")}
    return ", ".join(
        f"{count:,} {said[what][count != 1] if what in said else what}"
        for what, count in counts.items()
    )


def plain(text):
    """Without the null characters and halves of characters that no database keeps."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
