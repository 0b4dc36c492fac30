"""Boring factories: required fields, sequences, fixed dates."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import ApiToken, Management, User
from bragdoc.ladders.document import LadderDocument
from bragdoc.models import (
    Competency,
    Entry,
    Expectation,
    LadderVersion,
    Placement,
    Project,
    Season,
)
from packets.models import Evidence, Packet, Reviewer


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse")


class ManagementFactory(DjangoModelFactory):
    class Meta:
        model = Management

    engineer = factory.SubFactory(UserFactory)
    manager = factory.SubFactory(UserFactory)
    manager_email = factory.SelfAttribute("manager.email")
    state = Management.State.ACCEPTED


class TokenFactory(DjangoModelFactory):
    """A token of which nobody has the secret; `secret_of` makes one that can be used."""

    class Meta:
        model = ApiToken

    person = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    start = "brag_Aaaa"
    digest = factory.Sequence(lambda n: f"{n:064x}")


def secret_of(person, *scopes, days=None):
    """The secret of a new token of a person."""
    _token, secret = ApiToken.objects.issue(
        person=person, name="brag on the laptop", scopes=scopes, days=days
    )
    return secret


LADDER = {
    "format": "ladder/1",
    "ladder": {"slug": "small", "name": "Small Ladder", "version": "1"},
    "levels": [
        {"slug": "senior", "name": "Senior Engineer"},
        {"slug": "staff", "name": "Staff Engineer"},
    ],
    "tracks": [
        {
            "slug": "ic",
            "name": "Individual contributor",
            "kind": "ic",
            "levels": [{"level": "senior", "code": "E3"}, {"level": "staff", "code": "E4"}],
        }
    ],
    "areas": [
        {
            "slug": "work",
            "name": "Work",
            "competencies": [
                {
                    "slug": "delivery",
                    "name": "Delivery",
                    "expect": {
                        "senior": [{"slug": "finishes", "text": "Finishes what they start."}],
                        "staff": [
                            {"slug": "across-teams", "text": "Brings work across teams to users."},
                            {"slug": "notices", "text": "Notices early that a plan will not hold."},
                        ],
                    },
                },
                {
                    "slug": "reliability",
                    "name": "Reliability",
                    "expect": {
                        "senior": [{"slug": "repairs", "text": "Repairs a cause where it began."}],
                        "staff": [
                            {"slug": "impossible", "text": "Makes a class of failure impossible."}
                        ],
                    },
                },
                {
                    "slug": "hiring",
                    "name": "Hiring",
                    "expect": {
                        "senior": [{"slug": "interviews", "text": "Interviews for the team."}]
                    },
                },
            ],
        }
    ],
}


def small_ladder() -> LadderVersion:
    """A published ladder of two levels and three competencies, for the whole installation."""
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(LADDER))
    version.publish()
    return version


class PlacementFactory(DjangoModelFactory):
    class Meta:
        model = Placement

    person = factory.SubFactory(UserFactory)
    ladder_version = factory.LazyFunction(small_ladder)
    now = "ic/senior"
    goal = "ic/staff"


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    owner = factory.SubFactory(UserFactory)
    slug = factory.Sequence(lambda n: f"project-{n}")
    name = factory.SelfAttribute("slug")


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    author = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Win {n}")
    starts_on = date(2026, 11, 3)
    ends_on = factory.SelfAttribute("starts_on")


def tag(entry, *slugs):
    entry.competencies.add(*Competency.objects.filter(slug__in=slugs))
    return entry


def show(entry, *keys):
    """Tag a win with sentences, "competency/expectation", and so with their competencies."""
    for key in keys:
        sentence = Expectation.objects.of_key(key).get()
        entry.competencies.add(sentence.competency)
        entry.expectations.add(sentence)
    return entry


class SeasonFactory(DjangoModelFactory):
    """Published. On the day of the tests it is not open yet."""

    class Meta:
        model = Season

    name = "Winter 2027"
    opens_on = date(2026, 12, 1)
    drafts_due_on = date(2027, 1, 8)
    decisions_due_on = date(2027, 1, 29)
    published_at = datetime(2026, 11, 2, 9, tzinfo=UTC)


class PacketFactory(DjangoModelFactory):
    """A packet for the small ladder's staff level, with a section per competency."""

    class Meta:
        model = Packet
        skip_postgeneration_save = True

    author = factory.SubFactory(UserFactory)
    title = "Staff Engineer, January 2027"
    ladder_version = factory.LazyFunction(small_ladder)
    now = "ic/senior"
    goal = "ic/staff"
    starts_on = date(2025, 12, 1)
    ends_on = date(2026, 11, 20)

    @factory.post_generation
    def sections(self, create, extracted, **kwargs):
        self.add_sections()


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    section = None
    entry = factory.SubFactory(EntryFactory)
    expectation = "across-teams"


class ReviewerFactory(DjangoModelFactory):
    """Somebody who accepted to review."""

    class Meta:
        model = Reviewer

    packet = factory.SubFactory(PacketFactory)
    person = factory.SubFactory(UserFactory)
    email = factory.LazyAttribute(lambda reviewer: reviewer.person.email)
    role = "peer"
    state = Reviewer.State.ACCEPTED
    answered_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
