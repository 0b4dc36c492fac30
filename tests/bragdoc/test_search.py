"""Search: everything of one's own is found, nothing of anybody else's, whatever is typed."""

from importlib import import_module

import pytest
from django.db import connection, migrations
from django.db.migrations.state import ProjectState

from bragdoc.models import Competency, Entry, Person, Project
from bragdoc.search.index import having, indexed_anew
from bragdoc.search.parts import MOST, Part, parts_of
from tests.factories import EntryFactory, PlacementFactory, ProjectFactory, tag


def found(person, text):
    """The titles of a person's wins that a search finds, in alphabetical order."""
    entries = Entry.objects.visible_to(person).matching(text, person)
    return sorted(entries.values_list("title", flat=True))


@pytest.fixture
def checkout(ada):
    """A win that has a word of its own in each place, beside one without any."""
    PlacementFactory(person=ada)
    project = Project.objects.named(ada, "Zürich checkout")
    entry = EntryFactory(
        author=ada,
        title="Cut the waiting",
        details="The queue was **drained** twice.",
        impact="Support hears nothing any more.",
        private_note="Ask for a rise.",
        metrics=[{"label": "latency p99", "before": "800ms", "after": "200ms", "unit": "median",
                  "lower_is_better": True}],
        links=[{"url": "https://example.org/pull/4711", "label": "the change"}],
        project=project,
        kind="glue",
        role="led",
    )  # fmt: skip
    entry.people.add(Person.objects.named(ada, "Søren Kierk"))
    tag(entry, "reliability")
    EntryFactory(author=ada, title="Another")
    return entry


@pytest.mark.parametrize(
    "text",
    [
        "waiting",
        "drained",
        "support",
        "rise",
        "p99",
        "800ms",
        "200ms",
        "median",
        "4711",
        "example.org/pull",
        "change",
        "zürich",
        "kierk",
        "reliability",
        "glue",
        "led",
    ],
)
def test_a_win_is_found_by_every_word_it_has(ada, checkout, text):
    assert found(ada, text) == ["Cut the waiting"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("wait", True),
        ("aiting", False),
        ("WAITING", True),
        ("waiting drained glue kierk", True),
        ("waiting nowhere", False),
        ('"the waiting"', True),
        ('"the wait"', False),
        ('"waiting the"', False),
        ('"800ms 200ms"', True),
        ("800ms→200ms", True),
        ('"waiting the queue"', False),  # the end of one field and the beginning of the next
        ('"zurich checkout"', True),
        ("#reliability", True),
        ("~zurich-checkout", True),
        ("@kierk", True),
        ("zurich", True),
        ("ZÜRICH", True),
        ("waiting -another", True),
        ("waiting -queue", False),
        ("waiting -kierk", False),
        ('waiting -"queue drained"', True),
        ("waiting - queue", True),
        ("waiting & queue", True),
        ("“the waiting”", True),
        ('"the waiting', True),
    ],
)
def test_how_words_are_read(ada, checkout, text, is_found):
    assert ("Cut the waiting" in found(ada, text)) is is_found


def test_what_must_not_stand_there_is_enough_to_search_for(ada, checkout):
    assert found(ada, "-queue") == ["Another"]


