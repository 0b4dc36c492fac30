"""What the week page asks about: a competency of the goal that the latest wins show least, and
which sentence a line shows that was tagged just now."""

from typing import NamedTuple

from bragdoc.ladders.expected import CompetencyGap, ExpectedItem
from bragdoc.models import Entry, NotApplicable

LOOKED_AT = 50  # wins, the newest


class Prompt(NamedTuple):
    competency: CompetencyGap
    expectation: ExpectedItem  # one that is new at the goal
    wins: int  # of the newest, that show it
    looked_at: int


class Question(NamedTuple):
    """Which of the goal's new sentences a line shows, once its competency is chosen."""

    line: int
    competency: CompetencyGap


def thinnest_competency(user, placement, gap, monday):
    """The prompt of this week, or None where the goal asks nothing new.

    Of its sentences, one that the fewest of these wins show. What is equally thin takes turns, week
    by week. What does not apply to the person is not asked about.
    """
    if placement is None:
        return None
    ladder = placement.ladder_version.ladder
    spared = NotApplicable.objects.visible_to(user).of_ladder(ladder).reasons()
    new = {
        asked.slug: [item for item in asked.new if (asked.slug, item.slug) not in spared]
        for asked in gap
        if (asked.slug, "") not in spared
    }
    asking = [asked for asked in gap if new.get(asked.slug)]
    if not asking:
        return None
    newest = Entry.objects.visible_to(user).newest_first()[:LOOKED_AT]
    counts = newest.tag_counts()
    fewest = min(counts.get(asked.slug, 0) for asked in asking)
    thin = [asked for asked in asking if counts.get(asked.slug, 0) == fewest]
    turn = monday.isocalendar().week
    asked = thin[turn % len(thin)]
    shown = newest.sentence_counts(asked.slug)
    least = min(shown.get(item.slug, 0) for item in new[asked.slug])
    items = [item for item in new[asked.slug] if shown.get(item.slug, 0) == least]
    return Prompt(asked, items[turn % len(items)], fewest, LOOKED_AT)


def sentence_question(gap, lines, asked):
    """What to ask of a line, or None. `asked` is (an entry's pk, a competency's slug)."""
    pk, slug = asked
    line = next((line for line in lines if line.pk == pk), None)
    if line is None or slug not in {competency.slug for competency in line.competencies.all()}:
        return None
    return next((Question(pk, found) for found in gap if found.slug == slug and found.new), None)
