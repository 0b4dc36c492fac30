"""The builder: the author writes the draft, part by part, and loses nothing."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from packets.models import Evidence, Gap, Packet, Section
from packets.views.sections import PLACEABLE
from tests.clients import AUTOSAVE
from tests.factories import EntryFactory, show, tag
from tests.packets.scenes import place


def text_of(response):
    return response.content.decode()


def opening(packet, **changes):
    fields = {
        "title": packet.title,
        "starts_on": "2025-12-01",
        "ends_on": "2026-11-20",
        "ask": "",
        "thesis": "",
        "summary": "",
        "next": "",
        "revision": packet.revision,
    }
    return fields | changes


def page_of(packet, key=None):
    return f"/packets/{packet.pk}/sections/{key}/" if key else f"/packets/{packet.pk}/"


# One form over one row: what saving answers.


def parts(packet):
    """Every form of the builder that saves itself over a revision: its address, a whole and valid
    set of fields, the row, and the field that a person types in."""
    placed = place(packet)
    gap = Gap.objects.create(packet=packet, title="One decision")
    condition = packet.conditions.create(text="Show it twice.")
    own = Section.objects.create(packet=packet, key="glue", title="Glue work", position=9)
    return {
        "opening": (page_of(packet), opening(packet), packet, "thesis"),
        "claim": (
            page_of(packet, "delivery"),
            {"claim": ""},
            packet.sections.get(key="delivery"),
            "claim",
        ),
        "own": (page_of(packet, "glue"), {"title": "Glue work", "claim": ""}, own, "claim"),
        "why": (f"/evidence/{placed.pk}/", {"why": ""}, placed, "why"),
        "gap": (f"/gaps/{gap.pk}/", {"title": "One decision", "answer": ""}, gap, "answer"),
        "condition": (
            f"/conditions/{condition.pk}/",
            {"text": "Show it twice.", "answer": "", "entries": [placed.entry_id]},
            condition,
            "answer",
        ),
    }


PARTS = ["opening", "claim", "own", "why", "gap", "condition"]


@pytest.fixture
def part(packet, request):
    """(address, post, row, field): `post` sends the part's fields with `typed` in its text."""
    return parts(packet)[request.param]


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_is_saved_and_leads_back_to_itself(part, adas):
    url, fields, row, field = part
    response = adas.post(url, fields | {field: "I decided it.", "revision": 1})
    row.refresh_from_db()
    assert (response.status_code, getattr(row, field), row.revision) == (302, "I decided it.", 2)
    assert adas.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_saves_itself_is_answered_with_the_new_revision_alone(part, adas):
    url, fields, row, field = part
    response = adas.post(url, fields | {field: "I decided.", "revision": 1}, headers=AUTOSAVE)
    row.refresh_from_db()
    assert (response.status_code, text_of(response).strip(), getattr(row, field)) == (
        200,
        '<input type="hidden" name="revision" value="2">',
        "I decided.",
    )


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_was_changed_elsewhere_shows_both_texts_and_writes_nothing(part, adas, headers):
    url, fields, row, field = part
    adas.post(url, fields | {field: "What she wrote first", "revision": 1})
    response = adas.post(
        url, fields | {field: "What she wrote there", "revision": 1}, headers=headers
    )
    row.refresh_from_db()
    text = text_of(response)
    assert (response.status_code, getattr(row, field), row.revision) == (
        409,
        "What she wrote first",
        2,
    )
    conflict = text[text.index('class="conflict"') :]
    assert "What she wrote there" in conflict
    assert "What she wrote first" in conflict
    assert re.search(r"<textarea[^>]*>\s*What she wrote there</textarea>", text)
    assert 'name="revision" value="2">Keep mine' in conflict


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_her_own_text_is_kept_over_the_other_when_she_says_so(part, adas):
    url, fields, row, field = part
    adas.post(url, fields | {field: "First", "revision": 1})
    answer = adas.post(url, fields | {field: "There", "revision": 2})
    row.refresh_from_db()
    assert (answer.status_code, getattr(row, field), row.revision) == (302, "There", 3)


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_is_too_long_is_refused_with_its_text_kept(part, adas, headers):
    url, fields, row, field = part
    long = "ж" * 20_001
    response = adas.post(url, fields | {field: long, "revision": 1}, headers=headers)
    row.refresh_from_db()
    text = text_of(response)
    assert (response.status_code, getattr(row, field), row.revision) == (422, "", 1)
    assert long in text
    assert "at most 20000 characters (it has 20001)" in text


