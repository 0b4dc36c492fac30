"""Every check, in the order of the list; and all of them at once."""

from packets.preflight.checks import (
    acronyms,
    activity,
    baseline,
    confidential,
    hedging,
    how_much,
    last_months,
    no_proof,
    one_project,
    one_win,
    open_condition,
    other_voice,
    other_wording,
    outside_period,
    over_budget,
    thin_months,
    uncovered,
    unfinished,
    we,
)
from packets.preflight.findings import Check, Finding
from packets.preflight.passages import Draft

CHECKS: tuple[Check, ...] = (
    confidential.CHECK,
    uncovered.CHECK,
    open_condition.CHECK,
    unfinished.CHECK,
    we.CHECK,
    hedging.CHECK,
    no_proof.CHECK,
    how_much.CHECK,
    activity.CHECK,
    baseline.CHECK,
    one_project.CHECK,
    one_win.CHECK,
    last_months.CHECK,
    thin_months.CHECK,
    other_voice.CHECK,
    other_wording.CHECK,
    outside_period.CHECK,
    over_budget.CHECK,
    acronyms.CHECK,
)


def find(draft: Draft) -> list[Finding]:
    """All findings, check by check. Never raises, and stops nobody: a finding is an observation."""
    return [finding for check in CHECKS for finding in check.find(draft)]
