"""The page that sets two positions side by side, and the move to a newer version."""

import re

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Placement
from tests.bragdoc.step_ladders import step_ladder
from tests.factories import LADDER, PlacementFactory, small_ladder

ADDRESS = "/ladders/small/compare/"
STEP = {"from": "ic/senior", "to": "ic/staff"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def version_of(number, *, publish=True, owner=None, change=lambda data: None, **header):
    """The small ladder under another version, after `change` of its data."""
    data = LadderDocument.model_validate(LADDER).model_dump(mode="json")
    data["ladder"] |= {"version": number, **header}
    change(data)
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(data), owner=owner)
    if publish:
        version.publish()
    return version


def delivery(data):
    return data["areas"][0]["competencies"][0]


def reworded(data):
    delivery(data)["expect"]["staff"]["items"][0]["text"] = "Brings work of teams to users."


def renamed(data):
    """Senior is called L4 from here on."""
    data["levels"][0] = {"slug": "l4", "name": "Level 4"}
    data["tracks"][0]["levels"][0]["level"] = "l4"
    data["ladder"]["replaces"] = {"version": "1", "levels": {"senior": "l4"}}
    for competency in data["areas"][0]["competencies"]:
        competency["expect"]["l4"] = competency["expect"].pop("senior")


def without_staff(data):
    data["levels"].pop()
    data["tracks"][0]["levels"].pop()
    for competency in data["areas"][0]["competencies"]:
        competency["expect"].pop("staff", None)


def read(response):
    """The text of the page, one space between words; what is marked stays marked."""
    content = re.sub("</?bdi>", "", response.content.decode())
    text = re.sub(r"<(?!/?(?:ins|del)\b)[^>]+>", " ", content)
    return " ".join(text.split())


def compare(client, **query):
    return client.get(ADDRESS, STEP | query)


# The page.


def test_the_difference_is_said_in_one_sentence(client):
    small_ladder()

    assert "Staff Engineer asks 3 things that Senior Engineer does not; 3 carry on." in read(
        compare(client)
    )


def test_steps_without_a_sentence_are_told_and_counted_as_steps(client):
    LadderVersion.objects.draft_from(step_ladder()).publish()

    shown = read(client.get("/ladders/steps/compare/", {"from": "ic/l1", "to": "ic/l2"}))

    assert "Level 2 asks a higher step in 2 competencies; 1 carries on; 1 falls." in shown
    assert "nothing that" not in shown
    assert re.findall(r"(Higher step|Carried|Falls) (\d)", shown) == [
        ("Higher step", "2"),
        ("Carried", "1"),
        ("Falls", "1"),
    ]
    assert "Everything Only what" in shown  # and no heading for the one area there is
    assert shown.count("Everything") == 1


def test_each_sentence_has_its_kind_in_words_beside_it(client):
    small_ladder()

    rows = compare(client).context["competencies"]

    assert [(c.asked.slug, [row.kind for row in rows]) for c, rows in rows] == [
        ("delivery", ["new", "new", "carried"]),
        ("reliability", ["new", "carried"]),
        ("hiring", ["carried"]),
    ]
    content = read(compare(client))
    assert "Makes a class of failure impossible. New" in content
    assert "1 sentence that Senior Engineer asks already" in content


def test_only_what_is_different_can_be_asked_for_by_a_link(client):
    small_ladder()

    response = compare(client, show="different")

    assert [c.asked.slug for c, _ in response.context["competencies"]] == [
        "delivery",
        "reliability",
    ]
    assert "asks already" not in read(response)
    assert '<a href="?from=ic%2Fsenior&amp;to=ic%2Fstaff" >Everything</a>' in re.sub(
        r"\s+>", " >", response.content.decode().replace('staff">', 'staff" >')
    )


def test_the_words_that_a_like_sentence_adds_are_marked_and_said(client):
    def grows(data):
        delivery(data)["expect"]["staff"]["items"][0]["text"] = "Finishes what other teams start."

    version_of("1", change=grows)

    content = compare(client).content.decode()

    assert (
        'Finishes what <ins><span class="unseen">[added: </span>other teams'
        '<span class="unseen">]</span></ins> start.'
    ) in content


