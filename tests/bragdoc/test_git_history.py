"""A git log, in whichever form, becomes a few drafts of what its author did."""

import contextlib
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bragdoc.capture.git_history.forge import Forge
from bragdoc.capture.git_history.log import parse
from bragdoc.capture.git_history.machine import FORMAT
from bragdoc.capture.git_history.people import Who, written_by
from bragdoc.capture.git_history.reading import read, read_git_log
from bragdoc.capture.proposals import Unreadable
from tests.bragdoc.git_logs import ADA, Log, hash_of


@pytest.fixture
def log():
    return Log()


def reading_of(text, who=ADA, **choices):
    return read_git_log(
        text.encode() if isinstance(text, str) else text,
        name="",
        choices={"who": "\n".join(who), **choices},
        progress=lambda done, total: None,
    )


def written(text, who=ADA):
    """How many of the commits are theirs."""
    return written_by(Who.called(who), parse(text.encode()).commits)


def titles(reading):
    return [candidate.title for candidate in reading.candidates]


def reasons(reading):
    return {subject: skip.reason for skip in reading.skipped for subject in skip.text.split("\n")}


# The forms


FORMS = {
    "machine": Log.machine,
    "default with numstat": Log.default,
    "default": lambda log: log.default(numstat=False),
    "a line a commit": Log.oneline,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_tells_the_same_work(log, form):
    log.add("Retry payments that time out (#7)", on="2026-03-02", files=["shop/pay.py"])
    log.add("Cache prices for a minute (#9)", on="2026-04-20", files=["shop/price.py"])
    log.add("Draw receipts in the browser (#11)", on="2026-05-04", files=["shop/receipt.py"])

    reading = reading_of(form(log))

    assert [(each.title, each.starts_on, each.headings) for each in reading.candidates] == [
        ("Draw receipts in the browser", date(2026, 5, 4), ("Pull request #11",)),
        ("Cache prices for a minute", date(2026, 4, 20), ("Pull request #9",)),
        ("Retry payments that time out", date(2026, 3, 2), ("Pull request #7",)),
    ]
    assert reading.skipped == ()
    assert written(form(log)) == 3


def test_a_message_of_several_paragraphs_is_read_whole(log):
    log.add("Retry payments\nthat time out", body="They did so at night.\n\nRefs #3")

    (draft,) = reading_of(log.default()).candidates

    assert draft.title == "Retry payments that time out"
    assert draft.headings == ("Issue #3",)
    assert "They did so at night.\n\nRefs #3" in draft.details


@pytest.mark.parametrize(
    "written",
    [
        "Date:   Mon Mar 2 23:30:00 2026 -0800",
        "Date:   2026-03-02 23:30:00 -0800",
        "Date:   2026-03-02",
        "Date:   Mon, 2 Mar 2026 23:30:00 -0800",
        "Date:   1772523000 -0800",
        "AuthorDate: Mon Mar 2 23:30:00 2026 -0800\nCommit:     X <x@y.z>\n"
        "CommitDate: Fri Mar 6 23:30:00 2026 -0800",
    ],
)
def test_the_day_is_the_authors_own(written):
    text = f"commit {'a' * 40}\nAuthor: Ada Okoye <ada@example.org>\n{written}\n\n    Retry it\n"

    (draft,) = reading_of(text).candidates

    assert (draft.starts_on, draft.ends_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert draft.precision == "day"


def test_a_log_without_days_gives_drafts_without_days():
    (draft,) = reading_of("abc1234 (HEAD -> main, origin/main) Retry payments (#7)\n").candidates

    assert (draft.title, draft.starts_on, draft.precision) == ("Retry payments", None, "unknown")


def test_colours_and_windows_line_ends_are_no_part_of_it(log):
    log.add("Retry payments that time out")
    coloured = log.default().replace("commit ", "\x1b[33mcommit ").replace("\n", "\x1b[m\r\n")

    assert titles(reading_of(coloured)) == ["Retry payments that time out"]


def test_the_log_that_powershell_writes_is_read(log):
    log.add("Retry payments that time out")

    assert titles(reading_of(log.default().encode("utf-16"))) == ["Retry payments that time out"]


def test_files_are_read_under_their_new_names_and_pictures_have_no_lines(log):
    log.add("Move it", files=["3\t1\tshop/{old => new}/pay.py", "-\t-\tlogo.png", "1\t0\ta => b"])

    (commit,) = parse(log.machine().encode()).commits

    assert [(change.path, change.lines) for change in commit.changes] == [
        ("shop/new/pay.py", 4),
        ("logo.png", 0),
        ("b", 1),
    ]


# Whose work it is


def test_what_others_wrote_is_left_out(log):
    log.add("Retry payments that time out")
    log.add("Cache prices", by=["Noor", "noor@example.org"])
    log.add("Bump it", by=["dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"])
    log.add(
        "Draw receipts",
        by=["Noor", "noor@example.org"],
        body="Co-authored-by: Ada Okoye <ada@example.org>",
    )

    for form in (log.machine(), log.default()):
        reading = reading_of(form)
        assert titles(reading) == ["Retry payments that time out"]
        assert reasons(reading) == {
            "Cache prices": "Somebody else’s",
            "Bump it": "An automatic update",
            "Draw receipts": "Somebody else’s, with you as co-author",
        }


@pytest.mark.parametrize(
    "who",
    [
        ["ada okoye"],
        ["ADA@example.org"],
        ["Ada Okoye <someone@else.example>"],
        ["adao"],
    ],
)
def test_any_of_the_names_somebody_goes_by_is_enough(log, who):
    log.add("Retry payments", by=["Ada Okoye", "12+adao@users.noreply.github.com"])
    log.add("Cache prices", by=["Somebody", "ada@example.org"])

    assert len(reading_of(log.machine(), who).candidates) >= 1


def test_a_part_of_a_name_is_not_enough(log):
    log.add("Retry payments", by=["Ada Okoyevich", "ada@example.organic"])

    reading = reading_of(log.machine())

    assert reading.candidates == ()
    assert [skip.reason for skip in reading.skipped] == ["Somebody else’s"]


def test_names_in_lines_are_told_apart_from_subjects(log):
    log.add("retry payments", on="2026-03-02")
    log.add("cache prices", on="2026-04-02", by=["Noor Haddad", "n@example.org"])

    reading = reading_of(log.oneline())

    assert titles(reading) == ["retry payments"]
    assert reasons(reading) == {"Noor Haddad cache prices": "Somebody else’s"}


def test_the_name_that_all_lines_begin_with_is_found(log):
    for subject in ("retry payments", "cache prices", "Draw receipts"):
        log.add(subject)

    (author,) = parse(log.oneline().encode()).authors

    assert (author.name, author.commits) == ("Ada Okoye", 3)
    assert written(log.oneline(), ["Noor Haddad"]) == 0


def test_authors_are_listed_with_those_of_most_commits_first(log):
    log.add("Cache prices", by=["Noor", "noor@example.org"])
    log.add("Retry payments")
    log.add("Draw receipts")

    assert [(each.name, each.commits) for each in parse(log.default().encode()).authors] == [
        ("Ada Okoye", 2),
        ("Noor", 1),
    ]


# Merges


def branch_of(log, *, by=ADA, subject="Merge pull request #7 from shop/retries", body="Retry it"):
    """A first commit, a branch of two by somebody, and Ada's merge of it."""
    base = log.add("Take over the shop", on="2026-02-02", files=["shop/a.py"])
    log.add("Retry payments", by=by, parents=[base], files=["shop/pay.py"])
    tip = log.add("Count the retries", by=by, parents=[base + 1], files=["shop/pay.py"])
    log.add(subject, body=body, parents=[base, tip])


def test_a_merge_of_a_branch_of_ones_own_tells_what_its_pull_request_was_called(log):
    branch_of(log)

    reading = reading_of(log.machine(), repository="https://git.example/shop/shop")

    draft, _ = reading.candidates
    assert (draft.title, len(draft.commits)) == ("Retry it", 3)
    assert draft.links == ("https://git.example/shop/shop/pull/7",)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Merge pull request #7 from noor/retries", "Retry it"),
        ("Retry it (#7)", ""),
        ("Merge branch 'retries' into 'main'", "Retry it\n\nSee merge request shop/shop!7"),
        ("Merged in retries (pull request #7)", "Retry it"),
    ],
    ids=["github", "github with a title", "gitlab", "bitbucket"],
)
@pytest.mark.parametrize("form", [Log.machine, Log.default])
def test_a_merge_of_anothers_work_is_never_ones_own(log, subject, body, form):
    branch_of(log, by=["Noor", "noor@example.org"], subject=subject, body=body)

    own, review = reading_of(form(log)).candidates

    assert own.title == "Take over the shop"
    assert review.title == "Reviewed and merged a pull request in March 2026: Retry it"
    assert review.headings == ("Work of others",)


