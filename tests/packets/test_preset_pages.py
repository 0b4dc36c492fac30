"""The pages of presets: what there is, one's own adapted, the company's published."""

import re

import pytest

from packets.models import Preset
from packets.presets.bundled import bundled_presets
from packets.presets.reading import read_preset, write_preset
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.preset_scenes import small_preset


@pytest.fixture
def own(ada):
    return Preset.objects.make(ada, small_preset())


@pytest.fixture
def staff(db):
    return UserFactory(email="olu@example.org", name="Olu", is_staff=True)


def text_of(response):
    return response.content.decode()


def names(response):
    return [choice.document.name for choice in response.context["choices"]]


def form_of(page):
    """What the form of a page would send as it stands."""
    form = page.context["form"]
    fields = [*form, *(field for part in form.parts for field in part)]
    sent = {field.html_name: field.value() for field in fields}
    sent |= {"parts": len(form.parts)}
    return {name: "" if value is None else value for name, value in sent.items()}


def url(preset, end=""):
    return f"/packets/presets/{preset.pk}/{end}"


# What there is.


def test_the_list_has_the_company_s_then_one_s_own_then_those_that_come_along(
    own, adas, graces, staff
):
    company = Preset.objects.make(staff, small_preset(name="Company case"))
    company.publish()
    bundled = [document.name for document in bundled_presets().values()]
    assert names(adas.get("/packets/presets/")) == ["Company case", "Half-year review", *bundled]
    assert names(graces.get("/packets/presets/")) == ["Company case", *bundled]


@pytest.mark.parametrize("presets", [1, 3])
def test_the_list_asks_the_database_three_times(presets, ada, adas, django_assert_num_queries):
    for number in range(presets):
        Preset.objects.make(ada, small_preset(name=f"Number {number}"))
    with django_assert_num_queries(3):
        adas.get("/packets/presets/")


def test_the_page_of_a_preset_shows_every_part_with_its_guidance_and_budget(adas):
    html = text_of(adas.get("/packets/presets/promotion-case/"))
    for part in bundled_presets()["promotion-case"].parts:
        assert part.label in html
    assert "Three to five projects that nobody would hand" in html
    assert "3 to 5 wins" in html


@pytest.mark.parametrize("name", ["none", "0", "9" * 40, "promotion_case"])
def test_a_preset_that_there_is_not_is_not_found(adas, name):
    assert adas.get(f"/packets/presets/{name}/").status_code == 404


def test_a_text_with_markup_is_shown_as_text(ada, adas):
    parts = [{"kind": "ask", "guidance": "<b>Bold</b> & more"}]
    preset = Preset.objects.make(ada, small_preset(name="<i>Name</i>", parts=parts))
    for page in (url(preset), url(preset, "edit/"), "/packets/presets/"):
        assert "<i>Name" not in text_of(adas.get(page))
        assert "<b>Bold" not in text_of(adas.get(page))


# One's own.


def test_a_copy_is_one_s_own_and_a_form_sent_twice_makes_one(ada, adas):
    sent = {"key": "once"}
    places = {adas.post("/packets/presets/short/copy/", sent)["Location"] for _ in range(2)}
    copy = Preset.objects.get()
    assert places == {url(copy, "edit/")}
    short = bundled_presets()["short"]
    assert (copy.owner, copy.read().name) == (ada, "Short case, adapted")
    assert copy.read().parts == short.parts


def test_the_form_sent_as_it_stands_changes_nothing(ada, adas):
    for document in bundled_presets().values():
        preset = Preset.objects.make(ada, document)
        response = adas.post(url(preset, "edit/"), form_of(adas.get(url(preset, "edit/"))))
        assert response.status_code == 302
        preset.refresh_from_db()
        assert preset.read() == document


