"""The page of help of the capture line: what it says of a line is what the grammar reads."""

from datetime import date

import pytest
from django.test import Client

from bragdoc.capture.line import KINDS, read_line
from bragdoc.capture.line.examples import COMPETENCIES, TOPICS
from bragdoc.capture.line.reading import pieces_of
from bragdoc.models import Entry
from tests.clients import browser_of

EXAMPLES = [(topic, example) for topic in TOPICS for example in topic.examples]
DAYS = [date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29)]


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize(("topic", "example"), EXAMPLES, ids=[e.line for _, e in EXAMPLES])
def test_an_example_is_read_as_it_is_said_to_be(topic, example, today):
    known = {"today": today, "competencies": COMPETENCIES}
    pieces = pieces_of(example.line, **known)
    assert tuple(piece.source for piece in pieces if piece.kind) == example.taken
    assert read_line(example.line, **known).unread == example.left
    kinds = {piece.kind for piece in pieces if piece.kind}
    assert kinds <= {topic.slug} or topic.slug == "text"


def test_every_kind_of_token_has_an_example_and_every_kind_of_work_is_named():
    read = [pieces_of(e.line, today=DAYS[0], competencies=COMPETENCIES) for _, e in EXAMPLES]
    assert {piece.kind for pieces in read for piece in pieces if piece.kind} == {
        *("competency", "project", "person", "kind", "metric", "date", "link", "escape"),
    }
    (kinds,) = [topic.says for topic in TOPICS if topic.slug == "kind"]
    assert all(kind in kinds for kind in KINDS)
    assert {kind.value for kind in Entry.Kind} == KINDS


def test_the_page_shows_each_example_with_what_is_taken_from_it(db):
    response = Client().get("/help/line/")
    text = response.content.decode()
    assert response.status_code == 200
    assert '<mark data-kind="project">~checkout</mark>' in text
    assert '<span class="mono">#unheard</span> stays as text' in text
    assert text.count('<p class="typed">') == len(EXAMPLES)


def test_the_page_reads_dates_from_where_the_reader_is(ada, time_machine):
    time_machine.move_to("2026-11-20T22:30:00+00:00", tick=False)
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    assert "Saturday 21 November 2026" in browser_of(ada).get("/help/line/").content.decode()
    assert "Friday 20 November 2026" in Client().get("/help/line/").content.decode()


def test_the_help_is_one_link_from_the_capture_field_and_from_the_keys(ada):
    for path in ("/week/", "/new/", "/packets/"):
        page = browser_of(ada).get(path, follow=True).content.decode()
        assert 'href="/help/line/"' in page, path
