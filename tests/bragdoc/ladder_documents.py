"""Any valid ladder, for hypothesis: matrix, profile and mixed, with every part of the format.

`ladder_documents()` is the strategy. What it draws is meant to be awkward: names that differ by
case or equal another part's slug, text that a spreadsheet would run or YAML would take for
something else, positions in no order, cells that are the same as others.
"""

from hypothesis import reject, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bragdoc.ladders.document import LadderDocument

# For tests that draw several at a time, which takes long.
drawn_slowly = settings(max_examples=40)

# Every character that a ladder may hold.
_CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"],
    include_characters="\n\t\x85",
    exclude_characters="\ufffe\uffff",
)
_AWKWARD = [
    "=1+1",
    "+1 when asked",
    "- starts with a dash",
    "@mention",
    "'quoted'",
    "'=already guarded",
    "n/a",
    "N/A",
    "see L3",
    "true",
    "1.10",
    "1e3",
    "2026-01-05",
    "~",
    "null",
    "One; two, three\tfour",
    'Says "yes"',
    "Two\nlines",
    "Two\r\nlines of a browser",
    "# no comment: [a, {b",
    "Tests.",
    "tests",
    "テスト",
]
texts = (st.sampled_from(_AWKWARD) | st.text(_CHARACTERS, min_size=1, max_size=30)).filter(
    str.strip
)
maybe_text = st.just("") | texts
# Few, so that parts of different kinds meet under one slug or name.
slugs = st.sampled_from(["a", "b", "l1", "l2", "l-3", "no", "true", "1", "10", "craft", "tests"])
names = st.sampled_from(["A", "a", "B", "b", "L1", "l 1", "L-2", "No", "Craft", "n/a", "-"]) | texts
own_data = st.dictionaries(
    texts,
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**14), 10**14)
        | st.floats(-1e14, 1e14)
        | st.sampled_from(["", " spaced ", "\n", "1e-07", "a\rb"])
        | texts,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
        max_leaves=4,
    ),
    max_size=2,
)
urls = st.sampled_from(["https://example.org/a?b=1&c=2#d", "http://example.org/'"])
links = st.lists(
    st.fixed_dictionaries({"url": urls}, optional={"label": maybe_text, "extra": own_data}),
    max_size=2,
)


# As JSON has them, and as the text that every value in YAML is.
numbers = st.sampled_from([0, 1, 2.5, 0.0001, 99999, "3.0", "12.50"])


def some(values):
    """A choice of the values, in any order; perhaps none."""
    return st.lists(st.sampled_from(values), unique=True, max_size=4) if values else st.just([])


def at_least_one(values):
    return st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=4)


def part(required, **optional):
    return st.fixed_dictionaries(required, optional={**optional, "extra": own_data})


@st.composite
def ladder_documents(draw) -> LadderDocument:
    levels = draw(_unique_by(part({"slug": slugs, "name": names}, **_LEVEL), "slug", "name"))
    scales = draw(_unique_by(part({"slug": slugs, "steps": _STEPS}, name=names), "slug") | _NONE)
    track_slugs = draw(some(["ic", "a", "l1"]))
    competency_slugs = draw(
        st.lists(slugs | st.sampled_from(["c-1", "c-2"]), unique=True, max_size=5)
    )
    level_slugs = [level["slug"] for level in levels]
    steps_of = {scale["slug"]: [step["slug"] for step in scale["steps"]] for scale in scales}
    scale_of = {slug: draw(st.sampled_from(["", *steps_of])) for slug in competency_slugs}
    competencies = [
        draw(_competency(slug, scale_of[slug], steps_of.get(scale_of[slug], level_slugs),
                         track_slugs or ["main"]))
        for slug in competency_slugs
    ]  # fmt: skip
    steps_asked = {slug: steps_of[scale] for slug, scale in scale_of.items() if scale}
    for scale in scales:
        if draw(st.booleans()):  # its steps are worth points: all of them, or none
            scale["steps"] = [step | {"points": draw(numbers)} for step in scale["steps"]]
    tracks = [draw(_track(slug, level_slugs, steps_asked)) for slug in track_slugs]
    header = draw(part({"slug": slugs, "name": names, "version": texts}, **_HEADER))
    if draw(st.booleans()):
        header["replaces"] = draw(_replaces(level_slugs, competencies))
    return _valid(
        {
            "format": "ladder/1",
            "ladder": header,
            "levels": levels,
            "scales": scales,
            "tracks": tracks,
            "areas": draw(_areas(competencies)),
            "extra": draw(own_data),
        }
    )


