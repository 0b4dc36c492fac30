"""Any two versions that a person may read, beside each other, and what their author calls them."""

import re

import pytest
from django.urls import reverse

from packets.models import Evidence, Packet, Share, Version, VersionLabel
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.packets.scenes import place, share, share_again


def compare_of(packet):
    return reverse("version-compare", args=[packet.pk])


def label_of(packet, number=1):
    return reverse("version-label", args=[packet.pk, number])


def text_of(response):
    return response.content.decode()


def compared(response):
    """Which two are chosen in the selects."""
    return re.findall(r'<option value="(\w+)" selected>', text_of(response))


def offered(response):
    """What each of the two selects offers."""
    selects = re.findall(r"<select.*?</select>", text_of(response), re.S)
    return [re.findall(r'<option value="(\w+)"', select) for select in selects]


def versions_of(packet, reviewer, count):
    """As many versions, each with another thesis and, from the second on, one more win."""
    for number in range(1, count + 1):
        Packet.objects.update(thesis=f"Thesis number {number}.")
        packet.refresh_from_db()
        if number == 1:
            share(packet)
        else:
            place(packet, f"Win {number}", details="What was done.")
            share_again(packet, reviewer)
        packet.refresh_from_db()
    return packet


@pytest.fixture
def three(packet, managed, grace):
    """Ada's packet, three versions of it shared with Grace."""
    return versions_of(packet, grace, 3)


# Which two


def test_the_author_is_shown_the_last_two(three, adas):
    response = adas.get(compare_of(three))
    assert compared(response) == ["2", "3"]
    assert offered(response) == [["3", "2", "1"], ["draft", "3", "2", "1"]]


def test_any_two_are_compared_in_the_order_that_is_asked(three, adas):
    response = adas.get(compare_of(three), {"from": "3", "to": "1"})
    assert compared(response) == ["3", "1"]
    assert response.context["differences"].summary == (
        "2 wins taken out, 1 text reworded, 1 line of coverage changed"
    )


def test_the_summary_and_the_words_stand_on_the_page(three, adas):
    text = text_of(adas.get(compare_of(three), {"from": "1", "to": "3"}))
    assert "2 wins added, 1 text reworded, 1 line of coverage changed." in text
    assert '<del><span class="unseen">[taken out: </span>1<span' in text
    assert '<ins><span class="unseen">[added: </span>3<span' in text
    assert re.findall(r"Unchanged: (.*?)\.<", text) == ["Reliability, Hiring, Gaps and what next"]


def test_only_one_of_the_two_may_be_named(three, adas):
    assert compared(adas.get(compare_of(three), {"to": "2"})) == ["1", "2"]
    assert compared(adas.get(compare_of(three), {"from": "1"})) == ["1", "3"]
    assert compared(adas.get(compare_of(three), {"to": "draft"})) == ["3", "draft"]


def test_a_version_and_itself_are_the_same(three, adas):
    response = adas.get(compare_of(three), {"from": "2", "to": "2"})
    assert "Both are the same." in text_of(response)


@pytest.mark.parametrize("to", ["4", "0", "01", "x", "\0", "9" * 30, "Draft"])
def test_what_is_not_offered_is_not_found(three, adas, to):
    assert adas.get(compare_of(three), {"to": to}).status_code == 404
    assert adas.get(compare_of(three), {"from": to}).status_code == 404


# The draft


def test_the_author_compares_her_draft_with_what_she_shared_last(in_review, adas):
    place(in_review, "Halved the build")
    response = adas.get(compare_of(in_review))
    assert compared(response) == ["1", "draft"]
    assert "1 win added, 1 line of coverage changed." in text_of(response)


def test_a_draft_that_is_as_it_was_shared_says_so(in_review, adas):
    text = text_of(adas.get(compare_of(in_review), {"from": "1", "to": "draft"}))
    assert "Not a word of it was changed." in text


def test_a_confidential_win_of_the_draft_is_no_change(in_review, adas):
    place(in_review, "Behind closed doors", confidential=True)
    assert "Behind closed doors" not in text_of(adas.get(compare_of(in_review)))


