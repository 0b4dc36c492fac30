"""What comes in: a document to read, a candidate to look through."""

from django import forms

from bragdoc.capture.brag_document import read_brag_document
from bragdoc.capture.document_text import MAX_BYTES, UnreadableDocument
from bragdoc.forms.spans import DayField, settle_span
from bragdoc.forms.text import OneLineField
from bragdoc.models import Candidate, Competency, Import
from bragdoc.models.entries import TITLE_LIMIT


class ImportForm(forms.Form):
    """A brag document in Markdown, as a file or pasted. Reading it is part of checking it."""

    file = forms.FileField(
        label="A Markdown file",
        required=False,
        allow_empty_file=True,  # the reader says it in its own words
        help_text="Up to 2 MB. Bullets become candidates; headings and dates say when.",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not (file or text.strip()):
            raise forms.ValidationError("Choose a file, or paste a text.")
        if file and text.strip():
            raise forms.ValidationError(
                "There is a file and a pasted text. Bring in one at a time."
            )
        field = "file" if file else "text"
        data = file.read(MAX_BYTES + 1) if file else text.encode()
        self.name = file.name if file else "Pasted text"
        try:
            self.reading = read_brag_document(data, name=self.name if file else "")
        except UnreadableDocument as problem:
            self.add_error(field, str(problem))
        return cleaned

    def save(self, owner):
        return Import.objects.from_reading(self.reading, owner=owner, name=self.name[:255])


class CandidateForm(forms.Form):
    """A candidate as it will stand in the log."""

    title = OneLineField(label="What you did", max_length=TITLE_LIMIT)
    starts_on = DayField(label="From", error_messages={"required": "Say when this was."})
    ends_on = DayField(label="To", required=False, help_text="Empty for a single day.")
    competencies = forms.ModelMultipleChoiceField(
        Competency.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, candidate: Candidate):
        initial = {name: getattr(candidate, name) for name in ["title", "starts_on", "ends_on"]}
        super().__init__(data, initial=initial, label_suffix="")
        self.candidate = candidate
        choices = Competency.objects.taggable_by(candidate.owner).by_name()
        self.fields["competencies"].queryset = choices  # type: ignore[attr-defined]

    @staticmethod
    def as_is(candidate, given):
        """What the form would send for the candidate unchanged. The day may be given beside it."""
        return {
            "title": candidate.title,
            "starts_on": candidate.starts_on or given.get("starts_on", ""),
            "ends_on": candidate.ends_on or "",
        }

    def clean(self):
        cleaned = super().clean()
        settle_span(self)
        return cleaned

    def save(self):
        return self.candidate.accept(**self.cleaned_data)
