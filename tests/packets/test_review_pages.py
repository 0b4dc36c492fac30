"""What a reviewer meets: a version with what changed, comments and his moves."""

import re

import pytest

from packets.models import Packet, Version
from packets.sharing import move_packet
from tests.clients import HTMX, browser_of
from tests.factories import PacketFactory
from tests.packets.scenes import place, rate, share, share_again


def text_of(response):
    return response.content.decode()


def page_of(packet, number=1):
    return f"/packets/{packet.pk}/versions/{number}/"


# A version.


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_version_shows_everything_that_was_shared(packet, managed, graces, headers):
    Packet.objects.update(ask="I ask for Staff.", thesis="I decide.", next="More of it.")
    place(packet, "Wrote the guide", why="It was mine.", details="With **care**.")
    share(packet)
    text = text_of(graces.get(page_of(packet), headers=headers))
    for words in (
        "I ask for Staff.",
        "I decide.",
        "More of it.",
        "Wrote the guide",
        "It was mine.",
    ):
        assert words in text
    assert "<strong>care</strong>" in text
    assert Version.objects.get().content_hash[:7] in text


def test_a_version_says_which_ladder_is_frozen_with_it(in_review, graces):
    frozen = f"{in_review.ladder_version}. Its words are frozen with this version."
    assert f"<dt>Ladder</dt><dd>{frozen}</dd>" in text_of(graces.get(page_of(in_review)))


def test_the_second_version_says_what_changed_since_the_first(packet, managed, grace, graces):
    Packet.objects.update(thesis="I decide alone.")
    share(packet)
    graces.get(page_of(packet))
    Packet.objects.update(thesis="I decide with four teams.")
    share_again(packet, grace)
    text = text_of(graces.get(page_of(packet, 2)))
    changes = re.search(r'<ul class="changes">(.*?)</ul>', text, re.S).group(1)
    assert "[taken out: " in changes
    shown = re.sub(r'<span class="unseen">.*?</span>', "", changes)
    assert "I decide <del>alone</del><ins>with four teams</ins>." in shown


def test_a_version_in_which_no_word_changed_says_so(in_review, grace, graces):
    graces.get(page_of(in_review))
    share_again(in_review, grace)
    assert "Not a word of it was changed." in text_of(graces.get(page_of(in_review, 2)))


def test_changes_are_told_since_a_version_that_he_was_shown(in_review, grace, eve):
    share_again(in_review, grace, to=eve)
    response = browser_of(eve).get(page_of(in_review, 2))
    assert response.context["since"] is None


def test_an_earlier_version_points_to_the_newer_one_and_offers_no_move(in_review, grace, graces):
    share_again(in_review, grace)
    text = text_of(graces.get(page_of(in_review, 1)))
    assert "Not the latest version" in text
    assert "Moves are made on" in text
    assert "/moves/" not in text


def moves_on(response):
    """Those with a form of their own, and the decisions, which are choices of one."""
    offered = r'(?:action="/packets/\d+/moves/|name="decision" value=")([a-z-]+)'
    return re.findall(offered, text_of(response))


@pytest.mark.parametrize(
    ("state", "adas_moves", "graces_moves"),
    [
        ("draft", [], []),
        (
            "in-review",
            ["withdraw"],
            ["request-changes", "endorse", "support", "postpone", "decline"],
        ),
        ("changes-requested", [], []),
        (
            "endorsed",
            ["withdraw", "reopen"],
            ["request-changes", "endorse", "support", "postpone", "decline"],
        ),
        ("postponed", ["reopen"], []),
    ],
)
def test_a_page_offers_the_moves_that_are_open_and_no_other(
    in_review, adas, graces, state, adas_moves, graces_moves
):
    Packet.objects.update(state=state)
    offered = [moves_on(client.get(page_of(in_review))) for client in (adas, graces)]
    assert offered == [adas_moves, graces_moves]


# Moves.


def move(client, packet, name, **fields):
    return client.post(f"/packets/{packet.pk}/moves/{name}/", {"version": 1, **fields})


def test_endorsing_leads_back_to_where_the_version_says_it(in_review, graces):
    response = move(graces, in_review, "endorse", note="Well told.")
    in_review.refresh_from_db()
    page, place = response["Location"].split("#")
    line = re.search(f'<li id="{place}".*?</li>', text_of(graces.get(page)), re.S)[0]
    assert (page, in_review.state) == (page_of(in_review), "endorsed")
    assert "Well told." in line


@pytest.mark.parametrize("address", ["moves/endorse", "decide"])
def test_the_address_of_a_move_looked_at_leads_to_where_it_is_made(
    in_review, grace, graces, adas, address
):
    share_again(in_review, grace)
    looked_at = f"/packets/{in_review.pk}/{address}/"
    assert graces.get(looked_at)["Location"] == f"{page_of(in_review, 2)}#moves"
    draft = PacketFactory(author=in_review.author, ladder_version=in_review.ladder_version)
    assert adas.get(f"/packets/{draft.pk}/{address}/")["Location"] == f"/packets/{draft.pk}/share/"