def test_a_win_that_is_taken_out_of_the_draft_is_told(packet, managed, adas):
    place(packet, "Halved the build")
    share(packet)
    Evidence.objects.get().take_out()
    assert "1 win taken out" in text_of(adas.get(compare_of(packet)))


def test_nobody_else_sees_the_draft(in_review, graces):
    Packet.objects.update(title="A title not yet shared", thesis="Not yet shared.")
    page = compare_of(in_review)
    assert graces.get(page, {"to": "draft"}).status_code == 404
    assert graces.get(page, {"from": "draft"}).status_code == 404
    text = text_of(graces.get(page))
    assert "not yet shared" not in text.lower()
    assert "Your draft" not in text


def test_without_a_version_there_is_nothing_to_compare_with(packet, adas):
    response = adas.get(compare_of(packet))
    assert (response.status_code, offered(response)) == (200, [])
    assert "No version is shared yet." in text_of(response)


# Who may


def test_a_reader_compares_only_what_was_shared_with_him(three, grace, eve):
    share_again(three, grace, to=eve)
    eves = browser_of(eve)
    response = eves.get(compare_of(three))
    assert offered(response) == [["4"], ["4"]]
    assert "You may read this version alone." in text_of(response)
    for asked in ({"from": "3"}, {"from": "1", "to": "4"}, {"from": "4", "to": "3"}):
        assert eves.get(compare_of(three), asked).status_code == 404
    graces = browser_of(grace)
    assert offered(graces.get(compare_of(three))) == [["3", "2", "1"], ["3", "2", "1"]]
    assert graces.get(compare_of(three), {"to": "4"}).status_code == 404


def test_a_withdrawn_version_is_found_by_its_author_alone(three, ada, adas, graces):
    Share.objects.filter(version__number=2).update(withdrawn_at="2026-11-20T10:00Z")
    assert graces.get(compare_of(three), {"from": "2", "to": "3"}).status_code == 404
    assert graces.get(compare_of(three), {"from": "1", "to": "2"}).status_code == 404
    assert compared(graces.get(compare_of(three))) == ["1", "3"]
    assert adas.get(compare_of(three), {"from": "2", "to": "3"}).status_code == 200


def test_a_packet_of_which_everything_was_withdrawn_is_not_found(in_review, ada, graces):
    move_packet(in_review, "withdraw", by=ada)
    assert graces.get(compare_of(in_review)).status_code == 404


@pytest.mark.parametrize("state", ["in-review", "changes-requested", "endorsed"])
def test_whatever_state_the_packet_is_in_its_reader_may_compare(three, grace, eves, state):
    Packet.objects.update(state=state)
    assert browser_of(grace).get(compare_of(three)).status_code == 200
    assert eves.get(compare_of(three)).status_code == 404


# What a reviewer saw last


def test_a_reviewer_is_shown_the_newest_against_the_last_one_he_opened(three, graces):
    graces.get(reverse("version-detail", args=[three.pk, 1]))
    assert compared(graces.get(compare_of(three))) == ["1", "3"]


def test_that_he_opened_the_newest_already_changes_nothing(three, graces):
    graces.get(reverse("version-detail", args=[three.pk, 1]))
    graces.get(reverse("version-detail", args=[three.pk, 3]))
    assert compared(graces.get(compare_of(three))) == ["1", "3"]


def test_a_reviewer_who_opened_none_is_shown_the_last_two(three, graces):
    assert compared(graces.get(compare_of(three))) == ["2", "3"]


def test_what_he_compared_counts_as_opened(three, graces):
    graces.get(compare_of(three), {"from": "1", "to": "3"})
    opened = Share.objects.exclude(opened_at=None)
    assert sorted(opened.values_list("version__number", flat=True)) == [1, 3]


def test_that_the_author_compares_opens_nothing_for_others(three, adas):
    adas.get(compare_of(three))
    assert not Share.objects.exclude(opened_at=None).exists()


# How much is asked of the database


