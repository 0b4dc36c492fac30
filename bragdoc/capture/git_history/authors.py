"""Whose commits a log holds, as a question to the person who brings it."""

from bragdoc.capture.git_history.log import Author, GitLog
from bragdoc.capture.git_history.people import Who, written_by
from bragdoc.capture.proposals import Choice, Option

SHOWN = 50


def who_choice(log: GitLog, who: Who) -> Choice:
    """Which of its authors the person is: asked where none of them goes by a name in `who`."""
    options = [_option(each) for each in log.authors]
    taken = [
        _option(each).value
        for each in log.authors
        if who.answers_to(each.name) or who.answers_to(each.email)
    ]
    shown = {option.value: option for option in options[:SHOWN]}
    shown |= {option.value: option for option in options if option.value in taken}
    return Choice(
        "who",
        "Which of these are you?",
        tuple(shown.values()),
        "\n".join(taken),
        asks=not written_by(who, log.commits),
        several=True,
    )


def _option(author: Author) -> Option:
    value = f"{author.name} <{author.email}>" if author.email else author.name
    return Option(value, value, f"{author.commits} commit{'' if author.commits == 1 else 's'}")
