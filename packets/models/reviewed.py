"""Where a packet stands in its review, what each person may do there, and the one door for a change
of that. It reads the tables of `packets.review`."""

from django.db import models, transaction

from packets.models.reviewers import Reviewer
from packets.review import REVIEWERS, IllegalMove, Role, State, find_move, may, moves_open_to


class Reviewed(models.Model):
    """A packet as its review knows it: whose it is, its `versions`, its `events`, and its state."""

    author_id: int
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)

    class Meta:
        abstract = True

    def role_of(self, user) -> Role | None:
        """What this person is to the packet now. Who reads an earlier version alone is nothing."""
        if user.pk == self.author_id:
            return Role.AUTHOR
        found = Reviewer.objects.in_force().of_packet(self).of_person(user).first()
        return Role(found.role) if found else None

    def is_endorsed_by(self, user):
        """Whether this person stands by the latest version already."""
        latest = self.versions.latest_number()
        return self.events.filter(move="endorse", by=user, version=latest).exists()

    def moves_open_to(self, user):
        """The moves that this person has now, by name. Nobody endorses one version twice."""
        moves = moves_open_to(self.role_of(user), self.state)
        if "endorse" in moves and self.is_endorsed_by(user):
            del moves["endorse"]
        return moves

    def may(self, user, act):
        """Whether an act of the table is open to this person now."""
        return may(self.role_of(user), act, self.state)

    @transaction.atomic
    def make_move(self, name, *, by, note="", version=None):
        """The one door for a change of state: checks, swaps, and writes the history in one act.

        `version` is the number of the version the person had before them; a reviewer moves the
        latest one or none. Raises IllegalMove, and changes nothing, when the move is not open to
        this person in this state, or when the state changed since this object was loaded.
        """
        role = self.role_of(by)
        move = find_move(name, role, self.state, note)
        latest = self.versions.latest_number()
        if role in REVIEWERS and version != latest:
            raise IllegalMove("There is a newer version. Read that one first.")
        if name == "endorse" and self.is_endorsed_by(by):
            raise IllegalMove("You stand by this version already.")
        unmoved = type(self)._default_manager.filter(pk=self.pk, state=self.state)
        if not unmoved.update(state=move.target):
            raise IllegalMove("Somebody moved the packet in the meantime.")
        self.state = move.target
        return self.events.create(move=name, by=by, note=note.strip(), version=latest)
