"""The record of a review: what was shared, said, rated and decided, as far as one may see it."""

import json
import re
from datetime import date

import pytest
from django.utils import timezone

from packets.models import Comment, Packet, RatingSheet
from packets.ratings import Row, Said, Scale
from packets.reviewing.record import (
    Moved,
    Rated,
    Record,
    Remark,
    SharedVersion,
    Took,
    record_json,
    record_markdown,
)
from packets.reviewing.record import Said as Words
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.scenes import rate, review, share_again

LATER = date(2099, 1, 4)
AT = timezone.now().replace(2026, 11, 20, 9, 30)


def page_of(packet, form=""):
    return f"/packets/{packet.pk}/record/{form}"


def record_for(client, packet, **asked):
    return client.get(page_of(packet), asked).context["record"]


def empty_record(**said):
    nothing = {"versions": (), "reviewers": (), "moves": (), "ratings": (), "remarks": ()}
    about = {"title": "Staff case", "author": "Ada", "asks": "Staff", "state": "In review"}
    return Record(**nothing | about | said)


@pytest.fixture
def decided(in_review, ada, grace):
    """Rated by both, commented on, and postponed."""
    version = in_review.versions.get()
    for person in (ada, grace):
        rate(version, person).give()
    said = {"section": "delivery", "version": version, "author": grace}
    Comment.objects.create(text="Which teams?", quote="Teams", **said).resolve(by=ada)
    Comment.objects.create(text="And when?", **said)
    asked = {"note": "Not yet.", "conditions": "Hire two.", "again_on": LATER}
    move_packet(in_review, "postpone", by=grace, version=1, **asked)
    return in_review


# What is in it.


def test_it_holds_versions_reviewers_moves_decision_and_ratings(decided, ada, grace, adas, graces):
    for client in (adas, graces):
        record = record_for(client, decided)
        [version] = decided.versions.all()
        [shared] = record.versions
        assert (shared.number, shared.content_hash) == (1, version.content_hash)
        assert [(one.name, one.role, one.until) for one in record.reviewers] == [
            (str(grace), "Manager", None)
        ]
        assert [(move.by, move.what, move.note) for move in record.moves] == [
            (str(ada), "shared", ""),
            (str(grace), "postponed", "Not yet."),
        ]
        assert [(move.conditions, move.again_on) for move in record.moves] == [
            ((), None),
            (("Hire two.",), LATER),
        ]
        assert [set(one.people) for one in record.ratings] == [{str(ada), str(grace)}]


@pytest.mark.parametrize(
    ("address", "people"),
    [("record", ["Ada Okoye", "Grace Lindholm"]), ("versions/1", ["Ada Okoye", "You"])],
)
def test_on_a_phone_each_rating_says_whose_it_is(decided, graces, address, people):
    content = graces.get(f"/packets/{decided.pk}/{address}/").content.decode()
    table = re.split(r"<caption[^>]*>Ratings [^<]*</caption>", content)[1]
    assert re.findall(r'<td role="cell" data-label="([^"]+)">', table)[:4] == people * 2


def test_open_comments_are_in_it_where_the_reader_wishes(decided, graces):
    resolved, everything = record_for(graces, decided), record_for(graces, decided, open="")
    assert [[remark.said[0].text for remark in one.remarks] for one in (resolved, everything)] == [
        ["Which teams?"],
        ["Which teams?", "And when?"],
    ]


def test_without_a_version_it_says_what_will_be_there(packet, adas):
    assert "No version is shared yet." in adas.get(page_of(packet)).content.decode()


# What is not.


def test_no_private_note_is_in_it_not_even_ones_own(in_review, grace, adas, graces):
    version = in_review.versions.get()
    said = {"section": "delivery", "version": version, "author": grace, "is_private": True}
    note = Comment.objects.create(text="zinnober", **said)
    Comment.objects.create(text="zinnober again", parent=note, **said)
    for client in (adas, graces):
        pages = [
            client.get(page_of(in_review, form), {"open": ""}) for form in ("", "md/", "json/")
        ]
        assert ["zinnober" in page.content.decode() for page in pages] == [False] * 3


def test_no_rating_is_in_it_before_both_are_given(in_review, ada, grace, adas, graces):
    version = in_review.versions.get()
    sheet = rate(version, grace)
    RatingSheet.objects.filter(pk=sheet.pk).update(notes={"delivery": "zinnober"})
    sheet.give()
    rate(version, ada)
    pages = [adas.get(page_of(in_review, form)).content.decode() for form in ("", "md/", "json/")]
    assert ["zinnober" in page for page in pages] == [False] * 3
    assert [one.people for one in record_for(graces, in_review).ratings] == [(str(grace),)]


