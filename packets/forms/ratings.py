"""The form of ratings: a word, and a note, for each competency."""

from django import forms

from packets.models.ratings import RatingSheet
from packets.ratings import Scale

NOTE_LIMIT = 2_000  # characters


class RatingForm(forms.Form):
    """One person's ratings: a word, and a note, for each competency. Each word is one press away
    until they are given. `others` are the sheets beside which a note is asked where they differ."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args, instance: RatingSheet, competencies: dict[str, str], others=(), **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.instance, self.competencies, self.others = instance, competencies, others
        self.fields["revision"].initial = instance.revision
        for slug, name in competencies.items():
            self.fields[f"rating-{slug}"] = forms.ChoiceField(
                label=f"Your rating for {name}",
                choices=[("", "Choose"), *Scale.choices],
                required=False,
                initial=instance.ratings.get(slug, ""),
                widget=forms.Select if instance.given_at else forms.RadioSelect,
            )
            self.fields[f"note-{slug}"] = forms.CharField(
                label="You differ. Why?",
                required=False,
                max_length=NOTE_LIMIT,
                initial=instance.notes.get(slug, ""),
                widget=forms.Textarea(attrs={"class": "written", "rows": 2, "dir": "auto"}),
            )

    def clean(self):
        """Ratings are given as a whole: each competency has its word, and a note where it differs
        from what can be seen of others."""
        super().clean()
        self._rate_the_rest()
        for slug in self.competencies:
            if self._differs(slug) and not self.cleaned_data.get(f"note-{slug}"):
                self.add_error(f"note-{slug}", "Say why you differ.")
        if "give" in self.data:
            for slug in self.competencies:
                if not self.cleaned_data.get(f"rating-{slug}"):
                    self.add_error(f"rating-{slug}", "Not rated yet.")
        return self.cleaned_data

    def _rate_the_rest(self):
        for slug in self.rest_of:
            self.cleaned_data[f"rating-{slug}"] = self.rest.value

    def _differs(self, slug):
        chosen = self.cleaned_data.get(f"rating-{slug}")
        return chosen and {sheet.ratings.get(slug) for sheet in self.others} - {None, "", chosen}

    @property
    def rest(self):
        """The word that was pressed for what is not rated yet; None where none was, or where
        nothing is rated: one word for all at once is no rating."""
        pressed = self.data.get("rest")
        chosen = any(self.data.get(f"rating-{slug}") for slug in self.competencies)
        return Scale(pressed) if chosen and pressed in Scale.values else None

    @property
    def rest_of(self):
        """The competencies that take that word."""
        if not self.rest:
            return []
        return [slug for slug in self.competencies if not self.data.get(f"rating-{slug}")]

    @property
    def said(self):
        """What is said once it is kept."""
        if "give" in self.data:
            return "Your ratings are given."
        if self.rest:
            return f"The rest is rated “{self.rest.label}”. Each can be changed."
        return "Saved."

    def over(self, sheet):
        """The same form over the sheet as it is kept now."""
        return type(self)(instance=sheet, competencies=self.competencies)

    def keep(self):
        """Raises EditConflict when the sheet was changed elsewhere in the meantime, RatingsClosed
        when nobody rates any more."""
        self.instance.ratings = self._said("rating")
        self.instance.notes = self._said("note")
        self.instance.keep_over(self.cleaned_data["revision"], gives="give" in self.data)

    def sent(self):
        """What was chosen and noted as it was sent, valid or not; both by competency."""
        return tuple(
            {slug: self[f"{what}-{slug}"].value() or "" for slug in self.competencies}
            for what in ("rating", "note")
        )

    def _said(self, what):
        said = {slug: self.cleaned_data[f"{what}-{slug}"] for slug in self.competencies}
        return {slug: each for slug, each in said.items() if each}

    def rows(self):
        """Of each competency its two fields, by slug."""
        return {slug: (self[f"rating-{slug}"], self[f"note-{slug}"]) for slug in self.competencies}
