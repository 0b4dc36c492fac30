"""The forms of testimony: an author asks, a colleague answers, an author pastes praise."""

from django import forms

from accounts.mailboxes import is_mailbox_of
from packets.models import Endorsement, Evidence
from packets.models.endorsements import MOST_DAYS, TESTIMONY_LIMIT, USUAL_DAYS
from packets.testifying.acts import ANSWER

WRITTEN = {"class": "written", "rows": 4, "dir": "auto"}


class WinChoice(forms.ModelChoiceField):
    def label_from_instance(self, evidence):
        return f"{evidence.wording().title or 'Without a title'} ({evidence.section})"


class AskForm(forms.Form):
    """Whom the author asks, about which win, for how long."""

    evidence = WinChoice(Evidence.objects.none(), label="About which win", empty_label="Choose")
    name = forms.CharField(
        label="Their name", max_length=120, help_text="They can correct it before it is printed."
    )
    email = forms.EmailField(
        label="Their e-mail",
        required=False,
        help_text="Mailed at once, and what they answer is marked as verified. Left empty, you get "
        "a link to pass on.",
    )
    days = forms.IntegerField(
        label="For how many days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=f"{MOST_DAYS} at the most. What they answered they can withdraw at any time.",
    )
    word = forms.CharField(
        label="A word to them",
        required=False,
        max_length=TESTIMONY_LIMIT,
        widget=forms.Textarea(attrs=WRITTEN),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, packet, **kwargs):
        super().__init__(*args, **kwargs)
        self.author = packet.author
        placed = Evidence.objects.editable_by(packet.author).of_packet(packet).to_be_shown()
        self.fields["evidence"].queryset = placed

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and is_mailbox_of(self.author, email):
            raise forms.ValidationError("That is your own address. Somebody else has to say it.")
        return email


class RevisedTestimony(forms.ModelForm):
    """A form over testimony, kept only over the revision it was loaded with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["revision"].initial = self.instance.revision

    def over(self, row):
        """The same form over what is kept now."""
        return type(self)(instance=row)


class AnswerForm(RevisedTestimony):
    """What a colleague says, and whether it may be printed."""

    class Meta:
        model = Endorsement
        fields = ANSWER
        labels = {
            "name": "Your name, as it is printed",
            "position": "Your position, as it is printed",
            "closeness": "How closely you saw it",
            "consents": "It may be printed with my name and position",
        }
        help_texts = {
            "text": "What you saw, and what it changed for you. Two or three sentences are enough.",
            "consents": "Without this your words are read by the author alone and printed nowhere.",
        }
        widgets = {
            "text": forms.Textarea(attrs=WRITTEN | {"rows": 6}),
            "closeness": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closeness"].choices = Endorsement.Closeness.choices
        for name in ("position", "relation", "closeness", "text"):
            self.fields[name].required = True
        if self.instance.state == Endorsement.State.DECLINED:
            self.initial["text"] = ""  # the word with which they declined


class DeclineForm(forms.Form):
    why = forms.CharField(
        label="A word why",
        required=False,
        max_length=TESTIMONY_LIMIT,
        widget=forms.Textarea(attrs=WRITTEN | {"rows": 2}),
    )


class MailboxForm(forms.Form):
    """Where a colleague who was passed a link reads mail."""

    email = forms.EmailField(
        label="Your e-mail",
        help_text="A second link goes there. Confirm by it that these words are yours, and they "
        "are marked as verified.",
    )

    def __init__(self, *args, author, **kwargs):
        super().__init__(*args, **kwargs)
        self.author = author

    def clean_email(self):
        email = self.cleaned_data["email"]
        if is_mailbox_of(self.author, email):
            raise forms.ValidationError("That is the address of whoever asks you.")
        return email


class PraiseForm(RevisedTestimony):
    """What somebody said elsewhere about a placed win, as the author quotes it."""

    class Meta:
        model = Endorsement
        fields = ["entry", "name", "position", "said_where", "said_on", "text", "consents"]
        labels = {
            "entry": "About which win",
            "position": "Their position",
            "text": "What they said",
            "consents": "I may quote them: they agreed, or said it where everybody could read it",
        }
        help_texts = {
            "said_where": "Such as “in a mail to the team” or “in the review of May”.",
            "text": "In their words, with nothing added.",
            "consents": "Without this it stays here and is printed nowhere.",
        }
        widgets = {
            "text": forms.Textarea(attrs=WRITTEN),
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        packet = self.instance.packet
        placed = Evidence.objects.editable_by(packet.author).of_packet(packet).to_be_shown()
        titles = {each.entry_id: each.wording().title or "Without a title" for each in placed}
        entry = self.fields["entry"]
        entry.empty_label = "Choose"
        entry.queryset = entry.queryset.among(titles)
        entry.label_from_instance = lambda entry: titles[entry.pk]
        for name in ("said_where", "text"):
            self.fields[name].required = True

    def keep(self):
        """Raises EditConflict when it was changed elsewhere in the meantime."""
        self.instance.keep(self._meta.fields, revision=self.cleaned_data["revision"])
