"""A brag document is brought in: uploaded, pasted, or by command."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from bragdoc.models import Candidate, Import
from tests.bragdoc.conftest import BRAG_DOCUMENT


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def upload(client, data, name="wins.md"):
    return client.post(reverse("brag-import"), {"file": SimpleUploadedFile(name, data)})


def titles():
    return list(Candidate.objects.in_order().values_list("title", flat=True))


FOUND = [
    "Cut the nightly import from 40 minutes to 6 https://ci.example/42",
    "Wrote down why we will not split the database",
]


@pytest.mark.parametrize(
    "data",
    [
        BRAG_DOCUMENT.encode(),
        BRAG_DOCUMENT.encode("utf-8-sig"),
        BRAG_DOCUMENT.encode("utf-16"),
        BRAG_DOCUMENT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "byte-order mark", "utf-16", "crlf"],
)
def test_an_uploaded_document_fills_the_inbox(client, ada, data):
    response = upload(client, data)

    brought = Import.objects.visible_to(ada).get()
    assert response["Location"] == f"/import/{brought.pk}/"
    assert titles() == FOUND
    assert (brought.found, brought.known) == (2, 0)


def test_a_pasted_text_fills_the_inbox(client):
    client.post(reverse("brag-import"), {"text": BRAG_DOCUMENT})

    assert titles() == FOUND


def test_the_same_document_again_brings_only_what_is_new(client):
    upload(client, BRAG_DOCUMENT.encode())
    Candidate.objects.in_order().first().discard()

    upload(client, f"{BRAG_DOCUMENT}- Answered the auditors\n".encode())

    latest = Import.objects.newest_first().first()
    assert (latest.found, latest.known) == (1, 2)
    assert titles() == [*FOUND, "Answered the auditors"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text"),
        (b"- word\n" * 300_000, "larger than 2 MB"),
    ],
    ids=["empty", "binary", "too large"],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_reason(client, data, problem):
    response = upload(client, data)

    assert response.status_code == 422
    assert problem in " ".join(response.context["form"].errors["file"])
    assert Import.objects.count() == 0


def test_neither_file_nor_text_is_said(client):
    response = client.post(reverse("brag-import"), {"text": "  "})

    assert response.status_code == 422
    assert "Choose a file, or paste a text." in response.content.decode()


def test_a_pasted_text_that_cannot_be_read_stays_in_the_form(client):
    text = "- word\n" * 300_000

    response = client.post(reverse("brag-import"), {"text": text})

    assert response.status_code == 422
    assert "larger than 2 MB" in " ".join(response.context["form"].errors["text"])
    assert text in response.content.decode()


def test_the_report_counts_and_says_what_was_left_out_and_why(client):
    response = client.post(
        reverse("brag-import"),
        {"text": "## Goals for next year\n\n- Learn to delegate\n"},
        follow=True,
    )

    content = " ".join(response.content.decode().split())
    assert "0 candidates new, 0 known from before" in content
    assert "Learn to delegate" in content
    assert [skip["line"] for skip in Import.objects.get().skipped] == [1, 3]
    assert all(skip["reason"] for skip in Import.objects.get().skipped)


def test_somebody_elses_report_is_not_found(client, eve, brought):
    client.force_login(eve)

    assert client.get(reverse("import-detail", args=[brought.pk])).status_code == 404


# The command.


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "wins.md"
    file.write_text(BRAG_DOCUMENT + "\n## Goals\n\n- Learn to delegate\n")
    return file


def run(*arguments):
    out = StringIO()
    call_command("import_brag", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_fills_its_owners_inbox(ada, file):
    assert run(file, "--owner", "ada@example.org") == "2 new, 0 known, 2 skipped\n"
    assert list(Candidate.objects.waiting_for(ada).values_list("title", flat=True)) == FOUND


def test_the_preview_is_json_and_writes_nothing(ada, file):
    preview = json.loads(run(file, "--owner", "ADA@example.org", "--preview"))

    assert [found["title"] for found in preview["candidates"]] == FOUND
    assert preview["candidates"][0] == {
        "title": FOUND[0],
        "details": "",
        "starts_on": "2026-10-01",
        "ends_on": "2026-10-31",
        "precision": "month",
        "headings": ["2026", "October 2026"],
        "links": ["https://ci.example/42"],
        "line": 5,
    }
    assert [skip["line"] for skip in preview["skipped"]] == [8, 10]
    assert all(skip["reason"] for skip in preview["skipped"])
    assert (Import.objects.count(), Candidate.objects.count()) == (0, 0)


def test_an_unknown_owner_is_one_sentence(db, file):
    with pytest.raises(CommandError, match=r"^Nobody has an account with the address x@y\.z\.$"):
        run(file, "--owner", "x@y.z")


@pytest.mark.parametrize(
    ("data", "problem"),
    [(None, "No such file or directory"), (b"", "empty"), (b"\x89PNG\x00\xff\x01", "text")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(ada, tmp_path, data, problem):
    file = tmp_path / "odd.md"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(CommandError, match=problem) as refused:
        run(file, "--owner", "ada@example.org")

    assert "\n" not in str(refused.value)
    assert Import.objects.count() == 0


def test_a_real_document_comes_in_whole(ada, samples):
    file = samples / "brag-documents" / "zkan__brag-documents__docs__2022.md"
    if not file.exists():
        pytest.skip("this document is not here")

    run(file, "--owner", "ada@example.org")
    first = Candidate.objects.count()
    run(file, "--owner", "ada@example.org")

    assert first > 10
    assert Candidate.objects.count() == first