def test_a_correction_on_anothers_branch_does_not_make_it_ones_own(log):
    base = log.add("Take over the shop", files=["shop/a.py"])
    # The commit before it is Noor's, and is not in a log of Ada's alone.
    tip = log.add("Name the retries", parents=[99], files=["shop/pay.py"])
    log.add("Retry payments that time out (#7)", parents=[base, tip])

    for form in (log.machine(), log.default()):
        reading = reading_of(form)
        assert not any("time out" in candidate.title for candidate in reading.candidates)
        assert reasons(reading) == {
            "Retry payments that time out (#7)": "A merge that may be of somebody else's work"
        }


def test_reviews_of_a_month_are_one_draft(log):
    for number in (7, 8, 9):
        log.add(f"Merge pull request #{number} from noor/b{number}", parents=[90, 80 + number])

    (draft,) = reading_of(log.machine()).candidates

    assert draft.title == "Reviewed and merged 3 pull requests in March 2026"


def test_merging_what_a_machine_proposed_is_no_review(log):
    log.add("Merge pull request #7 from shop/dependabot/pip/x-1", parents=[90, 80])
    log.add("Bump the actions group with 2 updates (#8)", parents=[90, 81])
    log.add("Merge branch '2.3.x'", parents=[90, 82])

    reading = reading_of(log.machine())

    assert reading.candidates == ()
    assert sorted(set(reasons(reading).values())) == [
        "A merge of an automatic update",
        "A merge of one branch into another",
    ]


