"""Other programs that set documents, as commands to run: those of them that are on the PATH."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from packets.document import PacketDocument, canonical_json

ROOT = Path(__file__).resolve().parents[1]
SHEETS = [ROOT / "static/css/tokens.css", ROOT / "static/css/print.css"]
TYPST_SOURCE = Path(__file__).with_name("packet.typ")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Command = list[str]


def commands(
    html: str, document: PacketDocument, folder: Path
) -> Iterator[tuple[str, Command, Path]]:
    """(name, command, the PDF it makes) for each program, its input written to the folder."""
    if typst := shutil.which("typst"):
        (folder / "packet.json").write_bytes(canonical_json(document))
        shutil.copy(TYPST_SOURCE, folder)
        made = folder / "typst.pdf"
        yield "Typst, like content", [typst, "compile", TYPST_SOURCE.name, made.name], made
    if browser := next(filter(None, map(shutil.which, BROWSERS)), None):
        links = "".join(f'<link rel="stylesheet" href="{sheet.as_uri()}">' for sheet in SHEETS)
        sources = {
            "Chromium, same HTML": html.replace("</head>", f"{links}</head>"),
            "Chromium, empty page": "<!doctype html><title>Empty</title>",
        }
        for number, (name, source) in enumerate(sources.items()):
            page = folder / f"chromium-{number}.html"
            page.write_text(source)
            made = page.with_suffix(".pdf")
            yield name, _print_to_pdf(browser, page, made, folder / "profile"), made


def _print_to_pdf(browser: str, page: Path, made: Path, profile: Path) -> Command:
    return [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={profile}",
        f"--print-to-pdf={made}",
        page.as_uri(),
    ]


def run(command: Command, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
