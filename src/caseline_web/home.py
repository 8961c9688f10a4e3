"""`/`: each to the page of their day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

PAGES = {  # by role: where the day begins
    "patient": "tonight",
    "clinician": "patients",
    "pharmacist": "dispensing",
    "researcher": "research",
    "administrator": "operation",
}


def home(request: HttpRequest) -> HttpResponse:
    """To the own page; whoever is not signed in, to the way in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return redirect(PAGES[request.user.role])