# What is no work to tell


@pytest.mark.parametrize(
    ("subject", "files", "reason"),
    [
        ("Version 0.14.2 (#1207)", [], "Marks a version"),
        ("release version 2.3.3", [], "Marks a version"),
        ("🔖 Release version 0.95.1", [], "Marks a version"),
        ("📝 Update release notes", [], "Release notes"),
        ("Bump lodash from 4.1.1 to 4.1.2", [], "An automatic update"),
        ("chore(deps): update vite", [], "An automatic update"),
        ("update dependencies", ["requirements/dev.txt"], "An update of dependencies"),
        ("Refresh", ["uv.lock"], "Only lock files or generated files"),
        ("Mention retries", ["CHANGELOG.md"], "Only the change log"),
        ("fix typo", [], "A small correction"),
        ("Fix linting (#8)", ["1\t1\tshop/a.py"], "A small correction"),
        ("wip: retries", [], "Unfinished work"),
        ("fixup! Retry payments", [], "Unfinished work"),
        ('Revert "Retry payments"', [], "Takes an earlier change back"),
    ],
)
def test_routine_is_left_out_with_the_reason(log, subject, files, reason):
    log.add(subject, files=files)

    reading = reading_of(log.machine())

    assert (reading.candidates, reasons(reading)) == ((), {subject: reason})


@pytest.mark.parametrize(
    ("subject", "files"),
    [
        ("Upgrade Django to 5.0", ["shop/settings.py"]),
        ("clean up", ["300\t9\tshop/a.py"]),
        ("Fix typos being sent to customers", ["shop/a.py"]),
        ("Lock accounts after ten attempts", ["shop/lock.py"]),
        ("Release reserved stock after an hour", []),
    ],
)
def test_work_that_only_looks_like_routine_is_kept(log, subject, files):
    log.add(subject, files=files)

    assert titles(reading_of(log.machine())) == [subject]


