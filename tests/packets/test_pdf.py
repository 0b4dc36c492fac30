"""The PDF, read back with a PDF reader as a person's machine would."""

import hashlib
import os
import re
import socket
import subprocess
import sys
import threading
import unicodedata
from contextlib import suppress
from datetime import date
from itertools import pairwise

import pypdf
import pytest
from weasyprint.urls import URLFetchingError

from packets.document import (
    Gap,
    Link,
    Metric,
    canonical_json,
    content_hash,
)
from packets.exports.options import PdfOptions
from packets.exports.pdf import Limits, Rendering, RenderingFailed, render_pdf, warm_press
from packets.exports.press import STATIC, OwnFontsOnly
from tests.packets.documents import (
    draft_of,
    empty_packet,
    one_section,
    rich_packet,
    version_of,
    win,
)
from tests.packets.pdf_readers import line_of, read, rendered, structure, text_of

DAY = date(2026, 3, 2)


def fonts(reader: pypdf.PdfReader) -> dict[str, bool]:
    """The fonts of the document, and whether each is embedded."""
    embedded = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            name = str(descriptor["/FontFamily"])
            embedded[name] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return embedded


@pytest.fixture(scope="module")
def rich_rendering() -> Rendering:
    document = rich_packet()
    return render_pdf(document, version_of(document))


@pytest.fixture(scope="module")
def rich(rich_rendering) -> pypdf.PdfReader:
    return read(rich_rendering)


# What is printed


def test_the_cover_says_who_asks_for_what(rich):
    cover = line_of(rich.pages[0])
    assert "Ada Marchetti, from Senior Engineer to Staff Engineer" in cover
    assert rich_packet().ask in cover
    assert rich_packet().thesis in cover
    assert "Grace Oyelaran" in cover
    assert "1 December 2025 to 20 November 2026" in cover
    assert "Larkfield Engineering Ladder 2026.2" in cover
    assert "About 8 minutes" in cover


def test_everything_the_document_says_is_printed(rich):
    printed = re.sub(r"\s|[*`|-]", "", text_of(rich))
    document = rich_packet()
    said = [row.text for row in document.coverage if row.kind != "carried"]
    for section in document.sections:
        said += [section.title, section.claim]
        said += [e.text for e in section.expectations]
    for evidence in document.evidence():
        said += [evidence.title, evidence.role, evidence.project, *evidence.people, evidence.impact]
        said += [re.sub(r"(?m)^\|-.*$", "", evidence.details), evidence.why]
        said += [part for m in evidence.metrics for part in (m.label, m.before, m.after, m.unit)]
        said += [part for link in evidence.links for part in (link.url[8:], link.label)]
    for gap in document.gaps:
        said += [gap.title, gap.answer]
    missing = [text for text in said if re.sub(r"\s|[*`|-]", "", text) not in printed]
    assert missing == []


def test_the_foot_names_version_hash_date_and_page_on_every_page(rich):
    short = content_hash(rich_packet())[:7]
    pages = len(rich.pages)
    for number, page in enumerate(rich.pages, start=1):
        text = page.extract_text()
        assert f"Version 3 · {short} · 20 November 2026" in text
        assert f"{number} of {pages}" in text


def test_a_draft_says_so_in_its_foot():
    document = empty_packet()
    text = text_of(read(render_pdf(document, draft_of(document))))
    assert f"Draft · {content_hash(document)[:7]}" in text
    assert "This is a draft." in text
    assert "Version" not in text


def test_the_contents_name_the_page_where_each_part_begins(rich):
    contents = rich.pages[1].extract_text()
    for title in ("Coverage", "Technical direction", "Gaps and answers", "Glue work"):
        number = int(re.search(rf"^{title}\s*(\d+)$", contents, re.MULTILINE)[1])
        assert title in rich.pages[number - 1].extract_text()


def test_parts_without_content_are_not_in_the_contents():
    lines = rendered(empty_packet()).pages[1].extract_text().splitlines()
    assert lines[:4] == ["Contents", "Evidence 2", "About this document 2", "Evidence"]


def test_a_packet_without_evidence_prints_and_says_so():
    assert "No win is placed in this packet." in text_of(rendered(empty_packet()))


def test_coverage_says_in_words_what_the_pictures_show(rich):
    coverage = line_of(rich.pages[2])
    assert "2 wins, 7 months" in coverage
    assert "No evidence" in coverage
    assert "Not applicable" in coverage
    assert "with nothing new asked: On-call, Tests that explain." in coverage
    assert "states nothing for this level under: Knowledge of water." in coverage


