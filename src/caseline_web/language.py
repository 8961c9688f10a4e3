"""The language that a reader chose, on whatever page that was."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import activate

Answer = Callable[[HttpRequest], HttpResponse]


def chosen_language(answer: Answer) -> Answer:
    """Middleware: a page that is sent again with a `language` answers in it, and keeps it.

    What was entered is sent along, so that it is there in the new language too.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("language")
        if chosen not in dict(settings.LANGUAGES):
            return answer(request)
        activate(chosen)
        response = answer(request)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    return answered
