"""HTML as plain text in lines: what a mail without a plain part says.

Nothing of the markup is kept or shown anywhere. What a mail program marks as quoted comes out with
"> " before its lines, as in plain text.
"""

from html.parser import HTMLParser

import nh3

HTML_LIMIT = 100_000  # characters that are read

LEFT_OUT = {"script", "style", "template", "title"}
# Each begins a line of its own.
BLOCKS = {
    *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"),
    *("table", "td", "th", "tr", "ul"),
}
# What programs call the blocks in which they put the mail that is answered.
QUOTES = ("gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
# From here on all is the mail that is answered (Outlook).
QUOTED_FROM = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")


def text_of_html(html: str) -> str:
    """Never raises; markup without an end ends where the text does."""
    # Well-formed first: the standard library's parser takes ever longer over some broken markup.
    whole = nh3.clean(
        html[:HTML_LIMIT],
        tags=BLOCKS,
        clean_content_tags=LEFT_OUT,
        attributes={"*": {"class", "id"}},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(whole)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[bool, list[str]]] = [(False, [])]  # whether quoted, its pieces
        self.quotes: list[str] = []  # the open elements from the outermost quote on
        self.all_quoted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").lower() for name, value in attrs}
        self.all_quoted = self.all_quoted or said.get("id") in QUOTED_FROM
        begins = tag == "blockquote" or any(name in said.get("class", "") for name in QUOTES)
        # Elements inside a quote are counted by their name, so that its own end is known.
        if self.quotes[:1] == [tag] or (begins and not self.quotes):
            self.quotes.append(tag)
        self._line()
        if tag == "li":
            self.handle_data("- ")

    def handle_endtag(self, tag: str) -> None:
        self._line()
        if self.quotes and tag == self.quotes[0]:
            self.quotes.pop()
            self._line()

    def handle_data(self, data: str) -> None:
        self.lines[-1][1].append(data)

    def _line(self) -> None:
        self.lines.append((self.all_quoted or bool(self.quotes), []))

    def text(self) -> str:
        found: list[str] = []
        for quoted, pieces in self.lines:
            line = " ".join("".join(pieces).split())
            if line or (found and found[-1]):  # of empty lines, one
                found.append(f"> {line}" if quoted and line else line)
        return "\n".join(found).strip()
