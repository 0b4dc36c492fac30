"""Very many comments beside a version: the last are shown, the others come when asked for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packets.models import Comment
from packets.remarks.folding import ANSWERS, AT_ONCE, THREADS, UNFOLDED, fold
from tests.packets.scenes import review

CLAIM = "A retry can no longer book twice. Nobody had to remember a check."
MANY = UNFOLDED + 20


@pytest.fixture
def packet(packet):
    packet.sections.filter(key="delivery").update(claim=CLAIM)
    return packet


@pytest.fixture
def version(in_review):
    return in_review.versions.get()


def said(version, author, number, **facts):
    """So many comments, told apart by what they say."""
    facts = {"section": "delivery"} | facts
    return Comment.objects.bulk_create(
        Comment(version=version, author=author, text=f"Said {place}.", **facts)
        for place in range(number)
    )


def shown(response):
    """The comments on the page, in its order."""
    found = re.findall(r' id="comment-(\d+)"', response.content.decode())
    return [int(pk) for pk in found]


def keys(comments):
    return [comment.pk for comment in comments]


def ways(response, what="comment"):
    """How many are folded before what is shown, and the address at which they begin to show."""
    link = rf'href="([^"]+)" hx-get="[^"]+" [^\n]+"outerHTML">(\d+) earlier {what}'
    return [(int(number), path) for path, number in re.findall(link, response.content.decode())]


def walked(client, version, what):
    """The pages from the first on, by the links to what is earlier."""
    pages = [client.get(version.get_absolute_url())]
    while ways(pages[-1], what):
        ((_number, path),) = ways(pages[-1], what)
        pages.append(client.get(path))
    return pages


# Of a list.


@given(st.lists(st.integers(), unique=True, max_size=70), st.data())
def test_nothing_of_a_list_is_lost_by_folding_it(ones, data):
    asked_for = data.draw(st.sampled_from([None, *ones]))
    folded = fold(ones, 10, asked_for)
    assert [*folded.earlier, *folded.asked_for, *folded.later, *folded.shown] == ones
    assert asked_for is None or asked_for in [*folded.asked_for, *folded.shown]
    assert (len(folded.shown), len(folded.asked_for)) <= (10, AT_ONCE)


# Of threads.


def test_as_many_comments_as_usual_are_all_shown(version, grace, graces):
    comments = said(version, grace, UNFOLDED - 20)
    answers = said(version, grace, 20, parent=comments[0])
    response = graces.get(version.get_absolute_url())
    assert shown(response) == keys([comments[0], *answers, *comments[1:]])
    assert (ways(response), ways(response, "answer")) == ([], [])


def test_of_more_the_newest_of_each_part_are_shown(version, grace, graces):
    comments = said(version, grace, MANY)
    few = said(version, grace, 2, section="reliability")
    response = graces.get(version.get_absolute_url())
    assert shown(response) == keys([*comments[-THREADS:], *few])
    assert [number for number, _path in ways(response)] == [MANY - THREADS]


def test_what_is_open_is_shown_before_what_is_resolved(version, grace, ada, graces):
    comments = said(version, grace, MANY)
    Comment.objects.filter(pk__in=keys(comments[2:])).update(
        resolved_at="2026-11-20T09:00Z", resolved_by=ada
    )
    response = graces.get(version.get_absolute_url())
    assert shown(response) == keys([*comments[2 - THREADS :], *comments[:2]])
    assert "50 earlier comments, 50 of them resolved" in response.content.decode()


def test_all_come_by_their_links_each_once(version, grace, graces):
    comments = said(version, grace, MANY)
    pages = walked(graces, version, "comment")
    seen = [shown(page)[:-THREADS] for page in pages]
    assert [len(each) for each in seen] == [0, 20, 20, 10]
    assert [pk for page in reversed(seen) for pk in page] == keys(comments[:-THREADS])
    assert "No earlier comments." in pages[-1].content.decode()


def test_the_way_leads_back_to_what_is_later(version, grace, graces):
    comments = said(version, grace, MANY)
    earliest = graces.get(comments[9].get_absolute_url()).content.decode()
    ((path, number),) = re.findall(r'href="([^"]+)">(\d+) later comments', earliest)
    assert (int(number), shown(graces.get(path))) == (40, keys([*comments[10:30], *comments[50:]]))


def test_outdated_comments_are_folded_alike(version, grace, graces):
    comments = said(version, grace, MANY)
    Comment.objects.update(quote="Gone since")
    version.pk, version.number = None, 2
    type(version).objects.bulk_create([version])
    version.shares.create(reader=grace)
    response = graces.get(version.get_absolute_url())
    assert shown(response) == keys(comments[-THREADS:])
    ((number, path),) = ways(response)
    assert (number, shown(graces.get(path))) == (50, keys([*comments[30:50], *comments[50:]]))


# Of answers.


def test_of_many_answers_the_newest_are_shown_and_all_come_by_their_links(version, grace, graces):
    (first,) = said(version, grace, 1)
    answers = said(version, grace, MANY, parent=first)
    pages = walked(graces, version, "answer")
    assert shown(pages[0]) == keys([first, *answers[-ANSWERS:]])
    seen = [shown(page)[1:-ANSWERS] for page in pages]
    assert [pk for page in reversed(seen) for pk in page] == keys(answers[:-ANSWERS])
    assert "No earlier answers." in pages[-1].content.decode()


# Links.


def test_a_link_to_a_folded_comment_shows_it(version, grace, graces):
    comments = said(version, grace, MANY)
    answers = said(version, grace, MANY, parent=comments[4])
    for one in (comments[25], answers[7]):
        response = graces.get(one.get_absolute_url())
        assert one.pk in shown(response)
        assert one.get_absolute_url().endswith(f"#comment-{one.pk}")


def test_words_in_the_text_lead_to_their_note_where_it_is_folded(version, grace, graces):
    comments = said(version, grace, MANY, quote="Nobody")
    text = graces.get(version.get_absolute_url()).content.decode()
    for one, way in (
        (comments[0], comments[0].get_absolute_url()),
        (comments[-1], f"#comment-{comments[-1].pk}"),
    ):
        assert f'<a id="words-{one.pk}" href="{way}"' in text


def test_an_answer_that_is_refused_stands_in_its_folded_thread(version, grace, graces):
    comments = said(version, grace, MANY)
    answer = {"section": "delivery", "parent": comments[0].pk, "text": "x" * 5_001}
    response = graces.post(f"{version.get_absolute_url()}comments/", answer)
    assert (response.status_code, comments[0].pk in shown(response)) == (422, True)
    assert f"{'x' * 5_001}</textarea>" in response.content.decode()


def test_words_that_cannot_be_used_stand_in_their_folded_thread(version, grace, adas):
    comments = said(version, grace, MANY, quote="Nobody had to", suggestion="No one has to")
    version.packet.sections.filter(key="delivery").update(claim="All other words.")
    response = adas.post(f"/comments/{comments[0].pk}/accept/")
    assert (response.status_code, comments[0].pk in shown(response)) == (409, True)
    assert "The suggested words" in response.content.decode()


# Who may, and what is gone.


def test_a_note_to_oneself_comes_to_nobody_else_by_any_link(version, grace, adas, graces):
    comments = said(version, grace, MANY)
    note = Comment.objects.filter(pk=comments[20].pk)
    note.update(is_private=True, text="Zwetschge")
    pages = walked(adas, version, "comment")
    pages.append(adas.get(note.get().get_absolute_url()))
    assert [note.get().pk in shown(page) for page in pages] == [False] * len(pages)
    assert "Zwetschge" not in "".join(page.content.decode() for page in pages)
    assert note.get().pk in shown(graces.get(note.get().get_absolute_url()))


def test_who_was_removed_finds_nothing_of_the_rest(version, grace, eve, eves):
    comments = said(version, grace, MANY)
    review(version.packet, eve, "peer")
    assert eves.get(comments[0].get_absolute_url()).status_code == 200
    version.shares.filter(reader=eve).update(withdrawn_at="2026-11-20T09:00Z")
    assert eves.get(comments[0].get_absolute_url()).status_code == 404


def test_one_that_was_taken_back_meanwhile_is_passed_over(version, grace, graces):
    comments = said(version, grace, MANY)
    ((_number, path),) = ways(graces.get(version.get_absolute_url()))
    comments[-THREADS - 1].discard()
    response = graces.get(path)
    assert shown(response) == keys(comments[-THREADS:])
    ((number, path),) = ways(response)
    assert (number, shown(graces.get(path))[0]) == (MANY - THREADS - 1, comments[29].pk)


@pytest.mark.parametrize("asked", ["", "x", "-1", "0", "9" * 400, "²", "1e3"])
def test_what_is_no_comment_shows_what_is_always_shown(version, grace, graces, asked):
    comments = said(version, grace, MANY)
    response = graces.get(version.get_absolute_url(), {"comment": asked})
    assert shown(response) == keys(comments[-THREADS:])


@pytest.mark.parametrize("many", [UNFOLDED + 1, 3 * UNFOLDED])
def test_they_cost_the_same_however_many_there_are(
    version, grace, graces, many, django_assert_num_queries
):
    comments = said(version, grace, many)
    said(version, grace, many, parent=comments[0])
    graces.get(version.get_absolute_url())
    with django_assert_num_queries(18):
        graces.get(comments[0].get_absolute_url())
