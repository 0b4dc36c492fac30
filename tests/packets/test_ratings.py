"""Ratings: the author's and each reviewer's, hidden until both are given, then side by side."""

import pytest
from django.urls import reverse

from accounts.models import User
from packets.models import Notification, Packet, RatingSheet, Share
from packets.models.ratings import RatingsClosed
from packets.ratings import Scale, rateable, side_by_side
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.packets.documents import empty_packet, rich_packet
from tests.packets.scenes import place, review, share, share_again


@pytest.fixture
def version(packet, managed):
    place(packet)
    return share(packet).versions.get()


@pytest.fixture
def peer(version):
    """Somebody else who reviews it."""
    peer = User.objects.create_user(email="peer@example.org", name="Per", password="x")
    review(version.packet, peer)
    return browser_of(peer)


def rate(client, version, rating="meeting", *, revision=0, notes=None, give=True, **ratings):
    chosen = dict.fromkeys(competencies_of(version), rating) | ratings
    sent = {f"rating-{slug}": word for slug, word in chosen.items()}
    sent |= {f"note-{slug}": note for slug, note in (notes or {}).items()}
    sent |= {"revision": revision} | ({"give": ""} if give else {})
    return client.post(page_of(version, "ratings"), sent)


def page_of(version, what="detail"):
    return reverse(f"version-{what}", args=[version.packet_id, version.number])


def competencies_of(version):
    return rateable(version.document())


def seen(client, version):
    """What each person is seen to say of the first competency, in the order of the page."""
    ratings = client.get(page_of(version)).context["ratings"]
    said = ratings["rows"][0][1]
    return {
        str(sheet.rater): each.rating for sheet, each in zip(ratings["others"], said, strict=True)
    }


# What is rated.


def test_what_the_goal_asks_is_rated_each_competency_once():
    document = rich_packet()
    asked = [row.competency for row in document.coverage if row.kind in ("evidence", "none")]
    assert list(rateable(document)) == list(dict.fromkeys(asked))


def test_without_coverage_the_sections_of_competencies_are_rated():
    document = rich_packet(coverage=())
    treated = [section.competency for section in document.sections if section.competency]
    assert list(rateable(document)) == treated


def test_where_there_is_nothing_to_rate_the_page_has_no_ratings():
    assert rateable(empty_packet()) == {}


def test_the_scale_has_five_words_and_four_blocks():
    assert [(each.label, each.blocks) for each in Scale] == [
        ("No evidence", 0),
        ("Not yet", 1),
        ("Working towards", 2),
        ("Meeting", 3),
        ("Exceeding", 4),
    ]


@pytest.mark.parametrize(
    ("words", "differs"),
    [
        (["meeting", "meeting"], False),
        (["meeting", "exceeding"], True),
        (["meeting", None], False),
        (["meeting", "unheard of"], False),
        ([], False),
    ],
)
def test_two_people_differ_who_chose_different_words(words, differs):
    sheets = [({"delivery": word} if word else {}, {}) for word in words]
    assert side_by_side({"delivery": "Delivery"}, sheets)[0].differs == differs


# Who sees what.


def test_nobody_sees_ratings_before_both_gave_theirs(version, ada, grace, adas, graces):
    rate(graces, version, "not-yet")
    assert (seen(adas, version), seen(graces, version)) == ({}, {})
    rate(adas, version, "meeting", give=False)
    assert (seen(adas, version), seen(graces, version)) == ({}, {})
    rate(adas, version, "meeting", revision=1)
    assert seen(adas, version) == {str(grace): "not-yet"}
    assert seen(graces, version) == {str(ada): "meeting"}


def test_one_reviewer_sees_anothers_only_after_giving_their_own(
    version, ada, grace, adas, graces, peer
):
    rate(graces, version, "not-yet")
    rate(adas, version, "meeting")
    assert seen(peer, version) == {}
    rate(peer, version, "exceeding")
    assert seen(peer, version) == {str(grace): "not-yet", str(ada): "meeting"}


def test_an_author_who_gave_none_is_told_after_the_decision_how_to_see_them(
    version, packet, ada, grace, adas, graces
):
    rate(graces, version, "not-yet")
    move_packet(packet, "decline", by=grace, note="Not now.", version=version.number)
    told = "Reopen the packet and give yours"
    assert (told in adas.get(page_of(version)).text, told in graces.get(page_of(version)).text) == (
        True,
        False,
    )
    move_packet(packet, "reopen", by=ada)
    assert told not in adas.get(page_of(version)).text
    rate(adas, version, "meeting")
    assert seen(adas, version) == {str(grace): "not-yet"}


