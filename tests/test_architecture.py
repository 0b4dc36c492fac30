"""The rules of the code itself, so that they hold after those who made them have left."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "bragdoc", "packets"]
LINT_IMPORTS = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]


def sources(*patterns):
    """The project's files that match, by their path from its root."""
    found = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    assert found, f"nothing matches {patterns}"
    return {path.relative_to(ROOT).as_posix(): path for path in found}


def modules(*patterns):
    patterns = patterns or [f"{app}/**/*.py" for app in APPS]
    return {
        name: ast.parse(path.read_text())
        for name, path in sources(*patterns).items()
        if "/migrations/" not in name
    }


# A view says in at most 25 lines what it does, and a module past 300 lines usually holds two
# subjects. Where it is one subject all the same, the reason stands here.
LONG_VIEWS = {
    "bragdoc/views/week.py: week_page": "a dict of what the page shows, one thing a line",
}
LONG_MODULES = {
    "bragdoc/ladders/document.py": "the file format, type by type",
    "bragdoc/models/entries.py": "an entry and what hangs on it, with who may see them",
    "packets/demo/story.py": "the types of one file",
}


VIEWS = ["*/views.py", "*/views/**/*.py"]
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]


def longer_than(limit, paths):
    counts = {name: len(path.read_text().splitlines()) for name, path in paths.items()}
    return {name: lines for name, lines in counts.items() if lines > limit}


# Who may import whom


def test_every_import_goes_the_way_that_its_contract_has():
    result = subprocess.run(LINT_IMPORTS, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "forbidden", "contract"),
    [
        ("accounts/models/people.py", "bragdoc.models", "accounts <- bragdoc <- packets"),
        ("accounts/models/people.py", "packets.review", "accounts <- bragdoc <- packets"),
        ("bragdoc/models/entries.py", "packets.review", "accounts <- bragdoc <- packets"),
        ("bragdoc/ladders/expected.py", "bragdoc.models", "A ladder is a pure document"),
        ("bragdoc/models/ladders.py", "bragdoc.models.entries", "Ladders know nothing of entries"),
        (
            "packets/presets/document.py",
            "bragdoc.models",
            "What a packet's document says is worked out of it alone",
        ),
        (
            "packets/models/parts.py",
            "packets.builder",
            "document <- exports <- models <- builder <- views",
        ),
    ],
)
def test_an_import_in_the_wrong_direction_breaks_its_contract(
    module, forbidden, contract, tmp_path
):
    for app in APPS:
        shutil.copytree(ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a") as file:
        file.write(f"\nimport {forbidden}\n")
    result = subprocess.run(LINT_IMPORTS, cwd=tmp_path, capture_output=True, text=True)
    assert f"{contract} BROKEN" in result.stdout


def test_only_the_exports_import_weasyprint():
    importers = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any("weasyprint" in n.name for n in node.names))
        or (isinstance(node, ast.ImportFrom) and "weasyprint" in (node.module or ""))
    }
    assert {Path(name).parent.as_posix() for name in importers} == {"packets/exports"}


