"""Forms over a draft as a whole: its beginning, its text, what it renamed when it is published."""

from django import forms

from bragdoc.forms.drafts.parts import NAME_LIMIT, name_field
from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.editing.beginning import begin
from bragdoc.ladders.editing.edits import EditError
from bragdoc.ladders.matching import Suggestion, suggestions, with_replacements
from bragdoc.ladders.nodes import MAX_BYTES


class BeginForm(forms.Form):
    """A ladder from nothing: two levels, and one area to put competencies into."""

    name = name_field(help_text="As people call it, such as the name of the team.")
    audience = forms.ChoiceField(
        label="For whom",
        choices=[("me", "For me alone"), ("all", "For everyone here")],
        widget=forms.RadioSelect,
    )
    lower = OneLineField(
        label="A level", max_length=NAME_LIMIT, help_text="Such as the one you are at."
    )
    upper = OneLineField(label="The level above it", max_length=NAME_LIMIT)

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"audience": "me"}, label_suffix="")
        if not user.is_staff:
            del self.fields["audience"]
        self.user = user

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.document = begin(
                    cleaned["name"], [cleaned["lower"], cleaned["upper"]], "Competencies"
                )
            except EditError as refused:
                raise forms.ValidationError(str(refused)) from refused
        return cleaned

    @property
    def owner(self):
        return None if self.cleaned_data.get("audience") == "all" else self.user


class SourceForm(forms.Form):
    """The text as it is typed. Whether it can be read is told beside it, and refuses nothing."""

    source = WrittenField(
        label="The ladder as text",
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(
            attrs={
                "rows": 30,
                "wrap": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
                "aria-describedby": "outcome",
            }
        ),
        error_messages={
            "required": "There is nothing here. Go back to the last that could be read."
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """What was renamed, as a person answers it: one question for each suggestion.

    An answer may bring up more of them: the sentences of a competency that was renamed.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, draft, document, before: LadderDocument | None):
        super().__init__(data, initial={"revision": draft.revision}, label_suffix="")
        self.confirmed: list[Suggestion] = []
        self.asked: dict[str, Suggestion] = {}
        while before and self._ask(suggestions(before, self._renaming(document, before)), data):
            pass

    def _renaming(self, document, before):
        return with_replacements(document, before, self.confirmed)

    def _ask(self, found, data):
        """Whether one of them was confirmed, and so others may be found."""
        new = [suggestion for suggestion in found if suggestion.key not in self.asked]
        for suggestion in new:
            name = suggestion.key.replace(" ", ":")
            self.asked[suggestion.key] = suggestion
            self.fields[name] = forms.ChoiceField(
                label=suggestion.new_text,
                choices=[("yes", "Yes, the same"), ("no", "No, another")],
                widget=forms.RadioSelect,
                error_messages={"required": "Answer this first."},
            )
            if (data or {}).get(name) == "yes":
                self.confirmed.append(suggestion)
        return any(suggestion in self.confirmed for suggestion in new)

    def questions(self):
        return [(suggestion, self[key.replace(" ", ":")]) for key, suggestion in self.asked.items()]
