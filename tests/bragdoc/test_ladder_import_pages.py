"""A ladder is brought in, looked at, and becomes a draft or is used at once."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.writing import write_ladder
from bragdoc.models import LadderImport, LadderVersion
from tests.factories import LADDER

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
        ({"text": '{"format": "ladder/1", "ladder": 7}'}, "line 1, ladder: expected a mapping"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_stays_in_the_form(client, data, sentence):
    response = client.post(BRING, data)

    assert response.status_code == 422
    assert sentence in text(response)
    assert response.context["form"]["text"].value() == data.get("text")
    assert LadderImport.objects.count() == 0
