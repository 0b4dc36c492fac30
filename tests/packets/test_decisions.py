"""Decisions: what a postponement asks for is kept, asked of the packet, and can become goals."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from bragdoc.models import Goal
from packets.compose import compose
from packets.models import Condition, Decision, Event, Notification, Packet
from packets.models.decisions import CONDITION_LIMIT, MOST_CONDITIONS
from packets.review import IllegalMove
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.packets.scenes import rate

LATER = date(2099, 1, 4)
ASKED = "Lead across teams.\n\nLead across teams.\n  Hire two.  "


@pytest.fixture
def in_review(in_review, grace):
    """The same, rated by Grace: without that she could not decide."""
    rate(in_review.versions.get(), grace)
    return in_review


def postpone(packet, by, **changed):
    sent = {"note": "Not yet.", "version": 1, "conditions": ASKED, "again_on": LATER} | changed
    return move_packet(packet, "postpone", by=by, **sent)


def test_what_is_asked_for_is_kept_with_the_day(in_review, grace):
    decision = postpone(in_review, grace).decision
    assert (decision.conditions, decision.again_on) == (["Lead across teams.", "Hire two."], LATER)
    assert Packet.objects.get().state == "postponed"


def test_the_packet_lists_it_from_then_on_in_the_words_of_who_said_it(in_review, grace):
    event = postpone(in_review, grace)
    document = compose(Packet.objects.with_parts().get())
    assert [(one.text, one.said_by, one.said_on) for one in document.conditions] == [
        ("Lead across teams.", str(grace), event.made_at.date()),
        ("Hire two.", str(grace), event.made_at.date()),
    ]


def test_the_author_is_told_and_led_to_the_history(in_review, ada, grace, adas):
    postpone(in_review, grace)
    told = Notification.objects.get(person=ada, kind="moved")
    assert (told.by, told.detail) == (grace, "postpone")
    page, _, place = told.path.partition("#")
    content = adas.get(page).content.decode()
    assert [f'id="{place}"' in content, "Hire two." in content] == [True, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"conditions": " \n "}, "one condition a line"),
        ({"conditions": "\n".join(map(str, range(MOST_CONDITIONS + 1)))}, "are the limit"),
        ({"conditions": "x" * (CONDITION_LIMIT + 1)}, "has at most 300 characters"),
        ({"again_on": None}, "looked at again"),
        ({"again_on": date(2020, 1, 1)}, "a day to come"),
        ({"note": ""}, "Why is it postponed?"),
    ],
)
def test_a_postponement_without_what_it_needs_changes_nothing(in_review, grace, changed, said):
    Notification.objects.all().delete()
    with pytest.raises(IllegalMove, match=said):
        postpone(in_review, grace, **changed)
    counts = [model.objects.count() for model in (Decision, Condition, Notification)]
    moves = list(Event.objects.values_list("move", flat=True))
    assert (Packet.objects.get().state, counts, moves) == ("in-review", [0, 0, 0], ["submit"])


def test_today_is_no_day_to_look_at_it_again_and_tomorrow_is(in_review, grace):
    with pytest.raises(IllegalMove, match="a day to come"):
        postpone(in_review, grace, again_on=grace.today())
    tomorrow = grace.today() + timedelta(days=1)
    assert postpone(in_review, grace, again_on=tomorrow).decision.again_on == tomorrow


def test_as_much_as_the_limits_say_is_kept(in_review, grace):
    conditions = [f"{number} ".ljust(CONDITION_LIMIT, "x") for number in range(MOST_CONDITIONS)]
    assert postpone(in_review, grace, conditions="\n".join(conditions)).decision.conditions == (
        conditions
    )


def test_what_was_typed_stands_in_the_refused_form_again(in_review, graces):
    page = reverse("packet-move", args=[in_review.pk, "postpone"])
    sent = {"note": "Not yet.", "version": 1, "conditions": "Hire two.", "again_on": "never"}
    answer = graces.post(page, sent)
    content = answer.content.decode()
    assert answer.status_code == 409
    assert [said in content for said in ("Not yet.", "Hire two.", "a day to come")] == [True] * 3


@pytest.mark.parametrize("name", ["support", "decline"])
def test_other_decisions_have_no_conditions(in_review, grace, name):
    move_packet(in_review, name, by=grace, note="So it is.", version=1, conditions=ASKED)
    assert (Decision.objects.count(), Condition.objects.count()) == (0, 0)


def test_the_author_makes_goals_of_them_once(in_review, ada, grace, adas):
    decision = postpone(in_review, grace).decision
    for _ in range(2):
        adas.post(reverse("decision-plan", args=[decision.pk]))
    goals = Goal.objects.visible_to(ada).in_order()
    assert [goal.text for goal in goals] == ["Lead across teams.", "Hire two."]


def test_they_stand_beside_each_friday_until_they_are_settled(in_review, ada, grace, adas):
    decision = postpone(in_review, grace).decision
    with time_machine.travel("2026-12-18 12:00+00:00", tick=False):
        adas.post(reverse("decision-plan", args=[decision.pk]))
    Goal.objects.get(text="Hire two.").settle(Goal.State.SHOWN)
    for friday, since in (("2026-12-18", ""), ("2027-01-08", "Left open in Q4 2026.")):
        with time_machine.travel(f"{friday} 12:00+00:00", tick=False):
            content = browser_of(ada).get("/week/", follow=True).content.decode()
        stand = ["Lead across teams." in content, "Hire two." in content]
        assert (stand, since in content) == ([True, False], True)
        assert ("Left open" in content) == bool(since)


def test_nobody_makes_goals_for_another(in_review, grace, graces, eves):
    page = reverse("decision-plan", args=[postpone(in_review, grace).decision.pk])
    assert [client.post(page).status_code for client in (graces, eves)] == [404, 404]
    assert Goal.objects.count() == 0


def in_moves(client, packet):
    """What the author or a reviewer finds under "Your move"."""
    content = client.get(reverse("version-detail", args=[packet.pk, 1])).content.decode()
    return content.partition('id="moves"')[2].partition('</section>\n<div class="notes"')[0]


def test_what_to_do_next_stands_where_her_moves_are_until_she_shares_again(
    in_review, ada, grace, adas, graces
):
    steps = ["Make them goals", "Start the next packet", "Your draft"]

    def offered(client):
        said = in_moves(client, in_review)
        return [step for step in steps if step in said]

    assert offered(adas) == []
    postpone(in_review, grace)
    assert (offered(adas), offered(graces)) == (steps[:2], [])
    move_packet(Packet.objects.get(), "reopen", by=ada)
    assert (offered(adas), offered(graces)) == (steps, [])
    move_packet(Packet.objects.get(), "submit", by=ada)
    version = adas.get(reverse("version-detail", args=[in_review.pk, 2])).content.decode()
    assert [step in version for step in steps[:2]] == [False, False]


@pytest.mark.parametrize("name", ["support", "decline"])
def test_no_other_decision_is_planned(in_review, grace, adas, name):
    move_packet(in_review, name, by=grace, note="So it is.", version=1)
    assert "Make them goals" not in in_moves(adas, in_review)


def test_both_read_what_was_decided(in_review, grace, adas, graces):
    postpone(in_review, grace, again_on=grace.today() + timedelta(days=200))
    page = reverse("version-detail", args=[in_review.pk, 1])
    hers, his = (client.get(page).content.decode() for client in (adas, graces))
    assert ["Hire two." in content for content in (hers, his)] == [True, True]
    assert ["Make them goals" in content for content in (hers, his)] == [True, False]


def test_from_the_head_of_the_version_one_gets_to_what_was_said_and_she_to_her_next_packet(
    in_review, grace, adas, graces
):
    page = reverse("version-detail", args=[in_review.pk, 1])
    assert 'href="#history-head"' not in adas.get(page).content.decode()
    postpone(in_review, grace, again_on=grace.today() + timedelta(days=200))
    hers, his = (client.get(page).content.decode() for client in (adas, graces))
    assert ['href="#history-head"' in content for content in (hers, his)] == [True, True]
    assert ["Start the next packet" in content for content in (hers, his)] == [True, False]


def test_whoever_decides_is_told_what_was_done(in_review, graces):
    page = reverse("packet-move", args=[in_review.pk, "decline"])
    answer = graces.post(page, {"note": "Too early.", "version": 1}, follow=True)
    assert [str(said) for said in answer.context["messages"]] == ["It is declined."]


def test_opened_again_the_next_version_says_what_became_of_it(in_review, ada, grace):
    postpone(in_review, grace)
    move_packet(Packet.objects.get(), "reopen", by=ada)
    Condition.objects.order_by("pk").update(answer="I did.")
    move_packet(Packet.objects.get(), "submit", by=ada)
    document = Packet.objects.get().versions.get(number=2).document()
    assert {one.answer for one in document.conditions} == {"I did."}
