"""One line becomes an entry; an entry is edited whole, discarded and restored."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bragdoc.models import Entry, Person, Project
from bragdoc.tasks import purge_discarded_entries
from tests.factories import EntryFactory, PlacementFactory, ProjectFactory, tag

HTMX = {"HX-Request": "true"}
AUTOSAVE = {"X-Autosave": "true"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def add(client, text, headers=None, **fields):
    return client.post(reverse("quick-add"), {"text": text, **fields}, headers=headers or {})


def edit(client, entry, headers=None, **fields):
    sent = {
        "title": entry.title,
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.ends_on.isoformat(),
        "revision": entry.revision,
        **fields,
    }
    address = reverse("entry-detail", args=[entry.pk])
    return client.post(address, sent, headers=headers or {})


# One line.


def test_a_line_becomes_an_entry_with_all_its_tokens(client, ada):
    PlacementFactory(person=ada)

    add(
        client,
        "Halved the build #delivery ~ci @priya !operations +build:14min→7min ^2026-11-03 "
        "https://ci.example/42",
    )

    entry = Entry.objects.visible_to(ada).get()
    assert entry.title == "Halved the build"
    assert [c.slug for c in entry.competencies.all()] == ["delivery"]
    assert entry.project.name == "ci"
    assert [person.name for person in entry.people.all()] == ["priya"]
    assert entry.kind == "operations"
    assert entry.metrics == [
        {"label": "build", "before": "14", "after": "7", "unit": "min", "lower_is_better": None}
    ]
    assert entry.links == [{"url": "https://ci.example/42", "label": ""}]
    assert (entry.starts_on, entry.ends_on) == (date(2026, 11, 3), date(2026, 11, 3))


def test_a_line_without_a_date_is_of_today_where_the_person_is(client, ada, time_machine):
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    time_machine.move_to("2026-11-15T12:00:00+00:00", tick=False)

    response = add(client, "Answered the auditors")

    assert Entry.objects.get().starts_on == date(2026, 11, 16)
    assert response["Location"] == "/week/2026-11-16/"


def test_after_a_line_one_stands_in_the_week_of_the_entry(client):
    assert add(client, "Old work ^2025-03-05")["Location"] == "/week/2025-03-03/"


def test_unknown_tokens_stay_in_the_text_and_are_named(client, ada):
    response = client.post(reverse("quick-add"), {"text": "Fixed it #nowhere"}, follow=True)

    assert Entry.objects.get().title == "Fixed it #nowhere"
    assert "Left in the text: #nowhere." in response.content.decode()


def test_a_competency_of_another_ladder_is_text(client, ada):
    PlacementFactory()  # somebody else's ladder has a #delivery

    add(client, "Shipped it #delivery")

    entry = Entry.objects.get()
    assert entry.title == "Shipped it #delivery"
    assert entry.competencies.count() == 0


def test_a_project_and_a_person_named_again_are_the_same(client, ada, eve):
    ProjectFactory(owner=ada, slug="event-contract", name="Event contract")
    ProjectFactory(owner=eve, slug="event-contract", name="Eve’s")

    add(client, "First ~event-contract @priya")
    add(client, "Second ~Event-Contract @Priya")

    assert {entry.project.name for entry in Entry.objects.all()} == {"Event contract"}
    assert Project.objects.visible_to(ada).count() == 1
    assert Person.objects.visible_to(ada).count() == 1


def test_a_form_sent_twice_makes_one_entry(client):
    for _ in range(2):
        assert add(client, "Once", key="5e8d").status_code == 302

    assert Entry.objects.count() == 1


def test_two_forms_without_a_key_make_two_entries(client):
    for _ in range(2):
        add(client, "Twice", key="")

    assert Entry.objects.count() == 2


def test_with_htmx_the_week_of_the_page_comes_back_with_the_new_line(client):
    response = add(client, "Kept here ^2026-11-03", headers=HTMX, week="2026-11-02")

    content = response.content.decode()
    assert response.status_code == 200
    assert content.lstrip().startswith('<div id="week">')
    assert [line.title for line in response.context["lines"]] == ["Kept here"]
    assert 'hx-swap-oob="innerHTML"' in content


def test_with_htmx_a_line_of_another_week_leaves_the_page_where_it_is(client):
    response = add(client, "Kept there ^2025-03-05", headers=HTMX, week="2026-11-02")

    assert response.context["monday"] == date(2026, 11, 2)
    assert 'Kept in <a href="/week/2025-03-03/">week 10</a>' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Say in a few words what you did."),
        ("~ci @priya", "Only tokens were found."),
        ("x" * 301, "has 301 characters; 300 fit"),
        ("x " + '~"' + "p" * 81 + '"', "The name of a project has 81 characters; 80 fit"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_line_that_cannot_be_kept_whole_is_refused_with_its_text(client, text, problem, headers):
    response = add(client, text, headers=headers, week="2026-11-02")

    assert response.status_code == 422
    content = response.content.decode().replace("&quot;", '"')
    assert problem in content
    assert f">{text}</textarea>" in content.replace(">\n", ">")
    assert Entry.objects.count() == 0


def test_200_000_characters_are_counted_refused_and_kept_in_the_form(client):
    text = "long " * 40_000

    response = add(client, text)

    assert response.status_code == 422
    assert text.strip() in response.content.decode()
    assert "(it has 199999)" in response.content.decode()
    assert Entry.objects.count() == 0


def test_the_answer_to_a_prompt_is_tagged_with_its_competency(client, ada):
    PlacementFactory(person=ada)

    add(client, "Took the retry queue out", competency="reliability")

    assert [c.slug for c in Entry.objects.get().competencies.all()] == ["reliability"]


def test_while_typing_the_line_is_read_and_nothing_is_kept(client, ada):
    PlacementFactory(person=ada)

    response = client.post(
        reverse("quick-read"), {"text": "Halved it #delivery #d ~ci"}, headers=HTMX
    )

    content = response.content.decode()
    assert '<span class="token" data-kind="competency">#delivery</span>' in content
    assert '<span class="quiet">project</span> ci' in content
    assert '<span class="mono">#d</span> stays as text' in content
    assert (Entry.objects.count(), Project.objects.count()) == (0, 0)


# All of it.


def test_an_entry_is_edited_with_everything_it_has(client, ada):
    PlacementFactory(person=ada)
    entry = EntryFactory(author=ada)
    delivery = ada.placement.ladder_version.ladder.competencies.get(slug="delivery")

    response = edit(
        client,
        entry,
        title="Event contract",
        starts_on="2026-10-01",
        ends_on="2026-10-31",
        kind="decision",
        role="led",
        project_name="Booking",
        people_names="Priya Raman,  Noor Haddad, Priya Raman",
        competencies=[delivery.pk],
        details="Three *options*.",
        impact="Billing hears at once.",
        metrics_label=["event lag", "", ""],
        metrics_before=["40", "", ""],
        metrics_after=["18", "", ""],
        metrics_unit=["s", "", ""],
        metrics_better=["lower", "", ""],
        links_url=["https://rfc.example/38", ""],
        links_label=["RFC 38", ""],
        private_note="Ask Grace.",
        confidential="on",
        revisit_on="2027-01-31",
    )

    assert response["Location"] == f"/wins/{entry.pk}/"
    entry = Entry.objects.get()
    assert entry.revision == 2
    assert (entry.title, entry.kind, entry.role) == ("Event contract", "decision", "led")
    assert (entry.starts_on, entry.ends_on) == (date(2026, 10, 1), date(2026, 10, 31))
    assert entry.project.name == "Booking"
    assert [person.name for person in entry.people.by_name()] == ["Noor Haddad", "Priya Raman"]
    assert list(entry.competencies.all()) == [delivery]
    assert entry.metrics == [
        {"label": "event lag", "before": "40", "after": "18", "unit": "s", "lower_is_better": True}
    ]
    assert entry.links == [{"url": "https://rfc.example/38", "label": "RFC 38"}]
    assert (entry.details, entry.impact) == ("Three *options*.", "Billing hears at once.")
    assert (entry.private_note, entry.confidential) == ("Ask Grace.", True)
    assert entry.revisit_on == date(2027, 1, 31)


def test_what_is_emptied_in_the_form_is_emptied_in_the_entry(client, ada):
    entry = EntryFactory(
        author=ada,
        project=ProjectFactory(owner=ada),
        details="Old",
        metrics=[{"after": "1"}],
        links=[{"url": "https://a.example", "label": ""}],
        confidential=True,
    )

    edit(client, entry)

    entry.refresh_from_db()
    assert (entry.project, entry.details, entry.metrics, entry.links, entry.confidential) == (
        None,
        "",
        [],
        [],
        False,
    )


def test_the_form_shows_what_is_kept_and_two_blank_rows_more(client, ada):
    entry = EntryFactory(
        author=ada,
        metrics=[{"label": "lag", "before": "40", "after": "18", "unit": "s",
                  "lower_is_better": False}],
    )  # fmt: skip

    content = client.get(reverse("entry-detail", args=[entry.pk])).content.decode()

    assert content.count('name="metrics_label"') == 3
    assert content.count('name="links_url"') == 2
    assert '<option value="higher" selected>' in content


def test_an_empty_last_day_means_a_single_day(client, ada):
    entry = EntryFactory(author=ada)

    edit(client, entry, ends_on="")

    entry.refresh_from_db()
    assert entry.ends_on == entry.starts_on


def test_details_are_shown_as_safe_html(client, ada):
    entry = EntryFactory(author=ada, details="**Bold** <script>alert(1)</script>")

    content = client.get(reverse("entry-detail", args=[entry.pk])).content.decode()

    assert "<strong>Bold</strong>" in content
    assert "<script>alert" not in content


def test_details_are_previewed_without_being_kept(client):
    response = client.post(
        reverse("entry-preview"), {"details": "*soft* <b>hard</b>"}, headers=HTMX
    )

    assert response.content.decode() == "<p><em>soft</em> &lt;b&gt;hard&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "t" * 301}, "at most 300 characters (it has 301)"),
        ({"ends_on": "2026-11-02"}, "This is before the day it began."),
        ({"starts_on": "1066-10-14"}, "The first day there is here is 1 January 1970."),
        ({"starts_on": "someday"}, "Enter a valid date."),
        ({"links_url": ["javascript:alert(1)"], "links_label": [""]}, "A link begins with https"),
        ({"metrics_label": ["lag"]}, "A number needs its value"),
        ({"metrics_label": ["l\0"], "metrics_after": ["1"]}, "Null characters are not allowed."),
        ({"links_url": ["https://x.example/\0"]}, "Null characters are not allowed."),
        ({"metrics_label": ["l"] * 21, "metrics_after": ["1"] * 21}, "20 rows fit here"),
        ({"people_names": "p" * 81}, "81 characters; 80 fit in a name"),
        ({"competencies": ["999"]}, "Select a valid choice."),
        ({"revision": ""}, "The form lost what it was loaded from."),
    ],
)
def test_a_field_that_cannot_be_kept_is_refused_and_said(client, ada, fields, problem):
    entry = EntryFactory(author=ada)

    response = edit(client, entry, details="Typed for an hour", **fields)

    assert response.status_code == 422
    content = response.content.decode()
    assert problem in content
    assert "Typed for an hour" in content
    entry.refresh_from_db()
    assert (entry.details, entry.revision) == ("", 1)


def test_details_of_200_000_characters_are_counted_refused_and_kept_in_the_form(client, ada):
    entry = EntryFactory(author=ada)
    text = "é" * 200_000

    response = edit(client, entry, details=text)

    assert response.status_code == 422
    content = response.content.decode()
    assert "at most 20000 characters (it has 200000)" in content
    assert f">{text}</textarea>" in content
    entry.refresh_from_db()
    assert entry.details == ""


def test_line_breaks_count_as_one_character(client, ada):
    entry = EntryFactory(author=ada)

    assert edit(client, entry, impact="a\r\n" * 2_500).status_code == 302


def test_autosave_answers_with_the_form_and_its_new_revision(client, ada):
    entry = EntryFactory(author=ada)

    response = edit(client, entry, headers=AUTOSAVE, details="So far")

    content = response.content.decode()
    assert response.status_code == 200
    assert '<input type="hidden" name="revision" value="2" id="id_revision">' in content
    assert "<html" not in content


def test_two_edits_at_once_keep_and_show_both_texts(client, ada):
    entry = EntryFactory(author=ada, details="Before")
    edit(client, entry, details="From the first tab")

    response = edit(client, entry, details="From the second tab")

    assert response.status_code == 409
    content = response.content.decode()
    assert '<div class="text">From the second tab</div>' in content
    assert '<div class="text">From the first tab</div>' in content
    entry.refresh_from_db()
    assert entry.details == "From the first tab"


@pytest.mark.parametrize("headers", [{}, AUTOSAVE])
def test_of_two_texts_mine_can_be_kept(client, ada, headers):
    entry = EntryFactory(author=ada)
    edit(client, entry, details="From the first tab")

    shown = edit(client, entry, headers=headers, details="Mine").content.decode()
    assert '<button class="button main" name="revision" value="2">Keep mine</button>' in shown
    # A browser sends the hidden field, then the button.
    edit(client, entry, details="Mine", revision=[1, 2])

    entry.refresh_from_db()
    assert (entry.details, entry.revision) == ("Mine", 3)


def test_only_what_differs_is_shown_as_a_conflict(client, ada):
    metric = {"label": "lag", "before": "40", "after": "18", "unit": "s", "lower_is_better": True}
    link = {"url": "https://ci.example/42", "label": "CI"}
    entry = EntryFactory(author=ada, metrics=[metric], links=[link], confidential=True)
    same = {
        "metrics_label": ["lag", ""],
        "metrics_before": ["40", ""],
        "metrics_after": ["18", ""],
        "metrics_unit": ["s", ""],
        "metrics_better": ["lower", ""],
        "links_url": ["https://ci.example/42", ""],
        "links_label": ["CI", ""],
        "confidential": "on",
    }
    edit(client, entry, **same, impact="One\r\ntext")

    response = edit(client, entry, **same, impact="Another\r\ntext")

    assert response.context["differences"] == [("What came of it", "Another\ntext", "One\ntext")]


def test_a_line_tagged_meanwhile_is_a_change_too(client, ada):
    PlacementFactory(person=ada)
    entry = EntryFactory(author=ada)
    client.post(reverse("entry-tag", args=[entry.pk]), {"competency": "delivery"})

    response = edit(client, entry, details="Mine")

    assert response.status_code == 409
    assert [d.label for d in response.context["differences"]] == ["Details", "Competencies"]


def test_competencies_of_a_ladder_left_behind_stay_in_the_form(client, ada):
    PlacementFactory(person=ada)
    entry = tag(EntryFactory(author=ada), "delivery")
    ada.placement.delete()

    choices = client.get(reverse("entry-detail", args=[entry.pk])).context["form"]

    assert [c.slug for c in choices.fields["competencies"].queryset] == ["delivery"]


# Away and back.


def test_a_discarded_entry_can_be_restored(client, ada):
    entry = EntryFactory(author=ada, title="Gone")

    response = client.post(reverse("entry-discard", args=[entry.pk]), follow=True)

    assert client.get(reverse("entry-detail", args=[entry.pk])).status_code == 404
    assert f'action="/wins/{entry.pk}/restore/"' in response.content.decode()
    client.post(reverse("entry-restore", args=[entry.pk]))
    assert client.get(reverse("entry-detail", args=[entry.pk])).status_code == 200


@pytest.mark.parametrize("name", ["entry-detail", "entry-discard", "entry-restore"])
def test_somebody_elses_entry_is_not_found(client, eve, name):
    entry = EntryFactory(author=eve)
    if name == "entry-restore":
        entry.discard()
    discarded_at = entry.discarded_at

    response = client.post(reverse(name, args=[entry.pk]), {"title": "Mine now"})

    assert response.status_code == 404
    entry.refresh_from_db()
    assert entry.title != "Mine now"
    assert entry.discarded_at == discarded_at


def test_what_was_discarded_thirty_days_ago_goes_for_good(ada):
    kept = EntryFactory(author=ada)
    recent, old = EntryFactory(author=ada), EntryFactory(author=ada)
    for entry, days in [(recent, 29), (old, 31)]:
        entry.discarded_at = timezone.now() - timedelta(days=days)
        entry.save()

    purge_discarded_entries.call_local()

    assert set(Entry.objects.all()) == {kept, recent}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_entry_takes_the_same_queries_however_much_it_has(
    client, ada, rows, django_assert_num_queries
):
    PlacementFactory(person=ada).ladder_version.read()  # once a process
    entry = tag(EntryFactory(author=ada), *["delivery", "reliability", "hiring"][:rows])
    entry.people.set(Person.objects.named(ada, f"Person {n}") for n in range(rows))

    with django_assert_num_queries(13):
        client.get(reverse("entry-detail", args=[entry.pk]))
