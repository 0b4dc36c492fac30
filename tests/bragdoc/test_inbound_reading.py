"""What of a message that came in is kept: its writer's own words, and nothing of machines."""

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bragdoc.inbound.message import (
    HEADER_LIMIT,
    MESSAGE_LIMIT,
    PARTS_LIMIT,
    TEXT_LIMIT,
    Refused,
    read_message,
)
from bragdoc.inbound.reply import LINES_LIMIT, own_lines
from bragdoc.inbound.text_of_html import text_of_html

OURS = {"wins@bragdoc.example"}
TO = "wins+7-20261116-abc@bragdoc.example"


def a_message(text="Fixed the build", *, html="", **headers):
    message = EmailMessage(policy=SMTP)
    for name, value in {
        "From": "Ada Okoye <Ada@Example.org>",
        "To": TO,
        "Subject": "Re: Week 47",
        "Message-ID": "<1@mail.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }.items():
        message[name] = value
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def read(data):
    return read_message(data, ours=OURS)


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data)
    return str(refused.value)


# Who, to whom, what


def test_a_message_says_who_wrote_what_to_whom():
    message = read(a_message("One line\nanother"))
    assert message.sender == "ada@example.org"
    assert message.recipients == (TO,)
    assert message.text.split("\n") == ["One line", "another"]
    assert message.digest == hashlib.sha256(b"<1@mail.example>").hexdigest()


def test_an_address_that_only_the_server_on_the_way_wrote_down_counts():
    message = read(a_message(To="undisclosed@example.org", X_Original_To=TO))
    assert message.recipients == ("undisclosed@example.org", TO)


def test_a_message_without_an_id_is_known_by_its_bytes():
    data = b"From: a@b.example\r\n\r\nHello"
    assert read(data).digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("charset", "encoding", "body", "text"),
    [
        ("utf-8", "8bit", "Prüfte ⚙️ العربية".encode(), "Prüfte ⚙️ العربية"),
        ("iso-8859-1", "8bit", "Prüfung".encode("latin-1"), "Prüfung"),
        ("utf-8", "8bit", "Prüfung".encode("latin-1"), "Pr�fung"),
        ("klingon", "8bit", "Prüfung".encode(), "Prüfung"),
        ("utf-16", "base64", b"//5GAGkAeAA=", "Fix"),
        ("utf-8", "base64", b"!!!not base64!!!", None),
        ("utf-8", "quoted-printable", b"Pr=C3=BCfung=", "Prüfung"),
        ("utf-8", "8bit", b"a\x00b\x1b[31mc", "ab[31mc"),
    ],
)
def test_text_of_any_charset_is_read_and_never_stops_the_reading(charset, encoding, body, text):
    data = (
        b"From: a@b.example\r\nContent-Type: text/plain; charset=%b\r\n"
        b"Content-Transfer-Encoding: %b\r\n\r\n%b" % (charset.encode(), encoding.encode(), body)
    )
    if text is not None:
        assert read(data).text.strip() == text
    else:
        assert isinstance(read(data).text, str)


def test_plain_text_is_read_before_html():
    assert read(a_message("Plain", html="<p>Marked</p>")).text.strip() == "Plain"


def test_html_alone_is_read_as_text():
    message = EmailMessage(policy=SMTP)
    message["From"] = "a@b.example"
    message.set_content("<p>Cut p99 &amp; more</p><script>x()</script>", subtype="html")
    assert read(message.as_bytes()).text == "Cut p99 & more"


def test_attachments_are_not_read():
    message = EmailMessage(policy=SMTP)
    message["From"] = "a@b.example"
    message.set_content("Mine")
    message.add_attachment("Not mine", filename="notes.txt")
    message.add_attachment(EmailMessage(), filename="forwarded.eml")
    assert read(message.as_bytes()).text.strip() == "Mine"


