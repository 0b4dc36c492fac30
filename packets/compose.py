"""From the rows of a draft to the document that a version freezes."""

from collections.abc import Iterator

from accounts.models import Management
from bragdoc.ladders.claims import Standing, claimable, claimed, standings
from bragdoc.ladders.document import Position
from bragdoc.ladders.expected import CompetencyGap
from packets.document import (
    USUAL_ORDER,
    ClaimedStep,
    Claims,
    Condition,
    CoverageRow,
    Criterion,
    Evidence,
    ExpectationBlock,
    Gap,
    LadderRef,
    Link,
    Metric,
    PacketDocument,
    PositionRef,
    Section,
    anchor_of,
    months_between,
)
from packets.excuses import Excuses
from packets.presets.document import PresetDocument
from packets.testifying.said import Said, said_of_wins, testimony


def compose(packet) -> PacketDocument:
    """The packet as it stands now. Ask for it `with_parts()`, or each part is a query.

    Confidential entries are left out, wherever they are placed: what leaves the author's hands is
    made here and nowhere else.
    """
    manager = Management.objects.manager_of(packet.author)
    preset = packet.read_preset()
    asked = {competency.slug: competency for competency in packet.gap()}
    said = said_of_wins(packet)
    sections = [
        _section(section, asked.get(section.competency), preset, said)
        for section in packet.sections.all()
    ]
    told = {evidence.entry for section in sections for evidence in section.placed()}
    is_measured = preset.part("coverage") is not None
    return PacketDocument(
        title=packet.title,
        language=packet.language or packet.ladder_version.read().ladder.language or "en",
        author=str(packet.author),
        manager=str(manager) if manager else None,
        ladder=_ladder(packet.ladder_version),
        now=_position(packet.now_position()),
        goal=_position(packet.goal_position()),
        starts_on=packet.starts_on,
        ends_on=packet.ends_on,
        ask=packet.ask,
        thesis=packet.thesis,
        summary=packet.summary,
        next=packet.next,
        claims=claims_of(packet) if is_measured else None,
        coverage=coverage(packet, list(asked.values()), sections) if is_measured else (),
        sections=tuple(sections),
        gaps=tuple(Gap(title=gap.title, answer=gap.answer) for gap in packet.gaps.all()),
        conditions=tuple(_condition(condition, told) for condition in packet.conditions.all()),
        preset=preset.name if packet.preset else "",
        layout=preset.layout,
        order=order_of(preset, packet.sections.all()) if packet.preset else (),
    )


def order_of(preset: PresetDocument, sections) -> tuple[str, ...]:
    """The anchors of all parts, as the preset has them; what it does not name comes at the end.

    Sections stand where the preset has their part. Among themselves those of the competencies, and
    those of the author's own that end the packet, keep the order of their rows.
    """
    of_part: dict[str, list[str]] = {}
    for section in sections:
        of_part.setdefault(section.group(preset), []).append(anchor_of(section.key))
    order: list[str] = []
    for part in preset.parts:
        if part.kind == "coverage":
            order += ["part-claims", "part-coverage"]
        elif part.kind == "competencies":
            order += of_part.pop("competencies", [])
        elif part.kind == "section":
            order += of_part.pop(f"section {part.key}", [])
        elif part.kind not in ("ask", "thesis"):
            order.append(f"part-{part.kind}")
    rest = (*(anchor for left in of_part.values() for anchor in left), *USUAL_ORDER)
    return tuple(dict.fromkeys((*order, *rest)))


def _condition(condition, told: set[int]) -> Condition:
    answers = sorted(entry.pk for entry in condition.entries.all() if entry.pk in told)
    return Condition(
        text=condition.text,
        said_by=condition.said_by,
        said_on=condition.said_on,
        answer=condition.answer,
        entries=tuple(answers),
    )


def claims_of(packet) -> Claims | None:
    """The steps claimed with what they come to, where the goal lets any be claimed."""
    document, goal = packet.ladder_version.read(), packet.goal_position()
    choices = claimable(document, goal)
    if not choices:
        return None
    chosen = claimed(document, goal, packet.claims)
    return Claims(
        steps=tuple(
            ClaimedStep(
                competency=choice.competency.slug,
                competency_name=choice.competency.name,
                step=step.slug,
                step_name=step.name,
            )
            for choice in choices
            for step in choice.steps
            if chosen.get(choice.competency.slug) == step.slug
        ),
        criteria=tuple(map(_criterion, standings(document, goal, packet.claims))),
    )


