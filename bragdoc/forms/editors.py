"""Who may edit a ladder beside the administrators."""

from django import forms

from accounts.models import User


class EditorForm(forms.Form):
    """Names somebody by the address of the account."""

    email = forms.EmailField(label="E-mail address of the account")

    def __init__(self, data=None, *, ladder):
        super().__init__(data, label_suffix="")
        self.ladder = ladder

    def clean_email(self):
        email = self.cleaned_data["email"]
        try:
            self.person = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise forms.ValidationError("There is no account with this address.") from None
        if self.ladder.editors.contains(self.person):
            raise forms.ValidationError(f"{self.person} may edit this ladder already.")
        return email
