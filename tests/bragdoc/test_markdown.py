import re

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from bragdoc import markdown
from bragdoc.markdown import render_markdown

REL = ' rel="noopener noreferrer nofollow"'


def test_the_result_needs_no_escaping():
    assert isinstance(render_markdown("x"), SafeString)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("*so* **much**", "<p><em>so</em> <strong>much</strong></p>"),
        ("~~less~~ `x < y`", "<p><s>less</s> <code>x &lt; y</code></p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```js\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        (
            "|a|\n|:-:|\n|b|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n"
            "<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>",
        ),
        ("www.example.org", "<p>www.example.org</p>"),
    ],
)
def test_markdown_becomes_html(text, html):
    assert render_markdown(text).strip() == html


@pytest.mark.parametrize("heading", ["# Big *idea*", "###### Big *idea*", "Big *idea*\n==="])
def test_a_heading_is_a_bold_paragraph(heading):
    assert render_markdown(heading).strip() == "<p><strong>Big <em>idea</em></strong></p>"


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "http://example.org", "mailto:sam@example.org"]
)
def test_a_link_may_lead_to_the_web_or_to_a_mailbox(address):
    assert render_markdown(f"[x]({address})").strip() == f'<p><a href="{address}"{REL}>x</a></p>'


@pytest.mark.parametrize(
    "address",
    ["/admin/", "#top", "//example.org", "ftp://example.org", "tel:1", "blob:x", "about:blank"],
)
def test_of_any_other_link_the_words_remain(address):
    assert render_markdown(f"a [x *y*]({address}) b").strip() == "<p>a x <em>y</em> b</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](data:image/png;base64,AAAA)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](https://a.example "onmouseover=alert(1)")',
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<style>p {}</style>",
        '<a href="javascript:alert(1)" style="x" class="y">z</a>',
        "![x](https://a.example/i.png)",
    ],
)
def test_nothing_hostile_is_an_element_or_an_address(hostile):
    html = render_markdown(hostile)
    tags = re.findall(r"<[^>]*>", html)
    assert set(tags) <= {"<p>", "</p>", "</a>"} | {
        tag for tag in tags if re.fullmatch(r'<a href="https://a\.example[^"]*"[^>]*>', tag)
    }


def test_raw_html_is_shown_as_it_was_typed():
    assert render_markdown('<b class="x">b</b>').strip() == (
        '<p>&lt;b class="x"&gt;b&lt;/b&gt;</p>'
    )


def test_an_image_is_a_link_to_it():
    address = "https://example.org/chart.png"
    assert render_markdown(f"![Chart]({address})").strip() == (
        f'<p><a href="{address}"{REL}>Chart</a></p>'
    )
    assert render_markdown(f"![]({address})").strip() == (
        f'<p><a href="{address}"{REL}>{address}</a></p>'
    )


def test_an_image_inside_a_link_is_its_words():
    assert render_markdown("[![Chart](https://a.example)](https://b.example)").strip() == (
        f'<p><a href="https://b.example"{REL}>Chart</a></p>'
    )


def words(text):
    return re.findall(r"x\d+", text)


@pytest.mark.parametrize(
    "text",
    [
        "".join("  " * i + f"- x{i}\n" for i in range(100)),
        "".join("> " * i + f"x{i}\n\n" for i in range(100)),
        "".join(("  " * i + f"{i % 9}. > x{i}\n") for i in range(60)),
        " ".join(f"*x{i} **x{i}b" for i in range(200)) + "** *" * 200,
        "".join("[" for _ in range(500)) + "x1",
    ],
    ids=["lists", "quotes", "both", "emphasis", "brackets"],
)
def test_deep_nesting_is_bounded_and_keeps_its_words(text):
    html = render_markdown(text)
    depth = deepest = 0
    for closing in re.findall(r"<(/?)(?!br|hr)\w+[^>]*>", html):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    assert deepest <= markdown.MAX_BLOCKS + markdown.MAX_SPANS + 4
    assert words(html) == words(text)


@pytest.mark.parametrize(
    ("columns", "rows", "is_table"),
    [(20, 2, True), (21, 2, False), (300, 1, False), (1, 500, True), (1, 501, False)],
)
def test_a_table_has_bounds_and_past_them_is_text(columns, rows, is_table):
    row = "|x1" * columns + "|\n"
    text = row + "|-" * columns + "|\n" + row * rows
    html = render_markdown(text)
    assert ("<table>" in html) is is_table
    assert words(html) == words(text)


def test_past_so_many_definitions_of_links_they_are_text():
    html = render_markdown("".join(f"[x{i}]: https://a.example\n" for i in range(200)))
    assert words(html) == [f"x{i}" for i in range(markdown.MAX_DEFINITIONS, 200)]


@pytest.mark.parametrize("text", ["<br>" * 100_000, "w" * 1_000_000, "# x\n" * 50_000])
def test_a_text_past_the_bound_is_shown_as_typed(text):
    assert render_markdown(text) == f"<pre>{escape(text)}</pre>"


ALLOWED = re.compile(r'<(/?[a-z]+)((?: (?:href|rel|start|title)="[^"]*")*)>')


PIECES = """
    # > - * _ ` ``` ~~ | [ ] ( ) ![ ]( <b> <a javascript: https://a.example \\ & 1. :-:
"""


@given(
    st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]) | st.text(max_size=4)).map("".join),
)
def test_whatever_is_typed_becomes_allowed_tags_only(text):
    html = render_markdown(text)
    for tag in re.findall(r"<[^>]*>", html):
        assert ALLOWED.fullmatch(tag), tag
        assert ALLOWED.fullmatch(tag)[1].removeprefix("/") in markdown.TAGS
