"""A key that a newer version retired keeps its wins, and they can be tagged anew."""

import copy

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Competency, Entry, Expectation, LadderVersion, Placement
from bragdoc.tags.retired import LadderTags, retired_keys
from tests.factories import LADDER, EntryFactory, PlacementFactory, show, tag


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def placement(ada):
    return PlacementFactory(person=ada)


@pytest.fixture
def publish(placement):
    """Publish the next version of the small ladder, changed by a function. Ada goes along."""

    def publish(change, *, replaces=None, follow=True):
        number = str(LadderVersion.objects.count() + 1)
        document = copy.deepcopy(LADDER)
        document["ladder"] |= {"version": number}
        if replaces:
            document["ladder"]["replaces"] = {"version": str(int(number) - 1), **replaces}
        change(document["areas"][0]["competencies"])
        version = LadderVersion.objects.draft_from(LadderDocument.model_validate(document))
        version.publish()
        if follow:
            Placement.objects.update(ladder_version=version)
        return version

    return publish


def staff(**texts):
    """A change: Delivery has these sentences at Staff."""

    def change(competencies):
        sentences = [{"slug": slug, "text": text} for slug, text in texts.items()]
        competencies[0]["expect"]["staff"] = sentences

    return change


def rename(**names):
    """A change: competencies have other slugs, and names."""

    def change(competencies):
        for competency in competencies:
            if new := names.get(competency["slug"]):
                competency |= {"slug": new.lower(), "name": new}

    return change


FORESEES = {"foresees": "Foresees that a plan will not hold."}
RENAMED = {"expectations": {"delivery/notices": "delivery/foresees"}}


def retired(ada):
    """What is offered: key, wins, replacement, what reads alike."""
    tags = LadderTags(ada, Placement.objects.of(ada))
    return [
        (
            tag.key,
            tag.wins,
            tag.replacement and tag.replacement.key,
            [target.key for target in tag.alike],
        )
        for tag in tags.retired()
    ]


def tags(entry):
    """The keys that a win is tagged with."""
    competencies = {c.pk: c.slug for c in Competency.objects.all()}
    return {c.slug for c in entry.competencies.all()} | {
        f"{competencies[e.competency_id]}/{e.slug}" for e in entry.expectations.all()
    }


def move(client, old, new):
    return client.post(reverse("retag"), {"old": old, "new": new})


# What is offered.


def test_nothing_is_offered_while_every_tag_is_in_the_ladder(client, ada, placement):
    show(EntryFactory(author=ada), "delivery/notices")

    assert retired(ada) == []
    assert "Every tag of yours" in client.get(reverse("retag")).content.decode()


def test_a_retired_sentence_is_offered_with_its_wins_and_what_replaced_it(ada, publish):
    for _ in range(2):
        show(EntryFactory(author=ada), "delivery/notices")
    show(EntryFactory(author=ada), "delivery/notices").discard()
    publish(staff(**FORESEES), replaces=RENAMED)

    assert retired(ada) == [("delivery/notices", 2, "delivery/foresees", [])]


def test_what_was_replaced_is_followed_through_several_versions(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES), replaces=RENAMED)
    again = {"expectations": {"delivery/foresees": "delivery/warns"}}
    publish(staff(warns="Warns of a plan that will not hold."), replaces=again)

    assert retired(ada) == [("delivery/notices", 1, "delivery/warns", [])]