@pytest.mark.parametrize(
    ("title", "text", "other"),
    [
        ("修复了结账服务的超时问题", "结账", "退款"),
        ("決済の待ち時間を短縮した", "待ち", "返金"),
        ("ลดเวลารอการชำระเงิน", "ชำระ", "คืนเงิน"),
        ("결제 대기 시간을 줄였다", "대기", "환불"),
        ("تقليص زمن الانتظار عند الدفع", "الانتظار", "استرداد"),
        ("Сократила ожидание", "ожид", "возврат"),
        ("Ελάττωσα την αναμονή", "αναμονή", "επιστροφή"),
        ("भुगतान की प्रतीक्षा घटाई", "प्रतीक्षा", "वापसी"),
        ("Ship it 🚀 to all", "🚀", "🎉"),
        ("Moved to C++ at last", "c++", "c+++"),
        ("Saved 30 % of memory", "30", "31"),
        ("Café crème", "cafe creme", "cafes"),
        ("Cafe", "café", "cafés"),
        ("100% of a_b", "a_b", "b_a"),
    ],
)
def test_every_script_is_found_by_its_words(ada, title, text, other):
    EntryFactory(author=ada, title=title)

    assert (found(ada, text), found(ada, other)) == ([title], [])


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "'", "''", "*", "-", "--", '-"', "(", ")", "AND", "OR NOT", "NEAR(a b)",
        "words:a", "^a", "a*", "+", "\\", "%", "_", ":*", "a & !b | c", "<->", "'a':*", "\x00",
        "a\x00b", "\ue000", "/", "@1", "﷽", "\u202eabc", "💥" * 300, "word " * 2_000, "x" * 10_000,
        "中" * 10_000, "e\u0301", "-a -b -c", "{}", "$1", "%s", "%(a)s", "rowid", "\ud7ff",
        "\u0345", "ﬁ ½",
    ],
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(ada, text):
    EntryFactory(author=ada, title="Quiet")

    assert found(ada, text) in ([], ["Quiet"])


def test_the_words_of_a_query_language_are_words(ada):
    EntryFactory(author=ada, title="Now OR never")
    EntryFactory(author=ada, title="Now")

    assert found(ada, "now OR never") == ["Now OR never"]


def test_more_parts_than_there_may_be_are_left_aside():
    assert len(parts_of("word " * 2_000)) == MOST


def test_parts_are_read_as_they_were_typed():
    assert parts_of('cut -"two words" “three” c++ 中文 …') == [
        Part("cut"),
        Part("two words", is_whole=True, is_excluded=True),
        Part("three", is_whole=True),
        Part("c++", is_literal=True),
        Part("中文", is_literal=True),
    ]


# Whose words they are


@pytest.mark.parametrize("text", ["shared", '"shared word"', "shar", "c++", "-nothing", "@1", "/"])
def test_the_words_of_others_are_never_found(ada, eve, text):
    EntryFactory(author=eve, title="Eve’s shared word c++")
    mine = EntryFactory(author=ada, title="Mine, a shared word c++")
    EntryFactory(author=ada, title="Discarded shared word c++").discard()

    entries = Entry.objects.visible_to(ada).matching(text, ada)

    assert set(entries) <= {mine}
    assert not Entry.objects.visible_to(eve).matching(text, ada).exists() or text == "-nothing"


@pytest.mark.parametrize(
    "part",
    [
        Part("shared"),
        Part("shar"),
        Part("shared word", is_whole=True),
        Part("c++", is_literal=True),
    ],
)
def test_the_index_is_asked_for_one_author_alone(ada, eve, part):
    """Before any other condition: the words of others are neither read nor counted."""
    EntryFactory(author=eve, title="Eve’s shared word c++")
    mine = EntryFactory(author=ada, title="Mine, a shared word c++")

    assert list(Entry.objects.filter(pk__in=having(part, ada))) == [mine]


def test_the_names_of_others_lead_to_nothing_of_mine(ada, eve):
    project = Project.objects.named(eve, "Secret")
    EntryFactory(author=eve, project=project)
    EntryFactory(author=ada, title="Mine")

    assert found(ada, "secret") == []


# The index follows every change.


def test_a_change_in_bulk_is_found(ada):
    EntryFactory(author=ada, title="Before")
    Entry.objects.update(title="After", links=[{"url": "https://new.example/", "label": ""}])

    assert (found(ada, "before"), found(ada, "new.example")) == ([], ["After"])


def test_wins_made_in_bulk_are_found(ada):
    Entry.objects.bulk_create(
        Entry(author=ada, title=f"Win {n}", starts_on="2026-11-03", ends_on="2026-11-03")
        for n in range(3)
    )

    assert found(ada, "win") == ["Win 0", "Win 1", "Win 2"]


