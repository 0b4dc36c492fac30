"""The preset of a packet: chosen when it starts, changed with every text kept, undone."""

from itertools import permutations

import pytest

from packets.compose import compose
from packets.document import Edition, content_hash
from packets.exports.html import packet_html
from packets.models import Evidence, Packet, Preset
from packets.presets.bundled import bundled_presets
from tests.factories import EntryFactory, PacketFactory, PlacementFactory
from tests.packets.preset_scenes import small_preset
from tests.packets.scenes import place

BUNDLED = bundled_presets()
NEW = {
    "title": "Staff Engineer, July 2027",
    "now": "ic/senior",
    "goal": "ic/staff",
    "starts_on": "2026-07-01",
    "ends_on": "2027-06-30",
}


def draft_of(packet):
    return Packet.objects.with_parts().get(pk=packet.pk)


def follow(packet, slug):
    draft = draft_of(packet)
    draft.follow(BUNDLED[slug])
    return draft_of(packet)


def texts_of(packet):
    """All that its author wrote, wherever it stands."""
    sections = {s.key: s.claim for s in packet.sections.all() if s.claim}
    wins = sorted(Evidence.objects.values_list("section__key", "entry", "expectation", "why"))
    gaps = list(packet.gaps.values_list("title", "answer").order_by("pk"))
    opening = (packet.ask, packet.thesis, packet.summary, packet.next)
    return {"sections": sections, "wins": wins, "gaps": gaps, "opening": opening}


def write(packet):
    """Something of the author's into every section and every text there is."""
    for section in packet.sections.all():
        section.claim = f"What I claim of {section.title}"
        section.save()
        entry = EntryFactory(author=packet.author, title=f"Win of {section.key}")
        Evidence.objects.create(section=section, entry=entry, why=f"Why in {section.key}")
    packet.gaps.create(title="One gap", answer="One answer")
    Packet.objects.filter(pk=packet.pk).update(
        ask="The ask.", thesis="The thesis.", summary="The summary.", next="What next."
    )
    return draft_of(packet)


def titles_in_order(packet):
    document = compose(draft_of(packet))
    titles = {f"section-{section.key}": section.title for section in document.sections}
    return [titles[anchor] for anchor in document.reading_order() if anchor in titles]


# A new packet.


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_new_packet_has_the_sections_of_its_preset_in_their_order(slug, ada, adas):
    PlacementFactory(person=ada)
    adas.post("/packets/new/", NEW | {"preset": slug})
    preset, packet = BUNDLED[slug], Packet.objects.get()
    expected = []
    for part in preset.parts:
        if part.kind == "competencies":
            expected += ["Delivery", "Reliability", "Hiring"]
        elif part.kind == "section":
            expected.append(part.title)
    assert packet.read_preset() == preset
    assert titles_in_order(packet) == expected


def test_a_preset_of_her_own_can_be_chosen_and_somebody_else_s_cannot(ada, adas, grace):
    PlacementFactory(person=ada)
    own = Preset.objects.make(ada, small_preset(name="Mine"))
    graces = Preset.objects.make(grace, small_preset(name="Hers"))
    refused = adas.post("/packets/new/", NEW | {"preset": str(graces.pk)})
    assert (refused.status_code, Packet.objects.count()) == (422, 0)
    adas.post("/packets/new/", NEW | {"preset": str(own.pk)})
    assert Packet.objects.get().read_preset().name == "Mine"


def test_a_packet_keeps_its_copy_when_the_preset_changes(ada, adas):
    PlacementFactory(person=ada)
    own = Preset.objects.make(ada, small_preset())
    adas.post("/packets/new/", NEW | {"preset": str(own.pk)})
    own.change(small_preset(name="Another name"), revision=1)
    assert Packet.objects.get().read_preset() == small_preset()


def test_a_packet_from_before_presets_goes_on_as_it_was(packet):
    document = compose(draft_of(packet))
    assert (document.preset, document.order, document.layout) == ("", (), "booklet")
    assert packet.read_preset() == BUNDLED["competencies"]
    assert [section.key for section in document.sections] == ["delivery", "reliability", "hiring"]


# Each of them composes and prints.


