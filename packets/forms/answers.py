"""The forms of what speaks against an author: gaps, conditions set before, and her answers."""

from django import forms

from bragdoc.models.revisions import EditConflict
from packets.forms.drafts import RevisedForm
from packets.models import Condition, Gap


class GapForm(RevisedForm):
    class Meta:
        model = Gap
        fields = ["title", "answer", "not_applicable"]
        labels = {"not_applicable": "It does not apply to me, for this reason"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.auto_id = f"gap-{self.instance.pk}-%s"  # many stand on one page
        if not self.instance.competency:
            del self.fields["not_applicable"]

    def clean(self):
        super().clean()
        does_not_apply = self.cleaned_data.get("not_applicable")
        if does_not_apply and not self.cleaned_data.get("answer", "").strip():
            self.add_error("answer", "Say why it does not apply to you.")
        return self.cleaned_data


class NewGapForm(forms.ModelForm):
    """A gap of the author's own finding, which no sentence of the ladder names."""

    class Meta:
        model = Gap
        fields = ["title", "answer"]
        widgets = {
            "answer": forms.Textarea(attrs={"class": "written", "rows": 3}),
        }


class ReasonForm(forms.ModelForm):
    """Why a sentence, or all that a competency asks, does not apply."""

    class Meta:
        model = Gap
        fields = ["answer"]
        labels = {"answer": "Why it does not apply to you"}
        error_messages = {"answer": {"required": "Say why it does not apply to you."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class ConditionForm(RevisedForm):
    """A condition with what became of it. The wins to choose from are those of its packet."""

    entries = forms.TypedMultipleChoiceField(
        label="Wins that answer it",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Condition
        fields = ["text", "said_by", "said_on", "answer"]
        widgets = {"said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.auto_id = f"condition-{self.instance.pk}-%s"
        self.fields["entries"].choices = placed_wins(self.instance.packet)
        self.chosen = [entry.pk for entry in self.instance.entries.all()]
        self.fields["entries"].initial = [str(pk) for pk in sorted(self.chosen)]

    def write(self):
        """Save with the wins chosen. Raises EditConflict as every form of the builder does.

        Wins that are not placed any more cannot be chosen, and stay chosen: placed again, they
        answer it again.
        """
        offered = {pk for _, wins in self.fields["entries"].choices for pk, _ in wins}
        unplaced = set(self.chosen) - offered
        entries = unplaced | set(self.cleaned_data["entries"])
        revision = self.cleaned_data["revision"]
        try:
            self.instance.keep_with(self._meta.fields, entries, revision=revision)
        except EditConflict as conflict:
            conflict.current.packet = self.instance.packet  # with its parts, for the other form
            raise


def placed_wins(packet) -> list[tuple[str, list[tuple[int, str]]]]:
    """The wins that a version of the packet tells, each once, under the title of the section in
    which it stands first. Ask for the packet `with_parts()`."""
    groups = []
    told: set[int] = set()
    for section in packet.sections.all():
        wins = {
            evidence.entry_id: evidence.wording().title or "Without a title"
            for evidence in section.evidence.all()
            if not evidence.entry.confidential and evidence.entry_id not in told
        }
        told |= wins.keys()
        if wins:
            groups.append((section.title or "Without a title", list(wins.items())))
    return groups


class NewConditionForm(forms.ModelForm):
    class Meta:
        model = Condition
        fields = ["text", "said_by", "said_on"]
        widgets = {
            "text": forms.Textarea(attrs={"class": "written", "rows": 3}),
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"text": "In the words in which it was said, as far as you have them."}
