"""Wordings that reviewers suggest: seen word by word, taken over once, undone, left alone."""

import pytest

from bragdoc.models.revisions import EditConflict
from packets.builder.accepting import CannotAccept, accept
from packets.models import Comment, Condition, EarlierText, Gap, Notification, Packet, Section
from packets.remarks.places import gap_place
from tests.packets.scenes import place, review, share, share_again

CLAIM = "A retry can no **longer** book twice. Nobody had to remember a check."


@pytest.fixture
def packet(packet):
    """Ada's, with a claim on delivery."""
    packet.sections.filter(key="delivery").update(claim=CLAIM)
    return packet


def page_of(packet, number=1):
    return f"/packets/{packet.pk}/versions/{number}/"


def suggest(client, packet, suggestion, number=1, **fields):
    """What a reviewer suggests, kept; the claim on delivery as such, unless told."""
    sent = {"section": "delivery", "place": "claim", "suggestion": suggestion} | fields
    response = client.post(f"{page_of(packet, number)}comments/", sent)
    assert response.status_code == 302
    return Comment.objects.latest("pk")


def take(client, suggested, **fields):
    return client.post(f"/comments/{suggested.pk}/accept/", fields)


def claim():
    return Section.objects.get(key="delivery").claim


def undo_of(client, packet):
    """Where the notice on the next page has its Undo."""
    notices = list(client.get(page_of(packet)).context["messages"])
    return notices[0].extra_tags


def test_other_words_are_shown_word_by_word_without_a_comment(in_review, graces, adas):
    suggest(graces, in_review, "No one had to remember a check.", quote="Nobody had to remember")
    thread = adas.get(page_of(in_review)).context["margins"]["delivery"].threads[0]
    assert [(run.kind, run.text) for run in thread.better] == [
        ("removed", "Nobody"),
        ("added", "No one"),
        ("same", " had to remember"),
        ("added", " a check."),
    ]


