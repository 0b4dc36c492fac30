"""The life of an import: brought in, read, shown, and put into the inbox once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bragdoc.capture.proposals import Reading
from bragdoc.importing.reading import (
    IN_A_REQUEST,
    TooLong,
    put_into_the_inbox,
    read_by_the_worker,
    read_import,
)
from bragdoc.models import Candidate, Import
from bragdoc.models.imports import GIVEN_UP_AFTER, STALE_AFTER, NotOurs
from bragdoc.tasks import purge_abandoned_imports, take_up_imports
from tests.bragdoc.git_logs import Log

DOCUMENT = """\
# 2026

## October 2026

- Cut the nightly import from 40 minutes to 6
- Wrote down why we will not split the database
- TODO: ask for the figures
"""
HTMX = {"HX-Request": "true"}


@pytest.fixture
def later(time_machine):
    """Lets this much time go by."""
    time_machine.move_to(timezone.now())
    return time_machine.shift


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def large():
    """A document too large to be read while its owner waits."""
    lines = [f"- Rebuilt part {n} of the shop so that it takes half the time" for n in range(4_500)]
    text = "## October 2026\n\n" + "\n".join(lines)
    assert len(text) > IN_A_REQUEST
    return text.encode()


def bring(client, data=DOCUMENT, name="wins.md", **fields):
    if isinstance(data, str):
        data = data.encode()
    return client.post(reverse("brag-import"), {"file": SimpleUploadedFile(name, data), **fields})


def send(client, pk, do, **fields):
    """Send what the page of an import shows, with these fields changed."""
    address = reverse("import-detail", args=[pk])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, {**shown, **fields, "do": do})


def the_import():
    return Import.objects.get()


def titles():
    return list(Candidate.objects.in_order().values_list("title", flat=True))


# From the file to the inbox


@pytest.mark.parametrize("pasted", [False, True])
def test_what_was_found_is_shown_before_anything_is_in_the_inbox(client, pasted):
    response = client.post(reverse("brag-import"), {"text": DOCUMENT}) if pasted else bring(client)

    content = client.get(response["Location"]).content.decode()
    assert "2 wins found, 1 passage left out." in content
    assert "Cut the nightly import from 40 minutes to 6" in content
    assert "TODO: ask for the figures" in content
    assert Candidate.objects.count() == 0


def test_what_was_found_goes_into_the_inbox_on_a_word_and_the_file_goes(client):
    bring(client)

    send(client, the_import().pk, "take")

    brought = the_import()
    assert titles() == [
        "Cut the nightly import from 40 minutes to 6",
        "Wrote down why we will not split the database",
    ]
    assert (brought.state, brought.found, brought.data) == ("done", 2, None)
    content = client.get(reverse("import-detail", args=[brought.pk])).content.decode()
    assert "2 candidates new, 1 passage left out." in content


def test_what_was_all_brought_in_before_is_not_offered_again(client):
    bring(client)
    send(client, the_import().pk, "take")

    page = client.get(bring(client)["Location"]).content.decode()

    assert "2 wins found, all of them known from before" in page
    assert "There is nothing to put into the inbox." in page
    assert 'value="take"' not in page


def test_only_what_is_new_or_edited_is_offered_for_the_inbox(client):
    bring(client)
    send(client, the_import().pk, "take")

    page = client.get(bring(client, DOCUMENT.replace("to 6", "to 5"))["Location"])

    assert "Put 1 into the inbox" in page.content.decode()


def test_putting_it_in_twice_adds_nothing(client):
    bring(client)
    form = client.get(reverse("import-detail", args=[the_import().pk])).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}

    for _ in range(2):
        client.post(reverse("import-detail", args=[the_import().pk]), {**shown, "do": "take"})

    assert len(titles()) == 2


@pytest.mark.parametrize(
    ("name", "data", "source"),
    [
        ("notes.txt", DOCUMENT, "document"),
        ("prs.json", '[{"number": 1, "title": "Retry", "state": "MERGED"}]', "github"),
        ("mrs.json", '[{"iid": 1, "title": "Retry", "state": "merged"}]', "gitlab"),
        ("issues.csv", "Issue key,Summary,Status\nSHOP-1,Retry,Done\n", "jira"),
        ("issues.csv", "ID,Team,Title,Status\nSHO-1,Shop,Retry,Done\n", "linear"),
    ],
)
def test_the_kind_of_a_file_is_found_out(client, name, data, source):
    bring(client, data, name)

    assert the_import().source == source


def test_a_git_log_is_recognised_in_every_form_that_git_prints(client):
    log = Log()
    log.add("Retry payments")
    for form in (log.machine(), log.default(), log.oneline()):
        bring(client, form, "notes.md")
        assert Import.objects.newest_first().first().source == "git"


def test_the_person_says_what_it_is(client):
    bring(client, "abc1234 2026-03-02 Retry payments\n", source="document")
    assert the_import().source == "document"

    send(client, the_import().pk, "show", source="git")

    assert the_import().source == "git"
    assert [found["title"] for found in the_import().sample] == ["Retry payments"]


def test_what_is_new_in_a_file_that_has_grown_is_shown_first(client):
    bring(client)
    send(client, the_import().pk, "take")

    response = bring(client, DOCUMENT + "- Taught two teams to read a flame graph\n")

    page = client.get(response["Location"])
    assert "3 wins found, 2 of them known from before, 1 passage" in page.content.decode()
    assert page.context["import"].sample[0]["title"] == "Taught two teams to read a flame graph"


# What the reader leaves to the person

SECTIONS = """\
# 2026

