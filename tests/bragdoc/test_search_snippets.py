"""Snippets: the words of a search where they stand, as plain text that is escaped once."""

from django.template import engines

from bragdoc.search.parts import parts_of
from bragdoc.search.snippets import snippets_of


def marked(text, *fields, title="A title"):
    """What is shown of a search, with what was found in brackets."""
    return [
        (
            snippet.place,
            "".join(f"[{text}]" if is_found else text for is_found, text in snippet.runs),
        )
        for snippet in snippets_of(title, fields, parts_of(text))
    ]


def test_the_first_field_that_has_the_word_is_shown():
    fields = [("Details", "Nothing."), ("Impact", "The queue drained."), ("Note", "A queue.")]

    assert marked("queue", *fields) == [("Impact", "The [queue] drained.")]


def test_a_word_of_the_title_needs_no_snippet():
    assert marked("title", ("Details", "The title again.")) == []


def test_each_word_that_the_title_lacks_is_shown_where_it_first_stands():
    fields = [("Details", "One title."), ("Impact", "Two."), ("Note", "one two")]

    assert marked("title one two", *fields) == [
        ("Details", "[One] [title]."),
        ("Impact", "[Two]."),
    ]


def test_accents_and_capitals_are_found_and_kept():
    assert marked("zurich", ("Details", "In ZÜRICH, İzmir and Zu\u0308rich")) == [
        ("Details", "In [ZÜRICH], İzmir and [Zu\u0308rich]")
    ]


def test_the_beginning_of_a_word_is_marked_and_a_phrase_as_a_whole():
    assert marked('"the queue" dra', ("Details", "The  queue, it *drained*.")) == [
        ("Details", "[The queue], it *[dra]ined*.")
    ]


def test_what_must_not_stand_there_is_not_marked():
    assert marked("queue -drained", ("Details", "The queue drained.")) == [
        ("Details", "The [queue] drained.")
    ]


def test_a_long_text_is_cut_between_words():
    [(_, shown)] = marked("needle", ("Details", "straw " * 100 + "needle " + "hay " * 100))

    words = shown.split()
    assert (words[0], words[-1], len(shown)) == ("…straw", "hay…", len(" ".join(words)))
    assert words.count("[needle]") == 1
    assert len(shown) < 200


def test_signs_of_scripts_without_spaces_are_marked():
    assert marked("结账", ("Details", "修复了结账服务")) == [("Details", "修复了[结账]服务")]


def test_a_snippet_is_escaped_once():
    [snippet] = snippets_of("", [("Details", "a &lt; <b>bold</b> & so")], parts_of("bold"))
    template = engines["django"].get_template("bragdoc/_snippet.html")

    assert "a &amp;lt; &lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; so" in template.render(
        {"snippet": snippet}
    )
