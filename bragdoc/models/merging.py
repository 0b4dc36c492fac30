"""How candidates become one, and how one becomes a part of a win that is there already."""

from bragdoc.capture.titles import shortened
from bragdoc.models.entries import DETAILS_LIMIT, ROWS_LIMIT, Entry

LABEL_LIMIT = 80  # characters of a link's label


class NothingToMerge(Exception):
    """Fewer than two of them still wait."""


def whole_of(parts):
    """The fields of the candidate that several become, but for the words and dates that their owner
    gives it: what only some of them say, it says too."""
    first = parts[0]
    return {
        "owner_id": first.owner_id,
        "brought_by_id": first.brought_by_id,
        "precision": first.precision,
        "headings": first.headings,
        "links": links_of(parts)[:ROWS_LIMIT],
        "line": first.line,
        "offers": first.offers,
        "kind": first.kind,
        "role": first.role,
        "project": next((part.project for part in parts if part.project), ""),
        "people": each_once(name for part in parts for name in part.people),
        "tags": each_once(tag for part in parts for tag in part.tags),
        "commits": each_once(digits for part in parts for digits in part.commits),
    }


def links_of(parts):
    """Their links in order, each address once."""
    return list({link["url"]: link for part in parts for link in part.links}.values())


def each_once(values):
    return list(dict.fromkeys(values))


def add_to(entry, candidate):
    """Put the candidate's words below the entry's details, as far as there is room, and its links
    after the entry's own. Within a transaction."""
    current = Entry.objects.select_for_update().get(pk=entry.pk)
    longer = f"{current.details}\n\n{told(candidate)}".strip()
    current.details = longer if len(longer) <= DETAILS_LIMIT else current.details
    there = {link["url"] for link in current.links}
    new = [link for link in labelled_links(candidate) if link["url"] not in there]
    current.links = (current.links + new)[: max(ROWS_LIMIT, len(current.links))]
    keep(current)


def take_out_of(entry, candidate):
    """Undo `add_to`, but for words that the entry's author has rewritten since."""
    current = Entry.objects.select_for_update().get(pk=entry.pk)
    apart = f"\n\n{current.details}\n\n"
    current.details = apart.replace(f"\n\n{told(candidate)}\n\n", "\n\n", 1).strip()
    added = labelled_links(candidate)
    current.links = [link for link in current.links if link not in added]
    keep(current)


def keep(entry):
    entry.revision += 1
    entry.save(update_fields=["details", "links", "revision"])


def told(candidate):
    """Its words, as they stand below those of an entry."""
    return f"{candidate.title}\n\n{candidate.details}".strip()


def labelled_links(candidate):
    """Its links, labelled so that they can be told from those the entry had."""
    label = shortened(candidate.title, LABEL_LIMIT)
    return [{"url": link["url"], "label": label} for link in candidate.links]