def test_every_field_of_a_preset_can_be_changed(own, adas):
    sent = form_of(adas.get(url(own, "edit/"))) | {
        "name": "Quarter",
        "purpose": "Every three months.",
        "layout": "sheet",
        "evidence": "brief",
        "least": "100",
        "most": "300",
        "unit": "words",
        "claim_words": "40",
        "part-1-title": "What came of it",
        "part-1-guidance": "Figures first.",
        "part-1-least": "2",
        "part-1-most": "4",
        "part-1-unit": "wins",
    }
    adas.post(url(own, "edit/"), sent)
    own.refresh_from_db()
    changed = own.read()
    assert (changed.name, changed.purpose, changed.layout, changed.evidence) == (
        "Quarter",
        "Every three months.",
        "sheet",
        "brief",
    )
    assert (changed.budget.least, changed.budget.most, changed.claim_words) == (100, 300, 40)
    part = changed.parts[1]
    assert (part.key, part.title, part.guidance) == ("results", "What came of it", "Figures first.")
    assert (part.budget.unit, part.budget.least, part.budget.most) == ("wins", 2, 4)


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        ("up 1", ["section", "summary", "next"]),
        ("down 1", ["summary", "next", "section"]),
        ("up 0", ["summary", "section", "next"]),
        ("down 2", ["summary", "section", "next"]),
        ("out 0", ["section", "next"]),
        ("out 9", ["summary", "section", "next"]),
        ("nonsense", ["summary", "section", "next"]),
    ],
)
def test_parts_are_moved_and_taken_out(own, adas, act, kinds):
    adas.post(url(own, "edit/"), form_of(adas.get(url(own, "edit/"))) | {"act": act})
    own.refresh_from_db()
    assert [part.kind for part in own.read().parts] == kinds


def test_a_part_is_added_at_the_end_and_a_kind_that_is_there_is_not_offered(own, adas):
    page = adas.get(url(own, "edit/"))
    assert "summary" not in dict(page.context["form"].fields["add"].choices)
    sent = form_of(page) | {"act": "add", "add": "section", "add_title": "Results, again"}
    adas.post(url(own, "edit/"), sent)
    own.refresh_from_db()
    part = own.read().parts[-1]
    assert (part.kind, part.key, part.title) == ("section", "results-again", "Results, again")