def test_nothing_of_the_draft_is_in_it(in_review, adas, graces):
    Packet.objects.update(title="zinnober", thesis="zinnober")
    for client in (adas, graces):
        assert "zinnober" not in client.get(page_of(in_review, "json/")).content.decode()


def test_nothing_of_versions_that_were_not_shown_is_in_it(in_review, grace, eve):
    share_again(in_review, grace, to=eve)
    record = record_for(browser_of(eve), in_review)
    assert [version.number for version in record.versions] == [2]
    assert [(move.what, move.version) for move in record.moves] == [("shared", 2)]


# Who reads it.


@pytest.mark.parametrize("form", ["", "md/", "json/"])
def test_who_reviewed_it_once_and_who_never_did_find_none(in_review, grace, eve, form):
    clients = [browser_of(grace), browser_of(UserFactory())]
    share_again(in_review, grace, to=eve)
    assert [client.get(page_of(in_review, form)).status_code for client in clients] == [404, 404]


def test_what_was_withdrawn_has_no_record_but_for_its_author(in_review, ada, adas, graces):
    move_packet(in_review, "withdraw", by=ada)
    assert [client.get(page_of(in_review)).status_code for client in (adas, graces)] == [200, 404]


def test_every_role_reads_it(in_review):
    readers = {role: UserFactory() for role in ("sponsor", "peer", "observer")}
    for role, reader in readers.items():
        review(in_review, reader, role)
    pages = [browser_of(reader).get(page_of(in_review)) for reader in readers.values()]
    assert [page.status_code for page in pages] == [200] * 3


def test_a_form_that_is_none_is_not_found(in_review, graces):
    assert graces.get(page_of(in_review, "docx/")).status_code == 404


# As files.


def test_the_files_are_taken_along_under_the_name_of_the_packet(decided, graces):
    for form, kind in (("md", "text/markdown; charset=utf-8"), ("json", "application/json")):
        answer = graces.get(page_of(decided, f"{form}/"))
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (
            kind,
            f'attachment; filename="staff-engineer-january-2027-record.{form}"',
        )


@pytest.fixture
def whole():
    """A record in which everything is said, with marks of Markdown in all that somebody typed."""
    said = (Said(Scale.MEETING, ""), Said(Scale.NOT_YET, "*One* team."))
    answered = (Words(AT, "*Grace*", "*Which*?"), Words(AT, "Ada", "Three."))
    return empty_record(
        title="*Staff*",
        author="*Ada*",
        asks="*Staff*",
        versions=(SharedVersion(1, "Version 1, “*first*”", "abc", AT),),
        reviewers=(
            Took("*Luis*", "Manager", AT, AT, "*Grace*"),
            Took("Grace", "Manager", AT, None, ""),
        ),
        moves=(
            Moved(AT, "*Ada*", "shared", 1, ""),
            Moved(AT, "Grace", "postponed", 1, "*Not* yet.", ("Hire *two*.", "Lead."), LATER),
            Moved(AT, "Ada", "reopened", None, ""),
        ),
        ratings=(Rated(1, ("*Ada*", "Grace"), (Row("delivery", "*Delivery*", said),)),),
        remarks=(
            Remark(1, "*Delivery*", "*Teams*\n\nof ours", answered, "*Ada*", AT),
            Remark(1, "The opening", "", (Words(AT, "Ada", "When?"),), "", None),
        ),
    )


def test_markdown_says_all_of_it(whole):
    assert (
        record_markdown(whole)
        == r"""# \*Staff\*: the record

\*Ada\* asks: \*Staff\*. In review.

## Versions

| Version | Shared | Hash |
| --- | --- | --- |
| Version 1, “\*first\*” | 2026-11-20 09:30 | `abc` |

## Reviewers

| Who | Role | Since | Until | Handed over to |
| --- | --- | --- | --- | --- |
| \*Luis\* | Manager | 2026-11-20 09:30 | 2026-11-20 09:30 | \*Grace\* |
| Grace | Manager | 2026-11-20 09:30 |  |  |

## What was done

**2026-11-20 09:30, \*Ada\* shared version 1**

**2026-11-20 09:30, Grace postponed version 1**

> \*Not\* yet.

- Hire \*two\*.
- Lead.

Looked at again on 2099-01-04.

**2026-11-20 09:30, Ada reopened**

## Ratings

### Version 1

| Competency | \*Ada\* | Grace |
| --- | --- | --- |
| \*Delivery\* | Meeting | Not yet: \*One\* team. |

## Comments

### Version 1, \*Delivery\*

> \*Teams\*
>
> of ours

**2026-11-20 09:30, \*Grace\*:** \*Which\*?

**2026-11-20 09:30, Ada:** Three.

Resolved by \*Ada\*, 2026-11-20 09:30.

### Version 1, The opening

**2026-11-20 09:30, Ada:** When?

Open.
"""
    )


