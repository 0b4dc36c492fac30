"""Projects and people: what was done on one and with one, other names, and two made one."""

from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.urls import Resolver404, resolve, reverse

from bragdoc import merging
from bragdoc.models import Entry, ImpactAudit, Person, Project
from bragdoc.models.names import slug_of
from bragdoc.views.log import PAGE
from tests.bragdoc.test_log import shown
from tests.factories import EntryFactory, PlacementFactory, tag


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def checkout(ada):
    return Project.objects.named(ada, "Checkout")


@pytest.fixture
def sam(ada):
    return Person.objects.named(ada, "Sam")


def said(response):
    return [str(message) for message in response.context["messages"]]


def page(client, kind, slug, **sent):
    return client.get(reverse(f"{kind}-detail", args=[slug]), sent)


def rename(client, kind, slug, name):
    address = reverse(f"{kind}-rename", args=[slug])
    return client.post(address, {"rename-name": name}, follow=True)


def merge(client, kind, slug, other, keep="this"):
    sent = {"merge-other": other, "merge-keep": keep}
    return client.post(reverse(f"{kind}-merge", args=[slug]), sent, follow=True)


def undo(client):
    return client.post(reverse("merge-undo"), follow=True)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Checkout", "checkout"),
        ("Zürich  Büro", "zürich-büro"),
        ("结账", "结账"),
        ("🚀", "🚀"),
        ("//", "-"),
        ("..", "-"),
        ("C++", "c"),
        ("x" * 100, "x" * 80),
    ],
)
def test_what_a_name_is_known_by_can_stand_in_an_address(client, ada, name, slug):
    found = Project.objects.named(ada, name)

    assert (found.slug, slug_of(name)) == (slug, slug)
    assert page(client, "project", slug).status_code == 200


def test_a_project_shows_its_wins_the_newest_first_and_what_goes_with_them(
    client, ada, checkout, sam
):
    PlacementFactory(person=ada)
    old = EntryFactory(author=ada, title="Old", project=checkout, starts_on=date(2026, 1, 5))
    new = EntryFactory(author=ada, title="New", project=checkout, kind="glue",
                       starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 31))  # fmt: skip
    tag(new, "delivery").people.add(sam)
    tag(old, "delivery")
    EntryFactory(author=ada, title="Elsewhere")
    EntryFactory(author=ada, title="Discarded", project=checkout).discard()

    response = page(client, "project", "checkout")

    context = response.context
    assert shown(response) == ["New", "Old"]
    assert context["summary"] == {
        "wins": 2,
        "first": date(2026, 1, 5),
        "last": date(2026, 3, 31),
        "kinds": [("", 1), ("Glue work", 1)],
    }
    assert list(context["with"]) == [("Sam", "sam", 1)]
    assert list(context["competencies"]) == [("Delivery", 2)]


def test_a_person_in_wins_with_nobody_else_has_no_heading_for_others(client, ada, sam):
    EntryFactory(author=ada).people.add(sam)

    content = page(client, "person", "sam").content.decode()

    assert "<h2>Also with</h2>" not in content


def test_a_person_shows_the_wins_with_them_and_the_projects(client, ada, checkout, sam):
    alex = Person.objects.named(ada, "Alex")
    for title, people in [("Both", [sam, alex]), ("Sam alone", [sam]), ("Alex alone", [alex])]:
        EntryFactory(author=ada, title=title, project=checkout).people.set(people)

    response = page(client, "person", "sam")

    assert shown(response) == ["Sam alone", "Both"]
    assert list(response.context["on"]) == [("Checkout", "checkout", 2)]
    assert 'href="/people/alex/"' in response.content.decode()
    assert "<h2>Also with</h2>" in response.content.decode()