@pytest.mark.parametrize("slug", BUNDLED)
def test_each_bundled_preset_prints_what_is_written_in_its_parts(slug, packet):
    draft = write(follow(packet, slug))
    document = compose(draft)
    html = packet_html(document, Edition(None, content_hash(document)))
    assert document.preset == BUNDLED[slug].name
    for section in draft.sections.all():
        assert f"What I claim of {section.title}" in html
        assert f"Win of {section.key}" in html
    has_contents = "part-contents" in html
    assert has_contents == (BUNDLED[slug].layout == "booklet")
    assert bool(document.coverage) == (BUNDLED[slug].part("coverage") is not None)


# Another preset.


@pytest.mark.parametrize(("first", "second"), [*permutations(BUNDLED, 2)])
def test_there_and_back_every_text_is_where_it_was(first, second, packet):
    packet = write(follow(packet, first))
    texts, order = texts_of(packet), titles_in_order(packet)
    there = follow(packet, second)
    assert texts_of(there) == texts
    back = follow(there, first)
    assert texts_of(back) == texts
    assert titles_in_order(back) == order


def test_through_all_of_them_every_text_is_kept(packet):
    kept = {}
    for slug in BUNDLED:
        packet = follow(packet, slug)
        for section in packet.sections.filter(claim=""):
            section.claim = f"Written under {slug} in {section.key}"
            section.save()
            kept[section.key] = section.claim
    assert dict(packet.sections.values_list("key", "claim")) == kept
    document = compose(draft_of(packet))
    assert {section.claim for section in document.sections} == set(kept.values())


def test_empty_sections_go_and_written_ones_stand_at_the_end(packet):
    packet = follow(packet, "promotion-case")
    packet.sections.filter(part="influence").update(claim="Two teams took it over.")
    packet = follow(packet, "accomplishments")
    assert titles_in_order(packet) == ["Accomplishments", "What other teams took over"]
    packet = follow(packet, "promotion-case")
    assert titles_in_order(packet) == [
        "Projects at the level",
        "Delivery",
        "Reliability",
        "Hiring",
        "What other teams took over",
        "Mentoring and multiplying",
        "Growth areas",
    ]


def test_a_section_whose_only_win_was_taken_out_stays_so_that_it_can_come_back(packet):
    place(packet).take_out()
    packet = follow(packet, "one-pager")
    assert packet.sections.filter(key="delivery").exists()
    assert not packet.sections.filter(key="reliability").exists()


def test_a_section_of_the_preset_never_takes_the_key_of_a_competency(packet):
    part = {"kind": "section", "key": "delivery", "title": "What I delivered"}
    packet.sections.all().delete()
    draft_of(packet).follow(small_preset(parts=[part]))
    draft_of(packet).follow(BUNDLED["competencies"])
    keys = packet.sections.values_list("competency", "key").order_by("key")
    assert ("delivery", "delivery") in list(keys)


def test_a_part_that_two_presets_call_otherwise_follows_them_unless_she_named_it(packet):
    packet = follow(packet, "promotion-case")
    packet.sections.filter(part="projects").update(claim="Three of them.")
    packet.sections.filter(part="growth").update(claim="One.", title="What I changed")
    titles = set(titles_in_order(follow(packet, "long-narrative")))
    assert {"What I took on", "What I changed"} <= titles
    assert not {"Projects at the level", "Growth areas"} & titles


# On the page.


def url(packet, end=""):
    return f"/packets/{packet.pk}/preset/{end}"


def test_the_page_says_what_changes_before_it_is_done(packet, adas):
    place(packet, "Moved billing")
    packet.gaps.create(title="One gap", answer="One answer")
    own = Preset.objects.make(packet.author, small_preset())
    response = adas.get(url(packet), {"preset": str(own.pk)})
    change = response.context["change"]
    assert change.adds == ("Results",)
    assert [section.title for section in change.own] == ["Delivery"]
    assert [section.title for section in change.removed] == ["Reliability", "Hiring"]
    assert response.context["left_over"] == ["Gaps and answers"]
    html = response.content.decode()
    assert "Sections that come" in html
    assert "Go, with nothing in them" in html
    assert packet.sections.count() == 3


def test_a_preset_that_there_is_not_changes_nothing(packet, adas):
    assert adas.get(url(packet), {"preset": "none"}).status_code == 422
    assert adas.post(url(packet), {"preset": "none"}).status_code == 422
    assert draft_of(packet).preset == {}


