"""Why something of the ladder does not apply to a person: written, changed, withdrawn, had back."""

import pytest
from django.urls import reverse

from bragdoc.models import NotApplicable
from bragdoc.models.not_applicable import REASON_LIMIT, ReasonConflict
from tests.clients import HTMX, browser_of
from tests.factories import PlacementFactory

NOTICES = "?expectation=notices"


@pytest.fixture
def adas(ada):
    PlacementFactory(person=ada)
    return browser_of(ada)


def address(query="", *, act="", competency="delivery"):
    return reverse(f"not-applicable{act}", args=[competency]) + query


def say(browser, reason="No plans here.", *, query=NOTICES, revision=0):
    return browser.post(address(query), {"reason": reason, "revision": revision})


def kept():
    return list(
        NotApplicable.objects.values_list("competency__slug", "expectation__slug", "reason")
    )


# Written


def test_a_reason_is_kept_for_one_sentence(adas):
    assert say(adas).url == "/coverage/#delivery"
    assert kept() == [("delivery", "notices", "No plans here.")]


def test_a_reason_is_kept_for_a_whole_competency(adas):
    say(adas, query="")

    assert kept() == [("delivery", None, "No plans here.")]


def test_the_coverage_it_came_from_is_shown_again(adas):
    response = say(adas, query="?expectation=notices&from=2026-02&to=2026-03&kind=none")

    assert response.url == "/coverage/?from=2026-02&to=2026-03&kind=none#delivery"


def test_the_form_says_that_the_reason_will_stand_in_packets(adas):
    content = adas.get(address(NOTICES)).content.decode()

    assert "It will stand in your packets, beside the sentence." in content
    assert "Notices early that a plan will not hold." in content


def test_the_form_opens_below_its_row(adas):
    row = adas.get(address(NOTICES), headers=HTMX).content.decode()

    assert row.strip().startswith('<tr role="row" class="behind">')
    assert "<textarea" in row
    assert "Notices early that a plan will not hold." not in row  # it stands above


@pytest.mark.parametrize("reason", ["", "  ", "x" * (REASON_LIMIT + 1), "a\0b"])
def test_a_reason_that_cannot_be_kept_is_refused_and_stays_in_the_field(adas, reason):
    response = say(adas, reason)

    assert response.status_code == 422
    assert kept() == []
    assert response.context["form"]["reason"].value() == reason


def test_a_form_sent_twice_keeps_one_reason(adas):
    say(adas)

    assert say(adas).status_code == 302
    assert kept() == [("delivery", "notices", "No plans here.")]


def test_the_coverage_shows_the_reason_and_a_way_to_change_it(adas):
    say(adas, "No plans here.")

    content = adas.get(reverse("coverage")).content.decode()

    assert "No plans here." in content
    assert "Change the reason" in content


def test_the_reason_of_a_competency_holds_for_each_of_its_new_sentences(adas):
    say(adas, query="")

    covered = adas.get(reverse("coverage")).context["covered"]

    assert [sentence.kind for sentence in covered.competencies[0].new] == ["not-applicable"] * 2


# Changed


def test_a_reason_is_changed_over_the_revision_that_was_loaded(adas):
    say(adas)
    say(adas, "Plans are made elsewhere.", revision=1)

    assert kept() == [("delivery", "notices", "Plans are made elsewhere.")]
    assert NotApplicable.objects.get().revision == 2


def test_two_changes_at_once_are_both_shown(adas):
    say(adas)
    say(adas, "Saved in another tab.", revision=1)

    response = say(adas, "Typed here.", revision=1)

    content = response.content.decode()
    assert response.status_code == 409
    assert ("Saved in another tab." in content, "Typed here." in content) == (True, True)
    assert kept() == [("delivery", "notices", "Saved in another tab.")]
    assert say(adas, "Typed here.", revision=2).status_code == 302


def test_a_reason_written_in_two_tabs_at_once_is_not_overwritten(adas):
    say(adas, "The first.")

    assert say(adas, "The second.", revision=0).status_code == 409
    assert kept() == [("delivery", "notices", "The first.")]


def test_a_reason_withdrawn_elsewhere_is_not_written_over_unseen(adas):
    say(adas)
    NotApplicable.objects.all().delete()

    response = say(adas, "Still so.", revision=1)

    assert response.status_code == 409
    assert "the reason was withdrawn in the meantime" in response.content.decode()
    assert say(adas, "Still so.", revision=0).status_code == 302


def test_a_conflict_names_what_is_kept(ada, adas):
    say(adas)
    reason = NotApplicable.objects.get()
    reason.reason = "Another."

    with pytest.raises(ReasonConflict) as conflict:
        reason.keep(revision=7)

    assert conflict.value.current.reason == "No plans here."


# Withdrawn, and had back


def test_a_withdrawn_reason_can_be_had_back(adas):
    say(adas)

    content = adas.post(address(NOTICES, act="-withdraw"), follow=True).content.decode()
    assert kept() == []
    assert f'action="{address(NOTICES, act="-restore")}"' in content

    adas.post(address(NOTICES, act="-restore"))
    assert kept() == [("delivery", "notices", "No plans here.")]


def test_withdrawing_twice_is_like_once(adas):
    say(adas)
    adas.post(address(NOTICES, act="-withdraw"))
    adas.post(address(NOTICES, act="-withdraw"))
    adas.post(address(NOTICES, act="-restore"))

    assert kept() == [("delivery", "notices", "No plans here.")]


def test_what_is_had_back_does_not_write_over_a_newer_reason(adas):
    say(adas)
    adas.post(address(NOTICES, act="-withdraw"))
    say(adas, "A new one.")

    adas.post(address(NOTICES, act="-restore"))

    assert kept() == [("delivery", "notices", "A new one.")]


# Whose


def test_the_reason_of_somebody_else_is_neither_seen_nor_touched(adas, eve):
    say(adas)
    PlacementFactory(person=eve)
    eves = browser_of(eve)

    assert "No plans here." not in eves.get(address(NOTICES)).content.decode()
    eves.post(address(NOTICES, act="-withdraw"))
    assert kept() == [("delivery", "notices", "No plans here.")]


@pytest.mark.parametrize(
    ("competency", "query"), [("nonsense", ""), ("delivery", "?expectation=nonsense")]
)
def test_what_the_ladder_does_not_have_is_not_found(adas, competency, query):
    assert adas.get(address(query, competency=competency)).status_code == 404


def test_a_sentence_of_another_competency_is_not_found(adas):
    assert adas.get(address("?expectation=impossible")).status_code == 404


def test_without_a_placement_nothing_is_found(eve):
    assert browser_of(eve).get(address()).status_code == 404
