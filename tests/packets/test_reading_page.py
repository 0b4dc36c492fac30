"""What the page of a version tells whoever reads it: what waits, who else reads, what changed, and
where a decision is made."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bragdoc.models import Season
from packets.models import Comment, Gap, Packet, RatingSheet, Share
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.scenes import place, rate, review, share, share_again

DAY = date(2026, 12, 4)
SECTIONS = ["delivery", "reliability", "hiring"]


def page_of(packet, number=1):
    return f"/packets/{packet.pk}/versions/{number}/"


def text_of(response):
    """What is read on the page, without tags and with one space between words."""
    content = re.sub(
        r"<(script|template|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", content).split()).replace(" .", ".").replace(" ,", ",")


# What is asked, and until when.


@pytest.mark.parametrize("role", ["manager", "sponsor", "peer"])
def test_what_waits_for_a_reviewer_says_until_when(in_review, role):
    reader = UserFactory()
    review(in_review, reader, role)
    Packet.objects.update(answer_due_on=timezone.localdate() + timedelta(days=3))
    due_on = Packet.objects.get().answer_due_on
    response = browser_of(reader).get(page_of(in_review))
    assert response.context["asked"]["due_on"] == due_on
    assert f"Waits for you until {due_on.day} {due_on:%B}" in text_of(response)


def test_without_a_day_of_its_own_it_is_the_day_of_its_season_while_that_is_published(
    in_review, graces
):
    season = Season.objects.create(
        name="Winter",
        opens_on=DAY,
        drafts_due_on=DAY,
        decisions_due_on=date(2099, 1, 4),
        published_at=timezone.now(),
    )
    Packet.objects.update(season=season)
    assert "Waits for you until 4 January" in text_of(graces.get(page_of(in_review)))
    Season.objects.update(published_at=None)
    assert "Waits for you until" not in text_of(graces.get(page_of(in_review)))


def test_a_day_that_is_over_is_told_as_such(in_review, graces):
    Packet.objects.update(answer_due_on=date(2020, 1, 4))
    assert "Waits for you, asked for until 4 January" in text_of(graces.get(page_of(in_review)))


def test_nothing_waits_for_who_may_only_read(in_review, adas):
    observer = UserFactory()
    review(in_review, observer, "observer")
    pages = [browser_of(observer).get(page_of(in_review)), adas.get(page_of(in_review))]
    assert ["Waits for you" in text_of(page) for page in pages] == [False, False]
    assert "Nothing; you may read it." in text_of(pages[0])


def test_what_is_decided_waits_for_nobody(in_review, grace, graces):
    rate(in_review.versions.get(), grace)
    move_packet(in_review, "decline", by=grace, note="Too early.", version=1)
    assert "Waits for you" not in text_of(graces.get(page_of(in_review)))


def test_how_long_it_takes_follows_from_the_words(packet, managed, graces):
    Packet.objects.update(thesis="word " * 476, summary="", ask="")
    place(packet, details="word " * 2_380)
    said = text_of(graces.get(page_of(share(packet))))
    assert re.search(r"Takes (\d+) minutes to the end of Coverage, (\d+) for", said).groups() == (
        "2",
        "12",
    )


# Who else reads it.


def others_in(response):
    return [
        (each.reviewer.person, each.has_opened, each.rated, bool(each.endorsed))
        for each in response.context["also_reading"]
    ]


def test_the_other_reviewers_stand_in_the_margin_with_how_far_they_are(
    in_review, grace, adas, graces
):
    luis, priya = UserFactory(name="Luis Ferreira"), UserFactory(name="Priya Raman")
    review(in_review, luis, "sponsor")
    review(in_review, priya, "peer")
    version = in_review.versions.get()
    browser_of(luis).get(page_of(in_review))
    rated = rate(version, luis).ratings
    move_packet(in_review, "endorse", by=luis, version=1)
    response = graces.get(page_of(in_review))
    assert others_in(response) == [
        (luis, True, len(rated), True),
        (priya, False, 0, False),
    ]
    said = text_of(response)
    assert f"Luis Ferreira, sponsor. Rated {len(rated)} of {len(rated)}, endorsed on" in said
    assert "Priya Raman, peer. Has not opened it." in said
    assert [each[0] for each in others_in(adas.get(page_of(in_review)))] == [grace, luis, priya]


def test_what_another_rated_is_not_told_there(in_review, graces):
    luis = UserFactory(name="Luis Ferreira")
    review(in_review, luis)
    sheet = rate(in_review.versions.get(), luis, "no-evidence")
    RatingSheet.objects.filter(pk=sheet.pk).update(notes={"delivery": "zinnober"})
    response = graces.get(page_of(in_review))
    assert "zinnober" not in response.content.decode()
    assert response.context["ratings"]["others"] == []


def test_who_reviewed_it_once_is_told_so_and_not_who_reads_it_now(in_review, grace, eve):
    share_again(in_review, grace, to=eve)
    response = browser_of(grace).get(page_of(in_review))
    assert "You reviewed this version, and review the packet no more." in text_of(response)
    assert (response.context["also_reading"], "Eve Marsh" in text_of(response)) == ([], False)


# Since the version I last saw.


def test_who_opened_no_version_before_is_told_of_no_changes(in_review, grace, graces):
    Packet.objects.update(thesis="I decide.")
    share_again(in_review, grace)
    assert graces.get(page_of(in_review, 2)).context["since"] is None


def test_changes_are_told_since_the_version_that_was_opened_last(in_review, grace, graces):
    graces.get(page_of(in_review))
    for thesis in ("I decide alone.", "I decide with four teams."):
        Packet.objects.update(thesis=thesis)
        share_again(in_review, grace)
    since = graces.get(page_of(in_review, 3)).context["since"]
    assert (since["before"].number, since["count"]) == (1, 1)


def test_opening_the_newest_again_tells_the_same_changes(in_review, grace, graces):
    graces.get(page_of(in_review))
    Packet.objects.update(thesis="I decide.")
    share_again(in_review, grace)
    befores = [graces.get(page_of(in_review, 2)).context["since"]["before"] for _ in range(2)]
    assert [before.number for before in befores] == [1, 1]


def test_the_author_is_told_what_changed_since_the_version_before(in_review, grace, adas):
    Packet.objects.update(thesis="I decide.")
    share_again(in_review, grace)
    assert adas.get(page_of(in_review, 2)).context["since"]["before"].number == 1


def test_beside_them_stands_how_he_had_answered_and_what_became_of_his_comments(
    in_review, ada, grace, graces
):
    version = in_review.versions.get()
    graces.get(page_of(in_review))
    said = {"version": version, "section": "delivery", "author": grace}
    resolved = Comment.objects.create(text="Which teams?", **said)
    answered = Comment.objects.create(text="Who decided?", **said)
    Comment.objects.create(text="And when?", **said)
    Comment.objects.create(parent=answered, text="I did.", **said | {"author": ada})
    resolved.resolve(by=ada)
    share_again(in_review, grace)
    response = graces.get(page_of(in_review, 2))
    since = response.context["since"]
    assert (since["answer"].note, since["settled"]) == ("Say who decided.", [resolved, answered])
    assert "Of your comments, 2 are answered or resolved." in text_of(response)


def test_what_was_settled_before_the_version_last_seen_is_not_told_again(in_review, grace, graces):
    said = {"version": in_review.versions.get(), "section": "delivery", "author": grace}
    comment = Comment.objects.create(text="Which teams?", **said)
    comment.resolve(by=in_review.author)
    share_again(in_review, grace)
    graces.get(page_of(in_review, 2))
    sponsor = UserFactory()
    review(in_review, sponsor, "sponsor")
    share_again(in_review, sponsor)
    since = graces.get(page_of(in_review, 3)).context["since"]
    assert (since["before"].number, since["answer"], since["settled"]) == (2, None, [])


def test_who_postponed_reads_what_the_decision_asked_for(in_review, grace, graces):
    version = in_review.versions.get()
    graces.get(page_of(in_review))
    rate(version, grace)
    agreed = {"conditions": "Show it once more.", "again_on": grace.today() + timedelta(days=90)}
    move_packet(in_review, "postpone", by=grace, note="Not yet.", version=1, **agreed)
    move_packet(in_review, "reopen", by=in_review.author)
    share(in_review)
    response = graces.get(page_of(in_review, 2))
    assert response.context["since"]["answer"].move == "postpone"
    assert "You postponed version 1 on" in text_of(response)
    assert '<li dir="auto">Show it once more.</li>' in response.content.decode()


def test_the_changes_lead_to_all_of_them_word_by_word(in_review, managed, grace, graces):
    graces.get(page_of(in_review))
    Packet.objects.update(thesis="I decide.", next="To teach it.")
    share_again(in_review, grace)
    content = graces.get(page_of(in_review, 2)).content.decode()
    link = f'href="/packets/{in_review.pk}/compare/?from=1&amp;to=2">All 2 changes, word by word<'
    assert link in content


def test_a_peer_who_endorsed_it_is_asked_nothing_more(in_review):
    peer = UserFactory()
    review(in_review, peer, "peer")
    move_packet(in_review, "endorse", by=peer, version=1)
    response = browser_of(peer).get(page_of(in_review))
    assert response.context["asked"]["from_you"] == "Nothing more. You have answered this version."


# Coverage, and the way through the sections.


def test_coverage_is_told_by_competency_and_its_count_leads_to_the_wins(packet, managed, graces):
    place(packet)
    content = graces.get(page_of(share(packet))).content.decode()
    [row] = re.findall(
        r"<tr role=\"row\">\s*<th[^>]*><a href=\"#section-delivery\">.*?</tr>", content, re.S
    )
    assert re.search(
        r'<a class="kind" data-is="evidence" href="#section-delivery">.*?1 win</a>', row
    )


def test_every_section_says_where_it_stands_and_leads_to_those_beside_it(in_review, graces):
    said = text_of(graces.get(page_of(in_review)))
    assert re.findall(r"Section \d of \d", said) == [
        "Section 1 of 3",
        "Section 2 of 3",
        "Section 3 of 3",
    ]
    assert (said.count("Section before:"), said.count("Next section:")) == (2, 2)


# The decision.


def decide(client, packet, **sent):
    return client.post(f"/packets/{packet.pk}/decide/", {"version": 1} | sent)


def button_in(response):
    return re.search(
        r"<button class=\"button main\"( disabled)?>Decide", response.content.decode()
    )[1]


def test_a_decision_is_off_and_says_why_until_every_competency_is_rated(in_review, grace, graces):
    response = graces.get(page_of(in_review))
    assert (button_in(response), "No rating from you yet:" in text_of(response)) == (
        " disabled",
        True,
    )
    rate(in_review.versions.get(), grace)
    assert button_in(graces.get(page_of(in_review))) is None


def test_what_is_chosen_is_decided(in_review, grace, graces):
    rate(in_review.versions.get(), grace)
    answer = decide(graces, in_review, decision="support", note="It stands.")
    in_review.refresh_from_db()
    event = in_review.events.get(move="support")
    lands_on = f"{page_of(in_review)}#event-{event.pk}"
    assert (answer["Location"], in_review.state) == (lands_on, "supported")


@pytest.mark.parametrize("decision", ["", "endorse", "promote", "\0"])
def test_what_is_no_decision_is_refused_and_nothing_typed_is_lost(
    in_review, grace, graces, decision
):
    rate(in_review.versions.get(), grace)
    sent = {"note": "Not yet.", "conditions": "Hire two.", "again_on": "next year"}
    answer = decide(graces, in_review, decision=decision, **sent)
    in_review.refresh_from_db()
    assert (answer.status_code, in_review.state) == (409, "in-review")
    assert "Choose what you decide." in text_of(answer)
    content = answer.content.decode()
    assert [f">{sent[field]}</textarea>" in content for field in ("note", "conditions")] == [
        True
    ] * 2
    assert 'value="next year"' in content


def test_a_refused_decision_stands_in_its_form_as_it_was_typed(in_review, grace, graces):
    rate(in_review.versions.get(), grace)
    sent = {"note": "Not yet.", "conditions": "Hire two.", "again_on": "2020-01-01"}
    content = decide(graces, in_review, decision="postpone", **sent).content.decode()
    assert 'value="postpone" required checked' in content
    assert 'value="2020-01-01"' in content


def test_one_button_of_the_page_is_the_main_one(in_review, adas, graces):
    peer = UserFactory()
    review(in_review, peer)
    pages = [client.get(page_of(in_review)) for client in (graces, browser_of(peer), adas)]
    assert [page.content.decode().count('class="button main"') for page in pages] == [1, 1, 0]


def test_who_came_and_who_left_stands_in_the_history(in_review, ada, grace, adas):
    luis = UserFactory(name="Luis Ferreira")
    part = review(in_review, luis)
    part.state, part.ended_at = "ended", timezone.now()
    part.save()
    history = adas.get(page_of(in_review)).context["history"]
    assert history[0].went.person == luis
    assert {each.came.person for each in history if each.came} == {luis, grace}


# How much is asked of the database.


@pytest.mark.parametrize("rows", [1, 3])
def test_a_version_asks_the_same_of_the_database_however_much_is_said_of_it(
    packet, managed, grace, graces, rows, django_assert_num_queries
):
    for number in range(rows):
        place(packet, f"Win {number}", key=SECTIONS[number], expectation="")
        Gap.objects.create(packet=packet, title=f"Gap {number}")
    share(packet)
    graces.get(page_of(packet))
    version = packet.versions.get()
    for number in range(rows):
        said = {"section": SECTIONS[number], "author": grace, "text": f"{number}"}
        comment = version.comments.create(resolved_at=timezone.now(), resolved_by=grace, **said)
        version.comments.create(parent=comment, **said)
        version = share_again(packet, grace)
        comment = version.comments.create(**said)
        version.comments.create(parent=comment, **said | {"author": packet.author})
    version = share_again(packet, grace)
    for _ in range(rows):
        reader = UserFactory()
        review(packet, reader, "sponsor")
        rate(version, reader).give()
    rate(version, grace).give()
    graces.get(page_of(packet, version.number))
    with django_assert_num_queries(27):
        graces.get(page_of(packet, version.number))


def test_the_share_of_a_reader_is_opened_by_the_page_of_its_version(in_review, graces):
    graces.get(page_of(in_review))
    assert Share.objects.get().opened_at is not None
