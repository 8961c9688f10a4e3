"""Pages for what cannot be answered, in the reader's language and without a trace of the cause."""

from sys import exception

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read, is too large, or came by an address that is not ours."""
    return _refused(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is not for this reader."""
    return _refused(request, 403)


def not_our_form(request: HttpRequest, reason: str) -> HttpResponse:
    """A form without the proof that one of our pages sent it."""
    return _refused(request, 403, unproven=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return _refused(request, 404)


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody at this address sends more than a person does."""
    response = _refused(request, 429)
    response["Retry-After"] = "600"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of our own, or a database that does not answer or has no room left.

    The page asks no database: whoever is signed in stands there too.
    """
    down = isinstance(exception(), DatabaseError)
    status = 503 if down else 500
    page = render_to_string("refused.html", _shown(request, status))
    response = HttpResponse(page, status=status)
    if down:
        response["Retry-After"] = "30"
    return response


def _refused(request: HttpRequest, status: int, **more: bool) -> HttpResponse:
    return render(request, "refused.html", _shown(request, status) | more, status=status)


def _shown(request: HttpRequest, status: int) -> dict[str, object]:
    """What happened, whether something was sent, and whether the way on is another drawing."""
    return {
        "status": status,
        "sent": request.method == "POST",
        "drawing": request.path_info.startswith(reverse("drawing")),
    }
