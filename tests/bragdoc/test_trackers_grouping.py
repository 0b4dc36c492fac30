"""A few dozen drafts a year, each under an identity that stays when its export grows."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.capture.trackers.grouping import BY_THEMSELVES
from tests.bragdoc.exports import found, in_json, large, pull, read, titles


def day(number):
    return str(date(2026, 1, 1) + timedelta(days=number))


def keys(reading):
    return [candidate.identity for candidate in reading.candidates]


def test_what_is_large_stands_by_itself_before_what_is_small():
    text = in_json(pull(1, "Sweep"), large(2, "Rewrite the checkout"), pull(3, "Dust"))

    assert titles(read("github", text)) == [
        "Rewrite the checkout",
        "Sweep, and one more pull request in acme/shop",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"additions": 400},
        {"title": "feat(pay): take cards"},
        {"labels": [{"name": "performance"}]},
        {"createdAt": "2026-01-01T00:00:00Z", "changedFiles": 12},
    ],
)
def test_what_makes_it_large(fields):
    reading = read("github", in_json(pull(1, **fields), pull(2, "Sweep"), pull(3, "Dust")))

    assert reading.candidates[0].identity == "https://github.com/acme/shop/pull/1"
    assert len(reading.candidates) == 2


def test_a_large_sweep_of_documents_is_not():
    reading = read("github", in_json(pull(1, "docs: move", additions=400), pull(2, "Dust")))

    assert keys(reading) == ["github acme/shop 2026-03"]


def test_only_so_many_of_a_month_stand_by_themselves():
    text = in_json(*(large(n, f"Rewrite {n}", on="2026-03-02") for n in range(1, 9)))

    reading = read("github", text)

    assert len(reading.candidates) == BY_THEMSELVES + 1
    assert titles(reading)[-1] == "Rewrite 6, and 2 more pull requests in acme/shop"


def test_a_month_of_several_repositories_names_two_of_them():
    text = in_json(
        *(
            found(n, f"Change {n}", repository={"nameWithOwner": f"acme/{home}"}, url="")
            for n, home in enumerate(["shop", "shop", "mail", "search", "wiki"])
        )
    )

    assert sorted(keys(read("github", text))) == [
        "github acme/mail 2026-03",
        "github acme/shop 2026-03",
        "github elsewhere 2026-03",
    ]


def test_every_one_is_listed_with_its_link_and_day():
    reading = read(
        "github", in_json(pull(1, "Sweep_the [floor]"), pull(2, "Dust", on="2026-03-09"))
    )

    assert reading.candidates[0].details == (
        "- 2026-03-02: [Sweep_the \\[floor\\]](<https://github.com/acme/shop/pull/1>) (#1)\n"
        "- 2026-03-09: [Dust](<https://github.com/acme/shop/pull/2>) (#2)"
    )
    assert len(reading.candidates[0].links) == 2


def test_a_busy_month_is_told_in_parts_that_grow():
    text = in_json(*(pull(n, f"Change {n}") for n in range(1, 100)))

    reading = read("github", text)

    assert sorted(keys(reading)) == [
        "github acme/shop 2026-03",
        "github acme/shop 2026-03 part 2",
        "github acme/shop 2026-03 part 3",
    ]
    assert sorted(each.details.count("\n") + 1 for each in reading.candidates) == [15, 30, 54]


@pytest.mark.parametrize("make", [pull, large, found])
def test_ten_thousand_in_a_year_are_no_more_than_a_few_dozen_drafts(make):
    text = in_json(*(make(n, f"Change {n}", on=day(n % 365)) for n in range(10_000)))

    reading = read("github", text)

    assert len(reading.candidates) <= 12 * (BY_THEMSELVES + 6)
    assert all(len(candidate.details) < 20_000 for candidate in reading.candidates)
    assert all(len(candidate.links) <= 20 for candidate in reading.candidates)


ITEMS = st.lists(
    st.builds(
        lambda number, days, is_large, home, closes: (large if is_large else pull)(
            number,
            f"Change {number}",
            on=day(days),
            url=f"https://github.com/acme/{home}/pull/{number}",
            body=f"Closes #{closes}" if closes > 10 else "",
        ),
        number=st.integers(1, 500),
        days=st.integers(0, 100),
        is_large=st.booleans(),
        home=st.sampled_from(["shop", "mail", "wiki", "search"]),
        closes=st.integers(1, 14),
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda item: item["number"],
).map(lambda items: sorted(items, key=lambda item: (item["mergedAt"], item["number"])))


@given(ITEMS, st.data())
def test_an_export_that_grows_keeps_the_identity_of_every_draft(items, data):
    before = data.draw(st.integers(1, len(items)))

    earlier, later = (keys(read("github", in_json(*items[:n]))) for n in (before, len(items)))

    assert len(set(later)) == len(later)
    # What closes one issue is one piece of work: a second of it can make it large.
    if not any(item["body"] for item in items):
        assert set(earlier) <= set(later)


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_of_a_file_makes_no_difference(items, random):
    shuffled = list(items)
    random.shuffle(shuffled)

    assert sorted(keys(read("github", in_json(*items)))) == sorted(
        keys(read("github", in_json(*shuffled)))
    )


@given(ITEMS)
def test_every_item_is_in_one_draft(items):
    reading = read("github", json.dumps(items))

    told = [f"(#{item['number']})" for item in items]
    details = "\n".join(candidate.details for candidate in reading.candidates)
    assert [details.count(name) for name in told] == [1] * len(items)


def test_what_does_not_fit_in_a_long_list_keeps_its_name():
    text = in_json(*(pull(n, "Long " * 40 + str(n)) for n in range(1, 200)))

    details = [candidate.details for candidate in read("github", text).candidates]

    assert all(any(f"#{n}" in each for each in details) for n in range(1, 200))
    assert any(" more: #" in each for each in details)
