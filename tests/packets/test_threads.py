"""Threads beside a version: on words or a place, carried over, outdated, each for whom it is."""

import re

import pytest

from packets.models import Comment, Evidence, Notification, Packet, Section
from packets.notifying.kinds import Kind
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.packets.scenes import place, review, share, share_again

CLAIM = "A retry can no longer book twice. Nobody had to remember a check."
HOSTILE = "<script>alert('x')</script> \"quoted\" & 'so' \u202eevil\u202c ערב"


@pytest.fixture
def packet(packet):
    """Ada's, with a claim on delivery."""
    packet.sections.filter(key="delivery").update(claim=CLAIM)
    return packet


def page_of(packet, number=1):
    return f"/packets/{packet.pk}/versions/{number}/"


def comment(client, packet, number=1, **fields):
    sent = {"text": "Who decided?", "section": "delivery"} | fields
    return client.post(f"{page_of(packet, number)}comments/", sent)


def page(client, packet, number=1):
    return client.get(page_of(packet, number))


def numbered(response):
    """Of each thread beside a part: its part, place, number and words."""
    return [
        (part, thread.spot.place and thread.spot.place.name, thread.number, thread.comment.quote)
        for part, margin in response.context["margins"].items()
        for thread in margin.threads
    ]


def gone(response):
    """The threads that stand on words, or at a place, which the version does not have."""
    return response.context["outdated"].folded.shown


def marked(response):
    """What is underlined on the page, without the numbers."""
    return re.findall(r'<span class="anchor">(.*?)</span>', response.content.decode())


# On words, on a place, on a part.


def test_words_are_underlined_where_they_stand_and_lead_to_their_note(in_review, graces):
    comment(graces, in_review, quote="Nobody had  to\nremember")
    response = page(graces, in_review)
    assert numbered(response) == [("delivery", "claim", 1, "Nobody had  to\nremember")]
    assert marked(response) == ["Nobody had to remember"]
    pk = Comment.objects.get().pk
    text = response.content.decode()
    assert [
        text.count(each)
        for each in (
            f'id="words-{pk}"',
            f'href="#words-{pk}"',
            f'id="comment-{pk}"',
            f'href="#comment-{pk}"',
        )
    ] == [1, 1, 1, 1]


def test_threads_on_words_are_numbered_as_they_are_read(packet, managed, graces):
    Packet.objects.update(thesis="I decide for four teams.")
    in_review = share(packet)
    comment(graces, in_review, quote="remember a check")
    comment(graces, in_review, text="Whole.")
    comment(graces, in_review, quote="four teams", section="opening")
    assert numbered(page(graces, in_review)) == [
        ("opening", "thesis", 1, "four teams"),
        ("delivery", "claim", 2, "remember a check"),
        ("delivery", None, 0, ""),
    ]


def test_a_comment_is_on_the_claim_or_on_a_win_as_such(packet, managed, graces):
    win = place(packet, "Wrote the guide").entry
    in_review = share(packet)
    for where in ("claim", f"evidence-{win.pk}", ""):
        comment(graces, in_review, place=where)
    text = page(graces, in_review).content.decode()
    assert re.findall(r'class="about"[^>]*>([^<]+)<', text) == [
        "On the claim",
        "On “Wrote the guide”",
    ]
    assert numbered(page(graces, in_review)) == [
        ("delivery", "claim", 0, ""),
        ("delivery", f"evidence-{win.pk}", 0, ""),
        ("delivery", None, 0, ""),
    ]


@pytest.mark.parametrize("words", ["Wrote the guide", "With care", "What for", "It was mine"])
def test_words_of_a_win_are_found_in_each_of_its_texts(packet, managed, graces, words):
    place(packet, "Wrote the guide", details="With *care*", impact="What for", why="It was mine")
    in_review = share(packet)
    comment(graces, in_review, quote=words)
    assert "".join(marked(page(graces, in_review))) == words


def test_words_of_a_win_that_is_told_elsewhere_are_marked_where_it_is_told(packet, managed, graces):
    first = place(packet, "Wrote the guide", details="With care")
    Evidence.objects.create(
        section=Section.objects.get(key="reliability"), entry=first.entry, expectation="impossible"
    )
    in_review = share(packet)
    at = f"evidence-{first.entry_id}"
    comment(graces, in_review, section="reliability", place=at, quote="With care")
    response = page(graces, in_review)
    assert numbered(response) == [("reliability", at, 1, "With care")]
    assert marked(response) == ["With care"]


