"""`manage.py export_packet`: a version as a file, whole or not at all."""

import io
import json
import os

import pytest
from django.core.management import CommandError, call_command

from packets.exports.options import PdfOptions
from packets.models import Rendering, Version
from packets.tasks import render_packet
from tests.factories import PacketFactory
from tests.packets.export_readers import parts_of
from tests.packets.scenes import place, share, share_again


def export(*arguments):
    call_command("export_packet", *map(str, arguments))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "packet.json"


def test_the_json_is_the_version_byte_for_byte(in_review, out):
    export(in_review.pk, "--format", "json", "-o", out)
    assert out.read_text() == Version.objects.get().canonical


def test_without_a_number_it_is_the_latest_version(in_review, grace, out):
    place(in_review)
    second = share_again(in_review, grace)
    export(in_review.pk, "--format", "json", "-o", out)
    assert out.read_text() == second.canonical


def test_an_earlier_version_is_named_by_its_number(in_review, grace, out):
    place(in_review)
    share_again(in_review, grace)
    export(in_review.pk, "--version", 1, "--format", "json", "-o", out)
    assert out.read_text() == Version.objects.get(number=1).canonical


@pytest.mark.parametrize("arguments", [[], ["--latest"]])
def test_without_a_packet_it_is_the_one_shared_last(in_review, ada, grace, out, arguments):
    other = PacketFactory(author=ada, ladder_version=in_review.ladder_version, title="Other")
    PacketFactory(author=ada, ladder_version=in_review.ladder_version, title="Never shared")
    share(other)
    share_again(in_review, grace)
    export(*arguments, "--format", "json", "-o", out)
    assert out.read_text() == in_review.versions.get(number=2).canonical


def test_the_pdf_is_the_one_that_the_page_gives(in_review, adas, tmp_path):
    file, again = tmp_path / "a.pdf", tmp_path / "b.pdf"
    export("--latest", "--format", "pdf", "-o", file)
    rendering = Rendering.objects.of_version(Version.objects.get(), PdfOptions())
    render_packet.func(rendering.pk)
    export("--latest", "--format", "pdf", "-o", again)
    page = adas.get(f"/renderings/{rendering.pk}/file/").content
    assert (page[:5], file.read_bytes() == page, again.read_bytes() == page) == (
        b"%PDF-",
        True,
        True,
    )


