"""The findings of a draft on its pages, and leaving them as they are with a word why."""

import re
from html import unescape

import pytest

from packets.builder.findings import look_over
from packets.builder.placing import SHOWN
from packets.compose import compose
from packets.models import Dismissal, Gap, Packet
from packets.preflight.table import CHECKS
from packets.sharing import move_packet
from tests.packets.scenes import place, share

WE = "We moved billing to the new store."


def preflight_of(packet):
    packet = Packet.objects.with_parts().get(pk=packet.pk)
    return look_over(packet, compose(packet))


def found_by(packet, check):
    """What one check finds in a draft."""
    return next(each for each in preflight_of(packet).found if each.finding.check == check)


def show(response):
    return unescape(response.content.decode())


def claim(packet, text, key="delivery"):
    packet.sections.filter(key=key).update(claim=text)


def leave(client, packet, slug, reason="So it was."):
    fields = {"finding": slug, "reason": reason}
    return client.post(f"/packets/{packet.pk}/preflight/leave/", fields)


def page_of(packet):
    return f"/packets/{packet.pk}/preflight/"


def test_the_list_says_where_what_why_and_how_to_mend_it(packet, adas):
    claim(packet, WE)
    place(packet, "Reviewed 188 pull requests")
    html = show(adas.get(page_of(packet)))
    found = found_by(packet, "we")
    assert "Delivery, your claim" in html
    assert WE in html
    assert found.finding.reason in html
    assert found.finding.mend in html
    assert found.href == f"/packets/{packet.pk}/sections/delivery/#id_claim"


def test_a_place_that_heads_its_findings_is_not_named_again_at_each(packet, adas):
    place(packet, "Reviewed 188 pull requests")
    claim(packet, WE)
    places = re.findall(r'<span class="where"[^>]*>([^<]*)', show(adas.get(page_of(packet))))
    headings = {each.title for each in preflight_of(packet).parts}
    assert places
    assert not headings & set(places)


def test_an_empty_packet_has_nothing_to_look_at(packet, adas):
    assert "Nothing to look at" in show(adas.get(page_of(packet)))


def test_every_finding_leads_to_its_place_in_the_builder(packet):
    claim(packet, WE)
    placed = place(packet, "Reviewed 188 pull requests", why="I was involved in the reviews.")
    asked = packet.conditions.create(text="Show it twice.")
    Packet.objects.filter(pk=packet.pk).update(thesis=WE)
    gap = Gap.objects.create(packet=packet, title="One decision", answer="word " * 70)
    leads = {each.finding.check: each.href for each in preflight_of(packet).found}
    builder = f"/packets/{packet.pk}/"
    assert leads["we"] == f"{builder}sections/delivery/#id_claim"
    assert leads["activity"] == f"{builder}sections/delivery/#evidence-{placed.pk}"
    assert leads["over-budget"] == f"{builder}gaps/#gap-{gap.pk}-answer"
    assert leads["open-condition"] == f"{builder}conditions/#condition-{asked.pk}-answer"
    assert leads["hedging"] == f"{builder}sections/delivery/#why-{placed.pk}-text"
    assert f"{builder}#id_thesis" in {each.href for each in preflight_of(packet).found}


def test_a_place_that_is_led_to_is_on_its_page(packet, adas):
    claim(packet, WE)
    place(packet, "Reviewed 188 pull requests", why="I was involved in the reviews.")
    packet.conditions.create(text="Show it twice.")
    Packet.objects.filter(pk=packet.pk).update(thesis=WE)
    Gap.objects.create(packet=packet, title="One decision", answer="word " * 70)
    for found in preflight_of(packet).found:
        page, _, anchor = found.href.partition("#")
        assert f'id="{anchor}"' in adas.get(page).content.decode() or not anchor


def test_words_of_a_win_are_changed_in_the_log_and_those_of_its_frame_in_the_packet(packet, adas):
    placed = place(packet, "Read it", details="I was involved in the move.")
    found = found_by(packet, "hedging")
    assert found.href == f"/packets/{packet.pk}/sections/delivery/#evidence-{placed.pk}"
    assert found.win == f"/wins/{placed.entry_id}/#id_details"
    placed.is_framed, placed.framed_details = True, "I was involved in all of it."
    placed.save()
    found = found_by(packet, "hedging")
    page, _, field = found.href.partition("#")
    assert (page, field, found.win) == (
        f"/evidence/{placed.pk}/frame/",
        "id_framed_details",
        "",
    )
    assert f'id="{field}"' in adas.get(page).content.decode()


