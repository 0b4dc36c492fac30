"""The form of a letterhead."""

from django import forms

from packets.exports.logos import RefusedLogo, clean_logo
from packets.models import Letterhead


class LetterheadForm(forms.Form):
    """A letterhead in place of the one before, whose logo it keeps unless told otherwise."""

    name = forms.CharField(
        label="Organisation",
        max_length=120,
        help_text="As it stands at the head of the cover.",
    )
    logo = forms.FileField(
        required=False,
        help_text="PNG, JPEG or WebP, up to 2 MB. It is printed up to 60 mm wide and 14 mm high.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    leaves_logo_out = forms.BooleanField(label="Without the logo", required=False)

    def __init__(self, *args, before: Letterhead | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = before
        self.fields["name"].initial = before.name if before else ""
        if not (before and before.logo):
            del self.fields["leaves_logo_out"]

    def clean_logo(self):
        """The PNG to keep; None for no new one."""
        if not (file := self.cleaned_data["logo"]):
            return None
        try:
            return clean_logo(file)
        except RefusedLogo as problem:
            raise forms.ValidationError(str(problem)) from problem

    def keep(self, user) -> Letterhead:
        """The letterhead as it is now. Sent twice, it is made once."""
        logo = self.cleaned_data["logo"]
        if logo is None and self.before and not self.cleaned_data.get("leaves_logo_out"):
            logo = self.before.logo
        return Letterhead.objects.put(user, name=self.cleaned_data["name"], logo=logo)
