"""What brute force meets: after five wrong tries a quarter of an hour's rest."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def who_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The address that somebody tried to sign in with."""
    told = credentials or request.POST
    return str(told.get("email") or told.get("login") or told.get("username") or "").casefold()


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """A page that says so, and nothing about whether there is such an account."""
    return render(request, "accounts/locked_out.html", status=429)