def test_what_was_taken_back_is_left_out_and_what_came_again_is_not(log):
    first = log.add("Retry payments", on="2026-03-02")
    second = log.add("Cache prices", on="2026-04-02")
    for taken in (first, second):
        log.add('Revert "it"', on="2026-05-01", body=f"This reverts commit {hash_of(taken)}.")
    log.add('Revert "Revert "it""', on="2026-05-02", body=f"This reverts commit {hash_of(4)}.")

    reading = reading_of(log.machine())

    assert titles(reading) == ["Cache prices"]
    assert reasons(reading)["Retry payments"] == "Taken back later"


# Grouping


def test_commits_of_one_issue_are_one_draft_however_long_it_took(log):
    log.add("Measure payments, refs #12", on="2026-01-05", files=["shop/a.py"])
    log.add("Retry payments", on="2026-03-05", body="Fixes: #12", files=["shop/b.py", "shop/c.py"])
    log.add("[PAY-4] Draw receipts", on="2026-03-06", files=["shop/d.py"])
    log.add("PAY-4: print receipts", on="2026-03-09", files=["shop/d.py"])

    payments, receipts = reading_of(log.machine()).candidates

    assert (payments.starts_on, payments.ends_on) == (date(2026, 1, 5), date(2026, 3, 5))
    assert payments.title == "Retry payments, and one more change to shop"
    assert payments.headings == ("Issue #12",)
    assert receipts.headings == ("Issue PAY-4",)


def test_words_that_look_like_an_issue_are_none(log):
    log.add("Fix 3 crashes", on="2026-03-02")
    log.add("UTF-8 everywhere", on="2026-04-02")

    assert [each.headings for each in reading_of(log.machine()).candidates] == [(), ()]


def test_an_area_within_a_month_is_one_draft(log):
    log.add("feat(prices): round", on="2026-03-02")
    log.add("fix(prices): round again", on="2026-03-20")
    log.add("fix(prices): never round", on="2026-04-01")

    assert [
        (each.headings, len(each.commits)) for each in reading_of(log.machine()).candidates
    ] == [
        (("prices",), 2),
        (("prices",), 1),
    ]


def test_little_things_of_a_month_are_told_together(log):
    for area in ("shop", "docs", "ci"):
        log.add(f"Word it better in {area}", files=[f"2\t1\t{area}/a.py"])
    log.add("Retry payments", files=["200\t3\tpay/a.py"])

    large, little = reading_of(log.machine()).candidates

    assert large.title == "Retry payments"
    assert (little.title, len(little.commits)) == (
        "Word it better in docs, and 2 more changes",
        3,
    )


def test_a_busy_month_gives_six_drafts_and_loses_no_commit(log):
    for number in range(40):
        log.add(f"Change thing {number} (#{number})", files=[f"90\t9\tshop{number % 4}/a.py"])

    candidates = reading_of(log.machine()).candidates

    assert len(candidates) == 6
    assert sum(len(candidate.commits) for candidate in candidates) == 40


def test_the_same_change_on_two_branches_is_listed_once(log):
    log.add("Retry payments (#7)", files=["shop/a.py"])
    log.add("Retry payments (#7)", files=["shop/a.py"])

    (draft,) = reading_of(log.machine()).candidates

    assert draft.details == "- 2026-03-02: Retry payments (#7) `0000001000` `0000002000`"


def test_a_later_commit_leaves_earlier_months_as_they_were(log):
    for number in range(30):
        log.add(f"Change thing {number} (#{number})", files=["90\t9\tshop/a.py"])
    before = reading_of(log.machine()).candidates
    log.add("Change another thing (#99)", on="2026-04-01", files=["90\t9\tshop/a.py"])

    after = reading_of(log.machine()).candidates

    assert {commits(each) for each in before} < {commits(each) for each in after}


def commits(candidate):
    return frozenset(candidate.commits)


# What a draft says


def test_details_list_the_commits_and_name_who_is_named(log):
    log.add(
        "Deprecate __version__ in *every* `__init__` <now>",
        body="It lied.\n\nSigned-off-by: A <a@b.c>\nCo-authored-by: Noor <noor@example.org>",
    )

    (draft,) = reading_of(log.machine()).candidates

    assert draft.details == (
        "It lied.\n\n"
        "- 2026-03-02: Deprecate \\_\\_version\\_\\_ in \\*every\\* `__init__` \\<now> "
        "`0000001000`\n\n"
        "Named as co-authors: Noor."
    )


