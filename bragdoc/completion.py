"""What a capture field completes for a person: each token, with what it stands for."""

from datetime import timedelta

from bragdoc.capture.line.tokens import name_token
from bragdoc.capture.typed_dates import typed_period
from bragdoc.models import Competency, Entry, Person, Project

DATES = [
    *["today", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    *["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    *["q1", "q2", "q3", "q4", "h1", "h2"],
]


def completions(person):
    """Rows of {token, words}, and {token, starts_on, ends_on} for dates, in the order shown."""
    today = person.today()
    weeks = [f"w{day:%V}" for day in (today, today - timedelta(days=7))]
    return [
        *(
            {"token": name_token("#", competency.slug), "words": competency.name}
            for competency in Competency.objects.taggable_by(person).by_name()
        ),
        *named("~", "project", Project.objects.visible_to(person)),
        *named("@", "person", Person.objects.visible_to(person)),
        *({"token": f"!{kind}", "words": kind.label} for kind in Entry.Kind),
        *(
            {"token": f"^{word}"} | typed_period(word, today=today)._asdict()
            for word in [*DATES, *weeks, f"{today:%Y}", f"{today.year - 1}"]
        ),
    ]


def named(sign, words, rows):
    return [{"token": name_token(sign, row.name), "words": words} for row in rows.offered()]
