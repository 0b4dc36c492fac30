"""A world in which every private text is a word of its own, by which it is known wherever it turns
up: `mark("gracenote")` is in no other text, file or page.

Ada writes. Of her packets one is in review: Grace is her manager, Ivo a peer, Nadia an observer,
Rory was removed, Pia sits on a panel, Sam is asked for testimony and Lee has a link. Another was
decided by Grace, of which Otto reads an earlier version alone. A third was withdrawn, and of a
fourth no version was ever shared; Una is asked to review it and has not answered.
"""

import re
from datetime import date

from accounts.models import ApiToken
from bragdoc.models import Goal, Person, Project, Reflection, SavedFilter, Season, Week
from packets.builder.discarding import discard
from packets.compose import compose
from packets.exports.options import PdfOptions
from packets.models import (
    Comment,
    EarlierText,
    Endorsement,
    Letterhead,
    Packet,
    Panel,
    PanelCase,
    Preset,
    Rendering,
    Reviewer,
    ShareLink,
    Version,
    VersionLabel,
)
from packets.models.presets import spelled
from packets.ratings import rateable
from packets.reviewing.reviewers import ask as ask_to_review
from packets.reviewing.reviewers import remove
from packets.sharing import move_packet
from packets.tasks import render_packet
from tests.factories import EntryFactory, PacketFactory, UserFactory
from tests.packets.preset_scenes import small_preset
from tests.packets.scenes import place, rate, review, share
from tests.packets.testimony_scenes import ask, quote

MARKED = re.compile("zzqq([a-z]+?)qqzz", re.IGNORECASE)


def mark(name):
    """A word that stands for one private text."""
    return f"zzqq{name}qqzz"


def marks_in(text):
    """The names of the marks in it."""
    return {name.lower() for name in MARKED.findall(text)}


def somebody(name, **fields):
    return UserFactory(
        email=f"{mark(name + 'address')}@example.org", name=f"Name {mark(name + 'name')}", **fields
    )


def write(packet, when):
    """Write in every text of a draft, with marks that begin with `when`."""

    def said(what):
        return mark(when + what)

    texts = ("title", "ask", "thesis", "summary", "next")
    preset = small_preset(slug=f"preset-{when}", name=said("presetname"))
    Packet.objects.filter(pk=packet.pk).update(
        **{field: said(field) for field in texts}, preset=spelled(preset), key=said("packetkey")
    )
    packet.refresh_from_db()
    packet.sections.filter(key="delivery").update(claim=said("claim"))
    packet.sections.filter(key="reliability").update(claim=said("otherclaim"))
    own = {"title": said("sectiontitle"), "claim": said("sectionclaim"), "position": 9}
    packet.sections.create(key=said("sectionkey"), **own)
    for parts, fields in (
        (packet.gaps, {"title": said("gap"), "answer": said("gapanswer")}),
        (packet.conditions, {"text": said("asked"), "answer": said("askedanswer")}),
    ):
        parts.create(**fields)
        parts.create(
            **{name: text.replace("qqzz", "outqqzz") for name, text in fields.items()}
        ).discard()
    packet.conditions.kept().update(said_by=said("askedby"))
    place_wins(packet, said)
    taken_out = packet.sections.create(
        key=f"out-{when}", title=said("gonetitle"), claim=said("goneclaim"), position=10
    )
    discard(taken_out)
    EarlierText.objects.add(packet, packet, "thesis", said("earlierthesis"))
    packet.dismissals.create(check_name=when, reason=said("excuse"))


def place_wins(packet, said):
    """One as its author tells it in her log, one in words for the packet, one that was taken out
    of it, and one that stays out because it is confidential."""
    facts = {
        "details": said("details"),
        "impact": said("impact"),
        "source": said("source"),
        "private_note": said("note"),
        "metrics": [
            {"label": said("metric"), "before": "1", "after": "2", "unit": said("unit"),
             "lower_is_better": None}
        ],
        "links": [{"url": f"https://{said('link')}.example/", "label": said("linklabel")}],
        "project": Project.objects.named(packet.author, said("project")),
    }  # fmt: skip
    told = place(packet, said("win"), why=said("why"), **facts)
    type(told.entry).objects.filter(pk=told.entry_id).update(key=said("entrykey"))
    told.entry.people.add(Person.objects.named(packet.author, said("person")))
    framed = place(packet, said("unframed"), details=said("unframeddetails"), why=said("framedwhy"))
    type(framed).objects.filter(pk=framed.pk).update(
        is_framed=True,
        framed_title=said("framed"),
        framed_details=said("frameddetails"),
        framed_impact=said("framedimpact"),
    )
    place(packet, said("takenout"), why=said("takenoutwhy")).take_out()
    place(packet, said("confidential"), why=said("confidentialwhy"), confidential=True)


