"""The capture field: one line becomes an entry."""

from dataclasses import replace

from django import forms

from bragdoc.capture.line import Line, read_line, write_line
from bragdoc.forms.spans import DayField
from bragdoc.forms.text import OneLineField
from bragdoc.models import Competency, Entry, Expectation
from bragdoc.models.entries import METRIC_PART_LIMIT, TITLE_LIMIT, metric_row
from bragdoc.models.names import NAME_LIMIT

LINE_LIMIT = 1_000  # characters, tokens included


def given_line(given):
    """The line that an address of `/new/` holds: `text` as it would be typed, `title` as words of
    which none is a token, and the address `url`. A phone that shares a page gives all three, and
    often one of them twice."""
    text, title, url = (" ".join(given.get(name, "").split()) for name in ("text", "title", "url"))
    words = write_line(Line(title=title)).text if title != text else ""
    return " ".join(part for part in (words, text, url if url not in text else "") if part)


class LineForm(forms.Form):
    """A line with its tokens. What is not understood stays in the text; nothing is an error but a
    line that says nothing, or one too long to keep whole."""

    text = OneLineField(
        label="What did you do?",
        max_length=LINE_LIMIT,
        error_messages={"required": "Say in a few words what you did."},
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    # Whose page the line was typed on. A line that waited on a device is sent as nobody else's.
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # A prompt asks for one competency; the answer is tagged with it.
    competency = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, author, **kwargs):
        super().__init__(data, **kwargs)
        self.author = author
        self.taggable = {c.slug: c for c in Competency.objects.taggable_by(author)}
        self.fields["person"].initial = author.pk
        self.fields["key"].widget.attrs["data-idempotency-key"] = True

    def read(self, text):
        return read_line(text, today=self.author.today(), competencies=self.taggable)

    def clean_person(self):
        person = self.cleaned_data["person"]
        if person is not None and person != self.author.pk:
            raise forms.ValidationError(
                "Somebody else was signed in when this was written. It is kept for nobody but them."
            )
        return person

    def clean_text(self):
        self.line = self.read(self.cleaned_data["text"])
        for part, limit, parts in [
            ("The line without its tokens", TITLE_LIMIT, [self.line.title]),
            ("The name of a project", NAME_LIMIT, [self.line.project]),
            ("The name of a person", NAME_LIMIT, self.line.people),
            (
                "A part of a number",
                METRIC_PART_LIMIT,
                [text for metric in self.line.metrics for text in vars(metric).values()],
            ),
        ]:
            longest = max(map(len, parts), default=0)
            if longest > limit:
                raise forms.ValidationError(
                    f"{part} has {longest} characters; {limit} fit. Shorten it here, and put the "
                    "rest into the details afterwards."
                )
        if not self.line.title:
            raise forms.ValidationError("Only tokens were found. Say in a few words what you did.")
        return self.cleaned_data["text"]

    def save(self):
        slugs = {*self.line.competencies, self.cleaned_data["competency"]}
        return Entry.objects.log(
            self.line,
            author=self.author,
            key=self.cleaned_data["key"],
            competencies=[self.taggable[slug] for slug in slugs if slug in self.taggable],
        )


class WaitedLineForm(LineForm):
    """A line that may have waited: it lies on the day on which it was written."""

    written_on = DayField(required=False)
    field_order = ["written_on"]  # the line is read by it

    def read(self, text):
        today = self.cleaned_data.get("written_on") or self.author.today()
        line = read_line(text, today=today, competencies=self.taggable)
        return line if line.starts_on else replace(line, starts_on=today, ends_on=today)


class TagForm(forms.Form):
    """Choose a competency for a line, in place, and perhaps a sentence of it."""

    competency = forms.ModelChoiceField(
        Competency.objects.none(), to_field_name="slug", empty_label="Choose one"
    )
    expectation = forms.CharField(required=False)

    def __init__(self, data=None, *, author):
        super().__init__(data)
        self.author = author
        self.fields["competency"].queryset = Competency.objects.taggable_by(author).by_name()

    def clean_expectation(self):
        """The sentence of a slug, which names one within the competency."""
        competency, slug = self.cleaned_data.get("competency"), self.cleaned_data["expectation"]
        if competency is None or not slug:
            return None
        sentences = Expectation.objects.taggable_by(self.author)
        sentence = sentences.of_key(f"{competency.slug}/{slug}").first()
        if sentence is None:
            raise forms.ValidationError(f"{competency} has no such sentence in your ladder.")
        return sentence


class MetricForm(forms.Form):
    """Add a number to a line, in place."""

    label = OneLineField(label="What was counted", required=False, max_length=METRIC_PART_LIMIT)
    before = OneLineField(required=False, max_length=METRIC_PART_LIMIT)
    after = OneLineField(
        label="Now",
        max_length=METRIC_PART_LIMIT,
        error_messages={"required": "Say what the number is now."},
    )
    unit = OneLineField(label="Of, or unit", required=False, max_length=METRIC_PART_LIMIT)

    def metric(self):
        return metric_row(**self.cleaned_data)
