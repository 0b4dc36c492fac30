"""The forms of a draft: what begins a packet, what stands around its sections, and the sections."""

from datetime import date

from django import forms
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.text import slugify

from bragdoc.forms.positions import position_choices
from packets.budgets import WRITTEN, text_budgets
from packets.forms.presets import preset_field
from packets.forms.seasons import SeasonField
from packets.models import Condition, EarlierText, Evidence, Packet, Section
from packets.models.earlier_texts import TEXTS
from packets.models.parts import RESERVED_KEYS, free_key


def guidance(part, written):
    """What a preset says of a part, folded where something is written."""
    return render_to_string("packets/_guidance.html", {"part": part, "written": written}).strip()


class RevisedForm(forms.ModelForm):
    """A form over one part of a packet, kept only over the revision it was loaded with. Its texts
    count against the budgets of the packet's preset, which may be passed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        self.stood = {name: getattr(self.instance, name) for name in TEXTS[type(self.instance)]}
        budgets = text_budgets(self.packet.read_preset())
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"class": "written", "rows": 3}
                if budget := budgets.get(name):
                    field.widget.attrs[f"data-budget-{budget.unit}"] = budget.most

    @property
    def packet(self):
        return self.instance.packet

    def over(self, row):
        """The same form over the row as it is kept now."""
        return type(self)(instance=row)

    def keep(self):
        """Save, and keep what stood in the texts until now. Raises EditConflict when the part was
        changed elsewhere in the meantime."""
        with transaction.atomic():
            self.write()
            EarlierText.objects.keep(self.packet, self.instance, self.stood)

    def write(self):
        self.instance.keep(self._meta.fields, revision=self.cleaned_data["revision"])


class PacketForm(forms.ModelForm):
    """A new packet: for which position, over which period."""

    key = forms.CharField(
        required=False,
        max_length=64,
        widget=forms.HiddenInput(attrs={"data-idempotency-key": ""}),
    )

    asks_again = forms.BooleanField(
        label="Ask in it what was asked of you before", required=False, initial=True
    )

    class Meta:
        model = Packet
        fields = ["title", "now", "goal", "starts_on", "ends_on", "season"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"title": "As it stands on the cover, such as the committee it goes to."}

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["preset"] = preset_field(choices)
        positions = position_choices(self.instance.ladder_version.read())
        for name in ("now", "goal"):
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, choices=positions)
        self.fields["season"] = SeasonField(self.instance.author)
        if not self.fields["season"].queryset:
            del self.fields["season"]
        self.asked_before = list(Condition.objects.last_asked_of(self.instance.author))
        if not self.asked_before:
            del self.fields["asks_again"]

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        check_period(self, first, last)
        return self.cleaned_data

    @property
    def chosen(self):
        """The preset, as a document."""
        return self.fields["preset"].widget.documents[self.cleaned_data["preset"]]


def check_period(form, first: date | None, last: date | None):
    """Ten years are more than any packet tells of; a slip of the year is caught here."""
    if not first or not last:
        return
    if first > last:
        form.add_error("ends_on", "The period ends before it begins.")
    elif (last - first).days > 3653:
        form.add_error("ends_on", "A period is ten years at most.")


PRINTS_AT = {"thesis": "thesis", "summary": "part-summary", "next": "part-next"}
"""Where the texts of the opening print, for the sheet at its side; the others on the cover."""


class OpeningForm(RevisedForm):
    """What stands before and after the sections: title, ask, thesis, summary, what is next."""

    class Meta:
        model = Packet
        fields = ["title", "starts_on", "ends_on", "ask", "thesis", "summary", "next"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    @property
    def packet(self):
        return self.instance

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        preset = self.packet.read_preset()
        for name in WRITTEN:
            part = preset.part(name)
            if part:
                self.fields[name].help_text = guidance(part, getattr(self.packet, name))
            elif not getattr(self.packet, name):
                del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs["data-prints"] = PRINTS_AT.get(name, "cover")

    def clean(self):
        super().clean()
        check_period(self, self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on"))
        return self.cleaned_data


class SectionForm(RevisedForm):
    class Meta:
        model = Section
        fields = ["claim"]


class OwnSectionForm(RevisedForm):
    """A section of the author's own: no competency names it, so its title can change."""

    class Meta:
        model = Section
        fields = ["title", "claim"]


class NewSectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ["title"]

    def __init__(self, *args, **kwargs):
        # It stands on one page with the packet's own title.
        super().__init__(*args, auto_id="id_section_%s", **kwargs)

    def save(self, commit=True):
        self.instance.key = self._free_key()
        self.instance.position = Section.objects.next_position(self.instance.packet)
        return super().save(commit)

    def _free_key(self):
        taken = self.instance.packet.sections.values_list("key", flat=True)
        # A slug may have underscores, which the key of a document's section has not.
        title = self.cleaned_data["title"].replace("_", " ")
        return free_key(slugify(title)[:60].strip("-") or "section", RESERVED_KEYS | set(taken))


class WhyForm(RevisedForm):
    class Meta:
        model = Evidence
        fields = ["why"]

    @property
    def packet(self):
        return self.instance.section.packet
