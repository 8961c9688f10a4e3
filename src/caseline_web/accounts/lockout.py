"""What brute force meets: after five wrong tries a quarter of an hour's rest."""

from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from caseline_web.accounts.known import known_as
from caseline_web.crypt import fingerprint

NETWORK = 64  # bits that one household or phone is given


def who_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """A keyed digest of the address that somebody tried to sign in with: it may be a patient's.

    On a browser that is known it is another one, which nobody else's tries are counted under.
    """
    told = credentials or request.POST
    login = str(told.get("email") or told.get("login") or told.get("username") or "")
    return fingerprint(f"{login} {known_as(request, login)}")


def whence(request: HttpRequest) -> str | None:
    """The address that the tries of one sender are counted under; None where it has none.

    Of IPv6 it is the network: who has one address has all of its 64 bits to try from.
    """
    told = request.META.get("REMOTE_ADDR")
    if not told:
        return None
    address = ip_address(told)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, NETWORK), strict=False).network_address)
    return str(address)


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """A page that says so, and nothing about whether there is such an account."""
    return render(request, "accounts/locked_out.html", status=429)
