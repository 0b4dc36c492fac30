"""Looking back and ahead: a goal, a quarter's five questions, the four about a project."""

from django import forms

from bragdoc.forms.text import OneLineField, WrittenField
from bragdoc.models import Competency, Entry, Expectation, Goal, ImpactAudit, Reflection
from bragdoc.models.entries import NOTE_LIMIT, TITLE_LIMIT

WINS_OFFERED = 100  # of a project, the newest


class RevisionField(forms.IntegerField):
    """What a form was loaded over."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "The form lost what it was loaded from. Load the page again."
    }


class NewGoalForm(forms.Form):
    """A goal in one's own words, or one that was proposed: then `about` says what it is tied to."""

    text = OneLineField(
        label="What do you mean to show?",
        max_length=TITLE_LIMIT,
        error_messages={"required": "Say in a few words what you mean to show."},
        widget=forms.TextInput({"class": "written", "autocomplete": "off"}),
    )
    # "competency/expectation", or "competency/".
    about = forms.CharField(label="It would show", required=False, widget=forms.Select)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data=None, *, person, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)
        self.person = person
        competencies = Competency.objects.taggable_by(person).by_name()
        self.fields["about"].widget.choices = [
            ("", "No competency"),
            *((f"{one.slug}/", one.name) for one in competencies),
        ]
        self.fields["key"].widget.attrs["data-idempotency-key"] = True

    def clean_about(self):
        about = self.cleaned_data["about"]
        competency, _, expectation = about.partition("/")
        if not competency:
            return {}
        if expectation:
            row = Expectation.objects.taggable_by(self.person).of_key(about).first()
            found = row and {"competency": row.competency, "expectation": row}
        else:
            row = Competency.objects.taggable_by(self.person).of_slug(competency).first()
            found = row and {"competency": row}
        if not found:
            raise forms.ValidationError("Your ladder has nothing of this name.")
        return found

    def save(self, quarter):
        return Goal.objects.set_goal(
            self.person,
            quarter,
            key=self.cleaned_data["key"],
            text=self.cleaned_data["text"],
            **self.cleaned_data["about"],
        )


class GoalForm(forms.ModelForm):
    text = OneLineField(label="What you mean to show", max_length=TITLE_LIMIT)
    revision = RevisionField()

    class Meta:
        model = Goal
        fields = ["text"]

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, label_suffix="")
        self.fields["text"].widget.attrs["class"] = "written"
        self.initial["revision"] = instance.revision

    def save(self):
        """Raises EditConflict."""
        self.instance.keep(["text"], revision=self.cleaned_data["revision"])
        return self.instance


class GoalStateForm(forms.Form):
    state = forms.ChoiceField(choices=Goal.State.choices)


def answer(label, help_text):
    return WrittenField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea({"class": "written", "rows": 4, "dir": "auto"}),
    )


class ReflectionForm(forms.ModelForm):
    best_at = answer("What are you best at?", "What others come to you for, and what went easily.")
    enjoying = answer("What do you enjoy?", "Work you would choose again.")
    in_three_years = answer(
        "Where do you want to be in three years, and which skill is missing?",
        "One skill is enough to begin with.",
    )
    learning_from = answer("Whom do you learn from?", "And what it is that you learn.")
    avoiding = answer("What are you avoiding?", "Nobody else reads this.")
    revision = RevisionField()

    class Meta:
        model = Reflection
        fields = Reflection.ANSWERS

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, label_suffix="")
        self.initial["revision"] = instance.revision if instance.pk else 0

    def save(self):
        """Raises EditConflict."""
        self.instance.keep_answers(revision=self.cleaned_data["revision"])
        return self.instance


class ImpactAuditForm(forms.ModelForm):
    changed = answer(
        "What changed, measurably?", "A number before and after, or what is there now and was not."
    )
    benefited = answer("Who benefited?", "Users, teams, people by name.")
    learned = answer("What did you learn?", "It goes into the private note of the wins.")
    differently = answer(
        "What would you do differently?", "This, too, goes into the private note alone."
    )
    entries = forms.ModelMultipleChoiceField(
        Entry.objects.none(),
        label="Write the answers into these wins",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    revision = RevisionField()

    class Meta:
        model = ImpactAudit
        fields = ImpactAudit.ANSWERS

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance, label_suffix="")
        project = instance.project
        wins = Entry.objects.visible_to(project.owner).of_project(project.slug)
        offered = wins.written_into_or_newest(instance, WINS_OFFERED).newest_first()
        self.fields["entries"].queryset = offered
        written = instance.entries.values_list("pk", flat=True) if instance.pk else ()
        self.initial |= {
            "entries": list(written),
            "revision": instance.revision if instance.pk else 0,
        }

    def save(self):
        """Raises EditConflict and NoRoom."""
        self.instance.keep_answers(
            self.cleaned_data["entries"], revision=self.cleaned_data["revision"]
        )
        return self.instance