def test_json_calls_everything_by_its_name_and_says_it_as_it_was_written(whole):
    at = AT.isoformat()
    moved = {"at": at, "by": "Grace", "what": "postponed", "version": 1, "note": "*Not* yet."}
    record = json.loads(record_json(whole))
    assert record["title"] == "*Staff*"
    assert record["versions"] == [
        {"number": 1, "name": "Version 1, “*first*”", "content_hash": "abc", "shared_at": at}
    ]
    assert record["reviewers"][1] == {
        "name": "Grace",
        "role": "Manager",
        "since": at,
        "until": None,
        "handed_to": "",
    }
    assert record["moves"][1] == {
        **moved,
        "conditions": ["Hire *two*.", "Lead."],
        "again_on": "2099-01-04",
    }
    assert record["ratings"] == [
        {
            "version": 1,
            "people": ["*Ada*", "Grace"],
            "rows": [
                {
                    "competency": "delivery",
                    "name": "*Delivery*",
                    "said": [
                        {"rating": "meeting", "note": ""},
                        {"rating": "not-yet", "note": "*One* team."},
                    ],
                }
            ],
        }
    ]
    assert record["remarks"][0] == {
        "version": 1,
        "part": "*Delivery*",
        "quote": "*Teams*\n\nof ours",
        "said": [
            {"at": at, "by": "*Grace*", "text": "*Which*?"},
            {"at": at, "by": "Ada", "text": "Three."},
        ],
        "resolved_by": "*Ada*",
        "resolved_at": at,
    }


def test_json_is_read_by_people_too(whole):
    text = record_json(whole).decode()
    assert text.startswith('{\n  "title": "*Staff*",\n')
    assert "“*first*”" in text


def test_json_has_the_same_as_the_page(decided, graces):
    answer = graces.get(page_of(decided, "json/"), {"open": ""})
    record = json.loads(answer.content)
    assert [move["conditions"] for move in record["moves"]] == [[], ["Hire two."]]
    assert [remark["said"][0]["text"] for remark in record["remarks"]] == [
        "Which teams?",
        "And when?",
    ]
    assert answer.content == record_json(record_for(graces, decided, open=""))


def test_markdown_tells_it_in_the_order_it_happened():
    moves = (
        Moved(AT, "Ada", "shared", 1, ""),
        Moved(AT, "Grace", "postponed", 1, "Not yet.\nSoon.", ("Hire two.",), LATER),
    )
    assert record_markdown(empty_record(moves=moves)) == (
        "# Staff case: the record\n\nAda asks: Staff. In review.\n\n## What was done\n\n"
        "**2026-11-20 09:30, Ada shared version 1**\n\n"
        "**2026-11-20 09:30, Grace postponed version 1**\n\n"
        "> Not yet.\n>\n> Soon.\n\n- Hire two.\n\nLooked at again on 2099-01-04.\n"
    )


def test_ratings_stand_side_by_side_with_their_notes():
    said = (Said(Scale.MEETING, ""), Said(Scale.NOT_YET, "One team."), Said(None, ""))
    rated = Rated(1, ("Ada", "Grace", "Luis"), (Row("delivery", "Delivery", said),))
    assert record_markdown(empty_record(ratings=(rated,))).endswith(
        "| Competency | Ada | Grace | Luis |\n| --- | --- | --- | --- |\n"
        "| Delivery | Meeting | Not yet: One team. | Not rated |\n"
    )


def test_what_somebody_typed_becomes_no_markup():
    said = (Words(AT, "<b>*Eve*</b>", "# <script>"),)
    remark = Remark(1, "[Delivery](x)", "", said, "", None)
    text = record_markdown(empty_record(title="*Staff*\n# case", remarks=(remark,)))
    assert "# \\*Staff\\* # case: the record" in text
    assert "\\[Delivery\\]" in text
    assert "<script>" not in text.replace("\\<script>", "")


# How much is asked of the database.


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_of_the_database_however_much_happened(
    in_review, ada, grace, graces, rows, django_assert_num_queries
):
    for _ in range(rows):
        version = in_review.versions.newest_first().first()
        said = {"section": "delivery", "version": version, "author": grace, "text": "Who?"}
        comment = Comment.objects.create(resolved_at=timezone.now(), resolved_by=ada, **said)
        Comment.objects.create(parent=comment, **said)
        review(in_review, UserFactory())
        for person in (ada, grace):
            rate(version, person).give()
        share_again(in_review, grace)
    with django_assert_num_queries(13):
        graces.get(page_of(in_review))
