"""What colleagues of the story say of the wins: answers to requests, and praise from elsewhere."""

from collections.abc import Mapping
from datetime import date, timedelta

from accounts.models import User
from bragdoc.models import Entry
from packets.demo import story
from packets.demo.review import ZONE
from packets.models import Endorsement, Evidence, Packet
from packets.models.endorsements import USUAL_DAYS
from packets.testifying.shown import Shown


def tell_testimony(
    told: story.Testimony,
    draft: Packet,
    entry: Entry,
    person: story.Person,
    accounts: Mapping[str, User | None],
    anchor: date,
):
    """What was answered came from the mailbox that was asked, about the win as it stands."""
    said = Endorsement(
        packet=draft,
        entry=entry,
        name=person.name,
        position=person.role,
        relation=told.relation,
        closeness=told.closeness,
        text=told.text,
        consents=True,
    )
    if told.asked:
        account = accounts[person.key]
        placed = Evidence.objects.placed().of_packet(draft).with_entries().to_be_shown()
        said.state = Endorsement.State.GIVEN
        said.email = account.email if account else ""
        said.is_verified = bool(said.email)
        said.shown = Shown.of(placed.of_entry(entry)[0]).as_row()
        said.asked_at = told.asked.at(anchor).replace(tzinfo=ZONE)
        said.expires_at = said.asked_at + timedelta(days=USUAL_DAYS)
        said.answered_at = told.said.at(anchor).replace(tzinfo=ZONE)
    else:
        said.state = Endorsement.State.PASTED
        said.said_where = told.where
        said.said_on = told.said.on(anchor)
    said.save()