def _criterion(standing: Standing) -> Criterion:
    is_mean = standing.criterion.kind == "mean"
    return Criterion(
        text=standing.criterion.text,
        kind=standing.criterion.kind,
        comes_to=standing.comes_to,
        weighted_sum=standing.weighted_sum if is_mean else "",
        weights=standing.weights if is_mean else "",
        counted=tuple(counted.competency.name for counted in standing.counted),
        without_step=tuple(competency.name for competency in standing.without_step),
    )


def coverage(
    packet, asked: list[CompetencyGap], sections: list[Section]
) -> tuple[CoverageRow, ...]:
    """A row for each sentence that is new at the goal, and one for each competency without any."""
    treated = {section.competency: section for section in sections if section.competency}
    excuses = Excuses(packet)
    rows: list[CoverageRow] = []
    for competency in asked:
        if competency.is_unclaimed:
            continue  # the author claims no step, so nothing is asked
        section = treated.get(competency.slug)
        if competency.new:
            rows += _rows_with_news(packet, competency, section, excuses)
        else:
            rows.append(_row_without_news(competency, section))
    return tuple(rows)


def _rows_with_news(
    packet, competency: CompetencyGap, section: Section | None, excuses: Excuses
) -> Iterator[CoverageRow]:
    placed = {block.slug: block.evidence for block in section.expectations} if section else {}
    is_told = False  # said of the whole competency, a reason stands once
    for item in competency.new:
        evidence = placed.get(item.slug, ())
        excuse = None if evidence else excuses.of(competency.slug, item.slug)
        yield CoverageRow(
            competency=competency.slug,
            competency_name=competency.name,
            expectation=item.slug,
            text=item.text,
            kind="evidence" if evidence else "not-applicable" if excuse else "none",
            wins=len(evidence),
            months=_months(packet, evidence),
            note=excuse.reason if excuse and not (excuse.is_of_all and is_told) else "",
            section=section.key if section else "",
        )
        is_told = is_told or bool(excuse and excuse.is_of_all)


def _row_without_news(competency: CompetencyGap, section: Section | None) -> CoverageRow:
    kind = "not-stated"
    if competency.status == "not-applicable":
        kind = "not-applicable"
    elif competency.carried:
        kind = "carried"
    return CoverageRow(
        competency=competency.slug,
        competency_name=competency.name,
        kind=kind,
        section=section.key if section else "",
    )


def _months(packet, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    period = set(months_between(packet.starts_on, packet.ends_on))
    found = {
        month for placed in evidence for month in months_between(placed.starts_on, placed.ends_on)
    }
    return tuple(sorted(found & period))


def _section(section, asked: CompetencyGap | None, preset: PresetDocument, said: Said) -> Section:
    placed = [evidence for evidence in section.evidence.all() if not evidence.entry.confidential]
    against = {evidence.expectation for evidence in placed}
    items = (
        [item for item in (*asked.new, *asked.carried) if item in asked.new or item.slug in against]
        if asked
        else []
    )
    stated = {item.slug for item in items}
    return Section(
        key=section.key,
        title=section.title,
        competency=section.competency,
        claim=section.claim,
        expectations=tuple(
            ExpectationBlock(
                slug=item.slug,
                text=item.text,
                examples=item.examples,
                evidence=tuple(
                    _evidence(e, preset, said) for e in placed if e.expectation == item.slug
                ),
            )
            for item in items
        ),
        evidence=tuple(_evidence(e, preset, said) for e in placed if e.expectation not in stated),
    )


def _evidence(placed, preset: PresetDocument, said: Said) -> Evidence:
    entry = placed.entry
    words = placed.wording()
    is_whole = preset.evidence == "whole" or placed.is_framed
    metrics = tuple(Metric(**metric) for metric in entry.metrics)
    return Evidence(
        entry=entry.pk,
        title=words.title,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        kind=entry.get_kind_display().lower(),
        role=entry.get_role_display().lower(),
        project=entry.project.name if entry.project else "",
        people=tuple(sorted(person.name for person in entry.people.all())),
        details=words.details if is_whole else "",
        impact=words.impact if is_whole else "",
        metrics=metrics,
        links=tuple(Link(**link) for link in entry.links),
        why=placed.why,
        featured=placed.featured,
        folded=placed.folded and preset.layout == "booklet",
        testimony=testimony(said.get(entry.pk, ()), words._asdict(), metrics),
    )


def _position(position: Position) -> PositionRef:
    return PositionRef(
        track=position.track,
        level=position.level,
        title=position.title,
        code=position.code,
        label=position.label,
    )


def _ladder(version) -> LadderRef:
    head = version.read().ladder
    return LadderRef(
        slug=head.slug,
        name=head.name,
        version=head.version,
        url=head.source.url or "",
        licence=head.source.licence,
        attribution=head.source.attribution,
    )
