"""The log: newest first, in pages by keyset, filtered by its address, from rows that are kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Entry, Expectation, LadderVersion, Person
from bragdoc.views.log import PAGE
from tests.factories import LADDER, EntryFactory, PlacementFactory, ProjectFactory, show, tag


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def shown(response):
    """The titles of the rows, from the page as it was sent."""
    rows = response.content.decode().split('<li class="line">')[1:]
    return [row.split("</a>")[0].rpartition(">")[2] for row in rows]


def log(client, **filters):
    return client.get(reverse("entry-list"), filters)


def test_the_newest_win_stands_first(client, ada):
    for title, day in [("Middle", 5), ("Oldest", 1), ("Newest", 9), ("Newest, later", 9)]:
        EntryFactory(author=ada, title=title, starts_on=date(2026, 11, day))

    assert shown(log(client)) == ["Newest, later", "Newest", "Middle", "Oldest"]


def test_months_have_their_headings(client, ada):
    EntryFactory(author=ada, starts_on=date(2026, 11, 1))
    EntryFactory(author=ada, starts_on=date(2026, 10, 31))
    EntryFactory(author=ada, starts_on=date(2026, 10, 1))

    months = log(client).context["months"]

    assert [(month, len(rows)) for month, rows in months] == [
        (date(2026, 11, 1), 1),
        (date(2026, 10, 1), 2),
    ]


def test_wins_of_others_and_discarded_ones_are_not_there(client, ada, eve):
    EntryFactory(author=eve, title="Eve’s")
    EntryFactory(author=ada, title="Discarded").discard()
    EntryFactory(author=ada, title="Mine")

    assert shown(log(client)) == ["Mine"]


def test_pages_follow_each_other_without_a_gap_or_a_repeat(client, ada):
    """Many wins of one day, so that a page ends inside it."""
    days = [date(2026, 11, 3) - timedelta(days=n // 20) for n in range(2 * PAGE + 7)]
    Entry.objects.bulk_create(
        Entry(author=ada, title=f"Win {n}", starts_on=day, ends_on=day)
        for n, day in enumerate(days)
    )
    address, seen, pages = reverse("entry-list"), [], 0
    while address:
        response = client.get(address)
        seen += shown(response)
        pages += 1
        older = response.context["older"]
        address = older and f"{reverse('entry-list')}?before={older}"

    in_order = Entry.objects.newest_first().values_list("title", flat=True)
    assert seen == list(in_order)
    assert pages == 3


def test_the_way_to_older_wins_keeps_the_filters(client, ada):
    Entry.objects.bulk_create(
        Entry(author=ada, title="Win", kind="glue", starts_on=date(2026, 11, 3),
              ends_on=date(2026, 11, 3))
        for _ in range(PAGE + 1)
    )  # fmt: skip

    response = log(client, kind="glue")

    assert f"?kind=glue&amp;before={response.context['older']}" in response.content.decode()


@pytest.mark.parametrize("before", ["", "nonsense", "2026-11-03", "2026-11-03.x", ".5"])
def test_a_place_that_cannot_be_read_shows_the_newest(client, ada, before):
    EntryFactory(author=ada, title="Newest")

    assert shown(log(client, before=before)) == ["Newest"]


def test_a_place_beyond_all_numbers_is_no_error(client, ada):
    EntryFactory(author=ada, title="Older", starts_on=date(2026, 1, 1))

    assert shown(log(client, before=f"2026-11-03.{10**30}")) == ["Older"]


@pytest.fixture
def varied(ada):
    PlacementFactory(person=ada)
    project = ProjectFactory(owner=ada, slug="importer")
    tag(
        EntryFactory(
            author=ada, title="Cut the import", starts_on=date(2026, 10, 5), kind="delivery",
            project=project, metrics=[{"after": "6"}], details="nightly",
        ),
        "delivery",
    )  # fmt: skip
    tag(
        EntryFactory(author=ada, title="Wrote it down", starts_on=date(2026, 9, 5), kind="glue"),
        "delivery",
        "hiring",
    )
    EntryFactory(
        author=ada, title="All summer", starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 31),
        project=project,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"competency": "delivery"}, ["Cut the import", "Wrote it down"]),
        ({"competency": "hiring"}, ["Wrote it down"]),
        ({"competency": "unheard-of"}, []),
        ({"project": "importer"}, ["Cut the import", "All summer"]),
        ({"kind": "glue"}, ["Wrote it down"]),
        ({"missing": "competency"}, ["All summer"]),
        ({"missing": "metric"}, ["Wrote it down", "All summer"]),
        ({"from": "2026-08-31"}, ["Cut the import", "Wrote it down", "All summer"]),
        ({"from": "2026-09-01"}, ["Cut the import", "Wrote it down"]),
        ({"to": "2026-06-01"}, ["All summer"]),
        ({"to": "2026-05-31"}, []),
        ({"from": "2026-09-05", "to": "2026-09-05"}, ["Wrote it down"]),
        ({"q": "NIGHTLY cut"}, ["Cut the import"]),
        ({"q": "nightly wrote"}, []),
        ({"competency": "delivery", "missing": "metric"}, ["Wrote it down"]),
        ({"project": "importer", "competency": "delivery", "q": "import"}, ["Cut the import"]),
        ({"kind": "nonsense"}, ["Cut the import", "Wrote it down", "All summer"]),
        ({"from": "yesterday"}, ["Cut the import", "Wrote it down", "All summer"]),
    ],
)
def test_filters_combine(client, varied, filters, titles):
    assert shown(log(client, **filters)) == titles


@pytest.fixture
def tied(ada):
    """Wins of each way to be tied to sentences."""
    PlacementFactory(person=ada)
    days = iter(date(2026, 11, day) for day in (9, 8, 7, 6))
    for title, keys in [
        ("Both", ["delivery/notices", "delivery/finishes"]),
        ("One, and Reliability alone", ["delivery/notices"]),
        ("Delivery alone", []),
    ]:
        show(tag(EntryFactory(author=ada, title=title, starts_on=next(days)), "delivery"), *keys)
    tag(Entry.objects.get(title__startswith="One"), "reliability")
    EntryFactory(author=ada, title="Nothing", starts_on=next(days))


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"expectation": "delivery/notices"}, ["Both", "One, and Reliability alone"]),
        ({"expectation": "delivery/finishes"}, ["Both"]),
        ({"expectation": "reliability/notices"}, []),
        ({"expectation": "unheard-of"}, []),
        ({"expectation": "delivery/notices", "q": "alone"}, ["One, and Reliability alone"]),
        ({"expectation": "delivery/notices", "to": "2026-11-08"}, ["One, and Reliability alone"]),
        ({"sentence": "none"}, ["Delivery alone", "Nothing"]),
        ({"sentence": "none", "competency": "delivery"}, ["Delivery alone"]),
        ({"sentence": "none", "competency": "reliability"}, ["One, and Reliability alone"]),
    ],
)
def test_wins_are_found_by_their_sentences_and_by_having_none(client, tied, filters, titles):
    assert shown(log(client, **filters)) == titles


def test_a_sentence_that_is_asked_for_stands_there_in_its_words(client, tied):
    response = log(client, expectation="delivery/notices", kind="")

    content = response.content.decode()
    assert "Notices early that a plan will not hold." in content
    assert '<input type="hidden" name="expectation" value="delivery/notices"' in content
    assert '<a href="/wins/?">' in content


def test_a_sentence_of_a_ladder_that_is_not_mine_is_not_quoted(client, tied, eve):
    secret = LADDER | {"ladder": {"slug": "secret", "name": "Secret", "version": "1"}}
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(secret), owner=eve)
    version.publish()
    hidden = Expectation.objects.filter(competency__ladder=version.ladder, slug="notices")
    hidden.update(slug="hidden", text="Known to Eve alone.")

    response = log(client, expectation="delivery/hidden")

    assert response.context["filters"].asked_sentence() == "delivery/hidden"


def test_a_row_says_to_how_many_sentences_a_win_is_tied(client, tied):
    rows = log(client).content.decode().split('<li class="line">')[1:]

    assert ["2 sentences" in row for row in rows] == [True, False, False, False]
    assert ["1 sentence<" in row for row in rows] == [False, True, False, False]


def test_an_empty_log_teaches_with_an_example(client):
    content = log(client).content.decode()

    assert "Cut the nightly import from 40 minutes to 6 ~importer" in content
    assert "No win matches" not in content


def test_filters_that_nothing_matches_can_be_cleared(client, ada):
    EntryFactory(author=ada)

    content = log(client, q="nowhere").content.decode()

    assert "No win matches these filters." in content
    assert '<a class="button" href="/wins/">Clear filters</a>' in content


# Rows that are kept.


def test_a_row_follows_every_change_of_its_entry(client, ada):
    PlacementFactory(person=ada)
    entry = EntryFactory(author=ada, title="Before")
    assert shown(log(client)) == ["Before"]

    entry.title = "After"
    entry.keep(revision=1)
    assert shown(log(client)) == ["After"]

    client.post(reverse("entry-tag", args=[entry.pk]), {"competency": "delivery"})
    assert "#delivery" in log(client).content.decode()

    answer = {"competency": "delivery", "expectation": "notices"}
    client.post(reverse("entry-tag", args=[entry.pk]), answer)
    assert "1 sentence<" in log(client).content.decode()

    client.post(reverse("entry-measure", args=[entry.pk]), {"label": "lag", "after": "18"})
    assert '<span class="after">18</span>' in log(client).content.decode()


def test_a_kept_row_is_not_rendered_again(client, ada, django_assert_num_queries):
    EntryFactory(author=ada, title="Kept")
    log(client)
    Entry.objects.update(title="Changed behind its revision")

    assert shown(log(client)) == ["Kept"]


def test_a_title_is_shown_as_text(client, ada):
    EntryFactory(author=ada, title="<b>Bold</b>")

    assert "&lt;b&gt;Bold&lt;/b&gt;" in log(client).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_takes_as_many_queries_for_one_row_as_for_three(
    client, ada, rows, django_assert_num_queries
):
    PlacementFactory(person=ada).ladder_version.read()  # once a process
    for _ in range(rows):
        show(EntryFactory(author=ada, project=ProjectFactory(owner=ada)), "delivery/notices")

    with django_assert_num_queries(12):  # and with no row kept yet
        log(client)
    with django_assert_num_queries(8):
        log(client)
    with django_assert_num_queries(12):  # the names are three, the texts of the snippets one
        log(client, q="win")
    with django_assert_num_queries(12):
        log(client, expectation="delivery/notices", competency="delivery", sentence="none")


# While one types


def test_while_one_types_the_wins_alone_are_sent_with_what_is_said_of_them(client, ada):
    EntryFactory(author=ada, title="Cut the import")

    content = client.get("/wins/", {"q": "imp"}, headers={"HX-Request": "true"}).content.decode()

    assert content.count('<p class="unseen" id="log-said" role="status" hx-swap-oob') == 1
    assert "1 win on this page." in content
    assert "<mark>" not in content  # it stands in the title
    assert '<form class="filters"' not in content


def test_what_is_sent_depends_on_who_asks(client):
    assert "HX-Request" in log(client)["Vary"]


def test_a_history_that_was_lost_is_a_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert b"<html" in client.get("/wins/", headers=headers).content


def test_where_words_stand_is_shown_below_the_win(client, ada):
    EntryFactory(author=ada, title="Cut the import", impact="<i>Night</i> & day")

    content = log(client, q="night").content.decode()

    assert (
        'Impact</span> <span dir="auto">&lt;i&gt;<mark>Night</mark>&lt;/i&gt; &amp; day' in content
    )


def test_too_many_words_are_refused_aloud_and_left_aside(client, ada):
    EntryFactory(author=ada, title="Here")

    response = log(client, q="x" * 10_000)

    assert (response.status_code, shown(response)) == (200, ["Here"])
    assert "at most 200 characters" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%FF%FE",
        "project=%00",
        "person=%00",
        "from=%00",
        "before=%00.1",
        "expectation=%00",
        "kind=%00&q=a%00b",
    ],
)
def test_bytes_that_are_no_text_are_no_error(client, ada, query):
    EntryFactory(author=ada, title="Here")

    assert client.get(f"/wins/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"person": "sam"}, ["Impact", "With Sam"]),
        ({"person": "nobody"}, []),
        ({"role": "led"}, ["With Sam"]),
        ({"missing": "outcome"}, ["With Sam"]),
        ({"missing": "outcome", "person": "sam", "role": "led"}, ["With Sam"]),
    ],
)
def test_people_roles_and_outcomes_are_filters(client, ada, filters, titles):
    sam = Person.objects.named(ada, "Sam")
    EntryFactory(author=ada, title="With Sam", role="led").people.add(sam)
    EntryFactory(author=ada, title="Impact", impact="Yes.").people.add(sam)
    EntryFactory(author=ada, title="Number", metrics=[{"after": "6"}])

    assert shown(log(client, **filters)) == titles