@pytest.mark.parametrize(
    ("fields", "where", "complaint"),
    [
        ({"quote": "Everybody noticed"}, "quote", "These words do not stand there."),
        ({"quote": "**"}, "quote", "These words do not stand there."),
        ({"quote": "x" * 5_001}, "quote", "at most 5000 characters (it has 5001)"),
        ({"place": "evidence-0"}, "place", "Choose what it is about."),
        ({"place": "x" * 121}, "place", "at most 120 characters"),
        ({"suggestion": "Better."}, "suggestion", "Say for which words"),
        (
            {"suggestion": "Better.", "place": "claim", "is_private": "on"},
            "suggestion",
            "A note to yourself reaches nobody",
        ),
    ],
)
def test_what_does_not_stand_there_is_refused_with_all_that_was_typed(
    in_review, graces, fields, where, complaint
):
    response = comment(graces, in_review, text="Typed at length.", **fields)
    text = response.content.decode()
    assert (response.status_code, Comment.objects.count()) == (422, 0)
    assert [*response.context["refused"].errors] == [where]
    assert (complaint in text, "Typed at length.</textarea>" in text) == (True, True)
    for typed in (fields.get("quote"), fields.get("suggestion")):
        assert not typed or f"{typed}</textarea>" in text


def test_hostile_words_are_shown_as_they_are(packet, managed, graces):
    packet.sections.filter(key="delivery").update(claim=f"Says {HOSTILE} here.")
    in_review = share(packet)
    comment(graces, in_review, text=HOSTILE, quote=HOSTILE)
    response = page(graces, in_review)
    assert [(row[0], row[1]) for row in numbered(response)] == [("delivery", "claim")]
    assert "<script>alert" not in response.content.decode()


def test_ten_thousand_characters_are_quoted_in_part(packet, managed, graces):
    packet.sections.filter(key="delivery").update(claim="word " * 2_000 + "end")
    in_review = share(packet)
    comment(graces, in_review, quote="word " * 990 + "end", text="x" * 5_000)
    assert [row[:3] for row in numbered(page(graces, in_review))] == [("delivery", "claim", 1)]


# Carried over.


def test_an_open_thread_goes_where_its_words_went(packet, managed, grace, graces):
    win = place(packet, "Wrote the guide", details="With care.")
    in_review = share(packet)
    comment(graces, in_review, quote="With care")
    comment(graces, in_review, quote="Nobody had to remember")
    win.section = Section.objects.get(key="reliability")
    win.expectation = "impossible"
    win.save()
    packet.sections.filter(key="delivery").update(claim=f"Since May. {CLAIM}")
    share_again(in_review, grace)
    response = page(graces, in_review, 2)
    assert numbered(response) == [
        ("delivery", "claim", 1, "Nobody had to remember"),
        ("reliability", f"evidence-{win.entry_id}", 2, "With care"),
    ]
    assert gone(response) == []
    assert response.content.decode().count("on version 1") == 2


def test_a_thread_whose_words_are_gone_is_listed_with_what_stands_there_now(
    in_review, grace, graces, adas
):
    comment(graces, in_review, quote="Nobody had to remember a check.")
    in_review.sections.filter(key="delivery").update(
        claim="A retry is refused. Nobody has to remember a check."
    )
    share_again(in_review, grace)
    response = page(adas, in_review, 2)
    assert numbered(response) == []
    (outdated,) = gone(response)
    assert [(run.kind, run.text) for run in outdated.since] == [
        ("same", "Nobody "),
        ("removed", "had"),
        ("added", "has"),
        ("same", " to remember a check."),
    ]
    assert "On words that are gone" in response.content.decode()
    assert numbered(page(adas, in_review, 1)) == [
        ("delivery", "claim", 1, "Nobody had to remember a check.")
    ]


@pytest.mark.parametrize("on", ["claim", ""], ids=["the claim", "the section"])
def test_a_thread_on_no_words_goes_on_and_says_where_its_text_was_reworded(
    in_review, grace, graces, on
):
    comment(graces, in_review, place=on)
    comment(graces, in_review, section="reliability")
    in_review.sections.filter(key="delivery").update(claim="A retry is refused.")
    share_again(in_review, grace)
    response = page(graces, in_review, 2)
    reworded = {
        part: [thread.is_reworded for thread in margin.threads]
        for part, margin in response.context["margins"].items()
        if margin.threads
    }
    assert reworded == {"delivery": [True], "reliability": [False]}
    assert response.content.decode().count("Reworded since version 1.") == 1


def test_a_thread_whose_section_is_gone_is_listed_and_answered_there(
    packet, managed, grace, graces, adas
):
    Section.objects.create(packet=packet, key="own", title="Own", claim="Glue.", position=9)
    in_review = share(packet)
    comment(graces, in_review, section="own")
    Section.objects.filter(key="own").delete()
    share_again(in_review, grace)
    (outdated,) = gone(page(adas, in_review, 2))
    assert (outdated.comment.text, outdated.since) == ("Who decided?", ())
    comment(adas, in_review, 2, parent=outdated.comment.pk, text="It went.")
    text = page(graces, in_review, 2).content.decode()
    assert "It went." in text
    adas.post(f"/comments/{outdated.comment.pk}/resolve/", {"number": 2})
    assert gone(page(graces, in_review, 2)) == []


