"""Ladders begin, become versions, are published and retired; and who may do so."""

import re

import pytest
from django.urls import reverse

from bragdoc.models import Competency, Expectation, Ladder, LadderVersion, Placement
from tests.bragdoc.draft_scenes import draft_of
from tests.clients import browser_of
from tests.factories import PlacementFactory, UserFactory, small_ladder
from tests.forms import fields_of


@pytest.fixture
def adas(ada):
    return browser_of(ada)


@pytest.fixture
def root(db):
    return UserFactory(email="root@example.org", name="Root", is_staff=True)


def text_of(response):
    return " ".join(response.content.decode().split())


def now(version):
    return LadderVersion.objects.select_related("ladder").get(pk=version.pk)


def publish_url(draft):
    return reverse("draft-publish", args=[draft.pk])


def publish(client, draft, **answers):
    """Press the button on the page, with these answers to its questions."""
    page = client.get(publish_url(draft))
    return client.post(
        publish_url(draft), {"revision": page.context["form"]["revision"].value()} | answers
    )


def next_version(client, version):
    response = client.post(reverse("ladder-version-create", args=[version.pk]))
    return LadderVersion.objects.get(pk=re.search(r"/drafts/(\d+)/", response["Location"])[1])


def edit(client, draft, page, *where, **changes):
    url = reverse(f"draft-{page}", args=[draft.pk, *where])
    response = client.post(url, fields_of(client.get(url), "part") | changes)
    assert response.status_code == 302


# From nothing


def begin(client, **answers):
    fields = {"name": "Our Ladder", "lower": "Engineer", "upper": "Senior"} | answers
    return client.post(reverse("ladder-create"), fields)


def test_a_ladder_begins_with_two_levels_an_area_and_its_owner(adas, ada):
    response = begin(adas)

    draft = LadderVersion.objects.get()
    assert response["Location"] == reverse("draft-detail", args=[draft.pk])
    assert (draft.ladder.slug, draft.ladder.name, draft.ladder.owner, draft.version) == (
        "our-ladder",
        "Our Ladder",
        ada,
        "1",
    )
    document = draft.read()
    assert [(level.slug, level.name) for level in document.levels] == [
        ("engineer", "Engineer"),
        ("senior", "Senior"),
    ]
    assert [area.name for area in document.areas] == ["Competencies"]


def test_a_form_sent_twice_begins_one_ladder(adas):
    assert begin(adas)["Location"] == begin(adas)["Location"]
    assert LadderVersion.objects.count() == 1


def test_another_ladder_of_the_same_name_gets_a_slug_of_its_own(adas):
    begin(adas)
    edit(adas, LadderVersion.objects.get(), "detail", summary="The first one.")

    begin(adas)

    assert {ladder.slug for ladder in Ladder.objects.all()} == {"our-ladder", "our-ladder-2"}


def test_two_levels_of_one_name_are_asked_for_again(adas):
    response = begin(adas, upper="engineer ")

    assert response.status_code == 422
    assert "give each its own name" in text_of(response)
    assert LadderVersion.objects.count() == 0


def test_only_an_administrator_begins_a_ladder_for_everyone(adas, root):
    begin(adas, audience="all")
    begin(browser_of(root), audience="all")

    owners = {version.ladder.owner for version in LadderVersion.objects.all()}
    assert len(owners) == 2
    assert None in owners


def test_the_name_of_a_ladder_follows_its_draft_until_it_is_published(adas):
    begin(adas)
    draft = LadderVersion.objects.get()
    edit(adas, draft, "detail", name="Their Ladder")
    assert now(draft).ladder.name == "Their Ladder"
    publish(adas, draft)

    again = next_version(adas, draft)
    edit(adas, again, "detail", name="Everyone’s Ladder")
    assert now(draft).ladder.name == "Their Ladder"

    publish(adas, again)
    assert now(draft).ladder.name == "Everyone’s Ladder"


# Publishing


def test_a_first_version_is_published_with_its_keys_and_can_be_chosen(adas, ada):
    draft = draft_of(ada)

    response = publish(adas, draft)

    assert response["Location"] == reverse("ladder-detail", args=["team"]) + "?version=1"
    assert now(draft).state == "published"
    assert set(Competency.objects.values_list("slug", flat=True)) == {"testing", "review"}
    assert Expectation.objects.count() == 5
    place = f"{reverse('placement')}?ladder={draft.pk}"
    adas.post(place, {"now": "ic/l1", "goal": "ic/l2"})
    assert Placement.objects.of(ada).goal == "ic/l2"


def test_nobody_stands_on_a_draft_or_on_a_version_that_was_retired(adas, ada):
    draft = draft_of(ada)
    place = f"{reverse('placement')}?ladder={draft.pk}"
    assert adas.get(place).status_code == 404
    assert "My place on it" not in text_of(adas.get(reverse("ladder-detail", args=["team"])))

    publish(adas, draft)
    assert adas.get(place).status_code == 200
    adas.post(reverse("ladder-retire", args=[draft.pk]))
    assert adas.get(place).status_code == 404


