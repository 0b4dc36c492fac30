"""Files that programs bring in: read, perhaps asked about, and put into the inbox."""

from datetime import datetime
from typing import Annotated

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import ConfigDict, Field

from accounts.addresses import address_of
from bragdoc.api.access import needs
from bragdoc.api.entry_schemas import one_of
from bragdoc.api.paging import Next, Page, newest_first
from bragdoc.api.problems import Problem, Refused, invalid_form
from bragdoc.capture.sources import MAX_BYTES, SOURCES
from bragdoc.forms.git_import import GitImportForm
from bragdoc.forms.imports import BringForm, ChoicesForm
from bragdoc.models import Import

router = Router(tags=["Imports"])
SKIPPED_SHOWN = 200


class ImportIn(Schema):
    """What a file is. It comes as `file`, or as `text`."""

    text: str = Field("", description="The text itself, instead of a file.")
    name: str = Field(
        "", max_length=255, pattern=r"^[^\x00-\x1f\x7f]*$", description="What to call a text."
    )
    source: str = Field(
        "",
        description="What kind of file it is; where it is empty, it is found out.",
        json_schema_extra=one_of(["", *SOURCES]),
    )
    authors: str = Field(
        "", description="Of a git log: names and addresses you commit under, one on each line."
    )
    repository: str = Field("", description="Of a git log: the web address of the repository.")


class Option(Schema):
    value: str
    label: str
    hint: str = ""


class Choice(Schema):
    """Something that can be read in more than one way."""

    name: str
    label: str
    options: list[Option] = Field(description="None where any text will do.")
    value: str = Field(description="What it was read by; several, with line breaks between them.")
    asks: bool = Field(description="Whether it has to be answered before anything is taken.")
    several: bool


class ImportOut(Schema):
    """A file that was brought in, and how far it is."""

    id: int
    name: str
    source: str
    state: str = Field(json_schema_extra=one_of(Import.State.values))
    imported_at: datetime
    percent: int = Field(description="How much of it is read, while it is being read.")
    problem: str = Field(description="Why it could not be read.")
    found: int = Field(description="Candidates that are new in the inbox.")
    known: int = Field(description="Those that an earlier import had brought.")
    changed: int = Field(description="Known ones whose words have changed.")
    skipped_count: int
    address: str = Field(description="Its page.")

    @staticmethod
    def resolve_skipped_count(brought):
        return brought.left_out

    @staticmethod
    def resolve_address(brought):
        return address_of("import-detail", brought.pk)


class Skipped(Schema):
    line: int
    last: int
    text: str
    reason: str


class ImportWhole(ImportOut):
    counts: dict[str, int] = Field(description="What it would come to, while it asks.")
    choices: list[Choice] = Field(description="What can be decided about it, while it asks.")
    skipped: list[Skipped] = Field(
        description=f"What was left out and why, up to {SKIPPED_SHOWN} passages."
    )

    @staticmethod
    def resolve_counts(brought):
        return brought.choices.get("counts", {})

    @staticmethod
    def resolve_choices(brought):
        return brought.choices.get("asked", [])

    @staticmethod
    def resolve_skipped(brought):
        return brought.skipped[:SKIPPED_SHOWN]


class ImportPage(Schema):
    imports: list[ImportOut]
    next: Next


class Taking(Schema):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"values": {"days": "first"}}]}
    )

    values: dict[str, str] = Field(
        {}, description="{choice: value} for what is to be read otherwise than it was."
    )


def find_import(request, pk):
    imports = Import.objects.visible_to(request.auth.person).without_data().with_left_out()
    return get_object_or_404(imports.select_related("owner"), pk=pk)


@router.get("", **needs("inbox:read"), response=ImportPage, url_name="api-imports")
def list_imports(request, page: Query[Page]):
    """What was brought in, the newest first."""
    imports = Import.objects.visible_to(request.auth.person).for_list()
    shown, more = newest_first(page, imports)
    return {"imports": shown, "next": more}


@router.post("", **needs("inbox:write"), response={201: ImportWhole}, url_name="api-imports")
def create_import(
    request,
    sent: Form[ImportIn],
    file: Annotated[
        UploadedFile | None, File(description=f"Up to {MAX_BYTES // 1_000_000} MB.")
    ] = None,
):
    """Bring in a file, or a text.

    A small one is read at once. A larger one is `waiting`, then `reading`: ask again until it is
    not. Then it is `asking`: nothing of it is in the inbox before it is taken.
    """
    form_class = GitImportForm if sent.source == "git" else BringForm
    form = form_class(request.POST, request.FILES, owner=request.auth.person)
    form.pasted_as = sent.name or form.pasted_as
    brought = form.save() if form.is_valid() else None
    if brought is None:
        raise invalid_form(form)
    return Status(201, find_import(request, brought.pk))


@router.get("/{int:pk}", **needs("inbox:read"), response=ImportWhole, url_name="api-import")
def get_import(request, pk: int):
    """How far an import is, what it asks, and what was left out of it."""
    return find_import(request, pk)


@router.post(
    "/{int:pk}/take",
    **needs("inbox:write"),
    response={200: ImportWhole, 409: Refused},
    url_name="api-import-take",
)
def take_import(request, pk: int, taking: Taking):
    """Put what was found into the inbox.

    It is read with these values where they differ.
    """
    brought = find_import(request, pk)
    if brought.state != Import.State.ASKING:
        raise Problem(409, f"It asks nothing: its state is “{brought.state}”.")
    form = ChoicesForm(answers(brought, taking.values), brought=brought)
    if not form.is_valid():
        raise invalid_form(form, {name: f"values.{name}" for name in form.fields})
    form.save(taking=True)
    return find_import(request, pk)


def answers(brought, values):
    """What the page would send: every choice as it stands, but for these values."""
    data = QueryDict(mutable=True)
    data["source"] = brought.source
    for choice in brought.choices.get("asked", []):
        unanswered = choice["asks"] and choice["name"] not in brought.values
        value = values.get(choice["name"], "" if unanswered else choice["value"])
        data.setlist(choice["name"], value.split("\n") if choice["several"] else [value])
    return data
