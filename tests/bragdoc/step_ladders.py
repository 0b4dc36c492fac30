"""A small ladder of our own that requires steps and has not one sentence."""

from bragdoc.ladders.document import LadderDocument


def step_ladder():
    """From level 1 to level 2 craft and reach rise, people stays and process falls."""
    steps = {"craft": ("some", "much"), "reach": ("none", "some")}
    steps |= {"people": ("some", "some"), "process": ("much", "some")}
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "steps", "name": "Steps", "version": "1"},
            "levels": [{"slug": f"l{n}", "name": f"Level {n}"} for n in (1, 2)],
            "scales": [
                {
                    "slug": "mastery",
                    "steps": [{"slug": s, "name": s.title()} for s in ("none", "some", "much")],
                }
            ],
            "tracks": [
                {
                    "slug": "ic",
                    "name": "IC",
                    "levels": [
                        {
                            "level": f"l{n}",
                            "targets": {slug: at[n - 1] for slug, at in steps.items()},
                        }
                        for n in (1, 2)
                    ],
                }
            ],
            "areas": [
                {
                    "slug": "all",
                    "name": "Everything",
                    "competencies": [
                        {"slug": slug, "name": slug.title(), "scale": "mastery"} for slug in steps
                    ],
                }
            ],
        }
    )
