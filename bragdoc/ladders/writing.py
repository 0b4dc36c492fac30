"""A LadderDocument written as a ladder file, in YAML.

What reading fills in is left out again. So a bullet shows its slug only when its text was edited
since the slug was made, or when another bullet had taken the derived slug first. Cells come in the
order of the steps: PostgreSQL keeps none of its own.
"""

import json
import re

import yaml
from pydantic import JsonValue

from bragdoc.ladders.document import LadderDocument, only_track
from bragdoc.ladders.editing.cells import keys_of
from bragdoc.ladders.naming import derived_slug, name_from_slug

_BREAKS_OF_YAML = set("\r\x85\u2028\u2029")


def write_ladder(document: LadderDocument) -> str:
    """YAML that `read_ladder` reads back to an equal document."""
    return yaml_of(short_form(document))


def short_form(document: LadderDocument) -> dict:
    """The values of a ladder file, with all that reading fills in left out."""
    data = document.model_dump(mode="json", exclude_defaults=True)
    data["levels"] = [
        _without(level, rank=place) for place, level in enumerate(data["levels"], start=1)
    ]
    for scale in data.get("scales", ()):
        scale["steps"] = [_short_named(step) for step in scale["steps"]]
    if "scales" in data:
        data["scales"] = [_short_named(scale) for scale in data["scales"]]
    _shorten_tracks(data, document)
    for area in data.get("areas", ()):
        for competency in area.get("competencies", ()):
            if expect := competency.get("expect"):
                keys = keys_of(document, document.competency(competency["slug"]))
                competency["expect"] = {k: _short_cell(expect[k]) for k in keys if k in expect}
    return data


def yaml_of(data: dict) -> str:
    return yaml.dump(
        _extra_last(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def _shorten_tracks(data: dict, document: LadderDocument) -> None:
    levels = {level["slug"]: level for level in data["levels"]}
    for track in data["tracks"]:
        track["levels"] = [
            _short_position(position, levels[position["level"]], track["slug"])
            for position in track["levels"]
        ]
    only = only_track(document.levels)
    if data["tracks"] == [{"slug": only.slug, "name": only.name, "levels": list(levels)}]:
        del data["tracks"]


def _short_position(position: dict, level: dict, track: str) -> dict | str:
    position = _without(position, track=track, title=level["name"], code=level.get("code"))
    if "targets" in position:
        targets = position["targets"].items()
        position["targets"] = {slug: _plain(target, "step") for slug, target in targets}
    return _plain(position, "level")


def _short_cell(cell: dict) -> dict | list | str:
    if cell == {"status": "not-applicable"}:
        return "n/a"
    if "items" not in cell:
        return cell
    items = [_plain(_without(i, slug=derived_slug(i["text"])), "text") for i in cell["items"]]
    return items if set(cell) == {"items"} else {**cell, "items": items}


def _short_named(part: dict) -> dict:
    return _without(part, name=name_from_slug(part["slug"]))


def _without(part: dict, **filled_in: object) -> dict:
    """The part without the fields that hold just what reading fills in."""
    return {key: value for key, value in part.items() if filled_in.get(key) != value}


def _plain(part: dict, field: str) -> dict | str:
    """The short form of a part that has this field alone."""
    return part[field] if set(part) == {field} else part


def _extra_last(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_extra_last(part) for part in value]
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key == "extra")
        return {key: _extra_last(value[key]) for key in keys}
    return value


class _Dumper(yaml.SafeDumper):
    """Lists stand further in than the key they belong to, and text of several lines is a block."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data):
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if text != text.strip() or set(text) & _BREAKS_OF_YAML:  # a block would not keep them
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    """As JSON writes it, which is how it is read."""
    return dumper.represent_scalar("tag:yaml.org,2002:float", json.dumps(number), style="")


# PyYAML takes 1e-07 for text, and so would write the number with a tag and the text without quotes.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"-?[0-9.]+e[+-][0-9]+$"), list("-0123456789")
)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)