def test_a_first_version_says_what_it_has_and_asks_nothing(adas, ada):
    shown = text_of(adas.get(publish_url(draft_of(ada))))

    assert "2 levels, 2 tracks, 2 competencies, 5 expectations." in shown
    assert "Only you see it and can be placed on it." in shown
    assert "Was this renamed?" not in shown
    assert "changes since" not in shown


def test_the_changes_since_the_version_before_are_shown_word_by_word(adas, ada):
    draft = draft_of(ada)
    publish(adas, draft)
    again = next_version(adas, draft)
    text = {"cell:l1-0-text": "Writes good tests.", "cell:l1-2-text": "Deletes tests."}
    edit(adas, again, "competency", "testing", **text)

    response = adas.get(publish_url(again))

    assert [
        (change.kind, [run for run in change.words if run.kind != "same"])
        for change in response.context["changes"]
    ] == [("reworded", [("added", "good ")]), ("added", [("added", "Deletes tests.")])]
    assert "2 changes since version 1" in text_of(response)
    assert re.search(r"<ins>[^/]*(<span[^/]*</span>)?\s*good", text_of(response))


def test_nobody_is_moved_and_how_many_stay_is_told_without_a_name(root, ada, grace):
    small = small_ladder()
    for person in (ada, grace):
        PlacementFactory(person=person, ladder_version=small)
    draft = next_version(browser_of(root), small)

    shown = text_of(browser_of(root).get(publish_url(draft)))
    assert "2 people stay on version 1 until they choose this one." in shown
    assert ada.name not in shown

    publish(browser_of(root), draft)
    assert Placement.objects.of(ada).ladder_version == small


def reworded(adas, ada):
    """A second version in which one sentence was written anew, under a slug of its own."""
    draft = draft_of(ada)
    publish(adas, draft)
    again = next_version(adas, draft)
    edit(adas, again, "competency", "testing", act="remove cell:l1-0")
    edit(adas, again, "competency", "testing", **{"cell:l1-1-text": "Writes tests for all code."})
    return again


QUESTION = "expectations:testing/writes-tests:testing/writes-tests-for-all-code"


def test_what_may_have_been_renamed_is_asked_and_not_published_unanswered(adas, ada):
    again = reworded(adas, ada)

    response = publish(adas, again)

    assert response.status_code == 422
    assert "Was this renamed?" in text_of(response)
    assert "Answer this first." in text_of(response)
    assert now(again).state == "draft"


def test_what_is_confirmed_is_written_into_the_version_and_its_keys_follow(adas, ada):
    again = reworded(adas, ada)

    publish(adas, again, **{QUESTION: "yes"})

    replaces = now(again).read().ladder.replaces
    assert (replaces.version, replaces.expectations) == (
        "1",
        {"testing/writes-tests": "testing/writes-tests-for-all-code"},
    )
    old = Expectation.objects.get(slug="writes-tests")
    assert (old.retired, old.replaced_by.slug) == (True, "writes-tests-for-all-code")


def test_what_is_denied_replaces_nothing(adas, ada):
    again = reworded(adas, ada)

    publish(adas, again, **{QUESTION: "no"})

    assert now(again).state == "published"
    assert now(again).read().ladder.replaces is None
    assert Expectation.objects.get(slug="writes-tests").replaced_by is None


def test_a_confirmed_competency_asks_for_its_sentences_next(adas, ada):
    draft = draft_of(ada)
    publish(adas, draft)
    again = next_version(adas, draft)
    text_url = reverse("draft-text", args=[again.pk])
    fields = fields_of(adas.get(text_url), "text")
    changed = fields["source"][0].replace("slug: testing", "slug: checking")
    changed = changed.replace("Writes tests.", "Writes tests for all code.")
    adas.post(text_url, fields | {"source": changed})
    competency = {"competencies:testing:checking": "yes"}

    response = publish(adas, again, **competency)
    assert response.status_code == 422
    assert now(again).state == "draft"

    sentence = "expectations:testing/writes-tests:checking/writes-tests-for-all-code"
    publish(adas, again, **competency, **{sentence: "yes"})
    replaces = now(again).read().ladder.replaces
    assert replaces.competencies == {"testing": "checking"}
    assert replaces.expectations["testing/writes-tests"] == "checking/writes-tests-for-all-code"


def test_a_draft_that_was_changed_since_the_page_was_loaded_is_shown_again(adas, ada):
    draft = draft_of(ada)
    loaded = adas.get(publish_url(draft)).context["form"]["revision"].value()
    edit(adas, draft, "area", "craft", summary="Work.")

    response = adas.post(publish_url(draft), {"revision": loaded})

    assert response.status_code == 409
    assert "The draft was changed meanwhile." in text_of(response)
    assert now(draft).state == "draft"


def test_a_draft_that_cannot_be_read_cannot_be_published_and_says_why(adas, ada):
    draft = draft_of(ada)
    LadderVersion.objects.filter(pk=draft.pk).update(source="format: none", is_readable=False)

    response = publish(adas, draft)

    assert response.status_code == 422
    assert "It cannot be published yet" in text_of(response)
    assert "on line 1" in text_of(response)
    assert now(draft).state == "draft"