def test_replacements_that_lead_in_a_circle_lead_nowhere(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices", "delivery/across-teams")
    publish(staff(other="Something else."))
    one, two = Expectation.objects.filter(retired=True).order_by("pk")
    Expectation.objects.filter(pk=one.pk).update(replaced_by=two)
    Expectation.objects.filter(pk=two.pk).update(replaced_by=one)

    assert [(key, replacement) for key, _, replacement, _ in retired(ada)] == [
        ("delivery/across-teams", None),
        ("delivery/notices", None),
    ]


def test_the_sentences_of_a_renamed_competency_are_found_under_its_new_name(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(rename(delivery="Execution"), replaces={"competencies": {"delivery": "execution"}})

    assert retired(ada) == [
        ("delivery", 1, "execution", []),
        ("delivery/notices", 1, "execution/notices", []),
    ]


def test_where_the_ladder_says_nothing_what_reads_alike_is_suggested_the_likest_first(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(
        staff(
            foresees="Notices early which plan will hold.",
            warns="Notices early that a plan will not hold, and says so.",
            walks="Walks.",
        )
    )

    assert retired(ada) == [
        ("delivery/notices", 1, None, ["delivery/warns", "delivery/foresees"]),
    ]


def test_a_sentence_of_another_competency_is_suggested_where_its_own_has_none_alike(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")

    def to_reliability(competencies):
        competencies[0]["expect"].pop("staff")
        competencies[1]["expect"]["staff"] = [
            {"slug": "sees", "text": "Notices early that a plan will not hold."}
        ]

    publish(to_reliability)

    assert retired(ada) == [("delivery/notices", 1, None, ["reliability/sees"])]


def test_a_competency_is_known_again_by_what_it_says(ada, publish):
    tag(EntryFactory(author=ada), "hiring")
    publish(rename(hiring="Recruiting"))

    assert retired(ada) == [("hiring", 1, None, ["recruiting"])]


def test_what_nothing_resembles_stands_without_a_suggestion(ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(walks="Walks."))

    assert retired(ada) == [("delivery/notices", 1, None, [])]


def test_who_stays_on_the_version_that_states_it_is_asked_nothing(ada, placement, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES), replaces=RENAMED, follow=False)

    assert (retired(ada), retired_keys(ada, placement)) == ([], set())


def test_tags_of_other_people_and_of_other_ladders_are_not_looked_at(ada, eve, publish):
    show(EntryFactory(author=eve), "delivery/notices")
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES))
    other = LADDER | {"ladder": {"slug": "other", "name": "Other", "version": "1"}}
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(other))
    version.publish()
    Placement.objects.update(ladder_version=version)

    assert (retired(ada), retired_keys(ada, Placement.objects.of(ada))) == ([], set())


# Moving.


def test_wins_move_to_what_replaced_their_sentence(client, ada, publish):
    one = show(EntryFactory(author=ada), "delivery/notices", "delivery/finishes")
    two = tag(EntryFactory(author=ada), "delivery")
    publish(staff(**FORESEES), replaces=RENAMED)

    response = move(client, "delivery/notices", "delivery/foresees")

    assert response["Location"] == "/retag/"
    assert tags(one) == {"delivery", "delivery/finishes", "delivery/foresees"}
    assert tags(two) == {"delivery"}
    assert retired(ada) == []
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.revision, two.revision) == (2, 1)


def test_the_log_shows_the_tags_as_they_are_after_a_move(client, ada, publish):
    show(EntryFactory(author=ada), "hiring/interviews")
    assert "#hiring" in client.get("/wins/").content.decode()
    publish(rename(hiring="Recruiting"))

    move(client, "hiring/interviews", "recruiting/interviews")

    content = client.get("/wins/").content.decode()
    assert '<span class="token" data-kind="competency">#recruiting</span>' in content
    assert '<span class="token" data-kind="competency">#hiring</span>' not in content


def test_all_that_the_ladder_replaced_moves_at_once(client, ada, publish):
    one = show(EntryFactory(author=ada), "delivery/notices", "hiring/interviews")
    two = show(EntryFactory(author=ada), "delivery/across-teams")
    alone = tag(EntryFactory(author=ada), "delivery")
    publish(
        rename(delivery="Execution"),
        replaces={
            "competencies": {"delivery": "execution"},
            "expectations": {"delivery/notices": "reliability/repairs"},
        },
    )

    client.post(reverse("retag"), {"all": "on"})

    assert tags(one) == {"reliability", "reliability/repairs", "execution", "hiring"} | {
        "hiring/interviews"
    }
    assert tags(two) == {"execution", "execution/across-teams"}
    assert tags(alone) == {"execution"}


