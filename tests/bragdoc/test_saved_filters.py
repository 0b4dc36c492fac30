"""Filters of the log under a name: kept, used, renamed, deleted and brought back."""

import pytest
from django.urls import reverse

from bragdoc.models import SavedFilter

SAVED = reverse("saved-filter-list")


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def glue(ada):
    return SavedFilter.objects.create(owner=ada, name="Glue", query="kind=glue")


def save(client, name, query):
    return client.post(SAVED, {"name": name, "query": query})


def kept():
    return list(SavedFilter.objects.order_by("name").values_list("name", "query"))


@pytest.mark.parametrize(
    ("query", "as_kept"),
    [
        ("kind=glue&before=2026-11-03.7&q=", "kind=glue"),
        ("role=led&q=caf%C3%A9+x&to=2026-01-01", "q=caf%C3%A9+x&role=led&to=2026-01-01"),
        ("q=-a%26b&kind=nonsense", "q=-a%26b"),
    ],
)  # fmt: skip
def test_what_the_log_shows_is_kept_as_its_address_says_it(client, query, as_kept):
    response = save(client, "Mine", query)

    assert (response["Location"], kept()) == (f"/wins/?{as_kept}", [("Mine", as_kept)])


def test_saving_twice_keeps_one(client, glue):
    save(client, "Glue", "kind=glue")

    assert kept() == [("Glue", "kind=glue")]


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("", "kind=glue", "This field is required."),
        ("Glue", "kind=delivery", "Another of your filters has this name."),
        ("Empty", "before=2026-01-01.1", "Choose some filters of the log first."),
        ("Long", "q=" + "%E4%B8%AD" * 200 + "&expectation=" + "%E4%B8%AD" * 300, "too long to be"),
        ("x" * 81, "kind=glue", "at most 80 characters"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_its_reason(client, glue, name, query, words):
    response = save(client, name, query)

    assert (response.status_code, kept()) == (422, [("Glue", "kind=glue")])
    assert words in response.content.decode()


@pytest.mark.parametrize("query", ["\x00", "%00=%00", "a" * 5_000, "&&&=;", "q=\ud800"])
def test_an_address_of_any_shape_is_no_error(client, query):
    assert save(client, "Odd", query.encode("utf-8", "replace")).status_code == 422


def test_the_log_lists_them_and_says_which_is_shown(client, glue, ada, eve):
    SavedFilter.objects.create(owner=ada, name="<b>", query="kind=learning&q=a%26b")
    SavedFilter.objects.create(owner=eve, name="Eve’s", query="kind=glue")

    content = client.get("/wins/?kind=glue&q=").content.decode()

    assert '<a href="/wins/?kind=glue" dir="auto" aria-current="true">Glue</a>' in content
    assert 'href="/wins/?kind=learning&amp;q=a%26b" dir="auto">&lt;b&gt;</a>' in content
    assert "Eve’s" not in content


def test_a_filter_gets_another_name(client, glue):
    client.post(reverse("saved-filter-rename", args=[glue.pk]), {"name": "Glue work"})

    assert kept() == [("Glue work", "kind=glue")]


def test_a_name_that_is_taken_is_refused(client, glue, ada):
    other = SavedFilter.objects.create(owner=ada, name="Other", query="q=a")

    response = client.post(reverse("saved-filter-rename", args=[other.pk]), {"name": "Glue"})

    assert response.status_code == 422
    assert "Another of your filters has this name." in response.content.decode()
    assert kept() == [("Glue", "kind=glue"), ("Other", "q=a")]


def test_what_is_deleted_comes_back(client, glue):
    client.post(reverse("saved-filter-delete", args=[glue.pk]))
    assert kept() == []

    client.post(reverse("saved-filter-restore"))
    assert kept() == [("Glue", "kind=glue")]


def test_what_is_deleted_does_not_push_another_of_its_name_aside(client, glue):
    client.post(reverse("saved-filter-delete", args=[glue.pk]))
    save(client, "Glue", "q=new")

    client.post(reverse("saved-filter-restore"))

    assert kept() == [("Glue", "q=new")]


def test_an_empty_list_says_how_one_comes_to_be(client):
    assert "save them beside it" in client.get(SAVED).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_as_for_one(client, ada, rows, django_assert_num_queries):
    for n in range(rows):
        SavedFilter.objects.create(owner=ada, name=f"Filter {n}", query=f"q={n}")

    with django_assert_num_queries(3):
        client.get(SAVED)
