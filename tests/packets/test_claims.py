"""The steps a packet claims: copied when it starts, offered anew, and frozen with each version."""

import json
from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bragdoc.models import LadderVersion
from packets.comparing.differences import differences
from packets.compose import compose
from packets.document import PacketDocument, canonical_json, content_hash
from packets.exports.html import packet_html
from packets.models import Packet
from tests.bragdoc.scoring_ladders import criterion, points_ladder, scoring_ladder
from tests.clients import browser_of
from tests.factories import EntryFactory, EvidenceFactory, PacketFactory, PlacementFactory
from tests.packets.documents import draft_of, empty_packet, rich_packet
from tests.packets.scenes import share


def published(document):
    version = LadderVersion.objects.draft_from(document)
    version.publish()
    return version


@pytest.fixture
def placement(ada):
    return PlacementFactory(
        person=ada,
        ladder_version=published(points_ladder()),
        now="ic/l1",
        goal="ic/l2",
        claims={"testing": "expert", "dancing": "able"},
    )


def started(placement, **fields):
    facts = {
        "ladder_version": placement.ladder_version,
        "now": "ic/l1",
        "goal": "ic/l2",
        "starts_on": date(2025, 12, 1),
        "ends_on": date(2026, 11, 20),
    }
    return Packet.objects.start(Packet(author=placement.person, **facts | fields), key=None)


def composed(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def keys(packet):
    return [section.key for section in packet.sections.in_order()]


# The draft.


def test_a_packet_starts_with_what_its_author_claims_then(placement):
    packet = started(placement)
    assert packet.claims == {"testing": "expert"}
    assert keys(packet) == ["testing"]
    placement.keep_claims({"testing": "able", "design": "able"}, revision=1)
    packet.refresh_from_db()
    assert packet.claims == {"testing": "expert"}


def test_claims_made_for_another_ladder_are_not_taken(placement):
    other = published(scoring_ladder({}, {}).model_copy(update={"ladder": RENAMED}))
    packet = started(placement, ladder_version=other)
    assert (packet.claims, keys(packet)) == ({}, [])


RENAMED = points_ladder().ladder.model_copy(update={"slug": "other"})


def test_the_claimed_steps_are_what_the_packet_has_to_show(placement):
    document = composed(started(placement))
    asked = [(row.competency, row.text, row.kind) for row in document.coverage if row.text]
    assert asked == [
        ("testing", "Does testing alone.", "none"),
        ("testing", "Leads others in testing.", "none"),
    ]


def test_what_is_not_claimed_is_not_asked(placement):
    document = composed(started(placement))
    assert {row.competency for row in document.coverage} == {"testing"}


def test_other_claims_are_offered_and_taken_by_an_act(placement):
    packet, client = started(placement), browser_of(placement.person)
    page = reverse("packet-detail", args=[packet.pk])
    assertNotContains(client.get(page), "Take them over")
    placement.keep_claims({"testing": "", "design": "able"}, revision=1)
    assertContains(client.get(page), "You claim other steps now than this packet does.")
    assertRedirects(client.post(reverse("packet-claims-update", args=[packet.pk])), page)
    packet.refresh_from_db()
    assert packet.claims == {"design": "able"}
    assert keys(packet) == ["testing", "design"]
    assertNotContains(client.get(page), "Take them over")


def test_taking_claims_over_loses_nothing_that_was_written(placement):
    packet = started(placement)
    section = packet.sections.get(key="testing")
    section.keep(revision=section.revision, fields=[])
    packet.sections.filter(pk=section.pk).update(claim="I led it.")
    win = EntryFactory(author=packet.author, title="Read the whole log")
    EvidenceFactory(section=section, entry=win, expectation="leads-others-in-testing")
    placement.keep_claims({"testing": ""}, revision=1)
    packet.take_claims()
    (kept,) = composed(packet).sections
    assert (kept.claim, [e.title for e in kept.placed()]) == ("I led it.", ["Read the whole log"])


def test_a_ladder_that_sets_its_steps_says_nothing_of_claims(ada):
    packet = PacketFactory(author=ada)
    assert composed(packet).claims is None
    page = browser_of(ada).get(reverse("packet-detail", args=[packet.pk]))
    assertNotContains(page, "The steps you claim")


# The document.


def test_a_version_freezes_the_steps_and_what_they_come_to(placement, managed):
    packet = share(started(placement))
    claims = packet.versions.get().document().claims
    assert [(c.competency, c.step_name) for c in claims.steps] == [("testing", "Expert")]
    (total,) = claims.criteria
    assert (total.text, total.kind, total.comes_to) == ("6 to 17 points", "points", "12")
    assert total.without_step == ("Design", "Mentoring", "Hiring")


def test_a_document_without_claims_keeps_the_hash_it_had_before_there_were_any():
    content = json.loads(canonical_json(rich_packet()))
    assert "claims" not in content
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    document = PacketDocument.model_validate_json(spelled)
    assert canonical_json(document) == spelled.encode()
    assert content_hash(document) == content_hash(rich_packet())


def test_a_document_with_claims_loads_back_equal_and_has_another_hash(placement):
    document = composed(started(placement))
    assert PacketDocument.model_validate_json(canonical_json(document)) == document
    assert content_hash(document) != content_hash(document.model_copy(update={"claims": None}))


def test_the_next_version_tells_which_claims_changed(placement):
    packet = started(placement)
    before = composed(packet)
    placement.keep_claims({"testing": "able", "design": "able"}, revision=1)
    packet.take_claims()
    opening = differences(before, composed(packet)).parts[0]
    (change,) = opening.changes
    assert (opening.title, change.what) == ("Opening", "The steps claimed")
    assert [(run.kind, run.text.strip()) for run in change.words if run.kind != "same"] == [
        ("removed", "Expert"),
        ("added", "Able; Design: Able"),
    ]


# What is read.


def claiming(kind, text, **fields):
    """The claims of a document for a goal with this criterion."""
    version = published(scoring_ladder({}, criterion(kind, text, **fields)))
    packet = PacketFactory(
        ladder_version=version,
        now="ic/l1",
        goal="ic/l2",
        claims={"testing": "expert", "design": "able"},
    )
    return composed(packet).claims


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "points", "at_least": 5}, "The claimed steps come to a total of 5."),
        (
            {"kind": "mean", "at_least": "2.5"},
            "The claimed steps come to a mean of 2.5: 5 over 2. "
            "Left out, with no step claimed: Mentoring, Hiring.",
        ),
        ({"kind": "steps", "step": "able", "at_least": 2}, "Claimed in 2: Testing, Design."),
    ],
)
def test_the_pdf_and_the_version_print_the_figure_beside_the_ladders_words(fields, says):
    claims = claiming(text="As the ladder has it.", **fields)
    document = empty_packet(claims=claims)
    html = packet_html(document, draft_of(document))
    part = html.partition('id="part-claims"')[2].partition("</section>")[0]
    assert "As the ladder has it." in part
    assert says in " ".join(part.split())
    assert '<tr><th scope="row">Testing</th><td>Expert</td></tr>' in part
    assert 'href="#part-claims"' in html


def test_a_reader_of_the_version_sees_the_claims(placement, managed):
    packet = share(started(placement))
    page = browser_of(managed.manager).get(reverse("version-detail", args=[packet.pk, 1]))
    assertContains(page, "<dt>Testing</dt><dd>Expert</dd>")
    assertContains(page, '<b class="number">12</b> points', html=False)


def test_a_packet_without_claims_prints_no_part_for_them():
    assert "part-claims" not in packet_html(rich_packet(), draft_of(rich_packet()))