def test_a_competency_takes_its_sentences_along_where_the_ladder_says_where(client, ada, publish):
    entry = show(EntryFactory(author=ada), "delivery/notices")
    publish(rename(delivery="Execution"), replaces={"competencies": {"delivery": "execution"}})

    move(client, "delivery", "execution")

    assert tags(entry) == {"execution", "execution/notices"}


def test_a_competency_stays_for_as_long_as_a_win_bears_a_sentence_of_it(client, ada, publish):
    entry = show(EntryFactory(author=ada), "hiring/interviews")
    publish(rename(hiring="Recruiting"))

    move(client, "hiring", "recruiting")
    assert tags(entry) == {"hiring", "hiring/interviews", "recruiting"}

    move(client, "hiring/interviews", "recruiting/interviews")
    assert tags(entry) == {"recruiting", "recruiting/interviews"}


@pytest.mark.parametrize(
    ("beside", "had"),
    [
        ([], []),
        (["reliability"], []),
        (["reliability"], ["reliability/repairs"]),
        ([], ["delivery/finishes"]),
    ],
)
def test_a_move_is_undone_to_what_was_there(client, ada, publish, beside, had):
    entry = show(tag(EntryFactory(author=ada), *beside), "hiring/interviews", *had)
    before = tags(entry)
    publish(rename(hiring="Recruiting"))
    move(client, "hiring/interviews", "reliability/repairs")
    assert tags(entry) == (before - {"hiring", "hiring/interviews"}) | {
        "reliability",
        "reliability/repairs",
    }

    page = client.get(reverse("retag")).content.decode()
    assert f'<form action="{reverse("retag-undo")}" method="post">' in page
    client.post(reverse("retag-undo"))

    assert tags(entry) == before
    entry.refresh_from_db()
    assert entry.revision == 3


def test_undoing_keeps_the_competency_of_what_was_tagged_since(client, ada, publish):
    entry = show(EntryFactory(author=ada), "hiring/interviews")
    publish(rename(hiring="Recruiting"))
    move(client, "hiring/interviews", "reliability/repairs")
    show(entry, "reliability/impossible")

    client.post(reverse("retag-undo"))

    assert tags(entry) == {"hiring", "hiring/interviews"} | {
        "reliability",
        "reliability/impossible",
    }


def test_undoing_leaves_a_win_alone_that_was_discarded_since(client, ada, publish):
    entry = show(EntryFactory(author=ada), "hiring/interviews")
    publish(rename(hiring="Recruiting"))
    move(client, "hiring/interviews", "recruiting/interviews")
    entry.discard()

    client.post(reverse("retag-undo"))

    assert tags(entry) == {"recruiting", "recruiting/interviews"}


def test_a_move_is_undone_once(client, ada, publish):
    entry = show(EntryFactory(author=ada), "hiring/interviews")
    publish(rename(hiring="Recruiting"))
    move(client, "hiring/interviews", "recruiting/interviews")
    client.post(reverse("retag-undo"))

    client.post(reverse("retag-undo"))

    assert tags(entry) == {"hiring", "hiring/interviews"}
    assert "There is nothing to move back." in client.get(reverse("retag")).content.decode()


def test_nobody_elses_wins_move(client, ada, eve, publish):
    hers = show(EntryFactory(author=eve), "delivery/notices")
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES), replaces=RENAMED)

    client.post(reverse("retag"), {"all": "on"})
    client.post(reverse("retag-undo"))

    assert tags(hers) == {"delivery", "delivery/notices"}
    hers.refresh_from_db()
    assert hers.revision == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", "Your ladder still has this, or never had it."),
        ("delivery/finishes", "delivery/foresees", "Your ladder still has this"),
        ("delivery/unheard-of", "delivery/foresees", "Your ladder still has this"),
        ("delivery/notices", "", "Choose where these wins go."),
        ("delivery/notices", "delivery/across-teams", "Choose where these wins go."),
        ("delivery/notices", "delivery", "Choose where these wins go."),
        ("delivery/notices", "\0", "Choose where these wins go."),
    ],
)
def test_a_move_that_cannot_be_made_is_refused(client, ada, publish, old, new, problem):
    entry = show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES), replaces=RENAMED)

    response = move(client, old, new)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert tags(entry) == {"delivery", "delivery/notices"}