def test_an_entry_placed_twice_is_told_once_and_referred_to(rich):
    text = text_of(rich)
    assert text.count("Five makers sent readings in five shapes") == 1
    assert "Told in full above: page 4" in text
    assert "The format’s version made the first contract tests possible." in text


def test_one_address_has_one_number_in_the_whole_packet(rich):
    text = text_of(rich)
    assert len(re.findall(r"\[5\] Dashboard dashboards.larkfield.example/readings/2026", text)) == 1
    assert "Gdańsk and Klaipėda, on the new store [5]" in text


def test_a_link_outside_the_wins_is_followed_by_its_address():
    document = empty_packet(summary="See [the note](https://notes.example/7).")
    assert "See the note (https://notes.example/7)." in text_of(rendered(document))


def test_a_link_in_the_words_of_a_win_is_numbered_and_listed_like_any_other():
    document = one_section(win(1, "A", DAY, details="See [the note](https://notes.example/7)."))
    text = text_of(rendered(document))
    assert "A [1]" in text
    assert "See the note. " in text
    assert "[1] notes.example/7" in text


def test_an_address_is_printed_in_letters_where_it_was_written_in_bytes():
    link = Link(url="https://notes.example/%E0%B8%81%E0%B8%B2%E0%B8%A3%2F%ff")
    text = text_of(rendered(one_section(win(1, "A", DAY, links=(link,)))))
    assert "notes.example/การ%2F%ff" in text


def test_the_imprint_names_ladder_source_licence_version_and_hash(rich):
    imprint = text_of(rich)
    assert "Larkfield Engineering Ladder, version 2026.2." in imprint
    assert "By Larkfield Water Ltd. Licence: CC-BY-4.0." in imprint
    assert "https://ladders.example/larkfield/2026.2" in imprint.replace("https:// ", "https://")
    assert content_hash(rich_packet()) in imprint


@pytest.mark.parametrize(
    "written",
    [
        "Čárka, ñandú, Straße, Żółć, Việt Nam",
        "Показания приходят вовремя",
        "Οι μετρήσεις φτάνουν στην ώρα",
        "读数按时到达",
        "検針値が時間どおりに届く",
        "검침값이 제때 도착한다",
        "القراءات تصل في وقتها",
        "הקריאות מגיעות בזמן",
        "Shipped 🚀 with 👩‍💻 to all",
        "A → B ⇒ C ↔ D ✓ ≤ 3 × 4",
        "Renamed it to ´size´, e¨ e¯ eˇ e˘ e˙",
    ],
)
def test_copied_text_is_the_text_that_was_written(written):
    document = one_section(win(1, written, DAY, details=written, why=written), title=written)
    rendering = render_pdf(document, version_of(document))
    text = text_of(read(rendering))
    assert text.count(written) >= 5
    assert rendering.warnings == ()


def test_backticks_in_a_title_stay_beside_their_letters():
    document = one_section(win(1, "Renamed `size` and <`a`>", DAY))
    assert "Renamed `size` and <`a`>" in text_of(rendered(document))


def test_a_character_that_no_font_has_is_reported():
    document = one_section(win(1, "Private \ue123 and \ue123", DAY))
    rendering = render_pdf(document, version_of(document))
    assert rendering.warnings == ("No installed font has “\ue123” (U+E123).",)


def test_long_and_empty_texts_break_nothing():
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 10
    document = one_section(
        win(1, word, DAY, project=word, role=word, details=word, why=word),
        win(2, "", DAY, metrics=(Metric(label=word, before=word, after=word, unit=word),)),
        win(3, "Links", DAY, links=(Link(url=f"https://long.example/{word}", label=word),)),
        title="",
        author=word,
        gaps=(Gap(title="", answer=""), Gap(title=word, answer=word)),
    )
    text = text_of(rendered(document)).replace(" ", "").replace("-", "")
    assert text.count(word) >= 14
    assert "Withoutatitle" in text


def test_a_text_longer_than_a_page_runs_over():
    document = one_section(win(1, "Long", DAY, details="All of it was needed.\n\n" * 300))
    assert text_of(rendered(document)).count("All of it was needed.") == 300


# How it is made


def test_the_document_is_tagged_titled_and_in_its_language(rich):
    root = rich.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    title = "Ada Marchetti, from Senior Engineer (E4) to Staff Engineer (E5)"
    assert rich.metadata.title == title
    assert rich.metadata.author == "Ada Marchetti"
    assert rich.metadata.subject == "Promotion case for the January 2027 committee"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_the_language_is_that_of_the_document():
    reader = rendered(empty_packet(language="pt-BR"))
    assert reader.trailer["/Root"]["/Lang"] == "pt-BR"


