"""Presets that people made, for tests."""

from packets.models import Preset
from packets.presets.bundled import bundled_presets
from packets.presets.document import PresetDocument


def small_preset(**changes) -> PresetDocument:
    """A preset of three parts, changed in these fields."""
    fields = {
        "slug": "half-year",
        "name": "Half-year review",
        "parts": [
            {"kind": "summary", "guidance": "What is different since July?"},
            {"kind": "section", "key": "results", "title": "Results"},
            {"kind": "next"},
        ],
    }
    return PresetDocument.model_validate(fields | changes)


def preset_arguments(owner):
    """The arguments of the addresses of presets, by their names in the table of who may do what."""
    own = Preset.objects.make(owner, small_preset())
    withdrawn = Preset.objects.make(None, bundled_presets()["short"])
    by_number = ("preset-edit", "preset-delete", "preset-publish", "preset-withdraw")
    return {
        **dict.fromkeys(("preset-detail", "preset-file", "preset-copy"), (str(own.pk),)),
        **dict.fromkeys(("preset-detail:bundled", "preset-copy:bundled"), ("promotion-case",)),
        "preset-detail:withdrawn": (str(withdrawn.pk),),
        **dict.fromkeys(by_number, (own.pk,)),
        "preset-edit:withdrawn": (withdrawn.pk,),
    }
