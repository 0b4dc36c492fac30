"""PDFs: asked for, set by the worker, kept, and read by those who may."""

import fcntl
import io
import os
import signal
import sys
import termios
from array import array
from datetime import UTC, datetime, timedelta
from threading import Thread
from time import sleep

import pypdf
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.tasks import default_task_backend

from packets.compose import compose
from packets.exports import pdf
from packets.exports.options import PdfOptions
from packets.exports.pdf import warm_press
from packets.models import Letterhead, Packet, Rendering, Version
from packets.sharing import move_packet
from packets.tasks import render_packet, tick
from tests.clients import HTMX, browser_of
from tests.packets.scenes import place, share

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def rendering(in_review):
    """Of version 1, asked for and not begun."""
    return Rendering.objects.of_version(Version.objects.get(), PdfOptions())


@pytest.fixture
def queued():
    """The arguments of every task handed to the worker, in their order."""
    default_task_backend.clear()
    return lambda: [result.args for result in default_task_backend.results]


def finish(rendering, pdf=b"%PDF-1.7 the pages"):
    rendering.finish(pdf=pdf, pages=3)
    rendering.refresh_from_db()
    return rendering


def state(rendering):
    rendering.refresh_from_db()
    return rendering.state, rendering.attempts


def due():
    return list(Rendering.objects.due(NOW).values_list("pk", flat=True))


# Asked for.


def test_asking_for_a_version_makes_one_rendering_and_hands_it_to_the_worker(
    in_review, graces, queued
):
    answers = {graces.post(f"/packets/{in_review.pk}/versions/1/pdf/")["Location"] for _ in (1, 2)}
    rendering = Rendering.objects.get()
    assert answers == {f"/renderings/{rendering.pk}/"}
    assert (rendering.version.number, rendering.packet, rendering.paper, rendering.state) == (
        1,
        in_review,
        "A4",
        "waiting",
    )
    assert queued() == [[rendering.pk], [rendering.pk]]


def test_it_is_set_on_the_paper_of_whoever_asks(in_review, grace, graces):
    grace.paper = "Letter"
    grace.save()
    graces.post(f"/packets/{in_review.pk}/versions/1/pdf/")
    browser_of(in_review.author).post(f"/packets/{in_review.pk}/versions/1/pdf/")
    assert sorted(Rendering.objects.values_list("paper", flat=True)) == ["A4", "Letter"]


def test_what_is_there_is_not_set_again(rendering, graces, queued):
    finish(rendering)
    response = graces.post(f"/packets/{rendering.packet_id}/versions/1/pdf/")
    assert (response["Location"], queued()) == (f"/renderings/{rendering.pk}/", [])


def test_a_draft_that_has_not_changed_has_one_rendering_and_an_older_one_is_dropped(packet, adas):
    url = f"/packets/{packet.pk}/pdf/"
    first, same = adas.post(url)["Location"], adas.post(url)["Location"]
    place(packet)
    other = adas.post(url)["Location"]
    assert (first == same, first == other, Rendering.objects.count()) == (True, False, 1)
    assert adas.get(first).status_code == 404


def test_a_draft_leaves_the_renderings_of_versions_alone(rendering, adas):
    adas.post(f"/packets/{rendering.packet_id}/pdf/")
    assert Rendering.objects.filter(pk=rendering.pk).exists()
    assert Rendering.objects.count() == 2


# Asked for when it is frozen.


def test_sharing_asks_for_the_version_on_the_paper_of_its_author_and_its_reader(
    packet, managed, grace, queued
):
    grace.paper = "Letter"
    grace.save()
    share(packet)
    renderings = Rendering.objects.order_by("paper")
    assert [(r.version.number, r.paper, r.options, r.state) for r in renderings] == [
        (1, "A4", {}, "waiting"),
        (1, "Letter", {}, "waiting"),
    ]
    assert queued() == [[rendering.pk] for rendering in renderings]


def test_who_reads_on_the_same_paper_reads_the_same_file(packet, managed, queued):
    share(packet)
    assert queued() == [[Rendering.objects.get().pk]]


def test_a_version_that_is_not_kept_after_all_leaves_nothing_to_set(packet, managed):
    def share_in_vain():
        share(packet)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        transaction.atomic(share_in_vain)()
    assert (Version.objects.count(), Rendering.objects.count()) == (0, 0)


