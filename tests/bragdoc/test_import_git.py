"""A git log is brought in by command; its drafts wait, grow, and are offered once."""

import json
import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bragdoc.capture.git_history.log import parse
from bragdoc.models import Candidate, Import
from bragdoc.models.growing_logs import GrowingLog
from tests.bragdoc.git_logs import ADA, Log

OWNER = ("--owner", "ada@example.org")


@pytest.fixture
def log():
    log = Log()
    log.add("Retry payments (#7)", on="2026-03-02", files=["shop/pay.py"])
    log.add("Cache prices", on="2026-03-03", files=["shop/price.py"])
    log.add("fix typo", on="2026-04-03", files=["1\t1\tshop/price.py"])
    return log


@pytest.fixture
def file(tmp_path, log):
    file = tmp_path / "shop.log"
    file.write_text(log.default())
    return file


def run(*arguments):
    out = StringIO()
    call_command("import_git", *map(str, arguments), stdout=out)
    return out.getvalue()


def bring(owner, log, name="shop.log"):
    parsed = parse(log.machine().encode())
    return Import.objects.from_git_log(parsed, {"who": "\n".join(ADA)}, owner=owner, name=name)


def counts(brought):
    return brought.found, brought.changed, brought.known, len(brought.skipped)


def titles():
    return list(Candidate.objects.in_order().values_list("title", flat=True))


# What comes again


def test_drafts_wait_in_the_inbox_of_their_owner(ada, log):
    brought = bring(ada, log)

    assert counts(brought) == (2, 0, 0, 1)
    assert brought.skipped == [
        {"line": 1, "last": 2, "text": "fix typo", "reason": "A small correction"}
    ]
    assert titles() == ["Cache prices", "Retry payments"]


def test_the_same_log_again_adds_nothing_under_whatever_name(ada, log):
    bring(ada, log)
    before = list(Candidate.objects.in_order().values_list("pk", "title", "details"))

    brought = bring(ada, log, name="another.log")

    assert counts(brought) == (0, 0, 2, 1)
    assert list(Candidate.objects.in_order().values_list("pk", "title", "details")) == before


def test_a_draft_that_waits_grows_with_its_log(ada, log):
    bring(ada, log)
    prices = Candidate.objects.get(title="Cache prices")

    log.add("Cache taxes", on="2026-03-20", files=["shop/tax.py", "shop/price.py"])
    brought = bring(ada, log)

    assert counts(brought) == (0, 1, 1, 1)
    prices.refresh_from_db()
    assert prices.title == "Cache taxes, and one more change to shop"
    assert prices.ends_on.isoformat() == "2026-03-20"
    assert prices.brought_by == brought


@pytest.mark.parametrize("decide", ["keep", "leave out"])
def test_what_was_decided_about_stays_and_only_later_commits_are_offered(ada, log, decide):
    bring(ada, log)
    prices = Candidate.objects.get(title="Cache prices")
    if decide == "keep":
        Candidate.objects.among([prices.pk]).accept()
    else:
        prices.discard()

    log.add("Cache taxes", on="2026-03-20", files=["shop/tax.py", "shop/price.py"])
    brought = bring(ada, log)

    assert counts(brought) == (1, 0, 2, 2)
    assert titles() == ["Cache prices", "Retry payments", "Cache taxes"]
    reasons = {skip["text"]: skip["reason"] for skip in brought.skipped}
    assert reasons["Cache prices"] == "Kept or left out before"


def test_a_shorter_log_leaves_alone_what_it_does_not_hold_whole(ada, log):
    log.add("Cache taxes", on="2026-03-20", files=["shop/tax.py"])
    bring(ada, log)
    before = titles()

    log.commits = log.commits[:1]
    brought = bring(ada, log)

    assert (brought.found, titles()) == (0, before)


def test_drafts_that_a_longer_log_tells_together_do_not_wait_twice(ada, log):
    for number in range(10, 16):
        log.add(f"Change thing {number} (#{number})", on="2026-03-04", files=["shop/a.py"])
    for number in range(16, 40):
        bring(ada, log)
        log.add(f"Change thing {number} (#{number})", on="2026-03-04", files=["shop/a.py"])
    bring(ada, log)

    details = "\n".join(Candidate.objects.values_list("details", flat=True))
    assert Candidate.objects.count() == 5
    assert details.count("Change thing") == 30


def test_drafts_that_a_longer_log_tells_apart_all_wait(ada, log):
    log.commits.clear()
    log.add("Word prices better", on="2026-03-02", files=["2\t1\tshop/price.py"])
    bring(ada, log)
    log.add("Word taxes better", on="2026-03-05", files=["2\t1\tbooks/tax.py"])
    bring(ada, log)
    assert titles() == ["Word prices better, and one more change"]

    log.add("Print books", on="2026-03-06", files=["90\t1\tbooks/print.py"])
    bring(ada, log)

    assert sorted(titles()) == [
        "Print books, and one more change to books",
        "Word prices better",
    ]


