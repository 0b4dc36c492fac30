from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts.mailboxes import is_mailbox_of
from accounts.models import ApiToken, Management, User, time_zones
from accounts.models.tokens import LIVE_LIMIT, SCOPES

ASKED_A_DAY = 5  # each is a mail to an address that has not asked for any


def zone_choices():
    return [(zone, zone.replace("_", " ")) for zone in time_zones()]


class SignupForm(forms.Form):
    """What sign-up asks beside e-mail and password. allauth calls `signup` with the new user."""

    name = forms.CharField(
        max_length=120,
        help_text="As it should stand on a packet.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "email", "password1"]

    def signup(self, request, user):
        zone = self.cleaned_data["time_zone"]
        user.name = self.cleaned_data["name"]
        user.time_zone = zone if zone in time_zones() else "UTC"
        user.save(update_fields=["name", "time_zone"])


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(choices=zone_choices)

    class Meta:
        model = User
        fields = ["name", "time_zone", "paper", "theme", "single_keys"]
        labels = {"single_keys": "Single-letter keys, such as n for a new win"}
        widgets = {"theme": forms.RadioSelect, "paper": forms.RadioSelect}


class ThemeForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["theme"]


class ManagerForm(forms.ModelForm):
    """An engineer names her manager by e-mail."""

    class Meta:
        model = Management
        fields = ["manager_email"]

    def clean_manager_email(self):
        email = self.cleaned_data["manager_email"].lower()
        if is_mailbox_of(self.instance.engineer, email):
            raise forms.ValidationError("This is your own address. Name somebody else’s.")
        return email

    def clean(self):
        named = Management.objects.of_engineer(self.instance.engineer)
        if named.current().exists():
            raise forms.ValidationError("You have named a manager. End that first.")
        if named.asked_since(timezone.now() - timedelta(days=1)).count() >= ASKED_A_DAY:
            raise forms.ValidationError(
                f"You have named a manager {ASKED_A_DAY} times within a day. Try again tomorrow."
            )
        return super().clean()


class TokenForm(forms.Form):
    """What a new token may do, and how long. `save` returns its secret."""

    NEVER = "never"

    name = forms.CharField(
        label="What is it for",
        max_length=80,
        help_text="The program or the machine, such as “brag on the laptop”.",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one thing. A token that may nothing is of no use."
        },
    )
    days = forms.ChoiceField(
        label="How long",
        choices={"30": "30 days", "90": "90 days", "365": "A year", NEVER: "Until you revoke it"},
        initial="90",
        widget=forms.RadioSelect,
        help_text="One that does not expire still works on a machine that you no longer have.",
    )

    def __init__(self, data=None, *, person):
        super().__init__(data, label_suffix="")
        self.person = person

    def clean_name(self):
        name = self.cleaned_data["name"]
        if ApiToken.objects.visible_to(self.person).live().named(name).exists():
            raise forms.ValidationError("A token of yours has this name. Give this one another.")
        return name

    def clean(self):
        if ApiToken.objects.visible_to(self.person).live().count() >= LIVE_LIMIT:
            raise forms.ValidationError(
                f"You have {LIVE_LIMIT} tokens. Revoke one that you no longer need."
            )
        return super().clean()

    def save(self):
        days = self.cleaned_data["days"]
        _token, secret = ApiToken.objects.issue(
            person=self.person,
            name=self.cleaned_data["name"],
            scopes=self.cleaned_data["scopes"],
            days=None if days == self.NEVER else int(days),
        )
        return secret
