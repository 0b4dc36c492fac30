"""No page, mail, log line, export, error report, cache or queue shows what is private to somebody
else.

A world in which every private text is a word of its own is looked at by everybody, wherever there
is an address. Who was shown which word is one table, in both directions: that its owner is shown a
word proves that it can be found.
"""

import io
import json
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import models
from django.http import HttpResponseNotFound
from django.tasks import default_task_backend
from django.template.base import Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import page_not_found

from accounts.models import Mail
from accounts.tasks import send_due_mails
from bragdoc import urls
from bragdoc.models import Entry
from packets.models import Packet, Panel, Rendering
from packets.notifying.kinds import GROUPED
from packets.notifying.mails import mail_what_was_told
from packets.tasks import render_packet
from tests.clients import browser_of, program_of
from tests.packets.crawling import addresses, answers, of_the_administration
from tests.packets.leak_scenes import marked_world, marks_in
from tests.test_access import arguments_by_name

SHOWN = """
ada grace ivo nadia otto una root sam lee:
    adaname

ada grace ivo nadia otto root lee:
    gracename

ada grace ivo nadia pia lee:
    sharedask sharedclaim shareddetails sharedframed sharedframeddetails sharedframedimpact
    sharedframedwhy sharedimpact sharedlinklabel sharedmetric sharedpresetname sharedproject
    sharedthesis sharedtitle sharedunit sharedwhy sharedwin

ada grace ivo nadia rory root:
    roryname

ada grace ivo nadia lee:
    sharedlink sharedperson

ada grace ivo nadia pia:
    sharedasked sharedaskedanswer sharedgap sharedgapanswer sharednext sharedotherclaim
    sharedsectionclaim sharedsectiontitle sharedsummary

ada grace ivo nadia root:
    ivoname nadianame

ada grace ivo nadia:
    answer label remark remarkreworded sharedaskedby sharedsectionkey suggestion suggests

ada grace otto root:
    ottoname

ada grace otto:
    earliertitle earlierwin requestnote

ada ivo root:
    ivoaddress

ada nadia root:
    nadiaaddress

ada otto root:
    ottoaddress

ada pia root:
    panel pianame

ada una root:
    unaaddress

ada grace:
    adagave decision decisioncondition gracegave latest latesttitle withdrawntitle

ada lee:
    lee

ada sam:
    askedwhy askedwin samname samword

ada una:
    reviewerword

eve root:
    evename

pia root:
    piaaddress

rory root:
    roryaddress

una root:
    unaname

ada:
    adanote adanoteanswer adaratingnote askedwinnote comingcolleague comingmailbox
    comingposition comingrelation comingtext comingword declinedcolleague declinedmailbox
    declinedposition declinedrelation declinedtext declinedword draftask draftasked
    draftaskedanswer draftaskedby draftclaim draftconfidential draftconfidentialwhy draftdetails
    draftearlierthesis draftframed draftframeddetails draftframedimpact draftframedwhy draftgap
    draftgapanswer draftgonetitle draftimpact draftlink draftlinklabel draftmetric draftnext
    draftnote draftotherclaim draftperson draftpresetname draftproject draftsectionclaim
    draftsectionkey draftsectiontitle draftsummary drafttakenout draftthesis drafttitle
    draftunframed draftunframeddetails draftunit draftwhy draftwin filter goal letterhead locked
    lognote logtitle place praise praiser preset reflection samaddress sharedconfidential
    sharedearlierthesis sharedgonetitle sharednote sharedtakenout sharedunframed
    sharedunframeddetails token toldwin unopenedask unopenedasked unopenedaskedanswer
    unopenedaskedby unopenedclaim unopenedconfidential unopenedconfidentialwhy unopeneddetails
    unopenedearlierthesis unopenedframed unopenedframeddetails unopenedframedimpact
    unopenedframedwhy unopenedgap unopenedgapanswer unopenedgonetitle unopenedimpact
    unopenedlink unopenedlinklabel unopenedmetric unopenednext unopenednote unopenedotherclaim
    unopenedperson unopenedpresetname unopenedproject unopenedsectionclaim unopenedsectionkey
    unopenedsectiontitle unopenedsummary unopenedtakenout unopenedthesis unopenedtitle
    unopenedunframed unopenedunframeddetails unopenedunit unopenedwhy unopenedwin
    unprintedcolleague unprintedmailbox unprintedposition unprintedrelation unprintedtext
    unprintedword week withdrawal withdrawnask withdrawnasked withdrawnaskedanswer
    withdrawnaskedby withdrawnclaim withdrawnconfidential withdrawnconfidentialwhy
    withdrawndetails withdrawnearlierthesis withdrawnframed withdrawnframeddetails
    withdrawnframedimpact withdrawnframedwhy withdrawngap withdrawngapanswer withdrawngonetitle
    withdrawnimpact withdrawnlink withdrawnlinklabel withdrawnmetric withdrawnnext withdrawnnote
    withdrawnotherclaim withdrawnperson withdrawnpresetname withdrawnproject withdrawnremark
    withdrawnsectionclaim withdrawnsectionkey withdrawnsectiontitle withdrawnsummary
    withdrawntakenout withdrawntestimonycolleague withdrawntestimonymailbox
    withdrawntestimonyposition withdrawntestimonyword withdrawnthesis withdrawnunframed
    withdrawnunframeddetails withdrawnunit withdrawnwhy withdrawnwin withheldcolleague
    withheldmailbox withheldposition withheldrelation withheldtext withheldword

grace:
    gracelog gracelognote gracenote gracenoteanswer graceratingnote

ivo:
    ivonote ivonoteanswer ivoratingnote

nadia:
    nadianote nadianoteanswer

root:
    rootaddress rootname season

nobody:
    adanoteanswerkey adanotekey answeredtakenback answeredtakenbackkey answeredtakenbackreworded
    answeredtakenbackwords answerkey answertakenback answertakenbackkey draftaskedanswerout
    draftaskedout draftentrykey draftexcuse draftgapanswerout draftgapout draftgoneclaim
    draftpacketkey draftsource drafttakenoutwhy gracenoteanswerkey gracenotekey ivonoteanswerkey
    ivonotekey nadianoteanswerkey nadianotekey remarkkey sharedentrykey sharedexcuse
    sharedgoneclaim sharedsource suggestskey takenback takenbackkey takenbackwords
    unopenedaskedanswerout unopenedaskedout unopenedentrykey unopenedexcuse unopenedgapanswerout
    unopenedgapout unopenedgoneclaim unopenedpacketkey unopenedsource unopenedtakenoutwhy
    withdrawnaskedanswerout withdrawnaskedout withdrawnentrykey withdrawnexcuse
    withdrawngapanswerout withdrawngapout withdrawngoneclaim withdrawnpacketkey
    withdrawnremarkkey withdrawnsource withdrawntakenoutwhy withdrawntestimonyrelation
    withdrawntestimonytext
"""
"""Who is shown which marks. What begins with one of these words was written

    shared       in the version that is in review
    draft        in the same packet after that
    withdrawn    in a version that was withdrawn
    unopened     in a packet of which there is no version
"""

