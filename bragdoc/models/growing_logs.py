"""How the reading of a git log gets into the inbox: its groups of commits grow from log to log."""

from bragdoc.capture.git_history.reading import read
from bragdoc.capture.git_history.returning import tell_again
from bragdoc.models.inbox import Candidate
from bragdoc.models.taking_in import add, key_of, tell_anew


class GrowingLog:
    """A log (`git_history.log.GitLog`) beside what its owner has of earlier ones.

    What was kept or left out before stays so. What still waits is told anew by a log that holds all
    of its commits: it grows there instead of waiting twice.
    """

    def __init__(self, owner, log):
        self.owner, self.log = owner, log
        stored = list(self._stored())
        self.decisions = [(candidate.pk, candidate.state) for candidate in stored]
        self.taken = {candidate.key for candidate in stored}
        self.waiting = {
            candidate: set(candidate.commits)
            for candidate in stored
            if candidate.state == Candidate.State.WAITING and log.holds(candidate.commits)
        }
        self.settled = [candidate.commits for candidate in stored if candidate not in self.waiting]

    def _stored(self):
        return Candidate.objects.visible_to(self.owner).from_git().in_order()

    def read(self, choices, progress=lambda done, total: None):
        return read(self.log, choices, set().union(*self.settled), progress)

    def is_current(self):
        """Whether its owner has decided nothing meanwhile; within the transaction that takes in."""
        stored = self._stored().select_for_update().values_list("pk", "state")
        return self.decisions == list(stored)

    def take_in(self, brought, reading):
        """Make candidates of what was read. Returns how many were (new, known, changed)."""
        told, dropped = tell_again(reading.candidates, self.waiting)
        keys = [
            self._key_of(candidate, told.get(place))
            for place, candidate in enumerate(reading.candidates)
        ]
        Candidate.objects.among([candidate.pk for candidate in dropped]).delete()
        again = [
            (candidate, keys[place], reading.candidates[place]) for place, candidate in told.items()
        ]
        changed = tell_anew(brought, again)
        new = {
            keys[place]: found
            for place, found in enumerate(reading.candidates)
            if place not in told and keys[place] not in self.taken
        }
        add(brought, new)
        return len(new), len(told) - changed + sum(map(self.log.shares, self.settled)), changed

    def _key_of(self, found, told):
        """The commits it holds; where another has that key, it keeps the one it had."""
        key = key_of("", found)
        return told.key if told and key in self.taken else key
