"""The story told: its people, entries and packet as rows, as if the year had been lived here.

Everything is dated from the anchor. The packet is written as it stood at each version before that
is frozen, in their order; what became of them tells packets/demo/review.py.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Management, User
from bragdoc.models import (
    Candidate,
    Competency,
    Entry,
    Expectation,
    Goal,
    Import,
    LadderVersion,
    NotApplicable,
    Pause,
    Person,
    Placement,
    Project,
    Reflection,
    Week,
)
from bragdoc.quarters import Quarter
from packets.demo.notifications import tell_of_review
from packets.demo.review import ZONE, Review
from packets.demo.story import Story, monday_before
from packets.demo.testimony import tell_testimony
from packets.models import Evidence, Gap, Packet, Section


@dataclass
class Telling:
    story: Story
    anchor: date
    password: str

    @transaction.atomic
    def tell(self):
        LadderVersion.objects.publish_bundled()
        self.people = {person.key: self.account(person) for person in self.story.people}
        self.author = self.people[self.story.author]
        self.manager = self.people[self.story.manager]
        self.place_author()
        self.entries = {entry.key: self.entry(entry) for entry in self.story.entries}
        self.not_applicable()
        self.weeks()
        self.looking()
        self.inbox()
        self.packet()

    def account(self, person):
        """An account for whoever has an address; the others are names in the log."""
        if not person.email:
            return None
        user = User.objects.create_user(
            person.email, self.password, name=person.name, time_zone=str(ZONE)
        )
        EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
        return user

    def place_author(self):
        story = self.story.placement
        self.ladder = LadderVersion.objects.published().get(ladder__slug=story.ladder)
        Placement.objects.create(
            person=self.author,
            ladder_version=self.ladder,
            now=str(story.current),
            goal=str(story.target),
            since_on=story.since.on(self.anchor),
        )
        Management.objects.create(
            engineer=self.author,
            manager=self.manager,
            manager_email=self.manager.email,
            state=Management.State.ACCEPTED,
            asked_at=self.moment(story.since.on(self.anchor)),
            answered_at=self.moment(story.since.on(self.anchor)),
        )

    def moment(self, day, at=time(9)):
        return datetime.combine(day, at, tzinfo=ZONE)

    def entry(self, told):
        names = {person.key: person.name for person in self.story.people}
        projects = {project.slug: project.name for project in self.story.projects}
        entry = Entry.objects.create(
            author=self.author,
            title=told.title,
            starts_on=told.starts_on(self.anchor),
            ends_on=told.ends_on(self.anchor),
            kind=told.kind,
            role=told.role,
            project=(
                Project.objects.get_or_create(
                    owner=self.author, slug=told.project, defaults={"name": projects[told.project]}
                )[0]
                if told.project
                else None
            ),
            details=told.details,
            impact=told.impact,
            metrics=[metric.model_dump() for metric in told.metrics],
            links=[link.model_dump() for link in told.links],
            private_note=told.private_note,
            confidential=told.confidential,
            revisit_on=told.revisit.on(self.anchor) if told.revisit else None,
            created_at=self.moment(told.ends_on(self.anchor), time(16)),
        )
        entry.competencies.set(
            Competency.objects.filter(ladder=self.ladder.ladder, slug__in=told.competencies)
        )
        entry.expectations.set(self.sentence(key) for key in told.expectations)
        entry.people.set(Person.objects.named(self.author, names[key]) for key in told.people)
        return entry

    def sentence(self, key):
        return Expectation.objects.stated_in(self.ladder).of_key(key).get()

    def not_applicable(self):
        ours = Competency.objects.stated_in(self.ladder)
        for told in self.story.not_applicable:
            NotApplicable.objects.create(
                person=self.author,
                competency=ours.get(slug=told.competency),
                expectation=self.sentence(f"{told.competency}/{told.expectation}")
                if told.expectation
                else None,
                reason=told.reason,
            )

    def weeks(self):
        weeks = self.story.weeks
        Week.objects.bulk_create(
            [
                *(
                    Week(
                        person=self.author,
                        monday=monday_before(closed.week, self.anchor),
                        state=Week.State.CLOSED,
                        sentence=closed.sentence,
                    )
                    for closed in weeks.closed
                ),
                *(
                    Week(
                        person=self.author,
                        monday=monday_before(week, self.anchor),
                        state=Week.State.SKIPPED,
                    )
                    for week in weeks.skipped
                ),
            ]
        )
        for week in weeks.holiday:
            monday = monday_before(week, self.anchor)
            Pause.objects.create(
                person=self.author, starts_on=monday, ends_on=monday + timedelta(days=6)
            )

    def looking(self):
        """The goals of this quarter, and what the one before it was like."""
        quarter = Quarter.of(self.anchor)
        for told in self.story.goals:
            row = self.sentence(told.expectation)
            Goal.objects.set_goal(
                self.author, quarter, text=told.text, competency=row.competency, expectation=row
            )
        Reflection.objects.create(
            person=self.author,
            quarter_on=quarter.previous.first,
            **self.story.reflection.model_dump(),
        )

    def inbox(self):
        told = self.story.inbox
        brought = Import.objects.create(
            owner=self.author, name=told.source, found=len(told.candidates), known=0
        )
        for candidate in told.candidates:
            first, last = candidate.period(self.anchor) or (None, None)
            Candidate.objects.create(
                owner=self.author,
                brought_by=brought,
                key=Candidate.key_of(told.source, candidate),
                title=candidate.title,
                details=candidate.details,
                starts_on=first,
                ends_on=last,
                precision=candidate.precision,
                headings=list(candidate.headings),
                line=candidate.line,
            )

    def packet(self):
        story = self.story.packet
        self.draft = Packet.objects.create(
            author=self.author,
            title=story.title_for(self.anchor),
            ladder_version=self.ladder,
            now=str(self.story.placement.current),
            goal=str(self.story.placement.target),
            starts_on=story.period.starts_on(self.anchor),
            ends_on=story.period.ends_on(self.anchor),
            ask=story.ask,
            summary=story.summary,
            next=story.next,
        )
        self.draft.add_sections()
        Gap.objects.bulk_create(Gap(packet=self.draft, **gap.model_dump()) for gap in story.gaps)
        review = Review(story, self.anchor, self.people, self.draft)
        review.ask(self.author, self.manager)
        for version in story.versions:
            self.write(story.as_of(version.number))
            self.testimony(version.number)
            review.share(version)
        review.tell()
        tell_of_review(self.draft)

    def testimony(self, number):
        """What the version of this number is the first to print."""
        people = {person.key: person for person in self.story.people}
        for told in self.story.packet.testimony:
            if told.version == number:
                tell_testimony(
                    told,
                    self.draft,
                    self.entries[told.entry],
                    people[told.by],
                    self.people,
                    self.anchor,
                )

    def write(self, packet):
        """The draft's thesis, claims and evidence as they stood at a version."""
        Packet.objects.filter(pk=self.draft.pk).update(thesis=packet.thesis)
        Evidence.objects.filter(section__packet=self.draft).delete()
        for told in packet.sections:
            section = Section.objects.get(packet=self.draft, key=told.competency)
            Section.objects.filter(pk=section.pk).update(claim=told.claim)
            for place, found in enumerate(told.evidence):
                Evidence.objects.create(
                    section=section,
                    entry=self.entries[found.entry],
                    expectation=found.expectation or "",
                    why=found.why,
                    position=place,
                )
