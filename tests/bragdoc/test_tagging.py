"""A win is tagged with competencies, and with sentences of them, of any level."""

import copy
import re

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.sentences import sentences_by_step
from bragdoc.models import Competency, Entry, Expectation, LadderVersion, Placement
from tests.factories import (
    LADDER,
    EntryFactory,
    PlacementFactory,
    show,
    small_ladder,
    tag,
)

HTMX = {"HX-Request": "true"}
AUTOSAVE = {"X-Autosave": "true"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def placement(ada):
    return PlacementFactory(person=ada)


def sentence(key):
    return Expectation.objects.of_key(key).get()


def competencies(*slugs):
    return [Competency.objects.get(slug=slug).pk for slug in slugs]


def sentences(*keys):
    return [sentence(key).pk for key in keys]


def edit(client, entry, headers=None, **fields):
    sent = {
        "title": entry.title,
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.ends_on.isoformat(),
        "revision": entry.revision,
        **fields,
    }
    return client.post(reverse("entry-detail", args=[entry.pk]), sent, headers=headers or {})


def tags(entry):
    """The slugs of its competencies and of its sentences."""
    rows = [entry.competencies.by_name(), entry.expectations.in_order()]
    return tuple([row.slug for row in of] for of in rows)


def next_version(*, replaces=None, **staff):
    """Publish another version of the small ladder, with these sentences for Delivery at Staff."""
    document = copy.deepcopy(LADDER)
    number = str(LadderVersion.objects.count() + 1)
    document["ladder"] |= {"version": number, "replaces": replaces}
    delivery = document["areas"][0]["competencies"][0]
    delivery["expect"]["staff"] = [{"slug": slug, "text": text} for slug, text in staff.items()]
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(document))
    version.publish()
    return version


# What there is to tag with.


def test_nobody_without_a_place_on_a_ladder_can_tag(ada):
    small_ladder()

    assert list(Competency.objects.taggable_by(ada)) == []
    assert list(Expectation.objects.taggable_by(ada)) == []


def test_every_sentence_of_ones_ladder_can_be_tagged_whatever_its_level(ada, placement):
    assert {row.slug for row in Expectation.objects.taggable_by(ada)} == {
        "finishes",
        "across-teams",
        "notices",
        "repairs",
        "impossible",
        "interviews",
    }


def test_what_my_version_states_can_be_tagged_though_a_newer_one_retired_it(ada, eve, placement):
    newer = next_version(foresees="Foresees that a plan will not hold.")
    PlacementFactory(person=eve, ladder_version=newer)

    assert sentence("delivery/notices").retired
    mine = {row.slug for row in Expectation.objects.taggable_by(ada)}
    hers = {row.slug for row in Expectation.objects.taggable_by(eve)}
    assert mine - hers == {"across-teams", "notices"}
    assert hers - mine == {"foresees"}


def test_a_competency_that_a_newer_version_retired_can_be_tagged_by_who_has_it(ada, eve, placement):
    document = copy.deepcopy(LADDER)
    document["ladder"] |= {"version": "2"}
    document["areas"][0]["competencies"][2] |= {"slug": "recruiting", "name": "Recruiting"}
    newer = LadderVersion.objects.draft_from(LadderDocument.model_validate(document))
    newer.publish()
    PlacementFactory(person=eve, ladder_version=newer)

    mine = {row.slug for row in Competency.objects.taggable_by(ada)}
    hers = {row.slug for row in Competency.objects.taggable_by(eve)}
    assert (mine - hers, hers - mine) == ({"hiring"}, {"recruiting"})


def test_a_slug_that_another_competency_has_too_is_not_enough(ada, placement):
    reliability = Competency.objects.get(slug="reliability")
    Expectation.objects.create(competency=reliability, slug="notices", text="Of no version.")

    found = [str(row.competency) for row in Expectation.objects.taggable_by(ada).of_key("x/y")]
    assert found == []
    mine = Expectation.objects.taggable_by(ada).of_competencies([reliability])
    assert {row.slug for row in mine} == {"repairs", "impossible"}


