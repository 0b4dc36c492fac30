"""The rows of a draft that was planned: the packet, its parts, and the wins that are new."""

from collections.abc import Iterable, Mapping

from accounts.models import User
from bragdoc.models import (
    Competency,
    Entry,
    Expectation,
    LadderVersion,
    NotApplicable,
    Person,
    Project,
)
from packets.importing.plan import Plan, PlannedWin
from packets.models import Condition, Endorsement, Evidence, Gap, Packet, Section

type Entries = Mapping[int, Entry]  # by the number that the document gives them


def write_draft(plan: Plan, version: LadderVersion, user: User, key: str) -> Packet:
    """Write all of it, within a transaction. `key` is what the draft is known by."""
    document = plan.document
    packet = Packet.objects.create(
        author=user,
        key=key,
        title=document.title,
        language=document.language,
        ladder_version=version,
        now=plan.now,
        goal=plan.goal,
        claims=plan.claims,
        preset=plan.preset.model_dump(mode="json") if plan.preset else {},
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        ask=document.ask,
        thesis=document.thesis,
        summary=document.summary,
        next=document.next,
    )
    competencies = {one.slug: one for one in Competency.objects.of_ladder(version.ladder)}
    entries = _entries(plan, user, packet.title)
    _tag(plan, entries, competencies)
    _sections(plan, packet, entries)
    _voices(plan, packet, entries)
    Gap.objects.bulk_create(
        Gap(packet=packet, position=position, **gap._asdict())
        for position, gap in enumerate(plan.gaps)
    )
    _conditions(plan, packet, entries)
    _reasons(plan, user, competencies)
    return packet


def _entries(plan: Plan, user: User, title: str) -> dict[int, Entry]:
    known = {win.number: win.known.entry for win in plan.wins if win.known}
    again = [win.known.entry for win in plan.wins if win.known and win.known.discarded]
    Entry.objects.restorable_by(user).among(again).update(discarded_at=None)
    there = Entry.objects.visible_to(user).in_bulk(known.values())
    new = [win for win in plan.wins if win.known is None]
    projects = _named(Project, user, (win.facts.project for win in new))
    made = Entry.objects.bulk_create(
        Entry(
            author=user,
            key=win.key,
            title=win.words.title,
            starts_on=win.starts_on,
            ends_on=win.ends_on,
            kind=win.facts.kind,
            role=win.facts.role,
            project=projects.get(win.facts.project),
            details=win.words.details,
            impact=win.words.impact,
            metrics=[metric.model_dump() for metric in win.facts.metrics],
            links=[link.model_dump() for link in win.facts.links],
            source=f"A packet that you brought in: {title}",
        )
        for win in new
    )
    entries = {win.number: entry for win, entry in zip(new, made, strict=True)}
    _name_people(new, entries, user)
    return entries | {number: there[pk] for number, pk in known.items()}


def _name_people(new: Iterable[PlannedWin], entries: Entries, user: User) -> None:
    people = _named(Person, user, (name for win in new for name in win.facts.people))
    named = {(entries[win.number].pk, people[name].pk) for win in new for name in win.facts.people}
    through = Entry.people.through
    through.objects.bulk_create(
        through(entry_id=entry, person_id=person) for entry, person in sorted(named)
    )


def _named[Row: (Project, Person)](
    model: type[Row], user: User, names: Iterable[str]
) -> dict[str, Row]:
    return {name: model.objects.named(user, name) for name in dict.fromkeys(filter(None, names))}


def _tag(plan: Plan, entries: Entries, competencies: Mapping[str, Competency]) -> None:
    """Tag the new wins with the competencies for which they stand."""
    new = {win.number for win in plan.wins if win.known is None}
    tags = {
        (entries[placing.number].pk, competencies[section.competency].pk)
        for section in plan.sections
        if section.competency
        for placing in section.placed
        if placing.number in new
    }
    through = Entry.competencies.through
    through.objects.bulk_create(
        through(entry_id=entry, competency_id=competency) for entry, competency in sorted(tags)
    )


def _sections(plan: Plan, packet: Packet, entries: Entries) -> None:
    sections = Section.objects.bulk_create(
        Section(
            packet=packet,
            key=section.key,
            title=section.title,
            competency=section.competency,
            claim=section.claim,
            part=section.part,
            position=position,
        )
        for position, section in enumerate(plan.sections)
    )
    Evidence.objects.bulk_create(
        Evidence(
            section=row,
            entry=entries[placing.number],
            expectation=placing.expectation,
            why=placing.why,
            featured=placing.featured,
            folded=placing.folded,
            is_framed=placing.framed is not None,
            framed_title=placing.framed.title if placing.framed else "",
            framed_details=placing.framed.details if placing.framed else "",
            framed_impact=placing.framed.impact if placing.framed else "",
            position=position,
        )
        for row, section in zip(sections, plan.sections, strict=True)
        for position, placing in enumerate(section.placed)
    )


def _voices(plan: Plan, packet: Packet, entries: Entries) -> None:
    """What others said, as its author may quote it; printed before, it was consented to."""
    Endorsement.objects.bulk_create(
        Endorsement(
            packet=packet,
            entry=entries[win.number],
            state=Endorsement.State.PASTED,
            name=said.name,
            position=said.position,
            relation=said.relation,
            closeness=said.closeness,
            text=said.text,
            said_where=said.where,
            said_on=said.said_on,
            consents=True,
        )
        for win in plan.wins
        for said in win.voices
    )


def _conditions(plan: Plan, packet: Packet, entries: Entries) -> None:
    conditions = Condition.objects.bulk_create(
        Condition(
            packet=packet,
            text=condition.text,
            said_by=condition.said_by,
            said_on=condition.said_on,
            answer=condition.answer,
        )
        for condition in plan.conditions
    )
    through = Condition.entries.through
    through.objects.bulk_create(
        through(condition_id=row.pk, entry_id=entries[number].pk)
        for row, condition in zip(conditions, plan.conditions, strict=True)
        for number in dict.fromkeys(condition.entries)
    )


def _reasons(plan: Plan, user: User, competencies: Mapping[str, Competency]) -> None:
    """Say under coverage why something does not apply, where nothing is said of it yet."""
    for reason in plan.reasons:
        competency = competencies[reason.competency]
        sentence = None
        if reason.expectation:
            sentence = Expectation.objects.get(competency=competency, slug=reason.expectation)
        NotApplicable.objects.get_or_create(
            person=user,
            competency=competency,
            expectation=sentence,
            defaults={"reason": reason.reason},
        )
