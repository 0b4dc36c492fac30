"""Counts of what was done, used as what it led to.

Left alone: a win that says what it led to, in its impact or with a metric of another kind; counts
that became less, such as tickets a week; times, shares and rates.
"""

import re
from collections.abc import Iterator

from packets.document import Evidence, Metric
from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft, PlacedWin
from packets.preflight.places import of_win_field

_ACTS = (
    r"(?:pull requests|merge requests|PRs|MRs|commits|code reviews|reviews|tickets|story points|"
    r"lines of code|LOC|meetings|stand-?ups|workshops|trainings|conferences|talks|AMAs|articles|"
    r"blog posts|presentations|interviews|issues|bugs|tasks|features|releases|documents|"
    r"pages of documentation|certificates)"
)
_COUNTED = re.compile(rf"\b[0-9][0-9,.]*[k+]?\+? (?:[A-Za-z-]+ ){{0,2}}{_ACTS}\b")
_LABEL = re.compile(rf"\b{_ACTS}\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:time|hours?|days?|minutes|share|rate|per|percent|without|older|wait|waiting|median|age|"
    r"size|cost|open|late|failed|lost|missed|escaped|asked)\b|%",
    re.IGNORECASE,
)


def _flags(draft: Draft) -> Iterator[Flag]:
    for win in draft.wins:
        counts = [metric for metric in win.evidence.metrics if is_activity(metric)]
        for metric in counts:
            place = of_win_field(win.section, win.evidence, "metrics")
            yield Flag(place, f"{metric.label}: a count of work, not of what it led to")
        if not counts and not _has_outcome(win.evidence):
            yield from _in_its_texts(win)


def is_activity(metric: Metric) -> bool:
    return (
        metric.lower_is_better is not True
        and bool(_LABEL.search(metric.label))
        and not _MEASURE.search(f"{metric.label} {metric.unit}")
    )


def _has_outcome(evidence: Evidence) -> bool:
    impact = evidence.impact.strip()
    return bool(evidence.metrics or (impact and not _COUNTED.search(impact)))


def _in_its_texts(win: PlacedWin) -> Iterator[Flag]:
    for passage in win.passages:
        if passage.place.field not in ("title", "impact"):
            continue
        for sentence in passage.sentences:
            if words := passage.search(_COUNTED, sentence):
                says = "“{}” counts work, not what it led to"
                yield flagged(passage, sentence, words, says)


CHECK = Check(
    name="activity",
    label="Work counted as impact",
    reason="A count of work says that you were busy. A committee asks what it changed.",
    mend="Add what became different through it, and for whom; keep the count in the details.",
    example="Reviewed 188 pull requests.",
    flags=_flags,
)