REVIEW = ("ada", "grace", "ivo", "nadia")
"""Who is asked for every row there is. Others are asked for the newest of each kind."""

WRITE = {"ada": 2, "grace": 4, "sam": 1, "lee": 1}
"""Who sends forms, with nothing filled in, and to how many rows of a kind."""

WORDLESS = """
    Comment.place Comment.quote Comment.section Dismissal.check_name Dismissal.digest
    Dismissal.place EarlierText.field EarlierText.part Endorsement.closeness Endorsement.state
    EndorsementSecret.digest Event.move Evidence.expectation Gap.competency Gap.expectation
    LinkVisit.furthest Notification.by_name Notification.detail Notification.kind
    Notification.path NotificationPlan.muted Packet.claims Packet.goal Packet.language
    Packet.now Packet.state Preset.key RatingSheet.ratings Rendering.content_hash
    Rendering.message Rendering.options Rendering.options_digest Rendering.paper Rendering.state
    Reviewer.role Reviewer.state Section.competency Section.part ShareLink.digest
    ShareLink.parts ShareLink.passcode Version.content_hash Visit.furthest Visit.place
"""
"""Columns of text without a word that anybody wrote: keys of a ladder, hashes, places, choices."""

OURS = ("accounts", "bragdoc", "packets")


@pytest.fixture
def world(ada, grace, eve, managed):
    """The arguments of addresses that name nothing private, the people, the secrets."""
    default_task_backend.clear()
    named = arguments_by_name(ada, grace, eve, managed)
    ladder_version = ada.packets.first().ladder_version
    for rows in (Packet, Entry, Panel, Mail):
        rows.objects.all().delete()
    return named, *marked_world(ada, grace, eve, ladder_version)


