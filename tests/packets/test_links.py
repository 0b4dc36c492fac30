"""Links for people without an account: what is read through them, what the author sees of it."""

import io
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from packets.cuts.excerpt import excerpt
from packets.models import LinkVisit, Packet, Rendering, ShareLink
from packets.models.share_links import ONE_VISIT
from packets.sharing import move_packet
from packets.tasks import render_packet
from packets.views.linked import guess
from packets.views.links import SHOWN
from packets.views.secret_addresses import WRONG_SECRETS
from tests.packets.documents import rich_packet
from tests.packets.racing import meet
from tests.packets.scenes import place, share, share_again


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def version(packet, managed):
    Packet.objects.update(summary="What I did.", next="To teach it.")
    place(packet, "Read the whole log")
    return share(packet).versions.get()


@pytest.fixture
def reader():
    """A browser in which nobody is signed in."""
    return Client()


def make(version, *, reader="Sam", parts=(), days=14, passcode=""):
    return ShareLink.objects.make(
        version=version, reader=reader, parts=list(parts), days=days, passcode=passcode
    )


def read(client, secret, **sent):
    page = reverse("link-read", args=[secret])
    return client.post(page, sent) if sent else client.get(page)


def links_page(packet):
    return reverse("link-list", args=[packet.pk])


# What a reader is shown.


def test_a_link_leads_to_its_version_as_it_prints(version, reader):
    content = read(reader, make(version)[1]).content.decode()
    for said in ("Read the whole log", "What I did.", "To teach it.", "For Sam"):
        assert said in content


def test_a_later_version_is_not_shown(version, packet, grace, reader):
    secret = make(version)[1]
    Packet.objects.update(summary="What I did since.")
    share_again(packet, grace)
    assert "What I did since." not in read(reader, secret).content.decode()


def test_only_the_chosen_parts_are_shown(version, reader):
    content = read(reader, make(version, parts=["part-next"])[1]).content.decode()
    assert ("To teach it." in content, "What I did." in content) == (True, False)
    assert "Read the whole log" not in content


@pytest.mark.parametrize("part", rich_packet().reading_order())
def test_a_part_alone_has_nothing_of_the_others(part):
    whole = rich_packet()
    alone = excerpt(whole, [part])
    assert [alone.thesis, alone.ask] == [whole.thesis, whole.ask]
    kept = {
        *(f"section-{section.key}" for section in alone.sections),
        *(
            f"part-{name}"
            for name in ("summary", "claims", "coverage", "gaps", "conditions", "next")
            if getattr(alone, name)
        ),
    }
    assert kept <= {part}


def test_coverage_without_the_sections_names_none_of_them():
    alone = excerpt(rich_packet(), ["part-coverage"])
    assert {row.section for row in rich_packet().coverage} > {""}
    assert {row.section for row in alone.coverage} == {""}


NO_WIN = "No win is placed in this packet."
SOME_PARTS = "Some parts of the packet. It has others."


