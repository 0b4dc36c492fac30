"""Choices that stand on a page a hundred times.

Django sets each option with templates of its own, which is what the page of a large competency
would spend most of its time on. These write the same HTML at once.
"""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


class ManySelect(forms.Select):
    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) == chosen else "", label)
                for key, label in self.choices
            ),
        )
        said = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(said), options)


class ManyTicks(forms.CheckboxSelectMultiple):
    def render(self, name, value, attrs=None, renderer=None):
        ticked = {str(key) for key in value or ()}
        return format_html_join(
            "",
            '<label for="{0}_{1}"><input type="checkbox" name="{2}" value="{3}" id="{0}_{1}"{4}>'
            " {5}</label>",
            (
                (
                    (attrs or {}).get("id", ""),
                    place,
                    name,
                    key,
                    mark_safe(" checked") if str(key) in ticked else "",
                    label,
                )
                for place, (key, label) in enumerate(self.choices)
            ),
        )
