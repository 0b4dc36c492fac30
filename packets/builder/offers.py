"""Which wins a section of a draft is offered: the filters as they stand in its address, and a page
of what they let through."""

from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from bragdoc.day_place import DayPlace, read_place
from bragdoc.forms.log import LogFilterForm
from bragdoc.models import Entry
from packets.builder.placing import Offer, offers_of
from packets.models import Evidence

PAGE = 30  # wins offered at once
COUNTED = 1_000  # up to so many are counted
TAGGED = 100  # wins of the period that bear a sentence of the section, the newest


class OffersForm(LogFilterForm):
    """The filters of the log, with what counts as proof and what is not placed yet.

    An address without the field of words has none: then they say the section's competency and the
    packet's period. One with it means what it says, and an empty filter lets everything through.
    """

    sentence = None  # type: ignore[assignment]  # so a form does without a field of its base
    missing = None  # type: ignore[assignment]
    proof = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Any"),
            ("number", "A number"),
            ("link", "A link"),
            ("praise", "Praise received"),
            ("nothing", "Nothing yet"),
        ],
    )
    placed = forms.ChoiceField(
        label="Placed",
        required=False,
        choices=[
            ("", "Any"),
            ("not-here", "Not in this section"),
            ("nowhere", "Not placed yet"),
        ],
    )

    # The slug of the sentence that a win is looked for: it narrows nothing.
    against = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    FIRST = ("q", "competency", "project", "kind", "proof", "placed")

    def __init__(self, data: QueryDict, *, packet, section):
        self.packet, self.section = packet, section
        self.is_asked = "q" in data
        super().__init__(data if self.is_asked else self._usual(), author=packet.author)
        self.auto_id = "offers-%s"

    def _usual(self) -> QueryDict:
        usual = QueryDict(mutable=True)
        usual["competency"] = self.section.competency
        usual["from"], usual["to"] = f"{self.packet.starts_on}", f"{self.packet.ends_on}"
        return usual

    def query(self, *, without=""):
        """As in the log, but it says that these are asked for, also when all of them are empty."""
        asked = {"q": ""} | self.asked()
        asked.pop(without, None)
        return urlencode(asked) if self.is_asked else ""

    def query_beside_against(self):
        return self.query(without="against")

    def narrow(self, entries):
        entries = super().narrow(entries)
        match self.cleaned_data.get("proof"):
            case "number":
                entries = entries.exclude(metrics=[])
            case "link":
                entries = entries.exclude(links=[])
            case "praise":
                entries = entries.of_kind(Entry.Kind.PRAISE)
            case "nothing":
                entries = entries.without_metric().filter(links=[]).exclude(kind=Entry.Kind.PRAISE)
        match self.cleaned_data.get("placed"):
            case "not-here":
                return entries.exclude(pk__in=_placed().in_section(self.section).values("entry"))
            case "nowhere":
                return entries.exclude(pk__in=_placed().of_packet(self.packet).values("entry"))
        return entries


def _placed():
    return Evidence.objects.placed().order_by()


class Offered(NamedTuple):
    """A page of the wins that a section is offered."""

    offers: list[Offer]
    older: str
    """Where the next page begins; "" on the last."""

    is_first: bool
    matching: int
    """How many the filters let through, at most COUNTED."""

    is_counted: bool
    """Whether that is all of them."""


def offered(packet, section, filters: OffersForm, before: str) -> Offered:
    """The wins that the filters let through, the newest first, from the place `before` on."""
    entries = filters.narrow(shareable_of(packet.author)).newest_first()
    start = read_place(before)
    page = list((entries.before(*start) if start else entries).for_display()[: PAGE + 1])
    shown, more = page[:PAGE], page[PAGE:]
    matching = entries[: COUNTED + 1].count() if start or more else len(shown)
    return Offered(
        offers_of(packet, section, shown),
        older=str(DayPlace(shown[-1].starts_on, shown[-1].pk)) if more else "",
        is_first=start is None,
        matching=min(matching, COUNTED),
        is_counted=matching <= COUNTED,
    )


def tagged(packet, section) -> list[Offer]:
    """The wins of the period that bear a sentence of the section's competency."""
    if not section.competency:
        return []
    entries = shareable_of(packet.author).tied_to(section.competency)
    entries = entries.in_period(packet.starts_on, packet.ends_on).newest_first()
    return offers_of(packet, section, entries.for_display()[:TAGGED])


def shareable_of(author):
    return Entry.objects.visible_to(author).shareable()
