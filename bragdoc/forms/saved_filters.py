"""Filters of the log under a name."""

from django import forms

from bragdoc.forms.log import LogFilterForm
from bragdoc.forms.text import OneLineField
from bragdoc.models import SavedFilter

NAME_LIMIT = SavedFilter._meta.get_field("name").max_length
QUERY_LIMIT = SavedFilter._meta.get_field("query").max_length


class RenameFilterForm(forms.Form):
    name = OneLineField(max_length=NAME_LIMIT)

    def __init__(self, data=None, *, saved):
        super().__init__(data, initial={"name": saved.name}, auto_id=f"id_%s_{saved.pk}")
        self.saved = saved

    def clean_name(self):
        name = self.cleaned_data["name"]
        theirs = SavedFilter.objects.visible_to(self.saved.owner)
        if theirs.beside(self.saved).of_name(name).exists():
            raise forms.ValidationError("Another of your filters has this name.")
        return name

    def save(self):
        self.saved.name = self.cleaned_data["name"]
        self.saved.save(update_fields=["name"])


class SaveFilterForm(forms.Form):
    """What the log shows now, to be kept under a name."""

    name = OneLineField(max_length=NAME_LIMIT)
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, owner):
        super().__init__(data, auto_id="id_save_%s")
        self.owner = owner

    def clean_query(self):
        """The filters as the log itself writes them, so that the same ones are known again."""
        query = LogFilterForm.of_query(self.cleaned_data["query"], author=self.owner).query()
        if not query:
            raise forms.ValidationError("Choose some filters of the log first.")
        if len(query) > QUERY_LIMIT:
            raise forms.ValidationError("These filters are too long to be saved.")
        return query

    def clean(self):
        cleaned = super().clean()
        query, name = cleaned.get("query"), cleaned.get("name")
        same = name and SavedFilter.objects.visible_to(self.owner).of_name(name).first()
        if same and query and same.query != query:
            self.add_error("name", "Another of your filters has this name.")
        return cleaned

    def save(self):
        """Keep it. What is saved under this name already is not saved twice."""
        kept, _ = SavedFilter.objects.get_or_create(owner=self.owner, **self.cleaned_data)
        return kept