def test_what_is_sent_from_the_end_of_the_page_comes_back_there_when_it_is_refused(
    in_review, graces
):
    sent_to = r'<form[^>]*action="[^"]*/(decide|endorse|request-changes|ratings)/#([a-z]+)"'
    places = dict(re.findall(sent_to, text_of(graces.get(page_of(in_review)))))
    moved = dict.fromkeys(("endorse", "request-changes", "decide"), "refused")
    assert places == moved | {"ratings": "ratings"}
    assert 'id="refused"' in text_of(move(graces, in_review, "request-changes"))


def test_who_decides_reads_before_and_after_who_alone_can_open_it_again(in_review, grace, graces):
    before = text_of(graces.get(page_of(in_review)))
    assert re.search(r"Only <span[^>]*>Ada Okoye</span> can open the packet again\.", before)
    rate(in_review.versions.get(), grace)
    move(graces, in_review, "support")
    after = text_of(graces.get(page_of(in_review)))
    assert "Nothing. It is decided, and only its author can open it again." in after


def test_asking_for_changes_without_saying_which_is_refused(in_review, graces):
    response = graces.post(f"/packets/{in_review.pk}/moves/request-changes/", {"version": 1})
    in_review.refresh_from_db()
    assert in_review.state == "in-review"
    assert response.status_code == 409
    assert "What should change" in text_of(response)


def test_a_version_that_was_withdrawn_is_called_so_wherever_its_author_finds_it(
    in_review, ada, adas
):
    move_packet(in_review, "withdraw", by=ada, version=1)
    assert "Withdrawn: nobody else finds it" in text_of(adas.get(page_of(in_review)))
    assert "Version 1</a>, withdrawn" in text_of(adas.get("/packets/"))
    assert "Version 1</a>: withdrawn." in text_of(adas.get(f"/packets/{in_review.pk}/"))


def test_acting_on_an_old_page_shows_the_newest_version_and_says_why(in_review, grace, graces):
    share_again(in_review, grace)
    response = move(graces, in_review, "endorse", version=1, note="Carried by all of it.")
    assert response.status_code == 409
    assert response.context["version"].number == 2
    assert "There is a newer version. Read that one first." in text_of(response)


def test_the_note_of_a_move_that_was_refused_is_not_lost(in_review, grace, graces):
    share_again(in_review, grace)
    response = move(graces, in_review, "endorse", version=1, note="Carried by all of it.")
    assert ">Carried by all of it.<" in text_of(response)


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40])
def test_a_version_that_is_none_moves_nothing(in_review, graces, version):
    move(graces, in_review, "endorse", version=version)
    in_review.refresh_from_db()
    assert in_review.state == "in-review"


def test_a_move_that_nobody_knows_is_not_found(in_review, graces):
    assert move(graces, in_review, "promote").status_code == 404


def test_a_note_keeps_no_character_that_no_database_keeps(in_review, graces):
    move(graces, in_review, "request-changes", note="x\x00y")
    assert in_review.events.newest_first()[0].note == "xy"


def test_a_note_that_is_too_long_is_refused_with_its_length_and_shown_again(in_review, graces):
    response = move(graces, in_review, "request-changes", note="я" * 5_001)
    assert "The note has 5,001 characters; 5,000 are the limit." in text_of(response)
    assert "я" * 5_001 in text_of(response)
    in_review.refresh_from_db()
    assert in_review.state == "in-review"


def test_who_reviewed_it_once_reads_the_history_of_his_own_version_alone(
    in_review, ada, grace, eve, adas, graces, eves
):
    share_again(in_review, grace, to=eve)
    move(eves, in_review, "request-changes", version=2, note="For Ada and Eve.")

    def history(client, number):
        events = client.get(page_of(in_review, number)).context["events"]
        return [(event.move, event.by, event.version) for event in events]

    his = [("request-changes", grace, 1), ("submit", ada, 1)]
    hers = [("request-changes", eve, 2), ("submit", ada, 2)]
    assert [history(graces, 1), history(eves, 2), history(adas, 1)] == [his, hers, hers + his]


def test_who_has_no_part_in_a_packet_moves_nothing(in_review, eves):
    assert [move(eves, in_review, name).status_code for name in ("endorse", "withdraw")] == [
        404,
        404,
    ]
    in_review.refresh_from_db()
    assert in_review.state == "in-review"


# Its parts.


def test_the_parts_stand_in_the_order_of_the_document(packet, managed, graces):
    Packet.objects.update(next="To teach it.", preset=preset_of("next", "competencies", "coverage"))
    content = graces.get(page_of(share(packet))).content.decode()
    order = ['id="next"', 'id="section-delivery"', 'id="coverage"']
    assert sorted(order, key=content.index) == order


def preset_of(*kinds):
    return {
        "slug": "ours",
        "name": "Ours",
        "parts": [{"kind": kind} for kind in kinds],
    }
