"""What is to be done to several wins of the log at once."""

from django import forms

from bragdoc import bulk
from bragdoc.forms.log import LogFilterForm
from bragdoc.forms.text import OneLineField
from bragdoc.models import Competency, Entry, Project
from bragdoc.models.names import NAME_LIMIT
from bragdoc.numbers import whole_number


class BulkForm(forms.Form):
    """The wins that are ticked, or all that the filters in `query` let through, and an act."""

    ACTS = {
        "move": "Move",
        "no-project": "Take out of its project",
        "tag": "Tag",
        "untag": "Untag",
        "discard": "Discard",
    }

    act = forms.ChoiceField(choices=ACTS.items(), error_messages={"required": "Choose an act."})
    project = OneLineField(required=False, max_length=NAME_LIMIT)
    competency = forms.ModelChoiceField(
        Competency.objects.none(), required=False, to_field_name="slug"
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)
    all = forms.BooleanField(required=False)

    def __init__(self, data=None, *, author):
        super().__init__(data)
        self.author = author
        if self.is_bound:
            self.fields["competency"].queryset = Competency.objects.taggable_by(author)

    def ticked(self):
        """The pks of the wins that are ticked."""
        sent = self.data.getlist("entry") if self.is_bound else ()
        return set(filter(None, map(whole_number, sent)))

    def filters(self):
        """The filters of the page that the form stands on."""
        return LogFilterForm.of_query(self.data.get("query", ""), author=self.author)

    def clean(self):
        cleaned = super().clean()
        match cleaned.get("act"):
            case "move" if not cleaned.get("project") and "project" not in self.errors:
                self.add_error("project", "Say which project they go to.")
            case "tag" | "untag" if not cleaned.get("competency"):
                self.add_error("competency", "Choose a competency.")
        if not cleaned.get("all") and not self.ticked():
            raise forms.ValidationError("Tick the wins first.")
        if len(self.ticked()) > bulk.LIMIT:
            raise forms.ValidationError(f"Tick at most {bulk.LIMIT:,} wins.")
        return cleaned

    def wins(self):
        mine = Entry.objects.visible_to(self.author)
        if not self.cleaned_data["all"]:
            return mine.among(self.ticked())
        newest = self.filters().narrow(mine).newest_first()[: bulk.LIMIT]
        return mine.among(list(newest.values_list("pk", flat=True)))

    def said(self, count):
        """What was done, to so many wins, in words."""
        wins = f"{count} win" if count == 1 else f"{count:,} wins"
        match self.cleaned_data["act"]:
            case "tag":
                return f"{wins} tagged with {self.cleaned_data['competency']}."
            case "untag":
                return f"{wins} no longer tagged with {self.cleaned_data['competency']}."
            case "discard":
                return f"{wins} discarded. They can be restored for thirty days."
            case "no-project":
                return f"{wins} taken out of their project."
        return f"{wins} moved to {self.cleaned_data['project']}."

    def save(self):
        """Do it. Returns the `bulk.Change`."""
        wins, competency = self.wins(), self.cleaned_data["competency"]
        match self.cleaned_data["act"]:
            case "tag":
                return bulk.tag(wins, competency, self.author)
            case "untag":
                return bulk.untag(wins, competency, self.author)
            case "discard":
                return bulk.discard(wins)
            case "no-project":
                return bulk.move(wins, None)
        return bulk.move(wins, Project.objects.named(self.author, self.cleaned_data["project"]))
