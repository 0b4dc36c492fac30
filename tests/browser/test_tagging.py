"""A win is tied to sentences of the ladder, and tied anew when a newer version words them away."""

import copy

import pytest
from playwright.sync_api import expect

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Placement
from tests.browser.inspection import inspect
from tests.browser.keyboard import POINTER_IS_AN_ERROR, Keyboard
from tests.browser.waiting import all_saved, until
from tests.factories import LADDER, EntryFactory, PlacementFactory, show, tag


@pytest.fixture
def entry(ada):
    PlacementFactory(person=ada)
    return tag(EntryFactory(author=ada, title="Halved the build"), "delivery")


@pytest.fixture
def reworded(ada):
    """A win of Ada's is tagged with a sentence and a competency that a newer version replaced, and
    with a sentence of which it says nothing. She went along."""
    PlacementFactory(person=ada)
    keys = ["delivery/notices", "delivery/across-teams", "hiring/interviews"]
    entry = show(EntryFactory(author=ada), *keys)
    document = copy.deepcopy(LADDER)
    document["ladder"] |= {
        "version": "2",
        "replaces": {
            "version": "1",
            "competencies": {"hiring": "recruiting"},
            "expectations": {"delivery/notices": "delivery/foresees"},
        },
    }
    competencies = document["areas"][0]["competencies"]
    competencies[0]["expect"]["staff"] = [
        {"slug": "foresees", "text": "Foresees that a plan will not hold."},
        {"slug": "carries", "text": "Brings the work of several teams to users."},
    ]
    competencies[2] |= {"slug": "recruiting", "name": "Recruiting"}
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(document))
    version.publish()
    Placement.objects.update(ladder_version=version)
    return entry


def slugs(entry):
    return {sentence.slug for sentence in entry.expectations.all()}


def test_a_competency_that_is_ticked_brings_its_sentences_and_they_save_themselves(
    ada, entry, open_browser
):
    page = open_browser(ada, f"/wins/{entry.pk}/")
    sentences = page.get_by_role("region", name="Which sentences does it show?")
    inspect(page)
    sentences.get_by_label("Notices early").check()
    page.get_by_label("Reliability", exact=True).check()
    impossible = sentences.get_by_label("Makes a class of failure impossible.")
    impossible.check()
    all_saved(page)
    expect(sentences.get_by_label("Notices early")).to_be_checked()
    inspect(page)
    assert slugs(entry) == {"notices", "impossible"}

    page.get_by_label("Reliability", exact=True).uncheck()
    expect(impossible).to_have_count(0)
    all_saved(page)
    assert slugs(entry) == {"notices"}


def test_what_is_ticked_while_other_sentences_are_on_their_way_stays_ticked(
    ada, entry, open_browser
):
    page = open_browser(ada, f"/wins/{entry.pk}/")
    held = []
    page.route("**/sentences/**", lambda route: held.append(route))
    page.get_by_label("Reliability", exact=True).check()
    until(page, held)
    page.get_by_label("Notices early").check()
    held.pop().continue_()
    expect(page.get_by_label("Makes a class of failure impossible.")).to_be_visible()
    expect(page.get_by_label("Notices early")).to_be_checked()


def test_sentences_are_found_by_their_words(ada, entry, open_browser):
    page = open_browser(ada, f"/wins/{entry.pk}/")
    sentences = page.get_by_role("region", name="Which sentences does it show?")
    expect(sentences.get_by_label("Finishes what they start.")).to_be_hidden()
    sentences.get_by_label("Find a sentence").fill("start WHAT")
    expect(sentences.get_by_label("Finishes what they start.")).to_be_visible()
    expect(sentences.get_by_label("Notices early")).to_be_hidden()
    inspect(page)
    sentences.get_by_label("Find a sentence").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_have_count(0)
    sentences.get_by_label("Find a sentence").fill("")
    expect(sentences.get_by_label("Notices early")).to_be_visible()
    expect(sentences.get_by_label("Finishes what they start.")).to_be_hidden()


def test_without_javascript_saving_brings_the_sentences(ada, entry, open_browser):
    page = open_browser(ada, f"/wins/{entry.pk}/", java_script_enabled=False)
    expect(page.get_by_label("Find a sentence")).to_be_hidden()
    page.get_by_label("Reliability", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Makes a class of failure impossible.").check()
    page.get_by_text("1 other sentence, of all levels").last.click()
    page.get_by_label("Repairs a cause where it began.").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Repairs a cause where it began.")).to_be_checked()
    assert slugs(entry) == {"impossible", "repairs"}


def test_with_the_keyboard_alone_a_sentence_is_ticked(ada, entry, open_browser):
    page = open_browser(ada, f"/wins/{entry.pk}/", reduced_motion="reduce")
    page.add_init_script(POINTER_IS_AN_ERROR)
    page.reload()
    keys = Keyboard(page)
    keys.reach(page.get_by_label("Reliability", exact=True)).press("Space")
    keys.reach(page.get_by_label("Makes a class of failure impossible.")).press("Space")
    all_saved(page)
    assert slugs(entry) == {"impossible"}


def test_wins_are_found_by_a_sentence(ada, entry, open_browser):
    show(entry, "delivery/notices")
    EntryFactory(author=ada, title="Another")
    page = open_browser(ada, "/wins/?expectation=delivery/notices")
    expect(page.get_by_role("listitem").filter(has_text="Halved")).to_contain_text("1 sentence")
    inspect(page)
    page.get_by_role("link", name="Remove").click()
    expect(page.get_by_role("link", name="Another")).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_tags_of_an_earlier_version_move_and_come_back(ada, reworded, open_browser, options):
    page = open_browser(ada, "/week/", **options)
    page.get_by_role("link", name="4 tags of your wins are no longer in your ladder").click()
    if not options:
        inspect(page)
    page.get_by_role("button", name="Move all 3 that the ladder replaced").click()
    expect(page.get_by_text("The tags of 1 win are moved.")).to_be_visible()
    assert slugs(reworded) == {"foresees", "across-teams", "interviews"}

    page.get_by_role("link", name="Choose another").click()
    if not options:
        inspect(page)
    page.get_by_label("Finishes what they start.").check()
    page.get_by_role("button", name="Move the wins").click()
    expect(page.get_by_text("Every tag of yours is in your version")).to_be_visible()
    assert slugs(reworded) == {"foresees", "finishes", "interviews"}

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Moved back.")).to_be_visible()
    assert slugs(reworded) == {"foresees", "across-teams", "interviews"}
