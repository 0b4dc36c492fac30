"""Downloads of versions and drafts, and the schema of what they hold as data."""

import json

import jsonschema
import pytest
from django.core.management import call_command

from packets.compose import compose
from packets.document import Condition, Evidence, PacketDocument, Section, canonical_json
from packets.exports.options import PdfOptions
from packets.models import Rendering, Version
from tests.packets.documents import empty_packet, rich_packet
from tests.packets.export_readers import parts_of
from tests.packets.scenes import place

FORMS = ["markdown", "docx", "json", "zip"]


def address(packet, form, *, version=1):
    return f"/packets/{packet.pk}/{f'versions/{version}/' if version else ''}export/{form}/"


@pytest.mark.parametrize(
    ("form", "name", "media_type"),
    [
        ("markdown", "md", "text/markdown; charset=utf-8"),
        (
            "docx",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("json", "json", "application/json"),
        ("zip", "zip", "application/zip"),
    ],
)
def test_a_version_is_a_download_that_nothing_keeps_or_guesses_at(
    in_review, graces, form, name, media_type
):
    response = graces.get(address(in_review, form))
    assert (
        response["Content-Type"],
        response["Content-Disposition"],
        response["X-Content-Type-Options"],
        "no-store" in response["Cache-Control"],
    ) == (
        media_type,
        f'attachment; filename="staff-engineer-january-2027-v1.{name}"',
        "nosniff",
        True,
    )


def test_a_draft_is_handed_over_as_it_stands(packet, adas):
    place(packet, "Read the whole log")
    response = adas.get(address(packet, "json", version=None))
    assert response.content == canonical_json(compose(packet))
    assert response["Content-Disposition"] == (
        'attachment; filename="staff-engineer-january-2027-draft.json"'
    )
    text = adas.get(address(packet, "markdown", version=None)).content.decode()
    assert ("Read the whole log" in text, "This is a draft." in text) == (True, True)


def test_a_confidential_win_is_in_no_file_of_the_draft(packet, adas):
    place(packet, "Acquisition of Heron", confidential=True)
    files = parts_of(adas.get(address(packet, "zip", version=None)).content)
    word = parts_of(next(data for name, data in files.items() if name.endswith(".docx")))
    assert b"Heron" not in b"".join((*files.values(), *word.values()))


def test_the_archive_has_the_pdf_when_it_is_there(in_review, graces):
    name = "staff-engineer-january-2027-v1"
    others = [f"{name}.md", f"{name}.docx", f"{name}.json"]
    assert list(parts_of(graces.get(address(in_review, "zip")).content)) == others
    rendering = Rendering.objects.of_version(Version.objects.get(), PdfOptions())
    rendering.finish(pdf=b"%PDF of it", pages=1)
    files = parts_of(graces.get(address(in_review, "zip")).content)
    assert (list(files), files[f"{name}.pdf"]) == ([f"{name}.pdf", *others], b"%PDF of it")


def test_the_archive_of_a_draft_has_only_the_pdf_of_what_it_says_now(packet, adas):
    rendering = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    rendering.finish(pdf=b"%PDF of it", pages=1)
    page = address(packet, "zip", version=None)
    assert b"%PDF of it" in parts_of(adas.get(page).content).values()
    packet.ask = "Another ask."
    packet.save()
    assert b"%PDF of it" not in parts_of(adas.get(page).content).values()


def test_a_packet_too_long_for_word_is_said_so_and_stays(packet, adas):
    for number in range(301):
        place(packet, f"Win {number}")
    response = adas.get(address(packet, "docx", version=None), follow=True)
    assert "A Word file takes at most 300 wins; this packet has 301." in response.content.decode()
    assert adas.get(address(packet, "markdown", version=None)).status_code == 200


@pytest.mark.parametrize("page", ["", "preview/", "versions/1/"])
def test_the_builder_the_preview_and_the_version_lead_to_the_page_of_exports(in_review, adas, page):
    html = adas.get(f"/packets/{in_review.pk}/{page}").content.decode()
    of = page if page.startswith("versions") else ""
    assert f'href="/packets/{in_review.pk}/{of}export/"' in html


@pytest.mark.parametrize("form", FORMS)
def test_the_page_of_exports_offers_each_form_at_once(in_review, adas, form):
    version = adas.get(f"/packets/{in_review.pk}/versions/1/export/").content.decode()
    draft = adas.get(f"/packets/{in_review.pk}/export/").content.decode()
    assert f'href="{address(in_review, form)}"' in version
    assert f'href="{address(in_review, form, version=None)}"' in draft


@pytest.mark.parametrize("form", ["markdown", "docx", "json"])
def test_the_command_writes_what_the_page_gives(in_review, adas, tmp_path, form):
    out = tmp_path / "packet"
    call_command("export_packet", "--latest", "--format", form, "-o", str(out))
    assert out.read_bytes() == adas.get(address(in_review, form)).content


def test_the_command_puts_the_pdf_into_the_archive(in_review, adas, tmp_path):
    rendering = Rendering.objects.of_version(Version.objects.get(), PdfOptions())
    rendering.finish(pdf=b"%PDF of it", pages=1)
    call_command("export_packet", "--latest", "--format", "zip", "-o", str(tmp_path / "a.zip"))
    assert (tmp_path / "a.zip").read_bytes() == adas.get(address(in_review, "zip")).content


@pytest.mark.parametrize("document", [empty_packet(), rich_packet()], ids=["empty", "rich"])
def test_what_is_handed_over_as_data_conforms_to_the_schema_we_publish(document, client):
    schema = client.get("/packets/schema.json").json()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(canonical_json(document)), schema)


def test_the_schema_says_which_format_it_is_of_and_shows_one(client):
    schema = client.get("/packets/schema.json").json()
    assert (schema["$id"], schema["version"]) == ("urn:bragdoc:packet:1", "1")
    for example in schema["examples"]:
        jsonschema.validate(example, schema)
        assert PacketDocument.model_validate(example).title == example["title"]


def test_the_schema_has_every_field_of_the_document(client):
    schema = client.get("/packets/schema.json").json()
    parts = {"PacketDocument": schema} | schema["$defs"]
    for part in (PacketDocument, Section, Evidence, Condition):
        assert set(parts[part.__name__]["properties"]) == set(part.model_fields)
        assert part.LATER.isdisjoint(parts[part.__name__]["required"])


def test_the_schema_refuses_what_is_no_packet(client):
    validator = jsonschema.Draft202012Validator(client.get("/packets/schema.json").json())
    packet = json.loads(canonical_json(rich_packet()))
    wrong = [packet | {"format": "packet/2"}, packet | {"rating": 5}, packet | {"title": None}]
    assert [validator.is_valid(document) for document in wrong] == [False] * 3
