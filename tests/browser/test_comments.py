"""Words of a version are commented on, other words suggested and taken over, and what is open is
carried to the next version: with JavaScript by selecting, without it by the fields of the form."""

import re

import pytest
from playwright.sync_api import expect

from packets.models import Comment, Section
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share, share_again

CLAIM = "A retry can no longer **book twice**. Nobody had to remember a check."
SELECT = """([place, words]) => {
  const texts = document.createTreeWalker(document.querySelector(place), NodeFilter.SHOW_TEXT);
  while (!texts.nextNode()?.data.includes(words));
  const start = texts.currentNode.data.indexOf(words);
  getSelection().setBaseAndExtent(
    texts.currentNode, start, texts.currentNode, start + words.length);
}"""


@pytest.fixture
def packet(ada, managed):
    packet = PacketFactory(author=ada, thesis="Three teams build on what I proposed.")
    packet.sections.filter(key="delivery").update(claim=CLAIM)
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    return share(packet)


def form_on(page, part):
    return page.locator("form").filter(has=page.get_by_label(f"Comment on {part}"))


def note_with(page, words):
    return page.get_by_role("complementary", name="Comment by Grace Lindholm").filter(
        has_text=words
    )


def test_words_are_selected_reworded_and_carried_over(packet, grace, ada, open_browser):
    graces = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    form = form_on(graces, "Delivery")

    # By the button that comes up beside what is selected.
    graces.evaluate(SELECT, ["#section-delivery .prose", "Nobody had to"])
    graces.get_by_role("button", name="Comment on this").click()
    expect(form.get_by_label("About which words")).to_have_value("Nobody had to")
    expect(form.get_by_label("Comment on Delivery")).to_be_focused()
    inspect(graces)
    form.get_by_label("What you would say instead").fill("No one has to")
    form.get_by_role("button", name="Add").click()
    note = note_with(graces, "Suggests:")
    expect(note.locator("ins")).to_contain_text("No one has")

    # By the keyboard alone: the one in the form.
    graces.wait_for_load_state()  # with its scripts
    graces.evaluate(SELECT, ["#section-delivery .evidence .prose", "Two teams"])
    form.get_by_text("On certain words").click()
    form.get_by_role("button", name="Use the selected words").press("Enter")
    expect(form.get_by_label("About which words")).to_have_value("Two teams")
    form.get_by_label("Comment on Delivery").fill("Which two?")
    form.get_by_role("button", name="Add").click()
    which = note_with(graces, "Which two?")
    which.get_by_role("link", name="Two teams").click()
    expect(graces.locator(".to-note a:target")).to_have_text("2")
    graces.locator(".to-note a:target").click()
    expect(which).to_be_in_viewport()
    inspect(graces)

    # The author takes the words over, and the rest goes on to the next version.
    adas = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    said = adas.get_by_role("region", name="Said about this part")
    inspect(adas)
    said.get_by_role("button", name="Use these words").click()
    expect(adas.get_by_label("Your claim")).to_have_value(
        CLAIM.replace("Nobody had to", "No one has to")
    )
    expect(said.get_by_role("button", name="Use these words")).to_have_count(0)
    note_of_version_one(packet)
    share_again(packet, grace)
    graces.goto(f"/packets/{packet.pk}/versions/2/")
    expect(note_with(graces, "Which two?")).to_contain_text("on version 1")
    gone = graces.get_by_role("region", name="On words that are gone")
    expect(gone).to_contain_text("What is longer?")
    inspect(graces)


def note_of_version_one(packet):
    """Grace asks about words that Ada then changes."""
    version = packet.versions.get(number=1)
    grace = Comment.objects.latest("pk").author
    facts = {"section": "delivery", "place": "claim", "author": grace}
    version.comments.create(**facts, quote="can no longer book", text="What is longer?")
    section = Section.objects.get(key="delivery")
    section.claim = "A retry never books a second time. No one has to remember a check."
    section.save()


def test_the_same_goes_by_forms_alone(packet, grace, ada, open_browser, trouble):
    plain = {"java_script_enabled": False, "viewport": NARROW}
    graces = open_browser(grace, f"/packets/{packet.pk}/versions/1/", **plain)
    form = form_on(graces, "Delivery")
    form.get_by_label("Comment on Delivery").fill("Who, then?")
    form.get_by_text("On certain words").click()
    form.get_by_label("What it is about").select_option("The claim")
    form.get_by_label("About which words").fill("Everybody had to")
    form.get_by_label("What you would say instead").fill("No one has to")
    form.get_by_role("button", name="Add").click()
    expect(form).to_contain_text("These words do not stand there.")
    assert trouble.take() == ["422 POST /packets/N/versions/N/comments/"]
    expect(form.get_by_label("Comment on Delivery")).to_have_value("Who, then?")
    form.get_by_label("About which words").fill("Nobody had to")
    form.get_by_role("button", name="Add").click()
    expect(note_with(graces, "Who, then?")).to_be_visible()

    adas = open_browser(ada, f"/packets/{packet.pk}/versions/1/", **plain)
    adas.get_by_role("button", name="Use these words").click()
    expect(note_with(adas, "Taken over by Ada Okoye")).to_be_visible()
    assert Section.objects.get(key="delivery").claim == CLAIM.replace("Nobody had", "No one has")
    adas.get_by_role("button", name="Undo").click()
    expect(adas.get_by_role("button", name="Use these words")).to_be_visible()
    assert Section.objects.get(key="delivery").claim == CLAIM


def test_of_very_many_the_earlier_ones_come_when_asked_for(packet, grace, open_browser):
    version = packet.versions.get()
    facts = {"version": version, "section": "delivery", "author": grace}
    threads = Comment.objects.bulk_create(
        Comment(text=f"Asked {number}.", **facts) for number in range(30)
    )
    answers = Comment.objects.bulk_create(
        Comment(text=f"Said {number}.", parent=threads[29], **facts) for number in range(12)
    )

    # In place, with the focus where it was.
    page = open_browser(grace, version.get_absolute_url())
    inspect(page)
    expect(page.get_by_text("Asked 19.")).to_have_count(0)
    earlier = page.get_by_role("link", name="20 earlier comments")
    earlier.press("Enter")
    expect(page.get_by_text("Asked 0.")).to_be_visible()
    expect(page.get_by_text("No earlier comments.")).to_be_focused()
    expect(page.get_by_text(re.compile(r"^Asked \d+"))).to_have_count(30)
    page.get_by_role("link", name="7 earlier answers").press("Enter")
    expect(page.get_by_text("No earlier answers.")).to_be_focused()
    expect(page.get_by_text(re.compile(r"^Said \d+"))).to_have_count(12)
    inspect(page)

    # A link as older mails have it, which names the comment by its anchor alone.
    page = open_browser(grace, version.address_at(f"comment-{answers[2].pk}"))
    expect(page.get_by_text("Said 2.")).to_be_in_viewport()

    # By links alone.
    plain = {"java_script_enabled": False, "viewport": NARROW}
    page = open_browser(grace, threads[4].get_absolute_url(), **plain)
    expect(page.get_by_text("Asked 4.")).to_be_in_viewport()
    page.get_by_role("link", name="15 later comments").click()
    expect(page.get_by_text("Asked 5.")).to_be_visible()
    expect(page.get_by_text("No earlier comments.")).to_be_in_viewport()
