"""What a reviewer meets of the author's marks: featured wins first, folded ones in the appendix."""

import re

import pytest

from tests.packets.scenes import place, share


def told(response):
    """The articles of the page: the title, whether it can be led to, and the text."""
    html = response.content.decode()
    found = re.findall(r'<article class="evidence"( id="win-\d+")?>(.*?)</article>', html, re.S)
    return [
        (re.search(r"<h3[^>]*>(.*?)</h3>", article)[1], bool(anchor), article)
        for anchor, article in found
    ]


@pytest.fixture
def page(packet, managed, graces):
    """A function that shares the packet and gives the page of its version to Grace."""

    def page():
        share(packet)
        return graces.get(f"/packets/{packet.pk}/versions/1/")

    return page


def mark(evidence, **marks):
    for name, value in marks.items():
        setattr(evidence, name, value)
    evidence.save()
    return evidence.entry_id


def test_featured_wins_stand_in_short_with_their_first_figure_and_lead_to_the_win(packet, page):
    figures = [
        {"label": "Pages", "before": "31", "after": "9", "unit": "", "lower_is_better": True}
    ]
    entry = mark(place(packet, "Read the log", metrics=figures), featured=True)
    place(packet, "Wrote it down")
    html = page().content.decode()
    short = html.split('id="featured"')[1].split("</section>")[0]
    assert re.findall(r'<li><a href="(.*?)" dir="auto">(.*?)</a>', short) == [
        (f"#win-{entry}", "Read the log")
    ]
    assert '<span class="after">9</span>' in short
    assert '<a href="#featured">In short</a>' in html


def test_without_marks_there_is_neither_in_short_nor_an_appendix(packet, page):
    place(packet, "Read the log")
    html = page().content.decode()
    assert ('id="featured"' in html, 'id="apart"' in html) == (False, False)


def test_a_folded_win_is_named_in_its_section_and_told_in_the_appendix(packet, page):
    entry = mark(place(packet, "Read the log", details="Every line of it."), folded=True)
    response = page()
    html = response.content.decode()
    section, appendix = html.split('<section id="apart"')
    assert "Folded, told in the appendix:" in section
    assert f'href="#win-{entry}"' in section
    assert ("Every line of it." in section, "Every line of it." in appendix) == (False, True)
    assert [(title, anchored) for title, anchored, _text in told(response)] == [
        ("Read the log", False),
        ("Read the log", True),
    ]


def test_a_win_placed_twice_is_told_once_and_named_where_it_comes_again(packet, page):
    first = place(packet, "Read the log", details="Every line of it.", why="Nobody asked.")
    first.section.evidence.create(
        entry=first.entry, expectation="", why="It was read again.", position=1
    )
    (_, anchored, text), (_, again, named) = told(page())
    assert (anchored, again) == (True, False)
    assert ("Every line of it." in text, "Every line of it." in named) == (True, False)
    assert "Told in full above:" in named
    assert ("Nobody asked." in text, "It was read again." in named) == (True, True)


def test_a_win_folded_where_it_comes_first_is_told_where_it_is_not(packet, page):
    first = place(packet, "Read the log", details="Every line of it.")
    first.section.evidence.create(entry=first.entry, expectation="", position=1)
    mark(first, folded=True)
    response = page()
    (_, _anchor, named), (_, anchored, text) = told(response)
    assert ("Folded here, told in full below:" in named, anchored) == (True, True)
    assert "Every line of it." in text
    assert 'id="apart"' not in response.content.decode()