# Choosing another.


def test_another_sentence_is_chosen_from_its_own_competency_first(client, ada, publish):
    show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES))

    response = client.get(reverse("retag-choose"), {"key": "delivery/notices"})

    assert [target.key for target in response.context["targets"]] == [
        "delivery/finishes",
        "delivery/foresees",
    ]
    others = client.get(
        reverse("retag-choose"), {"key": "delivery/notices", "competency": "hiring"}
    )
    assert [target.key for target in others.context["targets"]] == ["hiring/interviews"]


def test_another_competency_is_chosen_from_all(client, ada, publish):
    tag(EntryFactory(author=ada), "hiring")
    publish(rename(hiring="Recruiting"))

    response = client.get(reverse("retag-choose"), {"key": "hiring"})

    assert [target.key for target in response.context["targets"]] == [
        "delivery",
        "recruiting",
        "reliability",
    ]


@pytest.mark.parametrize("key", ["", "delivery/finishes", "delivery", "unheard-of", "\0"])
def test_what_is_not_gone_has_no_page(client, ada, publish, key):
    publish(staff(**FORESEES))

    assert client.get(reverse("retag-choose"), {"key": key}).status_code == 404


def test_without_a_placement_one_is_asked_for(client, ada):
    assert client.get(reverse("retag"))["Location"] == "/placement/"
    assert client.get(reverse("retag-choose"), {"key": "delivery"}).status_code == 404


# Where it is offered.


@pytest.mark.parametrize("address", ["/week/2026-11-02/", "/coverage/", "/placement/"])
def test_where_one_looks_at_tags_it_is_said_how_many_are_gone(client, ada, publish, address):
    for key in ["delivery/notices", "hiring/interviews"]:
        show(EntryFactory(author=ada), key)
    assert "no longer in your ladder" not in client.get(address).content.decode()
    publish(rename(hiring="Recruiting"))

    content = client.get(address).content.decode()

    assert "2 tags of your wins are no longer in your ladder" in content


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/week/2026-11-02/", 21), ("/coverage/", 7), ("/placement/", 6)]
)
def test_saying_it_takes_as_many_queries_for_one_tag_as_for_three(
    client, ada, publish, address, queries, rows, django_assert_num_queries
):
    for key in ["delivery/notices", "delivery/across-teams", "delivery/finishes"][:rows]:
        show(EntryFactory(author=ada), key)
    publish(lambda competencies: competencies.pop(0))
    client.get(address)  # the ladder is read once a process

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_one_tag_as_for_three(
    client, ada, publish, rows, django_assert_num_queries
):
    keys = ["delivery/notices", "delivery/across-teams", "delivery/finishes"]
    for key in keys[:rows]:
        show(EntryFactory(author=ada), key)
    publish(lambda competencies: competencies.pop(0))
    client.get(reverse("retag"))  # the ladder is read once a process

    with django_assert_num_queries(7):
        assert len(client.get(reverse("retag")).context["retired"]) == rows + 1
    with django_assert_num_queries(5):
        client.get(reverse("retag-choose"), {"key": "delivery/notices"})


def test_a_move_takes_as_many_queries_for_three_wins_as_for_one(
    client, ada, publish, django_assert_max_num_queries
):
    for _ in range(3):
        show(EntryFactory(author=ada), "delivery/notices")
    publish(staff(**FORESEES), replaces=RENAMED)

    with django_assert_max_num_queries(40):
        move(client, "delivery/notices", "delivery/foresees")
    assert Entry.objects.filter(expectations__slug="foresees").count() == 3