def test_lines_that_a_program_broke_to_fit_are_whole_again():
    data = (
        b"From: a@b.example\r\nContent-Type: text/plain; format=flowed\r\n\r\n"
        b"Cut the time of the nightly \r\nbuild to a third\r\nSecond win\r\n-- \r\nAda"
    )
    assert own_lines(read(data).text) == [
        "Cut the time of the nightly build to a third",
        "Second win",
    ]


# Refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; owner-email=x@y.example"),
        ("Precedence", "bulk"),
        ("Precedence", "List"),
        ("List-Id", "<team.example>"),
        ("List-Unsubscribe", "<https://x.example>"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Autoreply", "yes"),
        ("Return-Path", "<>"),
    ],
)
def test_what_a_machine_wrote_is_refused(name, value):
    assert refusal(a_message(**{name: value})).startswith("A machine wrote it")


def test_a_person_who_says_that_no_machine_wrote_is_believed():
    assert read(a_message(Auto_Submitted="no", Return_Path="<ada@example.org>"))


def test_a_report_of_a_failed_delivery_is_refused():
    data = a_message().replace(b"text/plain", b"multipart/report; boundary=x")
    assert refusal(data).startswith("A machine wrote it")


@pytest.mark.parametrize("sender", ["wins@bragdoc.example", "Wins+7-x@bragdoc.example"])
def test_our_own_address_is_no_sender(sender):
    assert refusal(a_message(From=sender)) == "It is one of our own."


@pytest.mark.parametrize("sender", ["a@b.example, c@d.example", "nobody", ""])
def test_a_message_is_from_one_person(sender):
    assert refusal(a_message(From=sender)) == "It is not from one address."


def test_a_message_that_says_nothing_is_refused():
    assert refusal(a_message("  \n ")) == "There is no text in it."
    assert refusal(b"") == "It is not from one address."


def test_a_message_that_is_too_large_is_refused_unread():
    assert refusal(b"x" * (MESSAGE_LIMIT + 1)) == "It is larger than 2 MB."


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("X-Long: " + "a " * 900_000, id="words"),
        pytest.param("Subject: " + "=?utf-8?q?a?= " * 130_000, id="encoded words"),
        pytest.param("Cc: " + "a@b.example, " * 140_000, id="addresses"),
        pytest.param("Content-Type: text/plain; " + "a=b; " * 300_000, id="parameters"),
    ],
)
def test_a_header_without_end_is_read_up_to_its_limit(header):
    head = f"From: ada@example.org\r\nTo: {TO}\r\n{header}\r\n\r\n"
    message = read(head.encode() + b"Fixed the build")
    assert message.text == "Fixed the build"
    assert len(message.recipients) < HEADER_LIMIT


@pytest.mark.parametrize("charset", ["punycode", "idna"])
def test_an_encoding_of_names_is_no_charset_of_a_text(charset):
    head = f"From: a@example.org\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    body = "a" * 900_000 + "-" + "a" * 900_000
    assert read((head + body).encode()).text == body[:TEXT_LIMIT]


def test_parts_within_parts_are_counted_before_they_are_opened():
    opened = "Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n"
    head = "From: a@example.org\r\n" + "".join(map(opened.format, range(PARTS_LIMIT + 1)))
    body = "-\r\n" * 400_000
    assert refusal((head + body).encode()) == f"It has more than {PARTS_LIMIT} parts."


def nested(depth):
    data = b"From: a@b.example\r\n"
    for level in range(depth):
        data += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    return data + b"\r\nDeep"


@pytest.mark.parametrize("depth", [100, 1_000, 10_000])
def test_nesting_without_end_is_answered(depth):
    try:
        assert "Deep" in read(nested(depth)).text
    except Refused:
        assert depth > 50


def test_parts_without_end_are_refused():
    data = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    assert refusal(data + b"--b\r\n\r\n \r\n" * 5_000) == "It has more than 100 parts."


