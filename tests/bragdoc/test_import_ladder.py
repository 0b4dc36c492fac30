"""A ladder file is brought in by command: read whole, or refused in one sentence."""

import json
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.models import Competency, Ladder, LadderVersion
from tests.factories import LADDER, EntryFactory, tag

pytestmark = pytest.mark.django_db


def ladder_file(folder, *, version="1", **changes):
    file = folder / "ladder.yaml"
    document = LADDER | {"ladder": LADDER["ladder"] | {"version": version}} | changes
    file.write_text(yaml.safe_dump(document, sort_keys=False))
    return file


def run(*arguments):
    out = StringIO()
    call_command("import_ladder", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_ladder_is_published_and_its_competencies_can_be_tagged(tmp_path):
    assert run(ladder_file(tmp_path)) == "Small Ladder 1: published\n"

    version = LadderVersion.objects.get()
    assert (version.ladder.slug, version.version, version.state) == ("small", "1", "published")
    assert list(Competency.objects.by_name().values_list("slug", flat=True)) == [
        "delivery",
        "hiring",
        "reliability",
    ]


def test_the_preview_counts_and_writes_nothing(tmp_path):
    assert json.loads(run(ladder_file(tmp_path), "--preview")) == {
        "levels": 2,
        "tracks": 1,
        "competencies": 3,
        "expectations": 6,
        "targets": 0,
    }
    assert Ladder.objects.count() == 0


def test_a_draft_is_kept_unpublished(tmp_path):
    assert run(ladder_file(tmp_path), "--draft") == "Small Ladder 1: draft\n"
    assert Competency.objects.count() == 0


def test_the_same_file_again_changes_nothing(tmp_path):
    run(ladder_file(tmp_path))
    run(ladder_file(tmp_path))

    assert LadderVersion.objects.count() == 1


def test_other_content_under_the_same_version_is_refused(tmp_path):
    run(ladder_file(tmp_path))
    changed = ladder_file(tmp_path, levels=[{"slug": "senior", "name": "Senior"},
                                            {"slug": "staff", "name": "Staff"}])  # fmt: skip

    with pytest.raises(CommandError, match="Give the file a new version"):
        run(changed)


def test_a_competency_that_a_new_version_drops_is_retired_and_its_tags_stay(ada, tmp_path):
    run(ladder_file(tmp_path))
    entry = tag(EntryFactory(author=ada), "hiring", "delivery")
    areas = [LADDER["areas"][0] | {"competencies": LADDER["areas"][0]["competencies"][:2]}]

    run(ladder_file(tmp_path, version="2", areas=areas))

    retired = Competency.objects.filter(retired=True)
    assert [competency.slug for competency in retired] == ["hiring"]
    assert {competency.slug for competency in entry.competencies.all()} == {"hiring", "delivery"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", r"line \d: this is not YAML"),
        ("format: ladder/1\nformat: ladder/1\n", "line 2"),
        ("- a\n- b\n", "expected a mapping"),
        ("format: ladder/1\ncolour: blue\n", "colour"),
        ("a: &a [1]\nb: &b [*a, *a]\n" + "".join(
            f"{chr(99 + n)}: &{chr(99 + n)} [{', '.join(['*' + chr(98 + n)] * 9)}]\n"
            for n in range(9)
        ), "line"),
        ("x" * 1_100_000, "1,100,000 bytes"),
    ],
    ids=["not YAML", "duplicate key", "a list", "unknown field", "bomb of aliases", "too large"],
)  # fmt: skip
def test_what_is_no_ladder_is_refused_in_one_sentence(tmp_path, text, problem):
    file = tmp_path / "odd.yaml"
    file.write_text(text)

    with pytest.raises(CommandError, match=problem) as refused:
        run(file)

    assert "\n" not in str(refused.value)
    assert Ladder.objects.count() == 0


def test_a_level_that_nobody_declared_is_named(tmp_path):
    tracks = [{"slug": "ic", "name": "IC", "levels": ["senior", "distinguished"]}]

    with pytest.raises(CommandError, match="distinguished"):
        run(ladder_file(tmp_path, tracks=tracks))


@pytest.mark.parametrize("form", FILE_FORMS)
def test_the_ending_of_the_name_tells_the_form(tmp_path, form):
    document = LadderDocument.model_validate(LADDER)
    file = tmp_path / f"ladder.{form.upper()}"
    file.write_bytes(FILE_FORMS[form].bytes_of(document))

    run(file)

    assert LadderVersion.objects.get().read() == document


def test_a_plain_sheet_is_named_as_its_file(tmp_path):
    file = tmp_path / "Our Ladder.csv"
    file.write_text("level,competency,expectation\nLevel 1,Testing,Tests.\n")

    assert run(file) == "Our Ladder 1: published\n"
    assert Ladder.objects.get().slug == "our-ladder"


def test_a_fault_in_a_sheet_is_told_with_its_row(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("level,competency,expectation\nLevel 1,,Tests.\n")

    with pytest.raises(CommandError, match=r"sheet.csv: row 2: the competency is missing"):
        run(file)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        run(tmp_path / "nowhere.yaml")


BUNDLED = sorted((Path(__file__).parents[2] / "bragdoc/ladders/bundled").glob("*.yaml"))


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_every_bundled_ladder_comes_in(file):
    run(file)

    assert LadderVersion.objects.get().state == "published"
