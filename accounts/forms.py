from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts.models import Management, User, time_zones

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
        if email == self.instance.engineer.email.lower():
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