_NONE = st.just([])
_LEVEL = {
    "code": names,
    "rank": st.integers(0, 20),
    "summary": maybe_text,
    "equivalents": st.dictionaries(names, names, max_size=2),
}
_HEADER = {
    "accumulate": st.sampled_from(["cumulative", "standalone"]),
    "summary": maybe_text,
    "language": st.sampled_from(["", "en", "pt-BR"]),
    "source": part({}, url=urls, licence=maybe_text, attribution=maybe_text),
}


def _unique_by(parts, *fields):
    """One to four parts, no two of which a person or the format would take for one another."""
    same = tuple(
        lambda one, field=field: " ".join(one[field].casefold().split()) for field in fields
    )
    return st.lists(parts, min_size=1, max_size=4, unique_by=same)


_NAMED_STEPS = _unique_by(part({"slug": slugs}, name=names, summary=maybe_text), "slug")
_NUMBERS = st.decimals(0, 99_999, places=4) | st.integers(0, 9) | st.sampled_from(["1.50", "12"])


@st.composite
def _steps_with_points(draw):
    return [step | {"points": draw(_NUMBERS)} for step in draw(_NAMED_STEPS)]


_STEPS = _NAMED_STEPS | _steps_with_points()


def _criteria(steps_asked):
    """Sentences, and where competencies have steps also what counts them."""
    words = part({"text": texts}, kind=st.just("text"))
    if not steps_asked:
        return words
    bands = _NUMBERS.flatmap(
        lambda bound: st.sampled_from(
            [{"at_least": bound}, {"at_most": bound}, {"at_least": bound, "at_most": bound}]
        )
    )
    one = st.sampled_from(list(steps_asked)).flatmap(
        lambda slug: st.fixed_dictionaries(
            {"step": st.sampled_from(steps_asked[slug]), "at_least": st.integers(1, 3)},
            optional={"competencies": st.just([slug])},
        )
    )
    total = st.builds(dict.__or__, part({"text": texts, "kind": st.sampled_from(_TOTALS)}), bands)
    number = st.builds(dict.__or__, part({"text": texts, "kind": st.just("steps")}), one)
    return words | total | number


_TOTALS = ["points", "mean"]


@st.composite
def _track(draw, slug, level_slugs, steps_asked):
    """`steps_asked` maps the competencies that may have a target to their steps."""
    targets = st.fixed_dictionaries(
        {},
        optional={
            competency: st.sampled_from(steps)
            | part(
                {"step": st.sampled_from(steps)},
                need=st.sampled_from(["required", "optional"]),
                any_of=st.sampled_from(["", "voice"]),
                note=maybe_text,
            )
            for competency, steps in steps_asked.items()
        },
    )
    position = {
        "code": names,
        "title": names,
        "summary": maybe_text,
        "targets": targets,
        "criteria": st.lists(_criteria(steps_asked), max_size=2),
        "signals": st.lists(texts, max_size=2),
        "pitfalls": st.lists(texts, max_size=2),
    }
    rungs = draw(at_least_one(level_slugs))
    return draw(
        part(
            {
                "slug": st.just(slug),
                "name": names,
                "levels": st.tuples(
                    *(st.just(rung) | part({"level": st.just(rung)}, **position) for rung in rungs)
                ).map(list),
            },
            kind=st.sampled_from(["ic", "management", "architecture", "other"]),
            summary=maybe_text,
        )
    )


