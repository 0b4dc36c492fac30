"""Which wins a section is offered: the author narrows them, and finds what she looks for."""

import re
from datetime import date

import pytest

from packets.builder.offers import PAGE
from packets.models import Evidence, Section
from tests.factories import EntryFactory, ProjectFactory, show, tag
from tests.packets.scenes import place, put
from tests.packets.test_placing import offered, page_of, text_of

NARROWING = {"HX-Request": "true", "HX-Target": "offers"}


def offer_of(response, entry):
    return next(o for o in response.context["offered"].offers if o.entry == entry)


def test_a_section_offers_the_wins_of_its_competency_and_period_newest_first(packet, ada, adas):
    tag(EntryFactory(author=ada, starts_on=date(2025, 11, 30)), "delivery")
    first = tag(EntryFactory(author=ada, starts_on=date(2025, 12, 1)), "delivery")
    last = tag(EntryFactory(author=ada, starts_on=date(2026, 11, 20)), "delivery")
    tag(EntryFactory(author=ada), "reliability")
    tag(EntryFactory(author=ada, confidential=True), "delivery")
    tag(EntryFactory(author=ada), "delivery").discard()
    assert offered(adas.get(page_of(packet))) == [last.pk, first.pk]


def test_an_own_section_offers_every_win_of_the_period(packet, ada, adas):
    Section.objects.create(packet=packet, key="glue", title="Glue work", position=9)
    one = EntryFactory(author=ada)
    assert offered(adas.get(page_of(packet, "glue"))) == [one.pk]


def test_words_look_in_all_of_her_wins(packet, ada, adas, grace):
    found = EntryFactory(author=ada, title="Wrote the guide", starts_on=date(2020, 1, 6))
    EntryFactory(author=ada, title="Another")
    EntryFactory(author=grace, title="Wrote the guide too")
    assert offered(adas.get(page_of(packet), {"q": "guide wrote"})) == [found.pk]


@pytest.fixture
def log(packet, ada):
    """One win for each thing that a filter can ask, by what it is."""
    metric = {"label": "Waits", "before": "3", "after": "0", "unit": "", "lower_is_better": True}
    link = {"url": "https://example.org/", "label": ""}
    wins = {
        "bare": EntryFactory(author=ada),
        "competency": tag(EntryFactory(author=ada), "reliability"),
        "sentence": show(EntryFactory(author=ada), "delivery/notices"),
        "project": EntryFactory(author=ada, project=ProjectFactory(owner=ada, slug="billing")),
        "kind": EntryFactory(author=ada, kind="mentoring"),
        "number": EntryFactory(author=ada, metrics=[metric]),
        "link": EntryFactory(author=ada, links=[link]),
        "praise": EntryFactory(author=ada, kind="praise"),
        "old": EntryFactory(author=ada, starts_on=date(2020, 1, 6)),
        "here": place(packet, "Here").entry,
        "elsewhere": place(packet, "There", key="hiring", expectation="interviews").entry,
    }
    place(packet, "Taken out", expectation="notices").take_out()
    return wins


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"competency": "reliability"}, {"competency"}),
        ({"expectation": "delivery/notices"}, {"sentence"}),
        ({"project": "billing"}, {"project"}),
        ({"kind": "mentoring"}, {"kind"}),
        ({"proof": "number"}, {"number"}),
        ({"proof": "link"}, {"link"}),
        ({"proof": "praise"}, {"praise"}),
        ({"to": "2020-12-31"}, {"old"}),
        ({"proof": "number", "kind": "mentoring"}, set()),
    ],
)
def test_filters_narrow_what_is_offered(packet, adas, log, asked, found):
    names = {win.pk: name for name, win in log.items()}
    response = adas.get(page_of(packet), {"q": ""} | asked)
    assert {names.get(pk) for pk in offered(response)} == found


@pytest.mark.parametrize(
    ("asked", "gone"),
    [
        ({"proof": "nothing"}, {"number", "link", "praise"}),
        ({"placed": "not-here"}, {"here"}),
        ({"placed": "nowhere"}, {"here", "elsewhere"}),
        ({"proof": "much", "kind": "fun", "from": "soon"}, set()),
    ],
)
def test_filters_leave_out_what_they_say(packet, adas, log, asked, gone):
    names = {win.pk: name for name, win in log.items()}
    response = adas.get(page_of(packet), {"q": ""} | asked)
    assert {names.get(pk, "taken out") for pk in offered(response)} == (
        set(log) | {"taken out"}
    ) - gone