@pytest.mark.parametrize("revision", ["", "abc", "99", "9" * 30, None])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_without_the_revision_it_was_loaded_with_nothing_is_written(part, adas, revision):
    url, fields, row, field = part
    sent = fields | {field: "Text", "revision": revision}
    if revision is None:
        del sent["revision"]
    response = adas.post(url, sent)
    row.refresh_from_db()
    assert (response.status_code, getattr(row, field)) == (
        409 if str(revision).startswith("9") else 422,
        "",
    )


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_each_part_is_a_page_of_its_own(part, adas):
    url, _fields, _row, field = part
    response = adas.get(url)
    assert response.status_code == 200
    assert re.search(rf'<textarea name="{field}"|name="{field}"', text_of(response))


# The opening.


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"starts_on": "2026-11-21"}, "The period ends before it begins."),
        ({"starts_on": "2006-11-21"}, "A period is ten years at most."),
        ({"ends_on": "soon"}, "Enter a valid date."),
    ],
)
def test_an_opening_that_cannot_be_says_why(packet, adas, changes, complaint):
    response = adas.post(page_of(packet), opening(packet, **changes))
    packet.refresh_from_db()
    assert (response.status_code, packet.title, packet.revision) == (
        422,
        "Staff Engineer, January 2027",
        1,
    )
    assert complaint in text_of(response)


def test_a_refused_opening_changes_nothing_on_the_page_around_it(packet, adas):
    response = adas.post(page_of(packet), opening(packet, title="New name", ends_on="soon"))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text_of(response)).group(1)
    assert heading == "Staff Engineer, January 2027"


# Wins.


def offered(response):
    """Each win that is offered on the page, once."""
    found = re.findall(r'name="entry" value="(\d+)"', text_of(response))
    return list(dict.fromkeys(map(int, found)))


def test_a_section_offers_the_wins_of_its_competency_and_period_newest_first(packet, ada, adas):
    old = tag(EntryFactory(author=ada, starts_on=date(2025, 11, 30)), "delivery")
    first = tag(EntryFactory(author=ada, starts_on=date(2025, 12, 1)), "delivery")
    last = tag(EntryFactory(author=ada, starts_on=date(2026, 11, 20)), "delivery")
    tag(EntryFactory(author=ada), "reliability")
    tag(EntryFactory(author=ada, confidential=True), "delivery")
    tag(EntryFactory(author=ada), "delivery").discard()
    assert offered(adas.get(page_of(packet, "delivery"))) == [last.pk, first.pk]
    assert old.pk not in offered(adas.get(page_of(packet, "delivery")))


def test_wins_that_bear_the_very_sentence_are_offered_first_and_say_so(packet, ada, adas):
    early, later, newest = (
        EntryFactory(author=ada, starts_on=day)
        for day in (date(2025, 12, 1), date(2026, 1, 1), date(2026, 11, 20))
    )
    show(early, "delivery/notices")
    show(later, "delivery/finishes")
    show(tag(newest, "delivery"), "reliability/impossible")
    response = adas.get(page_of(packet, "delivery"))
    found = {
        placing.item.slug if placing.item else "": [
            (offer.entry, offer.is_tagged) for offer in placing.offers
        ]
        for placing in response.context["placings"]
    }
    assert found == {
        "across-teams": [(later, False), (early, False), (newest, False)],
        "notices": [(early, True), (later, False), (newest, False)],
        "finishes": [(later, True), (early, False), (newest, False)],
        "": [(later, False), (early, False), (newest, False)],
    }
    text = text_of(response)
    assert text.count("Tagged with this sentence.") == 2
    assert text.count("3 wins you could place here, 1 tagged with this sentence") == 2