@st.composite
def _counting(draw, steps_asked):
    """A criterion that counts the steps a person claims of some competencies."""
    counted = draw(at_least_one(list(steps_asked)))
    kind = draw(st.sampled_from(["points", "mean", "steps"]))
    step = {"step": st.sampled_from(steps_asked[counted[0]])} if kind == "steps" else {}
    bounds = draw(
        st.sampled_from([{"at_least": 1}, {"at_most": "2.5"}, {"at_least": 1, "at_most": 1}])
    )
    return bounds | draw(
        part({"kind": st.just(kind), "text": texts, "competencies": st.just(counted), **step})
    )


@st.composite
def _competency(draw, slug, scale, steps, tracks):
    keys = draw(some([*steps, *(f"{track}/{step}" for track in tracks for step in steps)]))
    free = draw(st.lists(st.sampled_from(["tests", "x", "tests-2", "y-1"]), unique=True))
    expect = {}
    for key in keys:
        expect[key] = draw(_cell(list(expect), tracks, free))
    return draw(
        part(
            {"slug": st.just(slug), "name": names, "expect": st.just(expect)},
            summary=maybe_text,
            scale=st.just(scale),
            weight=_NUMBERS,
            tracks=some(tracks),
        )
    ) | ({"scale": scale} if scale else {})


@st.composite
def _cell(draw, others, tracks, free_slugs):
    """`others` are the keys that it may be the same as; `free_slugs` are used up."""
    kind = draw(st.sampled_from(["items", "items", "mapping", "status", "n/a", "empty"]))
    if kind == "status":
        status = st.sampled_from(["not-applicable", "not-defined"])
        return draw(part({"status": status}, summary=maybe_text))
    if kind in ("n/a", "empty"):
        return "n/a" if kind == "n/a" else draw(part({}))
    items = draw(st.lists(_bullet(tracks, free_slugs), max_size=3))
    if kind == "items":
        return items
    examples = st.lists(texts, max_size=2)
    cell = draw(part({"items": st.just(items)}, summary=maybe_text, examples=examples))
    if others and draw(st.booleans()):
        cell["same_as"] = draw(st.sampled_from(others))
    return cell


@st.composite
def _bullet(draw, tracks, free_slugs):
    if draw(st.booleans()):
        return draw(texts)
    bullet = draw(
        part(
            {"text": texts},
            examples=st.lists(texts, max_size=2),
            links=links,
            tracks=some(tracks),
            need=st.sampled_from(["required", "optional"]),
            attrs=own_data,
        )
    )
    if free_slugs and draw(st.booleans()):
        bullet["slug"] = free_slugs.pop()
    return bullet


@st.composite
def _areas(draw, competencies):
    """The competencies in their order, parted over up to three areas; an area may be empty."""
    areas = draw(
        _unique_by(part({"slug": slugs, "name": names}, summary=maybe_text), "slug")
        if competencies
        else st.lists(part({"slug": slugs, "name": names}), max_size=1)
    )
    rest = list(competencies)
    for area in areas[:-1]:
        taken = draw(st.integers(0, len(rest)))
        area["competencies"], rest = rest[:taken], rest[taken:]
    if areas:
        areas[-1]["competencies"] = rest
    return areas


@st.composite
def _replaces(draw, level_slugs, competencies):
    here = {competency["slug"]: competency["expect"] for competency in competencies}
    bullets = [
        f"{slug}/{item['slug']}"
        for slug, expect in here.items()
        for cell in expect.values()
        for item in (cell if isinstance(cell, list) else [])
        if isinstance(item, dict) and "slug" in item
    ]

    def renamed(old, new):
        return st.dictionaries(old, st.sampled_from(new), max_size=2) if new else st.just({})

    old_bullets = st.sampled_from(["a/old", "b/older"])
    return draw(
        part(
            {"version": texts},
            levels=renamed(slugs, level_slugs),
            competencies=renamed(slugs, list(here)),
            expectations=renamed(old_bullets, bullets),
        )
    )


def _valid(data) -> LadderDocument:
    """Two cells whose keys join to one slug are refused; all else is a fault here."""
    try:
        return LadderDocument.model_validate(data)
    except ValidationError as error:
        if "-summary` is used twice" not in str(error):
            raise
        reject()
