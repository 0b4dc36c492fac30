"""Small ladders of our own in which no single competency has a required step."""

from bragdoc.ladders.document import LadderDocument


def scoring_ladder(*positions, steps=(), accumulate="cumulative", competencies=()):
    """Four competencies of a scale none, able, expert, in two areas; a level for each position.

    `steps` gives points to the steps. `competencies` maps slugs to fields of their own.
    """
    own = dict(competencies)
    scale = [{"slug": slug} for slug in ("none", "able", "expert")]
    for step, points in zip(scale, steps, strict=False):
        step["points"] = points
    areas = {"craft": ["testing", "design"], "people": ["mentoring", "hiring"]}
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {
                "slug": "scored",
                "name": "Scored",
                "version": "1",
                "accumulate": accumulate,
            },
            "levels": [
                {"slug": f"l{n}", "name": f"Level {n}"} for n in range(1, 1 + len(positions))
            ],
            "scales": [{"slug": "mastery", "steps": scale}],
            "tracks": [
                {
                    "slug": "ic",
                    "name": "IC",
                    "levels": [
                        {"level": f"l{n}", **position} for n, position in enumerate(positions, 1)
                    ],
                }
            ],
            "areas": [
                {
                    "slug": area,
                    "name": area.capitalize(),
                    "competencies": [
                        {
                            "slug": slug,
                            "name": slug.capitalize(),
                            "scale": "mastery",
                            "expect": {
                                "able": [f"Does {slug} alone."],
                                "expert": [f"Leads others in {slug}."],
                            },
                            **own.get(slug, {}),
                        }
                        for slug in slugs
                    ],
                }
                for area, slugs in areas.items()
            ],
        }
    )


def criterion(kind, text="As the ladder says.", **fields):
    return {"criteria": [{"kind": kind, "text": text, **fields}]}


def points_ladder():
    """A level is a total: able is worth 3, expert 12."""
    return scoring_ladder(
        criterion("points", "0 to 5 points", at_most=5),
        criterion("points", "6 to 17 points", at_least=6, at_most=17),
        criterion("points", "18 points or more", at_least=18),
        steps=(0, 3, 12),
    )