def test_pages_follow_each_other(client, ada, checkout):
    Entry.objects.bulk_create(
        Entry(author=ada, title=f"Win {n}", project=checkout, starts_on=day, ends_on=day)
        for n in range(PAGE + 3)
        for day in [date(2026, 1, 1) + timedelta(days=n // 7)]
    )

    first = page(client, "project", "checkout")
    second = page(client, "project", "checkout", before=first.context["older"])

    assert shown(first) + shown(second) == [f"Win {n}" for n in reversed(range(PAGE + 3))]


def test_rows_lead_to_their_project_and_people(client, ada, checkout, sam):
    EntryFactory(author=ada, project=checkout).people.add(sam)

    content = client.get(reverse("entry-list")).content.decode()

    assert 'href="/projects/checkout/"' in content
    assert 'href="/people/sam/"' in content


@pytest.mark.parametrize("kind", ["project", "person"])
def test_lists_name_all_with_how_many_wins(client, ada, eve, checkout, sam, kind):
    EntryFactory(author=ada, project=checkout).people.add(sam)
    EntryFactory(author=ada, project=checkout).discard()
    Project.objects.named(eve, "Eve’s")
    Person.objects.named(eve, "Eve’s")
    Project.objects.named(ada, "Unused")
    Person.objects.named(ada, "Unused")

    names = client.get(reverse(f"{kind}-list")).context["names"]

    assert [(str(one), one.wins) for one in names] == [
        ({"project": "Checkout", "person": "Sam"}[kind], 1),
        ("Unused", 0),
    ]


def test_a_list_goes_on_where_its_page_ended(client, ada):
    Project.objects.bulk_create(
        Project(owner=ada, slug=f"p-{n:03}", name=f"P {n}") for n in range(103)
    )

    first = client.get(reverse("project-list"))
    rest = client.get(reverse("project-list"), {"after": first.context["more"]})

    assert [len(each.context["names"]) for each in (first, rest)] == [100, 3]


@pytest.mark.parametrize("after", ["\x00", "x" * 500, "'"])
def test_a_place_that_is_none_is_no_error(client, after):
    assert client.get(reverse("project-list"), {"after": after}).status_code == 200


# Another name


@pytest.mark.parametrize("kind", ["project", "person"])
def test_a_new_name_is_shown_by_every_row(client, ada, checkout, sam, kind):
    entry = EntryFactory(author=ada, project=checkout)
    entry.people.add(sam)
    client.get(reverse("entry-list"))

    response = rename(client, kind, {"project": "checkout", "person": "sam"}[kind], "Fresh Name")

    assert response.redirect_chain[-1][0] == reverse(f"{kind}-detail", args=["fresh-name"])
    row = client.get(reverse("entry-list")).content.decode()
    assert {"project": "~fresh-name", "person": "Fresh Name</a>"}[kind] in row
    entry.refresh_from_db()
    assert entry.revision == 2


def test_a_name_that_is_only_written_otherwise_keeps_its_address(client, checkout):
    rename(client, "project", "checkout", "CHECKOUT")

    checkout.refresh_from_db()
    assert (checkout.name, checkout.slug) == ("CHECKOUT", "checkout")


def test_a_name_that_another_has_is_refused_and_leads_there(client, ada, checkout):
    Project.objects.named(ada, "Payments")

    response = rename(client, "project", "checkout", "payments")

    assert response.status_code == 422
    content = response.content.decode()
    assert "There is one of the name “Payments” already. You can merge the two below." in content
    assert 'href="/projects/payments/"' in content
    checkout.refresh_from_db()
    assert checkout.name == "Checkout"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_that_is_none_is_refused(client, checkout, name):
    assert rename(client, "project", "checkout", name).status_code == 422


# Two made one


@pytest.mark.parametrize(("keep", "kept", "gone"), [("this", "checkout", "payments"),
                                                    ("other", "payments", "checkout")])  # fmt: skip
def test_two_projects_become_the_one_that_stays_and_two_again(
    client, ada, checkout, keep, kept, gone
):
    payments = Project.objects.named(ada, "Payments")
    EntryFactory(author=ada, title="C", project=checkout)
    EntryFactory(author=ada, title="P", project=payments)
    EntryFactory(author=ada, title="None")

    response = merge(client, "project", "checkout", "payments", keep)

    def projects():
        return dict(Entry.objects.values_list("title", "project__slug"))

    assert response.redirect_chain[-1][0] == f"/projects/{kept}/"
    assert projects() == {"C": kept, "P": kept, "None": None}
    assert [project.slug for project in Project.objects.all()] == [kept]

    undo(client)
    assert projects() == {"C": "checkout", "P": "payments", "None": None}
    assert {str(project) for project in Project.objects.all()} == {"Checkout", "Payments"}


def test_two_people_become_one_and_two_again(client, ada, sam):
    samira = Person.objects.named(ada, "Samira")
    for title, people in [("S", [sam]), ("Sa", [samira]), ("Both", [sam, samira])]:
        EntryFactory(author=ada, title=title).people.set(people)

    def people():
        rows = Entry.objects.prefetch_related("people").order_by("title")
        return {e.title: sorted(p.slug for p in e.people.all()) for e in rows}

    before = people()
    merge(client, "person", "sam", "samira", keep="other")
    assert people() == {"Both": ["samira"], "S": ["samira"], "Sa": ["samira"]}

    undo(client)
    assert people() == before


def test_what_was_changed_since_a_merge_stays_as_it_is(client, ada, checkout):
    payments = Project.objects.named(ada, "Payments")
    entry = EntryFactory(author=ada, title="P", project=payments)
    EntryFactory(author=ada, title="Q", project=payments)
    merge(client, "project", "checkout", "payments")
    entry.refresh_from_db()
    entry.keep(revision=2)

    assert said(undo(client))[-1] == (
        "“Payments” is there again, with 1 win. 1 more was changed since, and left as found."
    )
    entry.refresh_from_db()
    assert entry.project == checkout


def test_a_merge_into_what_is_gone_itself_brings_back_the_name_alone(client, ada, checkout):
    payments = Project.objects.named(ada, "Payments")
    EntryFactory(author=ada, project=payments)
    merge(client, "project", "checkout", "payments")
    checkout.delete()

    assert said(undo(client))[-1].startswith("“Payments” is there again, with 0 wins.")


def test_an_impact_audit_goes_along_and_comes_back(client, ada, checkout):
    payments = Project.objects.named(ada, "Payments")
    audit = ImpactAudit.objects.create(project=payments, learned="A lot.")

    merge(client, "project", "checkout", "payments")
    audit.refresh_from_db()
    assert audit.project == checkout

    undo(client)
    audit.refresh_from_db()
    assert audit.project.slug == "payments"


def test_two_impact_audits_are_not_mixed_up(client, ada, checkout):
    payments = Project.objects.named(ada, "Payments")
    for project in (checkout, payments):
        ImpactAudit.objects.create(project=project, learned=f"Of {project}.")

    response = merge(client, "project", "checkout", "payments")

    assert response.status_code == 422
    assert "Both have an impact audit." in response.content.decode()
    assert ImpactAudit.objects.count() == 2


def test_of_two_opposite_merges_at_once_the_second_finds_nothing_to_merge(ada, checkout):
    payments = Project.objects.named(ada, "Payments")
    EntryFactory(author=ada, project=checkout)
    stale = Project.objects.get(pk=checkout.pk)
    merging.merge(checkout, payments)

    with pytest.raises(merging.MergedMeanwhile):
        merging.merge(payments, stale)

    assert [entry.project for entry in Entry.objects.all()] == [payments]


def test_nobody_merges_into_what_is_not_theirs(client, ada, eve, checkout):
    Project.objects.named(eve, "Secret")

    assert merge(client, "project", "checkout", "secret").status_code == 422
    assert merge(client, "project", "checkout", "checkout").status_code == 422


def test_there_is_one_merge_to_undo(client):
    assert said(undo(client)) == ["There is nothing to undo."]


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_rows_as_for_one(
    client, ada, checkout, sam, rows, django_assert_num_queries
):
    PlacementFactory(person=ada).ladder_version.read()  # once a process
    for n in range(rows):
        entry = tag(EntryFactory(author=ada, project=checkout), "delivery")
        entry.people.add(sam, Person.objects.named(ada, f"Person {n}"))
        Project.objects.named(ada, f"Project {n}")
    page(client, "project", "checkout")

    with django_assert_num_queries(13):
        page(client, "project", "checkout")
    with django_assert_num_queries(14):
        page(client, "person", "sam")
    with django_assert_num_queries(3):
        client.get(reverse("project-list"))
    with django_assert_num_queries(3):
        client.get(reverse("person-list"))


@pytest.mark.parametrize("address", ["/projects/a%00b/", "/people/a%00b/", "/projects/%00/impact/"])
def test_no_name_holds_a_null_character(address):
    with pytest.raises(Resolver404):
        resolve(unquote(address))