def test_sentences_stand_step_by_step_with_those_of_a_track_after_those_of_all():
    document = copy.deepcopy(LADDER)
    document["tracks"].append({"slug": "m", "name": "Management", "levels": ["staff"]})
    hiring = document["areas"][0]["competencies"][2]
    hiring["expect"] = {
        "m/staff": ["Plans the hiring of a group."],
        "staff": ["Compares decisions."],
        "senior": ["Interviews for the team."],
        "ic/staff": {"same_as": "staff"},
    }
    read = LadderDocument.model_validate(document)

    steps = sentences_by_step(read, read.competency("hiring"))
    assert [
        (step, track and track.name, [s.text for s in found]) for step, track, found in steps
    ] == [
        ("Senior Engineer", None, ["Interviews for the team."]),
        ("Staff Engineer", None, ["Compares decisions."]),
        ("Staff Engineer", "Management", ["Plans the hiring of a group."]),
    ]


# The page of a win.


def offered(response):
    """What the page offers of each competency: (near, others), as slugs."""
    return {
        group.competency.slug: tuple(
            [sentence.row.slug for sentence in of] for of in (group.near, group.others)
        )
        for group in response.context["sentences"]
    }


def page(client, entry):
    return client.get(reverse("entry-detail", args=[entry.pk]))


def test_the_sentences_of_its_competencies_are_offered_the_goals_new_ones_first(
    client, ada, placement
):
    entry = tag(EntryFactory(author=ada), "delivery", "hiring")

    response = page(client, entry)

    assert offered(response) == {
        "delivery": (["across-teams", "notices"], ["finishes"]),
        "hiring": ([], ["interviews"]),
    }
    content = response.content.decode()
    assert content.count('name="expectations"') == 4
    assert "Staff Engineer, new at your goal" in content
    assert "Repairs a cause" not in content