@pytest.fixture
def once(monkeypatch):
    """What is not found is said to each person in full the first time, in an empty answer after
    that; and no test is told which templates are rendered. That spares the crawl the same page some
    thousand times, and a copy of the context for each template of a page."""
    told = set()

    def not_found(request, exception):
        if request.user.pk in told:
            return HttpResponseNotFound()
        told.add(request.user.pk)
        return page_not_found(request, exception)

    monkeypatch.setattr(urls, "handler404", not_found, raising=False)
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture
def logged():
    """Every line that is logged, ours from DEBUG on, as it goes to standard error."""
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    kept = handler.setStream(io.StringIO())
    levels = {name: logging.getLogger(name).level for name in OURS}
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield lambda: handler.stream.getvalue()
    handler.setStream(kept)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def shown_to(who, named, people, secrets):
    """The marks in all that somebody is answered, wherever they ask."""
    person, secret = people.get(who), [secrets[who]] if who in secrets else []
    clients = (browser_of(person), program_of(person)) if person else (Client(), Client())
    if who == "lee":
        assert pdf_of_link(clients[0], *secret)["Content-Type"] == "application/pdf"
    urls = addresses(named, "GET", secrets=secret, most=1_000 if who in REVIEW else 5)
    if person and person.is_staff:
        urls += of_the_administration()
    found = set().union(*map(marks_in, answers(*clients, "GET", urls)))
    urls = addresses(named, "POST", secrets=secret, most=WRITE[who]) if who in WRITE else []
    return found.union(*map(marks_in, answers(*clients, "POST", urls)))


def pdf_of_link(browser, secret):
    """The watermarked PDF that this browser asked for, which it finds from then on."""
    page = reverse("link-pdf", args=[secret])
    browser.post(page)
    render_packet.call(Rendering.objects.latest("pk").pk)
    return browser.get(page)


def queued():
    """What stands in the queue: the arguments of each task."""
    return [
        argument
        for task in default_task_backend.results
        for argument in (*task.args, *task.kwargs.values())
    ]


def mailed():
    """The marks in the mails that were sent, by their reader's address."""
    mail_what_was_told(timezone.now() + 2 * GROUPED)
    send_due_mails()
    found = {}
    for sent in mail.outbox:
        (to,) = sent.to
        text = sent.message().as_string() + sent.body
        found.setdefault(to, set()).update(marks_in(text) - marks_in(to))
    return found


def planted():
    """The marks in each column of text, by the name of its model and its own."""
    found = {}
    for model in apps.get_models():
        for row in model.objects.values():
            for column, value in row.items():
                text = value if isinstance(value, str) else json.dumps(value, default=str)
                found.setdefault(f"{model.__name__}.{column}", set()).update(marks_in(text))
    return found


def table():
    """SHOWN, as `as_lines` has it."""
    groups = (group.split(":") for group in SHOWN.strip().split("\n\n"))
    return {" ".join(people.split()): sorted(words.split()) for people, words in groups}


def as_lines(shown):
    """{mark: people} as lines of the table."""
    groups = {}
    for name, people in shown.items():
        groups.setdefault(" ".join(people) or "nobody", []).append(name)
    return {people: sorted(names) for people, names in groups.items()}


def without_words():
    """The columns of text of packets in which nothing is written by a person, or nothing here."""
    there_are = {
        f"{model.__name__}.{field.attname}"
        for model in apps.get_app_config("packets").get_models()
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    }
    return there_are - {name for name, marks in planted().items() if marks}


@pytest.mark.usefixtures("once")
def test_everybody_is_shown_what_the_table_says_and_nothing_else(world, logged):
    named, people, secrets = world
    assert without_words() == {*WORDLESS.split()}
    marks = set().union(*planted().values())
    seen = {who: shown_to(who, named, people, secrets) for who in (*people, *secrets, "anybody")}
    sent = mailed()
    for who, person in people.items():
        seen[who] |= sent.pop(person.email, set())
    assert [*sent.values()] == [{"askedwin", "samword", "adaname"}]  # the mail to Sam
    shown = {name: [who for who, found in seen.items() if name in found] for name in marks}
    assert as_lines(shown) == table()
    assert marks_in(logged()) == set()
    assert len(logged().splitlines()) > 1_000
    assert marks_in(repr(caches["default"]._cache)) == set()
    assert {type(argument) for argument in queued()} == {int}  # keys of rows
    in_sessions = [session.get_decoded() for session in Session.objects.all()]
    assert marks_in(json.dumps(in_sessions)) == set()