def test_the_pages_are_there_at_the_first_click_when_the_worker_was_quick(in_review, graces):
    render_packet.func(Rendering.objects.get().pk)
    rendering = graces.post(f"/packets/{in_review.pk}/versions/1/pdf/", follow=True)
    assert "Open the PDF" in rendering.content.decode()


# Set by the worker.


def test_the_worker_sets_the_pages_of_a_version_with_its_number_and_its_data(rendering):
    render_packet.func(rendering.pk)
    rendering.refresh_from_db()
    reader = pypdf.PdfReader(io.BytesIO(bytes(rendering.pdf)))
    assert (rendering.state, rendering.pages) == ("done", len(reader.pages))
    assert reader.attachments["packet.json"] == [Version.objects.get().canonical.encode()]


def test_the_worker_notes_the_page_on_which_each_part_begins(rendering):
    render_packet.func(rendering.pk)
    rendering.refresh_from_db()
    assert rendering.pages_of["part-contents"] == 2
    assert set(rendering.pages_of) >= {"part-coverage", "section-delivery", "part-imprint"}
    assert max(rendering.pages_of.values()) <= rendering.pages


def test_the_worker_sets_a_version_as_its_reader_chose(rendering, ada):
    letterhead = Letterhead.objects.put(ada, name="Larkfield Water", logo=None)
    options = PdfOptions(parts=("part-coverage",), letterhead=letterhead.pk)
    chosen = Rendering.objects.of_version(rendering.version, options)
    render_packet.func(chosen.pk)
    chosen.refresh_from_db()
    text = pypdf.PdfReader(io.BytesIO(bytes(chosen.pdf))).pages[0].extract_text()
    assert text.startswith("Larkfield Water")
    assert set(chosen.pages_of) == {
        "part-contents",
        "part-coverage",
        "part-evidence",  # there is none, which is said in any case
        "part-imprint",
    }


def test_the_worker_sets_a_draft_as_it_stood_when_it_was_asked_for(packet):
    place(packet, "Wrote the guide")
    rendering = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    packet.sections.get(key="delivery").evidence.get().take_out()
    render_packet.func(rendering.pk)
    rendering.refresh_from_db()
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bytes(rendering.pdf))).pages
    )
    assert "Wrote the guide" in text


def test_what_cannot_be_set_fails_with_a_sentence(packet, adas):
    packet.thesis = "x" * 20_001
    packet.save()
    rendering = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    render_packet.func(rendering.pk)
    assert state(rendering) == ("failed", 1)
    response = adas.get(f"/renderings/{rendering.pk}/")
    assert "A PDF takes at most 20000 characters in the text" in response.content.decode()
    assert "Try again" in response.content.decode()


def test_a_rendering_that_is_gone_or_taken_is_left_alone(rendering):
    render_packet.func(0)
    assert rendering.begin()
    render_packet.func(rendering.pk)
    assert state(rendering) == ("waiting", 1)


@pytest.mark.parametrize("reached", ["done", "failed"])
def test_what_has_ended_is_not_begun_again(rendering, reached):
    finish(rendering) if reached == "done" else rendering.fail("No.")
    assert not rendering.begin()
    assert state(rendering) == (reached, 0)


def test_a_rendering_is_taken_by_one_worker(rendering):
    other = Rendering.objects.get(pk=rendering.pk)
    assert [rendering.begin(), other.begin()] == [True, False]


# Lost and found.


@time_machine.travel(NOW, tick=False)
def test_what_was_not_begun_is_due(rendering):
    assert due() == [rendering.pk]


@pytest.mark.parametrize(("seconds", "is_due"), [(0, False), (180, False), (181, True)])
def test_what_was_begun_is_due_again_after_three_minutes_without_an_answer(
    rendering, seconds, is_due
):
    begun = NOW - timedelta(seconds=seconds)
    Rendering.objects.update(begun_at=begun, attempts=1)
    assert due() == ([rendering.pk] if is_due else [])


@pytest.mark.parametrize(("attempts", "is_due"), [(2, True), (3, False)])
def test_it_is_tried_three_times(rendering, attempts, is_due):
    Rendering.objects.update(begun_at=NOW - timedelta(hours=1), attempts=attempts)
    assert bool(due()) == is_due