def test_what_is_ticked_is_never_folded_away(client, ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/finishes")

    response = page(client, entry)

    assert offered(response)["delivery"] == (["across-teams", "notices", "finishes"], [])
    ticked = re.findall(
        r'name="expectations" value="(\d+)" id="sentence-\d+" checked', response.content.decode()
    )
    assert ticked == [str(sentence("delivery/finishes").pk)]


def test_sentences_are_kept_with_their_competencies(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = edit(
        client,
        entry,
        competencies=competencies("delivery"),
        expectations=sentences("delivery/notices", "delivery/finishes"),
    )

    assert response.status_code == 302
    assert tags(entry) == (["delivery"], ["finishes", "notices"])


def test_a_competency_that_is_taken_away_takes_its_sentences_along(client, ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices", "reliability/repairs")

    edit(
        client,
        entry,
        competencies=competencies("reliability"),
        expectations=sentences("delivery/notices", "reliability/repairs"),
    )

    assert tags(entry) == (["reliability"], ["repairs"])


def test_the_sentences_of_a_competency_just_chosen_come_before_anything_is_saved(
    client, ada, placement
):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = client.get(
        reverse("entry-sentences", args=[entry.pk]),
        {
            "competencies": competencies("delivery", "reliability"),
            "expectations": sentences("delivery/notices"),
        },
        headers=HTMX,
    )

    assert offered(response) == {
        "delivery": (["across-teams", "notices"], ["finishes"]),
        "reliability": (["impossible"], ["repairs"]),
    }
    assert response.content.decode().count(" checked") == 1
    assert tags(entry) == (["delivery"], [])


@pytest.mark.parametrize("sent", [{"competencies": ["x", "", "\0", "99999999999999999999"]}, {}])
def test_a_choice_that_names_nothing_brings_no_sentence(client, ada, placement, sent):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = client.get(reverse("entry-sentences", args=[entry.pk]), sent, headers=HTMX)

    assert (response.status_code, offered(response)) == (200, {})


def test_a_refused_form_comes_back_with_what_was_ticked(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = edit(
        client,
        entry,
        title="",
        competencies=competencies("delivery", "hiring"),
        expectations=sentences("hiring/interviews"),
    )

    assert response.status_code == 422
    assert offered(response)["hiring"] == (["interviews"], [])
    assert response.content.decode().count('name="expectations"') == 4


def test_a_sentence_of_somebody_elses_ladder_is_refused(client, ada, eve, placement):
    secret = LADDER | {"ladder": {"slug": "secret", "name": "Secret", "version": "1"}}
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(secret), owner=eve)
    version.publish()
    hidden = Expectation.objects.get(competency__ladder=version.ladder, slug="notices")
    entry = tag(EntryFactory(author=ada), "delivery")

    response = edit(client, entry, competencies=[], expectations=[hidden.pk])

    assert response.status_code == 422
    assert "Select a valid choice." in response.content.decode()
    assert entry.expectations.count() == 0


def test_autosave_keeps_sentences_too(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = edit(
        client,
        entry,
        headers=AUTOSAVE,
        competencies=competencies("delivery"),
        expectations=sentences("delivery/notices"),
    )

    assert (response.status_code, tags(entry)) == (200, (["delivery"], ["notices"]))


@pytest.mark.parametrize("headers", [{}, AUTOSAVE])
def test_a_sentence_ticked_elsewhere_meanwhile_is_shown_as_a_conflict(
    client, ada, placement, headers
):
    entry = tag(EntryFactory(author=ada), "delivery")
    chosen = competencies("delivery")
    edit(client, entry, competencies=chosen, expectations=sentences("delivery/finishes"))

    response = edit(
        client,
        entry,
        headers=headers,
        competencies=chosen,
        expectations=sentences("delivery/across-teams", "delivery/notices"),
    )

    assert response.status_code == 409
    assert response.context["differences"] == [
        (
            "Sentences",
            "Brings work across teams to users.\nNotices early that a plan will not hold.",
            "Finishes what they start.",
        )
    ]
    assert tags(entry) == (["delivery"], ["finishes"])


def test_a_retired_sentence_stays_ticked_and_says_so(client, ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices")
    Placement.objects.update(ladder_version=next_version(foresees="Foresees what will not hold."))

    response = page(client, entry)

    assert offered(response)["delivery"] == (["foresees", "notices"], ["finishes"])
    assert "Not in your version of the ladder" in response.content.decode()
    edit(
        client,
        entry,
        competencies=competencies("delivery"),
        expectations=sentences("delivery/notices", "delivery/foresees"),
    )
    assert tags(entry) == (["delivery"], ["notices", "foresees"])


def test_a_sentence_reads_as_ones_own_version_words_it(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")
    next_version(**{"across-teams": "Other words.", "notices": "Also others."})

    content = page(client, entry).content.decode()

    assert "Brings work across teams to users." in content
    assert "Other words." not in content


def test_without_a_placement_only_what_is_ticked_is_offered(client, ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices")
    placement.delete()

    assert offered(page(client, entry)) == {"delivery": (["notices"], [])}


def test_a_discarded_win_comes_back_with_its_sentences(client, ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices")

    client.post(reverse("entry-discard", args=[entry.pk]))
    client.post(reverse("entry-restore", args=[entry.pk]))

    assert tags(Entry.objects.visible_to(ada).get()) == (["delivery"], ["notices"])


@pytest.mark.parametrize("keys", [1, 3])
def test_the_page_takes_as_many_queries_for_one_sentence_as_for_three(
    client, ada, placement, keys, django_assert_num_queries
):
    found = ["delivery/notices", "delivery/finishes", "reliability/repairs"]
    entry = show(EntryFactory(author=ada), *found[:keys])
    page(client, entry)  # the ladder is read once a process
    chosen = {"competencies": competencies("delivery", "reliability", "hiring")[:keys]}

    with django_assert_num_queries(13):
        page(client, entry)
    with django_assert_num_queries(10):
        client.get(reverse("entry-sentences", args=[entry.pk]), chosen)


# A line of the week.


def choose(client, entry, headers=None, **fields):
    return client.post(reverse("entry-tag", args=[entry.pk]), fields, headers=headers or {})


def current(response):
    """The lines that the keys act on."""
    return [
        line.entry.pk for day in response.context["days"] for line in day.lines if line.is_current
    ]


def test_once_its_competency_is_chosen_a_line_is_asked_for_its_sentence(client, ada, placement):
    entry = EntryFactory(author=ada)

    response = choose(client, entry, HTMX, competency="delivery")

    question = response.context["question"]
    assert (question.place.pk, [item.slug for item in question.competency.new]) == (
        entry.pk,
        ["across-teams", "notices"],
    )
    content = response.content.decode()
    assert re.findall(r'name="expectation" value="([\w-]*)" data-key="(\d)"', content) == [
        ("across-teams", "1"),
        ("notices", "2"),
        ("", "0"),
    ]
    assert content.count(" autofocus") == 1


def test_without_javascript_the_week_asks_by_its_address(client, ada, placement):
    entry = EntryFactory(author=ada)

    response = choose(client, entry, competency="delivery")
    assert response["Location"] == f"/week/2026-11-02/?ask={entry.pk}.delivery#line-{entry.pk}"

    question = client.get(response["Location"]).context["question"]
    assert (question.place.pk, question.competency.slug) == (entry.pk, "delivery")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_one_press_tags_the_sentence_and_nothing_more_is_asked(client, ada, placement, headers):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = choose(client, entry, headers, competency="delivery", expectation="notices")

    entry.refresh_from_db()
    assert (tags(entry), entry.revision) == ((["delivery"], ["notices"]), 2)
    if headers:
        assert response.context["question"] is None
        assert current(response) == [entry.pk]  # which needs a number now
    else:
        assert response["Location"] == "/week/2026-11-02/"


def test_none_of_them_changes_nothing(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = choose(client, entry, HTMX, competency="delivery", expectation="")

    entry.refresh_from_db()
    assert (tags(entry), entry.revision) == ((["delivery"], []), 1)
    assert response.context["question"] is None


def test_pressed_twice_it_is_tagged_once(client, ada, placement):
    entry = tag(EntryFactory(author=ada), "delivery")

    for _ in range(2):
        choose(client, entry, competency="delivery", expectation="notices")

    entry.refresh_from_db()
    assert (tags(entry), entry.revision) == ((["delivery"], ["notices"]), 2)


def test_a_sentence_brings_its_competency(client, ada, placement):
    entry = EntryFactory(author=ada)

    choose(client, entry, competency="reliability", expectation="repairs")

    assert tags(entry) == (["reliability"], ["repairs"])


@pytest.mark.parametrize("slug", ["repairs", "nothing", "\0", "x" * 5_000])
def test_a_sentence_that_the_competency_does_not_have_is_refused(client, ada, placement, slug):
    entry = EntryFactory(author=ada)

    response = choose(client, entry, competency="delivery", expectation=slug)

    assert (response.status_code, tags(entry)) == (422, ([], []))


def test_where_the_goal_asks_nothing_new_nothing_is_asked(client, ada, placement):
    entry = EntryFactory(author=ada)

    response = choose(client, entry, HTMX, competency="hiring")

    assert (response.context["question"], current(response)) == (None, [entry.pk])


def test_a_line_typed_with_its_competency_is_asked_too_and_the_field_keeps_the_focus(
    client, ada, placement
):
    response = client.post(
        reverse("quick-add"),
        {"text": "Moved it ^2026-11-03 #delivery", "week": "2026-11-02"},
        headers=HTMX,
    )

    entry = Entry.objects.get()
    assert response.context["question"].place.pk == entry.pk
    focused = re.search(r"<(\w+)[^>]* autofocus", response.content.decode())
    assert focused[1] == "textarea"


@pytest.mark.parametrize(
    "ask",
    [
        "",
        "x",
        "5",
        ".delivery",
        "99999999999999999999.delivery",
        "{pk}.hiring",
        "{pk}.reliability",
        "{pk}.\0",
    ],
)
def test_an_address_that_asks_about_nothing_asks_nothing(client, ada, placement, ask):
    entry = tag(EntryFactory(author=ada), "delivery")

    response = client.get("/week/2026-11-02/", {"ask": ask.format(pk=entry.pk)})

    assert response.context["question"] is None


def test_nobody_is_asked_about_somebody_elses_line(client, ada, eve, placement):
    entry = tag(EntryFactory(author=eve), "delivery")

    response = client.get("/week/2026-11-02/", {"ask": f"{entry.pk}.delivery"})

    assert response.context["question"] is None


# The model.


def test_a_win_kept_without_its_competency_loses_the_sentences_of_it(ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices", "reliability/repairs")

    entry.keep(revision=1, competencies=Competency.objects.filter(slug="reliability"))

    assert tags(entry) == (["reliability"], ["repairs"])


def test_a_win_kept_for_another_reason_keeps_its_tags(ada, placement):
    entry = show(EntryFactory(author=ada), "delivery/notices")

    entry.keep(revision=1)

    assert tags(entry) == (["delivery"], ["notices"])