def test_details_of_very_many_commits_say_how_many_more_there_are(log):
    for number in range(400):
        log.add(f"Change thing {number} of the shop, which takes words", files=["shop/a.py"])

    candidates = reading_of(log.machine()).candidates

    assert sum(len(each.commits) for each in candidates) == 400
    assert all(len(each.details) <= 20_000 for each in candidates)
    assert any(re.search(r"- \d+ more commits$", each.details) for each in candidates)


def test_a_long_subject_is_cut_between_words(log):
    log.add("word " * 100)

    (draft,) = reading_of(log.machine()).candidates

    assert len(draft.title) <= 300
    assert draft.title.endswith("word…")


@pytest.mark.parametrize(
    ("address", "pull"),
    [
        ("https://github.com/shop/shop", "https://github.com/shop/shop/pull/7"),
        ("https://ada:secret@github.com/shop/shop.git/", "https://github.com/shop/shop/pull/7"),
        ("git@github.com:shop/shop.git", "https://github.com/shop/shop/pull/7"),
        ("ssh://git@git.example:22/shop/shop", "https://git.example/shop/shop/pull/7"),
        ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/merge_requests/7"),
        ("git@bitbucket.org:a/b.git", "https://bitbucket.org/a/b/pull-requests/7"),
        ("https://dev.azure.com/a/b/_git/c", "https://dev.azure.com/a/b/_git/c/pullrequest/7"),
    ],
)
def test_pull_requests_are_linked_where_the_repository_is_known(address, pull):
    assert Forge.at(address).pull("7") == pull


@pytest.mark.parametrize(
    "address", ["", "/srv/git/shop", "file:///srv/shop", "javascript:alert(1)", "https://[", "x"]
)
def test_an_address_that_no_browser_opens_gives_no_links(address):
    assert Forge.at(address) is None


# A log that comes back


def test_what_was_decided_about_is_not_offered_again(log):
    log.add("Retry payments", files=["shop/a.py"])
    log.add("Cache prices", files=["shop/a.py"])
    parsed = parse(log.machine().encode())

    reading = read(parsed, {"who": ADA[0]}, decided={"0000001000"})

    assert titles(reading) == ["Cache prices"]
    assert reasons(reading) == {"Retry payments": "Kept or left out before"}


# Bad input


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The log is empty."),
        (b" \n\t\n", "The log is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text in UTF-8 or UTF-16"),
        (b"\x00\x01\x02" * 50, "not a text"),
        ("café".encode("latin-1"), "not text in UTF-8 or UTF-16"),
        (b"# 2026\n\n- Retried payments\n", "No commit was found in it."),
        (b"20260302 retried payments\n20260303 cached prices\n", "No commit was found in it."),
        (b"commit " + b"a" * 40 + b"\nAuth", "No commit was found in it."),
        (b"\x1e\x1fx\x1f", "No commit was found in it."),
        (b"a" * 20_000_001, "larger than 20 MB"),
        (b"abc1234 Retry payments\n" * 20_001, "more than 20,000 commits"),
    ],
    ids=range(11),
)
def test_what_is_no_log_is_refused_in_a_sentence(data, problem):
    with pytest.raises(Unreadable, match=re.escape(problem)):
        reading_of(data)


@pytest.mark.parametrize("form", [Log.machine, Log.default])
def test_a_log_that_is_cut_short_is_read_as_far_as_it_goes(log, form):
    log.add("Retry payments")
    log.add("Cache prices")
    text = form(log)

    reading = reading_of(text[: text.rindex("Retry") - 60])

    assert titles(reading) == ["Cache prices"]
    assert reading.skipped[-1].reason.startswith("A commit that is cut short")


def test_lines_that_git_does_not_print_are_told(log):
    log.add("Retry payments")

    reading = reading_of(f"$ git log\n{log.default()}ada@laptop:~$\n")

    assert [(skip.line, skip.text, skip.reason) for skip in reading.skipped] == [
        (1, "$ git log", "Text before the first commit"),
        (8, "ada@laptop:~$", "Not a line that git log prints"),
    ]


