"""What the author wrote in Markdown, as paragraphs, lists and tables of a Word document."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from bragdoc.markdown import read_markdown
from packets.exports.pieces import writable
from packets.exports.word import CODE, DEEPEST, Sheet


def write_markdown(sheet: Sheet, text: str) -> None:
    """Raises nothing: `read_markdown` holds every text within bounds."""
    _Prose(sheet).blocks(read_markdown(text))


@dataclass
class _List:
    style: str
    beyond: str
    """The style of an item's further paragraphs."""

    numbers: int | None
    """How Word calls the list; None for one of bullets."""

    begins_item: bool = False


class _Prose:
    """Writes markdown-it's tokens, each paragraph as deep as the lists around it."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.lists: list[_List] = []
        self.quotes = 0

    def blocks(self, tokens: Iterable[Token]) -> None:
        rows: list[list[Token]] = []
        in_table = False
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self.open_list("Bullet")
                case "ordered_list_open":
                    start = token.attrGet("start")
                    self.open_list("Number", start=1 if start is None else int(start))
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                case "list_item_open":
                    self.lists[-1].begins_item = True
                case "blockquote_open" | "blockquote_close":
                    self.quotes += token.nesting
                case "table_open":
                    rows, in_table = [], True
                case "tr_open":
                    rows.append([])
                case "table_close":
                    in_table = False
                    self.sheet.table(rows, self.spans, lambda inline: inline.content)
                case "inline" if in_table:
                    rows[-1].append(token)
                case "inline":
                    self.spans(self.paragraph(token.content), token)
                case "fence" | "code_block":
                    self.typed(token.content)
                case "hr":
                    self.sheet.paragraph("Normal", "").add_run("* * *")

    def open_list(self, kind: str, *, start: int | None = None) -> None:
        depth = min(len(self.lists) + 1, DEEPEST)
        suffix = f" {depth}" if depth > 1 else ""
        style = f"List {kind}{suffix}"
        numbers = None if start is None else self.sheet.numbered(style, start)
        self.lists.append(_List(style, f"List Continue{suffix}", numbers))

    def paragraph(self, text: str) -> Paragraph:
        if not self.lists:
            return self.sheet.paragraph("Quote" if self.quotes else "Normal", text)
        around = self.lists[-1]
        if not around.begins_item:
            return self.sheet.paragraph(around.beyond, text)
        around.begins_item = False
        paragraph = self.sheet.paragraph(around.style, text)
        if around.numbers is not None:
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = around.numbers
        return paragraph

    def typed(self, text: str) -> None:
        """Each line as it was typed, spaces included."""
        for line in writable(text).splitlines():
            self.sheet.paragraph(CODE, line).add_run(line)

    def spans(self, paragraph: Paragraph, inline: Token) -> None:
        marks = {"em": 0, "strong": 0, "s": 0}
        leads_to = ""
        for token in inline.children or ():
            kind, _, side = token.type.rpartition("_")
            if kind in marks:
                marks[kind] += token.nesting
            elif kind == "link":
                leads_to = str(token.attrGet("href")) if side == "open" else ""
            elif token.type == "hardbreak":
                paragraph.add_run().add_break()
            else:
                text = " " if token.type == "softbreak" else writable(token.content)
                self.span(paragraph, text, marks, leads_to)
                if token.type == "code_inline":
                    paragraph.runs[-1].font.name = "Consolas"

    def span(self, paragraph: Paragraph, text: str, marks: dict[str, int], leads_to: str) -> None:
        if leads_to:
            self.sheet.link(paragraph, leads_to, text)
            return
        run = paragraph.add_run(text)
        run.bold = bool(marks["strong"]) or None
        run.italic = bool(marks["em"]) or None
        run.font.strike = bool(marks["s"]) or None