### Faster import

We cut it from 40 minutes to 6.

- Measured it first
- Split it in four

### One database

We wrote down why.

- Asked three teams
- Wrote it on one page
"""


def test_the_unit_of_entries_is_switched_and_seen_again(client):
    bring(client, SECTIONS)
    brought = the_import()
    (unit,) = [choice for choice in brought.choices["asked"] if choice["name"] == "unit"]
    other = unit["options"][-1]["value"]
    before = [found["title"] for found in brought.sample]

    response = send(client, brought.pk, "take", unit=other)

    assert titles() == []
    brought = the_import()
    assert [found["title"] for found in brought.sample] != before
    said = [str(message) for message in client.get(response["Location"]).context["messages"]]
    assert said == ["This is how it is read now. Nothing is in your inbox yet."]
    send(client, brought.pk, "take")
    assert titles() == [found["title"] for found in brought.sample]


def test_what_was_chosen_is_remembered_for_the_file_of_the_same_name(client):
    bring(client, SECTIONS)
    (unit,) = [each for each in the_import().choices["asked"] if each["name"] == "unit"]
    other = unit["options"][-1]["value"]
    send(client, the_import().pk, "show", unit=other)
    send(client, the_import().pk, "take")

    for name, value in (("wins.md", other), ("other.md", unit["value"])):
        bring(client, SECTIONS, name)
        brought = Import.objects.newest_first().first()
        (asked,) = [each for each in brought.choices["asked"] if each["name"] == "unit"]
        assert asked["value"] == value


def test_a_choice_that_there_is_not_is_refused(client):
    bring(client, SECTIONS)

    response = send(client, the_import().pk, "take", unit="nonsense")

    assert response.status_code == 422
    assert titles() == []


# Large files


def test_a_large_file_is_left_to_the_worker_and_shown_when_it_is_read(client, large):
    response = bring(client, large)

    waiting = client.get(response["Location"])
    assert "Waiting for the worker" in waiting.content.decode()
    assert waiting["Refresh"] == "3"

    read_by_the_worker(the_import().pk)

    shown = client.get(response["Location"])
    assert "4,500 wins found" in shown.content.decode()
    assert "Refresh" not in shown


def test_a_page_that_waits_asks_for_its_own_part_again(client, large):
    response = bring(client, large)

    part = client.get(response["Location"], headers=HTMX)

    assert part.content.decode().strip().startswith('<div id="import" hx-get=')
    assert "Refresh" not in part
    read_by_the_worker(the_import().pk)
    part = client.get(response["Location"], headers=HTMX)
    assert "hx-trigger" not in part.content.decode()


def test_how_far_the_reading_is_shows_as_a_figure(client, large):
    bring(client, large)
    brought = the_import()
    assert brought.begin()

    brought.tell(45, 120)

    content = client.get(reverse("import-detail", args=[brought.pk])).content.decode()
    assert '<progress max="100" value="37"' in content


@pytest.mark.parametrize("state", ["waiting", "reading", "asking"])
def test_it_is_stopped_at_any_time_and_read_after_all(client, large, state):
    bring(client, large)
    brought = the_import()
    if state == "reading":
        brought.begin()
    if state == "asking":
        read_by_the_worker(brought.pk)
    assert the_import().state == state

    client.post(reverse("import-stop", args=[brought.pk]))
    page = client.get(reverse("import-detail", args=[brought.pk]))
    assert "You stopped it. Nothing of it is in your inbox." in page.content.decode()
    with pytest.raises(NotOurs):
        brought.tell(1, 2)

    client.post(next(message.extra_tags for message in page.context["messages"]))
    read_by_the_worker(brought.pk)
    assert the_import().state == "asking"


def test_what_is_in_the_inbox_is_not_stopped(client):
    bring(client)
    send(client, the_import().pk, "take")

    client.post(reverse("import-stop", args=[the_import().pk]))
    client.post(reverse("import-again", args=[the_import().pk]))

    assert the_import().state == "done"
    assert len(titles()) == 2


# Workers that die


def taking(client):
    """An import that is to be put into the inbox by the worker."""
    bring(client)
    brought = the_import()
    brought.read_again(taking=True)
    return the_import()


def test_a_reading_that_is_under_way_is_not_begun_again(client):
    brought = taking(client)

    assert brought.begin()

    assert not the_import().begin()


def test_the_import_of_a_worker_that_died_is_taken_up_again(client, later):
    taking(client).begin()

    later(STALE_AFTER + timedelta(seconds=1))
    read_by_the_worker(the_import().pk)

    assert the_import().state == "done"
    assert len(titles()) == 2


def test_a_worker_that_comes_back_late_adds_nothing(client, later):
    late = taking(client)
    late.begin()
    later(STALE_AFTER + timedelta(seconds=1))
    read_by_the_worker(late.pk)
    before = list(Candidate.objects.in_order().values())
    Candidate.objects.all().update(state="discarded")

    with pytest.raises(NotOurs):
        put_into_the_inbox(late, lambda done, total: None)

    assert titles() == [candidate["title"] for candidate in before]
    assert set(Candidate.objects.values_list("state", flat=True)) == {"discarded"}


def test_what_was_stopped_meanwhile_is_undone_whole(client):
    brought = taking(client)
    brought.begin()
    brought.stop()

    with pytest.raises(NotOurs), transaction.atomic():
        brought.record(Reading((), ()), (0, 0, 0))

    read_by_the_worker(brought.pk)
    assert (the_import().state, titles()) == ("failed", [])


def test_a_file_that_kills_every_worker_is_given_up_with_a_word(client, later):
    taking(client).begin()
    later(GIVEN_UP_AFTER + timedelta(seconds=1))

    take_up_imports.call_local()

    assert the_import().state == "failed"
    assert the_import().problem == (
        "Reading it ended without an answer, again and again. Bring it in parts."
    )


def test_a_reading_ends_when_its_time_is_used_up(client):
    log = Log()
    for number in range(300):
        log.add(f"Change thing {number}")
    bring(client, log.machine())
    brought = the_import()
    brought.read_again()

    with pytest.raises(TooLong):
        read_import(the_import(), seconds=-1)


def test_an_import_that_was_never_finished_goes_after_thirty_days(client, later):
    bring(client)
    send(client, the_import().pk, "take")
    bring(client, name="other.md")
    later(timedelta(days=29))
    purge_abandoned_imports.call_local()
    assert Import.objects.count() == 2

    later(timedelta(days=2))
    purge_abandoned_imports.call_local()

    assert (the_import().name, len(titles())) == ("wins.md", 2)


# The report


def test_what_was_left_out_is_counted_by_reason_and_paged(client, ada):
    skipped = [
        {"line": n, "last": n, "text": f"Passage {n}", "reason": ["Old", "New"][n % 2]}
        for n in range(1, 251)
    ]
    brought = Import.objects.create(owner=ada, name="long.md", skipped=skipped)
    address = reverse("import-detail", args=[brought.pk])

    first = client.get(address)
    assert "Old <b>125</b>" in first.content.decode()
    pages = [first.context["skipped"]]
    while more := first.context["more"]:
        first = client.get(address, {"after": more})
        pages.append(first.context["skipped"])

    assert [len(page) for page in pages] == [100, 100, 50]
    assert [skip for page in pages for skip in page] == skipped


@pytest.mark.parametrize("after", ["-1", "x", "9" * 30, "²"])
def test_a_page_that_there_is_not_is_the_first(client, ada, after):
    skipped = [{"line": 1, "last": 1, "text": "Passage", "reason": "Old"}]
    brought = Import.objects.create(owner=ada, name="long.md", skipped=skipped)

    page = client.get(reverse("import-detail", args=[brought.pk]), {"after": after})

    assert page.context["skipped"] == skipped


@pytest.mark.parametrize("rows", [1, 3])
def test_the_report_takes_as_many_queries_for_one_row_as_for_three(
    client, ada, rows, django_assert_num_queries
):
    skip = {"line": 1, "last": 1, "text": "Passage", "reason": "Old"}
    brought = Import.objects.create(owner=ada, name="long.md", skipped=[skip] * rows)

    with django_assert_num_queries(3):
        client.get(reverse("import-detail", args=[brought.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_to_bring_in_takes_as_many_queries_for_one_import_as_for_three(
    client, ada, rows, django_assert_num_queries
):
    for number in range(rows):
        Import.objects.create(owner=ada, name=f"{number}.md", imported_at=timezone.now())

    with django_assert_num_queries(3):
        client.get(reverse("brag-import"))
