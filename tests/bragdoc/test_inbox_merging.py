"""Candidates are merged into one, and added to a win that is there already; both are undone."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc.models import Candidate, Entry
from bragdoc.models.merging import NothingToMerge
from tests.factories import EntryFactory


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def pair(brought):
    return list(brought.candidates.in_order())


MERGED = {
    "title": "A faster import, and why",
    "details": "All of it.",
    "starts_on": "2026-10-02",
    "ends_on": "2026-10-30",
}


def merge(client, *candidates, **fields):
    return client.post(
        reverse("inbox-merge"), {**MERGED, **fields, "candidate": [c.pk for c in candidates]}
    )


def states():
    return list(Candidate.objects.in_order().values_list("title", "state"))


def test_the_page_proposes_the_first_title_all_details_and_the_whole_time(client, pair):
    first, second = pair
    Candidate.objects.among([second.pk]).update(
        starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 2), details="It is all in one place."
    )

    form = client.get("/inbox/merge/", {"candidate": [first.pk, second.pk]}).context["form"]

    assert form["title"].value() == first.title
    assert form["details"].value() == f"**{second.title}**\n\nIt is all in one place."
    assert (form["starts_on"].value(), form["ends_on"].value()) == (
        date(2026, 9, 1),
        date(2026, 10, 31),
    )


def test_several_become_one_with_the_links_of_all(client, pair):
    response = merge(client, *pair)

    assert response["Location"] == "/inbox/"
    whole = Candidate.objects.waiting_for(pair[0].owner).get()
    assert (whole.title, whole.details) == ("A faster import, and why", "All of it.")
    assert (whole.starts_on, whole.ends_on) == (date(2026, 10, 2), date(2026, 10, 30))
    assert whole.links == [{"url": "https://ci.example/42", "label": ""}]
    assert [part.merged_into for part in whole.merged.all()] == [whole, whole]


def test_merging_is_undone_as_if_it_had_not_been(client, pair):
    before = list(Candidate.objects.in_order().values())
    merge(client, *pair)
    (undo,) = [m.extra_tags for m in client.get("/inbox/").context["messages"]]

    client.post(undo)

    assert list(Candidate.objects.in_order().values()) == before


def test_merging_again_after_undo_is_possible(client, pair):
    merge(client, *pair)
    client.post(reverse("candidate-restore", args=[pair[0].pk]))

    merge(client, *pair)

    assert Candidate.objects.waiting_for(pair[0].owner).get().title == "A faster import, and why"


def test_what_was_merged_and_kept_stays_kept_when_a_part_is_brought_back(client, ada, pair):
    merge(client, *pair)
    whole = Candidate.objects.waiting_for(ada).get()
    entry = whole.accept(title="Kept", starts_on=whole.starts_on, ends_on=whole.ends_on)

    client.post(reverse("candidate-restore", args=[pair[0].pk]))

    entry.refresh_from_db()
    assert (entry.details, entry.discarded_at) == ("All of it.", None)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_are_not_merged(client, pair, count):
    response = client.get("/inbox/merge/", {"candidate": [c.pk for c in pair[:count]]})

    assert response["Location"] == "/inbox/"
    assert merge(client, *pair[:count])["Location"] == "/inbox/"
    assert Candidate.objects.count() == 2
    with pytest.raises(NothingToMerge):
        Candidate.objects.among([c.pk for c in pair[:count]]).merge(
            title="x", details="", starts_on=None, ends_on=None
        )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": "2026-10-31"}, "ends_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"details": "d" * 20_001}, "details"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_text(client, pair, fields, field):
    response = merge(client, *pair, **fields)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Candidate.objects.count() == 2


def test_nobody_merges_what_is_somebody_elses(client, eve, pair):
    client.force_login(eve)

    assert merge(client, *pair)["Location"] == "/inbox/"
    assert Candidate.objects.count() == 2


# Added to a win that is there


@pytest.fixture
def entry(ada):
    return EntryFactory(
        author=ada,
        details="Before.",
        links=[{"url": "https://ci.example/1", "label": "build"}],
    )


def test_a_candidate_adds_its_words_and_links_to_a_win(entry, pair):
    assert pair[0].keep_in(entry)

    entry.refresh_from_db()
    assert entry.details == f"Before.\n\n{pair[0].title}"
    assert [link["url"] for link in entry.links] == [
        "https://ci.example/1",
        "https://ci.example/42",
    ]
    assert entry.revision == 2
    assert states() == [(pair[0].title, "merged"), (pair[1].title, "waiting")]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_what_candidates_added_is_taken_out_again_in_whatever_order(entry, pair, order):
    for candidate in pair:
        candidate.keep_in(entry)

    for place in order:
        Candidate.objects.get(pk=pair[place].pk).bring_back()

    entry.refresh_from_db()
    assert entry.details == "Before."
    assert entry.links == [{"url": "https://ci.example/1", "label": "build"}]
    assert [state for _, state in states()] == ["waiting", "waiting"]


def test_a_link_that_the_win_had_stays_when_a_candidate_with_it_goes(entry, pair):
    Entry.objects.filter(pk=entry.pk).update(links=[{"url": "https://ci.example/42", "label": ""}])
    pair[0].keep_in(entry)
    pair[0].refresh_from_db()

    pair[0].bring_back()

    entry.refresh_from_db()
    assert entry.links == [{"url": "https://ci.example/42", "label": ""}]


def test_what_its_author_wrote_since_stays(entry, pair):
    pair[0].keep_in(entry)
    Entry.objects.filter(pk=entry.pk).update(details="All of it, in my words.")
    pair[0].refresh_from_db()

    pair[0].bring_back()

    entry.refresh_from_db()
    assert entry.details == "All of it, in my words."


def test_a_candidate_can_be_added_to_a_win_that_came_out_of_the_inbox(pair):
    first, second = pair
    entry = first.accept(title="Kept", starts_on=first.starts_on, ends_on=first.ends_on)

    second.keep_in(entry)
    second.refresh_from_db()
    assert second.merged_into == first
    second.bring_back()

    entry.refresh_from_db()
    assert (entry.details, entry.discarded_at) == ("", None)
    assert [state for _, state in states()] == ["accepted", "waiting"]


def test_a_win_without_room_keeps_its_own_words(entry, pair):
    Entry.objects.filter(pk=entry.pk).update(details="d" * 19_990)

    pair[0].keep_in(entry)

    entry.refresh_from_db()
    assert entry.details == "d" * 19_990
    assert len(entry.links) == 2


@pytest.mark.parametrize("act", ["accept", "discard", "never"])
def test_what_was_decided_about_before_adds_nothing(entry, pair, act):
    getattr(Candidate.objects.among([pair[0].pk]), act)()

    assert not pair[0].keep_in(entry)

    entry.refresh_from_db()
    assert entry.details == "Before."


@pytest.mark.parametrize("act", ["accept", "discard", "never"])
def test_parts_that_wait_again_can_be_merged_again(client, pair, act):
    merge(client, *pair)
    whole = Candidate.objects.waiting_for(pair[0].owner).get()
    getattr(Candidate.objects.among([whole.pk]), act)()
    Candidate.objects.among([part.pk for part in pair]).bring_back()

    response = merge(client, *pair, title="Once more")

    assert response["Location"] == "/inbox/"
    assert states()[-1] == ("Once more", "waiting")
    assert [state for _, state in states()[:2]] == ["merged", "merged"]


def test_what_is_ticked_leads_to_the_page_that_merges_it_and_nothing_else(client, pair):
    first, second = pair

    response = client.post(
        reverse("inbox-several"),
        {"do": "merge", "candidate": [first.pk, second.pk], "csrfmiddlewaretoken": "secret"},
    )

    assert response["Location"] == f"/inbox/merge/?candidate={first.pk}&candidate={second.pk}"
    assert client.get(response["Location"]).context["parts"] == pair


def test_no_form_of_the_inbox_puts_the_token_into_an_address(client, pair):
    page = client.get("/inbox/").content.decode()

    assert "formmethod" not in page
