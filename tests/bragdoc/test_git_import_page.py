"""A git log is brought in on a page: uploaded or pasted, shown, and asked whose it is."""

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


def answer(client, response, do, **fields):
    """Send what the page of the import shows, with these fields changed."""
    form = client.get(response["Location"]).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return client.post(response["Location"], {**shown, **fields, "do": do}, follow=True)


def titles():
    return list(Candidate.objects.in_order().values_list("title", flat=True))


def test_the_page_knows_the_names_of_the_account(client):
    content = client.get(reverse("git-import")).content.decode()

    assert "ada@example.org\nAda Okoye</textarea>" in content


@pytest.mark.parametrize("form", [Log.machine, Log.default, Log.oneline])
def test_an_uploaded_log_is_shown_and_then_fills_the_inbox(client, ada, log, form):
    response = bring(client, form(log).encode())

    brought = Import.objects.visible_to(ada).get()
    assert response["Location"] == f"/import/{brought.pk}/"
    assert [found["title"] for found in brought.sample] == ["Retry payments"]
    assert titles() == []

    answer(client, response, "take")

    brought.refresh_from_db()
    assert (titles(), brought.name) == (["Retry payments"], "shop.log")
    assert [skip["reason"] for skip in brought.skipped] == ["A small correction"]


def test_a_pasted_log_fills_the_inbox_with_links(client, log):
    response = bring(client, log.default(), repository="git@git.example:a/shop.git")

    answer(client, response, "take")

    candidate = Candidate.objects.get()
    assert candidate.links == [{"url": "https://git.example/a/shop/pull/7", "label": ""}]
    assert candidate.brought_by.name == "Pasted git log"


@pytest.mark.parametrize("form", [Log.machine, Log.default])
def test_the_page_of_the_import_asks_which_author_one_is(client, form):
    log = Log()
    for subject in ("retry payments", "cache prices", "draw receipts"):
        log.add(subject, by=["Ada O", "ao@laptop"])

    response = bring(client, form(log))
    page = client.get(response["Location"])
    (question,) = page.context["form"].unanswered
    ((value, label),) = question.field.choices

    assert "There is a question first." in page.content.decode()
    assert (value, "3 commits" in label) == ("Ada O <ao@laptop>", True)
    refused = answer(client, response, "take")
    assert refused.status_code == 422
    assert titles() == []

    shown = answer(client, response, "take", who=[value])
    assert "This is how it is read now. Nothing is in your inbox yet." in shown.content.decode()
    assert titles() == []

    answer(client, response, "take")
    assert len(titles()) == 1


def test_who_one_is_is_remembered_for_the_log_of_the_same_name(client, ada):
    log = Log()
    log.add("Retry payments", by=["Ada O", "ao@laptop"])
    response = bring(client, log.machine().encode(), authors="")
    answer(client, response, "show", who=["Ada O <ao@laptop>"])
    answer(client, response, "take")
    log.add("Cache prices", by=["Ada O", "ao@laptop"], on="2026-05-02")

    again = client.post(
        reverse("brag-import"), {"file": SimpleUploadedFile("shop.log", log.machine().encode())}
    )

    assert client.get(again["Location"]).context["form"].unanswered == []
    answer(client, again, "take")
    assert titles() == ["Retry payments", "Cache prices"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "It is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is a picture."),
        (bytes(range(256)) * 20, "The log is not text"),
        (b"- Retried payments\n", "No commit was found in it."),
    ],
    ids=["empty", "picture", "binary", "a brag document"],
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
        ({}, "Choose a file, or paste a text."),
        ({"text": "abc1234 x", "file": "abc1234 x"}, "Bring in one at a time."),
        ({"text": "abc1234 x", "repository": "shop"}, "This is no address of a repository."),
    ],
)
def test_a_form_that_cannot_be_read_says_why(client, fields, problem):
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("shop.log", fields["file"].encode())}

    response = client.post(reverse("git-import"), HERS | fields)

    assert response.status_code == 422
    assert problem in response.content.decode()