def test_headings_go_down_one_level_at_a_time(rich):
    levels = [int(e["/S"][2:]) for e in structure(rich) if re.fullmatch(r"/H\d", e["/S"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert max(below - above for above, below in pairwise(levels)) == 1


def test_every_cell_names_its_heads(rich):
    heads = {element["/ID"] for element in structure(rich) if element["/S"] == "/TH"}
    cells = [element for element in structure(rich) if element["/S"] == "/TD"]
    named = [set(cell["/A"].get_object().get("/Headers", ())) for cell in cells]
    assert len(cells) > 100
    assert all(names and names <= heads for names in named)


def test_lists_hold_items_and_links_hold_their_words(rich):
    elements = structure(rich)
    for each in (element for element in elements if element["/S"] == "/L"):
        assert {item.get_object()["/S"] for item in each["/K"]} == {"/LI"}
    links = [element for element in elements if element["/S"] == "/Link"]
    assert len(links) > 80
    assert all(len(link["/K"]) >= 2 for link in links)  # the place on the page, and its text


def test_every_picture_has_a_text(rich):
    texts = [element.get("/Alt") for element in structure(rich) if element["/S"] == "/Figure"]
    assert len(texts) == 14
    assert texts[0] == "Months from December 2025 to November 2026"
    assert texts[1] == "7 of 12 months: Feb, Mar, Apr, May, Jun, Sep, Oct"


def test_bookmarks_lead_to_every_part(rich):
    parts = [entry for entry in rich.outline if not isinstance(entry, list)]
    assert [entry.title for entry in parts] == [
        "Ada Marchetti, from Senior Engineer to Staff Engineer",
        "Summary",
        "Contents",
        "Coverage",
        *(section.title for section in rich_packet().sections),
        "Gaps and answers",
        "What is next",
        "About this document",
        "Appendix: the wins, dated",
    ]
    coverage = parts[3]
    assert rich.get_destination_page_number(coverage) == 2


def test_references_lead_to_places_in_the_document(rich):
    targets = set(rich.named_destinations)
    used, addresses = set(), set()
    for page in rich.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object()
            assert action["/Contents"]
            if "/Dest" in action:
                used.add(str(action["/Dest"]))
            else:
                addresses.add(str(action["/A"]["/URI"]))
    assert {"part-coverage", "section-direction", "win-11", "link-1"} <= used
    assert used <= targets
    assert addresses == {link.url for e in rich_packet().evidence() for link in e.links} | {
        rich_packet().ladder.url
    }


def test_all_type_is_our_own_and_embedded(rich):
    ours = {name: embedded for name, embedded in fonts(rich).items() if "Bragdoc" in name}
    assert ours == {"Bragdoc Sans": True, "Bragdoc Serif": True, "Bragdoc Mono": True}
    assert all(fonts(rich).values())


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_pages_have_the_size_of_the_paper(paper, size):
    for page in rendered(empty_packet(), options=PdfOptions(paper=paper)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_the_packet_itself_is_attached(rich):
    assert rich.attachments == {"packet.json": [canonical_json(rich_packet())]}
    source = rich.trailer["/Root"]["/AF"][0].get_object()
    assert source["/AFRelationship"] == "/Source"


def test_the_dates_are_those_of_the_version(rich):
    assert rich.metadata.creation_date_raw == "D:20261120"
    source = rich.trailer["/Root"]["/AF"][0].get_object()["/EF"]["/F"].get_object()
    assert source["/Params"]["/ModDate"] == "D:20261120000000Z"


def test_the_same_version_is_the_same_file_on_another_day_in_another_process(rich_rendering):
    script = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from packets.exports.pdf import render_pdf\n"
        "from tests.packets.documents import rich_packet, version_of\n"
        "document = rich_packet()\n"
        "print(hashlib.sha256(render_pdf(document, version_of(document)).pdf).hexdigest())\n"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bragdoc.settings",
            "PYTHONHASHSEED": "4711",
            "TZ": "Pacific/Auckland",
            "LC_ALL": "C",
        },
        check=True,
        capture_output=True,
        text=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(rich_rendering.pdf).hexdigest()


def test_the_rendering_counts_its_pages(rich_rendering, rich):
    assert rich_rendering.pages == len(rich.pages)


# What cannot be done to it


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.png",
        "https://fonts.example/x.woff2",
        "file:///etc/hostname",
        f"file://{STATIC}/css/print.css",
        f"file://{STATIC}/fonts/../css/print.css",
        "data:text/plain,x",
    ],
)
def test_the_press_reads_no_address_but_its_own_fonts(url):
    with pytest.raises(URLFetchingError):
        OwnFontsOnly().fetch(url)


def test_thai_can_be_copied_with_its_rings():
    text = text_of(rendered(one_section(win(1, "ทำได้แล้ว", DAY))))
    assert unicodedata.normalize("NFKC", "ทำได้แล้ว") in text


def test_the_press_reads_its_own_fonts():
    font = STATIC / "fonts" / "IBMPlexSans-Regular.woff2"
    assert OwnFontsOnly().fetch(font.as_uri()).read() == font.read_bytes()


@pytest.fixture
def listener():
    """A server on this machine that notes whether anybody came."""
    visits = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen():
            while not done.is_set():
                try:
                    connection, _address = server.accept()
                except TimeoutError:
                    continue
                visits.append(connection.recv(1000))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], visits
        done.set()
        thread.join()


