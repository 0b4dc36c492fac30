"""What the week page asks about: a competency of the goal that the latest wins show least, the work
that nobody else notices, and which sentence a line shows that was tagged just now."""

from datetime import timedelta
from typing import NamedTuple

from bragdoc.ladders.expected import CompetencyGap, ExpectedItem
from bragdoc.models import Entry, NotApplicable
from bragdoc.week.lines import Place, place_of

LOOKED_AT = 50  # wins, the newest


class Prompt(NamedTuple):
    competency: CompetencyGap
    expectation: ExpectedItem  # one that is new at the goal
    wins: int  # of the newest LOOKED_AT, that show it


class GluePrompt(NamedTuple):
    """About work that holds others together and is seldom noticed, so seldom written down."""

    kind: Entry.Kind  # which the line begins with
    question: str
    weeks: int  # so many went by without any such work


class Question(NamedTuple):
    """Which of the goal's new sentences a line shows, once its competency is chosen."""

    place: Place  # of the line
    competency: CompetencyGap


QUIET_WEEKS = 4
UNNOTICED = {
    Entry.Kind.GLUE: "What did you pick up this week because nobody else would have?",
    Entry.Kind.MENTORING: "Who got further this week because you took the time?",
    Entry.Kind.PREVENTION: "What did not go wrong this week because of something you did?",
    Entry.Kind.OPERATIONS: "What kept running this week because you looked after it?",
}


def prompt_of(user, placement, gap, monday):
    """The one prompt of this week: about work that nobody notices and about the thinnest
    competency in turns, week by week, as far as there is something to ask of each."""
    if (monday.toordinal() // 7) % 2 == 0:
        return glue_prompt(user, monday) or thinnest_competency(user, placement, gap, monday)
    return thinnest_competency(user, placement, gap, monday) or glue_prompt(user, monday)


def glue_prompt(user, monday):
    """A prompt where there are wins in the last weeks, this one included, and none of them is of
    such a kind. The kinds take turns."""
    began = Entry.objects.visible_to(user).beginning_within(
        monday - timedelta(weeks=QUIET_WEEKS - 1), monday + timedelta(days=6)
    )
    kinds = began.kinds()
    if not kinds or kinds & UNNOTICED.keys():
        return None
    kind, question = list(UNNOTICED.items())[monday.toordinal() // 14 % len(UNNOTICED)]
    return GluePrompt(kind, question, QUIET_WEEKS)


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
    return Prompt(asked, items[turn % len(items)], fewest)


def sentence_question(gap, lines, asked):
    """What to ask of a line, or None. `asked` is (an entry's pk, a competency's slug)."""
    pk, slug = asked
    line = next((line for line in lines if line.pk == pk), None)
    if line is None or slug not in {competency.slug for competency in line.competencies.all()}:
        return None
    return next(
        (Question(place_of(line), found) for found in gap if found.slug == slug and found.new), None
    )
