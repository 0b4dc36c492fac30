"""Where wins stand in a draft: the author places and moves them, and loses none."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from packets.builder.placing import SHOWN
from packets.models import Evidence, Section
from tests.factories import EntryFactory, PacketFactory, show, tag
from tests.packets.scenes import place, put


def text_of(response):
    return response.content.decode()


def page_of(packet, key="delivery"):
    return f"/packets/{packet.pk}/sections/{key}/"


def offered(response):
    """Each win of the list to place from, in its order."""
    page = text_of(response)
    found = re.findall(r'name="entry" value="(\d+)"', page[page.index('id="offers"') :])
    return list(map(int, found))


def standing(packet, expectation="across-teams", key="delivery"):
    rows = Evidence.objects.told().filter(section__packet=packet, section__key=key)
    rows = rows.filter(expectation=expectation).in_order()
    return [evidence.entry.title for evidence in rows]


# Placing.


def test_placing_a_win_puts_it_last_against_its_sentence(packet, ada, adas):
    one, two = EntryFactory(author=ada), EntryFactory(author=ada)
    put(adas, packet, one)
    response = put(adas, packet, two)
    last = Evidence.objects.get(entry=two)
    assert standing(packet) == [one.title, two.title]
    assert response["Location"] == f"{page_of(packet)}?win={last.pk}#evidence-{last.pk}"


def test_placing_a_win_leaves_its_tags_alone(packet, ada, adas):
    entry = tag(EntryFactory(author=ada), "delivery")
    put(adas, packet, entry, "notices")
    entry.refresh_from_db()
    assert (entry.expectations.count(), entry.revision) == (0, 1)


def test_placing_says_so_and_is_undone(packet, ada, adas):
    put(adas, packet, EntryFactory(author=ada, title="Halved the build"))
    placed = Evidence.objects.get()
    page = text_of(adas.get(page_of(packet)))
    assert "“Halved the build” is placed." in page
    assert f'action="/evidence/{placed.pk}/take-out/"' in page
    adas.post(f"/evidence/{placed.pk}/take-out/")
    assert standing(packet) == []


def test_a_win_is_placed_once_against_a_sentence_and_against_several(packet, ada, adas):
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


def test_an_act_leads_back_to_what_was_asked_for(packet, ada, adas):
    response = put(
        adas, packet, EntryFactory(author=ada), q="guide", placed="nowhere", where="elsewhere"
    )
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert asked == {
        "q": ["guide"],
        "placed": ["nowhere"],
        "win": [str(Evidence.objects.get().pk)],
    }


def test_with_htmx_it_leads_to_what_the_page_asks_by_now_and_the_wins_are_taken(packet, ada, adas):
    here = f"http://testserver{page_of(packet)}?q=tanker"
    response = adas.post(
        f"{page_of(packet)}place/?q=guide",
        {"entry": EntryFactory(author=ada).pk, "expectation": ""},
        headers={"HX-Request": "true", "HX-Target": "wins", "HX-Current-URL": here},
        follow=True,
    )
    path = f"{page_of(packet)}?q=tanker&win={Evidence.objects.get().pk}"
    assert {name: response[name] for name in response.headers if name.startswith("HX-")} == {
        "HX-Retarget": "#wins",
        "HX-Reselect": "#wins",
        "HX-Reswap": "outerHTML show:none",
        "HX-Replace-Url": path,
    }
    assert "is placed." in text_of(response)


# Order.


def move(client, evidence, **to):
    return client.post(f"/evidence/{evidence.pk}/move/", to)


def test_wins_change_places_with_their_neighbour(packet, adas):
    one, two, three = (place(packet, title) for title in ("One", "Two", "Three"))
    move(adas, three, before=two.pk)
    assert standing(packet) == ["One", "Three", "Two"]
    move(adas, one, after=three.pk)
    assert standing(packet) == ["Three", "One", "Two"]


def test_a_form_sent_twice_moves_a_win_once(packet, adas):
    _one, two, three = (place(packet, title) for title in ("One", "Two", "Three"))
    for _ in range(2):
        move(adas, three, before=two.pk)
    assert standing(packet) == ["One", "Three", "Two"]


def test_a_card_offers_the_moves_that_are_open_to_it(packet, adas):
    one, two, three = (place(packet, title) for title in ("One", "Two", "Three"))
    cards = adas.get(page_of(packet)).context["placings"][0].cards
    assert [(card.evidence, card.top, card.above, card.below) for card in cards] == [
        (one, None, None, two.pk),
        (two, one.pk, one.pk, three.pk),
        (three, one.pk, two.pk, None),
    ]


def test_a_move_is_undone(packet, adas):
    one, _two, three = (place(packet, title) for title in ("One", "Two", "Three"))
    page = text_of(adas.post(f"/evidence/{three.pk}/move/", {"before": one.pk}, follow=True))
    assert standing(packet) == ["Three", "One", "Two"]
    undo = re.search(r'action="(/evidence/\d+/move/\?where=[^"]*)"', page).group(1)
    adas.post(undo.replace("&amp;", "&"))
    assert standing(packet) == ["One", "Two", "Three"]


def test_moving_beside_what_was_moved_elsewhere_changes_nothing_and_says_so(packet, adas):
    one, two = place(packet, "One"), place(packet, "Two")
    one.take_out()
    page = text_of(adas.post(f"/evidence/{two.pk}/move/", {"before": one.pk}, follow=True))
    assert standing(packet) == ["Two"]
    assert "The order was changed elsewhere." in page


def test_a_win_passes_over_one_that_is_discarded_and_not_seen(packet, adas):
    one = place(packet, "One")
    place(packet, "Two").entry.discard()
    three = place(packet, "Three")
    move(adas, three, before=one.pk)
    assert standing(packet) == ["Three", "One"]


def test_wins_of_other_sentences_keep_their_places(packet, adas):
    one = place(packet, "One")
    place(packet, "Other", expectation="notices")
    two = place(packet, "Two")
    move(adas, two, before=one.pk)
    assert (standing(packet), standing(packet, "notices")) == (["Two", "One"], ["Other"])


# From one sentence to another.


@pytest.mark.parametrize(
    ("where", "key", "expectation"),
    [
        ("delivery/notices", "delivery", "notices"),
        ("delivery/", "delivery", ""),
        ("delivery/finishes", "delivery", "finishes"),
        ("reliability/impossible", "reliability", "impossible"),
    ],
)
def test_a_win_is_moved_with_its_why(packet, adas, where, key, expectation):
    placed = place(packet, "Halved the build", why="I decided it.")
    response = move(adas, placed, where=where)
    placed.refresh_from_db()
    assert (placed.section.key, placed.expectation, placed.why) == (
        key,
        expectation,
        "I decided it.",
    )
    assert response["Location"].startswith(page_of(packet, key))


def test_a_win_is_moved_before_another(packet, adas):
    there = place(packet, "There", expectation="notices")
    placed = place(packet, "Moved")
    move(adas, placed, where="delivery/notices", before=there.pk)
    assert (standing(packet), standing(packet, "notices")) == ([], ["Moved", "There"])


@pytest.mark.parametrize(
    "where",
    ["nowhere/", "delivery/impossible", "delivery/hovercraft", "deli\x00very/", "delivery/x\x00"],
)
def test_moving_to_no_place_of_the_packet_is_not_found(packet, adas, where):
    placed = place(packet)
    assert [
        adas.post(f"/evidence/{placed.pk}/{act}/", {"where": where}).status_code
        for act in ("move", "show")
    ] == [404, 404]
    assert standing(packet) == [placed.entry.title]


def test_moved_to_where_it_stands_already_nothing_is_lost(packet, adas):
    one = place(packet, why="The first why")
    two = Evidence.objects.place(one.section, one.entry, "notices")
    Evidence.objects.filter(pk=two.pk).update(why="The second why")
    response = adas.post(f"/evidence/{one.pk}/move/", {"where": "delivery/notices"}, follow=True)
    assert {(e.expectation, e.why) for e in Evidence.objects.told()} == {
        ("across-teams", "The first why"),
        ("notices", "The second why"),
    }
    assert "stands there already. Nothing was moved." in text_of(response)


def test_moved_to_where_it_was_taken_out_both_whys_are_kept(packet, adas):
    one = place(packet, why="The first why")
    two = Evidence.objects.place(one.section, one.entry, "notices")
    Evidence.objects.filter(pk=two.pk).update(why="The second why")
    two.take_out()
    move(adas, one, where="delivery/notices")
    assert [(e.expectation, e.why) for e in Evidence.objects.told()] == [
        ("notices", "The first why")
    ]
    put(adas, packet, one.entry, "across-teams")
    assert {(e.expectation, e.why) for e in Evidence.objects.told()} == {
        ("across-teams", "The second why"),
        ("notices", "The first why"),
    }


def test_a_win_is_shown_against_another_sentence_as_well(packet, adas):
    placed = place(packet, "Halved the build", why="I decided it.")
    for _ in range(2):
        adas.post(f"/evidence/{placed.pk}/show/", {"where": "reliability/impossible"})
    assert [(e.section.key, e.why) for e in Evidence.objects.order_by("pk")] == [
        ("delivery", "I decided it."),
        ("reliability", ""),
    ]


# Out and back.


def test_a_win_taken_out_comes_back_with_its_why_and_place(packet, adas):
    placed = place(packet, "One", why="I decided it.")
    place(packet, "Two")
    response = adas.post(f"/evidence/{placed.pk}/take-out/", follow=True)
    assert standing(packet) == ["Two"]
    assert f'action="/evidence/{placed.pk}/put-back/"' in text_of(response)
    adas.post(f"/evidence/{placed.pk}/put-back/")
    placed.refresh_from_db()
    assert (standing(packet), placed.why) == (["One", "Two"], "I decided it.")


def test_placing_again_what_was_taken_out_brings_it_back_as_it_was(packet, adas):
    placed = place(packet, why="I decided it.")
    placed.take_out()
    put(adas, packet, placed.entry)
    assert [(e.pk, e.why) for e in Evidence.objects.placed()] == [(placed.pk, "I decided it.")]


def test_taken_out_and_put_back_twice_it_is_so_once(packet, adas):
    placed = place(packet)
    answers = [adas.post(f"/evidence/{placed.pk}/take-out/").status_code for _ in range(2)]
    answers += [adas.post(f"/evidence/{placed.pk}/put-back/").status_code for _ in range(2)]
    assert (answers, standing(packet)) == ([302] * 4, [placed.entry.title])


@pytest.mark.parametrize("gone", ["taken out", "discarded"])
@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("mark", {"mark": "featured", "on": "yes"}),
        ("move", {"where": "delivery/notices"}),
        ("show", {"where": "delivery/notices"}),
        ("tell", {"words": "own"}),
        ("take-out", {}),
    ],
)
def test_an_act_on_a_win_that_is_gone_by_now_says_so_and_changes_nothing(
    packet, adas, gone, act, fields
):
    placed = place(packet, "Halved the build")
    if gone == "taken out":
        placed.take_out()
    else:
        placed.entry.discard()
    before = list(Evidence.objects.values())
    response = adas.post(f"/evidence/{placed.pk}/{act}/", fields, follow=True)
    assert "“Halved the build” was taken out elsewhere." in text_of(response)
    assert list(Evidence.objects.values()) == before


def test_a_win_made_confidential_since_is_shown_as_such(packet, adas):
    placed = place(packet)
    type(placed.entry).objects.update(confidential=True)
    assert "Confidential: left out of every version" in text_of(adas.get(page_of(packet)))


# Marks.


def marks(evidence):
    evidence.refresh_from_db()
    return evidence.featured, evidence.folded


def test_a_headline_is_not_told_in_the_appendix(packet, adas):
    placed, url = place(packet), "/evidence/{}/mark/"
    found = []
    for mark, on in (("featured", "yes"), ("folded", "yes"), ("folded", "yes"), ("folded", "no")):
        adas.post(url.format(placed.pk), {"mark": mark, "on": on})
        found.append(marks(placed))
    assert found == [(True, False), (False, True), (False, True), (False, False)]


def test_taking_one_mark_away_leaves_the_other(packet, adas):
    placed = place(packet)
    Evidence.objects.update(folded=True)
    adas.post(f"/evidence/{placed.pk}/mark/", {"mark": "featured", "on": "no"})
    assert marks(placed) == (False, True)


@pytest.mark.parametrize("mark", ["", "why", "is_framed", "taken_out_at"])
def test_nothing_else_is_a_mark(packet, adas, mark):
    placed = place(packet)
    answer = adas.post(f"/evidence/{placed.pk}/mark/", {"mark": mark, "on": "yes"})
    assert (answer.status_code, marks(placed)) == (404, (False, False))


def test_marking_leaves_a_why_that_is_being_written_alone(packet, adas):
    placed = place(packet)
    adas.post(f"/evidence/{placed.pk}/mark/", {"mark": "featured", "on": "yes"})
    answer = adas.post(f"/evidence/{placed.pk}/", {"why": "I decided it.", "revision": 1})
    placed.refresh_from_db()
    assert (answer.status_code, placed.why, placed.featured) == (302, "I decided it.", True)


@pytest.mark.parametrize(("count", "warns"), [(5, False), (6, True)])
def test_more_than_five_headlines_are_too_many(packet, adas, count, warns):
    for _ in range(count):
        place(packet, key="hiring", expectation="interviews")
    again = Evidence.objects.place(
        packet.sections.get(key="delivery"), Evidence.objects.first().entry, ""
    )
    Evidence.objects.update(featured=True)
    assert again.entry_id
    warning = f"{count} wins of the packet are headlines."
    assert (warning in text_of(adas.get(page_of(packet)))) is warns


# Many.


def test_of_many_wins_a_page_is_shown_and_the_rest_is_a_link_away(packet, adas):
    for number in range(SHOWN + 3):
        place(packet, f"Win number {number}")
    placing = adas.get(page_of(packet)).context["placings"][0]
    assert (len(placing.cards), placing.total, placing.later) == (SHOWN, SHOWN + 3, SHOWN)
    later = adas.get(page_of(packet), {"sentence": "across-teams", "past": SHOWN})
    placing = later.context["placings"][0]
    assert [card.evidence.entry.title for card in placing.cards] == [
        f"Win number {SHOWN + number}" for number in range(3)
    ]
    assert (placing.earlier, placing.later, placing.cards[0].above is None) == (0, None, False)


@pytest.mark.parametrize("past", ["", "-1", "abc", "9" * 30, str(10**9)])
def test_past_all_wins_it_begins_anew(packet, adas, past):
    place(packet)
    response = adas.get(page_of(packet), {"sentence": "across-teams", "past": past})
    assert [len(placing.cards) for placing in response.context["placings"]] == [1, 0, 0, 0]


def test_the_win_of_an_act_is_on_the_page_that_it_leads_to(packet, ada, adas):
    for _ in range(SHOWN):
        place(packet)
    response = put(adas, packet, EntryFactory(author=ada, title="The last"))
    page = text_of(adas.get(response["Location"].partition("#")[0]))
    assert f'id="evidence-{Evidence.objects.last().pk}"' in page


def test_two_thousand_placed_wins_make_a_page_like_twelve(packet, ada, adas):
    section = packet.sections.get(key="delivery")
    entries = EntryFactory.build_batch(2_000, author=ada)
    made = type(entries[0]).objects.bulk_create(entries)
    Evidence.objects.bulk_create(
        Evidence(section=section, entry=entry, expectation="notices", position=n)
        for n, entry in enumerate(made)
    )
    response = adas.get(page_of(packet))
    assert text_of(response).count('class="evidence"') == SHOWN
    assert f"Wins 1 to {SHOWN} of 2000." in text_of(response)


@pytest.mark.parametrize("wins", [1, 3])
def test_a_section_with_wins_placed_and_offered(packet, ada, adas, wins, django_assert_num_queries):
    for number in range(wins):
        place(packet, f"Placed {number}")
        show(EntryFactory(author=ada), "delivery/notices")
    adas.get(page_of(packet))
    with django_assert_num_queries(27):
        adas.get(page_of(packet))


# Texts of all kinds.


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "“'\"><img src=x onerror=alert(1)>",
        "{{ 7|add:7 }}",
        "מילים",
        "長い話",
    ],
)
def test_a_title_is_shown_as_it_was_written(packet, ada, adas, title):
    place(packet, title)
    tag(EntryFactory(author=ada, title=title), "delivery")
    page = text_of(adas.get(page_of(packet)))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert (
        title.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#x27;")
        .replace('"', "&quot;")
        in page
    )


def test_a_why_of_a_million_characters_is_refused_aloud_and_kept_on_the_page(packet, adas):
    placed = place(packet, why="Short")
    long = "x" * 1_000_000
    response = adas.post(f"/evidence/{placed.pk}/", {"why": long, "revision": 1})
    placed.refresh_from_db()
    assert (response.status_code, placed.why) == (422, "Short")
    assert "at most 20000 characters (it has 1000000)" in text_of(response)
    assert long in text_of(response)


# Other people.


@pytest.mark.parametrize("act", ["move", "mark", "show", "tell", "frame", "take-out", "put-back"])
def test_nobody_else_finds_a_placed_win(packet, graces, act):
    placed = place(packet)
    fields = {"where": "delivery/notices", "mark": "featured", "on": "yes", "words": "own"}
    before = list(Evidence.objects.values())
    assert graces.post(f"/evidence/{placed.pk}/{act}/", fields).status_code == 404
    assert list(Evidence.objects.values()) == before


def test_a_win_cannot_be_moved_into_another_packet(packet, adas):
    other = PacketFactory(author=packet.author, ladder_version=packet.ladder_version)
    section = Section.objects.create(packet=other, key="glue", title="Glue", position=9)
    placed = place(packet)
    assert move(adas, placed, where="glue/").status_code == 404
    assert not section.evidence.exists()