@pytest.mark.parametrize("year", ["0000", "9999", "10000"])
def test_a_day_that_no_calendar_has_is_none(year):
    text = f"commit {'a' * 40}\nAuthor: Ada Okoye <a@b.c>\nDate: {year}-12-31\n\n    Retry it\n"

    assert titles(reading_of(text)) == ["Retry it"]


def test_a_commit_that_is_pasted_twice_counts_once(log):
    log.add("Retry payments")

    reading = reading_of(log.default() + log.default())

    assert [len(each.commits) for each in reading.candidates] == [1]
    assert reasons(reading) == {"Retry payments": "Told before in the same log"}


PIECES = st.sampled_from(
    [
        "commit " + "a" * 40,
        "commit abcdef1 (HEAD -> main)",
        "Merge: abcdef1 1234567",
        "Author: Ada Okoye <ada@example.org>",
        "Author: Noor <noor@example.org>",
        "Date:   Mon Mar 2 23:30:00 2026 -0800",
        "Date:   2026-99-99",
        "",
        "    Retry payments (#7)",
        "    Merge pull request #7 from noor/x",
        "    This reverts commit abcdef1.",
        '    Revert "it"',
        "3\t1\tshop/{a => b}/c.py",
        "-\t-\t",
        "diff --git a b",
        " 1 file changed",
        "abc1234 2026-03-02 Ada Okoye retry payments",
        "abc1235 Merge branch 'x'",
        "\x1e" + "\x1f".join(["b" * 40, "", *ADA, "2026-03-02T", "", "", "Cache (#8)", "", ""]),
        "\x1e" + "\x1f".join(["c" * 40, "a b", *ADA, "2026-03-02T", "", "", "Merge x", "", ""]),
        "\x1e\x1f",
        "\x1f",
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES | st.text(), max_size=30).map("\n".join))
def test_every_line_is_in_a_candidate_or_was_skipped(text):
    try:
        reading = reading_of(text)
    except Unreadable:
        return
    assert lost(text, reading) == []
    hashes = [digits for each in reading.candidates for digits in each.commits]
    assert len(hashes) == len(set(hashes))
    for candidate in reading.candidates:
        assert 0 < len(candidate.title) <= 300
        assert (candidate.starts_on is None) == (candidate.precision == "unknown")
    assert all(skip.reason and skip.text.strip() for skip in reading.skipped)


def lost(text, reading):
    """Numbers of the lines that are not blank and not accounted for."""
    told = {digits for each in reading.candidates for digits in each.commits}
    spans = [(c.line, c.last) for c in parse(text.encode()).commits if c.hash in told]
    spans += [(skip.line, skip.last) for skip in reading.skipped]
    seen = {number for first, last in spans for number in range(first, last + 1)}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blank = re.compile(r"[\s\x00-\x1f\x7f]*")
    return [n for n, line in enumerate(lines, 1) if n not in seen and not blank.fullmatch(line)]


@given(st.binary() | st.binary().map(lambda data: b"\xff\xfe" + data))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Unreadable):
        reading_of(data)


@pytest.mark.parametrize(
    "text",
    [
        "commit " + "a" * 40 + "\nAuthor: " + " " * 1_000_000 + "\n\n    x",
        "commit " + "a" * 40 + "\nAuthor: A <b>\n\n    " + "fixes https://" * 100_000,
        "commit " + "a" * 40 + "\nAuthor: A <b>\n\n    " + "(#1" * 300_000,
        "commit " + "a" * 40 + "\nAuthor: A <b>\n\n    x\n\n    Co-authored-by:" + " " * 500_000,
        "abc1234 (HEAD" + "/" * 1_000_000,
        "1\t1\t" + "{a => " * 200_000,
        "\x1e\x1f" * 500_000,
    ],
    ids=range(7),
)
def test_a_hostile_log_is_read_to_its_end_or_refused(text):
    with contextlib.suppress(Unreadable):
        reading_of(text, ["A"])