@pytest.mark.parametrize("part", ["part-next", "section-reliability"])
def test_of_chosen_parts_it_says_that_there_are_others_and_not_what_these_have(
    version, reader, part
):
    _link, secret = make(version, parts=[part])
    content = read(reader, secret).text
    assert (NO_WIN in content, SOME_PARTS in content) == (False, True)
    pdf(reader, secret)
    rendering = Rendering.objects.get(options__has_key="watermark")
    render_packet.func(rendering.pk)
    answer = reader.get(reverse("link-pdf", args=[secret]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert (NO_WIN in text, SOME_PARTS in text) == (False, True)


def test_of_all_parts_it_says_what_is_true_of_the_packet(packet, managed, reader):
    version = share(packet).versions.get()
    every = list(version.document().reading_order())
    for parts in ([], every):
        content = read(reader, make(version, parts=parts)[1]).text
        assert (NO_WIN in content, SOME_PARTS in content) == (True, False)


def test_all_parts_are_the_document():
    assert excerpt(rich_packet(), rich_packet().reading_order()) == rich_packet()


# Who gets in.


def test_a_wrong_an_expired_and_a_revoked_link_are_answered_alike(version, packet, reader):
    (expired, old), (revoked, ended) = make(version), make(version)
    ShareLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    revoked.revoke()
    answers = [read(reader, secret) for secret in ("wrong", old, ended)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_link_of_a_deactivated_author_leads_nowhere(version, ada, reader):
    secret = make(version)[1]
    ada.is_active = False
    ada.save()
    assert read(reader, secret).status_code == 404


def test_the_database_has_no_secret(version):
    link, secret = make(version, passcode="opensesame")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM packets_sharelink WHERE id = %s", [link.pk])
        row = " ".join(map(str, cursor.fetchone()))
    assert (secret in row, "opensesame" in row) == (False, False)


def test_two_links_share_no_secret_and_each_has_256_bits(version):
    secrets = {make(version)[1] for _ in range(20)}
    assert (len(secrets), {len(secret) for secret in secrets}) == (20, {43})


def test_nothing_of_it_is_indexed_cached_or_told_to_other_sites(version, reader):
    secret = make(version, passcode="opensesame")[1]
    for answer in (read(reader, "wrong"), read(reader, secret)):
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_no_log_line_has_the_secret(version, reader, capfd, caplog):
    secret = make(version)[1]
    read(reader, secret)
    read(reader, f"{secret}x")
    reader.post(reverse("link-pdf", args=[secret]))
    logged = "".join(capfd.readouterr()) + caplog.text
    assert ("link-pdf" in logged, secret in logged) == (True, False)


def test_who_guesses_is_made_to_wait_and_who_has_a_link_is_not(version, reader, time_machine):
    time_machine.move_to("2026-11-21 12:00:00+00:00", tick=False)  # each second allows more
    secret = make(version)[1]
    answers = [read(reader, f"guess-{n}").status_code for n in range(WRONG_SECRETS.requests + 1)]
    assert answers == [404] * WRONG_SECRETS.requests + [429]
    assert read(reader, secret).status_code == 200


# The passcode.


def test_a_passcode_is_asked_for_first(version, reader):
    secret = make(version, passcode="opensesame")[1]
    assert "What I did." not in read(reader, secret).content.decode()
    assert read(reader, secret, passcode="opensesame").status_code == 302
    assert "What I did." in read(reader, secret).content.decode()


def test_another_browser_is_asked_again(version, reader):
    secret = make(version, passcode="opensesame")[1]
    read(reader, secret, passcode="opensesame")
    assert "What I did." not in read(Client(), secret).content.decode()


def test_being_let_in_by_one_link_opens_no_other(version, reader):
    one, other = (make(version, passcode="opensesame")[1] for _ in range(2))
    read(reader, one, passcode="opensesame")
    assert "What I did." not in read(reader, other).content.decode()


def test_who_was_let_in_is_asked_again_once_there_is_another_passcode(version, reader):
    link, secret = make(version, passcode="opensesame")
    read(reader, secret, passcode="opensesame")
    assert "What I did." in read(reader, secret).content.decode()
    ShareLink.objects.filter(pk=link.pk).update(passcode=make_password("another"))
    assert "What I did." not in read(reader, secret).content.decode()


@pytest.mark.parametrize("passcode", ["", "opensesam", "\0", "x" * 101])
def test_a_wrong_passcode_is_said_to_be_wrong(version, reader, passcode):
    secret = make(version, passcode="opensesame")[1]
    answer = reader.post(reverse("link-read", args=[secret]), {"passcode": passcode})
    assert (answer.status_code, "What I did." in answer.content.decode()) == (422, False)


def tries(secret, passcode="wrong", *, address="127.0.0.1"):
    """What a try from a network address is answered, from a new browser."""
    return read(Client(REMOTE_ADDR=address), secret, passcode=passcode).status_code


def guesses(link, address, times):
    """How many of so many guesses from a network address are looked at."""
    return sum(not guess(link, address) for _ in range(times))


@pytest.fixture
def guarded(version, time_machine):
    """A link with a passcode, and its secret. Time stands: each minute allows more."""
    time_machine.move_to("2026-11-21 12:00:00+00:00", tick=False)
    return make(version, passcode="opensesame")


def test_guesses_from_one_address_are_few_and_shut_out_no_other(guarded):
    _link, secret = guarded
    assert [tries(secret) for _ in range(11)] == [422] * 10 + [429]
    assert tries(secret, "opensesame") == 429
    assert tries(secret, "opensesame", address="192.0.2.2") == 302


def test_the_addresses_of_one_line_are_one(guarded):
    _link, secret = guarded
    for number in range(10):
        tries(secret, address=f"2001:db8:0:1::{number}")
    assert tries(secret, address="2001:db8:0:1::a") == 429
    assert tries(secret, address="2001:db8:0:2::1") == 422


def test_what_an_address_has_no_more_is_not_taken_from_the_others(guarded):
    link, secret = guarded
    assert guesses(link, "192.0.2.1", 120) == 10
    assert tries(secret, "opensesame") == 302


def test_guesses_at_a_link_are_few_from_however_many_addresses(guarded):
    link, secret = guarded
    assert [guesses(link, f"192.0.2.{n}", 10) for n in range(11)] == [10] * 10 + [0]
    assert tries(secret, "opensesame") == 429


def test_as_many_come_back_in_a_day_as_the_odds_are_worked_out_from(guarded, time_machine):
    link, _secret = guarded
    for days in range(2):
        found = [guesses(link, f"192.0.{days}.{n}", 10) for n in range(11)]
        assert found == [10] * 10 + [0]
        time_machine.shift(timedelta(days=1))


def test_an_address_has_twenty_guesses_a_day(guarded, time_machine):
    link, _secret = guarded
    for _ in range(3):
        assert guesses(link, "192.0.2.1", 11) == 10
        time_machine.shift(timedelta(hours=12))


def test_who_was_let_in_is_never_shut_out(guarded, reader):
    link, secret = guarded
    read(reader, secret, passcode="opensesame")
    for number in range(11):
        guesses(link, f"192.0.2.{number}", 10)
    assert tries(secret, "opensesame") == 429
    assert "What I did." in read(reader, secret).text
    assert read(reader, secret, passcode="opensesame").status_code == 302


def test_guesses_at_one_link_are_not_counted_for_another(guarded, version):
    link, _secret = guarded
    for number in range(11):
        guesses(link, f"127.0.0.{number}", 10)
    assert tries(make(version, passcode="opensesame")[1], "opensesame") == 302


def test_who_tries_too_often_is_told_how_long_to_wait(guarded):
    link, secret = guarded
    guesses(link, "127.0.0.1", 10)
    answer = read(Client(), secret, passcode="opensesame")
    assert "so this one was not looked at. Try again in 72 minutes." in answer.text


@pytest.mark.usefixtures("counts_in_the_database")
def test_guesses_that_come_at_once_are_counted_one_by_one(version):
    link, secret = make(version, passcode="opensesame")
    assert guesses(link, "127.0.0.1", 9) == 9
    assert meet(lambda: tries(secret), lambda: tries(secret)) == (422, 429)


def test_how_far_one_reads_is_not_noted_before_the_passcode(version, reader):
    secret = make(version, passcode="opensesame")[1]
    reader.post(reverse("link-far", args=[secret]), {"part": "part-next"})
    assert LinkVisit.objects.count() == 0


# What the author sees.


def test_each_reading_is_noted_with_how_far(version, reader, adas, packet):
    secret = make(version)[1]
    read(reader, secret)
    for part in ("part-coverage", "part-next", "part-summary", "no-part"):
        answer = reader.post(reverse("link-far", args=[secret]), {"part": part})
        assert answer.status_code == HTTPStatus.NO_CONTENT
    assert LinkVisit.objects.get().furthest == "part-next"
    assert "Read to “What is next”" in adas.get(links_page(packet)).content.decode()


def test_coming_back_soon_is_the_same_reading_and_later_another(version, reader, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    secret = make(version)[1]
    for minutes in (0, 20, 40, 40 + ONE_VISIT.seconds // 60):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        read(reader, secret)
    assert LinkVisit.objects.count() == 2


# The PDF.


def pdf(client, secret):
    return client.post(reverse("link-pdf", args=[secret]))


def test_the_pdf_bears_the_reader_and_the_day_on_each_page(version, reader, time_machine):
    time_machine.move_to("2026-11-21 12:00:00+00:00")
    secret = make(version, parts=["part-next"])[1]
    pdf(reader, secret)
    rendering = Rendering.objects.get(version=version, options__has_key="watermark")
    render_packet.func(rendering.pk)
    answer = reader.get(reverse("link-pdf", args=[secret]))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert (len(pages) > 1, answer["Content-Type"]) == (True, "application/pdf")
    assert ["For Sam, 21 November 2026" in page for page in pages] == [True] * len(pages)
    assert LinkVisit.objects.get().took_pdf_at is not None


def test_the_pdf_of_some_parts_has_nothing_of_the_others(version, reader):
    secret = make(version, parts=["part-next"])[1]
    pdf(reader, secret)
    said = Rendering.objects.get(options__has_key="watermark").source()[0].model_dump_json()
    assert ("To teach it." in said, "What I did." in said, "Read the whole log" in said) == (
        True,
        False,
        False,
    )


def test_until_it_is_there_the_page_waits(version, reader):
    secret = make(version)[1]
    assert reader.get(reverse("link-pdf", args=[secret])).status_code == 302
    pdf(reader, secret)
    answer = reader.get(reverse("link-pdf", args=[secret]))
    assert (answer.status_code, answer["Refresh"]) == (200, "3")


def test_the_pdf_of_one_reader_is_not_another_s(version, reader, graces):
    one, other = (make(version, reader=name)[1] for name in ("Sam", "Kim"))
    pdf(reader, one)
    rendering = Rendering.objects.get(options__has_key="watermark")
    assert Client().get(reverse("link-pdf", args=[other])).status_code == 302
    assert graces.get(reverse("rendering-detail", args=[rendering.pk])).status_code == 404


def test_of_many_readings_the_newest_are_shown_and_the_way_to_all(version, packet, adas):
    link, _secret = make(version)
    readers = reverse("packet-readers", args=[packet.pk])
    for readings, shown, leads_on in ((SHOWN, SHOWN, False), (SHOWN + 1, SHOWN, True)):
        link.visits.all().delete()
        for _ in range(readings):
            link.visits.create()
        text = adas.get(links_page(packet)).text
        assert (text.count("<span>Opened</span>"), f'"{readers}#' in text) == (shown, leads_on)


# Making and ending them.


def test_the_address_is_shown_once(version, packet, adas):
    answer = adas.post(
        links_page(packet),
        {"reader": "Sam", "version": version.pk, "parts": ["part-next"], "days": 14},
    )
    address = answer.context["address"]
    link = ShareLink.objects.get()
    assert (link.reader, link.parts, link.version) == ("Sam", ["part-next"], version)
    assert address in answer.content.decode()
    assert read(Client(), address.rstrip("/").rpartition("/")[2]).status_code == 200
    assert address not in adas.get(links_page(packet)).content.decode()


def made_by(browser, packet, version, **sent):
    """The address that a form of the links' page is answered with."""
    facts = {"reader": "Sam", "version": version.pk, "days": 14, "passcode": "opensesame"}
    return browser.post(links_page(packet), facts | sent).context["address"]


def test_a_form_that_is_sent_again_makes_no_other_link(version, packet, adas):
    key = adas.get(links_page(packet)).context["form"]["key"].value()
    first, again = (made_by(adas, packet, version, key=key) for _ in range(2))
    assert (first == again, ShareLink.objects.count()) == (True, 1)
    other = made_by(adas, packet, version, key=key, reader="Kim")
    anew = adas.get(links_page(packet)).context["form"]["key"].value()
    fresh = made_by(adas, packet, version, key=anew)
    assert (len({first, other, fresh}), ShareLink.objects.count()) == (3, 3)


def test_a_form_that_is_sent_again_after_its_link_was_revoked_makes_none(version, packet, adas):
    sent = {"reader": "Sam", "version": version.pk, "days": 14, "key": "k"}
    adas.post(links_page(packet), sent)
    ShareLink.objects.revoke()
    answer = adas.post(links_page(packet), sent)
    assert (answer.url, ShareLink.objects.in_force().count()) == (links_page(packet), 0)


def test_who_knows_all_that_was_sent_knows_no_address(version, settings):
    sent = {
        "version": version,
        "reader": "Sam",
        "parts": [],
        "days": 14,
        "passcode": "",
        "key": "k",
    }
    _link, secret = ShareLink.objects.make(**sent)
    settings.SECRET_KEY = "another server's"
    _other, guessed = ShareLink.objects.make(**sent)
    assert (len(secret), len(guessed), secret == guessed) == (43, 43, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reader": ""},
        {"days": 0},
        {"days": 181},
        {"days": ""},
        {"parts": ["section-nowhere"]},
        {"passcode": "short"},
        {"version": 0},
    ],
)
def test_what_makes_no_link_is_said_and_makes_none(version, packet, adas, wrong):
    sent = {"reader": "Sam", "version": version.pk, "days": 14} | wrong
    answer = adas.post(links_page(packet), sent)
    assert (answer.status_code, ShareLink.objects.count()) == (422, 0)


def test_a_link_lasts_fourteen_days_unless_said_otherwise(version, packet, adas):
    assert adas.get(links_page(packet)).context["form"]["days"].value() == 14


def test_nobody_links_to_another_packets_version(version, packet, adas, ada):
    other = Packet.objects.create(
        author=ada,
        title="Other",
        ladder_version=packet.ladder_version,
        now=packet.now,
        goal=packet.goal,
        starts_on=packet.starts_on,
        ends_on=packet.ends_on,
    )
    share(other)
    sent = {"reader": "Sam", "version": version.pk, "days": 14}
    assert adas.post(links_page(other), sent).status_code == 422


def test_a_packet_without_a_version_has_no_link_to_make(packet, adas):
    content = adas.get(links_page(packet)).content.decode()
    assert "there is none yet" in content
    answer = adas.post(links_page(packet), {"reader": "Sam", "days": 14})
    assert (answer.status_code, ShareLink.objects.count()) == (422, 0)


def test_revoked_it_leads_nowhere_at_once(version, adas, reader):
    link, secret = make(version)
    assert read(reader, secret).status_code == 200
    adas.post(reverse("link-revoke", args=[link.pk]))
    assert read(reader, secret).status_code == 404
    assert reader.post(reverse("link-far", args=[secret]), {"part": "x"}).status_code == 404


def test_revoked_again_it_ended_when_it_was_first(version):
    link = make(version)[0]
    link.revoke()
    ended = ShareLink.objects.get()
    ended.revoke()
    assert ShareLink.objects.get().revoked_at == ended.revoked_at


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    version, packet, adas, rows, django_assert_num_queries
):
    for _ in range(rows):
        link, _secret = make(version)
        for _ in range(rows):
            link.visit()
    adas.get(links_page(packet))
    with django_assert_num_queries(9):
        adas.get(links_page(packet))


@pytest.mark.parametrize("wins", [1, 3])
def test_reading_asks_the_database_as_often_for_three_wins_as_for_one(
    packet, managed, reader, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Win {number}")
    secret = make(share(packet).versions.get())[1]
    read(reader, secret)
    with django_assert_num_queries(7):
        read(reader, secret)


def test_a_packet_that_is_withdrawn_is_read_through_no_link(version, ada, reader):
    _link, secret = make(version)
    assert read(reader, secret).status_code == 200
    move_packet(version.packet, "withdraw", by=ada)
    assert read(reader, secret).status_code == 404
