"""Fields for what people write: counted in the open, refused aloud, never cut."""

from django import forms


class WrittenField(forms.CharField):
    """Text with a limit in characters.

    The browser would cut a pasted text at `maxlength` without a word, so the limit goes into
    `data-limit` instead, where it is counted while one types. Line breaks count as one character,
    as they do there.
    """

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | ({"data-limit": self.max_length} if self.max_length else {})


class OneLineField(WrittenField):
    """Text without line breaks: pasted ones become spaces."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())
