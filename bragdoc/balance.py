"""The balance of kinds over the months: what was delivered, and the work that holds it together."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from bragdoc.coverage.months import Months
from bragdoc.models import Entry

MONTHS = 12
FEWEST = 5  # wins with a kind, below which nothing is said of them
KINDS = Entry.Kind

# Work that is noticed when it is missing (glue, by Tanya Reilly's word) against what is delivered.
GLUE = (KINDS.GLUE, KINDS.MENTORING, KINDS.OPERATIONS, KINDS.PREVENTION)
DELIVERY = (KINDS.DELIVERY, KINDS.DECISION)


class Row(NamedTuple):
    """One kind, "" for wins that name none, and how many wins began in each month."""

    kind: str
    label: str
    by_month: tuple[int, ...]

    @property
    def total(self):
        return sum(self.by_month)


class Balance(NamedTuple):
    months: Months
    rows: tuple[Row, ...]  # of every kind, those without a win too

    def total(self, *kinds):
        return sum(row.total for row in self.rows if row.kind in kinds)

    @property
    def glue(self):
        return self.total(*GLUE)

    @property
    def delivery(self):
        return self.total(*DELIVERY)

    @property
    def unsaid(self):
        return self.total("")

    @property
    def every(self):
        return sum(row.total for row in self.rows)

    @property
    def most(self):
        """The most wins of one kind in one month, at least one."""
        return max([1, *(count for row in self.rows for count in row.by_month)])

    def halves(self):
        """(glue, delivery) of the first and of the second half of the months."""
        middle = self.months.count // 2
        return tuple(
            tuple(
                sum(sum(row.by_month[part]) for row in self.rows if row.kind in kinds)
                for kinds in (GLUE, DELIVERY)
            )
            for part in (slice(None, middle), slice(middle, None))
        )


def balance(user, today: date) -> Balance:
    """Of the twelve months that end with this one."""
    months = Months.of(date(today.year - 1, today.month, 1), today)
    months = Months(_month_after(months.first), MONTHS)
    entries = Entry.objects.visible_to(user)
    counts: Counter[tuple[str, date]] = Counter(
        {
            (kind, month): wins
            for kind, month, wins in entries.kinds_by_month(months.first, months.last)
        }
    )
    named = [*KINDS.choices, ("", "Not said")]
    return Balance(
        months,
        tuple(
            Row(kind, label, tuple(counts[kind, month] for month in months))
            for kind, label in named
        ),
    )


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
