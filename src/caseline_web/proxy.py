"""Who is at the other end, where a proxy with HTTPS stands before the application."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def sender(answer: Answer) -> Answer:
    """Middleware: the address that the proxy saw stands where others look for it.

    A sender may write any list of addresses; the proxy adds the one that it saw at its end.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if settings.BEHIND_HTTPS and seen:
            request.META["REMOTE_ADDR"] = seen
        return answer(request)

    return answered