def test_what_bears_a_sentence_of_the_competency_is_among_the_wins_offered_however_old(
    packet, ada, adas
):
    tied = show(EntryFactory(author=ada, starts_on=date(2025, 12, 1)), "delivery/notices")
    for _ in range(PLACEABLE):
        tag(EntryFactory(author=ada), "delivery")
    found = offered(adas.get(page_of(packet, "delivery")))
    assert (found[0], len(found)) == (tied.pk, PLACEABLE)


def test_placing_a_win_leaves_its_tags_alone(packet, ada, adas):
    entry = tag(EntryFactory(author=ada), "delivery")
    put(adas, packet, entry, "notices")
    entry.refresh_from_db()
    assert (entry.expectations.count(), entry.revision) == (0, 1)


def test_words_look_in_all_of_her_wins(packet, ada, adas, grace):
    found = EntryFactory(author=ada, title="Wrote the guide", starts_on=date(2020, 1, 6))
    EntryFactory(author=ada, title="Another")
    EntryFactory(author=grace, title="Wrote the guide too")
    assert offered(adas.get(page_of(packet, "delivery"), {"q": "guide wrote"})) == [found.pk]


def test_an_own_section_offers_every_win_of_the_period(packet, ada, adas):
    Section.objects.create(packet=packet, key="glue", title="Glue work", position=9)
    one = EntryFactory(author=ada)
    assert offered(adas.get(page_of(packet, "glue"))) == [one.pk]


def test_a_win_that_is_placed_is_offered_elsewhere_in_the_section_but_not_there(packet, ada, adas):
    placed = tag(place(packet).entry, "delivery")
    text = text_of(adas.get(page_of(packet, "delivery")))
    places = re.findall(
        rf'name="entry" value="{placed.pk}"><input type="hidden" name="expectation" value="(.*?)"',
        text,
    )
    assert places == ["notices", "", "finishes"]


def put(client, packet, entry, expectation="across-teams", key="delivery"):
    return client.post(
        f"/packets/{packet.pk}/sections/{key}/place/",
        {"entry": getattr(entry, "pk", entry), "expectation": expectation},
    )


def test_placing_a_win_puts_it_last_against_its_sentence(packet, ada, adas):
    one, two = EntryFactory(author=ada), EntryFactory(author=ada)
    put(adas, packet, one)
    response = put(adas, packet, two)
    placed = [
        (evidence.entry, evidence.expectation, evidence.position)
        for evidence in Evidence.objects.in_order()
    ]
    last = Evidence.objects.get(entry=two)
    assert placed == [(one, "across-teams", 0), (two, "across-teams", 1)]
    assert response["Location"] == f"{page_of(packet, 'delivery')}#evidence-{last.pk}"


def test_a_win_is_placed_once_against_a_sentence(packet, ada, adas):
    entry = EntryFactory(author=ada)
    put(adas, packet, entry)
    put(adas, packet, entry)
    put(adas, packet, entry, "notices")
    assert sorted(Evidence.objects.values_list("expectation", flat=True)) == [
        "across-teams",
        "notices",
    ]


@pytest.mark.parametrize("entry", ["", "abc", "0", "9" * 30, "-1", "1\x00"])
def test_placing_what_is_no_win_is_not_found(packet, adas, entry):
    assert put(adas, packet, entry).status_code == 404
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("expectation", ["x" * 81, "impossible", "hovercraft", "a\x00b"])
def test_placing_against_a_sentence_that_the_section_does_not_have_is_not_found(
    packet, ada, adas, expectation
):
    assert put(adas, packet, EntryFactory(author=ada), expectation).status_code == 404
    assert not Evidence.objects.exists()


def test_a_confidential_or_discarded_win_cannot_be_placed(packet, ada, adas):
    entries = [EntryFactory(author=ada, confidential=True), EntryFactory(author=ada)]
    entries[1].discard()
    assert [put(adas, packet, entry).status_code for entry in entries] == [404, 404]


