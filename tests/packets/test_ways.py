"""Which pages of a review lead where: none of them is found by its address alone."""

import pytest
from django.urls import reverse

from tests.packets.scenes import place, share
from tests.packets.testimony_scenes import answer, ask


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("packet-readers", "packet-panels"),
        ("packet-readers", "link-list"),
        ("packet-readers", "reviewer-list"),
        ("packet-share", "packet-panels"),
        ("packet-share", "packet-record"),
        ("packet-share", "packet-readers"),
        ("packet-share", "link-list"),
        ("packet-record", "packet-detail"),
        ("packet-detail", "endorsement-list"),
    ],
)
def test_a_page_of_the_author_leads_to_another(managed, packet, adas, page, name):
    share(packet)
    text = adas.get(reverse(page, args=[packet.pk])).text
    assert f'href="{reverse(name, args=[packet.pk])}"' in text


def test_before_anything_is_shared_there_is_no_record_to_lead_to(packet, adas):
    text = adas.get(reverse("packet-share", args=[packet.pk])).text
    assert reverse("packet-record", args=[packet.pk]) not in text


def test_the_record_leads_a_reviewer_back_to_the_version(in_review, graces):
    text = graces.get(reverse("packet-record", args=[in_review.pk])).text
    version = reverse("version-detail", args=[in_review.pk, 1])
    assert f'<a href="{version}">Back to version 1</a>' in text


@pytest.mark.parametrize("name", ["team", "panel-list", "season-list", "review-help"])
def test_the_list_of_reviews_leads_to_what_surrounds_it(graces, name):
    assert f'href="{reverse(name)}"' in graces.get(reverse("review-list")).text


def test_the_card_of_a_win_leads_to_what_colleagues_say_about_it(packet, adas, client):
    evidence = place(packet)
    section = reverse("packet-section", args=[packet.pk, evidence.section.key])
    said = f'href="{reverse("endorsement-list", args=[packet.pk])}" aria-label="What colleagues say'
    _row, secret = ask(evidence)
    assert said not in adas.get(section).text
    answer(client, secret)
    assert said in adas.get(section).text