def test_what_is_resolved_stays_with_its_version(in_review, ada, grace, graces):
    comment(graces, in_review, quote="Nobody")
    Comment.objects.get().resolve(by=ada)
    share_again(in_review, grace)
    second = page(graces, in_review, 2)
    assert (numbered(second), gone(second)) == ([], [])
    assert len(numbered(page(graces, in_review, 1))) == 1


def test_an_answer_on_a_later_version_is_not_told_on_an_earlier_one_alone(
    in_review, grace, eve, graces, adas
):
    """Eve was shown the first version and none since."""
    review(in_review, eve, "peer")
    comment(graces, in_review)
    thread = Comment.objects.get()
    in_review.reviewers.of_person(eve).update(state="ended")
    share_again(in_review, grace)
    comment(adas, in_review, 2, parent=thread.pk, text="In the second I say why.")
    seen = [
        "In the second" in page(client, in_review).content.decode()
        for client in (graces, adas, browser_of(eve))
    ]
    assert seen == [True, True, False]


@pytest.mark.parametrize("rows", [1, 3])
def test_threads_cost_the_same_however_many_there_are(
    packet, managed, grace, graces, rows, django_assert_num_queries
):
    in_review = share(packet)
    for number in range(rows):
        comment(graces, in_review, quote="Nobody", text=f"{number}")
        comment(graces, in_review, quote="a check.", text=f"Gone {number}")
        first = Comment.objects.latest("pk")
        comment(graces, in_review, parent=first.pk, text="And?")
        first.reword("What?")
    packet.sections.filter(key="delivery").update(claim="Nobody had to.")
    share_again(in_review, grace)
    page(graces, in_review, 2)
    with django_assert_num_queries(19):
        response = page(graces, in_review, 2)
    assert (len(numbered(response)), len(gone(response))) == (rows, rows)


# Who may.


@pytest.mark.parametrize(
    ("role", "forms"),
    [("manager", (True, True)), ("sponsor", (True, True)), ("peer", (True, True))],
)
def test_a_reviewer_with_a_voice_comments_and_suggests(in_review, eve, eves, role, forms):
    review(in_review, eve, role)
    text = page(eves, in_review).content.decode()
    assert ("Comment on Delivery" in text, "What you would say instead" in text) == forms
    assert comment(eves, in_review).status_code == 302
    suggested = comment(eves, in_review, place="claim", suggestion="Better.")
    assert suggested.status_code == 302


def test_an_observer_notes_for_himself_and_says_nothing_to_others(in_review, eve, eves, graces):
    review(in_review, eve, "observer")
    comment(graces, in_review)
    thread = Comment.objects.get()
    text = page(eves, in_review).content.decode()
    assert ("A note to yourself on Delivery" in text, "Comment on Delivery" in text) == (
        True,
        False,
    )
    assert ("/resolve/" in text, "What you would say instead" in text) == (False, False)
    refused = [
        comment(eves, in_review),
        comment(eves, in_review, parent=thread.pk, is_private="on"),
        comment(eves, in_review, place="claim", suggestion="Better."),
        eves.post(f"/comments/{thread.pk}/resolve/"),
        eves.post(f"/comments/{thread.pk}/accept/"),
    ]
    assert [response.status_code for response in refused] == [404] * 5
    assert comment(eves, in_review, is_private="on", text="Ask Henry.").status_code == 302
    note = Comment.objects.latest("pk")
    assert eves.post(f"/comments/{note.pk}/resolve/").status_code == 302
    assert (Comment.objects.count(), note.is_private) == (2, True)


def test_the_author_suggests_nothing_to_herself(in_review, adas):
    assert "What you would say instead" not in page(adas, in_review).content.decode()
    assert comment(adas, in_review, place="claim", suggestion="Better.").status_code == 404


def test_who_was_made_an_observer_rewords_nothing_he_said_to_others(in_review, eve, eves):
    review(in_review, eve, "peer")
    comment(eves, in_review)
    said = Comment.objects.get()
    in_review.reviewers.of_person(eve).update(role="observer")
    assert eves.get(f"/comments/{said.pk}/reword/").status_code == 404
    assert eves.post(f"/comments/{said.pk}/reword/", {"text": "x"}).status_code == 404
    assert f"/comments/{said.pk}/reword/" not in page(eves, in_review).content.decode()


def test_a_suggestion_that_came_too_late_is_kept_in_its_form(in_review, grace, graces):
    Packet.objects.update(state="supported")
    response = comment(graces, in_review, place="claim", suggestion="Better.", text="At length.")
    text = response.content.decode()
    assert (response.status_code, Comment.objects.count()) == (409, 0)
    assert ("This is not possible now" in text, "At length.</textarea>" in text) == (True, True)