def unwrite(packet):
    """Empty a draft, so that other words can be written in it."""
    packet.sections.exclude(competency="").update(claim="")
    for rows in (packet.gaps, packet.conditions, packet.sections.filter(competency="")):
        rows.all().delete()
    for section in packet.sections.all():
        section.evidence.all().delete()


def log_of(ada):
    """What Ada keeps for herself and places in no packet."""
    EntryFactory(author=ada, title=mark("logtitle"), private_note=mark("lognote"))
    Goal.objects.create(person=ada, quarter_on=date(2026, 10, 1), text=mark("goal"))
    Week.objects.create(person=ada, monday=date(2026, 11, 9), state="closed", sentence=mark("week"))
    Reflection.objects.create(person=ada, quarter_on=date(2026, 7, 1), best_at=mark("reflection"))
    SavedFilter.objects.create(owner=ada, name=mark("filter"), query="kind=glue")
    Letterhead.objects.put(ada, name=mark("letterhead"), logo=None)
    Preset.objects.make(ada, small_preset(name=mark("preset")))
    ApiToken.objects.issue(person=ada, name=mark("token"), scopes=["packets:read"], days=3)


def remark(version, author, name, **fields):
    """A comment whose words are marked."""
    about = {"section": "opening", "text": mark(name), "key": mark(f"{name}key")} | fields
    return Comment.objects.create(version=version, author=author, **about)


def talk_about(version, people):
    """What is said beside a version: to all, to oneself, and what was taken back or reworded."""
    ada, grace, ivo, nadia = (people[name] for name in ("ada", "grace", "ivo", "nadia"))
    for person, name in ((ada, "ada"), (grace, "grace"), (ivo, "ivo"), (nadia, "nadia")):
        note = remark(version, person, f"{name}note", is_private=True)
        remark(version, person, f"{name}noteanswer", is_private=True, parent=note)
    said = remark(version, grace, "remark")
    said.reword(mark("remarkreworded"))
    remark(version, ivo, "answertakenback", parent=said).discard()
    remark(version, ivo, "takenback", suggestion=mark("takenbackwords")).discard()
    answered = remark(
        version, grace, "answeredtakenback", suggestion=mark("answeredtakenbackwords")
    )
    answered.reword(mark("answeredtakenbackreworded"))
    remark(version, ada, "answer", parent=answered)
    answered.discard()
    remark(version, ivo, "suggests", suggestion=mark("suggestion"))
    for person, name, gives in ((ada, "ada", False), (grace, "grace", False), (ivo, "ivo", True)):
        sheet = rate(version, person)
        sheet.notes = dict.fromkeys(rateable(version.document()), mark(f"{name}ratingnote"))
        sheet.save()
        if gives:
            sheet.give()


def ask_for_testimony(packet):
    """Of a win that is told to Sam alone. Returns the secret of his address."""
    asked = place(packet, mark("askedwin"), why=mark("askedwhy"), private_note=mark("askedwinnote"))
    _row, secret = ask(
        asked, name=mark("samname"), email=f"{mark('samaddress')}@example.org", word=mark("samword")
    )
    told = place(packet, mark("toldwin"))
    for state, name, consents, printed in (
        ("declined", "declined", False, True),
        ("given", "withheld", False, True),
        ("given", "unprinted", True, False),
        ("given", "coming", True, True),
        ("withdrawn", "withdrawntestimony", True, True),
    ):
        row, _secret = ask(told, name=mark(f"{name}colleague"), word=mark(f"{name}word"))
        Endorsement.objects.filter(pk=row.pk).update(
            state=state,
            text=mark(f"{name}text"),
            email=f"{mark(name + 'mailbox')}@example.org",
            position=mark(f"{name}position"),
            relation=mark(f"{name}relation"),
            consents=consents,
            is_printed=printed,
            answered_at=packet.created_at,
            closeness="with",
        )
    quote(packet, told.entry, text=mark("praise"), name=mark("praiser"), said_where=mark("place"))
    return secret


