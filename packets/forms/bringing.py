"""The two steps in which a packet is brought back: its bytes, and what is made of them."""

from django import forms

from bragdoc.forms.positions import position_choices
from packets.bringing.bring import Bringing, bring, versions_for
from packets.document import canonical_json
from packets.importing.carriers import MAX_FILE_BYTES
from packets.importing.faults import NotAPacket
from packets.importing.reading import read_packet

ONE_OF_SEVERAL = "bragdoc/_field_of_several.html"


class BringForm(forms.Form):
    """A file, or a pasted text. `bringing` is what would be made of it, once it is valid."""

    bringing: Bringing

    file = forms.FileField(
        label="A file",
        required=False,
        allow_empty_file=True,  # it is said in our own words
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]  # the stubs do not know it
        help_text=f"JSON, ZIP or PDF, up to {MAX_FILE_BYTES // 1_000_000} MB.",
    )
    text = forms.CharField(
        label="Or paste the JSON",
        required=False,
        strip=False,
        template_name=ONE_OF_SEVERAL,  # type: ignore[call-arg]
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, data=None, files=None, *, user):
        super().__init__(data, files, label_suffix="")
        self.user = user

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if self.errors:
            return
        if bool(file) == bool(text.strip()):
            said = "Choose one of them." if file else "Choose a file, or paste the JSON."
            raise forms.ValidationError(said)
        data = file.read(MAX_FILE_BYTES + 1) if file else text.encode()
        try:
            self.bringing = bring(read_packet(data), self.user)
        except NotAPacket as problem:
            self.add_error("file" if file else "text", str(problem))


class PlanForm(forms.Form):
    """What the draft is measured against, beside the packet itself, which the page holds.

    `seen` is the digest of what the page showed, `over` the ladder that it showed: for another one,
    and for a position that it does not have, the positions are found anew.
    """

    bringing: Bringing

    packet = forms.CharField(strip=False, widget=forms.HiddenInput)
    over = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    ladder = forms.ChoiceField(label="Ladder")
    now = forms.CharField(label="Where you are", required=False)
    goal = forms.CharField(label="What you ask for", required=False)

    def __init__(self, data=None, *, user, bringing=None):
        super().__init__(data, label_suffix="", initial=bringing and shown(bringing))
        self.user = user
        self.versions = {str(version.pk): version for version in versions_for(user)}
        ladder = self.fields["ladder"]
        ladder.choices = [(pk, str(version)) for pk, version in self.versions.items()]
        if bringing:
            positions = position_choices(bringing.version.read())
            for name in ("now", "goal"):
                label = self.fields[name].label
                self.fields[name] = forms.ChoiceField(label=label, choices=positions)

    def clean(self):
        if self.errors:
            return
        chosen = self.cleaned_data
        version = self.versions[chosen["ladder"]]
        is_same = chosen["over"] == chosen["ladder"]
        groups = position_choices(version.read()) if is_same else []
        offered = {key for _, group in groups for key, _ in group}
        now, goal = (chosen[name] if chosen[name] in offered else "" for name in ("now", "goal"))
        try:
            document = read_packet(chosen["packet"].encode(errors="replace"))
            self.bringing = bring(document, self.user, version=version, now=now, goal=goal)
        except NotAPacket as problem:
            raise forms.ValidationError(str(problem)) from problem

    @property
    def was_seen(self):
        """Whether the page showed what would be made now."""
        return self.cleaned_data["seen"] == self.bringing.digest()


def shown(bringing):
    plan = bringing.plan
    return {
        "packet": canonical_json(plan.document).decode(),
        "over": bringing.version.pk,
        "seen": bringing.digest(),
        "ladder": str(bringing.version.pk),
        "now": plan.now,
        "goal": plan.goal,
    }
