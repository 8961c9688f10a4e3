"""The language of the reader, and the one that was chosen on whatever page that was."""

from collections.abc import Callable
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import activate, get_language

Language = Literal["en", "de"]
PROGRAMS = "/api/"  # they have no language, and a body that is read once
Answer = Callable[[HttpRequest], HttpResponse]


def chosen_language(answer: Answer) -> Answer:
    """Middleware: a page that is asked for again with a `language` answers in it, and keeps it.

    Where something was entered it is sent along, so that it is there in the new language too.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PROGRAMS):
            return answer(request)
        chosen = request.POST.get("language")
        if chosen not in dict(settings.LANGUAGES):
            return answer(request)
        activate(chosen)
        alone = set(request.POST) <= {"language", "csrfmiddlewaretoken"}
        response = redirect(request.get_full_path()) if alone else answer(request)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    return answered


def readers() -> Language:
    """The language in which this request is answered."""
    return "de" if get_language() == "de" else "en"