def decide(ada, grace, otto, ladder_version):
    """Grace asks for changes of a version that Otto reads, and decides on one that he does not."""
    packet = PacketFactory(author=ada, ladder_version=ladder_version, title=mark("earliertitle"))
    place(packet, mark("earlierwin"))
    review(packet, otto)
    share(packet)
    move_packet(packet, "request-changes", by=grace, note=mark("requestnote"), version=1)
    Reviewer.objects.of_packet(packet).of_person(otto).end(by=ada)
    Packet.objects.filter(pk=packet.pk).update(title=mark("latesttitle"), thesis=mark("latest"))
    packet.refresh_from_db()
    share(packet)
    latest = packet.versions.get(number=2)
    for person, name in ((grace, "gracegave"), (ada, "adagave")):
        sheet = rate(latest, person)
        sheet.notes = {"delivery": mark(name)}
        sheet.save()
        sheet.give()
    move_packet(
        packet,
        "postpone",
        by=grace,
        version=2,
        note=mark("decision"),
        conditions=mark("decisioncondition"),
        again_on=date(2099, 1, 1),
    )
    packet.events.get(move="postpone").decision.plan(ada)
    return packet


def marked_world(ada, grace, eve, ladder_version):
    """The people by their names, and the secrets of those who have no account by theirs. Grace
    manages Ada."""
    people = {"ada": ada, "grace": grace, "eve": eve}
    for name, person in people.items():
        person.name = f"Name {mark(name + 'name')}"
        person.save()
    people |= {name: somebody(name) for name in ("ivo", "nadia", "rory", "pia", "otto", "una")}
    people["root"] = somebody("root", is_staff=True, is_superuser=True)
    log_of(ada)
    EntryFactory(author=grace, title=mark("gracelog"), private_note=mark("gracelognote"))
    Season.objects.create(
        name=mark("season"),
        opens_on=date(2026, 12, 1),
        drafts_due_on=date(2027, 1, 8),
        decisions_due_on=date(2027, 1, 29),
    )
    secrets = in_review(people, ladder_version)
    decide(ada, grace, people["otto"], ladder_version)

    withdrawn = PacketFactory(author=ada, ladder_version=ladder_version)
    write(withdrawn, "withdrawn")
    share(withdrawn)
    remark(withdrawn.versions.get(), grace, "withdrawnremark")
    move_packet(withdrawn, "withdraw", by=ada, note=mark("withdrawal"))

    unopened = PacketFactory(author=ada, ladder_version=ladder_version)
    write(unopened, "unopened")
    una = people["una"].email
    ask_to_review(unopened, email=una, role="peer", word=mark("reviewerword"))
    set_pdfs()
    return people, secrets


def in_review(people, ladder_version):
    """The packet in review. Returns the secrets of Sam and Lee."""
    ada = people["ada"]
    packet = PacketFactory(author=ada, ladder_version=ladder_version)
    write(packet, "shared")
    for name, role in (("ivo", "peer"), ("nadia", "observer"), ("rory", "peer")):
        review(packet, people[name], role)
    share(packet)
    version = packet.versions.get()
    VersionLabel.objects.put(version, mark("label"))
    talk_about(version, people)
    remove(packet.reviewers.get(person=people["rory"]))
    _link, lee = ShareLink.objects.make(
        version=version,
        reader=mark("lee"),
        parts=["section-delivery"],
        days=14,
        passcode="",
    )
    ShareLink.objects.make(
        version=version, reader=mark("locked"), parts=[], days=14, passcode=mark("passcode")
    )
    panel = Panel.objects.create(name=mark("panel"))
    panel.members.set([people["pia"]])
    PanelCase.objects.bring(panel, version)
    unwrite(packet)
    write(packet, "draft")
    return {"sam": ask_for_testimony(packet), "lee": lee}


def set_pdfs():
    """The PDFs of what is in review and was withdrawn, and of the draft of the first of these."""
    for version in Version.objects.filter(number=1).exclude(title=mark("earliertitle")):
        Rendering.objects.of_version(version, PdfOptions())
    packet = Packet.objects.with_parts().get(state="in-review")
    Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    for rendering in Rendering.objects.all():
        render_packet.call(rendering.pk)
