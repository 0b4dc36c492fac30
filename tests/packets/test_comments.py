"""Comments on a version: made, answered, resolved, reworded, taken back, carried over."""

import re

import pytest
from django.utils import timezone

from accounts.models import Mail
from packets.models import Comment, Condition, Gap, Packet
from packets.sharing import move_packet
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import manage, share, share_again


def text_of(response):
    return response.content.decode()


def page_of(packet, number=1):
    return f"/packets/{packet.pk}/versions/{number}/"


def said_beside(response):
    """The words of each thread beside each part that has any."""
    margins = response.context["margins"]
    said = {part: [t.comment.text for t in margin.threads] for part, margin in margins.items()}
    return {part: texts for part, texts in said.items() if texts}


def comment(client, packet, number=1, **fields):
    sent = {"text": "Who decided?", "section": "delivery", "parent": "", "key": ""} | fields
    return client.post(f"{page_of(packet, number)}comments/", sent)


@pytest.mark.parametrize("section", ["opening", "delivery", "gaps"])
def test_both_sides_comment_on_any_part(in_review, ada, grace, adas, graces, section):
    comment(graces, in_review, section=section)
    response = comment(adas, in_review, section=section, text="I did.")
    last = Comment.objects.latest("pk")
    assert response["Location"] == f"{page_of(in_review)}?comment={last.pk}#comment-{last.pk}"
    assert [(c.author, c.section, c.text) for c in Comment.objects.order_by("pk")] == [
        (grace, section, "Who decided?"),
        (ada, section, "I did."),
    ]


def test_a_comment_stands_beside_its_part(packet, managed, graces):
    Gap.objects.create(packet=packet, title="No hiring")
    Condition.objects.create(packet=packet, text="Lead across teams.")
    Packet.objects.update(next="To teach it.")
    in_review = share(packet)
    comment(graces, in_review)
    for part in ("gaps", "conditions", "next"):
        comment(graces, in_review, section=part, text=f"And the {part}?")
    response = graces.get(page_of(in_review))
    assert said_beside(response) == {
        "delivery": ["Who decided?"],
        "gaps": ["And the gaps?"],
        "conditions": ["And the conditions?"],
        "next": ["And the next?"],
    }
    assert response.content.decode().count("And the ") == 3


def test_a_comment_on_a_section_that_is_gone_stands_at_the_opening(in_review, graces):
    comment(graces, in_review, section="no-such-section")
    assert said_beside(graces.get(page_of(in_review))) == {"opening": ["Who decided?"]}


def test_an_answer_belongs_to_its_thread_whatever_section_it_names(in_review, adas, graces):
    comment(graces, in_review)
    first = Comment.objects.get()
    comment(adas, in_review, parent=first.pk, section="gaps", text="I did.")
    answer = first.replies.get()
    assert (answer.text, answer.section) == ("I did.", "delivery")


def test_an_open_thread_of_an_earlier_version_stays_until_it_is_resolved(
    in_review, ada, grace, graces
):
    comment(graces, in_review)
    share_again(in_review, grace)
    page = page_of(in_review, 2)
    assert "on version 1" in text_of(graces.get(page))
    Comment.objects.get().resolve(by=ada)
    assert said_beside(graces.get(page)) == {}
    assert said_beside(graces.get(page_of(in_review))) == {"delivery": ["Who decided?"]}


def test_a_comment_on_a_later_version_does_not_stand_on_an_earlier_one(in_review, grace, graces):
    share_again(in_review, grace)
    comment(graces, in_review, number=2)
    assert said_beside(graces.get(page_of(in_review, 1))) == {}


def test_a_form_sent_twice_adds_one_comment(in_review, graces):
    answers = {comment(graces, in_review, key="once")["Location"] for _ in range(2)}
    assert (len(answers), Comment.objects.count()) == (1, 1)


