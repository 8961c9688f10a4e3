"""What a page tells its scripts: `{% frame %}` for the queue, `{% draft_key %}` for drafts."""

from django import template
from django.http import HttpRequest

from caseline_web.access import account
from caseline_web.asking.answers import FRAME
from caseline_web.people import accounts

register = template.Library()


@register.simple_tag
def frame() -> str:
    """The names of the fields, with a space between them."""
    return " ".join(FRAME)


@register.simple_tag(takes_context=True)
def draft_key(context: template.Context) -> str:
    """The key of whoever is signed in; no page that a phone keeps may hold it."""
    request: HttpRequest = context["request"]
    return accounts.draft_key(account(request))