def test_a_win_taken_out_comes_back_with_its_why_and_place(packet, adas):
    placed = place(packet, why="I decided it.")
    place(packet, "Another")
    response = adas.post(f"/evidence/{placed.pk}/take-out/", follow=True)
    assert [e.pk for e in Evidence.objects.placed()] != [placed.pk]
    assert f'action="/evidence/{placed.pk}/put-back/"' in text_of(response)
    adas.post(f"/evidence/{placed.pk}/put-back/")
    back = Evidence.objects.placed().in_order().first()
    assert (back.pk, back.why) == (placed.pk, "I decided it.")


def test_placing_again_what_was_taken_out_brings_it_back_as_it_was(packet, adas):
    placed = place(packet, why="I decided it.")
    placed.take_out()
    put(adas, packet, placed.entry)
    assert [(e.pk, e.why) for e in Evidence.objects.placed()] == [(placed.pk, "I decided it.")]


def test_what_is_not_taken_out_cannot_be_put_back(packet, adas):
    placed = place(packet)
    assert adas.post(f"/evidence/{placed.pk}/put-back/").status_code == 404


def order(packet, expectation="across-teams"):
    rows = Evidence.objects.placed().filter(expectation=expectation).in_order()
    return [evidence.entry.title for evidence in rows]


def test_wins_change_places_with_their_neighbour(packet, adas):
    one, _two, three = (place(packet, title) for title in ("One", "Two", "Three"))
    adas.post(f"/evidence/{three.pk}/swap/", {"to": "up"})
    assert order(packet) == ["One", "Three", "Two"]
    adas.post(f"/evidence/{one.pk}/swap/", {"to": "down"})
    assert order(packet) == ["Three", "One", "Two"]


def test_the_first_goes_no_higher_and_the_last_no_lower(packet, adas):
    one, two = place(packet, "One"), place(packet, "Two")
    adas.post(f"/evidence/{one.pk}/swap/", {"to": "up"})
    adas.post(f"/evidence/{two.pk}/swap/", {"to": "down"})
    assert order(packet) == ["One", "Two"]


def test_a_win_passes_over_one_that_is_discarded_and_not_seen(packet, adas):
    place(packet, "One")
    place(packet, "Two").entry.discard()
    three = place(packet, "Three")
    adas.post(f"/evidence/{three.pk}/swap/", {"to": "up"})
    seen = Evidence.objects.placed().with_entries().in_order()
    assert [evidence.entry.title for evidence in seen] == ["Three", "One"]


def test_wins_of_other_sentences_keep_their_places(packet, adas):
    place(packet, "One")
    place(packet, "Other", expectation="notices")
    two = place(packet, "Two")
    adas.post(f"/evidence/{two.pk}/swap/", {"to": "up"})
    assert (order(packet), order(packet, "notices")) == (["Two", "One"], ["Other"])


# Sections of her own.


def test_a_section_of_her_own_comes_last_and_takes_wins_and_a_claim(packet, ada, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": "Glue work"})
    assert response["Location"] == page_of(packet, "glue-work")
    assert [s.key for s in packet.sections.in_order()][-1] == "glue-work"
    put(adas, packet, EntryFactory(author=ada), "", "glue-work")
    assert Evidence.objects.get().section.title == "Glue work"


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (["Glue", "Glue", "Glue"], ["glue", "glue-2", "glue-3"]),
        (["New"], ["new-2"]),
        (["Delivery"], ["delivery-2"]),
        (["膠水"], ["section"]),
        (["x" * 200], ["x" * 60]),
        (["on_call _ rota_"], ["on-call-rota"]),
    ],
)
def test_every_section_gets_a_key_that_is_free(packet, adas, titles, keys):
    for title in titles:
        adas.post(f"/packets/{packet.pk}/sections/new/", {"title": title})
    assert [s.key for s in packet.sections.own().in_order()] == keys
    assert [adas.get(page_of(packet, key)).status_code for key in keys] == [200] * len(keys)