def test_nothing_that_ended_is_due(rendering):
    finish(rendering)
    assert due() == []
    Rendering.objects.update(state="failed")
    assert due() == []


@time_machine.travel(NOW, tick=False)
def test_the_tick_hands_out_what_is_due_and_gives_up_what_failed_three_times(
    rendering, packet, queued
):
    lost = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    Rendering.objects.filter(pk=lost.pk).update(begun_at=NOW - timedelta(minutes=4), attempts=3)
    tick.call_local()
    assert queued() == [[rendering.pk]]
    assert (state(lost), state(rendering)) == (("failed", 3), ("waiting", 0))
    lost.refresh_from_db()
    assert lost.message == "Setting this document ended without an answer, three times."


@time_machine.travel(NOW, tick=False)
def test_the_third_attempt_is_given_its_time(rendering):
    Rendering.objects.update(begun_at=NOW - timedelta(minutes=2), attempts=3)
    tick.call_local()
    assert state(rendering) == ("waiting", 3)


def test_what_a_worker_left_in_the_middle_is_taken_up_again_and_made_once(rendering, queued):
    with time_machine.travel(NOW, tick=False):
        assert rendering.begin()  # and the worker is gone
        tick.call_local()
        assert queued() == []
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        tick.call_local()
        assert queued() == [[rendering.pk]]
        render_packet.func(rendering.pk)
        made = Rendering.objects.get()
        render_packet.func(rendering.pk)  # a task that came twice
        tick.call_local()
    assert queued() == [[rendering.pk]]
    assert state(rendering) == ("done", 2)
    assert bytes(rendering.pdf) == bytes(made.pdf)


def test_a_worker_that_was_thought_lost_changes_nothing_any_more(rendering):
    late = Rendering.objects.get(pk=rendering.pk)
    assert late.begin()
    finish(rendering)
    late.finish(pdf=b"%PDF-1.7 the same pages, later", pages=9)
    late.fail("It took too long.")
    assert state(rendering) == ("done", 1)
    assert (bytes(rendering.pdf), rendering.pages) == (b"%PDF-1.7 the pages", 3)


def kill_with_a_job(press, descriptor):
    """End the press and its child as soon as there is a job that they have not read."""
    unread = array("i", [0])
    while not unread[0]:
        sleep(0.01)
        fcntl.ioctl(descriptor, termios.TIOCOUTQ, unread)
    os.killpg(press, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel what was not read yet")
def test_a_press_that_is_killed_in_the_middle_is_no_failure_of_the_document(rendering):
    warm_press()
    press, connection = pdf._press.running
    os.killpg(press.pid, signal.SIGSTOP)  # so that it does not answer before it is killed
    killer = Thread(target=kill_with_a_job, args=(press.pid, connection.fileno()))
    killer.start()
    with time_machine.travel(NOW, tick=True):
        render_packet.func(rendering.pk)
    killer.join()
    assert state(rendering) == ("waiting", 1)
    with time_machine.travel(NOW + timedelta(minutes=4), tick=True):
        render_packet.func(rendering.pk)
    assert state(rendering) == ("done", 2)


def test_after_a_failure_a_person_may_ask_again(rendering, graces, queued):
    Rendering.objects.update(state="failed", attempts=3, begun_at=NOW, message="No.")
    response = graces.post(f"/renderings/{rendering.pk}/again/")
    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts, rendering.begun_at, rendering.message) == (
        "waiting",
        0,
        None,
        "",
    )
    assert (response["Location"], queued()) == (
        f"/renderings/{rendering.pk}/",
        [[rendering.pk]],
    )


def test_asking_again_for_what_is_there_loses_nothing(rendering, graces):
    finish(rendering)
    graces.post(f"/renderings/{rendering.pk}/again/")
    rendering.refresh_from_db()
    assert (rendering.state, bytes(rendering.pdf)) == ("done", b"%PDF-1.7 the pages")


def test_done_without_pages_cannot_be(rendering):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendering.objects.update(state="done")


# Read.


def test_while_it_is_set_the_page_asks_again_by_itself(rendering, graces):
    url = f"/renderings/{rendering.pk}/"
    whole, part = graces.get(url), graces.get(url, headers=HTMX)
    assert (whole["Refresh"], part.get("Refresh")) == ("3", None)
    assert whole.content.decode().startswith("<!doctype html>")
    assert part.content.decode().strip().startswith('<section id="rendering"')
    for response in (whole, part):
        assert f'hx-get="{url}"' in response.content.decode()
        assert "Waiting for the worker" in response.content.decode()


