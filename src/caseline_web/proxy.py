"""Who is at the other end, where a proxy with HTTPS stands before the application."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def sender(answer: Answer) -> Answer:
    """Middleware: the address that the proxy saw stands where others look for it.

    A sender may write any list of addresses; the proxy adds the one that it saw at its end.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        seen = _address(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())
        if settings.BEHIND_HTTPS and seen:
            request.META["REMOTE_ADDR"] = seen
        return answer(request)

    return answered


def _address(told: str) -> str:
    """The address without a port, which some proxies add; "" where it is none."""
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        return str(ip_address(told.partition("%")[0]))
    except ValueError:
        return ""