def test_ratings_of_another_version_are_not_seen(version, packet, grace, adas, graces):
    rate(graces, version)
    rate(adas, version)
    packet.refresh_from_db()
    later = share_again(packet, grace)
    assert seen(adas, later) == {}
    rate(graces, later, "not-yet")  # what she gave of version 1 opens nothing of this one
    assert seen(adas, later) == {}


def test_who_cannot_read_the_version_rates_nothing(version, eves):
    assert rate(eves, version).status_code == 404
    assert RatingSheet.objects.count() == 0


def test_who_may_read_no_more_is_seen_by_nobody_and_sees_nothing(version, grace, adas, graces):
    rate(graces, version)
    rate(adas, version)
    Share.objects.update(withdrawn_at=version.frozen_at)
    assert list(RatingSheet.objects.visible_to(grace)) == []


# Keeping and giving.


def test_ratings_are_kept_while_they_are_chosen(version, grace, graces):
    sent = {"rating-delivery": "meeting", "revision": 0}
    answer = graces.post(page_of(version, "ratings"), sent, headers={"X-Autosave": "true"})
    sheet = RatingSheet.objects.get()
    assert (answer.status_code, sheet.ratings, sheet.given_at) == (
        200,
        {"delivery": "meeting"},
        None,
    )
    assert f'value="{sheet.revision}"' in answer.content.decode()


@pytest.mark.parametrize("word", list(Scale))
def test_what_is_not_rated_yet_takes_the_word_for_the_rest(version, grace, graces, word):
    first, *others = competencies_of(version)
    rated = {first: "not-yet"} | dict.fromkeys(others, "")
    assert rate(graces, version, give=False, **rated).status_code == 302
    chosen = {f"rating-{first}": "not-yet", "revision": 1, "rest": word}
    page = graces.post(page_of(version, "ratings"), chosen, follow=True)
    assert f"The rest is rated “{word.label}”. Each can be changed." in page.text
    sheet = RatingSheet.objects.get(rater=grace)
    assert sheet.ratings == {first: "not-yet"} | dict.fromkeys(others, word)
    assert sheet.given_at is None


@pytest.mark.parametrize("word", ["meeting", "splendid", ""])
def test_a_word_for_all_of_them_at_once_rates_nothing(version, grace, graces, word):
    none = dict.fromkeys(competencies_of(version), "")
    rate(graces, version, give=False, **none)
    sent = {"revision": 1, "rest": word}
    assert "Saved." in graces.post(page_of(version, "ratings"), sent, follow=True).text
    assert RatingSheet.objects.get(rater=grace).ratings == {}


@pytest.fixture
def rest_rated(version, graces):
    """The first competency is rated by itself, all others in one go. The path that undoes it."""
    first, *others = competencies_of(version)
    rate(graces, version, give=False, **{first: "meeting"} | dict.fromkeys(others, ""))
    sent = {f"rating-{first}": "meeting", "revision": 1, "rest": "meeting"}
    said = graces.post(page_of(version, "ratings"), sent, follow=True).context["messages"]
    return list(said)[-1].extra_tags


def test_the_rest_is_rated_no_more_by_one_press_and_what_was_rated_by_itself_stays(
    version, grace, graces, rest_rated
):
    first = next(iter(competencies_of(version)))
    answer = graces.post(rest_rated, follow=True)
    assert answer.redirect_chain == [(f"{page_of(version)}#ratings", 302)]
    assert "The rest is not rated." in answer.text
    assert RatingSheet.objects.get(rater=grace).ratings == {first: "meeting"}


def test_undoing_it_leaves_what_was_rated_otherwise_since(version, grace, graces, rest_rated):
    first, second, *others = competencies_of(version)
    changed = dict.fromkeys([first, *others], "meeting") | {second: "exceeding"}
    rate(graces, version, give=False, revision=2, **changed)
    graces.post(rest_rated)
    assert RatingSheet.objects.get(rater=grace).ratings == {first: "meeting", second: "exceeding"}


@pytest.mark.parametrize("since", ["given", "decided"])
def test_ratings_that_were_given_or_closed_since_stay(version, grace, graces, rest_rated, since):
    rated = dict.fromkeys(competencies_of(version), "meeting")
    if since == "given":
        rate(graces, version, revision=2)
    else:
        Packet.objects.update(state="declined")
    assert "Your ratings stay." in graces.post(rest_rated, follow=True).text
    assert RatingSheet.objects.get(rater=grace).ratings == rated