def test_all_of_a_claim_is_quoted_where_no_words_are_named(in_review, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    assert suggested.quote == "A retry can no longer book twice. Nobody had to remember a check."


@pytest.mark.parametrize(
    ("quote", "suggestion", "result"),
    [
        ("", "Nobody can book twice.", "Nobody can book twice."),
        (
            "Nobody had to",
            "No one has to",
            "A retry can no **longer** book twice. No one has to remember a check.",
        ),
        ("longer", "more", "A retry can no **more** book twice. Nobody had to remember a check."),
    ],
)
def test_accepting_puts_the_words_into_the_draft(
    in_review, adas, graces, quote, suggestion, result
):
    suggested = suggest(graces, in_review, suggestion, quote=quote)
    response = take(adas, suggested, number=1)
    assert (claim(), response["Location"]) == (
        result,
        f"{page_of(in_review)}?comment={suggested.pk}#comment-{suggested.pk}",
    )
    assert in_review.versions.get().document().sections[0].claim == CLAIM


def test_the_thread_says_who_took_the_words_over(in_review, ada, grace, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    Notification.objects.all().delete()
    take(adas, suggested)
    suggested.refresh_from_db()
    assert (suggested.accepted_at, suggested.resolved_by) == (suggested.resolved_at, ada)
    assert "Taken over by Ada Okoye" in graces.get(page_of(in_review)).content.decode()
    told = Notification.objects.get()
    assert (told.person, told.detail, told.path) == (
        grace,
        "accepted",
        f"{page_of(in_review)}?comment={suggested.pk}#comment-{suggested.pk}",
    )


def test_what_stood_is_kept_and_undo_brings_it_back(in_review, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    take(adas, suggested)
    kept = EarlierText.objects.get()
    assert (kept.part, kept.field, kept.text) == ("section", "claim", CLAIM)
    undo = undo_of(adas, in_review)
    adas.post(undo)
    adas.post(undo)
    suggested.refresh_from_db()
    assert (claim(), suggested.accepted_at, suggested.resolved_at) == (CLAIM, None, None)
    assert EarlierText.objects.count() == 2  # what was taken over is not lost either


def test_accepted_twice_it_is_done_once(in_review, adas, graces):
    suggested = suggest(graces, in_review, "check, or a check", quote="a check")
    for _ in range(2):
        assert take(adas, suggested).status_code == 302
    assert claim() == CLAIM.replace("a check", "check, or a check")
    assert EarlierText.objects.count() == 1


def told_of_acceptance():
    told = Notification.objects.filter(detail="accepted").select_related("person").order_by("pk")
    return [each.person for each in told]


def test_what_is_undone_before_anybody_knew_of_it_is_told_to_nobody(in_review, grace, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    take(adas, suggested)
    grace.refresh_from_db()
    before = grace.unseen
    adas.post(undo_of(adas, in_review))
    grace.refresh_from_db()
    assert (told_of_acceptance(), before - grace.unseen) == ([], 1)


@pytest.mark.parametrize("of_before", ["unnoticed", "seen"])
def test_accepted_undone_and_accepted_again_it_is_told_once(
    in_review, grace, adas, graces, of_before
):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    take(adas, suggested)
    if of_before == "seen":
        Notification.objects.filter(detail="accepted").see()
    adas.post(undo_of(adas, in_review))
    take(adas, suggested)
    assert told_of_acceptance() == [grace]


def test_who_had_a_mail_of_it_is_told_that_it_is_accepted_again(in_review, grace, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    take(adas, suggested)
    Notification.objects.update(mailed_at="2026-11-20T12:00Z")
    adas.post(undo_of(adas, in_review))
    take(adas, suggested)
    assert told_of_acceptance() == [grace, grace]


def test_undo_of_one_wording_leaves_what_is_told_of_another(in_review, adas, graces):
    one, other = (
        suggest(graces, in_review, better, quote=words)
        for words, better in (("book", "charge"), ("a check", "to check"))
    )
    take(adas, other)
    take(adas, one)
    kept = EarlierText.objects.latest("pk")
    adas.post(f"/comments/{one.pk}/accept/{kept.pk}/undo/")
    told = Notification.objects.get(detail="accepted")
    assert told.path.endswith(f"#comment-{other.pk}")


def test_a_tab_that_is_open_meanwhile_is_told_of_the_conflict(in_review, adas, graces):
    section = Section.objects.get(key="delivery")
    take(adas, suggest(graces, in_review, "Nobody can book twice."))
    response = adas.post(
        f"/packets/{in_review.pk}/sections/delivery/",
        {"claim": "Typed in another tab.", "revision": section.revision},
    )
    assert (response.status_code, claim()) == (409, "Nobody can book twice.")


def test_a_draft_changed_this_very_moment_is_not_written_over(in_review, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    loaded = Packet.objects.with_parts().get(pk=in_review.pk)
    Section.objects.filter(key="delivery").update(revision=9)
    with pytest.raises(EditConflict):
        accept(suggested, loaded)
    suggested.refresh_from_db()
    assert (claim(), suggested.accepted_at) == (CLAIM, None)


@pytest.mark.parametrize(
    ("now", "problem"),
    [
        ("Something else.", "do not stand in your draft any more"),
        ("Nobody had to, and nobody had to. Nobody had to.", "more than once"),
    ],
)
def test_words_that_do_not_stand_there_once_change_nothing(in_review, adas, graces, now, problem):
    suggested = suggest(graces, in_review, "No one had to", quote="Nobody had to")
    Section.objects.filter(key="delivery").update(claim=now)
    response = take(adas, suggested)
    text = response.content.decode()
    assert (response.status_code, claim(), EarlierText.objects.count()) == (409, now, 0)
    assert problem in text
    assert (f">{now}</textarea>" in text, ">No one had to</textarea>" in text) == (True, True)
    assert f'href="/packets/{in_review.pk}/sections/delivery/"' in text


def test_a_section_that_is_gone_takes_nothing(in_review, adas, graces):
    suggested = suggest(graces, in_review, "No one had to", quote="Nobody had to")
    Section.objects.filter(key="delivery").delete()
    with pytest.raises(CannotAccept) as refused:
        accept(suggested, Packet.objects.with_parts().get())
    assert (refused.value.texts, refused.value.href) == ([], f"/packets/{in_review.pk}/")
    assert take(adas, suggested).status_code == 409


def test_every_text_of_the_packet_can_be_reworded(packet, managed, adas, graces):
    win = place(packet, "Wrote the guide", why="It was *mine*.")
    gap = Gap.objects.create(packet=packet, title="No hiring", answer="None was open.")
    condition = Condition.objects.create(packet=packet, text="Lead two.", answer="I led three.")
    Packet.objects.update(ask="I ask.", thesis="I decide.", summary="In short.", next="More.")
    in_review = share(packet)
    for section, at, row, field in [
        ("opening", "ask", in_review, "ask"),
        ("opening", "thesis", in_review, "thesis"),
        ("opening", "summary", in_review, "summary"),
        ("next", "next", in_review, "next"),
        ("delivery", f"evidence-{win.entry_id}", win, "why"),
    ]:
        take(adas, suggest(graces, in_review, f"New {field}.", section=section, place=at))
        row.refresh_from_db()
        assert getattr(row, field) == f"New {field}."
    for section, quote, row in [("gaps", "None", gap), ("conditions", "I led", condition)]:
        take(adas, suggest(graces, in_review, "Now", section=section, place="", quote=quote))
        row.refresh_from_db()
        assert row.answer.startswith("Now ")


def test_a_wording_for_a_gap_that_is_called_otherwise_now_is_taken_over(
    packet, managed, adas, graces
):
    for title, answer in (("No hiring", "None was open."), ("No talk", "I gave one.")):
        Gap.objects.create(packet=packet, title=title, answer=answer)
    in_review = share(packet)
    said = {"section": "gaps", "place": gap_place("No hiring"), "quote": "None was open"}
    suggested = suggest(graces, in_review, "No place was open", **said)
    Gap.objects.filter(title="No hiring").update(title="Hiring")
    assert take(adas, suggested).status_code == 302
    assert set(Gap.objects.values_list("answer", flat=True)) == {
        "No place was open.",
        "I gave one.",
    }


def test_the_words_of_a_win_itself_are_commented_on_but_not_reworded(packet, managed, graces):
    place(packet, "Wrote the guide", details="With care.")
    in_review = share(packet)
    sent = {"section": "delivery", "quote": "With care", "suggestion": "Carefully"}
    response = graces.post(f"{page_of(in_review)}comments/", sent)
    assert (response.status_code, [*response.context["refused"].errors]) == (422, ["suggestion"])


def test_a_suggestion_is_declined_with_an_answer(in_review, ada, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    sent = {"section": "delivery", "parent": suggested.pk, "text": "Too short.", "declines": "on"}
    adas.post(f"{page_of(in_review)}comments/", sent)
    suggested.refresh_from_db()
    assert (suggested.resolved_by, suggested.accepted_at, claim()) == (ada, None, CLAIM)
    text = graces.get(page_of(in_review)).content.decode()
    assert ("Too short." in text, "Not taken over. Resolved by Ada Okoye" in text) == (True, True)


def test_who_suggested_it_is_told_once_that_it_is_declined(in_review, grace, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    sent = {"section": "delivery", "parent": suggested.pk, "text": "Too short.", "declines": "on"}
    for _ in range(2):  # the second time it is an answer like any other
        adas.post(f"{page_of(in_review)}comments/", sent)
    told = Notification.objects.filter(person=grace, kind="commented").order_by("pk")
    assert [each.detail for each in told] == ["declined", "reply"]
    assert told[0].sentence() == "Ada Okoye does not take over your wording"


def test_nobody_but_the_author_declines_or_accepts(in_review, eve, eves, graces):
    review(in_review, eve, "manager")
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    sent = {"section": "delivery", "parent": suggested.pk, "text": "No.", "declines": "on"}
    eves.post(f"{page_of(in_review)}comments/", sent)
    assert [take(client, suggested).status_code for client in (eves, graces)] == [404, 404]
    suggested.refresh_from_db()
    assert (suggested.resolved_at, claim()) == (None, CLAIM)
    assert "Use these words" not in eves.get(page_of(in_review)).content.decode()


@pytest.mark.parametrize("act", ["discard", "private", "plain"])
def test_what_suggests_nothing_to_the_author_is_not_found(in_review, adas, graces, act):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    changes = {
        "discard": {"discarded_at": "2026-11-20T09:00Z"},
        "private": {"is_private": True},
        "plain": {"suggestion": ""},
    }
    Comment.objects.update(**changes[act])
    assert (take(adas, suggested).status_code, claim()) == (404, CLAIM)


def test_undo_names_a_wording_of_the_same_packet(in_review, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    take(adas, suggested)
    assert adas.post(f"/comments/{suggested.pk}/accept/0/undo/").status_code == 404
    kept = EarlierText.objects.get()
    assert graces.post(f"/comments/{suggested.pk}/accept/{kept.pk}/undo/").status_code == 404
    Section.objects.filter(key="delivery").delete()
    assert adas.post(f"/comments/{suggested.pk}/accept/{kept.pk}/undo/").status_code == 404


# Beside the draft.


def test_what_is_open_stands_beside_the_part_that_is_written(in_review, grace, graces, adas):
    suggest(graces, in_review, "No one had to", quote="Nobody had to")
    suggest(graces, in_review, "", text="On the whole.", section="opening", place="")
    share_again(in_review, grace)
    said = [
        [thread.comment.text or thread.comment.suggestion for thread in threads]
        for path in ("sections/delivery/", "", "gaps/")
        for threads in [adas.get(f"/packets/{in_review.pk}/{path}").context["threads"]]
    ]
    assert said == [["No one had to"], ["On the whole."], []]


def test_words_are_taken_over_beside_the_draft_and_lead_back_there(in_review, adas, graces):
    suggested = suggest(graces, in_review, "Nobody can book twice.")
    page = f"/packets/{in_review.pk}/sections/delivery/"
    response = take(adas, suggested, then="draft")
    assert (response["Location"], claim()) == (page, "Nobody can book twice.")
    assert "Said about this part" not in adas.get(page).content.decode()


def test_words_that_were_changed_since_are_not_offered_beside_the_draft(in_review, adas, graces):
    suggest(graces, in_review, "No one had to", quote="Nobody had to")
    Section.objects.filter(key="delivery").update(claim="Something else.")
    text = adas.get(f"/packets/{in_review.pk}/sections/delivery/").content.decode()
    assert ("on words that you changed since" in text, "Use these words" in text) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_said_costs_a_page_of_the_builder_the_same_however_much(
    in_review, adas, graces, rows, django_assert_num_queries
):
    for number in range(rows):
        first = suggest(graces, in_review, f"No one {number}", quote="Nobody")
        suggest(graces, in_review, "", parent=first.pk, text="And?")
        first.reword("What?")
    page = f"/packets/{in_review.pk}/sections/delivery/"
    adas.get(page)
    with django_assert_num_queries(24):
        assert len(adas.get(page).context["threads"]) == rows