HEADERS = st.sampled_from(
    [b"From", b"To", b"Content-Type", b"Message-ID", b"Content-Transfer-Encoding", b"X-Original-To"]
)
VALUES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"a@b.example",
            b"=?utf-8?q?=", b"=?x?b?????=", b"<", b'"', b"a@[", b"(((((", b";;=;=",
            b"text/html; charset=", b"multipart/mixed; boundary=", b"multipart/mixed; boundary=b",
            b"base64", b"uuencode", b"text/plain; charset*0=utf", b"text/plain; format*=''flowed",
        ]
    ),
)  # fmt: skip


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=8), st.binary(max_size=300))
@example([(b"From", b"a@b.example"), (b"Content-Type", b"text/plain; charset=\xff")], b"x")
def test_any_bytes_are_read_or_refused(headers, body):
    data = b"From: a@b.example\r\n" + b"".join(b"%b: %b\r\n" % pair for pair in headers)
    try:
        message = read(data + b"\r\n" + body)
    except Refused as refused:
        reason = str(refused)
    else:
        reason = "none"
        message.text.encode()
        assert "\x00" not in message.text
        assert all(map(str.strip, own_lines(message.text)))
    assert 0 < len(reason) <= 80


# A writer's own words

REPLIES = {
    "Gmail": "Mine\n\nOn Fri, 20 Nov 2026 at 15:00, Bragdoc <b@x.example> wrote:\n\n> Week 47\n> x",
    "Gmail, broken over lines": (
        "Mine\n\nOn Fri, Nov 20, 2026 at 3:00 PM Bragdoc with a long name\n"
        "<bragdoc@x.example> wrote:\n\n> Week 47"
    ),
    "Gmail, without an empty line": "Mine\nOn 20 Nov 2026, Bragdoc <b@x.example> wrote:\n> Week",
    "below the quote": "On 20 Nov 2026, Bragdoc <b@x.example> wrote:\n> Week 47\n>\n> x\n\nMine",
    "German": "Mine\n\nAm Fr., 20. Nov. 2026 um 15:00 Uhr schrieb Bragdoc <b@x.example>:\n\n> W",
    "French": "Mine\n\nLe ven. 20 nov. 2026 à 15:00, Bragdoc <b@x.example> a écrit :\n\n> W",
    "Spanish": "Mine\n\nEl vie, 20 nov 2026 a las 15:00, Bragdoc (<b@x.example>) escribió:\n\n> W",
    "Italian": "Mine\n\nIl giorno ven 20 nov 2026 Bragdoc <b@x.example> ha scritto:\n\n> W",
    "Portuguese": "Mine\n\nEm sex., 20 de nov. de 2026, Bragdoc <b@x.example> escreveu:\n\n> W",
    "Dutch": "Mine\n\nOp vr 20 nov 2026 om 15:00 schreef Bragdoc <b@x.example>:\n\n> W",
    "Swedish": "Mine\n\nDen fre 20 nov. 2026 kl 15:00 skrev Bragdoc <b@x.example>:\n\n> W",
    "Polish": "Mine\n\npt., 20 lis 2026 o 15:00 Bragdoc <b@x.example> napisał(a):\n\n> W",
    "Russian": "Mine\n\nпт, 20 нояб. 2026 г. в 15:00, Bragdoc <b@x.example>:\n\n> W",
    "Japanese": "Mine\n\n2026年11月20日(金) 15:00 Bragdoc <b@x.example>:\n\n> W",
    "Chinese": "Mine\n\nBragdoc <b@x.example> 于2026年11月20日周五 15:00写道：\n\n> W",
    "without marks": "Mine\n\nOn 20 Nov 2026, Bragdoc <b@x.example> wrote:\n\nWeek 47\n\nWrite it",
    "Outlook": (
        "Mine\n\n________________________________\nFrom: Bragdoc <b@x.example>\n"
        "Sent: Friday, November 20, 2026 3:00 PM\nTo: Ada\nSubject: Week 47\n\nWeek 47"
    ),
    "Outlook in German": (
        "Mine\n\nVon: Bragdoc <b@x.example>\nGesendet: Freitag, 20. November 2026 15:00\n"
        "An: Ada\nBetreff: Week 47\n\nWeek 47"
    ),
    "Outlook, older": "Mine\n\n-----Original Message-----\nFrom: Bragdoc\n\nWeek 47",
    "Outlook, older, in German": "Mine\n\n-----Ursprüngliche Nachricht-----\nVon: Bragdoc\n\nW",
    "a signature": "Mine\n\n-- \nAda Okoye\nStaff Engineer\n",
    "a signature without its space": "Mine\n--\nAda",
    "a phone": "Mine\n\nSent from my iPhone\n\n> On 20 Nov 2026, B <b@x.example> wrote:\n>",
    "a phone in German": "Mine\n\nVon meinem iPhone gesendet\n",
    "a phone in French": "Mine\n\nEnvoyé de mon iPhone",
    "another phone": "Mine\n\nGet Outlook for iOS<https://aka.example/o>\n",
}  # fmt: skip