def test_once_it_is_there_the_page_asks_no_more_and_leads_to_it(rendering, graces):
    finish(rendering)
    url = f"/renderings/{rendering.pk}/"
    for response in (graces.get(url), graces.get(url, headers=HTMX)):
        text = response.content.decode()
        assert "It has 3 pages." in text
        assert f'href="{url}file/"' in text
        assert "hx-get" not in text
        assert "Refresh" not in response


def test_a_missing_font_is_told(rendering, graces):
    rendering.finish(pdf=b"%PDF", pages=1, message="No installed font has “ꙮ” (U+A66E).")
    assert "U+A66E" in graces.get(f"/renderings/{rendering.pk}/").content.decode()


def test_the_file_is_there_when_it_is_done_and_not_before(rendering, graces):
    url = f"/renderings/{rendering.pk}/file/"
    assert graces.get(url).status_code == 404
    finish(rendering)
    response = graces.get(url)
    assert (response.status_code, response.content, response["Content-Type"]) == (
        200,
        b"%PDF-1.7 the pages",
        "application/pdf",
    )
    assert response["Content-Disposition"] == (
        'inline; filename="staff-engineer-january-2027-v1.pdf"'
    )


def test_a_failed_rendering_has_no_file(rendering, graces):
    rendering.fail("No.")
    assert graces.get(f"/renderings/{rendering.pk}/file/").status_code == 404


def answers(client, rendering):
    base = f"/renderings/{rendering.pk}/"
    found = [client.get(base), client.get(f"{base}file/"), client.post(f"{base}again/")]
    return [response.status_code for response in found]


def test_a_version_s_pages_are_for_its_author_and_its_readers(rendering, adas, graces, eves):
    finish(rendering)
    assert [answers(client, rendering) for client in (adas, graces, eves)] == [
        [200, 200, 302],
        [200, 200, 302],
        [404, 404, 404],
    ]


def test_a_draft_s_pages_are_for_its_author_alone(in_review, adas, graces, eves):
    rendering = finish(Rendering.objects.of_draft(in_review, compose(in_review), PdfOptions()))
    assert [answers(client, rendering) for client in (adas, graces, eves)] == [
        [200, 200, 302],
        [404, 404, 404],
        [404, 404, 404],
    ]


def test_the_pages_of_a_withdrawn_version_are_gone_for_its_reader(rendering, ada, adas, graces):
    finish(rendering)
    move_packet(rendering.packet, "withdraw", by=ada)
    assert [answers(client, rendering) for client in (adas, graces)] == [
        [200, 200, 302],
        [404, 404, 404],
    ]


@pytest.mark.parametrize(
    "title", ['"; filename="evil.exe', "a\r\nSet-Cookie: x=1", "膠水", "../.."]
)
def test_a_file_name_says_nothing_that_a_header_could_take_for_its_own(
    packet, managed, adas, title
):
    Packet.objects.filter(pk=packet.pk).update(title=title)
    packet.refresh_from_db()
    share(packet)
    rendering = finish(Rendering.objects.of_version(Version.objects.get(), PdfOptions()))
    draft = finish(Rendering.objects.of_draft(packet, compose(packet), PdfOptions()))
    urls = [f"/renderings/{r.pk}/file/" for r in (rendering, draft)]
    urls.append(f"/packets/{packet.pk}/versions/1/export/json/")
    for url in urls:
        response = adas.get(url)
        header = response["Content-Disposition"]
        _kind, _, name = header.partition('filename="')
        assert name.removesuffix('"').replace("-", "").replace(".", "").isalnum()
        assert name.isascii()
        assert "Set-Cookie" not in response


@pytest.mark.parametrize("rows", [1, 3])
def test_a_rendering_s_page_asks_the_database_three_times(
    packet, adas, rows, django_assert_num_queries
):
    for _ in range(rows):
        place(packet)
    rendering = finish(Rendering.objects.of_draft(packet, compose(packet), PdfOptions()))
    with django_assert_num_queries(3):
        adas.get(f"/renderings/{rendering.pk}/")
