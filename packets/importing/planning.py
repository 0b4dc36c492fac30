"""From a packet, a ladder and a log to the plan of a draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bragdoc.ladders.claims import claimed
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.expected import CompetencyGap, gap
from packets.document import PacketDocument
from packets.importing.plan import (
    KnownWin,
    Plan,
    PlannedSection,
    PlannedWin,
    Reason,
    Remark,
    placed_evidence,
)
from packets.importing.positions import key_of
from packets.importing.presets import parts_of, preset_named, preset_of
from packets.importing.reasons import gaps_and_reasons
from packets.importing.room import Room
from packets.importing.sections import Sections, competencies_of
from packets.importing.wins import Vocabulary, planned_wins, remarks_on
from packets.presets.document import PresetDocument, PresetPart


class Measure(NamedTuple):
    """What the draft is measured against. Positions are keys, "track/level"."""

    ladder: LadderDocument
    now: str
    goal: str


def plan_of(
    document: PacketDocument,
    measure: Measure,
    *,
    log: Sequence[KnownWin],
    presets: Iterable[PresetDocument],
    said: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    room: Room,
) -> Plan:
    """`log` has the wins that may be the packet's, `presets` those that it may follow, in the order
    of preference. `said` is why something of the ladder does not apply, as the person says it
    under coverage: by competency and sentence, "" for all of a competency.

    Raises UnknownPosition when the ladder does not have the positions.
    """
    claims, asked = _asked(document, measure)
    wins = planned_wins(document, log, vocabulary)
    kept = competencies_of(document, asked)
    named = preset_named(document, presets)
    own = parts_of(named, [each for each in document.sections if not kept[each.key]])
    preset = preset_of(document, named, own)
    whole = preset is None or preset.evidence == "whole"
    sections = Sections(asked, wins, prints_whole=whole, most=room.text)
    planned = tuple(
        sections.plan(section, kept[section.key], _part_in(preset, own.get(section.key)))
        for section in document.sections
    )
    stated = {(one.slug, slug) for one in asked for slug in ("", *(i.slug for i in one.new))}
    gaps, reasons, lost = gaps_and_reasons(document, stated, room.reason)
    added = tuple(_added(document, measure, asked, planned))
    remarks = [
        *_about_copy(document),
        *_about_ladder(document, measure, claims),
        *_about_preset(document, named),
        *sections.remarks,
        *(Remark(section.title, "Asked here, and not in the file.") for section in added),
        *_about_reasons(document, reasons, lost, said),
        *_about_wins(document, wins),
    ]
    return Plan(
        document=document,
        now=measure.now,
        goal=measure.goal,
        claims=claims,
        preset=preset,
        sections=planned + added,
        wins=wins,
        gaps=gaps,
        conditions=document.conditions,
        reasons=reasons,
        remarks=tuple(remarks),
    )


def _asked(
    document: PacketDocument, measure: Measure
) -> tuple[dict[str, str], tuple[CompetencyGap, ...]]:
    """The steps of the packet's claims that can be claimed, and what is asked with them."""
    ladder = measure.ladder
    now, goal = (ladder.position(*key.split("/", 1)) for key in (measure.now, measure.goal))
    steps = document.claims.steps if document.claims else ()
    claims = claimed(ladder, goal, {step.competency: step.step for step in steps})
    return claims, gap(ladder, now, goal, claims)


def _part_in(preset: PresetDocument | None, part: PresetPart | None) -> str:
    """The key by which a section knows its part; empty where the preset does not have it."""
    return part.key if preset and part and preset.section(part.key) else ""


def _added(
    document: PacketDocument,
    measure: Measure,
    asked: Sequence[CompetencyGap],
    planned: Sequence[PlannedSection],
) -> Iterator[PlannedSection]:
    """A section for each competency that another ladder asks and the packet does not have."""
    header = measure.ladder.ladder
    if (header.slug, header.version) == (document.ladder.slug, document.ladder.version):
        return
    taken = {section.key for section in planned} | {section.competency for section in planned}
    for competency in asked:
        if (competency.new or competency.carried) and competency.slug not in taken:
            yield PlannedSection(competency.slug, competency.name, competency.slug, "", "")


def _about_copy(document: PacketDocument) -> Iterator[Remark]:
    if document.cut:
        kind = "has some parts alone" if document.cut == "excerpt" else f"was {document.cut}"
        text = f"The file is a copy that {kind}: what was taken out is not in it, and "
        yield Remark("Copy", f"{text}the draft does not say that it is one.")


def _about_ladder(
    document: PacketDocument, measure: Measure, claims: dict[str, str]
) -> Iterator[Remark]:
    meant, header = document.ladder, measure.ladder.ladder
    if (meant.slug, meant.version) != (header.slug, header.version):
        text = f"The packet is measured against {header.name} {header.version}, not against "
        yield Remark("Ladder", f"{text}{meant.name} {meant.version}.")
    for what, said, key in (
        ("Where you are", document.now, measure.now),
        ("What you ask for", document.goal, measure.goal),
    ):
        here = measure.ladder.position(*key.split("/", 1))
        if said is None:
            yield Remark(what, f"The file does not say. It becomes {here.label}.")
        elif (key_of(here), here.label) != (f"{said.track}/{said.level}", said.label):
            yield Remark(what, f"{said.label} becomes {here.label}.")
    for step in document.claims.steps if document.claims else ():
        if claims.get(step.competency) != step.step:
            yield Remark(step.competency_name, f"{step.step_name} can not be claimed here.")


def _about_preset(document: PacketDocument, named: PresetDocument | None) -> Iterator[Remark]:
    if document.preset and named is None:
        text = f"There is no preset “{document.preset}” here. Its parts are kept in their order, "
        yield Remark("Preset", f"{text}without guidance and budgets.")


def _about_reasons(
    document: PacketDocument,
    kept: Sequence[Reason],
    lost: Sequence[Reason],
    said: Mapping[tuple[str, str], str],
) -> Iterator[Remark]:
    subject = "Does not apply"
    for reason in lost:
        yield Remark(subject, f"Left out: “{reason.reason}”")
    for reason in kept:
        told = said.get((reason.competency, reason.expectation), "")
        if not told:
            text = "No gap gives this reason. It is said under coverage, for all your packets"
            yield Remark(subject, f"{text}: “{reason.reason}”")
        elif told != reason.reason:
            yield Remark(subject, f"Under coverage you say “{told}”, not “{reason.reason}”.")
    for row in document.coverage:
        keys = ((row.competency, row.expectation), (row.competency, ""))
        if row.kind == "none" and (told := next(filter(None, map(said.get, keys)), "")):
            yield Remark(subject, f"Under coverage you say of “{row.text}”: “{told}”")


def _about_wins(document: PacketDocument, wins: Sequence[PlannedWin]) -> Iterator[Remark]:
    told = placed_evidence(document)
    for win in wins:
        yield from remarks_on(win, told[win.number])
