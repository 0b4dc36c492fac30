"""A ladder is brought in, looked at, and becomes a draft or is used at once."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument, counts
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Arrangement, Content
from bragdoc.ladders.writing import write_ladder
from bragdoc.models import LadderImport, LadderVersion
from tests.bragdoc.brought_sheets import LEVELS_ACROSS, PROFILE, csv_of, workbook_of
from tests.clients import HTMX
from tests.factories import LADDER, small_ladder

BILLION_LAUGHS = """\
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
"""
BRING = reverse("ladder-bring")


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def ladder(**header):
    return LadderDocument.model_validate(LADDER | {"ladder": LADDER["ladder"] | header})


def yaml_of(**header):
    return write_ladder(ladder(**header))


def bring(client, content, name="ladder.yaml"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(BRING, {"file": SimpleUploadedFile(name, content)})


def brought_in(client, content, **named):
    """The import that bringing this in made."""
    response = bring(client, content, **named)
    assert response.status_code == 302, text(response)
    return LadderImport.objects.newest_first().first()


def text(response):
    return " ".join(response.content.decode().split())


def address(brought, name="ladder-import"):
    return reverse(name, args=[brought.pk])


def make(client, brought, **fields):
    form = {"target": "mine", "name": "Mine", "version": "1", "slug": "mine"}
    return client.post(address(brought, "ladder-import-draft"), form | fields)


# Bringing in


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("ladder.yaml", yaml_of(), "yaml"),
        ("ladder.txt", yaml_of(), "yaml"),
        ("ladder.json", json.dumps(LADDER), "json"),
        ("download", json.dumps(LADDER), "json"),
    ],
)
def test_a_ladder_file_is_known_by_its_name_or_its_content(client, name, content, form):
    brought = brought_in(client, content, name=name)

    assert (brought.name, brought.form, brought.text) == (name, form, content)
    assert brought.document() == ladder()


def test_a_ladder_file_may_be_pasted(client):
    response = client.post(BRING, {"text": yaml_of().replace("\n", "\r\n")})

    brought = LadderImport.objects.get()
    assert response["Location"] == address(brought)
    assert (brought.name, brought.form, brought.document()) == ("Pasted cells", "yaml", ladder())


def test_what_was_brought_in_is_shown_before_anything_is_made_of_it(client):
    response = client.get(address(brought_in(client, yaml_of())))

    content = text(response)
    assert "2 levels, 3 competencies, 6 expectations." in content
    assert "Brings work across teams to users." in content
    assert LadderVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Choose a file, or paste the cells."),
        (
            {"text": "format: ladder/1\nladder: {slug: x}\nlevels: []"},
            "line 2, ladder: `name` is missing",
        ),
        ({"text": "format: ladder/1\nname: [x"}, "this is not YAML"),
        ({"text": "ladder:\n  name: [x"}, "this is not YAML"),
        ({"text": "# Ours\n\nname: Ours\nlevels: 3"}, "line 3"),
        ({"text": "levels:\n  - {slug: e1}"}, "line 1"),
        ({"text": "just a sentence"}, "This is one line."),
        ({"text": "one, with a comma\n"}, "This is one line."),
        ({"text": '{"format": "ladder/1", "ladder": 7}'}, "line 1, ladder: expected a mapping"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_stays_in_the_form(client, data, sentence):
    response = client.post(BRING, data)

    assert response.status_code == 422
    assert sentence in text(response)
    assert response.context["form"]["text"].value() == data.get("text")
    assert LadderImport.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("big.yaml", b"a: " + b"x" * 10_000_000, "at most 1,000,000 are read"),
        ("laughs.yaml", BILLION_LAUGHS.encode(), "line 5: the file passes"),
        ("big.csv", b"a,b\n" * 2_500_000, "at most 1,000,000 are read"),
        ("fake.xlsx", b"PK\x03\x04 no zip at all", "workbook"),
        ("sheet.csv", b"=HYPERLINK(1),E1\n", "A1 holds a formula"),
        ("wide.csv", b",".join([b"E1"] * 5_000), "5,000 columns; at most 200 are read"),
        ("controls.csv", b"Level,E1\nCraft,a\x07b", "B2 holds the character U+0007"),
        ("empty.csv", b"", "There is nothing in this sheet."),
        ("blank.csv", b" , ,\n,,\n", "There is nothing in this sheet."),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        ("list.json", b"[1, 2]", "expected a mapping"),
        ("deep.json", b"[" * 100_000, "the nesting is deeper than 20 here"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence_and_nothing_is_written(
    client, name, content, sentence
):
    response = bring(client, content, name=name)

    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors["file"])
    assert LadderImport.objects.count() == 0


# A sheet


def shown(response):
    """The roles of the columns and of the runs of rows, as the page paints them."""
    columns = [column.role.value for column in response.context["columns"]]
    return columns, [(run.first, run.last, run.role.value) for run in response.context["runs"]]


def as_sent(response):
    """The form of the page as a browser sends it, with nothing changed."""
    html = response.content.decode()
    form = html[html.index('id="reading"') :]
    form = form[: form.index("</form>")]
    data = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "radio" and " checked" not in tag:
            continue
        if "name" in attributes:
            data.setdefault(unescape(attributes["name"]), []).append(
                unescape(attributes.get("value", ""))
            )
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*\bselected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        data[name] = [(chosen or first)[1]]
    del data["csrfmiddlewaretoken"]
    return data


def correct(client, brought, headers=None, **changes):
    sent = as_sent(client.get(address(brought)))
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(address(brought), sent | named, headers=headers or {})


@pytest.fixture
def sheet(client):
    return brought_in(client, csv_of(LEVELS_ACROSS), name="northquay-ladder.csv")


def test_a_sheet_is_shown_with_the_guess_painted_on_it(client, sheet):
    response = client.get(address(sheet))

    assert shown(response) == (
        ["area", "area", "competency", "level", "level", "level"],
        [
            (1, 1, "licence"),
            (2, 2, "headings"),
            (3, 3, "levels"),
            (4, 4, "titles"),
            (5, 6, "summaries"),
            (7, 10, "body"),
        ],
    )
    content = text(response)
    assert "3 levels, 4 competencies, 10 expectations." in content
    assert '<td data-paint="same">see E2</td>' in content
    assert '<td data-paint="nothing">n/a</td>' in content
    assert 'value="Northquay ladder"' in content
    assert LadderVersion.objects.count() == 0


def test_the_page_sent_as_it_is_changes_nothing(client, sheet):
    before = shown(client.get(address(sheet)))

    correct(client, sheet)

    response = client.get(address(sheet))
    assert shown(response) == before
    assert response.context["form"].kept.levels == ()


@pytest.mark.parametrize(
    "layout", [{"of": "another release"}, {"arrangement": "down", "rows": [], "columns": []}]
)
def test_a_kept_layout_that_does_not_fit_gives_way_to_the_guess(client, sheet, layout):
    LadderImport.objects.update(layout=layout)

    assert "3 levels, 4 competencies, 10 expectations." in text(client.get(address(sheet)))


def test_what_was_copied_out_of_a_spreadsheet_is_a_sheet(client):
    client.post(BRING, {"text": csv_of(LEVELS_ACROSS, delimiter="\t")})

    brought = LadderImport.objects.get()
    assert (brought.name, brought.form) == ("Pasted cells", "sheet")
    content = text(client.get(address(brought)))
    assert "3 levels, 4 competencies, 10 expectations." in content
    assert 'value="My ladder"' in content


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_column_is_given_another_role_and_the_ladder_follows(client, sheet, headers):
    response = correct(client, sheet, headers, column_1="ignored")

    if headers:
        assert "<h1>" not in text(response)
    else:
        assert response["Location"] == f"{address(sheet)}#grid"
        response = client.get(address(sheet))
    assert shown(response)[0][:3] == ["area", "ignored", "competency"]
    assert '<td data-paint="ignored"><s>Code</s></td>' in text(response)
    assert [area.name for area in response.context["document"].areas] == ["Craft", "People"]


def test_a_run_of_rows_or_a_typed_range_is_given_another_role(client, sheet):
    correct(client, sheet, rows_5_6="ignored", **{"from": "10", "to": "", "role": "ignored"})

    response = client.get(address(sheet))
    assert shown(response)[1][4:] == [(5, 6, "ignored"), (7, 9, "body"), (10, 10, "ignored")]
    assert "3 levels, 3 competencies" in text(response)


def test_another_arrangement_is_guessed_anew_and_the_guess_can_be_had_back(client, sheet):
    correct(client, sheet, arrangement="down")
    form = client.get(address(sheet)).context["form"]
    anew = guess(form.grid, Arrangement.DOWN, Content.TEXT)
    assert (form.kept.arrangement, form.kept.columns, form.kept.rows) == (
        "down",
        anew.columns,
        anew.rows,
    )

    correct(client, sheet, guess="1")

    assert client.get(address(sheet)).context["form"].kept.arrangement == "across"
    assert LadderImport.objects.get().layout is None


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ({"order": ["2", "3", "1"]}, ("E3", "E1", "E2")),
        ({"order": ["1", "2", "1"]}, ("E3", "E1", "E2")),
        ({"order": ["3", "2", "3"]}, ("E2", "E3", "E1")),
        ({"order": ["", "x", "1"]}, ("E3", "E1", "E2")),
        ({"move": "order 2 up"}, ("E1", "E3", "E2")),
        ({"move": "order 0 down"}, ("E2", "E1", "E3")),
        ({"move": "order 0 up"}, ("E1", "E2", "E3")),
    ],
)
def test_levels_are_put_in_order_by_the_numbers_typed_beside_them_or_moved(
    client, sheet, change, order
):
    correct(client, sheet, **change)

    assert client.get(address(sheet)).context["built"].levels == order


def test_moving_a_step_answers_in_which_order_they_rise(client):
    brought = brought_in(client, csv_of(PROFILE), name="profile.csv")
    correct(client, brought, content="steps")
    assert client.get(address(brought)).context["built"].scales == (
        ("Shapes", "Sets"),
        ("Team", "Company", "Task"),
    )

    correct(client, brought, move="steps-1 2 up")

    response = client.get(address(brought))
    assert response.context["asked"] == []
    assert response.context["built"].scales == (("Shapes", "Sets"), ("Team", "Task", "Company"))


def test_a_level_is_put_on_a_track_of_its_own(client, sheet):
    correct(client, sheet, track=["", "Maker", "Manager"])

    document = client.get(address(sheet)).context["document"]
    assert [(track.name, [p.level for p in track.levels]) for track in document.tracks] == [
        ("Maker", ["e1", "e2"]),
        ("Manager", ["e1", "e3"]),
    ]


def test_all_sheets_of_a_workbook_are_kept_and_one_is_chosen(client):
    content = workbook_of(Managers=[["Practice", "M1"], ["Hiring", "Hires."]], Makers=LEVELS_ACROSS)
    brought = brought_in(client, content, name="ladders.xlsx")
    response = client.get(address(brought))
    assert "1 level, 1 competency, 1 expectation." in text(response)
    assert response.context["form"].fields["chosen"].choices == [(0, "Managers"), (1, "Makers")]

    correct(client, brought, column_0="ignored")
    correct(client, brought, chosen="1")

    response = client.get(address(brought))
    assert "3 levels, 4 competencies, 10 expectations." in text(response)
    assert LadderImport.objects.get().layout is None


def test_two_spellings_of_a_name_are_read_as_one(client):
    rows = [["Practice", "E1", "E2"], ["Review", "Asks.", ""], ["Reviews", "", "Teaches."]]
    brought = brought_in(client, csv_of(rows), name="two.csv")

    correct(client, brought, same_name=["Reviews"], same_as=["Review"])
    content = text(client.get(address(brought)))
    assert "2 levels, 1 competency, 2 expectations." in content

    correct(client, brought, same_as=["", ""])
    content = text(client.get(address(brought)))
    assert "2 competencies" in content
    offered = re.search(r'name="same" value="([^"]*)">Read both as “Review”', content)

    correct(client, brought, same=unescape(offered[1]))
    assert "2 levels, 1 competency, 2 expectations." in text(client.get(address(brought)))


def test_what_cannot_be_known_is_asked_and_no_draft_is_made_before(client):
    brought = brought_in(client, csv_of(PROFILE), name="profile.csv")
    correct(client, brought, content="steps")
    response = client.get(address(brought))
    assert response.context["asked"] == ["steps"]

    refused = client.post(address(brought, "ladder-import-draft"), as_sent(response))
    assert refused.status_code == 422
    assert LadderVersion.objects.count() == 0

    correct(client, brought, confirm="steps")
    response = client.get(address(brought))
    assert response.context["asked"] == []
    client.post(address(brought, "ladder-import-draft"), as_sent(response))
    assert LadderVersion.objects.count() == 1


def test_a_reading_that_was_not_looked_at_becomes_no_draft(client, sheet):
    sent = as_sent(client.get(address(sheet)))

    response = client.post(
        address(sheet, "ladder-import-draft"), sent | {"column-1": "ignored"}, follow=True
    )

    assert "It was read again with what you changed." in text(response)
    assert shown(response)[0][1] == "ignored"
    assert LadderVersion.objects.count() == 0


def test_a_sheet_becomes_the_draft_of_what_was_shown_under_the_name_that_was_typed(
    client, sheet, ada
):
    sent = as_sent(client.get(address(sheet)))

    client.post(address(sheet, "ladder-import-draft"), sent | {"name": "Northquay Engineering"})

    version = LadderVersion.objects.get()
    assert (version.ladder.name, version.ladder.slug, version.ladder.owner, version.state) == (
        "Northquay Engineering",
        "northquay-engineering",
        ada,
        "draft",
    )
    assert counts(version.read())["expectations"] == 10
    assert version.source == ""  # made from the document when it is asked for


def test_two_tabs_that_correct_one_sheet_lose_nothing(client, sheet):
    sent = as_sent(client.get(address(sheet)))
    client.post(address(sheet), sent | {"column-1": "ignored"})

    response = client.post(address(sheet), sent | {"rows-5-6": "ignored"})

    assert response.status_code == 409
    assert "This was corrected elsewhere" in text(response)
    columns, runs = shown(response)
    assert (columns[1], runs[4]) == ("area", (5, 6, "ignored"))
    assert shown(client.get(address(sheet)))[0][1] == "ignored"

    revision = [sent["revision"][0], response.context["conflict"].revision]
    client.post(address(sheet), as_sent(response) | {"revision": revision})
    columns, runs = shown(client.get(address(sheet)))
    assert (columns[1], runs[4]) == ("area", (5, 6, "ignored"))


def test_many_rows_are_painted_in_parts_and_each_part_is_corrected_alone(client):
    rows = [["Practice", "E1", "E2"]]
    rows += [[f"Practice {n}", f"Does {n}.", f"Does {n} well."] for n in range(1, 151)]
    brought = brought_in(client, csv_of(rows), name="long.csv")
    page = f"{address(brought)}?row=61"

    response = client.get(page)
    assert shown(response)[1] == [(61, 120, "body")]
    assert "Rows 61 to 120 of 151." in text(response)

    sent = as_sent(response) | {"from": "100", "to": "120", "role": "ignored"}
    response = client.post(page, sent)
    assert response["Location"] == f"{page}#grid"
    assert shown(client.get(page))[1] == [(61, 99, "body"), (100, 120, "ignored")]
    response = client.get(page)
    assert "2 levels, 129 competencies, 258 expectations." in text(response)
    assert len(response.context["rows"]) == 40
    assert response.context["left_out"][0] == "Practice 41"
    assert "89 more competencies are read and not shown here: Practice 41, " in text(response)


def test_what_no_page_sends_is_passed_over(client, sheet):
    before = shown(client.get(address(sheet)))

    response = correct(
        client,
        sheet,
        column_0="body",
        rows_7_10="nothing",
        levels="[1, {}]",
        move="order 99 up",
        confirm="everything",
        same_name=["a\0"],
        same_as=["\0"],
        **{"rows-0-99999": "none", "from": "0", "to": "99999", "role": "areas"},
    )

    assert response.status_code == 302
    assert shown(client.get(address(sheet))) == before


# Making the draft


@pytest.fixture
def file(client):
    return brought_in(client, yaml_of())


@pytest.fixture
def root(db):
    return get_user_model().objects.create_superuser("root@example.org", "x", name="Root")


def offered(response):
    """The choices for whom the draft is, and which of them is proposed."""
    form = response.context["draft"]
    return [str(label) for _, label in form.fields["target"].choices], form["target"].value()


def test_most_people_can_make_a_ladder_for_themselves_alone(client, file):
    response = client.get(address(file))

    assert offered(response) == (["For me alone"], "mine")
    assert "It will be yours alone. Nobody else sees it." in text(response)
    make(client, file, target="everyone")
    assert LadderVersion.objects.count() == 0


def test_a_draft_is_made_for_oneself_and_leads_to_its_page(client, file, ada):
    response = make(client, file, name="Our Ladder", version="2026")

    version = LadderVersion.objects.get()
    assert response["Location"] == reverse("draft-detail", args=[version.pk])
    assert (version.ladder.owner, version.ladder.name, version.ladder.slug) == (
        ada,
        "Our Ladder",
        "mine",
    )
    assert (version.state, version.read().ladder.version) == ("draft", "2026")


def test_a_file_that_becomes_a_draft_unchanged_keeps_its_own_text(client, ada):
    content = "# Ours\n" + yaml_of()
    brought = brought_in(client, content)

    make(client, brought, name="Small Ladder", version="1", slug="small")
    assert LadderVersion.objects.get().source == content


def test_making_it_twice_leads_to_the_one_draft(client, file):
    first = make(client, file)
    again = make(client, file, name="Another")

    assert first["Location"] == again["Location"]
    assert client.get(address(file))["Location"] == first["Location"]
    assert LadderVersion.objects.count() == 1


def test_a_slug_that_the_person_sees_elsewhere_gives_way(client, ada, file):
    small_ladder()

    make(client, file, slug="", version="1")

    version = LadderVersion.objects.get(ladder__owner=ada)
    assert (version.ladder.slug, version.read().ladder.slug) == ("small-2", "small-2")


def test_a_ladder_used_at_once_is_published_and_leads_to_ones_place_on_it(client, file):
    responses = [make(client, file, use="1") for _ in range(2)]

    version = LadderVersion.objects.get()
    assert version.state == "published"
    assert [response["Location"] for response in responses] == [
        f"{reverse('placement')}?ladder={version.pk}"
    ] * 2


def test_a_new_version_of_ones_own_ladder_is_proposed_under_a_free_version(client, ada):
    LadderVersion.objects.draft_from(ladder(), owner=ada).publish()
    brought = brought_in(client, yaml_of(summary="Changed."))
    own = LadderVersion.objects.get().ladder

    response = client.get(address(brought))
    assert offered(response) == (
        ["For me alone", "As a new version of “Small Ladder”, which is yours"],
        str(own.pk),
    )
    assert response.context["draft"]["version"].value() == "2"

    response = make(client, brought, target=own.pk, version="2", use="1")
    draft = own.versions.drafts().get()
    assert (draft.version, draft.read().ladder.slug) == ("2", "small")
    assert response["Location"] == reverse("draft-publish", args=[draft.pk])


def test_a_version_that_is_taken_is_refused_with_one_that_is_free(client, ada):
    LadderVersion.objects.draft_from(ladder(), owner=ada).publish()
    brought = brought_in(client, yaml_of(summary="Changed."))
    own = LadderVersion.objects.get().ladder

    response = make(client, brought, target=own.pk, version="1")

    assert response.status_code == 422
    assert response.context["draft"].errors["version"] == [
        "“Small Ladder” has a version 1 already. Give it another version, such as 2."
    ]
    assert own.versions.count() == 1


def test_an_administrator_makes_a_ladder_for_everyone(client, root):
    client.force_login(root)
    brought = brought_in(client, yaml_of())

    assert offered(client.get(address(brought)))[0] == ["For me alone", "For everyone here"]
    make(client, brought, target="everyone", slug="")

    version = LadderVersion.objects.get()
    assert (version.ladder.owner, version.ladder.slug, version.state) == (None, "small", "draft")


def test_an_editor_makes_a_new_version_of_the_ladder_she_may_edit_and_no_other(client, ada):
    shared = small_ladder().ladder
    LadderVersion.objects.draft_from(ladder(slug="other", name="Other"))
    shared.editors.add(ada)
    brought = brought_in(client, yaml_of())

    response = client.get(address(brought))
    assert offered(response) == (
        ["For me alone", "As a new version of “Small Ladder”, which is everyone’s"],
        str(shared.pk),
    )
    make(client, brought, target=shared.pk, version="2")
    assert [v.version for v in shared.versions.drafts()] == ["2"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 201}, "name"),
        ({"name": "a\x07b"}, "name"),
        ({"version": "v" * 51}, "version"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"target": "999"}, "target"),
    ],
)
def test_a_draft_that_cannot_be_named_so_is_refused_beside_the_field(client, file, fields, wrong):
    response = make(client, file, **fields)

    assert response.status_code == 422
    assert list(response.context["draft"].errors) == [wrong]
    assert LadderVersion.objects.count() == 0


def test_it_is_said_that_levels_are_taken_to_expect_what_those_below_state(client, sheet):
    said = "Each level is taken to expect what the levels below it state as well."
    content = text(client.get(address(sheet)))
    assert f'{said} <a href="#id_accumulate">' in content
    assert 'id="id_accumulate"' in content

    correct(client, sheet, accumulate="standalone")

    assert said not in text(client.get(address(sheet)))


def test_the_order_of_steps_is_asked_of_each_scale_by_its_name_and_answered_once(client):
    brought = brought_in(client, csv_of(PROFILE), name="profile.csv")
    correct(client, brought, content="steps")

    content = text(client.get(address(brought)))
    assert "Is this the order in which the words for steps rise, lowest first?" in content
    assert "Craft, lowest first:" in content
    assert "Reach, lowest first:" in content
    assert "This answers all 2 lists." in content


def test_steps_without_text_stand_alone_in_the_preview(client):
    brought = brought_in(client, csv_of(PROFILE), name="profile.csv")
    correct(client, brought, content="steps")

    content = text(client.get(address(brought)))
    preview = content[content.index('id="preview"') :]
    assert '<p class="label">Shapes</p>' in preview
    assert "Not stated" not in preview
    assert "2 competencies, 8 required steps." in content


def test_an_area_that_the_sheet_does_not_name_heads_nothing(client, sheet):
    plain = csv_of([["Practice", "E1", "E2"], ["Review", "Asks.", "Teaches."]])

    assert '<span class="area">Craft' in text(client.get(address(sheet)))
    assert '<span class="area">' not in text(
        client.get(address(brought_in(client, plain, name="plain.csv")))
    )


def test_a_pasted_text_above_the_limit_is_refused_as_a_file_is(client):
    response = client.post(BRING, {"text": "a,b\n" * 300_000})

    assert response.status_code == 422
    assert response.context["form"].errors["text"] == [
        "The pasted text has 1,200,000 bytes; at most 1,000,000 are read."
    ]


# A workbook


ABOUT = [["Read me"], ["How to use this workbook"], ["Fill in one row for each practice."]]


def test_of_a_workbook_the_first_sheet_that_is_a_ladder_is_read(client):
    data = workbook_of(About=ABOUT, Ladder=LEVELS_ACROSS, Notes=[["a", "b"], ["c", "d"]])

    brought = brought_in(client, data, name="ladder.xlsx")

    assert (brought.chosen, [sheet["name"] for sheet in brought.sheets]) == (
        1,
        ["About", "Ladder", "Notes"],
    )
    content = text(client.get(address(brought)))
    assert "3 levels, 4 competencies, 10 expectations." in content
    assert "The workbook has 3 sheets." in content


def test_a_sheet_that_asks_for_the_order_of_its_steps_is_a_ladder(client):
    data = workbook_of(About=ABOUT, Profile=PROFILE, Ladder=LEVELS_ACROSS)

    assert brought_in(client, data, name="ladder.xlsx").chosen == 1


def test_of_a_workbook_without_a_ladder_the_first_sheet_is_read(client):
    data = workbook_of(About=ABOUT, Notes=[["a", "b"], ["c", "d"]])

    assert brought_in(client, data, name="ladder.xlsx").chosen == 0


def test_a_sheet_that_is_left_out_is_said_above_what_was_read(client):
    data = workbook_of(Wide=[["E1"] * 201, ["a"] * 201], Ladder=LEVELS_ACROSS)

    content = text(client.get(address(brought_in(client, data, name="ladder.xlsx"))))

    said = content.index("Sheet “Wide” is left out")
    assert said < content.index("How it is read") < content.index('id="grid"')
    assert content.index('id="remarks-head"') < said < content.index('id="noticed"')


# What waits


def test_an_import_is_discarded_and_brought_back(client, file):
    response = client.post(address(file, "ladder-import-discard"), follow=True)
    assert f'action="{address(file, "ladder-import-restore")}"' in text(response)
    assert list(response.context["imports"]) == []

    client.post(address(file, "ladder-import-restore"))
    assert list(client.get(BRING).context["imports"]) == [file]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_one_import_as_for_three(
    client, ada, rows, django_assert_num_queries
):
    for number in range(rows):
        sheets = [{"name": "", "text": "a,b"}]
        LadderImport.objects.bring_in(owner=ada, name=f"{number}", form="sheet", sheets=sheets)

    with django_assert_num_queries(3):
        client.get(BRING)


def test_what_is_accepted_is_said_with_a_template_that_needs_no_guessing(client):
    content = text(client.get(BRING))

    assert "CSV, TSV or Excel workbook (.xlsx), or a ladder file in YAML or JSON" in content
    assert f'href="{reverse("ladder-template")}"' in content
    template = client.get(reverse("ladder-template")).getvalue()
    assert brought_in(client, template, name="template.csv").form == "long"


def test_a_pasted_text_that_is_too_large_for_a_form_is_answered_with_what_to_do(client):
    response = client.post(BRING, {"text": "x" * 5_000_000})

    assert response.status_code == 400
    assert "A text of several megabytes goes in as a file" in text(response)
    assert LadderImport.objects.count() == 0


def test_the_template_may_come_back_as_a_workbook(client):
    template = client.get(reverse("ladder-template")).getvalue().decode()
    rows = list(csv.reader(io.StringIO(template)))

    brought = brought_in(client, workbook_of(Ladder=rows), name="template.xlsx")

    assert brought.form == "long"
    assert brought.document().levels == brought_in(client, template, name="t.csv").document().levels
