"""What brute force meets: after five wrong tries a quarter of an hour's rest."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from caseline_web.crypt import fingerprint


def who_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """A keyed digest of the address that somebody tried to sign in with: it may be a patient's."""
    told = credentials or request.POST
    return fingerprint(str(told.get("email") or told.get("login") or told.get("username") or ""))


def whence(request: HttpRequest) -> str | None:
    """The address that the tries of one sender are counted under; None where it has none."""
    return request.META.get("REMOTE_ADDR") or None


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """A page that says so, and nothing about whether there is such an account."""
    return render(request, "accounts/locked_out.html", status=429)
