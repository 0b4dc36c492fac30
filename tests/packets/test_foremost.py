"""Which changes a reader with three minutes is told."""

from datetime import date

from packets.comparing.differences import differences
from packets.comparing.foremost import MOST, ROOM, count, foremost
from packets.document import Gap, Metric, Section
from tests.packets.documents import empty_packet, win

DAY = date(2026, 3, 2)


def section(*wins, key="own", claim=""):
    return Section(key=key, title=key.capitalize(), claim=claim, evidence=wins)


def told(before, after):
    """Each with its part, what was done, to what, and in which words."""
    return [
        (part, change.done, change.what, "".join(words.text for words in change.words))
        for part, change in foremost(differences(before, after))
    ]


def test_nothing_is_told_where_nothing_changed():
    same = differences(empty_packet(), empty_packet())
    assert (foremost(same), count(same)) == ([], 0)


def test_what_the_packet_argues_comes_before_what_it_is_made_of():
    wins = [win(place, f"Win {place}", DAY) for place in range(MOST)]
    before = empty_packet(sections=(section(),), title="Old")
    after = empty_packet(sections=(section(*wins),), title="New", thesis="I decide.")
    titles = [what for _part, _done, what, _words in told(before, after)]
    assert titles == ["Title", "Thesis", "Win 0", "Win 1", "Win 2"]
    assert count(differences(before, after)) == MOST + 2


def test_they_stand_in_the_order_of_the_packet():
    before = empty_packet(sections=(section(win(1, "Gone", DAY)),))
    after = empty_packet(
        sections=(section(),), gaps=(Gap(title="Hiring", answer="None."),), thesis="I decide."
    )
    assert told(before, after) == [
        ("Opening", "added", "Thesis", "I decide."),
        ("Own", "taken out", "Gone", "Gone"),
        ("Gaps and what next", "added", "Hiring", "Hiring\nNone."),
    ]


def test_a_win_that_came_is_told_by_its_title_and_its_first_figure():
    figures = (Metric(label="By hand", before="46", after="2"), Metric(label="Late", after="0"))
    came = win(1, "Refunds run by themselves", DAY, details="With **care**.", metrics=figures)
    [(_part, done, _what, words)] = told(
        empty_packet(sections=(section(),)), empty_packet(sections=(section(came),))
    )
    assert (done, words) == ("added", "Refunds run by themselves\nBy hand 46 → 2")


def test_a_claim_that_was_reworded_is_told_word_by_word():
    before, after = (empty_packet(sections=(section(claim=f"{n} teams"),)) for n in ("Two", "Six"))
    [found] = foremost(differences(before, after))
    assert [words.kind for words in found.change.words] == ["removed", "added", "same"]


def test_facts_of_a_win_stand_behind_all_that():
    was = win(1, "Read the log", DAY, role="led", why="Others did.")
    now = was.model_copy(update={"role": "solo"})
    wins = [win(place, f"Win {place}", DAY) for place in range(2, MOST + 2)]
    before = empty_packet(sections=(section(was),))
    after = empty_packet(sections=(section(now, *wins),))
    assert "Read the log" not in [what for _part, _done, what, _words in told(before, after)]


def test_a_text_without_end_is_cut_where_it_came_whole():
    after = empty_packet(thesis="词" * (ROOM + 1))
    [(_part, _done, _what, words)] = told(empty_packet(), after)
    assert words == "词" * ROOM + " …"