def test_the_pdf_is_on_the_author_s_paper(in_review, ada, tmp_path):
    ada.paper = "Letter"
    ada.save()
    rendering = Rendering.objects.of_version(Version.objects.get(), PdfOptions(paper="Letter"))
    rendering.finish(pdf=b"%PDF on Letter", pages=1)
    Rendering.objects.of_version(Version.objects.get(), PdfOptions()).finish(
        pdf=b"%PDF A4", pages=1
    )
    export("--latest", "--format", "pdf", "-o", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF on Letter"


@pytest.mark.parametrize(
    ("arguments", "cut"),
    [
        (["--redact", "whole", "Ada"], "redacted"),
        (["--without-links"], "redacted"),
        (["--anonymise"], "anonymised"),
        ([], None),
    ],
)
def test_a_copy_for_other_eyes_says_what_it_is(in_review, out, arguments, cut):
    export("--latest", "--format", "json", "-o", out, *arguments)
    assert json.loads(out.read_text()).get("cut") == cut


def test_words_are_blacked_out_and_links_taken_out(packet, managed, out):
    place(packet, "Read the whole log", links=[{"url": "https://logs.example/", "label": "Log"}])
    share(packet)
    export("--latest", "--format", "json", "--redact", "whole log", "ADA", "--without-links",
           "-o", out)  # fmt: skip
    text = out.read_text()
    assert [word in text for word in ("Read the [redacted]", "[redacted] Okoye", "://logs")] == [
        True, True, False,
    ]  # fmt: skip


def test_nobody_is_named_in_an_anonymised_copy(in_review, out):
    export("--latest", "--format", "markdown", "--anonymise", "--redact", "Bragdoc", "-o", out)
    text = out.read_text()
    assert [word in text for word in ("Candidate", "Manager", "Okoye", "Lindholm")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_the_archive_of_a_cut_is_named_for_it(in_review, tmp_path):
    export("--latest", "--format", "zip", "--anonymise", "-o", tmp_path / "a.zip")
    name = "staff-engineer-january-2027-v1-anonymised"
    assert list(parts_of((tmp_path / "a.zip").read_bytes())) == [
        f"{name}.{suffix}" for suffix in ("pdf", "md", "docx", "json")
    ]


def test_the_pdf_is_set_as_asked(in_review, tmp_path):
    options = PdfOptions(
        paper="Letter", parts=("part-coverage",), colour=False, addresses=False, archive=True
    )
    kept = Rendering.objects.of_version(Version.objects.get(), options)
    kept.finish(pdf=b"%PDF as asked", pages=1)
    export(
        "--latest", "--format", "pdf", "-o", tmp_path / "a.pdf", "--paper", "Letter",
        "--parts", "coverage", "--black-and-white", "--without-addresses", "--archive",
    )  # fmt: skip
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF as asked"


def test_a_part_that_is_not_there_is_told_with_those_that_are(in_review, out):
    with pytest.raises(CommandError, match=r"^It has no part summary\. Its parts: coverage, del"):
        export("--latest", "--format", "pdf", "--parts", "summary", "coverage", "-o", out)


def test_a_dash_is_standard_output(in_review):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("export_packet", "--latest", "--format", "json", "-o", "-", stdout=out)
    assert out.buffer.getvalue().decode() == Version.objects.get().canonical


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["0"], "There is no packet 0."),
        (["{packet}", "--version", "7"], "Packet {packet} has no version 7."),
        (["{draft}"], "Packet {draft} has no version."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(in_review, ada, out, arguments, sentence):
    draft = PacketFactory(author=ada, ladder_version=in_review.ladder_version)
    names = {"packet": in_review.pk, "draft": draft.pk}
    with pytest.raises(CommandError) as problem:
        export(*(text.format(**names) for text in arguments), "--format", "json", "-o", out)
    assert (str(problem.value), problem.value.returncode, out.exists()) == (
        sentence.format(**names),
        1,
        False,
    )


def test_where_nothing_was_shared_it_says_so(packet, out):
    with pytest.raises(CommandError, match=r"^No packet has been shared yet\.$"):
        export("--latest", "--format", "json", "-o", out)


@pytest.mark.parametrize(
    "arguments",
    [["--format", "odt", "-o", "x"], ["--format", "pdf"], ["-o", "x"], ["ten", "-o", "x"],
     ["1", "--latest", "--format", "pdf", "-o", "x"]],
)  # fmt: skip
def test_a_command_that_says_too_little_or_too_much_is_refused(arguments):
    with pytest.raises(CommandError):
        export(*arguments)


def test_a_packet_that_can_not_be_set_says_why_and_leaves_the_file_alone(packet, managed, out):
    packet.thesis = "x" * 20_001
    packet.save()
    share(packet)
    out.write_text("What was there")
    with pytest.raises(CommandError, match="A PDF takes at most 20000 characters"):
        export("--latest", "--format", "pdf", "-o", out)
    assert (out.read_text(), os.listdir(out.parent)) == ("What was there", ["packet.json"])


def test_an_older_file_is_replaced(in_review, out):
    out.write_text("What was there, and longer than what comes" * 1_000)
    export("--latest", "--format", "json", "-o", out)
    assert out.read_text() == Version.objects.get().canonical
    assert os.listdir(out.parent) == ["packet.json"]


@pytest.mark.parametrize("name", ["no/such/folder/packet.json", ""])
def test_a_place_that_can_not_be_written_is_told_and_left_as_it_is(in_review, tmp_path, name):
    with pytest.raises(CommandError, match="can not be written: "):
        export("--latest", "--format", "json", "-o", tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_pipe_is_written_to_and_not_replaced(in_review, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export("--latest", "--format", "json", "-o", pipe)
    assert os.read(end, 60_000).decode() == Version.objects.get().canonical
    os.close(end)
    assert pipe.is_fifo()


def test_a_link_is_followed(in_review, out, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(out)
    export("--latest", "--format", "json", "-o", link)
    assert (link.is_symlink(), out.read_text()) == (True, Version.objects.get().canonical)