def test_a_win_shown_twice_in_a_section_is_led_to_where_its_words_stand(packet):
    first = place(packet, "Read it")
    second = first.section.evidence.create(
        entry=first.entry, expectation="notices", why="I was involved in it.", position=0
    )
    page = f"/packets/{packet.pk}/sections/delivery/"
    assert found_by(packet, "hedging").href == f"{page}#why-{second.pk}-text"


def test_in_a_section_of_several_pages_the_win_is_shown_that_is_led_to(packet, adas):
    for number in range(SHOWN):
        place(packet, f"Win {number}")
    last = place(packet, "Read it", why="I was involved in it.")
    href = found_by(packet, "hedging").href
    page, _, field = href.partition("#")
    assert page == f"/packets/{packet.pk}/sections/delivery/?win={last.pk}"
    assert f'id="{field}"' in adas.get(page).content.decode()


def test_left_from_a_page_that_is_none_it_leads_to_the_coverage(packet, adas):
    claim(packet, WE)
    slug = found_by(packet, "we").finding.slug
    fields = {"finding": slug, "reason": "So it was.", "part": "no/page"}
    response = adas.post(f"{page_of(packet)}leave/", fields)
    assert response["Location"] == f"/packets/{packet.pk}/coverage/#findings"


def test_a_number_without_its_before_is_added_to_where_numbers_stand(packet):
    metrics = [{"label": "Waiting", "before": "", "after": "3", "unit": "min"}]
    placed = place(packet, metrics=metrics)
    assert found_by(packet, "baseline").win == f"/wins/{placed.entry_id}/#metrics"


def test_a_section_shows_its_own_findings_beside_it(packet, adas):
    claim(packet, WE)
    claim(packet, "We rewrote the alarm.", key="reliability")
    html = show(adas.get(f"/packets/{packet.pk}/sections/delivery/"))
    aside = html[html.index("preflight-head") :]
    assert "Delivery, your claim" in aside
    assert "Reliability, your claim" not in aside


def test_a_confidential_win_is_found_where_it_is_placed(packet, adas):
    place(packet, "The merger, prepared", confidential=True)
    html = show(adas.get(page_of(packet)))
    assert "It is confidential, and stays out of what you share" in html


def test_a_gap_with_an_answer_answers_what_is_asked(packet):
    place(packet, key="reliability", expectation="")
    asked = [each.finding for each in preflight_of(packet).found]
    before = {each.place.name for each in asked if each.check == "uncovered"}
    name = "asked/delivery/across-teams"
    Gap.objects.create(
        packet=packet,
        title="Across teams",
        answer="Not yet.",
        competency="delivery",
        expectation="across-teams",
    )
    asked = [each.finding for each in preflight_of(packet).found]
    after = {each.place.name for each in asked if each.check == "uncovered"}
    assert before - after == {name}


def test_each_finding_tells_why_it_is_looked_at(packet, adas):
    claim(packet, WE)
    html = show(adas.get(page_of(packet)))
    found = found_by(packet, "we").finding
    item = html[html.index(f'id="{found.slug}"') :].split("</li>")[0]
    told = item[item.index("Why this is looked at") :]
    assert found.reason in told
    assert found.example in told


def test_the_list_names_every_check_with_its_reason_and_example(packet, adas):
    html = show(adas.get(page_of(packet)))
    told = html[html.index("What is looked at") :]
    for check in CHECKS:
        assert f"<dt>{check.label}</dt>" in told
        assert check.reason in told
        assert check.example in told


def test_in_the_builder_a_finding_names_the_field_that_it_is_about(packet, adas):
    claim(packet, WE)
    html = show(adas.get(f"/packets/{packet.pk}/sections/delivery/"))
    slug = found_by(packet, "we").finding.slug
    assert f'id="{slug}" data-at="id_claim"' in html


def test_what_is_found_on_a_page_is_had_alone_once_the_page_is_saved(packet, adas):
    claim(packet, WE)
    url = f"/packets/{packet.pk}/findings/delivery/"
    html = show(adas.get(url))
    assert html.count("<section") == 1
    assert WE in html
    claim(packet, "I moved billing to the new store in 9 steps.")
    assert WE not in show(adas.get(url))


