"""What stands around the words of a colleague: who speaks, and how that is known.

Whoever speaks is named and given no pronoun, so that nothing changes where names become labels.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from packets.document import Testimony


def voice(testimony: Testimony) -> str:
    """Whose words follow. They stand apart from the author's and from the ladder's."""
    if testimony.source == "pasted":
        return _("Praise received elsewhere")
    return _("Testimony of a colleague")


def paragraphs(testimony: Testimony) -> tuple[str, ...]:
    """The words as they were typed, line by line."""
    return tuple(line.strip() for line in testimony.text.splitlines() if line.strip())


def standing(testimony: Testimony) -> str:
    """Position, how they work together, how closely it was seen, where and when it was said."""
    seen = {
        "with": _("worked on it too"),
        "saw": _("saw it being done"),
        "used": _("uses what came of it"),
        "heard": _("knows it from others"),
    }
    said_on = date_format(testimony.said_on, "j F Y") if testimony.said_on else ""
    facts = (
        testimony.position,
        testimony.relation,
        seen.get(testimony.closeness, ""),
        testimony.where,
        said_on,
    )
    return " · ".join(filter(None, facts))


def warrant(testimony: Testimony) -> str:
    """How it is known who said it, and of which wording."""
    if testimony.source == "pasted":
        known = _("Quoted by the author; nobody was asked.")
    elif testimony.is_verified:
        known = _("✓ Verified address: confirmed from their own mailbox.")
    else:
        known = _("Address not verified.")
    if testimony.of_other_wording:
        return " ".join((known, _("Said of an earlier wording of this win.")))
    return known
