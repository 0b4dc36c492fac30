"""A draft that is changed from two tabs at once: what both do is done once, and what only one of
them knows of is not lost.

The second always begins when the first has done all and committed nothing yet.
"""

import pytest

from bragdoc.models import Entry
from bragdoc.models.revisions import EditConflict
from packets.bringing.bring import bring, take_up
from packets.builder.accepting import accept, undo_accept
from packets.drafting.taking import take
from packets.models import Comment, Condition, EarlierText, Evidence, Notification, Packet, Section
from packets.presets.bundled import bundled_presets
from packets.proposing import Place, Placement
from tests.factories import EntryFactory
from tests.packets.documents import one_section, win
from tests.packets.racing import meet
from tests.packets.test_importing import DAY, SENIOR_HERE, SMALL, STAFF_HERE

pytestmark = pytest.mark.usefixtures("apart")


def drafts_of(packet):
    """The same draft, as two tabs have loaded it."""
    return [Packet.objects.with_parts().get(pk=packet.pk) for _tab in range(2)]


def test_a_packet_that_is_started_twice_at_once_is_one(packet):
    facts = {"author": packet.author, "ladder_version": packet.ladder_version}
    facts |= {"now": packet.now, "goal": packet.goal, "title": "Staff again"}
    facts |= {"starts_on": packet.starts_on, "ends_on": packet.ends_on}
    tabs = [Packet(**facts) for _tab in range(2)]
    first, second = meet(*(lambda tab=tab: Packet.objects.start(tab, "a form") for tab in tabs))
    assert (first.pk, Packet.objects.count()) == (second.pk, 2)


def test_a_preset_that_is_chosen_twice_at_once_adds_its_sections_once(packet):
    preset = bundled_presets()["promotion-case"]
    meet(*(lambda draft=draft: draft.follow(preset) for draft in drafts_of(packet)))
    own = packet.sections.exclude(part="").in_order().values_list("part", flat=True)
    assert list(own) == [part.key for part in preset.sections()]


def test_a_first_draft_that_is_taken_twice_at_once_is_placed_once(packet):
    entry = EntryFactory(author=packet.author)
    offered = {Placement(entry.pk, Place("delivery", "across-teams"))}
    takes = (lambda draft=draft: take(draft, offered, offered) for draft in drafts_of(packet))
    assert [taken.placed for taken in meet(*takes)] == [1, 0]
    assert Evidence.objects.get().entry == entry


def test_a_packet_that_is_brought_back_twice_at_once_is_one_draft(packet, ada):
    facts = {"ladder": SMALL, "now": SENIOR_HERE, "goal": STAFF_HERE}
    document = one_section(win(7, "Read the whole log", DAY), **facts)
    tabs = [bring(document, ada) for _tab in range(2)]
    first, second = meet(*(lambda tab=tab: take_up(tab, ada).pk for tab in tabs))
    assert (first, Entry.objects.count()) == (second, 1)


def test_of_wins_that_answer_a_condition_those_of_the_second_tab_are_not_kept_over_the_first(
    packet, ada
):
    asked = Condition.objects.ask(packet, "Lead two teams.", "", None)
    wins = [EntryFactory(author=ada).pk for _tab in range(2)]

    def answers(win):
        try:
            Condition.objects.get().keep_with(["answer"], [win], revision=asked.revision)
        except EditConflict:
            return "refused"
        return "kept"

    assert meet(*(lambda win=win: answers(win) for win in wins)) == ("kept", "refused")
    assert [entry.pk for entry in asked.entries.all()] == wins[:1]


# A wording that a reviewer suggests.


@pytest.fixture
def suggested(in_review, grace):
    """Other words for the claim on delivery."""
    Section.objects.filter(key="delivery").update(claim="It never came late.")
    return Comment.objects.create(
        version=in_review.versions.get(),
        section="delivery",
        place="claim",
        quote="never came late",
        suggestion="came a week late",
        author=grace,
    )


def wordings():
    """What is kept of what stood in the claim, and what stands there."""
    kept = EarlierText.objects.order_by("pk").values_list("text", flat=True)
    return [*kept, Section.objects.get(key="delivery").claim]


def test_a_wording_that_is_taken_over_twice_at_once_is_so_once(in_review, suggested):
    Notification.objects.all().delete()
    first, second = drafts_of(in_review)
    assert meet(lambda: bool(accept(suggested, first)), lambda: accept(suggested, second)) == (
        True,
        None,
    )
    assert wordings() == ["It never came late.", "It came a week late."]
    assert Notification.objects.count() == 1


def test_a_wording_that_is_put_back_twice_at_once_is_so_once(in_review, suggested):
    earlier = accept(suggested, drafts_of(in_review)[0])
    meet(*[lambda: undo_accept(suggested, earlier)] * 2)
    assert wordings() == ["It never came late.", "It came a week late.", "It never came late."]
