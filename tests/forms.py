"""What a browser would send: the fields of a form as a page shows it."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.fields = form_id, False, []
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and said.get("type") not in ("submit", "button"):
            is_tick = said.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in said:
                self.fields.append((said.get("name"), said.get("value", "on" if is_tick else "")))
        elif tag == "textarea":
            self.textarea = said.get("name")
            self.fields.append((self.textarea, ""))
        elif tag == "select":
            self.select = said.get("name")
        elif tag == "option" and self.select:
            chosen = "selected" in said
            if chosen or self.select not in dict(self.fields):
                self.fields = [pair for pair in self.fields if pair[0] != self.select]
                self.fields.append((self.select, said.get("value", "")))

    def handle_data(self, data):
        if self.textarea:
            name, so_far = self.fields.pop()
            # A line break right after the tag is no part of the text.
            self.fields.append((name, so_far + (data if so_far else data.removeprefix("\n"))))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None


def fields_of(response, form_id) -> dict[str, list[str]]:
    """Every field of the form, as it stands on the page: values by name."""
    fields = _values(_Form(form_id), response.content.decode())
    assert fields, f"the page has no form {form_id}"
    return fields


def fields_in(html: str) -> dict[str, list[str]]:
    """Every field of the piece of a form, values by name."""
    form = _Form(None)
    form.inside = True
    return _values(form, html)


def _values(form, html):
    form.feed(html)
    form.close()
    fields: dict[str, list[str]] = {}
    for name, value in form.fields:
        fields.setdefault(name, []).append(value)
    return fields