def test_forms_of_two_people_are_two_comments_whatever_their_keys(in_review, adas, graces):
    for client in (adas, graces):
        comment(client, in_review, key="once")
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"text": ""}, "Write something first."),
        ({"text": "x" * 5_001}, "at most 5000 characters (it has 5001)"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_comment_that_cannot_be_is_refused_where_it_was_typed(
    in_review, graces, fields, complaint
):
    response = comment(graces, in_review, **fields)
    text = text_of(response)
    assert (response.status_code, Comment.objects.count()) == (422, 0)
    assert re.search(r'<textarea[^>]*aria-invalid="true"', text)
    assert complaint in text
    assert fields["text"].replace("\x00", "") in text.replace("\x00", "")


@pytest.mark.parametrize("parent", ["0", "abc", "9" * 30])
def test_an_answer_to_what_is_not_there_is_refused(in_review, graces, parent):
    assert comment(graces, in_review, parent=parent).status_code == 422
    assert Comment.objects.count() == 0


def test_an_answer_to_an_answer_or_to_another_packet_is_refused(in_review, grace, graces):
    author = UserFactory()
    manage(author, grace)
    other = share(PacketFactory(author=author, ladder_version=in_review.ladder_version))
    comment(graces, other)
    elsewhere = Comment.objects.get()
    assert comment(graces, in_review, parent=elsewhere.pk).status_code == 422
    comment(graces, other, parent=elsewhere.pk)
    answer = elsewhere.replies.get()
    assert comment(graces, other, parent=answer.pk).status_code == 422


def test_a_thread_is_resolved_and_opened_again_by_either_side(in_review, ada, adas, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    adas.post(f"/comments/{thread.pk}/resolve/", {"do": "resolve", "number": 1})
    thread.refresh_from_db()
    assert (thread.resolved_at is None, thread.resolved_by) == (False, ada)
    graces.post(f"/comments/{thread.pk}/resolve/", {"do": "reopen", "number": 1})
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.resolved_by) == (None, None)


def test_resolving_twice_keeps_who_was_first(in_review, ada, grace, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    thread.resolve(by=ada)
    thread.resolve(by=grace)
    thread.refresh_from_db()
    assert thread.resolved_by == ada


def test_resolving_leads_back_to_the_version_one_came_from(in_review, grace, graces):
    comment(graces, in_review)
    share_again(in_review, grace)
    thread = Comment.objects.get()
    for number, page in (("2", 2), ("abc", 1)):
        response = graces.post(f"/comments/{thread.pk}/resolve/", {"number": number})
        assert (
            response["Location"]
            == f"{page_of(in_review, page)}?comment={thread.pk}#comment-{thread.pk}"
        )


def test_an_answer_is_not_resolved(in_review, ada, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    comment(graces, in_review, parent=thread.pk)
    answer = thread.replies.get()
    assert graces.post(f"/comments/{answer.pk}/resolve/").status_code == 404
    answer.resolve(by=ada)
    answer.refresh_from_db()
    assert answer.resolved_at is None


def test_comments_are_for_those_who_read_the_version(in_review, eves, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    assert comment(eves, in_review).status_code == 404
    assert eves.post(f"/comments/{thread.pk}/resolve/").status_code == 404
    assert Comment.objects.count() == 1


def test_comments_on_a_withdrawn_version_are_gone_for_its_reader(in_review, ada, adas, graces):
    comment(graces, in_review)
    thread = Comment.objects.get()
    move_packet(in_review, "withdraw", by=ada)
    assert comment(graces, in_review).status_code == 404
    assert graces.post(f"/comments/{thread.pk}/resolve/").status_code == 404
    assert said_beside(adas.get(page_of(in_review))) == {"delivery": ["Who decided?"]}


def test_a_comment_sends_no_mail(in_review, graces):
    Mail.objects.all().delete()
    comment(graces, in_review)
    assert Mail.objects.count() == 0


# Reworded, taken back, for oneself alone.


def reword(client, comment, text):
    return client.post(f"/comments/{comment.pk}/reword/", {"text": text})


def test_a_comment_is_reworded_and_what_it_said_can_still_be_read(in_review, adas, graces):
    comment(graces, in_review)
    said = Comment.objects.get()
    assert reword(graces, said, "Who decided, and when?")["Location"].endswith(
        f"#comment-{said.pk}"
    )
    reword(graces, said, "Who decided, and when?")  # the same again changes nothing
    said.refresh_from_db()
    assert (said.text, [e.text for e in said.earlier.all()]) == (
        "Who decided, and when?",
        ["Who decided?"],
    )
    content = adas.get(page_of(in_review)).content.decode()
    assert ("Who decided, and when?" in content, "Who decided?</p>" in content) == (True, True)


@pytest.mark.parametrize("text", ["", " ", "x" * 5_001, "\0"])
def test_words_that_cannot_be_are_refused_where_they_were_typed(in_review, graces, text):
    comment(graces, in_review)
    said = Comment.objects.get()
    response = reword(graces, said, text)
    refused = (response.status_code, "Write something first." in text_of(response))
    assert refused == (422, not text.strip())
    said.refresh_from_db()
    assert said.text == "Who decided?"


def test_nobody_rewords_or_takes_back_what_another_said(in_review, adas, graces):
    comment(graces, in_review)
    said = Comment.objects.get()
    assert reword(adas, said, "I did.").status_code == 404
    assert adas.post(f"/comments/{said.pk}/take-back/").status_code == 404
    assert graces.post(f"/comments/{said.pk}/restore/").status_code == 404  # it is there


def test_a_comment_taken_back_is_seen_by_nobody_until_it_is_put_back(in_review, adas, graces):
    comment(graces, in_review)
    said = Comment.objects.get()
    graces.post(f"/comments/{said.pk}/take-back/")
    pages = [client.get(page_of(in_review)).content.decode() for client in (adas, graces)]
    assert ["Who decided?" in page for page in pages] == [False, False]
    graces.post(f"/comments/{said.pk}/restore/")
    assert "Who decided?" in adas.get(page_of(in_review)).content.decode()


def test_what_was_taken_back_is_its_authors_alone_to_put_back_and_is_not_reworded(
    in_review, adas, graces
):
    comment(graces, in_review)
    said = Comment.objects.get()
    graces.post(f"/comments/{said.pk}/take-back/")
    assert adas.post(f"/comments/{said.pk}/restore/").status_code == 404
    assert reword(graces, said, "Who, and when?").status_code == 404
    assert graces.post(f"/comments/{said.pk}/take-back/").status_code == 404


def test_who_takes_back_what_he_said_stays_where_it_was(in_review, graces):
    comment(graces, in_review)
    said = Comment.objects.get()
    comment(graces, in_review, parent=said.pk, text="And when?")
    reply = said.replies.get()
    places = [
        graces.post(f"/comments/{each.pk}/take-back/")["Location"].partition("#")[2]
        for each in (reply, said)
    ]
    assert places == [f"comment-{said.pk}", "comment-delivery"]
    assert 'id="comment-delivery"' in graces.get(page_of(in_review)).content.decode()


def test_what_was_answered_leaves_its_place_when_it_is_taken_back(in_review, adas, graces):
    comment(graces, in_review)
    said = Comment.objects.get()
    comment(adas, in_review, parent=said.pk, text="I did.")
    graces.post(f"/comments/{said.pk}/take-back/")
    content = adas.get(page_of(in_review)).content.decode()
    assert [word in content for word in ("Who decided?", "Taken back.", "I did.")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("hidden", [{"is_private": True}, {"discarded_at": timezone.now()}])
def test_an_answer_that_one_may_not_read_neither_stands_there_nor_holds_the_thread(
    in_review, ada, graces, hidden
):
    comment(graces, in_review)
    said = Comment.objects.get()
    comment(graces, in_review, parent=said.pk, text="And when?")
    said.replies.update(**hidden)
    (thread,) = Comment.objects.threads_seen_by(ada)
    assert list(thread.replies.all()) == []
    said.discard()
    assert list(Comment.objects.threads_seen_by(ada)) == []


def test_a_note_to_oneself_is_seen_by_nobody_else(in_review, adas, graces):
    comment(graces, in_review, text="Weak on hiring.", is_private="on")
    note = Comment.objects.get()
    comment(graces, in_review, parent=note.pk, text="Ask Henry.")
    seen = [client.get(page_of(in_review)).content.decode() for client in (graces, adas)]
    assert [("Weak on" in page, "Ask Henry" in page) for page in seen] == [
        (True, True),
        (False, False),
    ]
    assert comment(adas, in_review, parent=note.pk).status_code == 422
    for act in ("resolve", "take-back", "reword"):
        assert adas.post(f"/comments/{note.pk}/{act}/", {"text": "x"}).status_code == 404
