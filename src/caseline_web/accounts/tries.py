"""Wrong pairing codes, counted as wrong passwords are."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

_WHO = {"username": "pairing"}


def failed(request: HttpRequest) -> None:
    """Count one."""
    user_login_failed.send(sender=__name__, credentials=_WHO, request=request)


def too_many(request: HttpRequest) -> bool:
    """Whether there were five from this address within a quarter of an hour."""
    return not AxesProxyHandler.is_allowed(request, _WHO)
