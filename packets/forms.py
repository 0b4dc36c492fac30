from datetime import date

from django import forms
from django.utils.text import slugify

from packets.models import Comment, Dismissal, Evidence, Gap, Packet, Section, VersionLabel

BUDGETS = {  # words; passing one is shown, never refused
    "thesis": 60,
    "summary": 150,
    "next": 100,
    "claim": 80,
    "why": 60,
    "answer": 60,
}


class RevisedForm(forms.ModelForm):
    """A form over one part of a packet, kept only over the revision it was loaded with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"class": "written", "rows": 3}
                field.widget.attrs |= (
                    {"data-budget-words": BUDGETS[name]} if name in BUDGETS else {}
                )

    def keep(self):
        """Save. Raises EditConflict when the part was changed elsewhere in the meantime."""
        self.instance.keep(self._meta.fields, revision=self.cleaned_data["revision"])


class PacketForm(forms.ModelForm):
    """A new packet: for which position, over which period."""

    key = forms.CharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-idempotency-key": ""}),
    )

    class Meta:
        model = Packet
        fields = ["title", "now", "goal", "starts_on", "ends_on"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"title": "As it stands on the cover, such as the committee it goes to."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        positions = [
            (track.name, [(f"{track.slug}/{place.level}", place.label) for place in track.levels])
            for track in self.instance.ladder_version.read().tracks
        ]
        for name in ("now", "goal"):
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, choices=positions)

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        check_period(self, first, last)
        return self.cleaned_data


def check_period(form, first: date | None, last: date | None):
    """Ten years are more than any packet tells of; a slip of the year is caught here."""
    if not first or not last:
        return
    if first > last:
        form.add_error("ends_on", "The period ends before it begins.")
    elif (last - first).days > 3653:
        form.add_error("ends_on", "A period is ten years at most.")


class OpeningForm(RevisedForm):
    """What stands before and after the sections: title, ask, thesis, summary, what is next."""

    class Meta:
        model = Packet
        fields = ["title", "starts_on", "ends_on", "ask", "thesis", "summary", "next"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "ask": "One sentence: what you ask, of whom, on which work.",
            "thesis": "Why, in a breath. It stands on the cover.",
        }

    def clean(self):
        super().clean()
        check_period(self, self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on"))
        return self.cleaned_data


class SectionForm(RevisedForm):
    class Meta:
        model = Section
        fields = ["claim"]


class OwnSectionForm(RevisedForm):
    """A section of the author's own: no competency names it, so its title can change."""

    class Meta:
        model = Section
        fields = ["title", "claim"]


class NewSectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ["title"]

    def __init__(self, *args, **kwargs):
        # It stands on one page with the packet's own title.
        super().__init__(*args, auto_id="id_section_%s", **kwargs)

    def save(self, commit=True):
        self.instance.key = self._free_key()
        self.instance.position = Section.objects.next_position(self.instance.packet)
        return super().save(commit)

    def _free_key(self):
        taken = {
            "new",
            "opening",
            "coverage",
            "gaps",
            "conditions",
            "next",
            *self.instance.packet.sections.values_list("key", flat=True),
        }
        # A slug may have underscores, which the key of a document's section has not.
        title = self.cleaned_data["title"].replace("_", " ")
        wanted = slugify(title)[:60].strip("-") or "section"
        keys = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
        return next(key for key in keys if key not in taken)


class WhyForm(RevisedForm):
    class Meta:
        model = Evidence
        fields = ["why"]


class GapForm(RevisedForm):
    class Meta:
        model = Gap
        fields = ["title", "answer", "not_applicable"]


class NewGapForm(forms.ModelForm):
    class Meta:
        model = Gap
        fields = ["title", "answer", "competency", "expectation"]
        widgets = {
            "answer": forms.Textarea(
                attrs={"class": "written", "rows": 3, "data-budget-words": 60}
            ),
            "competency": forms.HiddenInput,
            "expectation": forms.HiddenInput,
        }


class CommentForm(forms.ModelForm):
    parent = forms.ModelChoiceField(Comment.objects.none(), required=False)
    key = forms.CharField(required=False, max_length=64)

    class Meta:
        model = Comment
        fields = ["text", "section", "parent"]


class DismissalForm(forms.ModelForm):
    """A word why a finding is left as it is."""

    class Meta:
        model = Dismissal
        fields = ["reason"]
        labels = {"reason": "Why you leave it"}


class VersionLabelForm(forms.ModelForm):
    class Meta:
        model = VersionLabel
        fields = ["text"]
        labels = {"text": "What you call it"}
        help_texts = {
            "text": "Such as “Before the committee”. Whoever may read the version reads it too."
        }
