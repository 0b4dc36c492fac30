"""A metric that has only an after.

Left alone: a share, which brings its whole with it ("61 of 102"), counts of work, which are a
finding of their own, and what is new and therefore had no before.
"""

import re
from collections.abc import Iterator

from packets.document import Metric
from packets.preflight.checks.activity import is_activity
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import of_win_field

_SHARE = re.compile(r"^\s*(?:of|out of|/|%|per cent|percent)|%\s*$", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:new|first|since|saved|saving|without|never|built|made|written)\b", re.IGNORECASE
)


def _flags(draft: Draft) -> Iterator[Flag]:
    for win in draft.wins:
        for metric in win.evidence.metrics:
            if metric.after.strip() and not metric.before.strip() and _needs_one(metric):
                place = of_win_field(win.section, win.evidence, "metrics")
                name = metric.label or "A number"
                now = " ".join(f"{metric.after} {metric.unit}".split())
                yield Flag(place, f"{name}: {now}, and before is not told")


def _needs_one(metric: Metric) -> bool:
    if is_activity(metric) or _NEW.search(metric.label):
        return False
    return not (_SHARE.search(metric.unit) or _SHARE.search(metric.after))


CHECK = Check(
    name="baseline",
    label="A number without its before",
    reason="Nobody can tell whether it is much without knowing what it was.",
    mend="Add what the number was before, or what it is elsewhere.",
    example="Error rate: 0.2 per 1,000.",
    flags=_flags,
)