# The next version, and a copy


def test_the_next_version_begins_as_the_one_before_it_once(adas, ada):
    draft = draft_of(ada)
    publish(adas, draft)

    again = next_version(adas, draft)

    assert again.version == "2"
    assert again.read().areas == draft.read().areas
    assert next_version(adas, draft) == again


def test_whoever_may_only_read_a_ladder_makes_a_copy_of_their_own(adas, ada):
    small = small_ladder()

    copy = next_version(adas, small)

    document = copy.read()
    assert (copy.ladder.owner, copy.ladder.slug, document.ladder.name) == (
        ada,
        "small-2",
        "Small Ladder, my copy",
    )
    assert document.areas == small.read().areas
    assert next_version(adas, small) == copy
    assert list(small.ladder.versions.all()) == [small]


def test_somebody_elses_own_ladder_is_not_copied(adas, eve):
    assert adas.post(reverse("ladder-version-create", args=[draft_of(eve).pk])).status_code == 404


# Put away


def test_a_discarded_draft_is_restored_under_a_free_version(adas, ada):
    draft = draft_of(ada)
    adas.post(reverse("draft-discard", args=[draft.pk]))
    assert adas.get(reverse("draft-detail", args=[draft.pk])).status_code == 404
    draft_of(ada)

    adas.post(reverse("draft-restore", args=[draft.pk]))

    assert (now(draft).version, now(draft).read().ladder.version) == ("2", "2")


def test_a_retired_version_can_be_chosen_no_more(adas, ada, eve):
    draft = draft_of(ada)
    publish(adas, draft)

    adas.post(reverse("ladder-retire", args=[draft.pk]))

    assert now(draft).state == "retired"
    assert list(LadderVersion.objects.visible_to(ada).published()) == []


# Who may edit the installation's ladders


def test_an_administrator_names_people_who_may_edit_and_takes_it_back(root, grace):
    small = small_ladder()
    url = reverse("ladder-editors", args=["small"])
    draft = next_version(browser_of(root), small)
    page = reverse("draft-detail", args=[draft.pk])
    assert browser_of(grace).get(page).status_code == 404

    browser_of(root).post(url, {"email": "GRACE@example.org"})
    assert browser_of(grace).get(page).status_code == 200
    assert browser_of(grace).get(url).status_code == 404  # who may is for administrators alone

    browser_of(root).post(reverse("ladder-editor-remove", args=["small", grace.pk]))
    assert browser_of(grace).get(page).status_code == 404


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "There is no account with this address."),
        ("grace@example.org", "may edit this ladder already."),
        ("grace", "Enter a valid email address."),
    ],
)
def test_who_cannot_be_named_is_answered_at_the_field(root, grace, email, sentence):
    small_ladder().ladder.editors.add(grace)

    response = browser_of(root).post(reverse("ladder-editors", args=["small"]), {"email": email})

    assert response.status_code == 422
    assert sentence in text_of(response)


def test_a_persons_own_ladder_has_no_editors(root, ada):
    draft_of(ada)

    assert browser_of(root).get(reverse("ladder-editors", args=["team"])).status_code == 404


# What the pages of a ladder offer


def offered(client, version):
    url = reverse("ladder-detail", args=[version.ladder.slug])
    shown = text_of(client.get(url, {"version": version.version}))
    words = ["Edit", "Publish", "New version", "Make my own copy", "Editors", "Retire version 1"]
    return [word for word in words if re.search(rf">{word}</(a|button)>", shown)]


def test_a_ladder_offers_what_each_person_may_do_with_it(adas, ada, root, grace):
    small = small_ladder()
    small.ladder.editors.add(grace)
    draft = next_version(browser_of(grace), small)

    assert offered(adas, small) == ["Make my own copy"]
    assert offered(browser_of(grace), small) == ["New version", "Retire version 1"]
    assert offered(browser_of(root), small) == ["New version", "Editors", "Retire version 1"]
    assert offered(browser_of(grace), draft) == ["Edit", "Publish"]


def test_the_list_leads_to_the_drafts_that_one_may_edit(adas, ada, eve):
    mine = draft_of(ada)
    draft_of(eve)

    response = adas.get(reverse("ladder-list"))

    assert list(response.context["versions"]) == [mine]
    assert f'href="{reverse("draft-detail", args=[mine.pk])}"' in response.content.decode()


# The administrator's own pages


def test_the_administration_publishes_no_draft_that_cannot_be_read(root, client):
    root.is_superuser = True
    root.save()
    client.force_login(root)
    draft = draft_of(None)
    LadderVersion.objects.filter(pk=draft.pk).update(source="format: none", is_readable=False)

    response = client.post(
        reverse("admin:bragdoc_ladderversion_changelist"),
        {"action": "publish", "_selected_action": [draft.pk]},
        follow=True,
    )

    assert "Team Ladder 1 is discarded or cannot be read: no change." in text_of(response)
    assert now(draft).state == "draft"