def test_the_way_back_falls_and_says_what_is_no_longer_asked(client):
    small_ladder()

    response = client.get(ADDRESS, {"from": "ic/staff", "to": "ic/senior"})

    content = read(response)
    assert (
        "Senior Engineer asks nothing that Staff Engineer does not; 3 carry on; 3 fall." in content
    )
    assert "<del> [no longer asked: Makes a class of failure impossible. ] </del>" in content


def test_a_position_beside_itself_says_that_nothing_is_different(client):
    small_ladder()

    content = read(compare(client, to="ic/senior"))

    assert "Both sides are Senior Engineer, so nothing is different." in content


def test_a_level_of_which_the_ladder_states_nothing_is_told_so(client):
    def silent(data):
        data["areas"] = []

    version_of("1", change=silent)

    response = compare(client)

    assert "The ladder states nothing for Staff Engineer." in read(response)
    assert "<table" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"from": "ic/principal"},
        {"to": "em/staff"},
        {"to": "staff"},
        {"to": ""},
        {"to": "ic/staff/more"},
        {"to": "ic/staff\0"},
        {"version": "9"},
        {"against": "9"},
        {"against": "1\0"},
    ],
)
def test_what_the_ladder_does_not_have_is_not_found(client, query):
    small_ladder()

    assert compare(client, **query).status_code == 404


def test_without_positions_in_the_address_mine_are_compared_and_else_the_first_two(client, ada):
    placement = PlacementFactory(person=ada, now="ic/staff", goal="ic/senior")

    context = client.get(ADDRESS).context
    assert (context["before"].key, context["after"].key) == ("ic/staff", "ic/senior")

    placement.delete()
    context = client.get(ADDRESS).context
    assert (context["before"].key, context["after"].key) == ("ic/senior", "ic/staff")


def test_the_two_are_swapped_by_a_link(client):
    small_ladder()

    assert (
        'href="?from=ic/staff&amp;to=ic/senior&amp;version=1&amp;against=1"'
        in compare(client).content.decode()
    )


def test_beside_it_stands_what_the_ladder_says_of_the_step_and_names_elsewhere(client):
    def told(data):
        data["tracks"][0]["levels"][1] |= {
            "signals": ["Teams ask by themselves."],
            "pitfalls": ["Does it all alone."],
            "criteria": [{"text": "Two years at Senior."}],
        }
        data["levels"][1]["equivalents"] = {"elsewhere": "L6"}

    source = {"licence": "CC-BY-4.0", "attribution": "Somebody"}
    version_of("1", change=told, source=source)

    content = read(compare(client))

    for text in [
        "What shows that the step was made Teams ask by themselves.",
        "What commonly holds people back Does it all alone.",
        "Also required Two years at Senior.",
        "Staff Engineer elsewhere: L6",
        "By Somebody. Licence: CC-BY-4.0.",
    ]:
        assert text in content


def test_long_text_and_text_from_right_to_left_keep_their_direction(client):
    def foreign(data):
        delivery(data)["name"] = "תכנון" * 20
        delivery(data)["expect"]["staff"]["items"][0]["text"] = "<b>כותב</b>\nתוכניות " * 40

    version_of("1", change=foreign)

    content = compare(client).content.decode()

    assert '<td role="cell" class="expect" dir="auto">' in content
    assert '<b dir="auto">תכנון' in content
    assert "&lt;b&gt;כותב&lt;/b&gt;" in content


# Tracks and versions.


def test_positions_of_one_title_on_two_tracks_are_told_apart(client):
    def fork(data):
        data["tracks"].append({"slug": "em", "name": "Management", "levels": [{"level": "staff"}]})

    version_of("1", change=fork)

    content = read(client.get(ADDRESS, {"from": "ic/staff", "to": "em/staff"}))

    assert (
        "Staff Engineer (Management) asks nothing that Staff Engineer (Individual contributor) "
        "does not"
    ) in content