def test_ladders_and_capture_need_no_django():
    pure = modules("bragdoc/ladders/**/*.py", "bragdoc/capture/**/*.py")
    assert [
        name
        for name, tree in pure.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(n.name.startswith("django") for n in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django"))
    ] == []


# Names


def test_no_file_is_named_for_being_left_over():
    words = {"util", "utils", "helper", "helpers", "service", "services", "common", "core", "misc"}
    everything = sources("*", *(f"{top}/**/*" for top in [*APPS, "templates", "static", "tests"]))
    assert [
        name for name, path in everything.items() if words & set(re.split(r"[^a-z]+", path.stem))
    ] == []


def test_a_time_is_named_at_and_a_date_on():
    endings = {models.DateTimeField: "_at", models.DateField: "_on"}
    assert {
        str(field)
        for model in OUR_MODELS
        for field in model._meta.local_fields
        if not field.name.endswith(endings.get(type(field), ""))
    } == {
        "accounts.User.last_login",  # Django's own
        "accounts.User.date_joined",
        "bragdoc.Week.monday",  # says more than "on"
        "bragdoc.Reminder.monday",
    }


# Models


def test_no_model_orders_rows_where_the_query_does_not_say_so():
    assert [model._meta.label for model in OUR_MODELS if model._meta.ordering] == []


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_an_administrator_sees_accounts_ladders_and_seasons_and_nothing_that_people_wrote():
    assert {model._meta.label for model in admin.site._registry} == {
        "account.EmailAddress",
        "accounts.Management",
        "accounts.User",
        "bragdoc.Ladder",
        "bragdoc.LadderVersion",
        "bragdoc.Season",
        "packets.Panel",
        "usersessions.UserSession",
    }


# Views


def test_a_view_fits_on_a_screen():
    lengths = {
        f"{name}: {node.name}": node.end_lineno - node.lineno + 1
        for name, tree in modules(*VIEWS).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert {view for view, lines in lengths.items() if lines > 25} - LONG_VIEWS.keys() == set()


def test_no_view_says_which_rows_that_is_the_querysets_word():
    assert [
        f"{name}:{node.lineno}"
        for name, tree in modules(*VIEWS).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"filter", "exclude"}
    ] == []


# Templates, styles, scripts


def test_no_template_carries_a_script_a_style_or_a_handler():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=|\shx-on|javascript:", re.I
    )
    assert [
        f"{name}: {found.group()}"
        for name, path in sources("templates/**/*.html").items()
        for found in inline.finditer(path.read_text())
    ] == []


def spelled_out(template):
    """A template's text with the pieces that it includes by a literal name."""
    return re.sub(
        r'{% include "([^"]+)".*?%}',
        lambda piece: spelled_out(ROOT / "templates" / piece[1]),
        template.read_text(),
    )


def test_every_form_that_posts_carries_the_token():
    form = re.compile(r"<form\b[^>]*method=.post.*?</form>", re.I | re.S)
    assert [
        f"{name}: {found.group()[:60]}"
        for name, path in sources("templates/**/*.html").items()
        for found in form.finditer(spelled_out(path))
        if "{% csrf_token %}" not in found.group()
    ] == []


def test_what_is_loaded_anew_by_itself_says_which_of_two_answers_counts():
    # A request that waits for another is forgotten by htmx when that one's answer takes the place
    # of the element that asked: the older answer would stay.
    asks = re.compile(r'<[^<>]*\shx-trigger="[^"]*\bfrom:[^<>]*>')
    assert [
        f"{name}: {found.group()[:60]}"
        for name, path in sources("templates/**/*.html").items()
        for found in asks.finditer(path.read_text())
        if " hx-sync=" not in found.group()
    ] == []


def test_every_style_sheet_begins_with_the_order_of_the_layers():
    order = "@layer reset, tokens, base, layout, components, utilities, print;"
    assert [
        name
        for name, path in sources("static/css/*.css").items()
        if order not in re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S).strip()[: len(order)]
    ] == []


def test_no_style_sheet_shouts_or_names_one_element():
    refused = re.compile(r"!important|^\s*#[a-z]", re.M)
    assert [
        f"{name}: {found.group()}"
        for name, path in sources("static/css/*.css").items()
        for found in refused.finditer(path.read_text())
    ] == []


def test_what_the_pdf_shares_keeps_to_what_weasyprint_reads():
    refused = re.compile(r"color-mix\(|@supports|@container|text-wrap")
    shared = sources("static/css/tokens.css", "static/css/print.css")
    assert len(shared) == 2
    assert [
        f"{name}: {found.group()}"
        for name, path in shared.items()
        for found in refused.finditer(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S))
    ] == []


# Sizes: past these a file holds two subjects


def test_a_module_holds_one_subject():
    too_long = longer_than(300, sources(*(f"{app}/**/*.py" for app in APPS)))
    assert too_long.keys() - LONG_MODULES.keys() == set()


def test_a_template_holds_one_page_or_piece():
    too_long = longer_than(100, sources("templates/**/*.html"))
    assert set(too_long) == {"templates/styleguide.html"}  # every component there is


def test_a_script_holds_one_behaviour():
    assert longer_than(100, sources("static/js/*.js")) == {}
