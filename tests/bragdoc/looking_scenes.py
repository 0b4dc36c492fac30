"""What the addresses of looking back and ahead are about: Ada's, and in the fourth quarter."""

from bragdoc.models import Goal
from bragdoc.quarters import Quarter
from tests.factories import EntryFactory, ProjectFactory

Q4 = Quarter(2026, 4)


def looking_arguments(ada):
    """The arguments of these addresses, by their names."""
    goal = Goal.objects.set_goal(ada, Q4, text="Bring work across teams")
    project = ProjectFactory(owner=ada, slug="kasse", name="Kasse")
    win = EntryFactory(author=ada, project=project)
    return {
        **dict.fromkeys(["goal-quarter", "goal-create", "reflection"], (Q4,)),
        **dict.fromkeys(["goal-detail", "goal-settle", "goal-move"], (goal.pk,)),
        **dict.fromkeys(["goal-place", "goal-take-out"], (goal.pk, win.pk)),
        "impact-audit": (project.slug,),
    }