def test_two_versions_are_compared_word_by_word(client):
    small_ladder()
    version_of("2", change=reworded)

    response = client.get(
        ADDRESS, {"from": "ic/staff", "to": "ic/staff", "against": "1", "version": "2"}
    )

    content = read(response)
    assert (
        "Staff Engineer of version 2 asks nothing that Staff Engineer of version 1 does not; "
        "1 is worded otherwise; 5 carry on."
    ) in content
    assert "Brings work <del> [taken out: across ] </del><ins> [added: of ] </ins> teams" in content


def test_an_address_keeps_working_when_the_other_version_renamed_the_level(client):
    small_ladder()
    version_of("2", change=renamed)
    version_of("3", change=lambda data: (renamed(data), data["ladder"].pop("replaces")))

    for query in [
        {"from": "ic/senior", "to": "ic/senior", "against": "1", "version": "2"},
        {"from": "ic/l4", "to": "ic/l4", "against": "1", "version": "2"},
        {"from": "ic/senior", "to": "ic/senior", "against": "1", "version": "3"},
        {"from": "ic/l4", "to": "ic/l4", "against": "3", "version": "1"},
    ]:
        response = client.get(ADDRESS, query)
        levels = {
            side.position.level for side in (response.context[n] for n in ("before", "after"))
        }
        assert levels == {"senior", "l4"}
        assert response.context["comparison"].carried == 3


def test_versions_are_offered_once_there_are_several_and_drafts_to_nobody_else(client):
    small_ladder()
    assert 'name="against"' not in compare(client).content.decode()

    version_of("2")
    version_of("3", publish=False)
    response = compare(client)

    assert [version.version for version in response.context["versions"]] == ["2", "1"]
    assert 'name="against"' in response.content.decode()


# My own step, from everywhere.


def test_my_step_is_one_address(client, ada):
    PlacementFactory(person=ada)

    assert client.get("/diff/")["Location"] == f"{ADDRESS}?from=ic/senior&to=ic/staff&version=1"


def test_without_a_placement_my_step_asks_for_one(client):
    assert client.get("/diff/")["Location"] == reverse("placement")


@pytest.mark.parametrize("name", ["week-now", "entry-list", "coverage", "packet-list", "settings"])
def test_every_page_has_the_way_there_with_its_key(client, ada, name):
    PlacementFactory(person=ada)

    content = client.get(reverse(name), follow=True).content.decode()

    assert re.search(r'<a href="/diff/" data-go="d"', content)
    assert "<kbd>g</kbd> then <kbd>d</kbd>" in content


def test_the_steps_i_claim_count_for_my_own_goal_alone(client, ada, eve):
    def claimable(data):
        data["scales"] = [{"slug": "reach", "steps": [{"slug": "team"}, {"slug": "company"}]}]
        voice = {"slug": "voice", "name": "Voice", "scale": "reach"}
        voice["expect"] = {"team": ["Is heard by the team."], "company": ["Is heard by all."]}
        data["areas"] = [{"slug": "voices", "name": "Voices", "competencies": [voice]}]

    version = version_of("1", change=claimable)
    PlacementFactory(person=ada, ladder_version=version, claims={"voice": "company"})

    assert compare(client).context["comparison"].new == 2
    assert "With the steps that you claim" in read(compare(client))
    client.force_login(eve)
    assert compare(client).context["comparison"].new == 0


# A newer version.


@pytest.fixture
def placed(ada):
    return PlacementFactory(person=ada)


def move(client, version):
    return client.post(reverse("placement-move", args=[version.pk]))


@pytest.mark.parametrize("address", ["/placement/", ADDRESS])
def test_a_newer_version_is_offered_with_what_changes_and_nothing_moves_by_itself(
    client, placed, address
):
    newer = version_of("2", change=reworded)

    content = client.get(address).content.decode()

    assert "Your place is on version 1 until you move it." in content
    assert "?from=ic/staff&amp;against=1&amp;to=ic/staff&amp;version=2" in content
    assert f'action="/placement/move/{newer.pk}/"' in content
    assert Placement.objects.get().ladder_version == placed.ladder_version


