"""What the table of who may do what names of reviewers."""

from packets.reviewing.reviewers import ask, remove
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import review


def reviewer_arguments(ada, grace, packet, withdrawn):
    """The arguments of the addresses of reviewers, by their names in the table. Grace, who manages
    Ada, reviews `packet` and is asked to review another, which somebody else reviews as manager."""
    part = packet.reviewers.in_force().of_person(grace).get()
    other = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    outdated = review(other, UserFactory(), "manager")
    asked = ask(other, email=grace.email, role="peer")
    removed = review(other, UserFactory())
    remove(removed)
    of_part = [f"reviewer-{act}" for act in ("role", "remove", "restore", "hand-over", "leave")]
    return {
        **dict.fromkeys(["reviewer-list", "packet-readers"], (packet.pk,)),
        **dict.fromkeys([*of_part, "reviewer-answer:answered"], (part.pk,)),
        "reviewer-restore:removed": (removed.pk,),
        "reviewer-hand-over:outdated": (outdated.pk,),
        "reviewer-answer": (asked.pk,),
        "version-far": (packet.pk, 1),
        "version-far:withdrawn": (withdrawn.pk, 1),
    }
