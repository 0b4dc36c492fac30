"""The paragraphs, lists, tables and links of a Word document, written with python-docx.

Paragraphs, tables and links are made as elements: python-docx looks through the whole document for
the place of each, which takes minutes where there are thousands.
"""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from packets.exports.words import direction

WORDING = "Ladder wording"
TESTIMONY = "Testimony"
CODE = "Typed text"
IN_TABLE = "Table text"
LINK = "Hyperlink"
HEADINGS = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
DEEPEST = 3
"""Word's own list styles go this deep; what is deeper stands as deep as this."""

ACCENT = RGBColor(0x00, 0x47, 0xA6)
INK = RGBColor(0x1C, 0x1A, 0x17)
IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~-._"


class Sheet:
    """A document while it is written. `word` is python-docx's own."""

    def __init__(self, language: str):
        self.word = docx.Document()
        self.end = self.word.element.body.sectPr
        self.places: dict[str, str] = {}
        page = self.word.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.5)
        _set_styles(self.word, language)
        _drop_thumbnail(self.word)
        self.styles = {style.name: style.style_id for style in self.word.styles}

    def paragraph(self, style: str, text: str) -> Paragraph:
        """An empty one at the end, set in the direction that `text` is read in."""
        element = OxmlElement("w:p")
        self.end.addprevious(element)
        element.style = self.styles[style]
        return _directed(Paragraph(element, self.word._body), text)

    def table[T](
        self,
        rows: list[list[T]],
        write: Callable[[Paragraph, T], object],
        text_of: Callable[[T], str],
    ) -> None:
        """`write` fills each cell. The first row is the head, which Word repeats on every page."""
        element = CT_Tbl.new_tbl(len(rows), max(map(len, rows)), Cm(16))
        self.end.addprevious(element)
        table = Table(element, self.word._body)
        table.style = "Table Grid"
        for row, contents in zip(element.tr_lst, rows, strict=True):
            is_head = row is element.tr_lst[0]
            properties = row.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if is_head:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, content in zip(row.tc_lst, contents, strict=False):
                paragraph = _directed(Paragraph(cell.p_lst[0], table), text_of(content))
                paragraph._p.style = self.styles[IN_TABLE]
                write(paragraph, content)
                for run in paragraph.runs if is_head else ():
                    run.bold = True
        self.paragraph("Normal", "")  # or two tables in a row would be one

    def numbered(self, style: str, start: int) -> int:
        """A new list of this style that counts from `start`; the number it is called by."""
        numbering = self.word.part.numbering_part.element
        of_style = self.word.styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(of_style).abstractNumId.val
        numbers = numbering.add_num(abstract)
        numbers.add_lvlOverride(ilvl=0).add_startOverride(start)
        return numbers.numId

    def link(self, paragraph: Paragraph, url: str, words: str) -> None:
        """The words, leading to the address where it is one."""
        run = paragraph.add_run(words)
        if not (address := followable(url)):
            return
        run._r.style = self.styles[LINK]
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._place(address))
        paragraph._p.append(link)
        link.append(run._r)

    def _place(self, address: str) -> str:
        """By what the text calls an address. It stands once in the file."""
        if address not in self.places:
            self.places[address] = place = f"rIdLink{len(self.places) + 1}"
            relations = self.word.part.rels
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, place, True)
        return self.places[address]


def followable(url: str) -> str:
    """The address in the letters that an address may have; empty for what leads nowhere on the
    web. Word takes a file with a broken address for damaged."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto") or not (parts.netloc or parts.path):
        return ""
    return quote(url, safe=IN_ADDRESS, errors="replace")


def _directed(paragraph: Paragraph, text: str) -> Paragraph:
    if direction(text) == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def _set_styles(word, language: str) -> None:
    """Word's own styles for headings and lists, in the packet's colours, and four beside them."""
    styles = word.styles
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        defaults.set(qn(script), language)
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(11)
    for name in HEADINGS.values():
        styles[name].font.color.rgb = INK
    wording = styles.add_style(WORDING, WD_STYLE_TYPE.PARAGRAPH)
    wording.base_style = styles["Normal"]
    wording.font.italic = True
    wording.font.color.rgb = ACCENT
    wording.paragraph_format.left_indent = Cm(1)
    wording.paragraph_format.keep_with_next = True
    testimony = styles.add_style(TESTIMONY, WD_STYLE_TYPE.PARAGRAPH)
    testimony.base_style = styles["Normal"]
    testimony.font.size = Pt(10)
    testimony.paragraph_format.left_indent = testimony.paragraph_format.right_indent = Cm(1)
    testimony.paragraph_format.space_after = Pt(3)
    typed = styles.add_style(CODE, WD_STYLE_TYPE.PARAGRAPH)
    typed.base_style = styles["Normal"]
    typed.font.name = "Consolas"
    in_table = styles.add_style(IN_TABLE, WD_STYLE_TYPE.PARAGRAPH)
    in_table.base_style = styles["Normal"]
    in_table.font.size = Pt(9.5)
    in_table.paragraph_format.space_after = Pt(2)
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = ACCENT
    link.font.underline = True


def _drop_thumbnail(word) -> None:
    """The template's own, a picture of an empty page."""
    relations = word.part.package.rels
    for place, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[place]
