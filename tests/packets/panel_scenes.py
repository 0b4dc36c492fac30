"""A panel, and the cases that lie before it."""

from packets.models import Panel, PanelCase


def seat(*people, **panel) -> Panel:
    """A panel on which these people sit."""
    made = Panel.objects.create(name="January, engineering", **panel)
    made.members.set(people)
    return made


def panel_arguments(version, member):
    """The arguments of each address of panels: this version lies before one of this member's."""
    panel = seat(member)
    case = PanelCase.objects.bring(panel, version)
    packet = version.packet_id
    return {
        "packet-panels": (packet,),
        "case-bring": (packet, panel.pk),
        "panel-detail": (panel.pk,),
        **dict.fromkeys(["panel-case", "case-take-back"], (case.pk,)),
    }
