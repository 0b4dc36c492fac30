"""The form of how a win is told in a packet."""

from packets.forms.drafts import RevisedForm
from packets.models import Evidence
from packets.models.evidence import FRAME, wording_of


class FrameForm(RevisedForm):
    """Its words for this packet alone. Never framed, it begins with those of the entry."""

    class Meta:
        model = Evidence
        fields = [*FRAME, "why"]
        help_texts = {"framed_title": "Left empty, the win keeps its own title."}

    def __init__(self, *args, instance, **kwargs):
        initial = {}
        if not instance.has_frame():
            initial = dict(zip(FRAME, wording_of(instance.entry), strict=True))
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    @property
    def packet(self):
        return self.instance.section.packet

    def write(self):
        self.instance.frame(revision=self.cleaned_data["revision"])