def test_empty_filters_offer_everything_and_none_what_suits_the_section(packet, adas, log):
    every = offered(adas.get(page_of(packet), {"q": ""}))
    assert (len(every), len(offered(adas.get(page_of(packet))))) == (len(log) + 1, 1)


def test_a_search_for_a_character_that_no_database_keeps_finds_what_the_rest_finds(packet, adas):
    placed = place(packet, "Halved the build")
    assert offered(adas.get(f"{page_of(packet)}?q=Halved%00")) == [placed.entry_id]


def test_an_offer_says_what_helps_to_choose(packet, ada, adas):
    place(packet, "Placed in May", starts_on=date(2026, 5, 4))
    entry = show(EntryFactory(author=ada, starts_on=date(2026, 7, 6)), "delivery/notices")
    for key, expectation in (("hiring", "interviews"), ("delivery", "finishes")):
        put(adas, packet, entry, expectation, key)
    Evidence.objects.filter(expectation="finishes").delete()
    offer = offer_of(adas.get(page_of(packet)), entry)
    assert [sentence.slug for sentence in offer.sentences] == ["notices"]
    assert (offer.here, offer.elsewhere) == (frozenset(), ("Hiring",))
    assert (offer.months, offer.is_outside, offer.likely) == ((date(2026, 7, 1),), False, "notices")
    page = text_of(adas.get(page_of(packet)))
    for words in (
        "Tagged with “Notices early that a plan will not hold.”",
        "No win placed here is from July 2026.",
        "Placed already: Hiring.",
        "Proof: nothing yet.",
    ):
        assert words in page


def test_an_offer_of_a_month_that_is_covered_does_not_call_it_new(packet, ada, adas):
    place(packet, starts_on=date(2026, 7, 20))
    entry = tag(EntryFactory(author=ada, starts_on=date(2026, 7, 6)), "delivery")
    assert offer_of(adas.get(page_of(packet)), entry).months == ()


def test_as_long_as_nothing_is_placed_no_month_is_missed(packet, ada, adas):
    entry = tag(EntryFactory(author=ada), "delivery")
    assert offer_of(adas.get(page_of(packet)), entry).months == ()


def test_a_win_outside_the_period_says_so(packet, ada, adas):
    entry = EntryFactory(author=ada, starts_on=date(2020, 1, 6))
    response = adas.get(page_of(packet), {"q": ""})
    assert offer_of(response, entry).is_outside
    assert "Outside the packet’s period." in text_of(response)


def test_what_bears_a_sentence_is_offered_beneath_it_until_it_stands_there(packet, ada, adas):
    entry = show(EntryFactory(author=ada), "delivery/notices")
    show(EntryFactory(author=ada, starts_on=date(2020, 1, 6)), "delivery/notices")

    def beneath():
        response = adas.get(page_of(packet))
        return {
            placing.place.slug: [offer.entry for offer in placing.offers]
            for placing in response.context["placings"]
        }

    assert beneath() == {"across-teams": [], "notices": [entry], "finishes": [], "": []}
    put(adas, packet, entry, "notices")
    assert beneath()["notices"] == []


def test_more_than_a_page_of_wins_are_paged_and_counted(packet, ada, adas):
    wins = [tag(EntryFactory(author=ada), "delivery") for _ in range(PAGE + 2)]
    first = adas.get(page_of(packet), {"q": "", "competency": "delivery"})
    older = re.search(r'rel="next" href="(\?[^"#]*)', text_of(first)).group(1)
    second = adas.get(page_of(packet) + older.replace("&amp;", "&"))
    assert offered(first) + offered(second) == [win.pk for win in reversed(wins)]
    assert f"{PAGE} of {PAGE + 2} wins, the newest first." in text_of(first)
    assert 'rel="next"' not in text_of(second)


def test_no_match_says_so_and_leads_back(packet, adas):
    page = text_of(adas.get(page_of(packet), {"q": "nothing like it"}))
    assert "No win matches these filters." in page
    assert f'<a href="{page_of(packet)}#offers-head">Begin anew</a>' in page


def test_narrowing_brings_the_offers_alone_and_says_how_many(packet, ada, adas):
    entry = EntryFactory(author=ada, title="Wrote the guide")
    response = adas.get(page_of(packet), {"q": "guide"}, headers=NARROWING)
    page = text_of(response)
    assert offered(response) == [entry.pk]
    assert page.lstrip().startswith('<p class="unseen" id="offers-said"')
    assert "1 of 1 wins shown." in page
    assert "data-autosave" not in page