def test_ten_thousand_commits_are_read():
    def alike(number):  # hashes that differ only at their ends
        return f"{number:040x}"

    rows = []
    for number in range(10_000, 0, -1):
        on = date(2016, 1, 1) + timedelta(days=number // 3)
        parents = alike(number - 1) + (f" {alike(number - 2)}" if number % 7 == 0 else "")
        subject = f"Merge pull request #{number} from x/y" if number % 7 == 0 else f"Do {number}"
        fields = [alike(number), parents, *ADA, f"{on}T12:00:00Z", "", "", subject, "", ""]
        files = [f"{number % 90}\t2\tshop{number % 5}/{file}.py" for file in range(8)]
        rows.append("\x1e" + "\x1f".join(fields) + "\n" + "\n".join(files))
    heard = []
    text = "\n".join(rows)

    reading = read_git_log(
        text.encode(),
        name="",
        choices={"me": "\n".join(ADA)},
        progress=lambda done, total: heard.append(done / total),
    )

    assert written(text) == 10_000
    assert lost(text, reading) == []
    assert heard == sorted(heard)
    assert len(heard) > 50


# Whose it is


def test_the_reading_says_who_it_was_read_for_and_who_else_there_is(log):
    log.add("Retry payments")
    log.add("Cache prices", by=["Noor", "noor@example.org"])
    log.add("Draw receipts", by=["Ada Okoye", "ao@laptop"])

    who, repository = reading_of(log.machine(), repository="git@git.example:a/shop.git").choices

    assert [(option.value, option.hint) for option in who.options] == [
        ("Ada Okoye <ada@example.org>", "1 commit"),
        ("Ada Okoye <ao@laptop>", "1 commit"),
        ("Noor <noor@example.org>", "1 commit"),
    ]
    assert who.value == "Ada Okoye <ada@example.org>\nAda Okoye <ao@laptop>"
    assert (who.asks, who.several) == (False, True)
    assert (repository.value, repository.options) == ("https://git.example/a/shop", ())


def test_who_is_asked_where_nobody_in_the_log_goes_by_the_names_that_are_known(log):
    log.add("Retry payments", by=["Noor", "noor@example.org"])

    reading = reading_of(log.machine())

    assert reading.candidates == ()
    assert reading.choices[0].asks
    assert reading.choices[0].value == ""


def test_what_was_chosen_counts_before_the_names_that_are_known(log):
    log.add("Retry payments", by=["Noor", "noor@example.org"])
    log.add("Cache prices")

    reading = reading_of(log.machine(), ["Noor <noor@example.org>"], me="\n".join(ADA))

    assert titles(reading) == ["Retry payments"]


# Real logs


@pytest.mark.parametrize(
    ("start", "who", "drafts"),
    [
        ("flask_davidism_2023_machine", "David Lord", 42),
        ("flask_davidism_2023_default-numstat", "davidism@gmail.com", 44),
        ("flask_davidism_2023_oneline-nomerges", "David Lord", 26),
        ("httpx_tomchristie_2020_machine", "Tom Christie", 45),
        ("httpx_tomchristie_2020_default-numstat", "tom@tomchristie.com", 45),
        ("httpx_tomchristie_2020_oneline-nomerges", "Tom Christie", 43),
    ],
)
def test_a_real_year_comes_out_at_a_few_dozen_drafts(samples, start, who, drafts):
    data = (samples / "git-logs" / f"{start}.txt").read_bytes()

    reading = reading_of(data, [who])

    assert len(reading.candidates) == drafts
    assert lost(data.decode(), reading) == []


def test_no_fork_that_was_merged_in_a_real_year_is_offered_as_ones_own(samples):
    for form in ("machine", "default-numstat"):
        data = (samples / "git-logs" / f"flask_davidism_2023_{form}.txt").read_bytes()
        reading = reading_of(data, ["David Lord"])
        named = {commit.hash: commit for commit in parse(data).commits}
        own = [each for each in reading.candidates if each.headings != ("Work of others",)]
        commits = [named[digits] for each in own for digits in each.commits]
        merges = [commit for commit in commits if commit.is_merge]
        assert not [
            merge.subject
            for merge in merges
            if re.match(r"Merge pull request #\d+ from (?!pallets/)", merge.subject)
        ]


def test_the_form_for_machines_is_what_git_is_asked_for():
    assert FORMAT == "%x1e%H%x1f%P%x1f%aN%x1f%aE%x1f%aI%x1f%cI%x1f%D%x1f%s%x1f%b%x1f"
