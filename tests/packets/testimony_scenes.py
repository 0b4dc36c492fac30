"""What happens to testimony before a test begins: colleagues are asked, and answer."""

from django.urls import reverse

from packets.models import Endorsement, EndorsementSecret, Evidence
from packets.testifying import acts

WORDS = "I was on call that week. The nightly page is gone."
ANSWER = {
    "revision": 1,
    "name": "Sam Ortiz",
    "position": "Site Reliability Engineer",
    "relation": "We share an on-call rotation",
    "closeness": "with",
    "text": WORDS,
    "consents": "on",
}


def ask(evidence, *, name="Sam", email="", days=30, word=""):
    """A request and the secret of its address, mailed or not."""
    evidence = Evidence.objects.with_entries().to_be_shown().get(pk=evidence.pk)
    row, secret = acts.ask(evidence, name=name, email=email, days=days, word=word)
    if not email:
        return row, secret
    row.secrets.all().delete()  # nobody knows that of the mail
    return row, EndorsementSecret.objects.make(row, mailed_to=email)


def page_of(secret):
    return reverse("endorse", args=[secret])


def answer(client, secret, **changes):
    """Answer by the form of the page. A value of None is left out."""
    sent = {name: value for name, value in (ANSWER | changes).items() if value is not None}
    return client.post(page_of(secret), sent)


def act(client, secret, what, **sent):
    return client.post(reverse(f"endorse-{what}", args=[secret]), sent)


def verify(client, row, secret, mailbox):
    """Have an address mailed to a mailbox. Returns a secret such as the mail has."""
    act(client, secret, "verify", email=mailbox)
    row.secrets.filter(mailed_to=mailbox).delete()
    return EndorsementSecret.objects.make(row, mailed_to=mailbox)


def now(row):
    return Endorsement.objects.get(pk=row.pk)


def quote(packet, entry, **changes):
    """Praise that the author pasted."""
    return Endorsement.objects.create(
        **{
            "packet": packet,
            "entry": entry,
            "state": "pasted",
            "name": "Kim Berg",
            "text": "That saved our launch.",
            "said_where": "In a mail to the team",
            "consents": True,
            **changes,
        }
    )


def arguments_of_testimony(evidence):
    """The arguments of the addresses of testimony about a placed win, by their names."""
    packet = evidence.section.packet
    row, secret = ask(evidence, email="sam@example.org")
    given, _ = ask(evidence, name="Given")
    Endorsement.objects.filter(pk=given.pk).update(state="given", text=WORDS)
    _expired, late = ask(evidence, name="Expired", days=0)
    cancelled, ended = ask(evidence, name="Cancelled")
    cancelled.cancel()
    acts = ("", "-decline", "-withdraw", "-confirm", "-verify")
    return {
        **dict.fromkeys(["endorsement-list", "endorsement-ask", "praise-create"], (packet.pk,)),
        **{
            f"endorsement-{act}": (row.pk,)
            for act in ("again", "remind", "cancel", "restore", "print")
        },
        "praise-detail": (quote(packet, evidence.entry).pk,),
        "praise-detail:given": (given.pk,),
        **{
            f"endorse{act}{which}": (known,)
            for act in acts
            for which, known in (
                ("", secret),
                (":cancelled", ended),
                (":expired", late),
                (":unknown", "nothing"),
            )
        },
    }