def test_a_part_that_was_taken_out_comes_back_by_undo(own, adas):
    adas.post(url(own, "edit/"), form_of(adas.get(url(own, "edit/"))) | {"act": "out 1"})
    adas.post("/packets/presets/restore/")
    own.refresh_from_db()
    assert own.read() == small_preset()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": ""}, "This field is required."),
        ({"least": "5", "most": ""}, "Say also how much it may be at most."),
        ({"least": "5", "most": "4"}, "This asks for more than it allows."),
        ({"part-1-title": ""}, "This field is required."),
        ({"part-1-key": ""}, "Each section needs a key of its own."),
        ({"part-0-kind": "next"}, "A part stands twice."),
        ({"part-0-kind": "nonsense"}, "Select a valid choice."),
        ({"part-0-unit": "wins", "part-0-most": "3"}, "Select a valid choice."),
        ({"parts": "0"}, "at least 1 item"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_preset_that_cannot_be_says_why_and_keeps_what_was_typed(own, adas, changes, complaint):
    sent = form_of(adas.get(url(own, "edit/"))) | {"purpose": "What I typed."} | changes
    response = adas.post(url(own, "edit/"), sent)
    assert response.status_code == 422
    assert complaint in text_of(response)
    assert "What I typed." in text_of(response)
    own.refresh_from_db()
    assert own.read() == small_preset()


def test_two_tabs_keep_both_and_show_what_was_saved_elsewhere(own, adas):
    first = form_of(adas.get(url(own, "edit/"))) | {"name": "From one tab"}
    second = form_of(adas.get(url(own, "edit/"))) | {"name": "From the other"}
    adas.post(url(own, "edit/"), first)
    refused = adas.post(url(own, "edit/"), second)
    assert refused.status_code == 409
    assert "name: From one tab" in text_of(refused)
    assert "From the other" in text_of(refused)
    newest = re.search(r'name="revision" value="(\d+)">Keep mine', text_of(refused))[1]
    adas.post(url(own, "edit/"), second | {"revision": newest})
    own.refresh_from_db()
    assert own.read().name == "From the other"


def test_a_form_that_saves_itself_is_answered_with_its_revision(own, adas):
    sent = form_of(adas.get(url(own, "edit/"))) | {"name": "By itself"}
    response = adas.post(url(own, "edit/"), sent, headers={"X-Autosave": "true"})
    assert (response.status_code, 'value="2"' in text_of(response)) == (200, True)


def test_a_deleted_preset_comes_back_by_undo(own, ada, adas):
    adas.post(url(own, "delete/"))
    assert not Preset.objects.exists()
    adas.post("/packets/presets/restore/")
    back = Preset.objects.get()
    assert (back.owner, back.read()) == (ada, small_preset())


# As text.


def test_a_preset_leaves_as_a_file_and_comes_back_the_same(adas, graces):
    file = graces.get("/packets/presets/staff-packet/file/")
    assert file["Content-Disposition"] == 'attachment; filename="staff-packet.yaml"'
    adas.post("/packets/presets/new/", {"text": text_of(file), "key": ""})
    assert Preset.objects.get().read() == bundled_presets()["staff-packet"]


def test_the_example_on_the_page_is_a_preset(adas):
    text = re.search(
        r'<pre class="example">(.*?)</pre>', text_of(adas.get("/packets/presets/new/")), re.S
    )
    assert read_preset(text[1].encode()).name == "Half-year review"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty"),
        ("format: preset/1\nname: x", "`slug` is missing"),
        ("format: preset/1\nname: [", "this is not YAML"),
    ],
)
def test_a_text_that_is_none_is_refused_with_its_line_and_kept(adas, text, complaint):
    response = adas.post("/packets/presets/new/", {"text": text})
    assert (response.status_code, Preset.objects.count()) == (422, 0)
    assert complaint in response.context["form"].errors.as_text()


# The company's own.


def test_an_administrator_publishes_changes_and_withdraws_one_for_everybody(staff, adas):
    olus = browser_of(staff)
    preset = Preset.objects.make(staff, small_preset(name="Company case"))
    assert "Company case" not in names(adas.get("/packets/presets/"))
    olus.post(url(preset, "publish/"))
    preset.refresh_from_db()
    assert (preset.owner, "Company case" in names(adas.get("/packets/presets/"))) == (None, True)
    assert "Copy and adapt" in text_of(adas.get(url(preset)))
    assert "Change it" not in text_of(adas.get(url(preset)))
    sent = form_of(olus.get(url(preset, "edit/"))) | {"name": "Company case, 2027"}
    olus.post(url(preset, "edit/"), sent)
    assert "Company case, 2027" in names(adas.get("/packets/presets/"))
    olus.post(url(preset, "withdraw/"))
    assert adas.get(url(preset)).status_code == 404
    assert "Company case, 2027" in names(olus.get("/packets/presets/"))


def test_who_is_no_administrator_changes_nothing_of_the_company(staff, adas):
    preset = Preset.objects.make(staff, small_preset(name="Company case"))
    preset.publish()
    for end in ("edit/", "publish/", "withdraw/", "delete/"):
        assert adas.post(url(preset, end)).status_code == 404
    assert browser_of(staff).post(url(preset, "delete/")).status_code == 404


def test_an_administrator_sees_and_publishes_nobody_else_s(own, staff):
    olus = browser_of(staff)
    assert olus.get(url(own)).status_code == 404
    assert olus.post(url(own, "publish/")).status_code == 404


def test_what_is_written_as_yaml_is_what_the_page_says(own, adas):
    assert text_of(adas.get(url(own, "file/"))) == write_preset(small_preset())