@pytest.mark.parametrize("count", [2, 4])
def test_comparing_asks_a_reviewers_questions_once(
    packet, managed, grace, graces, count, django_assert_num_queries
):
    versions_of(packet, grace, count)
    with django_assert_num_queries(11):  # four of them note that both are read
        graces.get(compare_of(packet))


@pytest.mark.parametrize("count", [2, 4])
def test_comparing_asks_the_authors_questions_once(
    packet, managed, grace, adas, count, django_assert_num_queries
):
    versions_of(packet, grace, count)
    with django_assert_num_queries(7):
        adas.get(compare_of(packet))


@pytest.mark.parametrize("count", [2, 4])
def test_comparing_the_draft_asks_for_its_parts_besides(
    packet, managed, grace, adas, count, django_assert_num_queries
):
    versions_of(packet, grace, count)
    with django_assert_num_queries(16):
        adas.get(compare_of(packet), {"to": "draft"})


# Ways there


def test_the_builder_and_the_versions_lead_there(three, adas, graces):
    builder = text_of(adas.get(reverse("packet-detail", args=[three.pk])))
    assert f'href="{compare_of(three)}?from=3&amp;to=draft"' in builder
    graces.get(reverse("version-detail", args=[three.pk, 1]))  # the one that he knows
    for client in (adas, graces):
        version = text_of(client.get(reverse("version-detail", args=[three.pk, 2])))
        assert f'href="{compare_of(three)}"' in version
        assert f'href="{compare_of(three)}?from=1&amp;to=2"' in version


def test_before_anything_is_shared_no_link_leads_there(packet, adas):
    builder = text_of(adas.get(reverse("packet-detail", args=[packet.pk])))
    assert compare_of(packet) not in builder


# Names


def test_the_author_names_a_version_names_it_otherwise_and_takes_the_name_away(in_review, adas):
    page, version = label_of(in_review), reverse("version-detail", args=[in_review.pk, 1])
    assert "Take the name away" not in text_of(adas.get(page))

    response = adas.post(page, {"text": "Before the committee"})
    assert (response.status_code, response["Location"]) == (302, version)
    adas.post(page, {"text": "After it"})
    assert [str(label) for label in VersionLabel.objects.all()] == ["After it"]
    assert "Take the name away" in text_of(adas.get(page))

    assert adas.post(page, {"do": "remove"})["Location"] == version
    assert not VersionLabel.objects.exists()
    assert adas.post(page, {"do": "remove"}).status_code == 302


@pytest.mark.parametrize("text", ["", "   ", "x" * 81, "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused_and_the_old_one_stays(in_review, adas, text):
    VersionLabel.objects.put(Version.objects.get(), "Before the committee")
    assert adas.post(label_of(in_review), {"text": text}).status_code == 422
    assert str(VersionLabel.objects.get()) == "Before the committee"


def test_whoever_may_read_the_version_reads_its_name_wherever_it_is_listed(three, adas, graces):
    VersionLabel.objects.put(Version.objects.get(number=3), "Before <the> committee")
    for client in (adas, graces):
        for page in (
            compare_of(three),
            reverse("version-detail", args=[three.pk, 3]),
            reverse("version-detail", args=[three.pk, 1]),
        ):
            assert "Version 3, Before &lt;the&gt; committee" in text_of(client.get(page))
    assert "Version 3, Before &lt;the&gt; committee" in text_of(graces.get("/reviews/"))
    assert "Version 3, Before &lt;the&gt; committee" in text_of(
        adas.get(reverse("packet-share", args=[three.pk]))
    )


def test_a_name_changes_nothing_of_the_version(in_review, adas):
    before = Version.objects.values().get()
    adas.post(label_of(in_review), {"text": "Before the committee"})
    assert Version.objects.values().get() == before


def test_nobody_else_names_a_version(in_review, graces):
    assert graces.get(label_of(in_review)).status_code == 404
    assert graces.post(label_of(in_review), {"text": "Mine"}).status_code == 404
    assert not VersionLabel.objects.exists()