def test_neither_a_draft_nor_an_older_nor_a_retired_version_is_offered(client, ada):
    small_ladder()
    PlacementFactory(person=ada, ladder_version=version_of("2"))
    version_of("3", publish=False)
    version_of("4").retire()

    assert client.get("/placement/").context["newer"] is None


def test_of_a_ladder_of_my_own_a_retired_version_is_not_offered_either(client, ada):
    PlacementFactory(person=ada, ladder_version=version_of("1", owner=ada))
    version_of("2", owner=ada).retire()

    assert client.get("/placement/").context["newer"] is None


def test_moving_keeps_my_place_under_the_names_of_the_newer_version(client, placed):
    newer = version_of("2", change=renamed)

    assert move(client, newer)["Location"] == "/coverage/"

    kept = Placement.objects.get()
    assert (kept.ladder_version, kept.now, kept.goal) == (newer, "ic/l4", "ic/staff")
    assert kept.revision == placed.revision + 1


def test_moving_over_several_versions_follows_every_name(client, placed):
    version_of("2", change=renamed)

    def again(data):
        renamed(data)
        data["levels"][0] = {"slug": "lead", "name": "Lead"}
        data["tracks"][0]["levels"][0]["level"] = "lead"
        data["ladder"]["replaces"] = {"version": "2", "levels": {"l4": "lead"}}
        for competency in data["areas"][0]["competencies"]:
            competency["expect"]["lead"] = competency["expect"].pop("l4")

    move(client, version_of("3", change=again))

    assert Placement.objects.get().now == "ic/lead"


def test_moving_takes_the_claims_along_under_the_new_name_of_their_competency(client, placed):
    def tests(data):
        delivery(data)["slug"] = "shipping"
        data["ladder"]["replaces"] = {"version": "1", "competencies": {"delivery": "shipping"}}

    Placement.objects.update(claims={"delivery": "able", "hiring": "able"})

    move(client, version_of("2", change=tests))

    assert Placement.objects.get().claims == {"shipping": "able", "hiring": "able"}


def test_when_a_position_is_gone_nothing_moves_and_the_form_asks_for_it(client, placed):
    newer = version_of("2", change=without_staff)

    response = move(client, newer)

    assert response["Location"] == f"/placement/?ladder={newer.pk}"
    assert Placement.objects.get().ladder_version == placed.ladder_version
    page = client.get(response["Location"])
    assert "Version 2 does not have every position of yours." in read(page)
    assert page.context["form"]["now"].value() == "ic/senior"
    assert page.context["form"]["goal"].value() not in dict(
        page.context["form"].fields["goal"].choices[1][1]
    )


def test_moving_to_where_i_am_changes_nothing(client, placed):
    move(client, placed.ladder_version)

    kept = Placement.objects.get()
    assert (kept.ladder_version, kept.now) == (placed.ladder_version, "ic/senior")


def test_nobody_moves_to_another_ladder_to_a_draft_or_without_a_place(client, ada):
    draft = version_of("2", publish=False)
    other = version_of("1", slug="other", name="Other")
    assert move(client, other).status_code == 404

    PlacementFactory(person=ada)
    assert [move(client, version).status_code for version in (draft, other)] == [404, 404]
    assert Placement.objects.get().ladder_version.ladder.slug == "small"


@pytest.mark.parametrize("sentences", [1, 3])
def test_the_page_takes_as_many_queries_for_one_sentence_as_for_three(
    client, placed, sentences, django_assert_num_queries
):
    def fewer(data):
        del delivery(data)["expect"]["staff"]["items"][sentences:]

    version_of("2", change=fewer)
    version_of("3", change=reworded)
    query = STEP | {"against": "1", "version": "3"}
    client.get(ADDRESS, query)  # the ladder is read once a process

    with django_assert_num_queries(7):
        client.get(ADDRESS, query)
