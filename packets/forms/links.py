"""The forms of a link: made by an author, opened by a reader."""

from django import forms

from accounts.secrets import new_secret
from packets.models import ShareLink, Version
from packets.models.share_links import MOST_DAYS, USUAL_DAYS

SHORTEST_PASSCODE = 6


class ShareLinkForm(forms.Form):
    """A link to one version: for whom, to which parts, how long."""

    reader = forms.CharField(
        label="For whom",
        max_length=120,
        help_text="As it stands on each page that is read through the link.",
    )
    version = forms.ModelChoiceField(Version.objects.none(), empty_label=None)
    parts = forms.MultipleChoiceField(
        label="What they read",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The cover, the ask and the thesis come along. Tick nothing for everything.",
    )
    days = forms.IntegerField(
        label="For how many days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=f"{MOST_DAYS} at the most. You can end it at any time.",
    )
    passcode = forms.CharField(
        required=False,
        min_length=SHORTEST_PASSCODE,
        max_length=100,
        help_text="Tell it by another way than the link. It is not shown again.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    # Sent twice it makes one link. It comes with the page, for this page is the answer too: to
    # reload that is to send the form once more.
    key = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput, initial=new_secret
    )

    def __init__(self, *args, packet, parts, **kwargs):
        """`parts` are (anchor, title) of what there is to choose from."""
        super().__init__(*args, **kwargs)
        versions = packet.versions.for_choosing().newest_first()
        self.fields["version"].queryset = versions
        self.fields["version"].label_from_instance = lambda version: version.name
        self.fields["version"].initial = versions.first()
        self.fields["parts"].choices = parts

    def save(self):
        """The link and its secret."""
        return ShareLink.objects.make(**self.cleaned_data)


class PasscodeForm(forms.Form):
    passcode = forms.CharField(
        max_length=100, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