def test_what_is_typed_on_a_version_that_was_withdrawn_stays_in_the_browser(in_review, ada, graces):
    """The answer is no redirect, so that static/js/drafts.js keeps the draft of this form."""
    text = page(graces, in_review).content.decode()
    version = in_review.versions.get()
    assert f'data-draft="comment-{version.pk}-delivery-"' in text
    move_packet(in_review, "withdraw", by=ada)
    response = comment(graces, in_review)
    assert (response.status_code, Comment.objects.count()) == (404, 0)


# Who is told.


def told():
    rows = Notification.objects.order_by("pk").filter(kind=Kind.COMMENTED)
    return [(row.person.name, row.detail, row.path) for row in rows]


def test_the_author_and_who_takes_part_are_told_with_the_exact_place(
    in_review, eve, eves, adas, graces
):
    review(in_review, eve, "peer")
    comment(graces, in_review)
    first = Comment.objects.get()
    comment(eves, in_review, parent=first.pk, text="And when?")
    second = Comment.objects.latest("pk")
    comment(adas, in_review, parent=first.pk, text="In May.")
    third = Comment.objects.latest("pk")
    adas.post(f"/comments/{first.pk}/resolve/")
    adas.post(f"/comments/{first.pk}/resolve/")

    def at(pk):
        return f"{page_of(in_review)}?comment={pk}#comment-{pk}"

    assert sorted(told()) == sorted(
        [
            ("Ada Okoye", "", at(first.pk)),
            ("Ada Okoye", "reply", at(second.pk)),
            ("Grace Lindholm", "reply", at(second.pk)),
            ("Eve Marsh", "reply", at(third.pk)),
            ("Grace Lindholm", "reply", at(third.pk)),
            ("Eve Marsh", "resolved", at(first.pk)),
            ("Grace Lindholm", "resolved", at(first.pk)),
        ]
    )
    text = page(graces, in_review).content.decode()
    assert all(f'id="comment-{one.pk}"' in text for one in (first, second, third))


def test_a_form_sent_twice_tells_once(in_review, graces):
    for _ in range(2):
        comment(graces, in_review, key="once")
    assert len(told()) == 1


def test_who_reads_it_no_more_is_told_nothing(in_review, grace, eve, eves, adas, graces):
    review(in_review, eve, "peer")
    comment(eves, in_review)
    thread = Comment.objects.get()
    Notification.objects.all().delete()
    in_review.versions.get().shares.filter(reader=eve).update(withdrawn_at="2026-11-20T09:00Z")
    comment(graces, in_review, parent=thread.pk)
    assert [name for name, _detail, _path in told()] == ["Ada Okoye"]


def test_who_took_back_all_he_said_takes_part_no_more(in_review, eve, eves, adas, graces):
    review(in_review, eve, "peer")
    comment(graces, in_review)
    thread = Comment.objects.get()
    comment(eves, in_review, parent=thread.pk, text="And when?")
    thread.replies.get().discard()
    Notification.objects.all().delete()
    comment(adas, in_review, parent=thread.pk, text="In May.")
    assert [name for name, _detail, _path in told()] == ["Grace Lindholm"]


def test_a_thread_that_is_opened_again_twice_tells_once(in_review, grace, adas, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    thread.close(by=grace)
    Notification.objects.all().delete()
    for _ in range(2):
        adas.post(f"/comments/{thread.pk}/resolve/", {"do": "reopen"})
    assert [(name, detail) for name, detail, _path in told()] == [("Grace Lindholm", "reopened")]


def test_a_note_to_oneself_leaves_no_trace_for_anybody_else(
    in_review, grace, eve, eves, adas, graces
):
    review(in_review, eve, "peer")
    comment(graces, in_review, text="Zwetschge", quote="Nobody", is_private="on")
    note = Comment.objects.get()
    comment(graces, in_review, parent=note.pk, text="Zwetschge again")
    graces.post(f"/comments/{note.pk}/resolve/")
    graces.post(f"/comments/{note.pk}/resolve/", {"do": "reopen"})
    in_review.sections.filter(key="delivery").update(claim="Other words.")
    share_again(in_review, grace)
    pages = [
        page_of(in_review),
        page_of(in_review, 2),
        f"/packets/{in_review.pk}/sections/delivery/",
    ]
    for client in (adas, eves):
        for path in pages:
            response = client.get(path)
            assert "Zwetschge" not in response.content.decode()
            assert f'id="comment-{note.pk}"' not in response.content.decode()
    assert marked(adas.get(page_of(in_review))) == []
    assert told() == []
    assert "Zwetschge" in graces.get(page_of(in_review, 2)).content.decode()
