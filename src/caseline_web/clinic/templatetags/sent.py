"""`{{ sent|given:name }}`: what was sent under a name, to show it again."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def given(sent: Mapping[str, str], name: str) -> str:
    """The value of a field; "" where there is none."""
    return sent.get(name, "")
