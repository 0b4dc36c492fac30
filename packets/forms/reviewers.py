"""The forms of who reviews: somebody is asked, given another role, and until when."""

from django import forms

from packets.forms.seasons import SeasonField
from packets.models import Packet, Reviewer
from packets.review import Role
from packets.reviewing.reviewers import CannotAsk, ask


class AskForm(forms.ModelForm):
    """Ask somebody to review a packet. `save` adds an error where they cannot be asked."""

    class Meta:
        model = Reviewer
        fields = ["email", "role", "word"]
        widgets = {
            "word": forms.Textarea(attrs={"class": "written", "rows": 2, "dir": "auto"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "email": "They get a mail, and answer it with an account of this address.",
            "word": "It stands in the mail.",
        }

    def __init__(self, *args, packet, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.packet = packet
        self.fields["role"].choices = Reviewer.role.field.choices
        self.fields["role"].initial = Role.PEER

    def save(self):
        """Whoever is asked; None, with an error on the form, where this address is not."""
        try:
            return ask(self.packet, **self.cleaned_data)
        except CannotAsk as problem:
            self.add_error("email", str(problem))
            return None


class RoleForm(forms.ModelForm):
    """Another role for somebody who reviews or is asked to."""

    class Meta:
        model = Reviewer
        fields = ["role"]


class AnswerDueForm(forms.ModelForm):
    """Until when answers are asked for, as the author says when she shares."""

    class Meta:
        model = Packet
        fields = ["season", "answer_due_on"]
        labels = {"answer_due_on": "Please answer until"}
        help_texts = {"answer_due_on": "Left empty, it is the day by which the season decides."}
        widgets = {"answer_due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.today = person.today()
        self.fields["season"] = SeasonField(person, kept=self.instance.season_id)
        if not self.fields["season"].queryset:
            del self.fields["season"]
            self.fields["answer_due_on"].help_text = ""

    def clean(self):
        cleaned = super().clean()
        if (day := cleaned.get("answer_due_on")) and day < self.today:
            self.add_error("answer_due_on", "That day is over. Choose a later one, or none.")
        return cleaned

    def keep(self):
        self.instance.save(update_fields=[*self.fields])
