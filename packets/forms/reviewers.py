"""The forms of who reviews: somebody is asked, given another role, and until when."""

from django import forms

from packets.forms.seasons import SeasonField
from packets.models import Packet, Reviewer
from packets.review import Role
from packets.reviewing.reviewers import CannotAsk, ask

DAY_OF_SEASON = "Left empty, it is the day by which the season decides."


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
    """Until when answers are asked for."""

    class Meta:
        model = Packet
        fields = ["answer_due_on"]
        labels = {"answer_due_on": "Please answer until"}
        widgets = {"answer_due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.today = person.today()
        season = self.instance.season
        if season and season.published_at:
            self.fields["answer_due_on"].help_text = DAY_OF_SEASON

    def clean_answer_due_on(self):
        day = self.cleaned_data["answer_due_on"]
        if day and day < self.today:
            raise forms.ValidationError("That day is over. Choose a later one, or none.")
        return day


class SharingForm(AnswerDueForm):
    """For which season a version is shared, and until when answers are asked for."""

    class Meta(AnswerDueForm.Meta):
        fields = ["season", "answer_due_on"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["season"] = SeasonField(person, kept=self.instance.season_id)
        if self.fields["season"].queryset:
            self.fields["answer_due_on"].help_text = DAY_OF_SEASON
        else:
            del self.fields["season"]

    def keep(self):
        self.instance.save(update_fields=[*self.fields])