def test_a_change_is_undone_with_every_section_in_its_place(packet, adas):
    for position, key in enumerate(["hiring", "delivery", "reliability"]):
        packet.sections.filter(key=key).update(position=position)
    packet.sections.filter(key="delivery").update(claim="I finish.")
    before = titles_in_order(packet)
    adas.post(url(packet), {"preset": "one-pager"})
    assert draft_of(packet).read_preset() == BUNDLED["one-pager"]
    adas.post(url(packet, "undo/"))
    packet = draft_of(packet)
    assert (packet.preset, titles_in_order(packet)) == ({}, before)
    assert dict(packet.sections.values_list("key", "claim")) == {
        "delivery": "I finish.",
        "reliability": "",
        "hiring": "",
    }


def test_what_was_written_after_the_change_outlives_its_undoing(packet, adas):
    adas.post(url(packet), {"preset": "one-pager"})
    packet.sections.filter(part="reach").update(claim="Four teams build on it.")
    adas.post(url(packet, "undo/"))
    assert packet.sections.get(part="reach").claim == "Four teams build on it."


def test_there_is_one_undo_and_none_in_another_browser(packet, adas):
    assert "nothing to undo" in adas.post(url(packet, "undo/"), follow=True).content.decode()
    assert draft_of(packet).preset == {}


# The outline.


def test_the_outline_says_what_each_part_holds_and_what_is_over(packet, adas):
    packet = follow(packet, "promotion-case")
    Packet.objects.filter(pk=packet.pk).update(thesis="word " * 78)
    outline = adas.get(f"/packets/{packet.pk}/").context["outline"]
    says = {part.title: part.says for part in outline.parts}
    assert outline.preset == "Promotion case"
    assert outline.figures[0].says == "78 of 4,500 words"
    assert says["Thesis"] == "78, 18 over"
    assert says["Projects at the level"] == "0 of 3 to 5 wins"
    assert says["Growth areas"] == "0 of 200"
    assert [part.title for part in outline.parts if part.is_current] == ["Cover and ask"]


@pytest.mark.parametrize(
    ("written", "says", "is_over"),
    [(300, "1 page at most", False), (400, "about 2 pages, 1 over", True)],
)
def test_a_one_pager_is_said_to_take_two_before_it_is_set(packet, adas, written, says, is_over):
    packet = follow(packet, "one-pager")
    Packet.objects.filter(pk=packet.pk).update(summary="word " * written)
    figures = adas.get(f"/packets/{packet.pk}/").context["outline"].figures
    assert figures[1] == (says, is_over)


def test_the_outline_alone_is_what_the_page_shows(packet, adas):
    packet = follow(packet, "promotion-case")
    alone = adas.get(f"/packets/{packet.pk}/outline/delivery/").content.decode()
    assert alone.strip() in adas.get(f"/packets/{packet.pk}/sections/delivery/").content.decode()
    assert "Another preset" in alone


def test_the_guidance_of_a_part_stands_where_it_is_written_and_folds_once_it_is(packet, adas):
    packet = follow(packet, "promotion-case")
    section = packet.sections.get(part="growth")
    page = f"/packets/{packet.pk}/sections/{section.key}/"
    assert '<details class="guidance" open>' in adas.get(page).content.decode()
    section.claim = "I was told to write less."
    section.save()
    written = adas.get(page).content.decode()
    assert '<details class="guidance">' in written
    assert "What you were told to get better at" in written


def test_fields_that_the_preset_has_no_part_for_are_left_out_as_long_as_they_are_empty(
    packet, adas
):
    packet = follow(packet, "one-pager")
    page = f"/packets/{packet.pk}/"
    assert "summary" not in adas.get(page).context["form"].fields
    Packet.objects.filter(pk=packet.pk).update(summary="Still here.")
    assert "summary" in adas.get(page).context["form"].fields


@pytest.mark.parametrize("wins", [1, 3])
def test_the_page_of_another_preset_asks_as_often_for_one_section_as_for_three(
    wins, packet, adas, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Win {number}")
    own = [Preset.objects.make(packet.author, small_preset(name=f"N {n}")) for n in range(wins)]
    adas.get(url(packet))
    with django_assert_num_queries(13):
        adas.get(url(packet), {"preset": str(own[0].pk)})


def test_two_packets_are_undone_each_by_itself(packet, ada, adas):
    other = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    adas.post(url(packet), {"preset": "one-pager"})
    adas.post(url(other), {"preset": "short"})
    adas.post(url(other, "undo/"))
    assert (draft_of(packet).read_preset().name, draft_of(other).preset) == ("One-pager", {})
