"""One answer beside another: two forms over one row, or an earlier row beside a form."""

from django import template

register = template.Library()


@register.filter
def field_of(form, name: str):
    return form[name]


@register.filter
def answer_of(row, name: str):
    """What a row says in a field, "" where there is no row."""
    return getattr(row, name) if row else ""


@register.filter
def in_words(field):
    """What a field of a form says, as a person reads it: of choices, their labels."""
    if field.widget_type not in ("checkboxselectmultiple", "checkbox"):
        return field.value()
    if field.widget_type == "checkbox":
        return "Yes" if field.value() else "No"
    return ", ".join(str(choice.choice_label) for choice in field if choice.data["selected"])
