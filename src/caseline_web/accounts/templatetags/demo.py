"""`{% demo_accounts %}`: whom one may be in the demo."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseline_web.accounts.forms import ROLE_NAMES
from caseline_web.people import store
from caseline_web.people.models import User

register = template.Library()

SAID = {  # of the three persons, whose names are the same in every language
    "Demo 1": gettext_lazy("a course that runs, synthetic"),
    "Demo 2": gettext_lazy("a finished blinded trial, synthetic"),
    "Demo 3": gettext_lazy("the published case"),
}


@register.simple_tag
def demo_accounts() -> list[tuple[User, str]]:
    """Each account with its name; nobody where this is no demo."""
    if not settings.DEMO:
        return []
    return [(user, _name(user)) for user in store.demo_accounts()]


def _name(user: User) -> str:
    who = store.identity_of(user.pk)
    if who is None:
        return str(ROLE_NAMES[user.role])
    return f"{_('patient')} {who.name}: {SAID.get(who.name, '')}"
