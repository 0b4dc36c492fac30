"""The client `brag`, run as its user runs it, against the running server."""

import ast
import http.server
import json
import os
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from accounts.models import ApiToken
from accounts.models.tokens import SCOPES
from bragdoc.capture.git_history import machine
from bragdoc.models import Candidate, Entry
from tests.factories import EntryFactory, PlacementFactory, UserFactory, secret_of, tag

CLIENT = Path(__file__).resolve().parent.parent / "clients" / "brag"
DOCUMENT = "# 2026\n\n- 2026-11-03 Cut checkout p99\n- 2026-11-04 Wrote the runbook\n"


class Terminal:
    """A person's terminal, with a home of its own."""

    def __init__(self, home, url, token):
        self.home, self.url, self.token = home, url, token
        self.said = []

    def environment(self, **changes):
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        own = {"HOME": str(self.home), "BRAG_URL": self.url, "BRAG_TOKEN": self.token}
        everything = {**kept, **own, "GIT_CONFIG_NOSYSTEM": "1", **changes}
        return {name: value for name, value in everything.items() if value is not None}

    def start(self, *words, **changes):
        return subprocess.Popen(
            [sys.executable, str(CLIENT), *words],
            env=self.environment(**changes),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def brag(self, *words, typed="", **changes):
        """(exit code, what it printed, what it noted beside)."""
        process = self.start(*words, **changes)
        out, err = process.communicate(typed.encode(), timeout=60)
        self.said.append(out.decode() + err.decode())
        return process.returncode, out.decode(), err.decode()

    def waiting(self):
        _code, out, _err = self.brag("queue", "--json")
        return [kept["line"] for kept in json.loads(out)["lines"]]


@pytest.fixture
def writer(transactional_db):
    person = UserFactory(email="ada@example.org", name="Ada Okoye")
    PlacementFactory(person=person)
    return person


@pytest.fixture
def terminal(live_server, writer, tmp_path):
    return Terminal(tmp_path, live_server.url, secret_of(writer, *SCOPES))


def titles():
    return sorted(Entry.objects.values_list("title", flat=True))


@pytest.fixture
def nowhere():
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def answering(answer, wrap=lambda sock: sock):
    """A server that answers each request by `answer(handler)`. Gives its address's end."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer(self)

        do_POST = do_GET  # noqa: N815  the name that the library calls

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = wrap(server.socket)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def plain(status, content="{}", **headers):
    """An answer that is always the same."""

    def answer(handler):
        handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content.encode())

    return answer


# The file itself.


def test_it_is_one_file_of_the_standard_library_that_python_3_9_reads():
    tree = ast.parse(CLIENT.read_text(), feature_version=(3, 9))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == set()
    assert CLIENT.stat().st_mode & stat.S_IXUSR


def test_it_asks_git_for_what_the_reader_of_git_logs_reads():
    assigned = {
        node.targets[0].id: node.value
        for node in ast.parse(CLIENT.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    log_format = compile(ast.Expression(assigned["LOG_FORMAT"]), "brag", "eval")
    assert eval(log_format) == machine.FORMAT


# A line.


def test_a_line_is_kept_and_told(terminal, writer):
    code, out, err = terminal.brag("Cut checkout p99 #reliability #sales +p99:800ms→200ms")
    entry = Entry.objects.get()
    assert (code, err) == (0, "")
    assert out == (
        f"Kept in week {writer.today().isocalendar().week}: Cut checkout p99 #sales\n"
        f"http://127.0.0.1:8000/wins/{entry.pk}/\n"
        "Left in the text: #sales\n"
    )
    assert (entry.author, entry.metrics[0]["after"]) == (writer, "200")


def test_words_need_no_quotes_and_a_program_reads_json(terminal):
    code, out, _err = terminal.brag("--json", "Wrote", "the", "runbook")
    assert (code, json.loads(out)["title"]) == (0, "Wrote the runbook")


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "POSIX"])
def test_a_line_arrives_as_it_was_typed_whatever_the_locale(terminal, locale):
    line = "Größe → 日本語 🎉 עברית"
    code, out, _err = terminal.brag(line, LC_ALL=locale, PYTHONUTF8="0", PYTHONIOENCODING=None)
    assert (code, line in out, titles()) == (0, True, [line])


def test_a_word_that_is_no_command_is_not_taken_for_a_win(terminal):
    code, _out, err = terminal.brag("wek")
    assert (code, "To log it as a win: brag add wek" in err, titles()) == (2, True, [])
    assert terminal.brag("add", "week")[0] == 0
    assert titles() == ["week"]


# How it ends.


def test_the_help_says_how_it_ends(terminal):
    code, out, _err = terminal.brag("--help")
    assert code == 0
    assert "0 when it is done, 1 when Bragdoc refused something, 2 when it was called" in out


@pytest.mark.parametrize(
    ("words", "changes", "ends"),
    [
        (["week"], {}, 0),
        (["inbox"], {}, 0),
        (["queue"], {"BRAG_URL": None, "BRAG_TOKEN": None}, 0),
        (["#reliability !glue"], {}, 1),
        (["inbox", "keep", "999"], {}, 1),
        (["week", "2026-11-17"], {}, 1),
        (["--wek"], {}, 2),
        (["inbox", "burn", "3"], {}, 2),
        (["inbox", "keep"], {}, 2),
        (["import", "no-such-file.md"], {}, 2),
        (["queue", "drop", "1"], {}, 2),
        (["week"], {"BRAG_TOKEN": None}, 4),
        (["week"], {"BRAG_TOKEN": "brag_nobodys"}, 4),
        (["week"], {"BRAG_TOKEN": "not a token\nat all"}, 4),
        (["Wrote it"], {"BRAG_TOKEN": "brag_nobodys"}, 4),
        (["week"], {"BRAG_URL": "http://bragdoc.example"}, 2),
        (["week"], {"BRAG_URL": "ftp://bragdoc.example"}, 2),
    ],
)
def test_it_ends_with_the_number_that_the_help_names(terminal, words, changes, ends):
    code, _out, err = terminal.brag(*words, **changes)
    assert code == ends, err
    assert "Traceback" not in err
    assert terminal.token not in "".join(terminal.said)


def test_without_a_connection_it_ends_with_3(terminal, nowhere):
    assert terminal.brag("week", BRAG_URL=nowhere)[0] == 3


# Signing in.


def test_signing_in_keeps_address_and_token_where_only_their_owner_reads(terminal):
    nobody = {"BRAG_URL": None, "BRAG_TOKEN": None}
    typed = f"{terminal.url}/\n{terminal.token}\n"
    code, out, _err = terminal.brag("login", typed=typed, **nobody)
    kept = terminal.home / ".config" / "brag" / "config"
    assert (code, out) == (0, f"Signed in at {terminal.url}\n")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert terminal.brag("Wrote it", **nobody)[0] == 0
    assert terminal.token not in "".join(terminal.said)


def test_a_token_that_opens_nothing_is_not_kept(terminal):
    typed = f"{terminal.url}\nbrag_nobodys\n"
    code, _out, _err = terminal.brag("login", typed=typed, BRAG_URL=None, BRAG_TOKEN=None)
    assert (code, list(terminal.home.rglob("config"))) == (4, [])


# Without a connection.


def test_a_line_without_a_connection_goes_out_with_the_next_call(terminal, nowhere):
    code, _out, err = terminal.brag("Wrote it", BRAG_URL=nowhere)
    assert (code, titles(), terminal.waiting()) == (3, [], ["Wrote it"])
    assert "The line is kept on this computer" in err
    _code, _out, err = terminal.brag("week")
    assert (titles(), terminal.waiting()) == (["Wrote it"], [])
    assert "Sent what waited: Wrote it" in err
    terminal.brag("week")
    assert titles() == ["Wrote it"]


def test_a_line_that_waited_lies_on_the_day_on_which_it_was_written(terminal, nowhere):
    terminal.brag("Wrote it", BRAG_URL=nowhere)
    (path,) = (terminal.home / ".local" / "state" / "brag" / "queue").glob("*.json")
    written = date.today() - timedelta(days=9)
    kept = json.loads(path.read_text())
    path.write_text(json.dumps(kept | {"written_on": written.isoformat()}))
    terminal.brag("queue", "send")
    assert Entry.objects.get().starts_on == written


def test_lines_wait_in_their_order_and_where_nobody_else_reads_them(terminal, nowhere):
    for line in ("First of them", "Second of them", "Third of them"):
        terminal.brag(line, BRAG_URL=nowhere)
    assert terminal.waiting() == ["First of them", "Second of them", "Third of them"]
    files = (terminal.home / ".local" / "state" / "brag" / "queue").glob("*.json")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    terminal.brag("queue", "send")
    found = Entry.objects.order_by("pk").values_list("title", flat=True)
    assert list(found) == ["First of them", "Second of them", "Third of them"]


def test_who_is_not_signed_in_loses_no_line(terminal):
    code, _out, _err = terminal.brag("Wrote it", BRAG_URL=None, BRAG_TOKEN=None)
    assert (code, terminal.waiting()) == (4, ["Wrote it"])
    terminal.brag("queue", "send")
    assert titles() == ["Wrote it"]


def test_killed_between_the_answer_and_its_end_it_sends_the_line_once(terminal):
    """The server has kept the line; the client dies before it hears so."""
    started = threading.Event()
    victims = []

    def forward_and_kill(handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        request = urllib.request.Request(
            terminal.url + handler.path, body, dict(handler.headers), method="POST"
        )
        urllib.request.urlopen(request).read()
        started.wait(timeout=30)
        os.kill(victims[0].pid, signal.SIGKILL)

    with answering(forward_and_kill) as address:
        victims.append(terminal.start("Wrote it", BRAG_URL=f"http://{address}"))
        started.set()
        victims[0].communicate(timeout=60)
    assert victims[0].returncode == -signal.SIGKILL
    assert (titles(), terminal.waiting()) == (["Wrote it"], ["Wrote it"])
    assert terminal.brag("queue", "send")[0] == 0
    assert (titles(), terminal.waiting()) == (["Wrote it"], [])


def test_several_at_once_send_each_line_once(terminal, nowhere):
    terminal.brag("It waited", BRAG_URL=nowhere)
    lines = [f"Line {n} of them" for n in range(4)]
    processes = [terminal.start(line) for line in lines]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0] * 4
    assert (titles(), terminal.waiting()) == (sorted(["It waited", *lines]), [])


def test_a_refused_line_is_kept_and_told_until_it_is_dropped(terminal):
    code, _out, err = terminal.brag("x" * 400 + " #reliability")
    assert (code, "300 fit" in err, "The line is kept" in err) == (1, True, True)
    _code, out, _err = terminal.brag("queue")
    assert "refused: line: The line without its tokens has 400 characters" in out
    assert terminal.brag("Another line")[0] == 0
    assert terminal.brag("queue", "retry", "1")[0] == 0
    assert terminal.brag("queue", "send")[0] == 0
    assert len(terminal.waiting()) == 1
    assert terminal.brag("queue", "drop", "1")[0] == 0
    assert (terminal.waiting(), titles()) == ([], ["Another line"])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (plain(500, "<h1>Oops</h1>"), "answered 500"),
        (plain(429, '{"detail": "Too many writes."}', Retry_After="60"), "Too many writes."),
        (plain(429, "", Retry_After="soon"), "answered 429"),
        (plain(200, "<h1>A hotel’s network</h1>"), "No connection"),
        (lambda handler: None, "No connection"),
    ],
)
def test_what_bragdoc_cannot_do_now_waits(terminal, answer, said):
    with answering(answer) as address:
        code, _out, err = terminal.brag("Wrote it", BRAG_URL=f"http://{address}")
    assert (code, said in err, terminal.waiting()) == (3, True, ["Wrote it"])


def test_it_waits_where_bragdoc_asks_for_a_moment(terminal):
    told = iter([plain(429, "{}", Retry_After="0"), plain(200, '{"candidates": [], "next": null}')])
    with answering(lambda handler: next(told)(handler)) as address:
        code, out, _err = terminal.brag("inbox", BRAG_URL=f"http://{address}")
    assert (code, out) == (0, "Nothing waits.\n")


# To whom the token goes.


def test_a_token_follows_no_redirect(terminal):
    seen = []

    def elsewhere(handler):
        seen.append(handler.headers)
        plain(200)(handler)

    with answering(elsewhere) as other:
        leading = plain(302, Location=f"http://{other}/api/v1/weeks/this")
        with answering(leading) as address:
            code, _out, err = terminal.brag("week", BRAG_URL=f"http://{address}")
    assert (code, f"leads to http://{other}" in err, seen) == (3, True, [])


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(terminal, tmp_path):
    seen = []
    names = [str(tmp_path / name) for name in ("key.pem", "certificate.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", names[0], "-out", names[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(names[1], names[0])
    with answering(
        lambda handler: seen.append(handler.headers),
        lambda sock: context.wrap_socket(sock, server_side=True),
    ) as address:
        url = f"https://localhost:{address.rpartition(':')[2]}"
        code, _out, err = terminal.brag("week", BRAG_URL=url)
    assert (code, "certificate verify failed" in err.lower(), seen) == (3, True, [])


# The week, the inbox.


def test_the_week_shows_its_wins_and_what_they_need(terminal, writer):
    today = writer.today()
    tag(EntryFactory(author=writer, title="Cut it", starts_on=today), "reliability")
    EntryFactory(author=writer, title="Wrote it", starts_on=today)
    code, out, _err = terminal.brag("week")
    assert (code, out.splitlines()[1:]) == (
        0,
        [
            f"  {today:%a %d}  Cut it #reliability  (needs a number)",
            f"  {today:%a %d}  Wrote it  (needs a competency)",
        ],
    )


@pytest.fixture
def imported(terminal, tmp_path):
    document = tmp_path / "wins.md"
    document.write_text(DOCUMENT)
    return terminal.brag("import", str(document))


def test_a_file_comes_into_the_inbox_and_a_second_time_brings_nothing(imported, terminal, tmp_path):
    code, out, _err = imported
    assert (code, out.splitlines()[0]) == (0, "2 new in your inbox, 0 known, 0 changed.")
    _code, out, _err = terminal.brag("import", str(tmp_path / "wins.md"))
    assert out.splitlines()[0] == "0 new in your inbox, 2 known, 0 changed."


def test_candidates_are_listed_kept_and_left_out(imported, terminal):
    first, second = Candidate.objects.order_by("pk")
    code, out, _err = terminal.brag("inbox")
    assert (code, out.splitlines()[:2]) == (
        0,
        [
            f"{first.pk:>6}  2026-11-03  Cut checkout p99",
            f"{second.pk:>6}  2026-11-04  Wrote the runbook",
        ],
    )
    code, out, _err = terminal.brag("inbox", "keep", str(first.pk))
    assert (code, out, titles()) == (0, "Kept: Cut checkout p99\n", ["Cut checkout p99"])
    code, out, _err = terminal.brag("inbox", "leave", str(second.pk), "999")
    assert (code, out) == (1, "Left out: Wrote the runbook\n")
    assert terminal.brag("inbox")[1] == "Nothing waits.\n"


# Git.


@pytest.fixture
def repository(tmp_path):
    """A repository with two commits of Ada’s and one of somebody else’s."""
    folder = tmp_path / "shop"
    quiet = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*words, **changes):
        subprocess.run(["git", "-C", str(folder), *words], env=quiet | changes, check=True,
                       capture_output=True)  # fmt: skip

    folder.mkdir()
    git("init", "-q")
    git("config", "user.email", "ada@work.example")
    git("config", "user.name", "Ada Okoye")
    git("remote", "add", "origin", "https://ada:secret@github.com/team/shop.git")
    for n, (day, who, subject) in enumerate(
        [("2025-12-01", "ada@work.example", "Before the year: write the queue"),
         ("2026-03-03", "ada@work.example", "feat: cut checkout p99 für den Verkauf (#12)"),
         ("2026-03-04", "jo@work.example", "fix: the other thing (#13)")]
    ):  # fmt: skip
        (folder / "file.py").write_text("line\n" * 40 * (n + 1))
        git("add", ".")
        at = f"{day}T12:00:00+00:00"
        name = "Ada Okoye" if who.startswith("ada") else "Jo"
        git("commit", "-q", "-m", subject, "--author", f"{name} <{who}>", "--date", at,
            GIT_COMMITTER_DATE=at)  # fmt: skip
    return folder


def test_ones_own_commits_come_into_the_inbox(terminal, repository):
    code, out, err = terminal.brag(
        "import", "git", "--since", "2026-01-01", "--path", str(repository)
    )
    assert (code, out.splitlines()[:1]) == (0, ["1 new in your inbox, 0 known, 0 changed."]), err
    candidate = Candidate.objects.get()
    assert "ut checkout p99 für den Verkauf" in candidate.title
    assert [link["url"] for link in candidate.links] == ["https://github.com/team/shop/pull/12"]
    assert "secret" not in json.dumps([candidate.details, candidate.links])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--author", "nobody@work.example"], "is by nobody@work.example in that time"),
        (["--path", "/no/such/folder"], "/no/such/folder"),
    ],
)
def test_a_folder_without_ones_own_commits_is_told(terminal, repository, words, said):
    code, _out, err = terminal.brag("import", "git", "--path", str(repository), *words)
    assert (code, said in err, Candidate.objects.count()) == (2, True, 0)


def test_what_an_import_asks_is_answered_in_the_next_call(terminal, repository):
    log = subprocess.run(
        ["git", "-C", str(repository), "log"], capture_output=True, check=True
    ).stdout
    path = terminal.home / "shop.log"
    path.write_bytes(log.replace(b"Ada Okoye", b"A. Okoye"))
    code, _out, err = terminal.brag("import", str(path), "--source", "git")
    assert (code, "Which of these are you?" in err, Candidate.objects.count()) == (1, True, 0)
    choice = "who=A. Okoye <ada@work.example>"
    assert f'--choose who="{choice.partition("=")[2]}"' in err
    assert terminal.brag("import", str(path), "--source", "git", "--choose", choice)[0] == 0
    assert Candidate.objects.count() > 0


# What a token may not do.


def test_a_token_without_the_scope_is_told_so(terminal, writer):
    ApiToken.objects.update(scopes=["entries:write"])
    assert terminal.brag("Wrote it")[0] == 0
    code, _out, err = terminal.brag("week")
    assert (code, "lacks the scope weeks:read" in err) == (1, True)