def test_a_change_in_sql_is_found(ada):
    entry = EntryFactory(author=ada, title="Before")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bragdoc_entry SET details = 'afterwards' WHERE id = %s", [entry.pk])

    assert found(ada, "afterwards") == ["Before"]


def test_a_new_name_is_found_and_the_old_one_is_not(ada):
    PlacementFactory(person=ada)
    project, sam = ProjectFactory(owner=ada, slug="old"), Person.objects.named(ada, "Sam")
    entry = tag(EntryFactory(author=ada, title="Named", project=project), "delivery")
    entry.people.add(sam)
    Project.objects.update(name="Fresh", slug="fresh")
    Person.objects.update(name="Samira", slug="samira")
    Competency.objects.filter(slug="delivery").update(name="Shipping", slug="shipping")

    assert {text: found(ada, text) for text in ("old", "fresh", "samira", "shipping")} == {
        "old": [],
        "fresh": ["Named"],
        "samira": ["Named"],
        "shipping": ["Named"],
    }
    entry.people.clear()
    assert found(ada, "samira") == []


def rows_of_the_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bragdoc_entry_words")
        return cursor.fetchone()[0]


def test_what_is_deleted_leaves_nothing_in_the_index(ada):
    EntryFactory(author=ada)
    EntryFactory(author=ada).delete()
    assert rows_of_the_index() == 1

    ada.delete()
    assert rows_of_the_index() == 0


def test_another_author_takes_the_words_along(ada, eve):
    EntryFactory(author=ada, title="Moved")
    Entry.objects.update(author=eve)

    assert (found(ada, "moved"), found(eve, "moved"), rows_of_the_index()) == ([], ["Moved"], 1)


@pytest.mark.parametrize(
    ("metrics", "links"), [({}, "text"), ([1, None, "a"], [[]]), ([{"label": None}], [{}])]
)
def test_rows_of_an_unknown_shape_can_be_kept(ada, metrics, links):
    EntryFactory(author=ada, title="Odd", metrics=metrics, links=links)

    assert found(ada, "odd") == ["Odd"]


def test_a_text_longer_than_any_index_can_be_kept(ada):
    words = " ".join(f"word{n}" for n in range(400_000))
    EntryFactory(author=ada, title="Long", details=f"first {words}")

    assert found(ada, "first") == ["Long"]


# Migrations


def run(operation, *, backwards=False):
    """One operation of a migration, here and now."""
    editor, state = connection.SchemaEditorClass(connection), ProjectState()
    act = operation.database_backwards if backwards else operation.database_forwards
    act("bragdoc", editor, state, state)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_later_migration_makes_the_index_again(ada, backwards):
    """As SQLite does when it rebuilds a table: the triggers are gone, and a change unseen."""
    EntryFactory(author=ada, title="Before")
    lose = "DROP TRIGGER bragdoc_entry_words_update"
    if connection.vendor == "postgresql":
        lose = "DROP TRIGGER bragdoc_put_words ON bragdoc_entry"
    rebuild = migrations.RunSQL([lose, "UPDATE bragdoc_entry SET title = 'Meanwhile'"])
    rebuild.reverse_sql = rebuild.sql

    operations = indexed_anew(rebuild)
    for operation in reversed(operations) if backwards else operations:
        run(operation, backwards=backwards)
    assert (found(ada, "before"), found(ada, "meanwhile")) == ([], ["Meanwhile"])

    Entry.objects.update(title="After")
    assert found(ada, "after") == ["After"]


def test_the_migration_finds_the_wins_there_are_and_can_be_taken_back(ada):
    make = import_module("bragdoc.migrations.0007_entry_search").Migration.operations[0]
    run(make, backwards=True)
    EntryFactory(author=ada, title="There already", metrics=[{"label": "p99"}])

    run(make)

    assert (found(ada, "there"), found(ada, "p99")) == (["There already"], ["There already"])


def test_every_part_of_a_search_is_one_query_and_the_names_are_three(
    ada, checkout, django_assert_num_queries
):
    with django_assert_num_queries(4):
        found(ada, "waiting queue -kierk")
    with django_assert_num_queries(4):
        found(ada, "waiting")