def test_hashes_that_nothing_tells_apart_end_in_no_error(ada, log):
    for number, commit in enumerate(log.commits):
        commit["hash"] = f"{number:040x}"

    for _ in range(3):
        bring(ada, log)

    assert titles() == ["Cache prices", "Retry payments"]


def test_what_is_decided_while_a_log_is_read_is_seen_before_it_is_taken_in(ada, log):
    bring(ada, log)
    growing = GrowingLog(ada, parse(log.machine().encode()))
    assert growing.is_current()

    Candidate.objects.get(title="Cache prices").discard()

    assert not growing.is_current()


def test_a_log_of_one_person_is_nothing_to_another(ada, eve, log):
    bring(ada, log)

    assert counts(bring(eve, log)) == (2, 0, 0, 1)


# The command


def test_the_command_fills_its_owners_inbox(ada, file):
    assert run(file, *OWNER) == "2 new, 0 known, 1 skipped\n"
    assert run(file, *OWNER) == "0 new, 2 known, 1 skipped\n"
    assert Candidate.objects.waiting_for(ada).count() == 2


def test_the_preview_is_json_and_writes_nothing(ada, file):
    preview = json.loads(
        run(file, *OWNER, "--repository", "https://git.example/a/shop", "--preview")
    )

    assert {name: told for name, told in preview["candidates"][1].items() if told} == {
        "title": "Retry payments",
        "details": "- 2026-03-02: Retry payments (#7) `0000001000`",
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-02",
        "precision": "day",
        "headings": ["Pull request #7"],
        "links": ["https://git.example/a/shop/pull/7"],
        "line": 15,
        "offers": "win",
    }
    assert [skip["text"] for skip in preview["skipped"]] == ["fix typo"]
    assert (Import.objects.count(), Candidate.objects.count()) == (0, 0)


def test_any_name_the_owner_commits_under_can_be_said(ada, file, log):
    log.add("Draw receipts", by=["ao", "ao@laptop"], on="2026-05-01")
    file.write_text(log.default())

    run(file, *OWNER, "--author", "ao@laptop")

    assert titles() == ["Draw receipts"]


def test_a_log_without_the_owners_commits_says_whose_it_holds(ada, file, log):
    with pytest.raises(CommandError) as refused:
        run(file, *OWNER, "--author", "noor@example.org", "--preview")

    assert str(refused.value) == (
        f"{file}: No commit is by noor@example.org. It has commits by Ada Okoye "
        "<ada@example.org> (3). Say who the owner is with --author."
    )


def test_an_unknown_owner_is_one_sentence(db, file):
    with pytest.raises(CommandError, match=r"^Nobody has an account with the address x@y\.z\.$"):
        run(file, "--owner", "x@y.z")


@pytest.mark.parametrize(
    ("data", "problem"),
    [(None, "No such file or directory"), (b"", "empty"), (b"\x89PNG\x00\xff\x01", "text")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(ada, tmp_path, data, problem):
    file = tmp_path / "odd.log"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(CommandError, match=problem) as refused:
        run(file, *OWNER)

    assert "\n" not in str(refused.value)
    assert Import.objects.count() == 0


# A folder


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()

    def git(*arguments, by=ADA):
        person = ["-c", f"user.name={by[0]}", "-c", f"user.email={by[1]}"]
        subprocess.run(["git", "-C", folder, *person, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("remote", "add", "origin", "git@git.example:a/shop.git")
    for subject, by in [("Retry — payments (#7)", ADA), ("Cache", ["Noor", "n@example.org"])]:
        (folder / f"{subject[:5]}.py").write_text("one\n" * 40)
        git("add", ".")
        git("commit", "-m", subject, by=by)
    return folder


def test_a_folder_is_read_by_git_itself_with_links_to_where_it_came_from(ada, repository):
    run("--repository-path", repository, *OWNER)

    candidate = Candidate.objects.get()
    assert candidate.title == "Retry — payments"
    assert candidate.links == [{"url": "https://git.example/a/shop/pull/7", "label": ""}]
    assert candidate.brought_by.name == "shop"


def test_a_folder_that_is_no_repository_is_one_sentence(ada, tmp_path):
    with pytest.raises(CommandError, match="not a git repository") as refused:
        run("--repository-path", tmp_path, *OWNER)

    assert "\n" not in str(refused.value)


def test_a_folder_without_a_commit_of_hers_is_one_sentence(ada, repository):
    with pytest.raises(CommandError, match="empty"):
        run("--repository-path", repository, *OWNER, "--author", "nobody@example.org")


# Real logs


@pytest.mark.parametrize("project", ["flask", "httpx"])
def test_every_form_of_a_real_year_brought_twice_adds_nothing(ada, samples, project):
    paths = sorted((samples / "git-logs").glob(f"{project}*"))
    assert len(paths) == 3
    for path in paths:
        Candidate.objects.all().delete()
        log = parse(path.read_bytes())
        choices = {"who": "David Lord\nTom Christie", "repository": "https://git.example/a/b"}
        first, again = (
            Import.objects.from_git_log(log, choices, owner=ada, name=path.name) for _ in range(2)
        )
        assert 20 <= first.found <= 80
        assert (again.found, again.changed, again.known) == (0, 0, first.found)