def test_a_section_without_a_title_is_refused(packet, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": " "})
    assert (response.status_code, packet.sections.own().count()) == (422, 0)
    assert "This field is required." in text_of(response)


def test_a_section_of_the_ladder_cannot_be_taken_away(packet, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/hiring/discard/")
    assert (response.status_code, packet.sections.filter(key="hiring").count()) == (404, 1)


def test_a_section_of_the_ladder_keeps_the_title_the_ladder_gives(packet, adas):
    url = page_of(packet, "delivery")
    adas.post(url, {"title": "Shipping", "claim": "I do.", "revision": 1})
    section = packet.sections.get(key="delivery")
    assert (section.title, section.claim) == ("Delivery", "I do.")


# How much a page asks of the database.


@pytest.mark.parametrize("wins", [1, 3])
def test_a_section_with_wins_placed_and_offered(packet, ada, adas, wins, django_assert_num_queries):
    for number in range(wins):
        place(packet, f"Placed {number}")
        tag(EntryFactory(author=ada), "delivery")
    adas.get(page_of(packet, "delivery"))
    with django_assert_num_queries(17):
        adas.get(page_of(packet, "delivery"))


@pytest.mark.parametrize(
    ("path", "queries"), [("", 18), ("coverage/", 13), ("preview/", 10), ("share/", 15)]
)
@pytest.mark.parametrize("wins", [1, 3])
def test_the_other_pages_of_a_draft(
    packet, managed, adas, path, queries, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Placed {number}")
    adas.get(page_of(packet))
    with django_assert_num_queries(queries):
        adas.get(f"{page_of(packet)}{path}")


# Other people.


def test_nothing_of_the_builder_is_found_by_anyone_else(in_review, graces, eves):
    placed = place(in_review)
    gap = Gap.objects.create(packet=in_review, title="One decision")
    taken = place(in_review, "Taken out")
    taken.take_out()
    base = page_of(in_review)
    gets = [
        base, f"{base}sections/delivery/", f"{base}gaps/", f"{base}coverage/", f"{base}preview/",
        f"{base}share/", f"/evidence/{placed.pk}/", f"/gaps/{gap.pk}/",
    ]  # fmt: skip
    posts = [
        *gets[:3], *gets[6:], f"{base}sections/new/", f"{base}sections/delivery/place/",
        f"{base}sections/delivery/discard/", f"/evidence/{placed.pk}/swap/",
        f"/evidence/{placed.pk}/take-out/", f"/evidence/{taken.pk}/put-back/",
        f"/gaps/{gap.pk}/discard/", f"/gaps/{gap.pk}/restore/", f"{base}pdf/",
    ]  # fmt: skip
    before = (
        list(Packet.objects.values()),
        list(Evidence.objects.values()),
        list(Gap.objects.values()),
    )
    for client in (graces, eves):
        answers = {url: client.get(url).status_code for url in gets}
        answers |= {f"POST {url}": client.post(url, {"title": "Mine"}).status_code for url in posts}
        assert {url: status for url, status in answers.items() if status != 404} == {}
    after = (
        list(Packet.objects.values()),
        list(Evidence.objects.values()),
        list(Gap.objects.values()),
    )
    assert before == after


def test_one_cannot_place_another_s_win(packet, adas, grace):
    assert put(adas, packet, EntryFactory(author=grace)).status_code == 404


def test_leading_back_stays_on_this_site(packet, adas):
    response = adas.post(page_of(packet), opening(packet, thesis="x"))
    assert urlsplit(response["Location"]).netloc == ""


def test_a_search_for_a_character_that_no_database_keeps_finds_what_the_rest_finds(packet, adas):
    place(packet, "Halved the build")
    page = text_of(adas.get(f"{page_of(packet, 'delivery')}?q=Halved%00"))
    assert page.count("Halved the build") > 1


@pytest.mark.parametrize("title", ["New", "Opening", "Coverage", "Gaps"])
def test_a_section_of_ones_own_never_takes_the_place_of_a_part(packet, adas, title):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": title})
    assert response["Location"] == f"/packets/{packet.pk}/sections/{title.lower()}-2/"


@pytest.mark.parametrize(
    "path", ["sections/delivery/place/", "versions/1/comments/", "sections/delivery/discard/"]
)
def test_a_number_that_no_database_holds_is_not_found(packet, adas, path):
    assert adas.post(f"/packets/{'9' * 30}/{path}").status_code == 404
