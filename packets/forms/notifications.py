"""Which notifications are mailed, and when."""

from django import forms

from packets.models import NotificationPlan
from packets.notifying.kinds import Kind


class NotificationPlanForm(forms.ModelForm):
    """Each kind has its switch, on where it is mailed."""

    mailed = forms.MultipleChoiceField(
        label="What is mailed",
        choices=Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What is off still stands on your page. What you are asked is mailed at once.",
    )
    is_daily = forms.TypedChoiceField(
        label="When",
        choices=[(False, "As it happens, within a quarter of an hour"), (True, "One mail a day")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    hour = forms.TypedChoiceField(
        label="The hour of the daily mail",
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )

    class Meta:
        model = NotificationPlan
        fields = ["is_daily", "hour"]

    field_order = ["mailed", "is_daily", "hour"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.initial["mailed"] = [kind for kind in Kind.values if self.instance.mails(kind)]

    def keep(self):
        mailed = self.cleaned_data["mailed"]
        self.instance.muted = [kind for kind in Kind.values if kind not in mailed]
        self.instance.keep()