@pytest.mark.parametrize("program", REPLIES)
def test_what_a_program_quotes_or_adds_is_cut(program):
    assert own_lines(REPLIES[program]) == ["Mine"]


def test_each_line_is_a_win_without_its_bullet():
    text = "- First win\n\n* Second win\n3. Third win\n   \n---\nFourth ~build ^fri\n+1 for nothing"
    assert own_lines(text) == [
        "First win", "Second win", "Third win", "Fourth ~build ^fri", "+1 for nothing",
    ]  # fmt: skip


def test_a_line_broken_at_the_width_of_a_mail_is_one_win():
    text = (
        "Moved the nightly build to the new machines, which cut the time until a\n"
        "broken change is noticed from a morning to ten minutes\n"
        "Wrote the plan for the next quarter with the two teams that depend on us\n"
        "Reviewed"
    )
    assert [line[:5] for line in own_lines(text)] == ["Moved", "Wrote", "Revie"]


@pytest.mark.parametrize(
    "line",
    [
        "Wrote 3 design documents:",
        "From 800 ms to 200 ms",
        "On Tuesday we wrote the plan",
        "Sent the plan to Sam",
        "De-duplicated the queue: 3 of 5 gone",
        "2 incidents closed -- both ours",
    ],
)
def test_a_win_that_looks_a_little_like_a_quote_stays(line):
    assert own_lines(f"{line}\nSecond") == [line, "Second"]


def test_what_is_beyond_the_last_line_stays_in_it():
    lines = [f"Win {n}" for n in range(LINES_LIMIT + 5)]
    found = own_lines("\n".join(lines))
    assert len(found) == LINES_LIMIT
    assert " ".join(found) == " ".join(lines)


@given(st.text(max_size=400))
def test_any_text_has_own_lines_and_they_are_of_it(text):
    words = text.split()
    assert all(word in words or word in text for line in own_lines(text) for word in line.split())


# HTML


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>One</div><div>Two<br>Three</div>", "One\n\nTwo\nThree"),
        ("<ul><li>One<li>Two</ul>", "- One\n\n- Two"),
        ("One<style>p{}</style> <b>and</b>&nbsp;more", "One and more"),
        ("Mine<blockquote>Theirs<p>more</blockquote>Mine again", None),
        ('Mine<div class="gmail_quote"><div>On x wrote:</div>Theirs</div>', None),
        ('Mine<div id="appendonsend"></div><div>Theirs</div>', None),
    ],
)
def test_html_becomes_lines(html, text):
    if text is not None:
        assert [line for line in text_of_html(html).split("\n") if line] == [
            line for line in text.split("\n") if line
        ]
    else:
        assert all(line.startswith("Mine") for line in own_lines(text_of_html(html)))
        assert own_lines(text_of_html(html))[0] == "Mine"


@given(st.text(alphabet="<>/=\"'!-& abdiv", max_size=300))
def test_any_html_becomes_text(html):
    assert text_of_html(html) == text_of_html(html).strip()


@pytest.mark.parametrize("piece", ["<", "<div ", "<div>", "<blockquote>", "<!--", "&", "<a><p>"])
def test_markup_without_end_becomes_text(piece):
    assert isinstance(text_of_html(piece * 30_000), str)
