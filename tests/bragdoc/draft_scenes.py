"""Drafts to stand before: a small ladder with every kind of part."""

from bragdoc.drafts import begin_version, discard_draft
from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion

LADDER = {
    "format": "ladder/1",
    "ladder": {"slug": "team", "name": "Team Ladder", "version": "1"},
    "levels": [{"slug": "l1", "name": "Level 1"}, {"slug": "l2", "name": "Level 2"}],
    "scales": [{"slug": "mastery", "steps": [{"slug": "beginner"}, {"slug": "practised"}]}],
    "tracks": [
        {"slug": "ic", "name": "Individual", "levels": ["l1", "l2"]},
        {"slug": "em", "name": "Management", "levels": ["l2"]},
    ],
    "areas": [
        {
            "slug": "craft",
            "name": "Craft",
            "competencies": [
                {
                    "slug": "testing",
                    "name": "Testing",
                    "expect": {
                        "l1": ["Writes tests.", "Runs the tests."],
                        "l2": [{"text": "Tests edges.", "tracks": ["ic"], "attrs": {"id": 7}}],
                    },
                },
                {
                    "slug": "review",
                    "name": "Review",
                    "scale": "mastery",
                    "expect": {"beginner": ["Asks for review."], "practised": ["Reviews."]},
                },
            ],
        }
    ],
}


def draft_of(owner, **header) -> LadderVersion:
    """A draft of the Team Ladder, of a person or of the installation (None)."""
    document = LADDER | {"ladder": LADDER["ladder"] | header}
    return LadderVersion.objects.draft_from(LadderDocument.model_validate(document), owner=owner)


def draft_arguments(ada, grace, small: LadderVersion):
    """What the addresses about drafts take, by their names in the table of access. `small` is a
    published version of the installation's, which Grace is named to edit."""
    draft, published = draft_of(ada), draft_of(ada, slug="own", name="Own")
    published.publish()
    discarded = draft_of(ada, version="2")
    discard_draft(discarded)
    small.ladder.editors.add(grace)
    shared = begin_version(small)
    of_draft = [
        "detail", "levels", "text", "go-back", "publish", "discard", "restore"
    ]  # fmt: skip
    return {
        "ladder-version-create": (small.pk,),
        "ladder-version-create:secret": (published.pk,),
        "ladder-retire": (small.pk,),
        "ladder-retire:secret": (published.pk,),
        "ladder-editors": (small.ladder.slug,),
        "ladder-editor-remove": (small.ladder.slug, grace.pk),
        **{f"draft-{act}": (draft.pk,) for act in of_draft},
        "draft-detail:discarded": (discarded.pk,),
        "draft-restore:discarded": (discarded.pk,),
        "draft-detail:shared": (shared.pk,),
        "draft-publish:shared": (shared.pk,),
        "draft-track": (draft.pk, "ic"),
        "draft-position": (draft.pk, "ic", "l2"),
        "draft-scale": (draft.pk, "mastery"),
        "draft-area": (draft.pk, "craft"),
        "draft-competency": (draft.pk, "testing"),
        "draft-competency:unknown": (draft.pk, "none"),
        "draft-add": (draft.pk, "area"),
        "draft-add:unknown": (draft.pk, "none"),
        "draft-move": (draft.pk, "competency", "testing"),
        "draft-remove": (draft.pk, "position", "ic/l2"),
        "draft-remove:unknown": (draft.pk, "position", "ic"),
        "draft-put-back": (draft.pk, 1),
    }