@pytest.mark.parametrize(("rated", "offered"), [(0, False), (1, True), (None, False)])
def test_the_rest_is_offered_while_some_are_rated_and_some_are_not(version, graces, rated, offered):
    slugs = list(competencies_of(version))
    words = dict.fromkeys(slugs, "") | dict.fromkeys(slugs[:rated], "meeting")
    rate(graces, version, give=False, **words)
    page = graces.get(page_of(version)).text
    assert ("data-rest>" in page, "data-rest hidden>" in page) == (offered, not offered)


def test_ratings_given_since_they_were_loaded_stay(version, ada, adas):
    rate(adas, version, give=False)
    loaded = RatingSheet.objects.get()
    rate(adas, version, revision=1)
    with pytest.raises(RatingsClosed):
        loaded.take_out("meeting", competencies_of(version))
    assert set(RatingSheet.objects.get().ratings.values()) == {"meeting"}


def test_who_has_given_none_is_not_told_that_others_did(version, ada, adas, graces, peer):
    rate(peer, version, give=False)
    Notification.objects.all().delete()
    rate(graces, version)
    assert [each.person for each in Notification.objects.filter(kind="rated")] == [ada]


def test_who_gave_ratings_is_offered_no_word_for_the_rest(version, graces):
    rate(graces, version)
    assert "data-rest" not in graces.get(page_of(version)).text


def test_ratings_are_given_as_a_whole(version, graces):
    answer = rate(graces, version, delivery="")
    assert (answer.status_code, "Not rated yet." in answer.content.decode()) == (422, True)
    assert RatingSheet.objects.count() == 0


@pytest.mark.parametrize("wrong", ["best", "\0", "x" * 5_000])
def test_a_word_that_is_not_of_the_scale_is_refused(version, graces, wrong):
    assert rate(graces, version, delivery=wrong).status_code == 422


def test_where_two_differ_each_is_asked_why(version, adas, graces):
    rate(graces, version, "not-yet")
    rate(adas, version, "meeting")
    assert "You differ. Why?" in graces.get(page_of(version)).content.decode()
    notes = dict.fromkeys(competencies_of(version), "One team is not three.")
    rate(graces, version, "not-yet", revision=1, notes=notes)
    assert "One team is not three." in adas.get(page_of(version)).content.decode()


def test_a_note_is_required_where_one_differs_from_what_one_sees(version, adas, graces):
    rate(graces, version, "not-yet")
    rate(adas, version, "meeting")
    answer = rate(graces, version, "not-yet", revision=1)
    assert (answer.status_code, "Say why you differ." in answer.content.decode()) == (422, True)
    assert rate(graces, version, "meeting", revision=1).status_code == 302


def test_a_word_is_kept_before_the_note_to_it_is_written(version, adas, graces):
    rate(graces, version, "meeting")
    rate(adas, version, "meeting")
    sent = {"rating-delivery": "not-yet", "revision": 1}
    answer = graces.post(page_of(version, "ratings"), sent, headers={"X-Autosave": "true"})
    assert answer.status_code == 200


def test_no_note_is_asked_of_who_has_not_seen_what_others_say(version, adas, graces):
    rate(graces, version, "not-yet")
    assert rate(adas, version, "meeting").status_code == 302


def test_given_ratings_can_be_changed_and_stay_given(version, graces):
    rate(graces, version, "not-yet")
    given = RatingSheet.objects.get()
    rate(graces, version, "meeting", revision=1)
    changed = RatingSheet.objects.get()
    assert (changed.ratings["delivery"], changed.given_at) == ("meeting", given.given_at)


def test_two_tabs_lose_nothing(version, graces):
    rate(graces, version, "not-yet")
    answer = rate(graces, version, "meeting", revision=0)
    content = answer.content.decode()
    assert (answer.status_code, "This was changed elsewhere" in content) == (409, True)
    assert RatingSheet.objects.get().ratings["delivery"] == "not-yet"


def test_a_form_sent_twice_makes_one_sheet(version, graces):
    assert [rate(graces, version).status_code for _ in range(2)] == [302, 302]
    assert RatingSheet.objects.count() == 1


def test_the_packet_says_nothing_of_ratings(version, graces, adas):

    rate(graces, version, notes={"delivery": "A marked word: zinnober."})
    page = reverse("version-export", args=[version.packet_id, version.number, "json"])
    assert "zinnober" not in adas.get(page).content.decode()
