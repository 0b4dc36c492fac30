"""A git log is brought in on a page: uploaded or pasted, and asked whose it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bragdoc.models import Candidate, Import
from tests.bragdoc.git_logs import Log


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def log():
    log = Log()
    log.add("Retry payments (#7)", files=["shop/pay.py"])
    log.add("fix typo", files=["1\t1\tshop/pay.py"])
    return log


HERS = {"authors": "ada@example.org\nAda Okoye"}


def bring(client, data, **fields):
    if isinstance(data, bytes):
        fields["file"] = SimpleUploadedFile("shop.log", data)
    else:
        fields["text"] = data
    return client.post(reverse("git-import"), HERS | fields)


def titles():
    return list(Candidate.objects.in_order().values_list("title", flat=True))


def test_the_page_knows_the_names_of_the_account(client):
    content = client.get(reverse("git-import")).content.decode()

    assert "ada@example.org\nAda Okoye</textarea>" in content
    assert "Which of these are you?" not in content


@pytest.mark.parametrize("form", [Log.machine, Log.default, Log.oneline])
def test_an_uploaded_log_fills_the_inbox(client, ada, log, form):
    response = bring(client, form(log).encode())

    brought = Import.objects.visible_to(ada).get()
    assert response["Location"] == f"/import/{brought.pk}/"
    assert (titles(), brought.name) == (["Retry payments"], "shop.log")
    assert [skip["reason"] for skip in brought.skipped] == ["A small correction"]


def test_a_pasted_log_fills_the_inbox_with_links(client, log):
    bring(client, log.default(), repository="git@git.example:a/shop.git")

    candidate = Candidate.objects.get()
    assert candidate.links == [{"url": "https://git.example/a/shop/pull/7", "label": ""}]


@pytest.mark.parametrize("form", [Log.machine, Log.default, Log.oneline])
def test_the_page_asks_which_author_one_is_and_keeps_the_log(client, form):
    log = Log()
    for subject in ("retry payments", "cache prices", "draw receipts"):
        log.add(subject, by=["Ada O", "ao@laptop"])

    asked = bring(client, form(log).encode())

    assert asked.status_code == 422
    assert "Nothing in this log is by these names." in asked.content.decode()
    ((value, label),) = asked.context["form"].fields["chosen"].choices
    assert label == f"{value}, 3 commits"
    assert Import.objects.count() == 0

    bring(client, asked.context["form"]["text"].value(), chosen=[value])

    assert Import.objects.count() == 1
    assert sum(title.count("retry payments") for title in titles()) <= 1
    assert len(titles()) == 1


def test_what_is_ticked_is_looked_for_in_the_log(client, log):
    response = bring(client, log.default(), authors="", chosen=["Noor <n@example.org>"])

    assert response.status_code == 422
    assert [label for _, label in response.context["form"].fields["chosen"].choices] == [
        "Ada Okoye <ada@example.org>, 2 commits"
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The log is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "The log is not text"),
        (b"- Retried payments\n", "No commit was found in it."),
    ],
    ids=["empty", "binary", "a brag document"],
)
def test_a_log_that_cannot_be_read_is_refused_with_the_reason(client, data, problem):
    response = bring(client, data)

    assert response.status_code == 422
    assert problem in " ".join(response.context["form"].errors["file"])
    assert Import.objects.count() == 0


def test_a_pasted_text_that_cannot_be_read_stays_in_the_form(client):
    response = bring(client, "- Retried payments")

    assert response.status_code == 422
    assert "- Retried payments</textarea>" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "Choose a file, or paste a log."),
        ({"text": "abc1234 x", "file": "abc1234 x"}, "Bring in one at a time."),
    ],
)
def test_one_log_at_a_time(client, fields, problem):
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("shop.log", fields["file"].encode())}

    response = client.post(reverse("git-import"), HERS | fields)

    assert response.status_code == 422
    assert problem in response.content.decode()


def test_a_large_file_has_to_be_chosen_again(client, log):
    data = log.default() + "\n" * 1_000_000

    response = bring(client, data.encode(), authors="noor@example.org")

    assert response.context["form"].errors["file"] == ["Choose the file again, too."]
    assert not response.context["form"]["text"].value()


def test_an_address_of_no_repository_is_refused(client, log):
    response = bring(client, log.default().encode("utf-16"), repository="javascript:alert(1)")

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == log.default()
    assert "This is no address of a repository." in response.content.decode()
    assert Import.objects.count() == 0


@pytest.mark.parametrize("imports", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_imports_as_for_one(
    client, log, imports, django_assert_num_queries
):
    for _ in range(imports):
        bring(client, log.default())

    with django_assert_num_queries(3):
        client.get(reverse("git-import"))
