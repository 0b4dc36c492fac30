"""Small tables inside a form: rows of inputs under repeated names, read together by their place.

They work without JavaScript, because blank rows are always there to be filled.
"""

from itertools import zip_longest

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, URLValidator

from bragdoc.models.entries import METRIC_PART_LIMIT, ROWS_LIMIT, metric_row

BLANK_ROWS = 2
URL_LIMIT = 2_000


class RowsWidget(forms.Widget):
    """Shows a list of dicts as rows, `{name}_{part}` naming the input of each part."""

    def __init__(self, template_name, parts):
        super().__init__()
        self.template_name = template_name
        self.parts = parts

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["rows"] = [*(value or []), *({} for _ in range(BLANK_ROWS))]
        return context

    def value_from_datadict(self, data, files, name):
        columns = [data.getlist(f"{name}_{part}") for part in self.parts]
        rows = zip_longest(*columns, fillvalue="")
        return [dict(zip(self.parts, row, strict=True)) for row in rows]

    def value_omitted_from_data(self, data, files, name):
        return False  # no row at all means that there is none any more

    def format_value(self, value):
        return value

    def id_for_label(self, id_):
        return ""


class RowsField(forms.Field):
    """A list of dicts. Rows that are wholly blank are left out."""

    check_text = ProhibitNullCharactersValidator()

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        rows = [{part: text.strip() for part, text in row.items()} for row in value or []]
        for row in rows:
            for text in row.values():
                self.check_text(text)
        return [self.read_row(row) for row in rows if any(row.values())]

    def validate(self, value):
        if len(value) > ROWS_LIMIT:
            raise ValidationError(f"{ROWS_LIMIT} rows fit here, and there are {len(value)}.")


class MetricsField(RowsField):
    parts = ["label", "before", "after", "unit", "better"]
    better = {"": None, "lower": True, "higher": False}

    def __init__(self, **kwargs):
        widget = RowsWidget("bragdoc/widgets/metrics.html", self.parts)
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value):
        """Kept rows say `lower_is_better`, typed ones `better`."""
        words = {meaning: word for word, meaning in self.better.items()}
        return [
            {part: row.get(part, "") for part in self.parts}
            | ({"better": words[row["lower_is_better"]]} if "lower_is_better" in row else {})
            for row in value or []
        ]

    def read_row(self, row):
        better = row.pop("better")
        for text in row.values():
            if len(text) > METRIC_PART_LIMIT:
                raise ValidationError(
                    f"“{text[:40]}…” has {len(text)} characters; "
                    f"{METRIC_PART_LIMIT} fit in a part of a number."
                )
        if not (row["before"] or row["after"]):
            raise ValidationError("A number needs its value: fill in before, after, or both.")
        return metric_row(**row, lower_is_better=self.better.get(better))


class LinksField(RowsField):
    parts = ["url", "label"]
    check_url = URLValidator(
        ["http", "https"], message="A link begins with https:// and names a place on the web."
    )

    def __init__(self, **kwargs):
        super().__init__(widget=RowsWidget("bragdoc/widgets/links.html", self.parts), **kwargs)

    def read_row(self, row):
        self.check_url(row["url"])
        if len(row["label"]) > METRIC_PART_LIMIT:
            raise ValidationError(
                f"“{row['label'][:40]}…” has {len(row['label'])} characters; "
                f"{METRIC_PART_LIMIT} fit in the name of a link."
            )
        return row
