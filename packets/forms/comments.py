"""The forms of what is said beside a version."""

from django import forms

from packets.models import Comment
from packets.models.comments import QUOTE_LIMIT
from packets.remarks.places import REWORDED
from packets.remarks.standing import find
from packets.remarks.words import plain

NOTHING_SAID = {"text": {"required": "Write something first."}}


class CommentForm(forms.ModelForm):
    """A remark on a part of a version, on a place there or on words, or an answer to one.

    `threads` are those that can be answered, `places` what the version has to be remarked on.
    """

    parent = forms.ModelChoiceField(Comment.objects.none(), required=False)
    key = forms.CharField(required=False, max_length=64)
    declines = forms.BooleanField(required=False)

    class Meta:
        model = Comment
        fields = ["section", "place", "quote", "suggestion", "text", "parent", "is_private"]
        error_messages = NOTHING_SAID

    def __init__(self, *args, threads, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = threads
        self.fields["text"].required = False  # where other words say it all
        self.places = places

    def clean(self):
        super().clean()
        if parent := self.cleaned_data.get("parent"):
            self.cleaned_data |= {
                "section": parent.section,
                "place": parent.place,
                "is_private": parent.is_private,
                "quote": "",
                "suggestion": "",
            }
        elif not self.errors:
            self._put_in_place()
        if not self.errors and not (self.cleaned_data["text"] or self.cleaned_data["suggestion"]):
            self.add_error("text", self.fields["text"].error_messages["required"])
        return self.cleaned_data

    def _put_in_place(self):
        said = self.cleaned_data
        part, place, quote = said["section"], said["place"], said["quote"]
        spot = find(self.places, part, place, quote)
        if quote and not spot:
            self.add_error(
                "quote",
                "These words do not stand there. Copy them as they are on the page, out of one "
                "text.",
            )
        elif place and not spot:
            self.add_error("place", "This is not in the version. Choose what it is about.")
        elif quote:
            said |= {"section": spot.part, "place": spot.place.name}
        if said["suggestion"] and not self.errors:
            self._check_suggestion(spot)

    def _check_suggestion(self, spot):
        if self.cleaned_data["is_private"]:
            self.add_error(
                "suggestion", "A note to yourself reaches nobody who could take it over."
            )
        elif self.cleaned_data["quote"] and spot.text.field not in REWORDED:
            self.add_error(
                "suggestion",
                "These are the words of the win itself, which its author tells once for all. "
                "Comment on them instead.",
            )
        elif not self.cleaned_data["quote"]:
            self._quote_all(spot)

    def _quote_all(self, spot):
        """Other words without saying for which are for all of a text, where there is one."""
        texts = spot.place.reworded if spot and spot.place else []
        words = plain(texts[0].words, is_markdown=texts[0].is_markdown) if len(texts) == 1 else ""
        if not words or len(words) > QUOTE_LIMIT:
            self.add_error("suggestion", "Say for which words: copy them from the page.")
        self.cleaned_data["quote"] = words[:QUOTE_LIMIT]


class RewordForm(forms.ModelForm):
    """The text of a comment, in other words."""

    class Meta:
        model = Comment
        fields = ["text"]
        error_messages = NOTHING_SAID
