from django import template

register = template.Library()


@register.filter
def carried(asked):
    """The expectations that come from the steps below."""
    return [item for item in asked.items if item.carried]