def test_nothing_is_fetched_whatever_is_written(listener):
    port, visits = listener
    address = f"http://127.0.0.1:{port}/x.png"
    hostile = (
        f"![a]({address}) [b]({address}) <img src='{address}'>\n\n"
        f"<link rel=stylesheet href='{address}'><link rel=attachment href='{address}'>"
        f"<style>@import '{address}'; p {{ background: url({address}) }}</style>"
        f"<svg><image href='{address}'/></svg> ![c](file:///etc/hostname)"
    )
    document = one_section(
        win(1, hostile, DAY, details=hostile, why=hostile, links=(Link(url=address),)),
        title=hostile,
        ask=hostile,
        thesis=hostile,
        language="en",
    )
    reader = rendered(document)
    assert visits == []
    assert list(reader.attachments) == ["packet.json"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            one_section(win(1, "A", DAY, details="x" * 20_001)),
            "at most 20000 characters in the text that starts “xxxx.*; this packet has 20001",
        ),
        (
            one_section(*(win(i, "A", DAY) for i in range(301))),
            "at most 300 wins; this packet has 301",
        ),
        (
            one_section(*(win(i, "A", DAY, details="x" * 19_000) for i in range(40))),
            "at most 600000 characters; this packet has 76",
        ),
        (empty_packet(starts_on=date(1990, 1, 1)), "at most 120 months; this packet has 443"),
    ],
)
def test_what_is_over_a_bound_is_refused_with_the_bound(document, sentence):
    with pytest.raises(RenderingFailed, match=sentence):
        render_pdf(document, version_of(document))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(wall_seconds=0.2), "takes too long to set"),
        (Limits(cpu_seconds=1), "takes too long to set"),
        (Limits(memory_bytes=1), "takes too much memory"),
    ],
)
def test_what_passes_a_limit_is_ended_and_said(limits, sentence):
    document = one_section(*(win(i, "Slow " * 40, DAY, details="Slow. " * 600) for i in range(80)))
    with pytest.raises(RenderingFailed, match=sentence):
        render_pdf(document, version_of(document), limits=limits)


def test_after_a_failure_the_next_document_is_set():
    document = empty_packet()
    with pytest.raises(RenderingFailed):
        render_pdf(document, version_of(document), limits=Limits(wall_seconds=0.001))
    assert render_pdf(document, version_of(document)).pages == 2


def test_a_press_that_is_warm_sets_the_next_document():
    warm_press()
    warm_press()
    document = empty_packet()
    assert render_pdf(document, version_of(document)).pages == 2


# Whether it has threads depends on what ran in it before.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_has_a_press_of_its_own():
    document = empty_packet()
    render_pdf(document, version_of(document))
    ours = one_section(win(1, "Ours", DAY))
    theirs = one_section(win(2, "Theirs", DAY))
    if not (child := os.fork()):
        is_right = "Theirs" in text_of(rendered(theirs))
        os._exit(0 if is_right else 1)
    assert "Ours" in text_of(rendered(ours))
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "- " * 300 + "deep",
        "> " * 300 + "deep",
        "\\\n" * 9_000,
        "x" * 20_000,
        "読" * 20_000,
        "e" + "\u0301" * 15_000,
        "| a " * 400 + "|\n" + "|---" * 400 + "|\n" + "| b " * 400 + "|",
        "[a](https://a.example/) " * 800,
        "*" * 10_000 + "a" + "*" * 10_000,
        "\u202e" * 5_000 + "abc אבג " * 1_000,
        "\x00\x01\x1f\ufffe\uffff",
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_hostile_texts_are_set_or_refused_in_time(hostile):
    document = one_section(win(1, "Hostile", DAY, details=hostile, why=hostile))
    with suppress(RenderingFailed):
        rendering = render_pdf(document, version_of(document), limits=Limits(wall_seconds=3))
        assert rendering.pdf.startswith(b"%PDF-1.7")
