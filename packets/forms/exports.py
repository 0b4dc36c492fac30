"""What a person chooses for a copy of a packet: what it leaves out, and which file it becomes."""

from django import forms

from packets.cuts import Anonymity, Cut, Redaction, anonymised, people_in, redacted
from packets.document import PacketDocument
from packets.exports.dates import shortly
from packets.exports.html import titled_parts
from packets.exports.options import PdfOptions

MOST_WORDS = 200

WHOLE, REDACTED, ANONYMISED = "whole", "redacted", "anonymised"
COPIES = [
    (WHOLE, "As it is"),
    (REDACTED, "Redacted: without the wins, words and links you choose"),
    (ANONYMISED, "Anonymised for calibration: labels for people, no links"),
]
FORMS = [
    ("pdf", "PDF"),
    ("markdown", "Markdown"),
    ("docx", "Word"),
    ("json", "JSON, to be read by programs or brought in again"),
    ("zip", "All in a ZIP, with the PDF once it has been made"),
]


class ExportForm(forms.Form):
    copy = forms.ChoiceField(choices=COPIES, widget=forms.RadioSelect, initial=WHOLE)
    wins = forms.TypedMultipleChoiceField(
        label="Wins to take out", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    mask = forms.ChoiceField(
        label="How they are taken out",
        choices=[
            ("", "Left out. Coverage counts what is left."),
            ("mask", "Masked. Their dates and counts stay."),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    without_links = forms.BooleanField(
        label="Take out where links lead", required=False, initial=True
    )
    people = forms.MultipleChoiceField(
        label="Who gets a label",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You become Candidate, your manager Manager, and these Colleague 1, 2, 3. Untick"
        " teams.",
    )
    words = forms.CharField(
        label="Words to black out",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="One name or phrase a line. Each is found whole, in small letters and capitals.",
    )
    in_ladder = forms.BooleanField(label="In the ladder’s own words too", required=False)
    form = forms.ChoiceField(label="File", choices=FORMS, widget=forms.RadioSelect, initial="pdf")
    paper = forms.ChoiceField(choices=[("A4", "A4"), ("Letter", "US Letter")])
    parts = forms.MultipleChoiceField(
        label="Parts", required=False, widget=forms.CheckboxSelectMultiple
    )
    black_and_white = forms.BooleanField(label="In black and white", required=False)
    without_addresses = forms.BooleanField(label="Without the addresses of links", required=False)
    archive = forms.BooleanField(label="For keeping: PDF/A-3", required=False)
    letterhead = forms.BooleanField(required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    """The hash of the copy that was looked at."""

    def __init__(self, data, *, document: PacketDocument, paper, letterhead, confidential):
        """`confidential` are the wins taken out unless asked otherwise."""
        super().__init__(data, label_suffix="")
        self.document, self.head = document, letterhead
        wins = [
            (evidence.entry, f"{evidence.title or 'Without a title'}, {shortly(evidence)}")
            for evidence in document.evidence()
        ]
        self._offer("wins", wins, sorted(confidential))
        people = people_in(document)
        self._offer("people", [(name, name) for name in people], people)
        self.titles = titled_parts(document)
        self._offer("parts", list(self.titles.items()), list(self.titles))
        self.fields["paper"].initial = paper
        if confidential:
            self.fields["copy"].initial = REDACTED
        if letterhead:
            self.fields["letterhead"].label = f"With the letterhead of {letterhead}"
        else:
            del self.fields["letterhead"]

    def _offer(self, name, choices, initial):
        """A choice of several, which is not there where there is nothing to choose."""
        if choices:
            self.fields[name].choices = choices
            self.fields[name].initial = initial
        else:
            del self.fields[name]

    def clean_words(self):
        words = [word.strip() for word in self.cleaned_data["words"].splitlines()]
        words = tuple(dict.fromkeys(filter(None, words)))
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(f"At most {MOST_WORDS} lines. You gave {len(words)}.")
        return words

    def clean_parts(self):
        if not self.cleaned_data["parts"]:
            raise forms.ValidationError("Choose at least one part.")
        return self.cleaned_data["parts"]

    def cut(self) -> Cut | None:
        """The copy that was asked for; None for the packet as it is."""
        chosen = self.cleaned_data
        if chosen["copy"] == ANONYMISED:
            people = tuple(chosen.get("people", ()))
            choices = Anonymity(people, chosen["words"], chosen["in_ladder"])
            return anonymised(self.document, choices)
        if chosen["copy"] == REDACTED:
            wins = frozenset(chosen.get("wins", ()))
            return redacted(
                self.document,
                Redaction(
                    left_out=frozenset() if chosen["mask"] else wins,
                    masked=wins if chosen["mask"] else frozenset(),
                    words=chosen["words"],
                    without_links=chosen["without_links"],
                    in_ladder=chosen["in_ladder"],
                ),
            )
        return None

    def options(self, cut: Cut | None) -> PdfOptions:
        """How the PDF is set. The parts are named as the copy has them."""
        chosen = self.cleaned_data
        return PdfOptions(
            paper=chosen["paper"],
            parts=self._parts(cut),
            addresses=not chosen["without_addresses"],
            colour=not chosen["black_and_white"],
            archive=chosen["archive"],
            letterhead=self.head.pk if chosen.get("letterhead") else None,
            cut=cut.document.cut if cut else "",
        )

    def _parts(self, cut: Cut | None) -> tuple[str, ...]:
        """Those that were chosen; empty where all were. A copy has its sections in the same order,
        under keys of its own."""
        offered, chosen = self.document.reading_order(), set(self.cleaned_data.get("parts", ()))
        if chosen >= self.titles.keys():
            return ()
        named = (cut.document if cut else self.document).reading_order()
        return tuple(now for was, now in zip(offered, named, strict=True) if was in chosen)