def test_left_in_the_builder_it_leads_back_to_the_page(packet, adas):
    claim(packet, WE)
    slug = found_by(packet, "we").finding.slug
    fields = {"finding": slug, "reason": "So it was.", "part": "delivery"}
    response = adas.post(f"{page_of(packet)}leave/", fields)
    assert response["Location"] == f"/packets/{packet.pk}/sections/delivery/#findings"


# Left as it is.


def test_a_finding_left_as_it_is_says_why_and_is_not_counted(packet, adas):
    claim(packet, WE)
    before = len(preflight_of(packet).open)
    response = leave(adas, packet, found_by(packet, "we").finding.slug)
    assert (response.status_code, response["Location"]) == (302, page_of(packet))
    assert len(preflight_of(packet).open) == before - 1
    left = show(adas.get(page_of(packet)))
    assert "So it was." in left[left.index("Left as they are") :]


def test_it_comes_back_when_its_words_change(packet, adas):
    claim(packet, WE)
    leave(adas, packet, found_by(packet, "we").finding.slug)
    claim(packet, f"{WE} It took a year.")
    assert found_by(packet, "we").dismissal
    claim(packet, "We moved billing to two stores.")
    assert found_by(packet, "we").dismissal is None


def test_it_can_be_had_back(packet, adas):
    claim(packet, WE)
    leave(adas, packet, found_by(packet, "we").finding.slug)
    left = Dismissal.objects.get()
    response = adas.post(f"/dismissals/{left.pk}/restore/")
    assert (response.status_code, response["Location"]) == (302, page_of(packet))
    assert found_by(packet, "we").dismissal is None
    assert adas.post(f"/dismissals/{left.pk}/restore/").status_code == 404


def test_it_is_kept_for_the_next_version(packet, managed, grace, adas):
    claim(packet, WE)
    leave(adas, packet, found_by(packet, "we").finding.slug)
    share(packet)
    move_packet(packet, "request-changes", by=grace, note="Say who decided.", version=1)
    assert found_by(packet, "we").dismissal


def test_left_twice_it_is_left_once_with_the_later_word(packet, adas):
    claim(packet, WE)
    slug = found_by(packet, "we").finding.slug
    leave(adas, packet, slug)
    leave(adas, packet, slug, "All of us did.")
    assert [left.reason for left in Dismissal.objects.all()] == ["All of us did."]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\0b"])
def test_without_a_short_word_why_nothing_is_left_and_what_was_typed_stays(packet, adas, reason):
    claim(packet, WE)
    slug = found_by(packet, "we").finding.slug
    response = leave(adas, packet, slug, reason)
    assert (response.status_code, Dismissal.objects.count()) == (422, 0)
    html = response.content.decode()
    item = re.search(rf'<li class="finding" id="{slug}">.*?</li>', html, re.DOTALL).group()
    assert re.search(rf'<details id="leave-{slug}"[^>]* open>', item)
    assert 'class="errors' in item or "errorlist" in item


@pytest.mark.parametrize("slug", ["", "we-000000000000", "nothing"])
def test_a_finding_that_is_there_no_more_is_said_to_be_gone(packet, adas, slug):
    response = leave(adas, packet, slug)
    assert response.status_code == 422
    assert "This finding is there no more" in show(response)


# Sharing.


def test_the_page_before_sharing_counts_them_and_shares_all_the_same(packet, managed, adas):
    claim(packet, WE)
    count = len(preflight_of(packet).open)
    html = show(adas.get(f"/packets/{packet.pk}/share/"))
    assert f"{count} thing{'s' * (count > 1)} to look at" in html
    response = adas.post(f"/packets/{packet.pk}/moves/submit/")
    packet.refresh_from_db()
    assert (response.status_code, packet.versions.latest_number()) == (302, 1)


# Queries.


@pytest.mark.parametrize("wins", [1, 3])
def test_the_list_asks_the_same_for_one_win_and_for_three(
    packet, managed, adas, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Reviewed {number + 2} pull requests")
        Gap.objects.create(packet=packet, title=f"Gap {number}", answer="word " * 70)
    for found in preflight_of(packet).open[:wins]:
        Dismissal.objects.leave(packet, found.finding, "So it was.")
    with django_assert_num_queries(12):
        adas.get(page_of(packet))
